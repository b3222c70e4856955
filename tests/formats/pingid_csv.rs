//! PingID's list: serial number, key and, for counter-based tokens, the counter.

use totp_toolset::formats::{Certainty, Column, FindingCode, Format, pingid_csv, recognise};
use totp_toolset::oath::{Counter, Digits, HashAlgorithm, MovingFactor, Token};

use crate::samples::{every, parsed, said, text, token};

fn list(tokens: &[Token]) -> String {
    text(&pingid_csv::write(tokens, &pingid_csv::check(tokens)))
}

/// A token that the list carries whole.
fn bare() -> Token {
    Token {
        upn: None,
        manufacturer: None,
        model: None,
        ..token()
    }
}

#[test]
fn a_counter_is_written_even_where_it_is_zero() {
    let tokens = [
        token(),
        Token {
            serial: Some(parsed("1000002")),
            factor: MovingFactor::Counter(Counter(0)),
            ..token()
        },
        Token {
            serial: Some(parsed("1000003")),
            factor: MovingFactor::Counter(Counter(u64::MAX)),
            ..token()
        },
    ];
    assert_eq!(
        list(&tokens),
        "1000001,3132333435363738393031323334353637383930\r\n\
         1000002,3132333435363738393031323334353637383930,0\r\n\
         1000003,3132333435363738393031323334353637383930,18446744073709551615\r\n"
    );
}

#[test]
fn what_the_list_cannot_say_is_said() {
    let cases = [
        (
            Token {
                hash: HashAlgorithm::Sha256,
                ..bare()
            },
            (FindingCode::HashLost, None),
        ),
        (
            Token {
                digits: Digits::Eight,
                ..bare()
            },
            (FindingCode::DigitsLost, None),
        ),
        (
            Token {
                factor: every(60),
                ..bare()
            },
            (FindingCode::TimeIntervalLost, Some(Column::TimeInterval)),
        ),
        (
            Token {
                model: Some(parsed("c200")),
                ..bare()
            },
            (FindingCode::NotCarried, Some(Column::Model)),
        ),
    ];
    for (token, finding) in cases {
        let tokens = [token];
        assert_eq!(said(&pingid_csv::check(&tokens)), [finding]);
        assert_eq!(list(&tokens).lines().count(), 1, "{tokens:?}");
    }
}

#[test]
fn a_serial_number_with_a_blank_or_what_cuts_is_refused() {
    for serial in ["1,2", "1 2", "1\u{a0}2", "\"1\"", "#1"] {
        let tokens = [Token {
            serial: Some(parsed(serial)),
            ..bare()
        }];
        assert_eq!(
            said(&pingid_csv::check(&tokens)),
            [(FindingCode::SeparatorInside, Some(Column::SerialNumber))],
            "{serial}"
        );
        assert_eq!(list(&tokens), "", "{serial}");
    }
}

#[test]
fn a_counter_makes_it_likely_unless_it_may_be_a_time_step() {
    const KEY: &str = "3132333435363738393031323334353637383930";
    let certainty = |file: &str| {
        let formats = recognise(file);
        let found = formats
            .iter()
            .find(|(format, _)| *format == Format::PingidCsv);
        found.map(|(_, certainty)| *certainty)
    };
    let cases = [
        (format!("1,{KEY}"), Some(Certainty::Possible)),
        (format!("1,{KEY},0"), Some(Certainty::Likely)),
        (format!("1;{KEY};17;;"), Some(Certainty::Likely)),
        (format!("1,{KEY},30"), Some(Certainty::Possible)),
        (format!("1,{KEY},60"), Some(Certainty::Possible)),
        (format!("1,{KEY},0,6"), None),
        (format!("1,{KEY},totp"), None),
    ];
    for (file, expected) in cases {
        assert_eq!(certainty(&file), expected, "{file}");
    }
}
