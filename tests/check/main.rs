//! What stands beside a seed file: users to merge in, what the portal said of it.

#![cfg(not(target_arch = "wasm32"))]

mod examine;
mod failures;
mod portal;
mod upload;
mod users;

use proptest::prelude::{ProptestConfig, Strategy, any, prop_oneof};
use totp_toolset::check::Upload;
use totp_toolset::oath::{Digits, HashAlgorithm, MovingFactor, Secret, Token, UserDetails};

fn settings() -> ProptestConfig {
    ProptestConfig {
        cases: 200,
        // A failure names its case; no file is written beside the tests.
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Any text, and texts made of these pieces.
fn texts(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    let pieces = proptest::sample::select(pieces);
    prop_oneof![
        any::<String>(),
        proptest::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat()),
    ]
}

/// A token; an empty text is none.
fn token(serial: &str, upn: &str) -> Token {
    Token {
        secret: Secret::from_bytes(b"12345678901234567890").expect("20 bytes"),
        hash: HashAlgorithm::Sha1,
        digits: Digits::Six,
        factor: MovingFactor::default(),
        serial: serial.parse().ok(),
        manufacturer: None,
        model: None,
        upn: upn.parse().ok(),
        user: UserDetails::default(),
    }
}

/// An upload of rows 2, 3, …: serial number and user.
fn upload(rows: &[(&str, &str)]) -> Upload {
    let mut upload = Upload::default();
    for (row, (serial, upn)) in (2..).zip(rows) {
        upload.add(row, serial, upn);
    }
    upload
}

/// There and back again, as between the page and its worker.
fn sent<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
    let bytes = postcard::to_allocvec(value).expect("serialisable");
    postcard::from_bytes(&bytes).expect("the same again")
}
