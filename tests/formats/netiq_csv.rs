//! NetIQ's CSV: neither the hash nor the counter has a column.

use totp_toolset::formats::{Certainty, Column, FindingCode, Format, netiq_csv, recognise};
use totp_toolset::oath::{Counter, Digits, HashAlgorithm, MovingFactor, Token};

use crate::samples::{every, parsed, said, text, token};

fn list(tokens: &[Token]) -> String {
    text(&netiq_csv::write(tokens, &netiq_csv::check(tokens)))
}

/// A token that the file carries whole.
fn bare() -> Token {
    Token {
        upn: None,
        manufacturer: None,
        model: None,
        ..token()
    }
}

#[test]
fn a_line_says_type_and_digits_and_the_step_where_there_is_one() {
    let tokens = [
        token(),
        Token {
            serial: Some(parsed("Token002")),
            digits: Digits::Eight,
            factor: MovingFactor::Counter(Counter(0)),
            ..token()
        },
    ];
    assert_eq!(
        list(&tokens),
        "1000001,3132333435363738393031323334353637383930,totp,6,30\r\n\
         Token002,3132333435363738393031323334353637383930,hotp,8\r\n"
    );
}

#[test]
fn a_token_that_fits_loses_nothing() {
    let token = Token {
        digits: Digits::Eight,
        factor: every(60),
        ..bare()
    };
    assert_eq!(said(&netiq_csv::check([&token])), []);
}

#[test]
fn what_the_file_cannot_say_is_said() {
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
                factor: MovingFactor::Counter(Counter(3)),
                ..bare()
            },
            (FindingCode::CounterLost, Some(Column::Counter)),
        ),
        (
            Token {
                upn: Some(parsed("a@b")),
                ..bare()
            },
            (FindingCode::NotCarried, Some(Column::Upn)),
        ),
    ];
    for (token, finding) in cases {
        let tokens = [token];
        assert_eq!(said(&netiq_csv::check(&tokens)), [finding]);
        assert_eq!(list(&tokens).lines().count(), 1, "{tokens:?}");
    }
}

#[test]
fn a_serial_number_that_would_be_cut_or_commented_out_is_refused() {
    for serial in ["1,2", "\"1\"", "#1"] {
        let tokens = [Token {
            serial: Some(parsed(serial)),
            ..bare()
        }];
        assert_eq!(
            said(&netiq_csv::check(&tokens)),
            [(FindingCode::SeparatorInside, Some(Column::SerialNumber))],
            "{serial}"
        );
        assert_eq!(list(&tokens), "", "{serial}");
    }
}

#[test]
fn no_file_is_surely_its_own() {
    const KEY: &str = "3132333435363738393031323334353637383930";
    for more in ["", ",totp", ",hotp,8", ",totp,6,60", ",totp,6,60,sha1"] {
        let file = format!("Token001,{KEY}{more}");
        let possible = (Format::NetiqCsv, Certainty::Possible);
        assert!(recognise(&file).contains(&possible), "{file}");
    }
}
