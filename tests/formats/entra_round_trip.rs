//! What is written is read back: the same tokens, the same codes, whatever their texts are made of.

use proptest::collection::vec;
use proptest::prelude::*;
use totp_toolset::formats::entra_csv;
use totp_toolset::oath::{
    Counter, Digits, HashAlgorithm, Manufacturer, Model, MovingFactor, SerialNumber, TimeStep,
    Token, Upn,
};

use crate::samples::{fleet, read_entra, secret};

/// Any line of text, with what CSV quotes and spreadsheets run more often than chance would have it.
fn line(most: usize) -> impl Strategy<Value = String> {
    let character = prop_oneof![
        3 => prop::sample::select("\",;'=+-@ \t#\\|/’\u{feff}\u{200b}äß鍵🔑0Aa\u{a0}".chars().collect::<Vec<char>>()),
        2 => any::<char>(),
    ];
    vec(character, 1..most).prop_map(String::from_iter)
}

fn serial() -> impl Strategy<Value = SerialNumber> {
    line(60).prop_filter_map("no serial number", |text| text.parse().ok())
}

fn manufacturer() -> impl Strategy<Value = Manufacturer> {
    line(60).prop_filter_map("no manufacturer", |text| text.parse().ok())
}

fn model() -> impl Strategy<Value = Model> {
    line(60).prop_filter_map("no model", |text| text.parse().ok())
}

fn upn() -> impl Strategy<Value = Upn> {
    (line(12), line(12)).prop_filter_map("no user", |(name, domain)| {
        let graphic = |text: String| -> String {
            text.chars()
                .filter(|c| !c.is_whitespace() && *c != '@')
                .collect()
        };
        format!("{}@{}", graphic(name), graphic(domain))
            .parse()
            .ok()
    })
}

prop_compose! {
    /// A token that Entra ID takes.
    fn accepted()(
        bytes in vec(any::<u8>(), 1..=80),
        step in prop::sample::select(vec![TimeStep::THIRTY, TimeStep::SIXTY]),
        serial in serial(),
        manufacturer in manufacturer(),
        model in model(),
        upn in upn(),
    ) -> Token {
        Token {
            secret: secret(&bytes),
            hash: HashAlgorithm::Sha1,
            digits: Digits::Six,
            factor: MovingFactor::Time(step),
            serial: Some(serial),
            manufacturer: Some(manufacturer),
            model: Some(model),
            upn: Some(upn),
            user: totp_toolset::oath::UserDetails::default(),
        }
    }
}

proptest! {
    #[test]
    fn a_file_written_from_a_read_file_is_the_same_file(tokens in vec(accepted(), 0..6)) {
        let first = entra_csv::write(&tokens, &[]);
        let reading = read_entra(&first.bytes).expect("a usable file");
        let second = entra_csv::write(&reading.tokens, &[]);
        prop_assert_eq!(first.bytes, second.bytes);
    }
}

#[test]
fn a_token_shows_the_same_codes_afterwards() {
    let tokens = fleet(20);
    let written = entra_csv::write(&tokens, &[]);
    let reading = read_entra(&written.bytes).expect("a usable file");
    let codes = |tokens: &[Token]| -> Vec<String> {
        tokens
            .iter()
            .map(|token| {
                token
                    .hotp()
                    .code(Counter(59_000_000), token.digits)
                    .to_string()
            })
            .collect()
    };
    assert_eq!(codes(&tokens), codes(&reading.tokens));
}

#[test]
fn a_hundred_thousand_bad_rows_are_each_said() {
    let mut file = "upn,serial number,secret key,time interval,manufacturer,model\r\n".to_owned();
    file.push_str(&"a@b,1,\"AAAA,30,c,d\r\n".repeat(100_000));
    let reading = read_entra(file.as_bytes()).expect("a usable file");
    assert_eq!(reading.findings.len(), 100_000);
}
