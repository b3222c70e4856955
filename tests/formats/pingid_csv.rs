//! PingID's list: serial number, key and, for counter-based tokens, the counter.

use totp_toolset::formats::{Certainty, Column, FindingCode, Format, pingid_csv};
use totp_toolset::oath::{Counter, MovingFactor, Token};

use crate::samples::{RFC_HEX, certainty, parsed, token};
use crate::target::{Target, bare, settings_lost};

const LIST: Target = Target {
    check: |tokens| pingid_csv::check(tokens),
    write: |tokens, findings| pingid_csv::write(tokens, findings),
};

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
        LIST.list(&tokens),
        "1000001,3132333435363738393031323334353637383930\r\n\
         1000002,3132333435363738393031323334353637383930,0\r\n\
         1000003,3132333435363738393031323334353637383930,18446744073709551615\r\n"
    );
}

#[test]
fn what_the_list_cannot_say_is_said() {
    let cases = [(
        Token {
            model: Some(parsed("c200")),
            ..bare()
        },
        (FindingCode::NotCarried, Some(Column::Model)),
    )];
    for (token, finding) in settings_lost().into_iter().chain(cases) {
        LIST.expect_written(token, finding);
    }
}

#[test]
fn a_serial_number_with_a_blank_or_what_cuts_is_refused() {
    LIST.expect_serials_refused(&["1,2", "1 2", "1\u{a0}2", "\"1\"", "#1"]);
}

#[test]
fn a_counter_makes_it_likely_unless_it_may_be_a_time_step() {
    let cases = [
        (format!("1,{RFC_HEX}"), Some(Certainty::Possible)),
        (format!("1,{RFC_HEX},0"), Some(Certainty::Likely)),
        (format!("1;{RFC_HEX};17;;"), Some(Certainty::Likely)),
        (format!("1,{RFC_HEX},30"), Some(Certainty::Possible)),
        (format!("1,{RFC_HEX},60"), Some(Certainty::Possible)),
        (format!("1,{RFC_HEX},0,6"), None),
        (format!("1,{RFC_HEX},totp"), None),
    ];
    for (file, expected) in cases {
        assert_eq!(certainty(&file, Format::PingidCsv), expected, "{file}");
    }
}
