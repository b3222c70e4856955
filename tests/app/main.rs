//! What the page knows and what can happen to it, as `State::apply` has it.

#![cfg(not(target_arch = "wasm32"))]

mod activation;
mod burn;
mod checkup;
mod clipboard;
mod clock;
mod code;
mod forgetting;
mod generator;
mod list;
mod list_model;
mod listed;
mod moment;
mod opened;
mod paper;
mod place;
mod rehearsal;
mod sample;
mod secrecy;
mod seed;
mod settings;
mod work;

use totp_toolset::app::{Action, SecretText, State};
use totp_toolset::formats::Column;
use totp_toolset::oath::{Secret, UnixTime, Uptime};

/// The SHA-1 seed of RFC 6238, appendix B, in base32.
const RFC_BASE32: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// 2026-11-24 10:30:00 UTC: what the computer's clock shows.
const NOW: UnixTime = UnixTime::from_seconds(1_795_516_200);

/// How long the page was open then.
const OPEN_FOR: Uptime = Uptime::from_milliseconds(90_000);

/// The same secret in bytes.
fn rfc_secret() -> Secret {
    Secret::from_bytes(b"12345678901234567890").expect("20 bytes")
}

/// A page with that seed after these actions.
fn page(actions: impl IntoIterator<Item = Action>) -> State {
    let mut state = State::new(Some(rfc_secret()));
    for action in actions {
        state.apply(action);
    }
    state
}

fn type_seed(text: &str) -> Action {
    Action::TypeSeed(SecretText::new(text.to_owned()))
}

fn type_detail(column: Column, text: &str) -> Action {
    Action::TypeDetail(column, text.to_owned())
}
