//! HOTP, RFC 4226, over the three hashes of RFC 6238. The HMAC is RustCrypto's; here is the truncation.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Sha256, Sha512};

use super::{BeforeEpoch, Code, Counter, Digits, HashAlgorithm, Secret, TimeStep, UnixTime};

/// A secret made ready for computing codes.
///
/// The key's two compressions are done once; each code clones the keyed state and costs two more.
/// The state is wiped when dropped.
#[derive(Clone)]
pub struct Hotp(Keyed);

#[derive(Clone)]
enum Keyed {
    Sha1(Hmac<Sha1>),
    Sha256(Hmac<Sha256>),
    Sha512(Hmac<Sha512>),
}

impl Hotp {
    /// Keys the HMAC with the secret.
    pub fn new(secret: &Secret, hash: HashAlgorithm) -> Self {
        // Exposed: the HMAC needs its key.
        let key = secret.expose();
        Self(match hash {
            HashAlgorithm::Sha1 => Keyed::Sha1(keyed(key)),
            HashAlgorithm::Sha256 => Keyed::Sha256(keyed(key)),
            HashAlgorithm::Sha512 => Keyed::Sha512(keyed(key)),
        })
    }

    /// HOTP(K, C): RFC 4226 §5.3.
    pub fn code(&self, counter: Counter, digits: Digits) -> Code {
        Code::from_binary(self.truncation(counter).binary(), digits)
    }

    /// TOTP = HOTP(K, T): RFC 6238 §4.2.
    ///
    /// # Errors
    /// [`BeforeEpoch`] before 1970.
    pub fn code_at(
        &self,
        time: UnixTime,
        step: TimeStep,
        digits: Digits,
    ) -> Result<Code, BeforeEpoch> {
        Ok(self.code(step.counter_at(time)?, digits))
    }

    /// How the code of a counter comes about.
    pub fn truncation(&self, counter: Counter) -> Truncation {
        let message = counter.message();
        let mut hmac = [0; 64];
        let length = match &self.0 {
            Keyed::Sha1(keyed) => finish(keyed, &message, &mut hmac),
            Keyed::Sha256(keyed) => finish(keyed, &message, &mut hmac),
            Keyed::Sha512(keyed) => finish(keyed, &message, &mut hmac),
        };
        Truncation {
            counter,
            hmac,
            length,
        }
    }
}

impl fmt::Debug for Hotp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hotp")
    }
}

fn keyed<M: KeyInit>(key: &[u8]) -> M {
    // HMAC takes a key of any length (RFC 2104 §2), so there is no error to have.
    M::new_from_slice(key).expect("HMAC takes keys of any length")
}

/// HMAC(K, message), RFC 2104: the same that codes are made with.
pub fn hmac(hash: HashAlgorithm, key: &[u8], message: &[u8]) -> Vec<u8> {
    let mut output = [0; 64];
    let length = match hash {
        HashAlgorithm::Sha1 => finish(&keyed::<Hmac<Sha1>>(key), message, &mut output),
        HashAlgorithm::Sha256 => finish(&keyed::<Hmac<Sha256>>(key), message, &mut output),
        HashAlgorithm::Sha512 => finish(&keyed::<Hmac<Sha512>>(key), message, &mut output),
    };
    output[..length].to_vec()
}

fn finish<M: Mac + Clone>(keyed: &M, message: &[u8], hmac: &mut [u8; 64]) -> usize {
    let mut mac = keyed.clone();
    mac.update(message);
    let output = mac.finalize().into_bytes();
    hmac[..output.len()].copy_from_slice(&output);
    output.len()
}

/// The intermediate values of one code, as RFC 4226 §5.4 lays them out.
#[derive(Clone, PartialEq, Eq)]
pub struct Truncation {
    counter: Counter,
    hmac: [u8; 64],
    length: usize,
}

impl Truncation {
    /// The counter.
    pub const fn counter(&self) -> Counter {
        self.counter
    }

    /// The message: the counter in 8 bytes, high-order byte first.
    pub const fn message(&self) -> [u8; 8] {
        self.counter.message()
    }

    /// The HMAC: 20, 32 or 64 bytes.
    pub fn hmac(&self) -> &[u8] {
        &self.hmac[..self.length]
    }

    /// Where the four bytes begin: the low four bits of the last byte, 0 to 15.
    pub fn offset(&self) -> usize {
        usize::from(self.hmac[self.length - 1] & 0x0f)
    }

    /// The four bytes at the offset, their highest bit cleared: 0 to 2^31 - 1.
    pub fn binary(&self) -> u32 {
        let at = self.offset();
        let four = [
            self.hmac[at],
            self.hmac[at + 1],
            self.hmac[at + 2],
            self.hmac[at + 3],
        ];
        u32::from_be_bytes(four) & 0x7fff_ffff
    }

    /// The code: the last digits of [`Self::binary`].
    pub fn code(&self, digits: Digits) -> Code {
        Code::from_binary(self.binary(), digits)
    }
}

impl fmt::Debug for Truncation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Truncation(counter {})", self.counter)
    }
}
