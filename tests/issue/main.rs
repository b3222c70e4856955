//! Tokens for many users at once: orders, lists of users, serial numbers, and the tokens that come of them.

#![cfg(not(target_arch = "wasm32"))]

mod issuing;
mod order;
mod pattern;
mod serial;
mod users;

use proptest::prelude::ProptestConfig;

fn settings() -> ProptestConfig {
    ProptestConfig {
        cases: 200,
        // A failure names its case; no file is written beside the tests.
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}
