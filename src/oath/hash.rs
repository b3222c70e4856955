//! The hash under the HMAC. Which ones there are, and how they are written.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The hash function of a token, RFC 6238 §1.2. RFC 4226 knows SHA-1 only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum HashAlgorithm {
    /// HMAC-SHA-1: what every token and every authenticator app speaks.
    #[default]
    Sha1,
    /// HMAC-SHA-256.
    Sha256,
    /// HMAC-SHA-512.
    Sha512,
}

/// The text names none of the three hash functions of RFC 6238.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not one of SHA1, SHA256, SHA512")]
pub struct UnknownHashAlgorithm;

impl HashAlgorithm {
    /// All three, weakest first.
    pub const ALL: [Self; 3] = [Self::Sha1, Self::Sha256, Self::Sha512];

    /// The size of the HMAC in bytes: 20, 32 or 64. RFC 6238 takes seeds of the same size.
    pub const fn output_bytes(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha512 => 64,
        }
    }

    /// The spelling of otpauth URIs: `SHA1`, `SHA256`, `SHA512`.
    pub const fn uri_name(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA256",
            Self::Sha512 => "SHA512",
        }
    }
}

/// The spelling of FIPS 180-4: `SHA-1`, `SHA-256`, `SHA-512`.
impl fmt::Display for HashAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sha1 => "SHA-1",
            Self::Sha256 => "SHA-256",
            Self::Sha512 => "SHA-512",
        })
    }
}

/// Reads any case, with or without the hyphen, with or without `HMAC` in front.
impl FromStr for HashAlgorithm {
    type Err = UnknownHashAlgorithm;

    fn from_str(text: &str) -> Result<Self, UnknownHashAlgorithm> {
        let name: String = text
            .trim()
            .chars()
            .filter(|c| !matches!(c, '-' | '_'))
            .map(|c| c.to_ascii_lowercase())
            .collect();
        match name.strip_prefix("hmac").unwrap_or(&name) {
            "sha1" => Ok(Self::Sha1),
            "sha256" => Ok(Self::Sha256),
            "sha512" => Ok(Self::Sha512),
            _ => Err(UnknownHashAlgorithm),
        }
    }
}
