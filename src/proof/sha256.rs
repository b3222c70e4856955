//! SHA-256 of what comes in pieces, and whether it is the one that somebody published.

use std::fmt;

use sha2::{Digest, Sha256};

/// A SHA-256. `Display` writes it in small hex digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sha256Sum([u8; 32]);

impl Sha256Sum {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Its bytes.
    pub const fn bytes(&self) -> [u8; 32] {
        self.0
    }
}

impl fmt::Display for Sha256Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

/// A hash that is being taken, piece by piece.
#[derive(Default)]
pub struct Hashing(Sha256);

impl Hashing {
    /// The next piece.
    pub fn take(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The hash of all pieces.
    pub fn finish(self) -> Sha256Sum {
        Sha256Sum(self.0.finalize().into())
    }
}

/// How a hash compares with a text that is expected to name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// The text names it.
    Same,
    /// The text names another.
    Different,
    /// There is no SHA-256 in the text.
    NoHash,
}

/// Hex digits of a SHA-256.
const DIGITS: usize = 64;

/// Looks for the hash in what was pasted, in any case: alone, in the groups of an old `certutil`, or with a file's name and
/// other lines around it. `None` where nothing was pasted.
pub fn compare(expected: &str, sum: &Sha256Sum) -> Option<Comparison> {
    if expected.trim().is_empty() {
        return None;
    }
    let sum = sum.to_string();
    let joined: String = expected.split_whitespace().collect();
    let named: Vec<&str> = expected
        .split(|c: char| !c.is_ascii_alphanumeric())
        .chain([joined.as_str()])
        .filter(|word| word.len() == DIGITS && word.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .collect();
    Some(
        if named.iter().any(|word| word.eq_ignore_ascii_case(&sum)) {
            Comparison::Same
        } else if named.is_empty() {
            Comparison::NoHash
        } else {
            Comparison::Different
        },
    )
}
