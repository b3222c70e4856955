//! NetIQ's CSV: neither the hash nor the counter has a column.

use totp_toolset::formats::{Certainty, Column, FindingCode, Format, netiq_csv, recognise};
use totp_toolset::oath::{Counter, Digits, HashAlgorithm, MovingFactor, Token};

use crate::samples::{RFC_HEX, every, parsed, token};
use crate::target::{Target, bare};

const LIST: Target = Target {
    check: |tokens| netiq_csv::check(tokens),
    write: |tokens, findings| netiq_csv::write(tokens, findings),
};

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
        LIST.list(&tokens),
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
    assert_eq!(LIST.said(&[token]), []);
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
        LIST.expect_written(token, finding);
    }
}

#[test]
fn a_serial_number_that_would_be_cut_or_commented_out_is_refused() {
    LIST.expect_serials_refused(&["1,2", "\"1\"", "#1"]);
}

#[test]
fn no_file_is_surely_its_own() {
    for more in ["", ",totp", ",hotp,8", ",totp,6,60", ",totp,6,60,sha1"] {
        let file = format!("Token001,{RFC_HEX}{more}");
        let possible = (Format::NetiqCsv, Certainty::Possible);
        assert!(recognise(&file).contains(&possible), "{file}");
    }
}
