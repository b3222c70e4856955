//! The vendor list: serial number and hex, and nothing else.

use totp_toolset::formats::yubikey::{self, Shell};
use totp_toolset::formats::{
    Assumed, Column, FindingCode, Format, Mending, ReadAs, otpauth_list, python_pskc_csv, read,
    vendor_list,
};
use totp_toolset::oath::{Counter, MovingFactor, TimeStep, Token};

use crate::samples::{fleet, parsed, said, token};
use crate::target::{Target, bare, settings_lost};

const LIST: Target = Target {
    check: |tokens| vendor_list::check(tokens),
    write: |tokens, findings| vendor_list::write(tokens, findings),
};

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
        LIST.list(&tokens),
        "1000001,3132333435363738393031323334353637383930\r\n\
         0000042,3132333435363738393031323334353637383930\r\n"
    );
}

#[test]
fn a_token_that_fits_loses_nothing() {
    assert_eq!(LIST.said(&[bare()]), []);
}

#[test]
fn what_the_list_cannot_say_is_said() {
    let cases = [
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
    for (token, finding) in settings_lost().into_iter().chain(cases) {
        LIST.expect_written(token, finding);
    }
}

#[test]
fn a_serial_number_that_would_be_cut_is_refused() {
    LIST.expect_serials_refused(&["1 2", "1,2", "1;2", "1\u{a0}2", "\"1\"", "#1"]);
}

#[test]
fn a_token_without_a_serial_number_of_its_own_is_refused() {
    LIST.expect_own_serials_wanted();
}

#[test]
fn an_owner_of_whom_only_the_object_id_is_known_is_not_lost_silently() {
    let mut token = bare();
    token.user.id = Some(parsed("00aa00aa-bb11-cc22-dd33-44ee44ee44ee"));
    let lost = [(FindingCode::NotCarried, Some(Column::ObjectId))];
    assert_eq!(said(&vendor_list::check([&token])), lost);
    let others = [
        python_pskc_csv::check([&token]),
        otpauth_list::check([&token]),
        yubikey::check([&token], Shell::Posix),
    ];
    for findings in others {
        assert!(said(&findings).contains(&lost[0]));
    }
}

#[test]
fn what_was_assumed_is_said_once_unless_a_person_has_said_it() {
    let file = LIST.list(&fleet(3));
    let assumptions = |assumed: &Assumed| {
        let read_as = ReadAs::Format(Format::VendorList);
        let reading = read(file.as_bytes(), read_as, &Mending::default(), assumed);
        said(&reading.expect("a list").findings)
    };
    let once = [(FindingCode::SettingsAssumed, None)];
    assert_eq!(assumptions(&Assumed::default()), once);
    let by_counter = Assumed {
        counter_based: true,
        ..Assumed::default()
    };
    let by_time = Assumed {
        step: Some(TimeStep::THIRTY),
        ..Assumed::default()
    };
    for assumed in [by_counter, by_time] {
        assert_eq!(assumptions(&assumed), []);
    }
}
