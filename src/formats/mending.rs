//! Corrections to the cells of a file, kept beside it: the file stays as it is, and each step can be taken back.
//!
//! A fix is a rule that makes one text of another, so that what would come of it can be shown before it is applied. What is
//! safe loses nothing and can mean nothing else; everything else is a choice that a person makes.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::damage::{is_typographic_apostrophe, is_typographic_quote};
use super::{Column, FindingCode, Pasted};
use crate::oath::{Encoding, EncodingChoice, decode_seed, encode_seed, is_separator};

/// A correction of one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Fix {
    /// Drops blanks and dashes from a secret.
    DropSeparators,
    /// Drops `=` from the end of a secret.
    DropPadding,
    /// Writes ’ as a plain apostrophe.
    StraightenApostrophes,
    /// Drops the quotation marks of a word processor.
    DropTypographicQuotes,
    /// Writes two apostrophes in a row as one.
    MergeApostrophes,
    /// Takes the secret for hex, and writes it as base32.
    FromHex,
    /// Takes the secret for base32, and writes it as hex.
    FromBase32,
    /// Takes each 0 of the secret for the letter O.
    ZeroToO,
    /// Takes each 1 of the secret for the letter I.
    OneToI,
    /// Takes each 1 of the secret for the letter L.
    OneToL,
    /// Takes each 8 of the secret for the letter B.
    EightToB,
    /// Puts zeros in front, up to so many digits.
    LeadingZeros(u8),
}

impl Fix {
    /// The corrections that lose nothing and can mean nothing else, each with the finding and the columns that it is for.
    const SAFE: [(FindingCode, Self, &[Column]); 4] = [
        (
            FindingCode::SecretSeparated,
            Self::DropSeparators,
            &[Column::SecretKey],
        ),
        (
            FindingCode::SecretPadded,
            Self::DropPadding,
            &[Column::SecretKey],
        ),
        (
            FindingCode::UpnTypographicApostrophe,
            Self::StraightenApostrophes,
            &[Column::Upn],
        ),
        // A maker’s name may well have some: «Завод».
        (
            FindingCode::TypographicQuotes,
            Self::DropTypographicQuotes,
            &[Column::Upn, Column::SerialNumber],
        ),
    ];

    /// Whether all that is safe would mend a finding of this kind about a cell of this column.
    pub fn mends_safely(code: FindingCode, column: Option<Column>) -> bool {
        let mut safe = Self::SAFE.iter();
        safe.any(|(of, _, columns)| {
            *of == code && column.is_some_and(|column| columns.contains(&column))
        })
    }

    /// The corrections that a finding of this kind may be answered with; which of them change the cell, [`Self::apply`] says.
    /// `usual` is the length of the other serial numbers, where the finding is about that.
    pub fn candidates(code: FindingCode, usual: Option<usize>) -> Vec<Self> {
        match code {
            FindingCode::SecretSeparated => vec![Self::DropSeparators],
            FindingCode::SecretPadded => vec![Self::DropPadding],
            FindingCode::SecretLooksHex | FindingCode::SecretAlsoHex => vec![Self::FromHex],
            FindingCode::SecretLooksBase32 | FindingCode::SecretAlsoBase32 => {
                vec![Self::FromBase32]
            }
            FindingCode::SecretConfusable => {
                vec![Self::ZeroToO, Self::OneToI, Self::OneToL, Self::EightToB]
            }
            FindingCode::UpnTypographicApostrophe => vec![Self::StraightenApostrophes],
            FindingCode::UpnDoubledApostrophe => vec![Self::MergeApostrophes],
            FindingCode::TypographicQuotes | FindingCode::SecretUnreadable => {
                vec![Self::DropTypographicQuotes]
            }
            FindingCode::SerialZerosLost => usual
                .and_then(|digits| u8::try_from(digits).ok())
                .map(Self::LeadingZeros)
                .into_iter()
                .collect(),
            _ => Vec::new(),
        }
    }

    /// What becomes of the text of this column, where secrets are written so; `None` where it stays as it is, or is none that
    /// the fix is for.
    pub fn apply(self, column: Column, text: &str, spelling: EncodingChoice) -> Option<String> {
        if !self.may_change(text) {
            return None;
        }
        let secret = column == Column::SecretKey;
        let without = |dropped: fn(char) -> bool| text.chars().filter(|c| !dropped(*c)).collect();
        let with = |from: char, to: char| text.replace(from, &to.to_string());
        let mended = match self {
            Self::DropSeparators if secret => without(is_separator),
            Self::DropPadding if secret => text
                .trim_end_matches(|c: char| c == '=' || c.is_whitespace())
                .to_owned(),
            Self::StraightenApostrophes if column == Column::Upn => text
                .chars()
                .map(|c| {
                    if is_typographic_apostrophe(c) {
                        '\''
                    } else {
                        c
                    }
                })
                .collect(),
            Self::DropTypographicQuotes => without(is_typographic_quote),
            Self::MergeApostrophes if column == Column::Upn => text.replace("''", "'"),
            // Where base64 belongs, another spelling would be read as base64, and be another secret.
            Self::FromHex | Self::FromBase32
                if spelling == EncodingChoice::Only(Encoding::Base64) =>
            {
                return None;
            }
            Self::FromHex if secret => respelt(text, Encoding::Hex, Encoding::Base32)?,
            Self::FromBase32 if secret => respelt(text, Encoding::Base32, Encoding::Hex)?,
            Self::ZeroToO if secret => with('0', 'O'),
            Self::OneToI if secret => with('1', 'I'),
            Self::OneToL if secret => with('1', 'L'),
            Self::EightToB if secret => with('8', 'B'),
            Self::LeadingZeros(digits) if column == Column::SerialNumber => {
                let serial = text.trim();
                if serial.is_empty() || !serial.bytes().all(|byte| byte.is_ascii_digit()) {
                    return None;
                }
                format!("{serial:0>width$}", width = usize::from(digits))
            }
            _ => return None,
        };
        (mended != text).then_some(mended)
    }
}

impl Fix {
    /// A look without a copy: nearly every cell of a long file has nothing to be corrected.
    fn may_change(self, text: &str) -> bool {
        match self {
            Self::DropSeparators => text.contains(is_separator),
            Self::DropPadding => text.contains('='),
            Self::StraightenApostrophes => text.contains(is_typographic_apostrophe),
            Self::DropTypographicQuotes => text.contains(is_typographic_quote),
            Self::MergeApostrophes => text.contains("''"),
            Self::ZeroToO => text.contains('0'),
            Self::OneToI | Self::OneToL => text.contains('1'),
            Self::EightToB => text.contains('8'),
            Self::FromHex | Self::FromBase32 | Self::LeadingZeros(_) => true,
        }
    }
}

fn respelt(text: &str, from: Encoding, to: Encoding) -> Option<String> {
    let decoded = decode_seed(text.trim(), EncodingChoice::Only(from)).ok()?;
    Some(encode_seed(&decoded.secret, to).to_string())
}

/// A step of correcting a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// All that is safe, everywhere.
    AllSafe,
    /// One fix in the rows that begin on these lines.
    In {
        /// The lines, from 1.
        rows: RangeInclusive<usize>,
        /// The column.
        column: Column,
        /// The fix.
        fix: Fix,
    },
    /// One fix wherever the file has what it is for.
    Everywhere {
        /// The column.
        column: Column,
        /// The fix.
        fix: Fix,
        /// What it is for: a secret that is fine as it is stays so.
        code: FindingCode,
    },
    /// A cell typed anew.
    Retype {
        /// The line on which the row begins.
        row: usize,
        /// The column.
        column: Column,
        /// Its text.
        text: Pasted,
    },
}

/// All steps, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mending {
    steps: Vec<Step>,
}

impl Mending {
    /// The steps.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// True where nothing was corrected.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Takes a step more.
    pub fn take(&mut self, step: Step) {
        self.steps.push(step);
    }

    /// Takes the last step back. False where there is none.
    pub fn undo(&mut self) -> bool {
        self.steps.pop().is_some()
    }

    /// The steps, ready to be applied to row after row.
    pub(super) fn ready(&self) -> Ready<'_> {
        let mut ready = Ready::default();
        for (place, step) in self.steps.iter().enumerate() {
            match step {
                Step::AllSafe | Step::Everywhere { .. } => ready.everywhere.push((place, step)),
                Step::In { rows, .. } if rows.start() != rows.end() => {
                    ready.everywhere.push((place, step));
                }
                Step::In { rows, .. } => ready.at(*rows.start(), place, step),
                Step::Retype { row, .. } => ready.at(*row, place, step),
            }
        }
        ready
    }
}

/// Steps by the rows that they are about.
#[derive(Default)]
pub(super) struct Ready<'m> {
    everywhere: Vec<(usize, &'m Step)>,
    rows: HashMap<usize, Vec<(usize, &'m Step)>>,
}

impl<'m> Ready<'m> {
    fn at(&mut self, row: usize, place: usize, step: &'m Step) {
        self.rows.entry(row).or_default().push((place, step));
    }

    /// What the cell of that row becomes; `None` where it stays. `has` says whether a text of the column has what a finding
    /// of that kind is about.
    pub(super) fn mend(
        &self,
        row: usize,
        column: Column,
        text: &str,
        spelling: EncodingChoice,
        has: impl Fn(FindingCode, &str) -> bool,
    ) -> Option<String> {
        let here = self.rows.get(&row).map_or(&[][..], Vec::as_slice);
        let mut steps = self.everywhere.clone();
        if !here.is_empty() {
            steps.extend(here);
            // In the order in which they were taken.
            steps.sort_by_key(|(place, _)| *place);
        }
        let mut mended: Option<String> = None;
        for (_, step) in steps {
            let now = mended.as_deref().unwrap_or(text);
            let next = match step {
                Step::AllSafe => safe(column, now, spelling, &has),
                Step::In {
                    rows,
                    column: of,
                    fix,
                } if *of == column && rows.contains(&row) => fix.apply(column, now, spelling),
                Step::Everywhere {
                    column: of,
                    fix,
                    code,
                } if *of == column && has(*code, now) => fix.apply(column, now, spelling),
                Step::Retype {
                    column: of, text, ..
                } if *of == column => Some(text.as_str().to_owned()),
                _ => None,
            };
            mended = next.or(mended);
        }
        mended
    }

    /// True where no row can change.
    pub(super) fn is_empty(&self) -> bool {
        self.everywhere.is_empty() && self.rows.is_empty()
    }
}

fn safe(
    column: Column,
    text: &str,
    spelling: EncodingChoice,
    has: &impl Fn(FindingCode, &str) -> bool,
) -> Option<String> {
    let fixes = Fix::SAFE.iter();
    let here = fixes.filter(|(_, _, columns)| columns.contains(&column));
    here.fold(None, |mended: Option<String>, (code, fix, _)| {
        let now = mended.as_deref().unwrap_or(text);
        // Only what is said to be wrong: a dash is a letter in base64.
        let next =
            (fix.may_change(now) && has(*code, now)).then(|| fix.apply(column, now, spelling));
        next.flatten().or(mended)
    })
}
