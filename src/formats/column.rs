//! The columns of seed files, by what they mean.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A column of a seed file, by what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Column {
    /// The user principal name.
    Upn,
    /// The serial number.
    SerialNumber,
    /// The secret.
    SecretKey,
    /// The time step.
    TimeInterval,
    /// The manufacturer.
    Manufacturer,
    /// The model.
    Model,
    /// Time-based or counter-based. Microsoft's CSV has neither this column nor those below.
    Type,
    /// The hash function.
    HashAlgorithm,
    /// The number of digits.
    Digits,
    /// The counter.
    Counter,
    /// The user's object id.
    ObjectId,
}

impl Column {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Upn,
        Self::SerialNumber,
        Self::SecretKey,
        Self::TimeInterval,
        Self::Manufacturer,
        Self::Model,
        Self::Type,
        Self::HashAlgorithm,
        Self::Digits,
        Self::Counter,
        Self::ObjectId,
    ];

    /// The name in Microsoft's header; of the others, what they are.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::HashAlgorithm => "hash",
            Self::Digits => "digits",
            Self::Counter => "counter",
            Self::ObjectId => "object id",
            Self::Upn => "upn",
            Self::SerialNumber => "serial number",
            Self::SecretKey => "secret key",
            Self::TimeInterval => "time interval",
            Self::Manufacturer => "manufacturer",
            Self::Model => "model",
        }
    }
}

/// Writes [`Column::name`].
impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
