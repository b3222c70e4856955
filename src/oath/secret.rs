//! The shared secret. It is wiped when dropped, and nothing but [`Secret::expose`] gives it away.

use std::fmt;

use ctutils::CtEq;
use zeroize::Zeroizing;

/// The shared secret K of RFC 4226 §5.1, in bytes.
///
/// It is filled in place, wiped when dropped, and never printed: there is no `Display`, no `Serialize`,
/// and `Debug` shows `Secret(20 bytes)`. It is not `Clone`, so that no second copy arises by accident:
/// share a token that holds it with `Rc` instead. Two secrets are compared in constant time.
pub struct Secret(Zeroizing<Box<[u8]>>);

/// A secret must have between 1 and [`Secret::MAX_BYTES`] bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a secret of {bytes} bytes: it must have 1 to {}", Secret::MAX_BYTES)]
pub struct InvalidSecretLength {
    /// The length that was asked for, in bytes.
    pub bytes: usize,
}

impl Secret {
    /// The longest secret that is read, in bytes. An HMAC key longer than the hash's block (64 or 128 bytes)
    /// is hashed first (RFC 2104 §2) and gains nothing; the bound only keeps hostile input small.
    pub const MAX_BYTES: usize = 1024;

    /// RFC 4226 R6 requires at least 128 bits.
    pub const MIN_BITS_REQUIRED: usize = 128;

    /// RFC 4226 R6 recommends 160 bits.
    pub const RECOMMENDED_BITS: usize = 160;

    /// Makes a secret of `bytes` bytes and lets `fill` write it in place.
    ///
    /// # Errors
    /// [`InvalidSecretLength`], or what `fill` answers: then no secret comes into being.
    pub fn fill_with<E>(
        bytes: usize,
        fill: impl FnOnce(&mut [u8]) -> Result<(), E>,
    ) -> Result<Self, E>
    where
        E: From<InvalidSecretLength>,
    {
        if bytes == 0 || bytes > Self::MAX_BYTES {
            return Err(InvalidSecretLength { bytes }.into());
        }
        let mut secret = Self(Zeroizing::new(vec![0; bytes].into_boxed_slice()));
        fill(&mut secret.0)?;
        Ok(secret)
    }

    /// Copies a secret out of `bytes`; wiping those is the caller's duty.
    ///
    /// # Errors
    /// [`InvalidSecretLength`] where there are none, or more than [`Self::MAX_BYTES`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, InvalidSecretLength> {
        Self::fill_with(bytes.len(), |place| {
            place.copy_from_slice(bytes);
            Ok(())
        })
    }

    /// The secret itself. Each call says in a comment why it needs it.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// A second copy, wiped on its own when dropped. Each call says in a comment why one is needed.
    pub fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }

    /// The length in bytes, 1 to [`Self::MAX_BYTES`].
    pub fn bytes(&self) -> usize {
        self.0.len()
    }

    /// The length in bits.
    pub fn bits(&self) -> usize {
        self.0.len() * 8
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({} bytes)", self.bytes())
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_ref().ct_eq(other.0.as_ref()).into()
    }
}

impl Eq for Secret {}
