//! A CSV for the asset database: which token is whose, and which secret is in it, without the secret.
//!
//! The format is our own. It must never hold a secret, nor anything from which one could be found.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::csv_file::CsvFile;
use super::entra::Row;
use super::losses::check_owner;
use super::spreadsheet::{is_formula, texts};
use super::written::accepted;
use super::{Finding, FindingCode, Written};
use crate::oath::{MovingFactor, Secret, Token};

/// The header.
pub const COLUMNS: [&str; 11] = [
    "serial number",
    "upn",
    "display name",
    "department",
    "manufacturer",
    "model",
    "hash",
    "digits",
    "time interval",
    "secret bits",
    "secret fingerprint",
];

/// What is authenticated for a fingerprint. Longer than a counter's 8 bytes, so that no fingerprint is half of a code's HMAC.
const FINGERPRINT_LABEL: &[u8] = b"TOTP Toolset secret fingerprint 1";

/// How many bytes of the digest are written, as twice as many hex digits. With 64 bits, two of 100,000 secrets share a
/// fingerprint by chance once in four thousand million lists.
const FINGERPRINT_BYTES: usize = 8;

/// What tells two secrets apart without giving either away: the first 16 hex digits of HMAC-SHA-256, the secret being the
/// key and the message `TOTP Toolset secret fingerprint 1`.
///
/// A fingerprint lets anybody who holds it try secrets until one fits. That is hopeless with 160 random bits, and easy with
/// a short or guessable secret: `None` below the 128 bits of RFC 4226 R6. Randomness cannot be seen: do not hand out an
/// inventory of tokens whose secrets people made up.
pub fn fingerprint(secret: &Secret) -> Option<String> {
    if secret.bits() < Secret::MIN_BITS_REQUIRED {
        return None;
    }
    // Exposed: the HMAC needs its key, which takes any length (RFC 2104 §2), so there is no error to have.
    let mut mac: Hmac<Sha256> =
        KeyInit::new_from_slice(secret.expose()).expect("HMAC takes keys of any length");
    mac.update(FINGERPRINT_LABEL);
    let digest = mac.finalize().into_bytes();
    Some(data_encoding::HEXLOWER.encode(&digest[..FINGERPRINT_BYTES]))
}

/// What is to be said of these tokens as rows of an inventory; rows are counted from 1 in their order. Nothing is refused.
pub fn check<'a>(tokens: impl IntoIterator<Item = &'a Token>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, token) in (1..).zip(tokens) {
        check_one(token, &mut Row::new(number, &mut findings));
    }
    findings
}

fn check_one(token: &Token, row: &mut Row<'_>) {
    if let MovingFactor::Counter(_) = token.factor {
        row.say_of_row(FindingCode::CounterLost);
    }
    if token.secret.bits() < Secret::MIN_BITS_REQUIRED {
        row.say_of_row(FindingCode::FingerprintLeftOut);
    }
    check_owner(token, row);
    for (column, text) in texts(token) {
        if is_formula(text) {
            row.say(FindingCode::FormulaCell, column);
        }
    }
    // These two have no column in the other formats.
    for text in [display_name(token), department(token)] {
        if is_formula(text) {
            row.say_of_row(FindingCode::FormulaCell);
        }
    }
}

/// Writes the tokens whose row has no error among `findings`. A counter-based token has an empty time interval.
pub fn write<'a>(tokens: impl IntoIterator<Item = &'a Token>, findings: &[Finding]) -> Written {
    let mut file = CsvFile::with_header(COLUMNS);
    for token in accepted(tokens, findings) {
        let step = match token.factor {
            MovingFactor::Time(step) => step.to_string(),
            MovingFactor::Counter(_) => String::new(),
        };
        file.row([
            token.serial.as_ref().map_or("", |serial| serial.as_str()),
            token.upn.as_ref().map_or("", |upn| upn.as_str()),
            display_name(token),
            department(token),
            token.manufacturer.as_ref().map_or("", |name| name.as_str()),
            token.model.as_ref().map_or("", |model| model.as_str()),
            &token.hash.to_string(),
            &token.digits.to_string(),
            &step,
            &token.secret.bits().to_string(),
            &fingerprint(&token.secret).unwrap_or_default(),
        ]);
    }
    file.end()
}

fn display_name(token: &Token) -> &str {
    let name = token.user.display_name.as_ref();
    name.map_or("", |name| name.as_str())
}

fn department(token: &Token) -> &str {
    let department = token.user.department.as_ref();
    department.map_or("", |department| department.as_str())
}
