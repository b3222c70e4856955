//! Random seeds, from the browser's cryptographically secure source and no other.

use crate::oath::{InvalidSecretLength, Secret};

/// There is no secret; nothing weaker takes its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntropyError {
    /// The length asked for is none a secret can have.
    #[error(transparent)]
    Length(#[from] InvalidSecretLength),
    /// `crypto.getRandomValues` is missing or failed.
    #[error("the browser's source of randomness failed")]
    Source,
}

/// Fills the place with random bytes.
///
/// # Errors
/// [`EntropyError::Source`].
pub fn random_bytes(place: &mut [u8]) -> Result<(), EntropyError> {
    getrandom::fill(place).map_err(|_| EntropyError::Source)
}

/// A secret of that many random bytes, filled in place.
///
/// # Errors
/// [`EntropyError`].
pub fn random_secret(bytes: usize) -> Result<Secret, EntropyError> {
    Secret::fill_with(bytes, random_bytes)
}
