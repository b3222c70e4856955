//! Tokens packed into bytes, and the rows that a search and an order leave.

#![cfg(not(target_arch = "wasm32"))]

mod arrange;
mod pack;

use proptest::collection::vec;
use proptest::prelude::*;
use totp_toolset::oath::{
    Counter, Digits, HashAlgorithm, MovingFactor, Secret, TimeStep, Token, UserDetails,
};

fn settings() -> ProptestConfig {
    ProptestConfig {
        cases: 300,
        // A failure names its case; no file is written beside the tests.
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn token(serial: Option<&str>, upn: Option<&str>) -> Token {
    Token {
        secret: Secret::from_bytes(b"12345678901234567890").expect("20 bytes"),
        hash: HashAlgorithm::Sha1,
        digits: Digits::Six,
        factor: MovingFactor::default(),
        serial: serial.map(|text| text.parse().expect("a serial number")),
        manufacturer: None,
        model: None,
        upn: upn.map(|text| text.parse().expect("a user principal name")),
        user: UserDetails::default(),
    }
}

/// Tokens of every kind, with every field there or not.
fn tokens() -> impl Strategy<Value = Token> {
    let text = || proptest::option::of("[ a-zA-Zé鍵🔑0-9'’-]{0,20}[a-zé鍵🔑]");
    let factor = prop_oneof![
        (1..=u32::MAX).prop_map(|seconds| {
            MovingFactor::Time(TimeStep::try_from(seconds).expect("at least one"))
        }),
        any::<u64>().prop_map(|counter| MovingFactor::Counter(Counter(counter))),
    ];
    (
        vec(any::<u8>(), 1..=Secret::MAX_BYTES),
        0..3_usize,
        6..=8_u32,
        factor,
        [text(), text(), text(), text(), text()],
        proptest::option::of("[a-zé'’]{1,20}@[a-z]{1,9}"),
        proptest::option::of("[0-9a-fA-F]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    )
        .prop_map(|(secret, hash, digits, factor, texts, upn, id)| {
            let [serial, manufacturer, model, name, department] = texts;
            let hashes = [
                HashAlgorithm::Sha1,
                HashAlgorithm::Sha256,
                HashAlgorithm::Sha512,
            ];
            Token {
                secret: Secret::from_bytes(&secret).expect("1 to 1024 bytes"),
                hash: hashes[hash],
                digits: Digits::try_from(digits).expect("6 to 8"),
                factor,
                serial: serial.map(|text| text.parse().expect("a text")),
                manufacturer: manufacturer.map(|text| text.parse().expect("a text")),
                model: model.map(|text| text.parse().expect("a text")),
                upn: upn.map(|text| text.parse().expect("a name")),
                user: UserDetails {
                    id: id.map(|text| text.parse().expect("a GUID")),
                    display_name: name.map(|text| text.parse().expect("a text")),
                    department: department.map(|text| text.parse().expect("a text")),
                },
            }
        })
}
