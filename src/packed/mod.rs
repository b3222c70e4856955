//! Tokens packed into bytes: the working set in memory, and tokens on their way to a worker and back.
//!
//! A hundred thousand tokens as values are a million small allocations, which take a page longer to make and to forget
//! than a person should wait; packed, they are a few buffers. Not a file format: nothing packed outlives the page.
//! The bytes hold secrets; they are wiped when dropped.

mod arrange;

pub use arrange::{Arrangement, SortBy, arrange};

use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::oath::{
    Counter, Department, Digits, DisplayName, HashAlgorithm, Manufacturer, Model, MovingFactor,
    ObjectId, Secret, SerialNumber, TimeStep, Token, Upn, UserDetails,
};

/// Tokens, packed, in order.
pub struct Pack {
    bytes: Zeroizing<Vec<u8>>,
    /// Where each token's record ends in `bytes`.
    ends: Vec<usize>,
}

/// The bytes are no packed tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the bytes are no packed tokens")]
pub struct Damaged;

/// What a table shows of a token, and sorts and searches by, without unpacking its secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label<'a> {
    /// The serial number.
    pub serial: Option<&'a str>,
    /// The user principal name.
    pub upn: Option<&'a str>,
}

impl Pack {
    /// Packs tokens.
    pub fn of<'a>(tokens: impl IntoIterator<Item = &'a Token>) -> Self {
        let mut pack = Self::default();
        for token in tokens {
            pack.push(token);
        }
        pack
    }

    /// Takes over bytes that [`Self::into_bytes`] gave.
    ///
    /// # Errors
    /// [`Damaged`] where they are anything else.
    pub fn from_bytes(bytes: Zeroizing<Vec<u8>>) -> Result<Self, Damaged> {
        let mut ends = Vec::new();
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let (record, after): (Record<'_>, _) =
                postcard::take_from_bytes(rest).map_err(|_| Damaged)?;
            record.token().ok_or(Damaged)?;
            rest = after;
            ends.push(bytes.len() - rest.len());
        }
        Ok(Self { bytes, ends })
    }

    /// The bytes: one record after the other.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes, to be handed on.
    pub fn into_bytes(self) -> Zeroizing<Vec<u8>> {
        self.bytes
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The token of that place, from 0.
    pub fn token(&self, place: usize) -> Option<Token> {
        self.record(place)?.token()
    }

    /// What is known of it without its secret.
    pub fn label(&self, place: usize) -> Option<Label<'_>> {
        let record = self.record(place)?;
        Some(Label {
            serial: record.serial,
            upn: record.upn,
        })
    }

    /// All tokens, in order, unpacked one by one.
    pub fn tokens(&self) -> impl Iterator<Item = Token> {
        (0..self.len()).filter_map(|place| self.token(place))
    }

    /// Puts a token at the end.
    pub fn push(&mut self, token: &Token) {
        let bytes = std::mem::take(&mut *self.bytes);
        // Writing to memory does not fail.
        let bytes = postcard::to_extend(&Record::of(token), bytes).expect("a vector takes it");
        self.ends.push(bytes.len());
        *self.bytes = bytes;
    }

    /// The records of these places, in their order; places beyond the end are left out.
    pub fn part(&self, places: std::ops::Range<usize>) -> Self {
        self.pick(places.start..places.end.min(self.len()))
    }

    /// The records of these places, in this order; a place beyond the end is left out.
    pub fn pick(&self, places: impl IntoIterator<Item = usize>) -> Self {
        let mut part = Self::default();
        for place in places {
            if let Some(bytes) = self.bytes_of(place) {
                part.bytes.extend_from_slice(bytes);
                part.ends.push(part.bytes.len());
            }
        }
        part
    }

    /// Puts another pack's tokens at the end.
    pub fn append(&mut self, other: &Self) {
        let before = self.bytes.len();
        self.bytes.extend_from_slice(&other.bytes);
        self.ends.extend(other.ends.iter().map(|end| before + end));
    }

    fn bytes_of(&self, place: usize) -> Option<&[u8]> {
        let end = *self.ends.get(place)?;
        let start = match place {
            0 => 0,
            _ => self.ends[place - 1],
        };
        Some(&self.bytes[start..end])
    }

    fn record(&self, place: usize) -> Option<Record<'_>> {
        postcard::from_bytes(self.bytes_of(place)?).ok()
    }
}

impl Default for Pack {
    fn default() -> Self {
        Self {
            bytes: Zeroizing::new(Vec::new()),
            ends: Vec::new(),
        }
    }
}

impl fmt::Debug for Pack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pack({} tokens)", self.len())
    }
}

/// A token as it is packed. Borrows the secret, copies none.
#[derive(Serialize, Deserialize)]
struct Record<'a> {
    serial: Option<&'a str>,
    upn: Option<&'a str>,
    manufacturer: Option<&'a str>,
    model: Option<&'a str>,
    id: Option<&'a str>,
    display_name: Option<&'a str>,
    department: Option<&'a str>,
    hash: u8,
    digits: u32,
    factor: Factor,
    secret: &'a [u8],
}

#[derive(Serialize, Deserialize)]
enum Factor {
    Time(u32),
    Counter(u64),
}

impl<'a> Record<'a> {
    fn of(token: &'a Token) -> Self {
        macro_rules! text {
            ($text:expr) => {
                $text.as_ref().map(|text| text.as_str())
            };
        }
        Self {
            serial: text!(token.serial),
            upn: text!(token.upn),
            manufacturer: text!(token.manufacturer),
            model: text!(token.model),
            id: text!(token.user.id),
            display_name: text!(token.user.display_name),
            department: text!(token.user.department),
            hash: match token.hash {
                HashAlgorithm::Sha1 => 1,
                HashAlgorithm::Sha256 => 2,
                HashAlgorithm::Sha512 => 3,
            },
            digits: u32::from(token.digits.count()),
            factor: match token.factor {
                MovingFactor::Time(step) => Factor::Time(step.seconds()),
                MovingFactor::Counter(counter) => Factor::Counter(counter.0),
            },
            // Exposed: to be packed; the pack is wiped when dropped.
            secret: token.secret.expose(),
        }
    }

    /// `None` where a value is none that a token can have.
    fn token(&self) -> Option<Token> {
        // A token's text is packed as it is: one that would be read as another is none.
        macro_rules! text {
            ($text:expr, $kind:ty) => {
                match $text {
                    None => None,
                    Some(text) => {
                        let parsed = text.parse::<$kind>().ok();
                        Some(parsed.filter(|parsed| parsed.as_str() == text)?)
                    }
                }
            };
        }
        Some(Token {
            secret: Secret::from_bytes(self.secret).ok()?,
            hash: match self.hash {
                1 => HashAlgorithm::Sha1,
                2 => HashAlgorithm::Sha256,
                3 => HashAlgorithm::Sha512,
                _ => return None,
            },
            digits: Digits::try_from(self.digits).ok()?,
            factor: match self.factor {
                Factor::Time(seconds) => MovingFactor::Time(TimeStep::try_from(seconds).ok()?),
                Factor::Counter(counter) => MovingFactor::Counter(Counter(counter)),
            },
            serial: text!(self.serial, SerialNumber),
            manufacturer: text!(self.manufacturer, Manufacturer),
            model: text!(self.model, Model),
            upn: text!(self.upn, Upn),
            user: UserDetails {
                id: text!(self.id, ObjectId),
                display_name: text!(self.display_name, DisplayName),
                department: text!(self.department, Department),
            },
        })
    }
}
