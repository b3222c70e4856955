//! The kinds of findings: each has its identifier, and each can be met.

use std::collections::HashSet;

use totp_toolset::formats::yubikey::{self, Shell};
use totp_toolset::formats::{
    Finding, FindingCode, Severity, activation, entra_csv, graph, hex_list, inventory, otpauth_list,
};
use totp_toolset::oath::{Counter, Digits, HashAlgorithm, MovingFactor, TimeStep, Token, UnixTime};

use crate::samples::{fleet, parsed, secret, token};

#[test]
fn every_identifier_is_its_own() {
    let identifiers: HashSet<&str> = FindingCode::ALL
        .iter()
        .map(|code| code.identifier())
        .collect();
    assert_eq!(identifiers.len(), FindingCode::ALL.len());
}

#[test]
fn an_identifier_is_small_letters_digits_and_hyphens() {
    for code in FindingCode::ALL {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(code.identifier().chars().all(fits), "{}", code.identifier());
    }
}

#[test]
fn severities_are_in_the_order_of_their_weight() {
    let mut severities = [Severity::Error, Severity::Note, Severity::Warning];
    severities.sort();
    assert_eq!(
        severities,
        [Severity::Note, Severity::Warning, Severity::Error]
    );
}

#[test]
fn every_kind_can_be_met() {
    for code in FindingCode::ALL {
        let met = match producer(code) {
            Producer::File(rows) => {
                let file =
                    format!("upn,serial number,secret key,time interval,manufacturer,model{rows}");
                let reading = entra_csv::read(file.as_bytes()).expect("a usable file");
                reading.findings
            }
            Producer::List(tokens) => entra_csv::check(&tokens),
            Producer::Checked(findings) => findings,
        };
        let codes: Vec<FindingCode> = met.iter().map(|finding| finding.code).collect();
        assert!(codes.contains(&code), "{}: {codes:?}", code.identifier());
    }
}

/// What a finding is met in.
enum Producer {
    /// What follows the header's last column in a file.
    File(&'static str),
    /// Tokens for the Entra CSV.
    List(Vec<Token>),
    /// Tokens for another format, which has said this of them.
    Checked(Vec<Finding>),
}

fn producer(code: FindingCode) -> Producer {
    let one = |token| Producer::List(vec![token]);
    match code {
        FindingCode::DigitsNotSix => one(Token {
            digits: Digits::Eight,
            ..token()
        }),
        FindingCode::HashNotSha1 => one(Token {
            hash: HashAlgorithm::Sha256,
            ..token()
        }),
        FindingCode::CounterBased => one(Token {
            factor: MovingFactor::Counter(Counter(0)),
            ..token()
        }),
        FindingCode::TimeIntervalRefused => {
            let step = TimeStep::try_from(45).expect("above zero");
            one(Token {
                factor: MovingFactor::Time(step),
                ..token()
            })
        }
        FindingCode::TimeIntervalUnreadable => Producer::File("\na@b,1,AAAAAAAA,x,c,d"),
        FindingCode::SecretTooLong => one(Token {
            secret: secret(&[1; 81]),
            ..token()
        }),
        FindingCode::SecretShort => one(Token {
            secret: secret(&[1; 15]),
            ..token()
        }),
        FindingCode::SecretUnder160 => one(Token {
            secret: secret(&[1; 19]),
            ..token()
        }),
        FindingCode::SecretUnreadable => Producer::File("\na@b,1,AAAAAAA1,30,c,d"),
        FindingCode::SecretPadded => Producer::File("\na@b,1,ME======,30,c,d"),
        FindingCode::SecretSeparated => Producer::File("\na@b,1,AAAA AAAA,30,c,d"),
        FindingCode::SecretTrailingBits => Producer::File("\na@b,1,MF,30,c,d"),
        FindingCode::SecretAlsoHex => Producer::File("\na@b,1,ABCDABCD,30,c,d"),
        FindingCode::SecretTwice | FindingCode::SerialTwice => {
            Producer::List(vec![token(), token()])
        }
        FindingCode::CellEmpty => one(Token {
            upn: None,
            ..token()
        }),
        FindingCode::CellUnusable => Producer::File("\na@b,1\t1,AAAAAAAA,30,c,d"),
        FindingCode::UpnUnusable => Producer::File("\na,1,AAAAAAAA,30,c,d"),
        FindingCode::UpnGuest => one(Token {
            upn: Some(parsed("a#EXT#@b")),
            ..token()
        }),
        FindingCode::MoreThanFive => {
            let mut tokens = fleet(6);
            tokens
                .iter_mut()
                .for_each(|token| token.upn = Some(parsed("a@b")));
            Producer::List(tokens)
        }
        FindingCode::FormulaCell => one(Token {
            model: Some(parsed("=A1")),
            ..token()
        }),
        FindingCode::ExtraColumn => Producer::File(",Enabled\n"),
        FindingCode::CellCount => Producer::File("\na@b,1,AAAAAAAA,30,c"),
        FindingCode::QuotesUnbalanced => Producer::File("\na@b,1,AAAAAAAA,30,\"c,d"),
        other => Producer::Checked(said_elsewhere(other)),
    }
}

/// What the other formats say of a token that has what they are about.
fn said_elsewhere(code: FindingCode) -> Vec<Finding> {
    let mut token = token();
    match code {
        FindingCode::HashRefused => token.hash = HashAlgorithm::Sha512,
        FindingCode::HashLost => token.hash = HashAlgorithm::Sha256,
        FindingCode::DigitsLost => token.digits = Digits::Eight,
        FindingCode::TimeIntervalLost => token.factor = MovingFactor::Time(TimeStep::SIXTY),
        FindingCode::CounterLost | FindingCode::CounterTooLarge => {
            token.factor = MovingFactor::Counter(Counter(u64::MAX));
        }
        FindingCode::SecretTooShort | FindingCode::FingerprintLeftOut => {
            token.secret = secret(&[1]);
        }
        FindingCode::SeparatorInside => token.serial = Some(parsed("1;2")),
        FindingCode::AccountUnusable => token.manufacturer = Some(parsed("60/Contoso")),
        FindingCode::ShellCannotQuote => token.manufacturer = Some(parsed("\"Contoso\"")),
        FindingCode::ColonInName => token.manufacturer = Some(parsed("Con:toso")),
        FindingCode::AccountEmpty => (token.upn, token.serial) = (None, None),
        _ => {}
    }
    match code {
        FindingCode::AssignmentLost | FindingCode::HashRefused => graph::check([&token]),
        FindingCode::NoCodeNow => activation::check([&token], UnixTime::from_seconds(-1)),
        FindingCode::FingerprintLeftOut => inventory::check([&token]),
        FindingCode::AccountEmpty | FindingCode::ColonInName | FindingCode::NotCarried => {
            otpauth_list::check([&token])
        }
        FindingCode::AccountTwice => yubikey::check([&token, &token], Shell::Posix),
        FindingCode::AccountUnusable
        | FindingCode::ShellCannotQuote
        | FindingCode::CounterTooLarge
        | FindingCode::SecretTooShort => yubikey::check([&token], Shell::PowerShell),
        _ => hex_list::check([&token]),
    }
}
