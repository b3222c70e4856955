//! Whole conversations: what comes of a task is what the functions under it say.

use std::num::NonZeroUsize;

use totp_toolset::formats::{FormatError, Report, Run, entra_csv};
use totp_toolset::issue::{OrderFault, OrderField, OrderProblem, Users};
use totp_toolset::packed::{Arrangement, Pack, SortBy, arrange};
use totp_toolset::rehearsal::{FileRefused, Judged, judge};
use totp_toolset::work::{Ask, FileKind, FileOrder, Office, Outcome, State, Task, WorkFailed};

use crate::{Page, failed, order, tokens};

const TICKET: u32 = 7;

#[test]
fn tokens_are_checked_as_entra_would() {
    let (mut page, tokens) = (Page::new(), tokens(1500));
    page.begin(TICKET, Task::Check, &tokens);
    let expected = Report::of(&entra_csv::check(&tokens));
    assert_eq!(expected.refused_rows, 15);
    assert_eq!(page.finish(TICKET).outcome(), Outcome::Checked(expected));
}

#[test]
fn rows_are_found_and_ordered() {
    let (mut page, tokens) = (Page::new(), tokens(1500));
    let wanted = Arrangement {
        search: "U1".to_owned(),
        by: SortBy::Upn,
        descending: true,
    };
    page.begin(TICKET, Task::Arrange(wanted.clone()), &tokens);
    let expected = arrange([&Pack::of(&tokens)], &wanted);
    assert!(expected.len() > 500);
    assert_eq!(page.finish(TICKET).outcome(), Outcome::Arranged(expected));
}

#[test]
fn an_order_is_surveyed_and_issued_in_slices() {
    let mut page = Page::new();
    let mut order = order(0, "10000");
    let users: String = (0..1300).map(|n| format!("u{n}@x.org\n")).collect();
    order.users = Users::List {
        text: users.into(),
        columns: None,
        each: "2".to_owned(),
    };
    let plan = order.plan(&Default::default());
    let survey = plan.map(|plan| plan.survey().clone());
    assert!(survey.is_ok());
    page.begin(TICKET, Task::Survey(order.clone()), &[]);
    assert_eq!(
        page.finish(TICKET).outcome(),
        Outcome::Surveyed(survey.clone())
    );

    page.begin(TICKET, Task::Issue(order), &tokens(1500));
    let answer = page.finish(TICKET);
    assert_eq!(answer.slices, 4);
    let issued = answer.tokens();
    assert_eq!(issued.len(), 2600);
    assert_eq!(entra_csv::check(&issued), []);
    assert_eq!(
        issued[2599].serial.as_ref().map(|text| text.as_str()),
        Some("12599")
    );
    assert_eq!(
        issued[2599].upn.as_ref().map(|text| text.as_str()),
        Some("u1299@x.org")
    );
    assert_eq!(answer.outcome(), Outcome::Issued(survey));
}

#[test]
fn an_order_with_a_taken_serial_number_is_refused_with_the_first_row_that_has_it() {
    let mut page = Page::new();
    let mut twice = tokens(3);
    twice.extend(tokens(3));
    let problem = OrderProblem {
        field: OrderField::Serials,
        fault: OrderFault::Taken { taken: 2, row: 2 },
    };
    for issue in [false, true] {
        let order = order(9, "00001");
        let (task, expected) = match issue {
            false => (Task::Survey(order), Outcome::Surveyed(Err(vec![problem]))),
            true => (Task::Issue(order), Outcome::Issued(Err(vec![problem]))),
        };
        page.begin(TICKET, task, &twice);
        let answer = page.finish(TICKET);
        assert!(answer.packs.is_empty());
        assert_eq!(answer.outcome(), expected);
    }
}

#[test]
fn files_are_written_and_read_again() {
    let (mut page, tokens) = (Page::new(), tokens(2500));
    let files = FileOrder {
        kind: FileKind::EntraCsv,
        date: "2026-11-24".to_owned(),
        most_rows: NonZeroUsize::new(2000),
        milliseconds: 0,
    };
    page.begin(TICKET, Task::Write(files.clone()), &tokens);
    let answer = page.finish(TICKET);
    let (expected, written) = files.write(&tokens);
    assert_eq!((written.rows, written.left_out), (2475, 25));
    let expected: Vec<_> = expected
        .into_iter()
        .map(|(name, bytes)| (name, bytes.to_vec()))
        .collect();
    assert_eq!(answer.files, expected);
    let bytes = answer.files[0].1.clone();
    assert_eq!(answer.outcome(), Outcome::Wrote(written));

    page.say(TICKET, &Ask::Begin(Box::new(Task::Read)), None);
    page.say(TICKET, &Ask::TakeFile, Some(&bytes));
    let answer = page.finish(TICKET);
    let reading = totp_toolset::formats::open(&bytes).expect("a file");
    assert_eq!(answer.tokens(), reading.tokens);
    assert_eq!((reading.tokens.len(), answer.packs.len()), (2000, 2));
    let report = Report::of(&reading.findings);
    assert_eq!(answer.outcome(), Outcome::Read(Ok(report)));
}

#[test]
fn a_file_that_is_none_is_said_to_be() {
    let mut page = Page::new();
    page.say(TICKET, &Ask::Begin(Box::new(Task::Read)), None);
    page.say(TICKET, &Ask::TakeFile, Some(b"a\0b"));
    let expected = Outcome::Read(Err(FormatError::Binary));
    assert_eq!(page.finish(TICKET).outcome(), expected);
}

#[test]
fn two_jobs_do_not_disturb_each_other() {
    let mut page = Page::new();
    page.begin(1, Task::Issue(order(2000, "1")), &[]);
    page.begin(2, Task::Issue(order(3000, "5001")), &[]);
    let (mut issued, mut open) = ([0, 0], vec![1, 2]);
    while !open.is_empty() {
        open.retain(|ticket| {
            let (reply, bodies) = page.advance(*ticket);
            for body in bodies {
                issued[*ticket as usize - 1] += Pack::from_bytes(body).expect("tokens").len();
            }
            matches!(reply.state, State::Going(_))
        });
    }
    assert_eq!(issued, [2000, 3000]);
}

#[test]
fn a_job_that_was_left_is_forgotten() {
    let mut page = Page::new();
    page.begin(TICKET, Task::Issue(order(3000, "1")), &[]);
    assert!(matches!(page.state(TICKET), State::Going(_)));
    page.say(TICKET, &Ask::Leave, None);
    assert_eq!(page.state(TICKET), failed(WorkFailed::Input));
}

#[test]
fn a_new_job_takes_the_place_of_one_with_its_ticket() {
    let mut page = Page::new();
    page.begin(TICKET, Task::Check, &tokens(99));
    page.begin(TICKET, Task::Check, &[]);
    let expected = Outcome::Checked(Report::default());
    assert_eq!(page.finish(TICKET).outcome(), expected);
}

#[test]
fn a_job_that_is_done_goes_no_further() {
    let mut page = Page::new();
    page.begin(TICKET, Task::Check, &[]);
    assert!(matches!(page.state(TICKET), State::Done(_)));
    assert_eq!(page.state(TICKET), failed(WorkFailed::Input));
}

#[test]
fn without_randomness_the_order_fails_and_is_over() {
    let mut page = Page::new();
    page.lasts = 1500;
    page.begin(TICKET, Task::Issue(order(3000, "1")), &[]);
    let answer = page.finish(TICKET);
    assert_eq!(answer.end, failed(WorkFailed::Entropy));
    // The slice that failed brought nothing.
    assert_eq!(answer.tokens().len(), 1024);
    assert_eq!(page.state(TICKET), failed(WorkFailed::Input));
}

#[test]
fn losses_are_told_by_the_lines_of_the_file_and_counted_right() {
    let mut page = Page::new();
    let order = FileOrder {
        kind: FileKind::HexList,
        date: String::new(),
        most_rows: None,
        milliseconds: 0,
    };
    // Between the two tokens stand lines without one.
    page.begin(TICKET, Task::Losses(order, vec![2, 5]), &tokens(2));
    let Outcome::Foreseen(writable, report) = page.finish(TICKET).outcome() else {
        unreachable!("what was asked for")
    };
    assert_eq!(writable, 2);
    let told: usize = report.shown.iter().map(Run::findings).sum();
    assert_eq!(told, report.total());
    let rows: Vec<(usize, usize)> = report
        .shown
        .iter()
        .map(|run| (run.finding.location.row, run.last_row))
        .collect();
    assert!(
        rows.iter()
            .all(|(first, last)| first == last && [2, 5].contains(first)),
        "{rows:?}"
    );
}

#[test]
fn an_office_that_refuses_says_why_to_whoever_asks_and_does_nothing() {
    let mut page = Page::new();
    page.office = Office::refusing(WorkFailed::SelfTest);
    for task in [Task::Check, Task::Issue(order(3, "1"))] {
        page.begin(1, task, &tokens(2));
        let (reply, bodies) = page.advance(1);
        assert_eq!(reply.state, failed(WorkFailed::SelfTest));
        assert!(bodies.is_empty());
    }
    assert_eq!(page.given, 0, "no random byte was asked for");
}

#[test]
fn a_file_is_judged_and_its_good_tokens_are_handed_over_in_slices() {
    let (mut page, tokens) = (Page::new(), tokens(2500));
    let bytes = entra_csv::write(&tokens, &[]).bytes.to_vec();
    page.say(TICKET, &Ask::Begin(Box::new(Task::Upload(None))), None);
    page.say(TICKET, &Ask::TakeFile, Some(&bytes));
    let answer = page.finish(TICKET);
    let good = tokens.iter().filter(|token| token.upn.is_some());
    assert!(answer.tokens().iter().eq(good));
    assert_eq!((answer.packs.len(), answer.slices), (3, 4));
    let (judged, _) = judge(&bytes).expect("rows");
    assert_eq!((judged.rows, judged.failures.len()), (2500, 25));
    assert_eq!(answer.outcome(), uploaded(Ok(judged), 0));
}

fn uploaded(judged: Result<Judged, FileRefused>, left_out: usize) -> Outcome {
    Outcome::Uploaded { judged, left_out }
}

fn upload_order() -> FileOrder {
    FileOrder {
        kind: FileKind::EntraCsv,
        date: "2026-11-24".to_owned(),
        most_rows: None,
        milliseconds: 0,
    }
}

#[test]
fn tokens_are_uploaded_as_the_very_file_that_is_written_of_them() {
    let (mut page, tokens) = (Page::new(), tokens(1500));
    page.begin(TICKET, Task::Write(upload_order()), &tokens);
    let mut answer = page.finish(TICKET);
    let (_, bytes) = answer.files.remove(0);
    let Outcome::Wrote(written) = answer.outcome() else {
        panic!("files")
    };
    let (judged, expected) = judge(&bytes).expect("rows");
    page.begin(TICKET, Task::Upload(Some(upload_order())), &tokens);
    let answer = page.finish(TICKET);
    assert_eq!(answer.tokens(), expected);
    assert!(answer.files.is_empty());
    assert_eq!(answer.outcome(), uploaded(Ok(judged), written.left_out));
}

#[test]
fn what_is_not_written_is_no_row_of_the_upload_and_is_counted() {
    let (mut page, tokens) = (Page::new(), tokens(200));
    page.begin(TICKET, Task::Upload(Some(upload_order())), &tokens);
    let Outcome::Uploaded {
        judged: Ok(judged),
        left_out,
    } = page.finish(TICKET).outcome()
    else {
        panic!("rows")
    };
    let lines: Vec<u32> = (2..=199).collect();
    assert_eq!((judged.rows, judged.lines), (198, lines));
    assert_eq!(left_out, 2);
}

#[test]
fn an_upload_has_no_parts() {
    let (mut page, tokens) = (Page::new(), tokens(50));
    let order = FileOrder {
        most_rows: NonZeroUsize::new(20),
        ..upload_order()
    };
    page.begin(TICKET, Task::Upload(Some(order)), &tokens);
    assert_eq!(page.finish(TICKET).tokens(), tokens);
}

#[test]
fn of_no_token_there_is_no_upload() {
    let mut page = Page::new();
    page.begin(TICKET, Task::Upload(Some(upload_order())), &[]);
    let expected = uploaded(Err(FileRefused::NothingToWrite), 0);
    assert_eq!(page.finish(TICKET).outcome(), expected);
}

#[test]
fn of_tokens_of_which_none_can_be_written_there_is_no_upload_and_they_are_counted() {
    let (mut page, mut tokens) = (Page::new(), tokens(3));
    for token in &mut tokens {
        token.upn = None;
    }
    page.begin(TICKET, Task::Upload(Some(upload_order())), &tokens);
    let answer = page.finish(TICKET);
    assert!(answer.packs.is_empty());
    let expected = uploaded(Err(FileRefused::NothingToWrite), 3);
    assert_eq!(answer.outcome(), expected);
}

#[test]
fn an_upload_that_is_refused_as_a_whole_hands_nothing_over() {
    let whole = |bytes: &[u8]| {
        let mut page = Page::new();
        page.say(TICKET, &Ask::Begin(Box::new(Task::Upload(None))), None);
        page.say(TICKET, &Ask::TakeFile, Some(bytes));
        let answer = page.finish(TICKET);
        assert!(answer.packs.is_empty());
        answer.outcome()
    };
    let row = "a@x.org,1,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,30,C,M\n";
    for (file, refused) in [
        ("a\0b", FileRefused::Format(FormatError::Binary)),
        (row, FileRefused::HeaderMissing),
        (&row.replace(',', ";"), FileRefused::Delimiter),
        (
            "upn,serial number,secret key,time interval,manufacturer,model\n",
            FileRefused::NoRows,
        ),
    ] {
        let expected = uploaded(Err(refused), 0);
        assert_eq!(whole(file.as_bytes()), expected);
    }
}

#[test]
fn an_upload_of_bad_rows_alone_is_done_at_once() {
    let mut page = Page::new();
    let file =
        b"upn,serial number,secret key,time interval,manufacturer,model\na@x.org,1,?,30,C,M\n";
    page.say(TICKET, &Ask::Begin(Box::new(Task::Upload(None))), None);
    page.say(TICKET, &Ask::TakeFile, Some(file));
    let answer = page.finish(TICKET);
    assert_eq!((answer.packs.len(), answer.slices), (0, 1));
    let Outcome::Uploaded {
        judged: Ok(judged), ..
    } = answer.outcome()
    else {
        panic!("rows")
    };
    assert_eq!((judged.rows, judged.failures.len()), (1, 1));
}
