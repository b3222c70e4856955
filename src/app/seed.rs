//! The seed field: what was typed, and what it was read as.

use std::fmt;
use std::rc::Rc;

use zeroize::Zeroizing;

use crate::formats::otpauth::{self, OtpauthError, OtpauthKey};
use crate::oath::{
    Decoded, Encoding, EncodingChoice, Oddities, Secret, SeedError, decode_seed, encode_seed,
};

/// Text that is a secret, or may be one. `Debug` shows its length only; it is wiped when dropped.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SecretText(Zeroizing<String>);

impl SecretText {
    /// Takes the text over.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text itself. Each call says in a comment why it needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretText({} bytes)", self.0.len())
    }
}

/// The seed field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeedDraft {
    text: SecretText,
    choice: EncodingChoice,
    reading: Result<SeedReading, SeedFault>,
}

/// What a typed seed is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SeedReading {
    /// A seed alone.
    Seed(Rc<Decoded>),
    /// A whole otpauth URI.
    Uri(Rc<OtpauthKey>),
}

/// Why it is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SeedFault {
    /// Read as a seed.
    Seed(SeedError),
    /// Read as an otpauth URI, which it claims to be.
    Uri(OtpauthError),
    /// The browser's source of randomness failed: there is no seed, and no weaker one takes its place.
    NoEntropy,
}

impl SeedDraft {
    /// What was typed.
    pub fn read(text: SecretText, choice: EncodingChoice) -> Self {
        // Exposed: to be decoded.
        let typed = text.expose();
        let reading = if otpauth::claims_to_be_one(typed) {
            otpauth::read(typed)
                .map(|key| SeedReading::Uri(Rc::new(key)))
                .map_err(SeedFault::Uri)
        } else {
            decode_seed(typed, choice)
                .map(|decoded| SeedReading::Seed(Rc::new(decoded)))
                .map_err(SeedFault::Seed)
        };
        Self {
            text,
            choice,
            reading,
        }
    }

    /// A seed from elsewhere, written into the field as base32 in groups of four. The page wrote it and knows what it
    /// is: there is nothing to report.
    pub fn from_secret(secret: Secret) -> Self {
        let text = in_fours(&encode_seed(&secret, Encoding::Base32));
        Self {
            text: SecretText::new(text),
            choice: EncodingChoice::Automatic,
            reading: Ok(SeedReading::Seed(Rc::new(Decoded {
                secret,
                encoding: Encoding::Base32,
                oddities: Oddities::default(),
                also_valid_as: Vec::new(),
            }))),
        }
    }

    /// The field with nothing in it.
    pub fn empty() -> Self {
        Self::read(SecretText::default(), EncodingChoice::Automatic)
    }

    /// The field after the source of randomness failed.
    pub fn without_entropy() -> Self {
        Self {
            text: SecretText::default(),
            choice: EncodingChoice::Automatic,
            reading: Err(SeedFault::NoEntropy),
        }
    }

    /// The same text, read another way. Where randomness failed there is no text, and that stays said.
    pub fn reread(&self, choice: EncodingChoice) -> Self {
        let mut reread = Self::read(self.text.clone(), choice);
        if self.reading == Err(SeedFault::NoEntropy) {
            reread.reading = Err(SeedFault::NoEntropy);
        }
        reread
    }

    /// What was typed.
    pub fn text(&self) -> &SecretText {
        &self.text
    }

    /// How it is to be read.
    pub fn choice(&self) -> EncodingChoice {
        self.choice
    }

    /// What it was read as.
    pub fn reading(&self) -> Result<&SeedReading, &SeedFault> {
        self.reading.as_ref()
    }

    /// The seed, if there is one.
    pub fn secret(&self) -> Option<&Secret> {
        match self.reading.as_ref().ok()? {
            SeedReading::Seed(decoded) => Some(&decoded.secret),
            SeedReading::Uri(key) => Some(&key.secret),
        }
    }
}

/// In groups of four, a blank between: for eyes and for reading aloud.
pub fn in_fours(text: &str) -> String {
    let mut grouped = String::with_capacity(text.len() + text.len() / 4);
    for (place, c) in text.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            grouped.push(' ');
        }
        grouped.push(c);
    }
    grouped
}
