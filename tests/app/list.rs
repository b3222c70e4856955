//! Adding to the list, removing, bringing back, clearing.

use totp_toolset::app::{
    Action, DetailsDraft, DetailsProblem, FactorKind, ListedId, Notice, State,
};
use totp_toolset::formats::receipt::FileReceipt;
use totp_toolset::formats::{Column, FindingCode, Report};
use totp_toolset::oath::{
    Counter, Digits, HashAlgorithm, InvalidText, MovingFactor, TimeStep, Token,
};

use totp_toolset::work::{FileKind, Written};

use crate::{page, rfc_secret, type_detail, type_seed};

/// A page with a list of three: 1000001, 1000002, 1000003.
fn page_with_three() -> State {
    page((0..3).map(|_| Action::AddToList))
}

fn serials(state: &State) -> Vec<String> {
    let serial = |token: Token| {
        token
            .serial
            .map_or_else(String::new, |serial| serial.to_string())
    };
    state
        .list
        .iter()
        .map(|listed| serial(listed.token))
        .collect()
}

fn id(state: &State, row: usize) -> ListedId {
    state.list.get(row - 1).expect("a row of the list").id
}

fn codes(state: &State) -> Vec<FindingCode> {
    state
        .list
        .report()
        .expect("a short list is checked at once")
        .shown
        .iter()
        .map(|run| run.finding.code)
        .collect()
}

#[test]
fn the_token_that_is_shown_joins_the_list_whole() {
    let state = page([
        Action::ChooseHash(HashAlgorithm::Sha256),
        Action::ChooseDigits(Digits::Eight),
        Action::TypeStep("60".to_owned()),
        type_detail(Column::SerialNumber, " 0042 "),
        type_detail(Column::Upn, "alice@contoso.com"),
        type_detail(Column::Manufacturer, "Contoso"),
        type_detail(Column::Model, "Key"),
        Action::AddToList,
    ]);
    let expected = Token {
        secret: rfc_secret(),
        hash: HashAlgorithm::Sha256,
        digits: Digits::Eight,
        factor: MovingFactor::Time(TimeStep::SIXTY),
        serial: "0042".parse().ok(),
        manufacturer: "Contoso".parse().ok(),
        model: "Key".parse().ok(),
        upn: "alice@contoso.com".parse().ok(),
        user: totp_toolset::oath::UserDetails::default(),
    };
    assert_eq!(state.list.get(0).expect("a row").token, expected);
}

#[test]
fn a_counter_based_token_joins_with_its_counter() {
    let state = page([
        Action::ChooseKind(FactorKind::Counter),
        Action::TypeCounter("7".to_owned()),
        Action::AddToList,
    ]);
    assert_eq!(
        state.list.get(0).expect("a row").token.factor,
        MovingFactor::Counter(Counter(7))
    );
}

#[test]
fn adding_says_which_row_it_became() {
    assert_eq!(page_with_three().notice, Some(Notice::Added(3)));
}

#[test]
fn the_serial_number_runs_on_and_the_user_is_cleared() {
    let state = page([
        type_detail(Column::SerialNumber, "A-099"),
        type_detail(Column::Upn, "alice@contoso.com"),
        type_detail(Column::Manufacturer, "Contoso"),
        type_detail(Column::Model, "Key"),
        Action::AddToList,
    ]);
    let expected = DetailsDraft {
        serial: "A-100".to_owned(),
        upn: String::new(),
        manufacturer: "Contoso".to_owned(),
        model: "Key".to_owned(),
        ..DetailsDraft::default()
    };
    assert_eq!(state.details, expected);
}

#[test]
fn a_serial_number_that_cannot_run_on_is_cleared() {
    let state = page([type_detail(Column::SerialNumber, "ABC"), Action::AddToList]);
    assert_eq!(state.details.serial, "");
}

#[test]
fn the_seed_of_the_page_stays_when_its_token_joins() {
    assert_eq!(page([Action::AddToList]).code.secret(), Some(&rfc_secret()));
}

#[test]
fn each_field_says_its_own_problem() {
    let text = DetailsProblem::Text;
    let long = "x".repeat(129);
    let cases = [
        (Column::SerialNumber, "", InvalidText::Empty),
        (Column::SerialNumber, "  ", InvalidText::Empty),
        (
            Column::SerialNumber,
            "1\t2",
            InvalidText::ControlCharacter { position: 2 },
        ),
        (
            Column::SerialNumber,
            long.as_str(),
            InvalidText::TooLong { limit: 128 },
        ),
        (Column::Upn, "alice", InvalidText::NotNameAtDomain),
        (Column::Upn, "a@b@c", InvalidText::NotNameAtDomain),
        (Column::Upn, "al ice@b", InvalidText::Blank { position: 3 }),
        (Column::Upn, &long, InvalidText::TooLong { limit: 113 }),
        (Column::Manufacturer, "", InvalidText::Empty),
        (
            Column::Manufacturer,
            &long,
            InvalidText::TooLong { limit: 128 },
        ),
        (Column::Model, "", InvalidText::Empty),
        (
            Column::Model,
            "a\nb",
            InvalidText::ControlCharacter { position: 2 },
        ),
    ];
    for (column, typed, problem) in cases {
        let state = page([type_detail(column, typed), Action::AddToList]);
        assert_eq!(
            state.details.problems,
            [text(column, problem)],
            "{column} {typed}"
        );
    }
}

#[test]
fn all_problems_are_said_at_once_in_the_order_of_the_form() {
    let state = page([
        type_detail(Column::Model, ""),
        type_detail(Column::Manufacturer, ""),
        type_detail(Column::Upn, "x"),
        type_detail(Column::SerialNumber, ""),
        Action::AddToList,
    ]);
    let columns: Vec<Column> = state
        .details
        .problems
        .iter()
        .map(DetailsProblem::column)
        .collect();
    assert_eq!(
        columns,
        [
            Column::SerialNumber,
            Column::Upn,
            Column::Manufacturer,
            Column::Model
        ]
    );
}

#[test]
fn a_problem_keeps_the_token_out_and_the_form_as_it_was() {
    let state = page([type_detail(Column::Upn, "x"), Action::AddToList]);
    assert_eq!(
        (
            state.list.len(),
            state.details.serial.as_str(),
            state.details.upn.as_str()
        ),
        (0, "1000001", "x")
    );
}

#[test]
fn a_refusal_takes_the_last_confirmation_back() {
    let state = page([
        Action::AddToList,
        type_detail(Column::Model, ""),
        Action::AddToList,
    ]);
    assert_eq!(state.notice, None);
}

#[test]
fn every_refusal_is_counted() {
    let state = page([
        type_detail(Column::Model, ""),
        Action::AddToList,
        Action::AddToList,
    ]);
    assert_eq!(state.details.refusals, 2);
}

#[test]
fn a_field_that_changes_loses_its_problem_and_no_other() {
    let state = page([
        type_detail(Column::Model, ""),
        type_detail(Column::Manufacturer, ""),
        Action::AddToList,
        type_detail(Column::Model, "K"),
    ]);
    assert_eq!(
        state.details.problems,
        [DetailsProblem::Text(
            Column::Manufacturer,
            InvalidText::Empty
        )]
    );
}

#[test]
fn a_field_reads_as_it_was_typed() {
    let columns = [
        Column::SerialNumber,
        Column::Upn,
        Column::Manufacturer,
        Column::Model,
    ];
    for column in columns {
        assert_eq!(
            page([type_detail(column, " x ")]).details.field(column),
            " x "
        );
    }
}

#[test]
fn secret_and_step_are_no_fields_of_the_form() {
    for column in [Column::SecretKey, Column::TimeInterval] {
        let state = page([type_detail(column, "x")]);
        assert_eq!(
            (state.details.field(column), &state.details),
            ("", &DetailsDraft::default())
        );
    }
}

#[test]
fn a_serial_number_that_is_taken_is_refused_with_its_row() {
    let mut state = page_with_three();
    state.apply(type_detail(Column::SerialNumber, " 1000002"));
    state.apply(Action::AddToList);
    assert_eq!(state.details.problems, [DetailsProblem::SerialTaken(2)]);
}

#[test]
fn a_serial_number_that_becomes_free_is_no_longer_called_taken() {
    for action in [Action::Remove, |_| Action::ClearList] {
        let mut state = page_with_three();
        state.apply(type_detail(Column::SerialNumber, "1000002"));
        state.apply(Action::AddToList);
        let action = action(id(&state, 2));
        let said = format!("{action:?}");
        state.apply(action);
        assert_eq!(state.details.problems, [], "{said}");
    }
}

#[test]
fn other_problems_outlive_a_removal() {
    let mut state = page_with_three();
    state.apply(type_detail(Column::Model, ""));
    state.apply(Action::AddToList);
    state.apply(Action::Remove(id(&state, 2)));
    assert_eq!(
        state.details.problems,
        [DetailsProblem::Text(Column::Model, InvalidText::Empty)]
    );
}

#[test]
fn without_a_code_nothing_joins_the_list() {
    for action in [
        type_seed(""),
        Action::TakeRandomSeed(None),
        Action::TypeStep("0".to_owned()),
    ] {
        let state = page([action, Action::AddToList]);
        assert_eq!(
            (state.list.len(), state.details.serial.as_str()),
            (0, "1000001")
        );
    }
}

#[test]
fn where_nothing_joined_the_last_confirmation_is_taken_back() {
    let state = page([Action::AddToList, type_seed(""), Action::AddToList]);
    assert_eq!(state.notice, None);
}

#[test]
fn what_entra_would_say_follows_every_change() {
    let mut state = page([Action::ChooseDigits(Digits::Eight), Action::AddToList]);
    assert_eq!(
        codes(&state),
        [FindingCode::CellEmpty, FindingCode::DigitsNotSix]
    );
    state.apply(Action::Remove(id(&state, 1)));
    assert_eq!(codes(&state), []);
    state.apply(Action::UndoRemoval);
    assert_eq!(
        codes(&state),
        [FindingCode::CellEmpty, FindingCode::DigitsNotSix]
    );
    state.apply(Action::ClearList);
    assert_eq!(codes(&state), []);
}

#[test]
fn a_token_that_is_removed_leaves_the_others_in_order() {
    let mut state = page_with_three();
    state.apply(Action::Remove(id(&state, 2)));
    assert_eq!(serials(&state), ["1000001", "1000003"]);
}

#[test]
fn a_token_that_is_removed_comes_back_to_its_place() {
    for row in 1..=3 {
        let mut state = page_with_three();
        state.apply(Action::Remove(id(&state, row)));
        state.apply(Action::UndoRemoval);
        assert_eq!(serials(&state), ["1000001", "1000002", "1000003"], "{row}");
    }
}

#[test]
fn a_token_that_came_back_is_the_same_token() {
    let mut state = page_with_three();
    let before = id(&state, 2);
    state.apply(Action::Remove(before));
    state.apply(Action::UndoRemoval);
    assert_eq!(state.list.place_of(before), Some(1));
}

#[test]
fn only_the_last_removal_can_be_undone_and_only_once() {
    let mut state = page_with_three();
    for action in [
        Action::Remove(id(&state, 1)),
        Action::Remove(id(&state, 2)),
        Action::UndoRemoval,
        Action::UndoRemoval,
    ] {
        state.apply(action);
    }
    assert_eq!(serials(&state), ["1000002", "1000003"]);
}

#[test]
fn a_removal_can_be_undone_until_the_list_changes() {
    let mut state = page_with_three();
    state.apply(Action::Remove(id(&state, 1)));
    assert!(state.list.removed().is_some());
    state.apply(Action::AddToList);
    assert!(state.list.removed().is_none());
}

#[test]
fn removing_what_is_not_there_says_and_changes_nothing() {
    let mut state = page_with_three();
    let gone = id(&state, 1);
    state.apply(Action::Remove(gone));
    state.apply(Action::UndoRemoval);
    state.apply(Action::Remove(ListedId(99)));
    assert_eq!((state.list.len(), &state.notice), (3, &None));
}

#[test]
fn undoing_takes_the_confirmation_of_the_removal_back() {
    let mut state = page_with_three();
    state.apply(Action::Remove(id(&state, 1)));
    assert_eq!(state.notice, Some(Notice::Removed));
    state.apply(Action::UndoRemoval);
    assert_eq!(state.notice, None);
}

#[test]
fn a_cleared_list_is_empty_for_good() {
    let mut state = page_with_three();
    state.apply(Action::Remove(id(&state, 1)));
    state.apply(Action::ClearList);
    state.apply(Action::UndoRemoval);
    assert_eq!(state.list.len(), 0);
}

#[test]
fn clearing_is_confirmed() {
    let mut state = page_with_three();
    state.apply(Action::ClearList);
    assert_eq!(state.notice, Some(Notice::Cleared));
}

#[test]
fn no_place_in_memory_is_given_twice() {
    let mut state = page_with_three();
    let before = id(&state, 3);
    state.apply(Action::ClearList);
    state.apply(Action::AddToList);
    assert!(id(&state, 1) > before);
}

#[test]
fn a_download_is_confirmed_with_what_was_left_out() {
    let written = Written {
        rows: 2,
        left_out: 1,
        files: vec![FileReceipt::of("entra.csv", 2, b"upn")],
        report: Report::default(),
    };
    let state = page([Action::HandOut(FileKind::EntraCsv, written)]);
    let notice = Notice::Downloaded {
        files: Ok("entra.csv".to_owned()),
        rows: 2,
        left_out: 1,
    };
    assert_eq!(state.notice, Some(notice));
}

#[test]
fn a_seed_that_is_added_twice_is_noticed() {
    let state = page([Action::AddToList, Action::AddToList]);
    assert!(codes(&state).contains(&FindingCode::SecretTwice));
}
