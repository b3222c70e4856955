//! Bytes to tokens and back: one module a format.
//!
//! A bad row never kills a file: it becomes a [`Finding`] with its place, and the other rows are read. Only a file that
//! is unusable as a whole is a [`FormatError`]. Neither carries text of the file, which may be a secret.
//! Nothing here touches a disk, a clock or a browser.
//!
//! A format that is written has a `check`, which says row by row what the target refuses and what is lost, and a `write`,
//! which takes the same tokens with those findings and leaves out the rows that have an error.

mod account;
pub mod activation;
pub mod aladdin_xml;
pub mod cells;
mod column;
pub mod columns;
pub mod csv_file;
mod damage;
mod delimiter;
mod entra;
pub mod entra_csv;
mod entry;
mod finding;
mod finding_code;
pub mod graph;
pub mod inventory;
pub mod linotp_csv;
mod losses;
mod mending;
mod moment;
pub mod multiotp_csv;
pub mod netiq_csv;
pub mod nexus_csv;
mod oath_csv;
pub mod otpauth;
pub mod otpauth_list;
mod parts;
mod pasted;
pub mod pingid_csv;
pub mod privacyidea_csv;
pub mod python_pskc_csv;
mod reader;
pub mod receipt;
mod registry;
mod report;
mod sample;
mod spreadsheet;
mod table;
pub mod text;
pub mod vendor_list;
mod written;
mod xml;
pub mod yubikey;
pub mod yubikey_traditional;
pub mod yubikey_yubico;

pub use column::Column;
pub use damage::UsualLength;
pub use delimiter::Delimiter;
pub use entra::MAX_TOKENS_A_USER;
pub use entry::Assumed;
pub use finding::{Finding, Location, Severity, refused_rows, unread_rows};
pub use finding_code::FindingCode;
pub use mending::{Fix, Mending, Step};
pub use moment::Moment;
pub use parts::part_name;
pub use pasted::Pasted;
pub use reader::{CellPlace, PickedCell};
pub use registry::{Format, ReadAs, best, open, pick, read, recognise};
pub use report::{Report, Run};
pub use sample::Certainty;
pub use table::{check_size, filled_lines, first_rows};
pub use written::Written;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::oath::Token;

/// What a file held.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The tokens of the rows that could be read, in the file's order.
    pub tokens: Vec<Token>,
    /// The line on which each of them begins, from 1; ascending, each another one.
    pub rows: Vec<usize>,
    /// Whether several stand on one line: then rows are counted on from the line of the first.
    pub rows_count_on: bool,
    /// What is to be said of the rows, in the file's order.
    pub findings: Vec<Finding>,
}

/// Why a file as a whole is unusable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum FormatError {
    /// No bytes, or only blank lines.
    #[error("the file is empty")]
    Empty,
    /// More than [`MAX_FILE_BYTES`].
    #[error("the file has {bytes} bytes, more than {MAX_FILE_BYTES}")]
    TooLarge {
        /// Its size.
        bytes: u64,
    },
    /// Zero bytes: no text.
    #[error("the file is not text")]
    Binary,
    /// Not UTF-8.
    #[error("line {line} is not UTF-8")]
    NotUtf8 {
        /// The first line that is not, from 1.
        line: usize,
    },
    /// The first row lacks columns of the format.
    #[error("the header lacks {}", list(.missing))]
    HeaderLacks {
        /// Which.
        missing: Vec<Column>,
    },
    /// More than [`MAX_ROWS`].
    #[error("the file has more than {MAX_ROWS} rows")]
    TooManyRows,
    /// No format has files like this.
    #[error("no format is recognised")]
    Unrecognised,
    /// XML that is of no known format: PSKC, for instance, is not read yet.
    #[error("XML of another kind")]
    OtherXml,
    /// JSON that is of no known format.
    #[error("JSON of another kind")]
    OtherJson,
    /// JSON or XML that is not well-formed.
    #[error("not well-formed at line {line}")]
    Syntax {
        /// The line, from 1.
        line: usize,
    },
    /// JSON or XML that holds something else, or nests too deep.
    #[error("well-formed, but not of this format")]
    Structure,
    /// The header names a column twice.
    #[error("the header names {0} twice")]
    ColumnTwice(Column),
}

/// The largest file that is read, in bytes: a seed file of 100,000 tokens has about 10 million.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// The most rows of a file that is read: ten times what anybody rolls out.
pub const MAX_ROWS: usize = 1_000_000;

fn list<T: fmt::Display>(items: &[T]) -> String {
    let names: Vec<String> = items.iter().map(T::to_string).collect();
    names.join(", ")
}
