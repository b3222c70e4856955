//! What is wrong, or worth knowing, inside a file: a stable code, a severity and a place. No text of the file, so that it
//! may be shown, logged and sent to a worker.

use serde::{Deserialize, Serialize};

use super::{Column, FindingCode};

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

    /// Where it is an error of reading: whether the token was read all the same.
    pub const fn keeps_row(&self) -> bool {
        self.code.keeps_row()
    }

    /// The same by other numbers of rows: `line` tells the line of a place from 1.
    pub fn by_lines(mut self, line: impl Fn(usize) -> usize) -> Self {
        self.location.row = line(self.location.row);
        self.location.other_row = self.location.other_row.map(line);
        self
    }

    /// How much it matters.
    pub const fn severity(&self) -> Severity {
        self.code.severity()
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

/// How many rows a reader found no token in.
pub fn unread_rows(findings: &[Finding]) -> usize {
    let unread: Vec<Finding> = findings
        .iter()
        .filter(|finding| !finding.keeps_row())
        .copied()
        .collect();
    refused_rows(&unread).len()
}
