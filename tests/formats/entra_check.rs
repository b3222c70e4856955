//! What Entra ID would say of a list.

use totp_toolset::formats::{Column, Finding, FindingCode, Severity, entra_csv};
use totp_toolset::oath::{Counter, Digits, HashAlgorithm, MovingFactor, TimeStep, Token};

use crate::samples::{fleet, parsed, said, secret, token};

fn found(tokens: &[Token]) -> Vec<(FindingCode, usize, Option<Column>)> {
    entra_csv::check(tokens)
        .iter()
        .map(|finding| (finding.code, finding.location.row, finding.location.column))
        .collect()
}

#[test]
fn a_good_token_gives_nothing_to_say() {
    assert_eq!(found(&[token()]), []);
}

#[test]
fn a_hundred_thousand_good_tokens_give_nothing_to_say() {
    assert_eq!(entra_csv::check(&fleet(100_000)), []);
}

#[test]
fn one_fault_is_one_finding_in_its_column() {
    use Column::{Manufacturer, Model, SecretKey, SerialNumber, TimeInterval, Upn};
    let step = |seconds| MovingFactor::Time(TimeStep::try_from(seconds).expect("above zero"));
    let cases = [
        (
            Token {
                digits: Digits::Seven,
                ..token()
            },
            FindingCode::DigitsNotSix,
            SecretKey,
        ),
        (
            Token {
                digits: Digits::Eight,
                ..token()
            },
            FindingCode::DigitsNotSix,
            SecretKey,
        ),
        (
            Token {
                hash: HashAlgorithm::Sha256,
                ..token()
            },
            FindingCode::HashNotSha1,
            SecretKey,
        ),
        (
            Token {
                hash: HashAlgorithm::Sha512,
                ..token()
            },
            FindingCode::HashNotSha1,
            SecretKey,
        ),
        (
            Token {
                factor: MovingFactor::Counter(Counter(30)),
                ..token()
            },
            FindingCode::CounterBased,
            TimeInterval,
        ),
        (
            Token {
                factor: step(1),
                ..token()
            },
            FindingCode::TimeIntervalRefused,
            TimeInterval,
        ),
        (
            Token {
                factor: step(29),
                ..token()
            },
            FindingCode::TimeIntervalRefused,
            TimeInterval,
        ),
        (
            Token {
                factor: step(90),
                ..token()
            },
            FindingCode::TimeIntervalRefused,
            TimeInterval,
        ),
        (
            Token {
                upn: None,
                ..token()
            },
            FindingCode::CellEmpty,
            Upn,
        ),
        (
            Token {
                serial: None,
                ..token()
            },
            FindingCode::CellEmpty,
            SerialNumber,
        ),
        (
            Token {
                manufacturer: None,
                ..token()
            },
            FindingCode::CellEmpty,
            Manufacturer,
        ),
        (
            Token {
                model: None,
                ..token()
            },
            FindingCode::CellEmpty,
            Model,
        ),
        (
            Token {
                upn: Some(parsed("a_b.com#EXT#@c.com")),
                ..token()
            },
            FindingCode::UpnGuest,
            Upn,
        ),
        (
            Token {
                upn: Some(parsed("a_b.com#ext#@c.com")),
                ..token()
            },
            FindingCode::UpnGuest,
            Upn,
        ),
        (
            Token {
                serial: Some(parsed("-1")),
                ..token()
            },
            FindingCode::FormulaCell,
            SerialNumber,
        ),
        (
            Token {
                manufacturer: Some(parsed("=1+1")),
                ..token()
            },
            FindingCode::FormulaCell,
            Manufacturer,
        ),
        (
            Token {
                model: Some(parsed("@SUM(A1)")),
                ..token()
            },
            FindingCode::FormulaCell,
            Model,
        ),
        (
            Token {
                upn: Some(parsed("+a@b.c")),
                ..token()
            },
            FindingCode::FormulaCell,
            Upn,
        ),
    ];
    for (token, code, column) in cases {
        let said = format!("{token:?}");
        assert_eq!(found(&[token]), [(code, 1, Some(column))], "{said}");
    }
}

#[test]
fn the_length_of_a_secret_is_judged_at_each_border() {
    let cases = [
        (1, Some(FindingCode::SecretShort)),
        (15, Some(FindingCode::SecretShort)),
        (16, Some(FindingCode::SecretUnder160)),
        (19, Some(FindingCode::SecretUnder160)),
        (20, None),
        (80, None),
        (81, Some(FindingCode::SecretTooLong)),
        (1024, Some(FindingCode::SecretTooLong)),
    ];
    for (bytes, code) in cases {
        let token = Token {
            secret: secret(&vec![9; bytes]),
            ..token()
        };
        let codes: Vec<FindingCode> = found(&[token]).iter().map(|finding| finding.0).collect();
        assert_eq!(codes, Vec::from_iter(code), "{bytes} bytes");
    }
}

#[test]
fn everything_wrong_with_a_token_is_said_at_once() {
    let wrong = Token {
        secret: secret(&[1; 10]),
        hash: HashAlgorithm::Sha512,
        digits: Digits::Eight,
        factor: MovingFactor::Counter(Counter(0)),
        serial: None,
        manufacturer: None,
        model: None,
        upn: None,
        user: totp_toolset::oath::UserDetails::default(),
    };
    assert_eq!(found(&[wrong]).len(), 8);
}

#[test]
fn a_serial_number_that_stands_there_again_points_at_the_first_row() {
    let mut tokens = fleet(4);
    tokens[3].serial = tokens[1].serial.clone();
    let expected = Finding::in_cell(FindingCode::SerialTwice, 4, Column::SerialNumber);
    assert_eq!(entra_csv::check(&tokens), [expected.colliding_with(2)]);
}

#[test]
fn serial_numbers_that_differ_in_leading_zeros_are_different() {
    let mut tokens = fleet(2);
    tokens[0].serial = Some(parsed("001"));
    tokens[1].serial = Some(parsed("1"));
    assert_eq!(found(&tokens), []);
}

#[test]
fn a_secret_that_stands_there_again_points_at_the_first_row() {
    let mut tokens = fleet(5);
    tokens[2].secret = secret(tokens[0].secret.expose());
    tokens[4].secret = secret(tokens[0].secret.expose());
    let expected = [3, 5].map(|row| {
        Finding::in_cell(FindingCode::SecretTwice, row, Column::SecretKey).colliding_with(1)
    });
    assert_eq!(entra_csv::check(&tokens), expected);
}

#[test]
fn every_token_beyond_a_users_fifth_is_said() {
    let mut tokens = fleet(8);
    for (place, token) in tokens.iter_mut().enumerate() {
        let upn = if place % 2 == 0 {
            "Alice@contoso.com"
        } else {
            "alice@CONTOSO.com"
        };
        token.upn = Some(parsed(upn));
    }
    let beyond = |row| (FindingCode::MoreThanFive, row, Some(Column::Upn));
    assert_eq!(found(&tokens), [beyond(6), beyond(7), beyond(8)]);
}

#[test]
fn five_tokens_are_a_users_right() {
    let mut tokens = fleet(5);
    for token in &mut tokens {
        token.upn = Some(parsed("alice@contoso.com"));
    }
    assert_eq!(found(&tokens), []);
}

#[test]
fn rows_are_counted_in_the_order_of_the_list() {
    let mut tokens = fleet(3);
    tokens[0].upn = None;
    tokens[2].digits = Digits::Eight;
    let rows: Vec<usize> = found(&tokens).iter().map(|finding| finding.1).collect();
    assert_eq!(rows, [1, 3]);
}

#[test]
fn refused_rows_are_those_with_an_error_ascending_and_each_once() {
    let findings = [
        Finding::in_row(FindingCode::CellCount, 9),
        Finding::in_row(FindingCode::SecretShort, 4),
        Finding::in_row(FindingCode::DigitsNotSix, 2),
        Finding::in_row(FindingCode::HashNotSha1, 9),
        Finding::in_row(FindingCode::SecretUnder160, 1),
    ];
    assert_eq!(entra_csv::refused_rows(&findings), [2, 9]);
}

#[test]
fn what_entra_refuses_is_an_error_and_what_is_merely_risky_is_none() {
    let tokens = [Token {
        secret: secret(&[1; 4]),
        ..token()
    }];
    let severities: Vec<Severity> = entra_csv::check(&tokens)
        .iter()
        .map(Finding::severity)
        .collect();
    assert_eq!(severities, [Severity::Warning]);
}

#[test]
fn a_serial_number_is_a_date_only_where_there_is_such_a_day() {
    let is_date = |serial: &str| {
        let token = Token {
            serial: Some(parsed(serial)),
            ..token()
        };
        let findings = entra_csv::check([&token]);
        said(&findings) == [(FindingCode::SerialDate, Some(Column::SerialNumber))]
    };
    for date in [
        "01.02.2024",
        "1/2/24",
        "31-12-1999",
        "12/31/2099",
        "2024-02-01",
        "12-Mar",
        "Mar-24",
        "1-Mar-2024",
    ] {
        assert!(is_date(date), "{date}");
    }
    for number in [
        "10-20-3040",
        "13-13-2024",
        "32-01-2024",
        "0-1-2024",
        "1-2-3",
        "1-2-024",
        "1-2-1899",
        "9999-01-01",
        "2024-13-13",
        "9999-Mar",
        "99-Mar-2024",
        "+1-2-24",
    ] {
        assert!(!is_date(number), "{number}");
    }
}
