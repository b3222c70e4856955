//! What `oath` promises, through its public interface: published values, known traps, reports, properties.

#![cfg(not(target_arch = "wasm32"))]

mod codes;
mod hash_names;
mod properties;
mod rfc4226;
mod rfc4648;
mod rfc6238;
mod secrecy;
mod secret;
mod seed_choice;
mod seed_refused;
mod seed_report;
mod time;
mod token_texts;
mod vectors;

use totp_toolset::oath::Secret;

/// The digits `1234567890` over and over: the seeds of RFC 4226 and RFC 6238.
fn digits_repeated(bytes: usize) -> Secret {
    let text: Vec<u8> = b"1234567890".iter().copied().cycle().take(bytes).collect();
    secret(&text)
}

fn secret(bytes: &[u8]) -> Secret {
    Secret::from_bytes(bytes).expect("a length that is allowed")
}

fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}
