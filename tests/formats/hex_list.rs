//! The vendor list: serial number and hex, and nothing else.

use totp_toolset::formats::{Column, FindingCode, hex_list};
use totp_toolset::oath::{
    Counter, Digits, Encoding, EncodingChoice, HashAlgorithm, MovingFactor, Token, decode_seed,
};

use crate::samples::{every, fleet, parsed, said, text, token};

fn list(tokens: &[Token]) -> String {
    text(&hex_list::write(tokens, &hex_list::check(tokens)))
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
fn a_line_is_serial_comma_hex() {
    let tokens = [
        token(),
        Token {
            serial: Some(parsed("0000042")),
            ..token()
        },
    ];
    assert_eq!(
        list(&tokens),
        "1000001,3132333435363738393031323334353637383930\r\n\
         0000042,3132333435363738393031323334353637383930\r\n"
    );
}

#[test]
fn a_token_that_fits_loses_nothing() {
    assert_eq!(said(&hex_list::check([&bare()])), []);
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
                factor: MovingFactor::Counter(Counter(3)),
                ..bare()
            },
            (FindingCode::CounterLost, None),
        ),
        (
            Token {
                upn: Some(parsed("a@b")),
                ..bare()
            },
            (FindingCode::NotCarried, Some(Column::Upn)),
        ),
        (
            Token {
                manufacturer: Some(parsed("a")),
                ..bare()
            },
            (FindingCode::NotCarried, Some(Column::Manufacturer)),
        ),
        (
            Token {
                model: Some(parsed("a")),
                ..bare()
            },
            (FindingCode::NotCarried, Some(Column::Model)),
        ),
        (
            Token {
                serial: Some(parsed("=1")),
                ..bare()
            },
            (FindingCode::FormulaCell, Some(Column::SerialNumber)),
        ),
    ];
    for (token, finding) in cases {
        let tokens = [token];
        assert_eq!(said(&hex_list::check(&tokens)), [finding]);
        assert_eq!(list(&tokens).lines().count(), 1, "{tokens:?}");
    }
}

#[test]
fn a_serial_number_that_would_be_cut_is_refused() {
    for serial in ["1 2", "1,2", "1;2", "1\u{a0}2", "\"1\""] {
        let tokens = [Token {
            serial: Some(parsed(serial)),
            ..bare()
        }];
        assert_eq!(
            said(&hex_list::check(&tokens)),
            [(FindingCode::SeparatorInside, Some(Column::SerialNumber))],
            "{serial}"
        );
        assert_eq!(list(&tokens), "");
    }
}

#[test]
fn a_token_without_a_serial_number_of_its_own_is_refused() {
    let tokens = [
        bare(),
        bare(),
        Token {
            serial: None,
            ..bare()
        },
    ];
    assert_eq!(
        said(&hex_list::check(&tokens)),
        [
            (FindingCode::SerialTwice, Some(Column::SerialNumber)),
            (FindingCode::CellEmpty, Some(Column::SerialNumber)),
        ]
    );
    assert_eq!(list(&tokens).lines().count(), 1);
}

#[test]
fn every_line_of_a_hundred_thousand_reads_back() {
    let tokens = fleet(100_000);
    let list = list(&tokens);
    assert_eq!(list.lines().count(), tokens.len());
    for (line, token) in list.lines().zip(&tokens) {
        let (serial, hex) = line.split_once(',').expect("two cells");
        let decoded = decode_seed(hex, EncodingChoice::Only(Encoding::Hex)).expect("hex");
        assert_eq!(
            Some(serial),
            token.serial.as_ref().map(|text| text.as_str())
        );
        assert_eq!(decoded.secret, token.secret);
    }
}
