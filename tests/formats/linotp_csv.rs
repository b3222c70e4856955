//! LinOTP's OATH CSV: the hash has a column, the counter has none.

use totp_toolset::formats::{Certainty, Column, FindingCode, Format, linotp_csv};
use totp_toolset::oath::{Counter, Digits, HashAlgorithm, MovingFactor, Token};

use crate::samples::{RFC_HEX, certainty, every, parsed, secret, token};
use crate::target::{Target, bare};

const LIST: Target = Target {
    check: |tokens| linotp_csv::check(tokens),
    write: |tokens, findings| linotp_csv::write(tokens, findings),
};

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
        LIST.list(&tokens),
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
            assert_eq!(LIST.said(&[token]), [], "{hash} {bytes}");
        }
    }
}

#[test]
fn a_counter_is_lost_unless_it_is_zero() {
    let counting = |counter| Token {
        factor: MovingFactor::Counter(Counter(counter)),
        ..bare()
    };
    assert_eq!(LIST.said(&[counting(0)]), []);
    assert_eq!(
        LIST.said(&[counting(1)]),
        [(FindingCode::CounterLost, Some(Column::Counter))]
    );
}

#[test]
fn a_serial_number_that_would_be_cut_or_commented_out_is_refused() {
    LIST.expect_serials_refused(&["1,2", "\"1\"", "1\"", "#1"]);
}

#[test]
fn a_serial_number_that_a_spreadsheet_would_run_is_written_and_said() {
    LIST.expect_formulas_written(&["=1", "+1", "-1", "@1"]);
}

#[test]
fn how_sure_it_is_depends_on_what_the_columns_show() {
    let cases = [
        (format!("1,{RFC_HEX}"), Some(Certainty::Possible)),
        (format!("1,{RFC_HEX},totp,6,30"), Some(Certainty::Possible)),
        (
            format!("1,{RFC_HEX},totp,6,30,sha256"),
            Some(Certainty::Likely),
        ),
        (format!("1;{RFC_HEX};HOTP;6;;SHA1"), Some(Certainty::Likely)),
        (
            format!("1,{RFC_HEX},totp,6,30,contoso"),
            Some(Certainty::Possible),
        ),
        (format!("1,{RFC_HEX},60"), None),
    ];
    for (file, expected) in cases {
        assert_eq!(certainty(&file, Format::LinotpCsv), expected, "{file}");
    }
}
