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
pub mod cells;
mod csv_file;
mod entra;
pub mod entra_csv;
mod finding;
pub mod graph;
pub mod hex_list;
pub mod inventory;
mod moment;
pub mod otpauth;
pub mod otpauth_list;
mod parts;
pub mod receipt;
mod report;
mod spreadsheet;
pub mod text;
mod written;
pub mod yubikey;

pub use finding::{Column, Finding, FindingCode, Location, Severity, refused_rows};
pub use moment::Moment;
pub use parts::part_name;
pub use report::{Report, Run};
pub use written::Written;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::oath::Token;

/// What a file held.
#[derive(Debug, PartialEq, Eq)]
pub struct Reading {
    /// The tokens of the rows that could be read, in the file's order.
    pub tokens: Vec<Token>,
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
    /// Zero bytes or a byte order mark of UTF-16.
    #[error("the file is UTF-16 or not text")]
    Utf16OrBinary,
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
    /// The header names a column twice.
    #[error("the header names {0} twice")]
    ColumnTwice(Column),
}

/// The largest file that is read, in bytes: a seed file of 100,000 tokens has about 10 million.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

fn list<T: fmt::Display>(items: &[T]) -> String {
    let names: Vec<String> = items.iter().map(T::to_string).collect();
    names.join(", ")
}
