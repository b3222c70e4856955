//! What a file says of a token, before anybody has asked what it means: the same for all formats.
//!
//! A format only takes its file apart, into an [`Entry`] for each token, and says by its [`Convention`] how it is to be
//! understood. The rest is the reader's.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Column;
use crate::oath::{Digits, Encoding, EncodingChoice, HashAlgorithm, TimeStep};

/// What a file says of one token, as text.
pub struct Entry<'a> {
    /// The line on which it begins, from 1.
    pub row: usize,
    /// How its format is to be understood.
    pub convention: Convention,
    cells: [Option<Cow<'a, str>>; Column::ALL.len()],
}

impl<'a> Entry<'a> {
    /// An entry that says nothing yet.
    pub fn new(row: usize, convention: Convention) -> Self {
        Self {
            row,
            convention,
            cells: Default::default(),
        }
    }

    /// The same with a text in this column. Without one, the format or the row has no such column.
    pub fn with(mut self, column: Column, text: impl Into<Cow<'a, str>>) -> Self {
        self.put(column, text);
        self
    }

    /// Puts a text into this column, in place of what is there.
    pub fn put(&mut self, column: Column, text: impl Into<Cow<'a, str>>) {
        self.cells[column as usize] = Some(text.into());
    }

    /// The same with a text in this column, where there is one.
    pub fn with_some(self, column: Column, text: Option<impl Into<Cow<'a, str>>>) -> Self {
        match text {
            Some(text) => self.with(column, text),
            None => self,
        }
    }

    /// The text as it stands in the file, or as it was corrected.
    pub fn cell(&self, column: Column) -> Option<&str> {
        self.cells[column as usize].as_deref()
    }

    /// The text with the blanks around it dropped; `None` where there is nothing.
    pub fn filled(&self, column: Column) -> Option<&str> {
        self.cell(column)
            .map(str::trim)
            .filter(|text| !text.is_empty())
    }

    /// Whether neither the row nor the format says what moves. A counter, or a time step that is not the counter's own cell,
    /// says it as well.
    pub fn leaves_factor_open(&self) -> bool {
        let is_said = |column| self.filled(column).is_some();
        let said_by_counter = match self.convention.factor {
            FactorUnsaid::Time | FactorUnsaid::Counter => return false,
            FactorUnsaid::CounterIfThere => is_said(Column::Counter),
            FactorUnsaid::Assumed => false,
        };
        let said_by_step = is_said(Column::TimeInterval) && !is_said(Column::Counter);
        !is_said(Column::Type) && !said_by_counter && !said_by_step
    }
}

/// How a format says what it does not spell out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Convention {
    /// How the secret is written.
    pub secret: SecretSpelling,
    /// Which hash it is where no column says so.
    pub hash: HashUnsaid,
    /// What moves where no column says so.
    pub factor: FactorUnsaid,
}

/// How a secret is written in a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretSpelling {
    /// Base32 as Entra ID takes it: nothing but letters and digits.
    EntraBase32,
    /// Any, with what people put between.
    Any(EncodingChoice),
}

impl SecretSpelling {
    /// Hex.
    pub const HEX: Self = Self::Any(EncodingChoice::Only(Encoding::Hex));
    /// Base32.
    pub const BASE32: Self = Self::Any(EncodingChoice::Only(Encoding::Base32));
    /// Base64.
    pub const BASE64: Self = Self::Any(EncodingChoice::Only(Encoding::Base64));

    /// The encodings that are tried.
    pub const fn choice(self) -> EncodingChoice {
        match self {
            Self::EntraBase32 => EncodingChoice::Only(Encoding::Base32),
            Self::Any(choice) => choice,
        }
    }
}

/// Which hash a token has where no column says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HashUnsaid {
    /// SHA-1, and the format says so.
    Sha1,
    /// The one that was assumed, else SHA-1: the format says nothing, and a secret of 32 bytes is suspicious.
    Assumed,
    /// By the length of the secret: 20 bytes are SHA-1, 32 SHA-256, 64 SHA-512; any other is as with `Assumed`.
    ByLength,
}

/// What moves where no column says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactorUnsaid {
    /// Time.
    Time,
    /// A counter.
    Counter,
    /// A counter where the row has one; else what was assumed, else time.
    CounterIfThere,
    /// What was assumed, else time.
    Assumed,
}

/// What a person says of tokens whose file does not say it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assumed {
    /// Counter-based, and not time-based.
    pub counter_based: bool,
    /// The time step. `None`: 30 seconds, and an empty cell stays a fault.
    pub step: Option<TimeStep>,
    /// The hash.
    pub hash: Option<HashAlgorithm>,
    /// The number of digits.
    pub digits: Option<Digits>,
    /// The manufacturer; one that is unusable, or empty, is none.
    pub manufacturer: String,
    /// The model, likewise.
    pub model: String,
}

impl Assumed {
    /// Whether no person has said what moves. A time step says that it is time.
    pub const fn says_no_factor(&self) -> bool {
        !self.counter_based && self.step.is_none()
    }
}
