//! Work that a person waits for, what comes of it late, and whether the list is anywhere but in the page.

use totp_toolset::app::{Action, Errand, ErrandKind, Notice, Rows, State, Tool};
use totp_toolset::formats::receipt::FileReceipt;
use totp_toolset::formats::{Column, Report};
use totp_toolset::oath::Uptime;
use totp_toolset::packed::{Arrangement, Pack, SortBy};
use totp_toolset::work::{FileKind, Progress, Written};

use crate::{OPEN_FOR, page, type_detail};

fn errand() -> Errand {
    Errand::new(ErrandKind::Open("seeds.csv".to_owned()), OPEN_FOR)
}

fn later(milliseconds: u64) -> Uptime {
    OPEN_FOR.plus_milliseconds(milliseconds)
}

fn after(done: usize, total: usize, milliseconds: u64) -> Errand {
    let mut errand = errand();
    errand.advance(Progress { done, total }, later(milliseconds));
    errand
}

#[test]
fn how_much_is_done_is_said_in_percent_as_soon_as_somebody_knows() {
    assert_eq!(errand().percent(), None);
    for (done, total, percent) in [(0, 3, 0), (1, 3, 33), (2, 3, 66), (3, 3, 100), (4, 3, 100)] {
        assert_eq!(
            after(done, total, 0).percent(),
            Some(percent),
            "{done}/{total}"
        );
    }
}

#[test]
fn the_seconds_left_are_those_it_takes_at_this_pace_rounded_up() {
    assert_eq!(after(50, 100, 2000).seconds_left(), Some(2));
    assert_eq!(after(99, 100, 2000).seconds_left(), Some(1));
    assert_eq!(after(100, 100, 2000).seconds_left(), Some(0));
    assert_eq!(after(2048, 100_000, 500).seconds_left(), Some(24));
}

#[test]
fn too_early_nobody_says_how_long_it_takes() {
    let cases = [
        (50, 100, 499),
        (0, 100, 9000),
        (1, 100, 9000),
        (1, 10, 0),
        (5, 0, 9000),
        (9, 3, 9000),
    ];
    for (done, total, milliseconds) in cases {
        assert_eq!(
            after(done, total, milliseconds).seconds_left(),
            None,
            "{done}/{total}"
        );
    }
}

#[test]
fn an_errand_begins_goes_on_and_ends() {
    let progress = Progress { done: 1, total: 4 };
    let mut state = page([Action::AdvanceErrand(progress, OPEN_FOR)]);
    assert_eq!(state.errand, None);
    state.apply(Action::BeginErrand(errand()));
    state.apply(Action::AdvanceErrand(progress, OPEN_FOR));
    assert_eq!(state.errand.as_ref().and_then(Errand::percent), Some(25));
    state.apply(Action::EndErrand);
    assert_eq!((state.errand, state.notice), (None, None));
}

#[test]
fn a_cancelled_errand_leaves_the_list_as_it_was_and_is_confirmed() {
    let mut state = page([Action::AddToList, Action::BeginErrand(errand())]);
    let list = state.list.clone();
    state.apply(Action::CancelErrand);
    assert_eq!(
        (state.errand, state.notice),
        (None, Some(Notice::Cancelled))
    );
    assert_eq!(state.list, list);
}

#[test]
fn a_person_goes_to_the_tool_that_was_asked_for() {
    let mut state = page([Action::GoTo(Tool::Issue)]);
    assert_eq!(state.tool, Tool::Issue);
    state.apply(Action::GoTo(Tool::Code));
    assert_eq!(state.tool, Tool::Code);
}

/// A list of 501 tokens, for which nothing is found out on the spot: it is more than is looked at in a moment.
fn long_list() -> State {
    let mut state = page([type_detail(Column::SerialNumber, "0001"), Action::AddToList]);
    let token = state.list.get(0).expect("a token").token;
    let pack = Pack::of((0..500).map(|_| &token));
    state.list.append([pack]);
    state
}

fn wanted(search: &str) -> Arrangement {
    Arrangement {
        search: search.to_owned(),
        by: SortBy::Row,
        descending: true,
    }
}

fn these(state: &State) -> Option<Vec<u32>> {
    match state.table.rows(&state.list) {
        Rows::These(places) => Some(places.to_vec()),
        Rows::All(_) | Rows::Searching => None,
    }
}

#[test]
fn a_report_of_an_earlier_list_is_not_taken() {
    let mut state = long_list();
    let version = state.list.version();
    assert!(state.list.report().is_none());
    state.list.append([Pack::default()]);
    state.apply(Action::TakeReport(version, Report::default()));
    assert!(state.list.report().is_none());
    state.apply(Action::TakeReport(state.list.version(), Report::default()));
    assert!(state.list.report().is_some());
}

#[test]
fn a_long_list_waits_for_its_rows_and_keeps_those_it_has() {
    let mut state = long_list();
    assert_eq!(state.table.rows(&state.list), Rows::All(501));
    assert!(!state.table.is_due(&state.list));
    state.apply(Action::Arrange(wanted("a")));
    assert_eq!(state.table.rows(&state.list), Rows::Searching);
    assert!(state.table.is_due(&state.list));
    let version = state.list.version();
    state.apply(Action::TakeRows(version, wanted("a"), vec![4, 2]));
    assert_eq!(these(&state), Some(vec![4, 2]));
    assert!(!state.table.is_due(&state.list));
    // The rows of a moment ago stand until those that are asked for now are there.
    state.apply(Action::Arrange(wanted("ab")));
    assert_eq!(these(&state), Some(vec![4, 2]));
    assert!(state.table.is_due(&state.list));
}

#[test]
fn rows_of_an_earlier_list_do_not_replace_those_of_this_one() {
    let mut state = long_list();
    state.apply(Action::Arrange(wanted("a")));
    let before = state.list.version();
    state.list.append([Pack::default()]);
    state.apply(Action::TakeRows(state.list.version(), wanted("a"), vec![7]));
    state.apply(Action::TakeRows(before, wanted("a"), vec![3]));
    assert_eq!(these(&state), Some(vec![7]));
    assert!(!state.table.is_due(&state.list));
}

#[test]
fn rows_of_an_earlier_search_do_not_replace_those_of_this_one() {
    let mut state = long_list();
    state.apply(Action::Arrange(wanted("a")));
    let version = state.list.version();
    state.apply(Action::TakeRows(version, wanted("a"), vec![7]));
    state.apply(Action::TakeRows(version, wanted("b"), vec![3]));
    assert_eq!(these(&state), Some(vec![7]));
}

#[test]
fn a_short_list_is_searched_at_once_and_again_after_every_change() {
    let mut state = page([
        type_detail(Column::SerialNumber, "A1"),
        Action::AddToList,
        Action::AddToList,
        Action::Arrange(wanted("a")),
    ]);
    assert_eq!(these(&state), Some(vec![1, 0]));
    state.apply(Action::AddToList);
    assert_eq!(these(&state), Some(vec![2, 1, 0]));
    let first = state.list.get(0).expect("a token").id;
    state.apply(Action::Remove(first));
    assert_eq!(these(&state), Some(vec![1, 0]));
    state.apply(Action::Arrange(Arrangement::default()));
    assert_eq!(state.table.rows(&state.list), Rows::All(2));
}

fn handed_out(kind: FileKind, rows: usize, left_out: usize) -> Action {
    let written = Written {
        rows,
        left_out,
        files: vec![FileReceipt::of("file", rows, b"")],
        report: Report::default(),
    };
    Action::HandOut(kind, written)
}

#[test]
fn tokens_are_unsaved_until_a_file_holds_all_of_them() {
    let mut state = page([]);
    assert!(!state.unsaved);
    state.apply(Action::AddToList);
    state.apply(Action::AddToList);
    assert!(state.unsaved);
    state.apply(handed_out(FileKind::EntraCsv, 1, 1));
    assert!(state.unsaved, "one was left out");
    state.apply(handed_out(FileKind::Inventory, 2, 0));
    assert!(state.unsaved, "no secret is in that file");
    state.apply(handed_out(FileKind::EntraCsv, 2, 0));
    assert!(!state.unsaved);
    state.apply(Action::AddToList);
    assert!(state.unsaved);
    state.apply(Action::ClearList);
    assert!(!state.unsaved);
}

#[test]
fn a_token_that_joined_while_the_file_was_written_is_unsaved() {
    let mut state = page([Action::AddToList, Action::AddToList]);
    state.apply(handed_out(FileKind::EntraCsv, 1, 0));
    assert!(state.unsaved);
}

#[test]
fn undoing_nothing_leaves_nothing_to_save() {
    assert!(!page([Action::UndoRemoval]).unsaved);
}

#[test]
fn a_list_that_was_emptied_has_nothing_to_save_until_the_token_is_back() {
    let mut state = page([Action::AddToList]);
    let id = state.list.get(0).expect("a token").id;
    state.apply(Action::Remove(id));
    assert!(!state.unsaved);
    state.apply(Action::UndoRemoval);
    assert!(state.unsaved);
}
