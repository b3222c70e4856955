//! Attacks that can be judged without a page: what is written for spreadsheets, huge and endless inputs, clocks that lie. The
//! others drive the built page: `page/tests/page/attacks`.

#![cfg(not(target_arch = "wasm32"))]

mod clock;
mod file_names;
mod formulas;
mod names;
mod oversized;

use totp_toolset::oath::{Digits, HashAlgorithm, MovingFactor, Secret, Token, UserDetails};

/// A token that Entra ID takes; attacks change what they are about.
fn token() -> Token {
    Token {
        secret: Secret::from_bytes(b"12345678901234567890").expect("20 bytes"),
        hash: HashAlgorithm::Sha1,
        digits: Digits::Six,
        factor: MovingFactor::default(),
        serial: "1000001".parse().ok(),
        manufacturer: "Contoso".parse().ok(),
        model: "HardwareKey".parse().ok(),
        upn: "alice@contoso.com".parse().ok(),
        user: UserDetails::default(),
    }
}
