//! multiOTP's list: what a line says, and what it cannot.

use totp_toolset::formats::{Column, FindingCode, multiotp_csv};
use totp_toolset::oath::{Counter, Digits, HashAlgorithm, MovingFactor, Token};

use crate::samples::{every, parsed, token};
use crate::target::Target;

const LIST: Target = Target {
    check: |tokens| multiotp_csv::check(tokens),
    write: |tokens, findings| multiotp_csv::write(tokens, findings),
};

/// A token that the list carries whole.
fn bare() -> Token {
    Token {
        upn: None,
        model: None,
        ..token()
    }
}

#[test]
fn a_line_says_step_or_counter_behind_the_digits() {
    let tokens = [
        Token {
            factor: every(60),
            ..bare()
        },
        Token {
            serial: Some(parsed("0000042")),
            manufacturer: None,
            digits: Digits::Eight,
            factor: MovingFactor::Counter(Counter(7)),
            ..bare()
        },
    ];
    assert_eq!(
        LIST.list(&tokens),
        "1000001;Contoso;totp;3132333435363738393031323334353637383930;6;60\r\n\
         0000042;;hotp;3132333435363738393031323334353637383930;8;7\r\n"
    );
    assert_eq!(LIST.said(&tokens), []);
}

#[test]
fn what_the_list_cannot_say_is_said() {
    let tokens = [Token {
        hash: HashAlgorithm::Sha256,
        ..token()
    }];
    assert_eq!(
        LIST.said(&tokens),
        [
            (FindingCode::HashLost, None),
            (FindingCode::NotCarried, Some(Column::Upn)),
            (FindingCode::NotCarried, Some(Column::Model)),
        ]
    );
    assert_eq!(LIST.list(&tokens).lines().count(), 1);
}

#[test]
fn a_name_that_would_be_cut_is_refused() {
    for name in ["Contoso, Ltd", "Contoso; Ltd", "\"Contoso\""] {
        let tokens = [Token {
            manufacturer: Some(parsed(name)),
            ..bare()
        }];
        let refused = (FindingCode::SeparatorInside, Some(Column::Manufacturer));
        assert_eq!(LIST.said(&tokens), [refused], "{name}");
        assert_eq!(LIST.list(&tokens), "");
    }
    LIST.expect_serials_refused(&["1,2", "1;2", "#1"]);
}

#[test]
fn a_token_without_a_serial_number_of_its_own_is_refused() {
    LIST.expect_own_serials_wanted();
}

#[test]
fn a_cell_that_a_spreadsheet_would_run_is_said() {
    let tokens = [Token {
        manufacturer: Some(parsed("=1+1")),
        ..bare()
    }];
    let formula = (FindingCode::FormulaCell, Some(Column::Manufacturer));
    assert_eq!(LIST.said(&tokens), [formula]);
    assert_eq!(LIST.list(&tokens).lines().count(), 1);
}
