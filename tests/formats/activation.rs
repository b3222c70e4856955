//! Codes for scripts: whose, which, and until when.

use serde_json::Value;
use totp_toolset::formats::{Column, FindingCode, activation};
use totp_toolset::oath::{Counter, Digits, MovingFactor, TimeStep, Token, UnixTime};

use crate::samples::{every, fleet, parsed, said, text, token};

/// RFC 6238, appendix B: 07081804, of which six digits begin with a zero. The second is the last of its step.
const TIME: UnixTime = UnixTime::from_seconds(1_111_111_109);

/// 9999-12-31T23:59:59Z.
const END_OF_9999: i64 = 253_402_300_799;

fn csv(tokens: &[Token], time: UnixTime) -> String {
    let findings = activation::check(tokens, time);
    text(&activation::write_csv(tokens, &findings, time))
}

fn json(tokens: &[Token], time: UnixTime) -> String {
    let findings = activation::check(tokens, time);
    text(&activation::write_json(tokens, &findings, time))
}

fn two() -> [Token; 2] {
    [
        token(),
        Token {
            serial: Some(parsed("2")),
            digits: Digits::Eight,
            factor: every(60),
            upn: None,
            ..token()
        },
    ]
}

#[test]
fn the_csv_keeps_leading_zeros_and_says_when_the_step_ends() {
    assert_eq!(
        csv(&two(), TIME),
        "serial number,upn,code,valid until\r\n\
         1000001,alice@contoso.com,081804,2005-03-18T01:58:30Z\r\n\
         2,,19360094,2005-03-18T01:59:00Z\r\n"
    );
}

#[test]
fn the_json_says_the_same_and_codes_are_strings() {
    assert_eq!(
        json(&two(), TIME),
        r#"[
  {
    "serialNumber": "1000001",
    "upn": "alice@contoso.com",
    "code": "081804",
    "validUntil": "2005-03-18T01:58:30Z"
  },
  {
    "serialNumber": "2",
    "upn": null,
    "code": "19360094",
    "validUntil": "2005-03-18T01:59:00Z"
  }
]"#
    );
}

#[test]
fn no_token_makes_an_empty_list() {
    assert_eq!(csv(&[], TIME), "serial number,upn,code,valid until\r\n");
    assert_eq!(json(&[], TIME), "[]");
}

#[test]
fn a_code_is_good_until_the_next_one_comes() {
    for (milliseconds, until) in [
        (0, "1970-01-01T00:00:30Z"),
        (29_999, "1970-01-01T00:00:30Z"),
        (30_000, "1970-01-01T00:01:00Z"),
    ] {
        let rows = csv(&[token()], UnixTime::from_milliseconds(milliseconds));
        assert!(rows.ends_with(&format!(",{until}\r\n")), "{rows}");
    }
}

#[test]
fn whatever_has_no_code_or_no_serial_number_is_said_and_left_out() {
    let cases = [
        (
            Token {
                serial: None,
                ..token()
            },
            TIME.seconds(),
            (FindingCode::CellEmpty, Some(Column::SerialNumber)),
        ),
        (
            Token {
                factor: MovingFactor::Counter(Counter(0)),
                ..token()
            },
            TIME.seconds(),
            (FindingCode::CounterBased, Some(Column::TimeInterval)),
        ),
        (token(), -1, (FindingCode::NoCodeNow, None)),
        (token(), END_OF_9999, (FindingCode::NoCodeNow, None)),
        (token(), i64::MAX, (FindingCode::NoCodeNow, None)),
        (
            Token {
                factor: every(u32::MAX),
                ..token()
            },
            END_OF_9999,
            (FindingCode::NoCodeNow, None),
        ),
    ];
    for (token, seconds, finding) in cases {
        let (tokens, time) = ([token], UnixTime::from_seconds(seconds));
        assert_eq!(said(&activation::check(&tokens, time)), [finding]);
        assert_eq!(json(&tokens, time), "[]");
        assert_eq!(csv(&tokens, time).lines().count(), 1);
    }
}

#[test]
fn a_cell_that_a_spreadsheet_would_run_is_said() {
    let formulas = Token {
        serial: Some(parsed("=1")),
        upn: Some(parsed("-a@b")),
        ..token()
    };
    assert_eq!(
        said(&activation::check([&formulas], TIME)),
        [
            (FindingCode::FormulaCell, Some(Column::SerialNumber)),
            (FindingCode::FormulaCell, Some(Column::Upn)),
        ]
    );
}

#[test]
fn every_code_is_its_tokens() {
    let tokens = fleet(1000);
    let list: Value = serde_json::from_str(&json(&tokens, TIME)).expect("JSON");
    let list = list.as_array().expect("an array");
    assert_eq!(list.len(), tokens.len());
    for (entry, token) in list.iter().zip(&tokens) {
        let code = token.hotp().code_at(TIME, TimeStep::THIRTY, Digits::Six);
        assert_eq!(entry["code"], code.expect("after 1970").to_string());
    }
}
