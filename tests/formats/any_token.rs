//! Tokens of every kind, with texts that nobody would print: each comes back from each format as it went, less what was said.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use totp_toolset::oath::{
    Counter, Digits, HashAlgorithm, MovingFactor, ObjectId, Token, Upn, UserDetails,
};

use crate::conversion::{readable, through};
use crate::samples::{every, secret};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_token_comes_back_from_every_format_less_what_was_said(
        tokens in vec(any_token(), 1..5),
    ) {
        for target in readable() {
            through(target, &tokens);
        }
    }
}

/// Lengths in bytes at which formats change their mind, and any other.
fn seed() -> impl Strategy<Value = Vec<u8>> {
    let telling = prop::sample::select(vec![1_usize, 16, 20, 28, 32, 48, 64, 80, 1024]);
    let length = prop_oneof![2 => telling, 2 => Just(20), 1 => 1..100_usize];
    length.prop_flat_map(|length| vec(any::<u8>(), length))
}

fn factor() -> impl Strategy<Value = MovingFactor> {
    let steps = prop_oneof![4 => Just(30), 2 => Just(60), 1 => 1..=u32::MAX];
    let counters = prop_oneof![Just(0), Just(30), any::<u64>()];
    prop_oneof![
        2 => steps.prop_map(every),
        1 => counters.prop_map(|counter| MovingFactor::Counter(Counter(counter))),
    ]
}

/// What lists cut at, spreadsheets run and readers drop, more often than chance would have it.
fn odd_text() -> impl Strategy<Value = String> {
    let odd = "\",;'=+-@ \t#:\\|/’%&\u{feff}\u{200b}äß鍵🔑0Aa.\u{a0}";
    let character = prop_oneof![
        3 => prop::sample::select(odd.chars().collect::<Vec<char>>()),
        2 => any::<char>(),
        3 => prop::char::range('0', '9'),
    ];
    vec(character, 1..12).prop_map(String::from_iter)
}

/// Words that head a column, or stand in one that is no text.
const WORDS: [&str; 7] = [
    "secret",
    "key",
    "serial",
    "id",
    "totp",
    "30",
    "1234567890ABCDEF",
];

fn text<T: std::str::FromStr + std::fmt::Debug>() -> impl Strategy<Value = Option<T>> {
    let text = prop_oneof![
        3 => "[0-9A-Za-z_-]{1,20}",
        2 => odd_text(),
        1 => prop::sample::select(WORDS.to_vec()).prop_map(str::to_owned),
    ];
    option::weighted(0.9, text).prop_map(|text| text?.parse().ok())
}

fn upn() -> impl Strategy<Value = Option<Upn>> {
    let odd = (odd_text(), odd_text()).prop_map(|(name, domain)| format!("{name}@{domain}"));
    let upn = prop_oneof![Just("alice@contoso.com".to_owned()), odd];
    option::weighted(0.8, upn).prop_map(|upn| upn?.parse().ok())
}

fn object_id() -> impl Strategy<Value = Option<ObjectId>> {
    let id = "[0-9a-fA-F]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    option::weighted(0.3, id).prop_map(|id| id?.parse().ok())
}

prop_compose! {
    fn any_token()(
        seed in seed(),
        hash in prop_oneof![Just(HashAlgorithm::Sha1), prop::sample::select(HashAlgorithm::ALL.to_vec())],
        digits in prop_oneof![Just(Digits::Six), prop::sample::select(Digits::ALL.to_vec())],
        factor in factor(),
        serial in text(),
        manufacturer in text(),
        model in text(),
        upn in upn(),
        id in object_id(),
    ) -> Token {
        Token {
            secret: secret(&seed),
            hash,
            digits,
            factor,
            serial,
            manufacturer,
            model,
            upn,
            user: UserDetails { id, ..UserDetails::default() },
        }
    }
}
