//! LinOTP's OATH CSV: the hash has a column, the counter has none.

use totp_toolset::formats::{Certainty, Column, FindingCode, Format, linotp_csv, recognise};
use totp_toolset::oath::{Counter, Digits, HashAlgorithm, MovingFactor, Token};

use crate::samples::{every, parsed, said, secret, text, token};

fn list(tokens: &[Token]) -> String {
    text(&linotp_csv::write(tokens, &linotp_csv::check(tokens)))
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
fn a_line_says_type_digits_step_and_hash() {
    let tokens = [
        token(),
        Token {
            serial: Some(parsed("LSTO 2")),
            digits: Digits::Eight,
            factor: every(60),
            hash: HashAlgorithm::Sha512,
            ..token()
        },
        Token {
            serial: Some(parsed("LSTO3")),
            factor: MovingFactor::Counter(Counter(0)),
            hash: HashAlgorithm::Sha256,
            ..token()
        },
    ];
    assert_eq!(
        list(&tokens),
        "1000001,3132333435363738393031323334353637383930,totp,6,30,sha1\r\n\
         LSTO 2,3132333435363738393031323334353637383930,totp,8,60,sha512\r\n\
         LSTO3,3132333435363738393031323334353637383930,hotp,6,,sha256\r\n"
    );
}

#[test]
fn any_hash_goes_with_any_length() {
    for hash in HashAlgorithm::ALL {
        for bytes in [1, 20, 28, 32, 48, 64, 1024] {
            let token = Token {
                secret: secret(&vec![0x31; bytes]),
                hash,
                ..bare()
            };
            assert_eq!(said(&linotp_csv::check([&token])), [], "{hash} {bytes}");
        }
    }
}

#[test]
fn a_counter_is_lost_unless_it_is_zero() {
    let counting = |counter| Token {
        factor: MovingFactor::Counter(Counter(counter)),
        ..bare()
    };
    assert_eq!(said(&linotp_csv::check([&counting(0)])), []);
    assert_eq!(
        said(&linotp_csv::check([&counting(1)])),
        [(FindingCode::CounterLost, Some(Column::Counter))]
    );
}

#[test]
fn a_serial_number_that_would_be_cut_or_commented_out_is_refused() {
    for serial in ["1,2", "\"1\"", "1\"", "#1"] {
        let tokens = [Token {
            serial: Some(parsed(serial)),
            ..bare()
        }];
        assert_eq!(
            said(&linotp_csv::check(&tokens)),
            [(FindingCode::SeparatorInside, Some(Column::SerialNumber))],
            "{serial}"
        );
        assert_eq!(list(&tokens), "", "{serial}");
    }
}

#[test]
fn a_serial_number_that_a_spreadsheet_would_run_is_written_and_said() {
    for serial in ["=1", "+1", "-1", "@1"] {
        let tokens = [Token {
            serial: Some(parsed(serial)),
            ..bare()
        }];
        assert_eq!(
            said(&linotp_csv::check(&tokens)),
            [(FindingCode::FormulaCell, Some(Column::SerialNumber))],
            "{serial}"
        );
        assert_eq!(list(&tokens).lines().count(), 1, "{serial}");
    }
}

#[test]
fn how_sure_it_is_depends_on_what_the_columns_show() {
    const KEY: &str = "3132333435363738393031323334353637383930";
    let certainty = |file: &str| {
        let formats = recognise(file);
        let found = formats
            .iter()
            .find(|(format, _)| *format == Format::LinotpCsv);
        found.map(|(_, certainty)| *certainty)
    };
    let cases = [
        (format!("1,{KEY}"), Some(Certainty::Possible)),
        (format!("1,{KEY},totp,6,30"), Some(Certainty::Possible)),
        (format!("1,{KEY},totp,6,30,sha256"), Some(Certainty::Likely)),
        (format!("1;{KEY};HOTP;6;;SHA1"), Some(Certainty::Likely)),
        (
            format!("1,{KEY},totp,6,30,contoso"),
            Some(Certainty::Possible),
        ),
        (format!("1,{KEY},60"), None),
    ];
    for (file, expected) in cases {
        assert_eq!(certainty(&file), expected, "{file}");
    }
}
