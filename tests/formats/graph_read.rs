//! Bodies for Microsoft Graph, read again: what was written comes back, each token on a row of its own.

use std::num::NonZeroUsize;

use totp_toolset::formats::text::text_of;
use totp_toolset::formats::{
    Assumed, Certainty, Column, Format, FormatError, MAX_ROWS, Mending, ReadAs, Step, graph, open,
    pick, read, recognise,
};
use totp_toolset::oath::{HashAlgorithm, Token};

use crate::samples::{RFC_BASE32, fleet, read_as};

/// What Microsoft Graph takes and keeps of a token.
fn kept(token: Token) -> Token {
    Token { upn: None, ..token }
}

fn kept_fleet(size: usize) -> Vec<Token> {
    fleet(size).into_iter().map(kept).collect()
}

fn bulk(tokens: &[Token]) -> Vec<u8> {
    let rows = NonZeroUsize::new(tokens.len()).expect("above zero");
    let bodies = graph::write_bulk(tokens, &graph::check(tokens), rows);
    bodies.first().expect("a body").bytes.to_vec()
}

/// A device with another secret than the first.
fn device(serial: usize) -> String {
    format!(
        r#"{{"serialNumber":"{serial}","secretKey":"{RFC_BASE32}","timeIntervalInSeconds":30}}"#
    )
}

#[test]
fn a_body_says_of_itself_what_it_is() {
    let bytes = bulk(&kept_fleet(2));
    let text = text_of(&bytes).expect("text");
    assert_eq!(recognise(&text), [(Format::GraphJson, Certainty::Certain)]);
}

#[test]
fn each_of_a_hundred_thousand_devices_has_its_line() {
    let tokens = kept_fleet(100_000);
    let body = open(&bulk(&tokens)).expect("a usable file");
    // A line each for seven fields and two braces, behind three lines.
    assert_eq!(body.rows[99_999], 4 + 99_999 * 8);
    let json_lines = graph::write_single(&tokens, &[]);
    let json_lines = open(&json_lines.bytes).expect("a usable file");
    assert_eq!(json_lines.rows[99_999], 100_000);
    for reading in [body, json_lines] {
        assert_eq!(reading.tokens.len(), 100_000);
        assert_eq!(reading.findings, []);
    }
}

#[test]
fn devices_on_one_line_have_a_row_each() {
    let file = format!("\n[{},{},\n\n{}]", device(1), device(2), device(3));
    let reading = read_as(Format::GraphJson, file.as_bytes()).expect("a usable file");
    assert_eq!(reading.rows, [2, 3, 4]);
}

#[test]
fn one_of_many_devices_on_a_line_can_be_corrected() {
    let file = format!("[{},{}]", device(1), device(2));
    let as_json = ReadAs::Format(Format::GraphJson);
    let mut mending = Mending::default();
    mending.take(Step::Retype {
        row: 2,
        column: Column::SerialNumber,
        text: "corrected".to_owned().into(),
    });
    let reading =
        read(file.as_bytes(), as_json, &mending, &Assumed::default()).expect("a usable file");
    let serials: Vec<String> = reading
        .tokens
        .iter()
        .map(|token| token.serial.as_ref().expect("a serial number").to_string())
        .collect();
    assert_eq!(serials, ["1", "corrected"]);
    let cells = [(1, Column::SerialNumber), (2, Column::SerialNumber)];
    let picked = pick(&file, as_json, &mending, &Assumed::default(), cells);
    assert_eq!(picked[&cells[0]].text, "1");
    assert_eq!(picked[&cells[1]].text, "corrected");
}

#[test]
fn a_hash_that_was_assumed_holds_where_none_is_said() {
    let file = format!(
        "[{},\n{}]",
        device(1),
        device(2).replace('}', r#","hashFunction":"hmacsha1"}"#)
    );
    let assumed = Assumed {
        hash: Some(HashAlgorithm::Sha256),
        ..Assumed::default()
    };
    let as_json = ReadAs::Format(Format::GraphJson);
    let reading =
        read(file.as_bytes(), as_json, &Mending::default(), &assumed).expect("a usable file");
    let hashes: Vec<HashAlgorithm> = reading.tokens.iter().map(|token| token.hash).collect();
    assert_eq!(hashes, [HashAlgorithm::Sha256, HashAlgorithm::Sha1]);
}

#[test]
fn no_more_entries_are_read_than_rows_of_any_file() {
    let numbers = |count: usize| format!("[{}{}]", device(1), ",7".repeat(count - 1));
    let most = read_as(Format::GraphJson, numbers(MAX_ROWS).as_bytes()).expect("a usable file");
    assert_eq!(most.findings.len(), MAX_ROWS - 1);
    let too_many = numbers(MAX_ROWS + 1);
    let lines = format!("{}\n{}", numbers(MAX_ROWS), numbers(2)).replace('[', "{\"value\":[");
    let lines = lines.replace(']', "]}");
    for file in [too_many, lines] {
        assert_eq!(
            read_as(Format::GraphJson, file.as_bytes()),
            Err(FormatError::TooManyRows)
        );
    }
}
