//! What is wrong, or worth knowing, inside a file: a stable code, a severity and a place. No text of the file, so that it
//! may be shown, logged and sent to a worker.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Works, but is risky.
    Warning,
    /// The row cannot be read, or the target refuses it.
    Error,
}

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
}

impl Column {
    /// The name in Microsoft's header.
    pub const fn name(self) -> &'static str {
        match self {
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

/// Where a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    /// From 1. Of a file: the line on which the row begins, the header being line 1. Of a list: the token's place.
    pub row: usize,
    /// The column, where it is about one.
    pub column: Option<Column>,
    /// The character in the cell, from 1 and blanks included, where it is about one.
    pub character: Option<usize>,
    /// The earlier row it collides with.
    pub other_row: Option<usize>,
}

/// What is wrong, or worth knowing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What.
    pub code: FindingCode,
    /// Where.
    pub location: Location,
}

impl Finding {
    /// A finding about a row as a whole.
    pub const fn in_row(code: FindingCode, row: usize) -> Self {
        Self {
            code,
            location: Location {
                row,
                column: None,
                character: None,
                other_row: None,
            },
        }
    }

    /// A finding about a cell.
    pub const fn in_cell(code: FindingCode, row: usize, column: Column) -> Self {
        let mut finding = Self::in_row(code, row);
        finding.location.column = Some(column);
        finding
    }

    /// The same, at this character of the cell, from 1.
    pub const fn at_character(mut self, character: usize) -> Self {
        self.location.character = Some(character);
        self
    }

    /// The same, in collision with an earlier row.
    pub const fn colliding_with(mut self, row: usize) -> Self {
        self.location.other_row = Some(row);
        self
    }

    /// Where it is an error of reading: whether the token was read all the same, with that cell left empty.
    pub const fn keeps_row(&self) -> bool {
        matches!(
            self.code,
            FindingCode::CellUnusable | FindingCode::UpnUnusable
        )
    }

    /// How much it matters.
    pub const fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// The kinds of findings. Their identifiers are stable: scripts and help desks may rely on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FindingCode {
    /// Not 6 digits: Entra ID's CSV knows 6 only.
    DigitsNotSix,
    /// Not SHA-1: the CSV has no column for the hash.
    HashNotSha1,
    /// Counter-based: Entra ID takes time-based tokens only.
    CounterBased,
    /// Neither 30 nor 60 seconds.
    TimeIntervalRefused,
    /// Not a number of seconds.
    TimeIntervalUnreadable,
    /// Longer than 128 base32 characters.
    SecretTooLong,
    /// Shorter than 128 bits (RFC 4226 R6).
    SecretShort,
    /// At least 128, but less than the 160 bits that RFC 4226 R6 recommends.
    SecretUnder160,
    /// Not base32.
    SecretUnreadable,
    /// `=` at the end: not in Microsoft's alphabet. Dropped on writing.
    SecretPadded,
    /// Blanks or dashes inside: not in Microsoft's alphabet. Dropped on writing.
    SecretSeparated,
    /// The last character has bits that are not zero and belong to no byte.
    SecretTrailingBits,
    /// Valid hex as well.
    SecretAlsoHex,
    /// The same secret as in an earlier row.
    SecretTwice,
    /// A required cell is empty.
    CellEmpty,
    /// The cell's text is none that a token can have.
    CellUnusable,
    /// The same serial number as in an earlier row.
    SerialTwice,
    /// Not `name@domain`.
    UpnUnusable,
    /// A guest user (`#EXT#`): Entra ID gives guests no hardware tokens.
    UpnGuest,
    /// More than five tokens for one user.
    MoreThanFive,
    /// Starts with `=`, `+`, `-` or `@`: a spreadsheet would run it as a formula.
    FormulaCell,
    /// A column that the format does not have; dropped on writing.
    ExtraColumn,
    /// More or fewer cells than the header.
    CellCount,
    /// A quote opens a cell and does not close it, or closes it too early.
    QuotesUnbalanced,
    /// SHA-512: Microsoft Graph takes SHA-1 and SHA-256 only.
    HashRefused,
    /// Shorter than the target takes: two bytes for `ykman`.
    SecretTooShort,
    /// A counter of more than 32 bits: a YubiKey is given no larger one.
    CounterTooLarge,
    /// A blank, comma, semicolon or quotation mark inside: readers of a list without quotes cut there.
    SeparatorInside,
    /// Issuer and account make a name that a YubiKey does not keep, or takes for one with a time step.
    AccountUnusable,
    /// A name that the shell cannot hand to a program unharmed.
    ShellCannotQuote,
    /// There is no code at this time: it is before 1970, or the step ends beyond the year 9999.
    NoCodeNow,
    /// The user's object id is not known: the token is created, but not assigned.
    AssignmentLost,
    /// Not SHA-1, and the format cannot say so.
    HashLost,
    /// Not 6 digits, and the format cannot say so.
    DigitsLost,
    /// Not 30 seconds, and the format cannot say so.
    TimeIntervalLost,
    /// Counter-based, and the format can say neither that nor the counter.
    CounterLost,
    /// Neither user principal name nor serial number: the account has no name.
    AccountEmpty,
    /// The same account name as in an earlier row: on one device the later replaces the earlier.
    AccountTwice,
    /// A colon inside: readers of an account's name take it for the end of the issuer.
    ColonInName,
    /// The format has no place for this text.
    NotCarried,
    /// A fingerprint of so short a secret would let it be guessed.
    FingerprintLeftOut,
}

impl FindingCode {
    /// All of them.
    pub const ALL: [Self; 41] = [
        Self::DigitsNotSix,
        Self::HashNotSha1,
        Self::CounterBased,
        Self::TimeIntervalRefused,
        Self::TimeIntervalUnreadable,
        Self::SecretTooLong,
        Self::SecretShort,
        Self::SecretUnder160,
        Self::SecretUnreadable,
        Self::SecretPadded,
        Self::SecretSeparated,
        Self::SecretTrailingBits,
        Self::SecretAlsoHex,
        Self::SecretTwice,
        Self::CellEmpty,
        Self::CellUnusable,
        Self::SerialTwice,
        Self::UpnUnusable,
        Self::UpnGuest,
        Self::MoreThanFive,
        Self::FormulaCell,
        Self::ExtraColumn,
        Self::CellCount,
        Self::QuotesUnbalanced,
        Self::HashRefused,
        Self::SecretTooShort,
        Self::CounterTooLarge,
        Self::SeparatorInside,
        Self::AccountUnusable,
        Self::ShellCannotQuote,
        Self::NoCodeNow,
        Self::AssignmentLost,
        Self::HashLost,
        Self::DigitsLost,
        Self::TimeIntervalLost,
        Self::CounterLost,
        Self::AccountEmpty,
        Self::AccountTwice,
        Self::ColonInName,
        Self::NotCarried,
        Self::FingerprintLeftOut,
    ];

    /// The stable identifier.
    pub const fn identifier(self) -> &'static str {
        match self {
            Self::DigitsNotSix => "digits-not-six",
            Self::HashNotSha1 => "hash-not-sha1",
            Self::CounterBased => "counter-based",
            Self::TimeIntervalRefused => "time-interval-refused",
            Self::TimeIntervalUnreadable => "time-interval-unreadable",
            Self::SecretTooLong => "secret-too-long",
            Self::SecretShort => "secret-short",
            Self::SecretUnder160 => "secret-under-160",
            Self::SecretUnreadable => "secret-unreadable",
            Self::SecretPadded => "secret-padded",
            Self::SecretSeparated => "secret-separated",
            Self::SecretTrailingBits => "secret-trailing-bits",
            Self::SecretAlsoHex => "secret-also-hex",
            Self::SecretTwice => "secret-twice",
            Self::CellEmpty => "cell-empty",
            Self::CellUnusable => "cell-unusable",
            Self::SerialTwice => "serial-twice",
            Self::UpnUnusable => "upn-unusable",
            Self::UpnGuest => "upn-guest",
            Self::MoreThanFive => "more-than-five",
            Self::FormulaCell => "formula-cell",
            Self::ExtraColumn => "extra-column",
            Self::CellCount => "cell-count",
            Self::QuotesUnbalanced => "quotes-unbalanced",
            Self::HashRefused => "hash-refused",
            Self::SecretTooShort => "secret-too-short",
            Self::CounterTooLarge => "counter-too-large",
            Self::SeparatorInside => "separator-inside",
            Self::AccountUnusable => "account-unusable",
            Self::ShellCannotQuote => "shell-cannot-quote",
            Self::NoCodeNow => "no-code-now",
            Self::AssignmentLost => "assignment-lost",
            Self::HashLost => "hash-lost",
            Self::DigitsLost => "digits-lost",
            Self::TimeIntervalLost => "time-interval-lost",
            Self::CounterLost => "counter-lost",
            Self::AccountEmpty => "account-empty",
            Self::AccountTwice => "account-twice",
            Self::ColonInName => "colon-in-name",
            Self::NotCarried => "not-carried",
            Self::FingerprintLeftOut => "fingerprint-left-out",
        }
    }

    /// How much it matters. An error keeps the row out of the file.
    pub const fn severity(self) -> Severity {
        match self {
            Self::DigitsNotSix
            | Self::HashNotSha1
            | Self::CounterBased
            | Self::TimeIntervalRefused
            | Self::TimeIntervalUnreadable
            | Self::SecretTooLong
            | Self::SecretUnreadable
            | Self::CellEmpty
            | Self::CellUnusable
            | Self::SerialTwice
            | Self::UpnUnusable
            | Self::UpnGuest
            | Self::CellCount
            | Self::QuotesUnbalanced
            | Self::HashRefused
            | Self::SecretTooShort
            | Self::CounterTooLarge
            | Self::SeparatorInside
            | Self::AccountUnusable
            | Self::ShellCannotQuote
            | Self::NoCodeNow => Severity::Error,
            Self::SecretShort
            | Self::SecretPadded
            | Self::SecretSeparated
            | Self::SecretTrailingBits
            | Self::SecretAlsoHex
            | Self::SecretTwice
            | Self::MoreThanFive
            | Self::FormulaCell
            | Self::AssignmentLost
            | Self::HashLost
            | Self::DigitsLost
            | Self::TimeIntervalLost
            | Self::CounterLost
            | Self::AccountEmpty
            | Self::AccountTwice
            | Self::ColonInName => Severity::Warning,
            Self::SecretUnder160
            | Self::ExtraColumn
            | Self::NotCarried
            | Self::FingerprintLeftOut => Severity::Note,
        }
    }
}

/// Rows with an error, ascending, each once: those that a writer leaves out.
pub fn refused_rows(findings: &[Finding]) -> Vec<usize> {
    let mut rows: Vec<usize> = findings
        .iter()
        .filter(|finding| finding.severity() == Severity::Error)
        .map(|finding| finding.location.row)
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}
