//! The portal's list of failures. Its columns are documented nowhere: every sample here is synthetic, made up for these
//! tests, and none claims to be what the portal writes.

use proptest::prelude::*;
use totp_toolset::check::{
    FailureColumn, FailureColumns, Failures, FailuresError, FoundBy, MAX_FAILURES, MAX_REASON,
    Place, PortalMessageKind, Upload, is_failures_file, read_failures,
};
use totp_toolset::formats::Delimiter;

use crate::{sent, settings, texts, upload};

const ALICE: &str = "alice@contoso.com";
const BOB: &str = "bob@contoso.com";

fn two_rows() -> Upload {
    upload(&[("1001", ALICE), ("1002", BOB)])
}

fn read(text: &str) -> Failures {
    read_failures(text, None, &two_rows()).expect("a list")
}

fn rows(failures: &Failures) -> Vec<Option<usize>> {
    let places = failures.rows.iter().map(|row| row.place);
    places.map(|place| place.map(|place| place.row)).collect()
}

fn places(columns: FailureColumns) -> [Option<usize>; 3] {
    FailureColumn::ALL.map(|column| columns.place(column))
}

#[test]
fn each_failure_is_matched_to_its_row_and_its_reason_is_decoded() {
    let text = "UserPrincipalName,SerialNumber,SecretKey,ErrorMessage\r\n\
        bob@contoso.com,1002,8EZDGNBVGY3TQOJQ,\"Invalid base32 encoding due to illegal character 8 for: bob@contoso.com, serial number: 1002\"\r\n\
        alice@contoso.com,1001,GEZDGNBVGY3TQOJQ,User does not exist in the current directory\r\n";
    let failures = read(text);
    assert_eq!(places(failures.columns), [Some(1), Some(0), Some(3)]);
    assert!(failures.columns.has_header);
    assert_eq!(rows(&failures), [Some(3), Some(2)]);
    let kinds: Vec<PortalMessageKind> = failures.rows.iter().map(|row| row.kind).collect();
    let eight = PortalMessageKind::IllegalCharacter('8');
    assert_eq!(kinds, [eight, PortalMessageKind::UserNotFound]);
    let row = &failures.rows[1];
    assert_eq!((row.line, failures.total), (3, 2));
    assert_eq!(row.serial, "1001");
    assert_eq!(row.upn, ALICE);
    assert_eq!(row.reason, "User does not exist in the current directory");
    assert_eq!(failures.heads[3], "ErrorMessage");
}

#[test]
fn columns_are_found_with_any_delimiter_and_without_a_header() {
    for delimiter in Delimiter::ALL {
        let between = delimiter.character();
        let text = format!(
            "it is a strange one{between}1002{between}{BOB}\nand this one too{between}1001{between}{ALICE}\n"
        );
        let failures = read(&text);
        assert_eq!(places(failures.columns), [Some(1), Some(2), Some(0)]);
        assert_eq!(failures.columns.delimiter, delimiter);
        assert!(!failures.columns.has_header);
        assert_eq!(rows(&failures), [Some(3), Some(2)]);
    }
}

#[test]
fn a_header_in_words_that_nobody_knows_is_none_of_the_failures() {
    let failures = read("Benutzer;Nummer;Grund\nbob@contoso.com;1002;So geht es nicht\n");
    assert!(failures.columns.has_header);
    assert_eq!(places(failures.columns), [Some(1), Some(0), Some(2)]);
    assert_eq!(rows(&failures), [Some(3)]);
}

#[test]
fn a_list_of_another_upload_has_columns_by_its_heads_and_no_rows() {
    let failures = read("serial number,upn,failure reason\n7,carol@contoso.com,It is none\n");
    assert_eq!(places(failures.columns), [Some(0), Some(1), Some(2)]);
    assert_eq!(rows(&failures), [None]);
    assert_eq!(failures.not_located.first, [2]);
}

#[test]
fn of_two_columns_that_speak_of_an_error_the_one_with_the_words_is_the_reason() {
    let failures = read("errorCode,errorMessage,serial\nBadRequest,It is none,1002\n");
    assert_eq!(failures.columns.reason, Some(1));
    let failures = read("errorMessage,errorCode,serial\nIt is none,BadRequest,1002\n");
    assert_eq!(failures.columns.reason, Some(0));
}

#[test]
fn a_secret_is_no_reason() {
    let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    let with_head = read(&format!(
        "upn,serial number,secret key,x\n{BOB},1002,{secret},Bad\n"
    ));
    assert_eq!(with_head.columns.reason, Some(3));
    let without = read(&format!("{BOB},1002,{secret},Bad\n"));
    assert_eq!(without.columns.reason, Some(3));
    let alone = read(&format!("{BOB},1002,{secret}\n"));
    assert_eq!(alone.columns.reason, None);
    assert_eq!(alone.rows[0].reason, "");
}

#[test]
fn a_single_column_of_messages_names_the_rows() {
    let failures = read(
        "Error\n\"illegal character 8 for: bob@contoso.com, serial number: 1002\"\n\"User does not exist: alice@contoso.com\"\n",
    );
    assert_eq!(places(failures.columns), [None, None, Some(0)]);
    assert_eq!(rows(&failures), [Some(3), Some(2)]);
}

#[test]
fn what_could_be_two_rows_is_none() {
    let upload = upload(&[("1001", BOB), ("1002", BOB)]);
    let text = "upn,reason\nbob@contoso.com,It is none\n";
    let failures = read_failures(text, None, &upload).expect("a list");
    assert_eq!(rows(&failures), [None]);
    // A reason does not decide what the columns leave open.
    let text = "upn,reason\nbob@contoso.com,\"illegal character 8 for: x@contoso.com, serial number: 1002\"\n";
    let failures = read_failures(text, None, &upload).expect("a list");
    assert_eq!(rows(&failures), [None]);
}

#[test]
fn it_is_said_by_what_a_row_was_found() {
    let failures = read("serial,upn,reason\n9,bob@contoso.com,none\n1002,,none\n");
    let found: Vec<Option<Place>> = failures.rows.iter().map(|row| row.place).collect();
    let place = |by| Some(Place { row: 3, by });
    assert_eq!(found, [place(FoundBy::Upn), place(FoundBy::Serial)]);
}

#[test]
fn the_person_can_say_which_column_is_what() {
    let text = "1001,1002,first words here,second\n";
    let found = read(text).columns;
    assert_eq!(places(found), [Some(0), None, Some(2)]);
    let columns = found
        .with(FailureColumn::Serial, Some(1))
        .with(FailureColumn::Reason, Some(3))
        .with(FailureColumn::Upn, Some(usize::MAX));
    let failures = read_failures(text, Some(columns), &two_rows()).expect("a list");
    assert_eq!(failures.columns, columns);
    assert_eq!(rows(&failures), [Some(3)]);
    assert_eq!(failures.rows[0].reason, "second");
    let columns = FailureColumns {
        has_header: true,
        ..columns
    };
    let failures = read_failures(text, Some(columns), &two_rows()).expect("a list");
    assert_eq!(failures.total, 0);
}

#[test]
fn a_line_with_unbalanced_quotes_is_counted_and_the_others_are_read() {
    let failures = read("serial,reason\n1001,\"It is\nnone\",\n\n1002,It is none\n");
    assert_eq!(failures.unread.first, [2]);
    assert_eq!(rows(&failures), [None, Some(3)]);
}

#[test]
fn of_a_long_reason_the_beginning_is_told() {
    let failures = read(&format!("serial,reason\n1002,{}\n", "é ".repeat(10_000)));
    assert_eq!(failures.rows[0].reason.as_str().chars().count(), MAX_REASON);
}

#[test]
fn the_name_and_a_table_make_a_list_of_failures() {
    let table = "serial,reason\n1001,It is none\n";
    for name in ["Failures_tokens.csv", "failures_.CSV", "FAILURES_a b.csv"] {
        assert!(is_failures_file(name, table), "{name}");
    }
    for name in [
        "tokens.csv",
        "Failures.csv",
        "my Failures_tokens.csv",
        "",
        "Failures",
        "Failureß_",
    ] {
        assert!(!is_failures_file(name, table), "{name}");
    }
    for text in ["", "{}", "alice\nbob\ncarol\n", " \n"] {
        assert!(!is_failures_file("Failures_tokens.csv", text), "{text}");
    }
}

#[test]
fn nothing_is_no_list_and_neither_is_too_much() {
    let error = |text: &str| read_failures(text, None, &two_rows()).err();
    assert_eq!(error(" \n;;\n"), Some(FailuresError::Empty));
    let long = "x".repeat(16 * 1024 * 1024 + 1);
    assert_eq!(error(&long), Some(FailuresError::TooLong));
    let lines = "1001,It is none\n".repeat(MAX_FAILURES);
    assert_eq!(error(&lines), None);
    assert_eq!(error(&format!("serial,reason\n{lines}")), None);
    assert_eq!(
        error(&format!("{lines}x\n")),
        Some(FailuresError::TooManyLines)
    );
}

#[test]
fn a_thousand_failures_are_told_and_all_are_counted() {
    let failures = read(&"7,It is none\n".repeat(1500));
    assert_eq!((failures.rows.len(), failures.total), (1000, 1500));
    assert_eq!(failures.not_located.count, 1500);
    assert_eq!(failures.not_located.first.len(), 20);
}

#[test]
fn failures_cross_to_the_page_as_they_were_and_print_no_name() {
    let failures = read("upn,serial,reason\nbob@contoso.com,1002,Surely none\n");
    assert_eq!(sent(&failures), failures);
    let printed = format!("{failures:?}");
    for text in ["bob", "1002", "Surely"] {
        assert!(!printed.contains(text), "{printed}");
    }
}

/// As many as are read. A matching that compares each with each would not come to an end.
#[test]
fn a_list_of_the_greatest_length_finds_every_row() {
    let mut upload = Upload::default();
    let mut text = String::from("upn;serial;error\n");
    for n in 0..MAX_FAILURES {
        upload.add(n + 2, &format!("{n:08}"), &format!("u{n}@x.org"));
        let line = format!(
            "u{n}@x.org;{n:08};illegal character 8 for: u{n}@x.org, serial number: {n:08}\n"
        );
        text.push_str(&line);
    }
    let failures = read_failures(&text, None, &upload).expect("a list");
    assert_eq!(
        (failures.total, failures.not_located.count),
        (MAX_FAILURES, 0)
    );
}

const PIECES: &[&str] = &[
    "1001",
    "1002",
    "bob@contoso.com",
    "User does not exist",
    "illegal character 8 for:",
    "serial",
    "upn",
    "reason",
    ",",
    ",",
    ";",
    "\t",
    "\n",
    "\n",
    "\r",
    "\"",
    " ",
    "é",
    "\u{feff}",
    "\u{200b}",
    "\\",
    "&",
];

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn any_text_is_read_line_by_line(
        text in texts(PIECES),
        named in any::<Option<(Option<usize>, Option<usize>, Option<usize>, bool)>>(),
    ) {
        let columns = named.map(|(serial, upn, reason, has_header)| FailureColumns {
            serial: serial.map(|place| place % 4),
            upn: upn.map(|place| place % 4),
            reason,
            has_header,
            delimiter: Delimiter::Semicolon,
        });
        is_failures_file("Failures_x.csv", &text);
        if let Ok(failures) = read_failures(&text, columns, &two_rows()) {
            prop_assert_eq!(failures.rows.len(), failures.total.min(1000));
            let located = failures.rows.iter().filter(|row| row.place.is_some()).count();
            prop_assert_eq!(located + failures.not_located.count, failures.total);
        }
    }
}
