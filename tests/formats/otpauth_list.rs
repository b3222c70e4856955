//! A list of otpauth URIs: what is written is read back, and what is lost is said.

use proptest::collection::vec;
use proptest::prelude::*;
use totp_toolset::formats::{
    Assumed, Column, FindingCode, Format, Mending, ReadAs, Step, otpauth, otpauth_list, read,
};
use totp_toolset::oath::{Counter, Digits, HashAlgorithm, Manufacturer, MovingFactor, Token, Upn};

use crate::samples::{every, fleet, parsed, said, secret, text, token};

fn list(tokens: &[Token]) -> String {
    text(&otpauth_list::write(tokens, &otpauth_list::check(tokens)))
}

#[test]
fn a_list_is_a_uri_a_line() {
    let tokens = [
        token(),
        Token {
            hash: HashAlgorithm::Sha512,
            digits: Digits::Eight,
            factor: MovingFactor::Counter(Counter(7)),
            manufacturer: None,
            upn: None,
            ..token()
        },
    ];
    assert_eq!(
        list(&tokens),
        "otpauth://totp/Contoso:alice@contoso.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
         &issuer=Contoso&algorithm=SHA1&digits=6&period=30\n\
         otpauth://hotp/1000001?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
         &algorithm=SHA512&digits=8&counter=7\n"
    );
}

#[test]
fn what_a_uri_has_no_place_for_is_said() {
    assert_eq!(
        said(&otpauth_list::check([&token()])),
        [
            (FindingCode::NotCarried, Some(Column::SerialNumber)),
            (FindingCode::NotCarried, Some(Column::Model)),
        ]
    );
}

#[test]
fn a_serial_number_that_is_the_account_is_carried() {
    let nobodys = Token {
        upn: None,
        model: None,
        ..token()
    };
    assert_eq!(said(&otpauth_list::check([&nobodys])), []);
}

#[test]
fn a_token_without_a_name_is_written_all_the_same() {
    let nameless = [Token {
        upn: None,
        serial: None,
        model: None,
        ..token()
    }];
    assert_eq!(
        said(&otpauth_list::check(&nameless)),
        [(FindingCode::AccountEmpty, None)]
    );
    assert_eq!(list(&nameless).lines().count(), 1);
}

#[test]
fn a_colon_in_a_name_is_said() {
    let named = Token {
        manufacturer: Some(parsed("Con:toso")),
        upn: Some(parsed("a:b@c")),
        model: None,
        serial: None,
        ..token()
    };
    assert_eq!(
        said(&otpauth_list::check([&named])),
        [
            (FindingCode::ColonInName, Some(Column::Manufacturer)),
            (FindingCode::ColonInName, Some(Column::Upn)),
        ]
    );
}

#[test]
fn a_hundred_thousand_tokens_are_written_in_their_order() {
    let tokens = fleet(100_000);
    let list = list(&tokens);
    let last = list.lines().last().expect("a line");
    assert_eq!(list.lines().count(), 100_000);
    assert!(last.starts_with("otpauth://totp/Contoso:user99999@contoso.com?"));
}

#[test]
fn a_parameter_of_one_line_can_be_corrected() {
    let file = "otpauth://totp/a?secret=ME&digits=5\notpauth://totp/b?secret=ME&digits=5\n";
    let mut mending = Mending::default();
    mending.take(Step::Retype {
        row: 2,
        column: Column::Digits,
        text: "8".into(),
    });
    let as_list = ReadAs::Format(Format::OtpauthList);
    let reading =
        read(file.as_bytes(), as_list, &mending, &Assumed::default()).expect("a usable file");
    assert_eq!(reading.rows, [2]);
    assert_eq!(
        said(&reading.findings),
        [(FindingCode::DigitsUnreadable, Some(Column::Digits))]
    );
}

proptest! {
    #[test]
    fn every_line_reads_back_as_its_token(
        names in vec((any::<String>(), any::<String>()), 1..5),
        bytes in vec(any::<u8>(), 1..80),
        hash in prop::sample::select(HashAlgorithm::ALL.to_vec()),
        digits in prop::sample::select(Digits::ALL.to_vec()),
        step in 1..=u32::MAX,
    ) {
        let tokens: Vec<Token> = names
            .iter()
            .map(|(manufacturer, upn)| Token {
                secret: secret(&bytes),
                hash,
                digits,
                factor: every(step),
                manufacturer: manufacturer.parse::<Manufacturer>().ok(),
                upn: format!("{upn}@contoso.com").parse::<Upn>().ok(),
                ..token()
            })
            .collect();
        let list = list(&tokens);
        prop_assert_eq!(list.lines().count(), tokens.len());
        for (line, token) in list.lines().zip(&tokens) {
            let key = otpauth::read(line).expect("our own");
            prop_assert_eq!(
                (&key.secret, key.hash, key.digits, key.factor),
                (&token.secret, hash, digits, token.factor)
            );
            let manufacturer = token.manufacturer.as_ref().map_or("", |name| name.as_str());
            let upn = token.upn.as_ref().map_or("1000001", |upn| upn.as_str());
            // Without an issuer, a colon in the account ends one: that was said.
            if !manufacturer.is_empty() || !upn.contains(':') {
                prop_assert_eq!((key.issuer.as_str(), key.account.as_str()), (manufacturer, upn));
            }
        }
    }
}
