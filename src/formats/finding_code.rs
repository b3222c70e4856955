//! The kinds of findings: a stable identifier and a severity each.

use serde::{Deserialize, Serialize};

use super::Severity;

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
    /// A column that the format does not have, or that no token has a place for; dropped on writing.
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
    /// A character inside at which readers of a list without quotes cut, or which they refuse: a blank, comma, semicolon or
    /// quotation mark, a `#` in front.
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
    /// Counter-based, and the format can say neither that nor the counter; with a column, that alone is lost.
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
    /// The file is UTF-16: a CSV for upload is UTF-8. Read, and written as UTF-8.
    CharsetUtf16,
    /// The file begins with a byte order mark. It is not written.
    ByteOrderMark,
    /// Semicolons or tabs stand between the cells: Entra ID reads commas.
    DelimiterNotComma,
    /// Lines end in different ways.
    LineEndsMixed,
    /// Blank lines between or behind the rows. They are not written.
    BlankLines,
    /// The header is not spelt as Microsoft documents it.
    HeaderSpelling,
    /// No header: the first line is a token already.
    HeaderMissing,
    /// The header lacks a column that Entra ID requires.
    ColumnMissing,
    /// The whole line stands in one spreadsheet cell.
    LineInOneCell,
    /// A line of the file that is no OATH token: a heading, a static password, a Yubico OTP.
    NotOath,
    /// An entry that is none of its format.
    EntryUnreadable,
    /// Blanks, dashes or padding were dropped from the secret, where no rule forbids them.
    SecretTidied,
    /// Not base32, but valid hex.
    SecretLooksHex,
    /// Not base32, and the character is one that is mistaken for a letter: 0, 1 or 8.
    SecretConfusable,
    /// No whole number of bytes has this many characters.
    SecretLengthImpossible,
    /// Read as hex or base64, and valid base32 as well.
    SecretAlsoBase32,
    /// 32 bytes, the length of a SHA-256 seed, and the file names no hash.
    SecretSuggestsSha256,
    /// A number as a spreadsheet shortens it, `2.3E+12`: digits are lost.
    SerialScientific,
    /// Shorter than the others, which have one length: leading zeros may be lost.
    SerialZerosLost,
    /// A date, as a spreadsheet makes of some numbers.
    SerialDate,
    /// Quotation marks of a word processor in the text.
    TypographicQuotes,
    /// The typographic apostrophe, which no user principal name has.
    UpnTypographicApostrophe,
    /// Two apostrophes in a row, as a database writes one.
    UpnDoubledApostrophe,
    /// Neither time-based nor counter-based.
    TypeUnknown,
    /// None of the hash functions of RFC 6238.
    HashUnreadable,
    /// Not 6, 7 or 8 digits.
    DigitsUnreadable,
    /// Not a counter.
    CounterUnreadable,
    /// The format says the hash by the length of the secret.
    HashByLength,
    /// The format says the hash by the length of the secret, and this token pairs them otherwise.
    HashNotOfLength,
    /// Not hex, but valid base32.
    SecretLooksBase32,
    /// The URI names one issuer in its label and another in its parameter, which holds.
    IssuersDiffer,
    /// The line may as well be a challenge-response key, which shows no codes.
    MayBeChallengeResponse,
    /// The file does not say what moves, and nobody else has: time was assumed, and the defaults of RFC 6238 with it.
    SettingsAssumed,
}

impl FindingCode {
    /// All of them.
    pub const ALL: [Self; 74] = [
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
        Self::CharsetUtf16,
        Self::ByteOrderMark,
        Self::DelimiterNotComma,
        Self::LineEndsMixed,
        Self::BlankLines,
        Self::HeaderSpelling,
        Self::HeaderMissing,
        Self::ColumnMissing,
        Self::LineInOneCell,
        Self::NotOath,
        Self::EntryUnreadable,
        Self::SecretTidied,
        Self::SecretLooksHex,
        Self::SecretConfusable,
        Self::SecretLengthImpossible,
        Self::SecretAlsoBase32,
        Self::SecretSuggestsSha256,
        Self::SerialScientific,
        Self::SerialZerosLost,
        Self::SerialDate,
        Self::TypographicQuotes,
        Self::UpnTypographicApostrophe,
        Self::UpnDoubledApostrophe,
        Self::TypeUnknown,
        Self::HashUnreadable,
        Self::DigitsUnreadable,
        Self::CounterUnreadable,
        Self::HashByLength,
        Self::HashNotOfLength,
        Self::SecretLooksBase32,
        Self::IssuersDiffer,
        Self::MayBeChallengeResponse,
        Self::SettingsAssumed,
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
            Self::CharsetUtf16 => "charset-utf-16",
            Self::ByteOrderMark => "byte-order-mark",
            Self::DelimiterNotComma => "delimiter-not-comma",
            Self::LineEndsMixed => "line-ends-mixed",
            Self::BlankLines => "blank-lines",
            Self::HeaderSpelling => "header-spelling",
            Self::HeaderMissing => "header-missing",
            Self::ColumnMissing => "column-missing",
            Self::LineInOneCell => "line-in-one-cell",
            Self::NotOath => "not-oath",
            Self::EntryUnreadable => "entry-unreadable",
            Self::SecretTidied => "secret-tidied",
            Self::SecretLooksHex => "secret-looks-hex",
            Self::SecretConfusable => "secret-confusable",
            Self::SecretLengthImpossible => "secret-length-impossible",
            Self::SecretAlsoBase32 => "secret-also-base32",
            Self::SecretSuggestsSha256 => "secret-suggests-sha-256",
            Self::SerialScientific => "serial-scientific",
            Self::SerialZerosLost => "serial-zeros-lost",
            Self::SerialDate => "serial-date",
            Self::TypographicQuotes => "typographic-quotes",
            Self::UpnTypographicApostrophe => "upn-typographic-apostrophe",
            Self::UpnDoubledApostrophe => "upn-doubled-apostrophe",
            Self::TypeUnknown => "type-unknown",
            Self::HashUnreadable => "hash-unreadable",
            Self::DigitsUnreadable => "digits-unreadable",
            Self::CounterUnreadable => "counter-unreadable",
            Self::HashByLength => "hash-by-length",
            Self::HashNotOfLength => "hash-not-of-length",
            Self::SecretLooksBase32 => "secret-looks-base32",
            Self::IssuersDiffer => "issuers-differ",
            Self::MayBeChallengeResponse => "may-be-challenge-response",
            Self::SettingsAssumed => "settings-assumed",
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
            | Self::NoCodeNow
            | Self::SecretPadded
            | Self::SecretSeparated
            | Self::DelimiterNotComma
            | Self::HeaderMissing
            | Self::ColumnMissing
            | Self::LineInOneCell
            | Self::EntryUnreadable
            | Self::SecretLooksHex
            | Self::SecretConfusable
            | Self::SecretLengthImpossible
            | Self::SerialScientific
            | Self::TypeUnknown
            | Self::HashUnreadable
            | Self::DigitsUnreadable
            | Self::CounterUnreadable
            | Self::HashNotOfLength
            | Self::SecretLooksBase32 => Severity::Error,
            Self::SecretShort
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
            | Self::ColonInName
            | Self::CharsetUtf16
            | Self::SecretAlsoBase32
            | Self::SecretSuggestsSha256
            | Self::SerialZerosLost
            | Self::SerialDate
            | Self::TypographicQuotes
            | Self::UpnTypographicApostrophe
            | Self::UpnDoubledApostrophe
            | Self::MayBeChallengeResponse => Severity::Warning,
            Self::SecretUnder160
            | Self::ExtraColumn
            | Self::NotCarried
            | Self::FingerprintLeftOut
            | Self::ByteOrderMark
            | Self::LineEndsMixed
            | Self::BlankLines
            | Self::HeaderSpelling
            | Self::NotOath
            | Self::SecretTidied
            | Self::HashByLength
            | Self::IssuersDiffer
            | Self::SettingsAssumed => Severity::Note,
        }
    }

    /// Where it is an error of reading: whether the token was read all the same, with that cell mended or left empty.
    pub const fn keeps_row(self) -> bool {
        matches!(
            self,
            Self::CellUnusable
                | Self::UpnUnusable
                | Self::SecretPadded
                | Self::SecretSeparated
                | Self::DelimiterNotComma
                | Self::HeaderMissing
                | Self::ColumnMissing
                | Self::LineInOneCell
        )
    }
}
