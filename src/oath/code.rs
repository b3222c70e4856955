//! The code a person types, and how many digits it has. Leading zeros are part of it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How many digits a code has: RFC 4226 §5.3 demands at least 6, devices show up to 8.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Digits {
    /// Six: the only length Entra ID takes.
    #[default]
    Six,
    /// Seven.
    Seven,
    /// Eight.
    Eight,
}

/// A number of digits other than 6, 7 or 8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a code has 6, 7 or 8 digits")]
pub struct InvalidDigits;

impl Digits {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Six, Self::Seven, Self::Eight];

    /// The number of digits: 6, 7 or 8.
    pub const fn count(self) -> u8 {
        match self {
            Self::Six => 6,
            Self::Seven => 7,
            Self::Eight => 8,
        }
    }

    /// The number of different codes, 10^digits: the modulus of RFC 4226 §5.3.
    pub const fn modulus(self) -> u32 {
        match self {
            Self::Six => 1_000_000,
            Self::Seven => 10_000_000,
            Self::Eight => 100_000_000,
        }
    }
}

impl TryFrom<u32> for Digits {
    type Error = InvalidDigits;

    fn try_from(count: u32) -> Result<Self, InvalidDigits> {
        match count {
            6 => Ok(Self::Six),
            7 => Ok(Self::Seven),
            8 => Ok(Self::Eight),
            _ => Err(InvalidDigits),
        }
    }
}

/// Writes the number: `6`.
impl fmt::Display for Digits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.count().fmt(f)
    }
}

/// A one-time password. `Display` writes all its digits, leading zeros included; `Debug` writes none,
/// for a code is a credential as long as it is good.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Code {
    value: u32,
    digits: Digits,
}

impl Code {
    /// The last digits of the truncated HMAC: RFC 4226 §5.3, step 3.
    pub(super) const fn from_binary(binary: u32, digits: Digits) -> Self {
        Self {
            value: binary % digits.modulus(),
            digits,
        }
    }

    /// The code in groups of three, from the left: `755 224`, `942 870 82`.
    pub fn grouped(self) -> String {
        let mut grouped = String::with_capacity(10);
        for (place, digit) in self.to_string().chars().enumerate() {
            if place > 0 && place % 3 == 0 {
                grouped.push(' ');
            }
            grouped.push(digit);
        }
        grouped
    }

    /// How many digits the code has.
    pub const fn digits(self) -> Digits {
        self.digits
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:0width$}",
            self.value,
            width = usize::from(self.digits.count())
        )
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({} digits)", self.digits)
    }
}
