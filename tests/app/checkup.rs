//! The bench of `#check`: questions, answers that come late, corrections, and what joins the list.

use std::rc::Rc;

use totp_toolset::app::{
    Action, CheckAction, Errand, ErrandKind, Foreseen, Notice, SeedFile, State,
};
use totp_toolset::check::{Examined, FailureText, examine};
use totp_toolset::formats::{Column, Report, Step};
use totp_toolset::packed::Pack;
use totp_toolset::work::{FileKind, Written};
use zeroize::Zeroizing;

use crate::{OPEN_FOR, RFC_BASE32, page};

const CSV: &str = "upn,serial number,secret key,time interval,manufacturer,model\r\n\
    a@contoso.com,1,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,30,Contoso,HardwareKey\r\n";

fn file(text: &str) -> CheckAction {
    CheckAction::TakeFile(SeedFile::new(
        "seeds.csv",
        Zeroizing::new(text.as_bytes().to_vec()),
    ))
}

fn check(state: &mut State, action: CheckAction) {
    state.apply(Action::Check(action));
}

/// Answers the question that is open, as the worker does.
fn answer(state: &mut State) {
    let question = state.checkup.due().expect("an open question");
    let bytes = state.checkup.file().expect("a file").bytes().to_vec();
    let examined = examine(&bytes, state.checkup.request());
    let outcome = examined.map(
        |Examined {
             examination,
             tokens,
         }| { (Box::new(examination), vec![Rc::new(Pack::of(&tokens))]) },
    );
    check(state, CheckAction::TakeAnswer(question, outcome));
}

/// A page on whose bench this file was looked at.
fn page_with(text: &str) -> State {
    let mut state = page([]);
    check(&mut state, file(text));
    answer(&mut state);
    state
}

fn tokens(state: &State) -> Option<usize> {
    state.checkup.checked().map(|checked| checked.tokens())
}

#[test]
fn nothing_is_asked_without_a_file() {
    assert_eq!(page([]).checkup.due(), None);
}

#[test]
fn a_file_asks_once_and_is_answered() {
    let state = page_with(CSV);
    assert_eq!(state.checkup.due(), None);
    assert_eq!(tokens(&state), Some(1));
}

#[test]
fn an_answer_to_an_older_question_is_dropped() {
    let mut state = page([]);
    check(&mut state, file("nothing of the kind"));
    let old = state.checkup.due().expect("a question");
    check(&mut state, file(CSV));
    let examined = examine(b"nothing of the kind", state.checkup.request());
    let outcome = examined.map(|examined| (Box::new(examined.examination), Vec::new()));
    check(&mut state, CheckAction::TakeAnswer(old, outcome));
    assert_eq!(tokens(&state), None);
    answer(&mut state);
    assert_eq!(tokens(&state), Some(1));
}

#[test]
fn each_change_asks_anew_and_the_last_answer_stands_until_then() {
    let mut state = page_with(CSV);
    check(
        &mut state,
        CheckAction::Mend(Step::Retype {
            row: 2,
            column: Column::SecretKey,
            text: "?".into(),
        }),
    );
    assert!(state.checkup.due().is_some());
    assert_eq!(tokens(&state), Some(1));
    answer(&mut state);
    assert_eq!(tokens(&state), Some(0));
    check(&mut state, CheckAction::UndoMending);
    answer(&mut state);
    assert_eq!(tokens(&state), Some(1));
}

#[test]
fn another_format_takes_corrections_back() {
    let mut state = page_with(CSV);
    check(&mut state, CheckAction::Mend(Step::AllSafe));
    check(&mut state, CheckAction::ReadAs(None));
    assert!(state.checkup.request().mending.is_empty());
}

#[test]
fn a_failures_file_may_come_before_its_upload() {
    let mut state = page([]);
    let failures: FailureText = ("a,b".into(), None);
    check(&mut state, CheckAction::TakeFailures(Some(failures)));
    check(&mut state, file(CSV));
    assert!(state.checkup.request().failures.is_some());
    // That of another upload is not this one's.
    check(&mut state, file(CSV));
    assert!(state.checkup.request().failures.is_none());
}

#[test]
fn a_cancelled_question_waits_to_be_asked_again() {
    let mut state = page([]);
    check(&mut state, file(CSV));
    let errand = Errand::new(ErrandKind::Check("seeds.csv".to_owned()), OPEN_FOR);
    state.apply(Action::BeginErrand(errand));
    state.apply(Action::CancelErrand);
    assert!(state.checkup.is_cancelled());
    assert_eq!(state.checkup.due(), None);
    check(&mut state, CheckAction::AskAgain);
    assert!(!state.checkup.is_cancelled());
    answer(&mut state);
    assert_eq!(tokens(&state), Some(1));
}

#[test]
fn other_work_that_is_cancelled_cancels_no_question() {
    let mut state = page([]);
    check(&mut state, file(CSV));
    state.apply(Action::BeginErrand(Errand::new(
        ErrandKind::Issue,
        OPEN_FOR,
    )));
    state.apply(Action::CancelErrand);
    assert!(!state.checkup.is_cancelled());
}

#[test]
fn losses_are_foreseen_for_the_chosen_kind_and_these_tokens() {
    let mut state = page_with(CSV);
    let question = state.checkup.unforeseen().expect("nobody has looked yet");
    let foreseen = Foreseen {
        kind: FileKind::EntraCsv,
        writable: 1,
        report: Rc::new(Report::default()),
    };
    check(&mut state, CheckAction::TakeForeseen(question, foreseen));
    assert!(state.checkup.foreseen().is_some());
    check(&mut state, CheckAction::ChooseTarget(FileKind::GraphBulk));
    assert!(state.checkup.foreseen().is_none());
    assert!(state.checkup.unforeseen().is_some());
    check(&mut state, CheckAction::ChooseTarget(FileKind::EntraCsv));
    check(&mut state, file(CSV));
    answer(&mut state);
    assert!(
        state.checkup.foreseen().is_none(),
        "of another file's tokens"
    );
}

#[test]
fn checked_tokens_join_the_list_and_stay_on_the_bench() {
    let mut state = page_with(CSV);
    state.apply(Action::ListChecked);
    assert_eq!((state.list.len(), tokens(&state)), (1, Some(1)));
    let notice = Notice::Checked {
        tokens: 1,
        first_row: 1,
    };
    assert_eq!(state.notice, Some(notice));
    // They are in the file that was opened.
    assert!(!state.unsaved);
}

#[test]
fn corrected_tokens_are_nowhere_but_in_the_page() {
    let mut state = page_with(CSV);
    check(&mut state, CheckAction::Mend(Step::AllSafe));
    answer(&mut state);
    state.apply(Action::ListChecked);
    assert!(state.unsaved);
}

#[test]
fn tokens_from_before_the_last_correction_join_no_list() {
    let mut state = page_with(CSV);
    assert!(state.checkup.is_current());
    check(&mut state, CheckAction::Mend(Step::AllSafe));
    assert!(!state.checkup.is_current());
    state.apply(Action::ListChecked);
    assert!(state.list.is_empty());
}

#[test]
fn what_is_handed_out_of_the_bench_is_in_the_receipt_and_saves_no_list() {
    let mut state = page_with(CSV);
    state.unsaved = true;
    let written = Written {
        rows: 1,
        left_out: 2,
        ..Written::default()
    };
    state.apply(Action::HandOutChecked(written));
    assert_eq!(state.checkup.handed_out, Some((1, 2)));
    assert!(state.unsaved);
}

#[test]
fn a_file_dropped_by_mistake_loses_no_correction() {
    let mut state = page_with(CSV);
    check(&mut state, file("another one"));
    // Nothing was said of the first: it can be opened again.
    assert!(state.checkup.previous().is_none());
    let mut state = page_with(CSV);
    check(&mut state, CheckAction::Mend(Step::AllSafe));
    check(&mut state, file("another one"));
    assert!(state.checkup.previous().is_some());
    check(&mut state, CheckAction::GoBack);
    answer(&mut state);
    assert_eq!(state.checkup.request().mending.steps(), [Step::AllSafe]);
    assert_eq!(tokens(&state), Some(1));
    assert!(state.checkup.previous().is_none());
}

#[test]
fn a_forgotten_file_leaves_nothing() {
    let mut state = page_with(CSV);
    check(&mut state, CheckAction::Forget);
    assert!(state.checkup.file().is_none());
    assert_eq!((tokens(&state), state.checkup.due()), (None, None));
    assert!(!format!("{state:?}").contains(RFC_BASE32));
}
