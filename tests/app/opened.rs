//! Opening files: tokens join the list, what is wrong is said, nothing that was there is lost.

use std::rc::Rc;

use totp_toolset::app::{Action, State};
use totp_toolset::formats::{FindingCode, FormatError, entra_csv};

use crate::page;

const HEADER: &str = "upn,serial number,secret key,time interval,manufacturer,model\r\n";

fn open(rows: &str) -> Action {
    let file = format!("{HEADER}{rows}");
    Action::Open(
        "seeds.csv".to_owned(),
        totp_toolset::formats::open(file.as_bytes()).map(Into::into),
    )
}

fn serials(state: &State) -> Vec<String> {
    let serial = |token: &totp_toolset::oath::Token| {
        token
            .serial
            .as_ref()
            .map_or_else(String::new, ToString::to_string)
    };
    state
        .list
        .iter()
        .map(|listed| serial(&listed.token))
        .collect()
}

const TWO_ROWS: &str = "a@b.c,7,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,30,C,M\r\n\
                        d@e.f,8,MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U,60,C,M\r\n";

#[test]
fn the_tokens_of_a_file_join_the_end_of_the_list() {
    let state = page([Action::AddToList, open(TWO_ROWS)]);
    assert_eq!(serials(&state), ["1000001", "7", "8"]);
}

#[test]
fn name_number_and_findings_are_kept_to_be_said() {
    let state = page([open("a@b.c,7,1,30,C,M\r\nd@e.f,8,MFRGGZDF,60,C,M\r\n")]);
    let opened = state.opened.expect("a file");
    let (tokens, findings) = opened.outcome.expect("a usable file");
    let codes: Vec<FindingCode> = findings.shown.iter().map(|run| run.finding.code).collect();
    assert_eq!(
        (opened.name.as_str(), tokens, codes),
        ("seeds.csv", 1, vec![FindingCode::SecretConfusable])
    );
}

#[test]
fn a_file_that_is_unusable_leaves_the_list_as_it_was() {
    let state = page([
        Action::AddToList,
        Action::Open("x.csv".to_owned(), Err(FormatError::Binary)),
    ]);
    assert_eq!(
        (serials(&state), state.opened.map(|opened| opened.outcome)),
        (vec!["1000001".to_owned()], Some(Err(FormatError::Binary)))
    );
}

#[test]
fn a_file_without_tokens_is_said_to_hold_none() {
    let state = page([open("")]);
    assert_eq!(
        state.opened.map(|opened| opened.outcome),
        Some(Ok((0, Rc::default())))
    );
}

#[test]
fn a_file_without_tokens_leaves_a_removal_to_be_undone() {
    let mut state = page([Action::AddToList]);
    let id = state.list.get(0).expect("a row").id;
    for action in [Action::Remove(id), open(""), Action::UndoRemoval] {
        state.apply(action);
    }
    assert_eq!(serials(&state), ["1000001"]);
}

#[test]
fn a_file_that_is_opened_twice_is_noticed_row_by_row() {
    let state = page([open(TWO_ROWS), open(TWO_ROWS)]);
    let report = state
        .list
        .report()
        .expect("a short list is checked at once");
    let rows: Vec<usize> = report
        .shown
        .iter()
        .filter(|run| run.finding.code == FindingCode::SerialTwice)
        .map(|run| run.finding.location.row)
        .collect();
    assert_eq!((rows, report.refused_rows), (vec![3, 4], 2));
}

#[test]
fn the_last_file_is_the_one_that_is_said() {
    let state = page([
        open(TWO_ROWS),
        Action::Open("x.csv".to_owned(), Err(FormatError::Empty)),
    ]);
    assert_eq!(
        state.opened.map(|opened| opened.name).as_deref(),
        Some("x.csv")
    );
}

#[test]
fn opening_takes_the_last_confirmation_back() {
    assert_eq!(page([Action::AddToList, open(TWO_ROWS)]).notice, None);
}

#[test]
fn clearing_forgets_the_file_as_well() {
    assert_eq!(page([open(TWO_ROWS), Action::ClearList]).opened, None);
}

#[test]
fn what_the_page_wrote_opens_as_the_list_that_it_was() {
    let before = page([open(TWO_ROWS)]);
    let tokens =
        |state: &State| -> Vec<_> { state.list.iter().map(|listed| listed.token).collect() };
    let written = entra_csv::write(&tokens(&before), &[]);
    let after = page([Action::Open(
        "again.csv".to_owned(),
        totp_toolset::formats::open(&written.bytes).map(Into::into),
    )]);
    assert_eq!(tokens(&before), tokens(&after));
}
