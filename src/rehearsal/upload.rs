//! What Entra ID would make of an upload, from its bytes alone: the rules are those of `#check`, so the two never disagree.
//! An error there is a failure here; warnings and notes are let through.
//!
//! Source: MicrosoftDocs/entra-docs, `how-to-mfa-upload-oath-tokens.md`. Not documented: whether the good rows of a file
//! with failures are taken. Here they are. Nor what becomes of a serial number that stands in a file twice: here its second
//! row is refused, also where the tenant refuses the first for its user.

use serde::{Deserialize, Serialize};

use crate::check::all_findings;
use crate::formats::text::text_of;
use crate::formats::{
    self, Assumed, Column, Finding, FindingCode, Format, FormatError, Mending, Pasted, ReadAs,
    Reading, Severity, entra_csv, pick,
};
use crate::oath::Token;

const READ_AS: ReadAs = ReadAs::Format(Format::EntraCsv);

/// What came of the bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// Rows with something in them, the header not counted.
    pub rows: usize,
    /// The lines of the rows that are good, from 1; their tokens are handed over beside this.
    pub lines: Vec<u32>,
    /// The rows that are refused, in the file's order.
    pub failures: Vec<Failure>,
}

/// Why the file as a whole is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum FileRefused {
    /// It cannot be read, or is no CSV for Entra ID.
    #[error("{0}")]
    Format(FormatError),
    /// Semicolons or tabs stand between the cells.
    #[error("the cells are not separated by commas")]
    Delimiter,
    /// The first line names no columns.
    #[error("there is no header")]
    HeaderMissing,
    /// The header lacks a column.
    #[error("the header lacks {0}")]
    ColumnMissing(Column),
    /// A header, and nothing below it.
    #[error("there is no row below the header")]
    NoRows,
    /// It would be written of a list, and no token of the list can be.
    #[error("no token of the list can be written")]
    NothingToWrite,
}

/// A row that is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Its line in the file, from 1.
    pub line: u32,
    /// Whose it is, as the file says it.
    pub upn: Pasted,
    /// Its serial number, as the file says it.
    pub serial: Pasted,
    /// Why.
    pub reason: Reason,
}

/// Why a row is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// `#check` says it of the file.
    Finding(Finding),
    /// The tenant has no such user.
    UserUnknown,
    /// The tenant has a token of this serial number already.
    SerialTaken,
}

/// What of a header keeps the whole file out.
fn refusal_of(finding: &Finding) -> Option<FileRefused> {
    Some(match (finding.code, finding.location.column) {
        (FindingCode::DelimiterNotComma, _) => FileRefused::Delimiter,
        (FindingCode::HeaderMissing, _) => FileRefused::HeaderMissing,
        (FindingCode::ColumnMissing, Some(column)) => FileRefused::ColumnMissing(column),
        _ => return None,
    })
}

/// Judges a file, and gives the tokens of its good rows.
///
/// # Errors
/// [`FileRefused`] where no row is looked at.
pub fn judge(bytes: &[u8]) -> Result<(Judged, Vec<Token>), FileRefused> {
    let (mending, assumed) = (Mending::default(), Assumed::default());
    let reading = formats::read(bytes, READ_AS, &mending, &assumed).map_err(FileRefused::Format)?;
    let findings = all_findings(&reading, entra_csv::check(&reading.tokens));
    if let Some(refused) = findings.iter().find_map(refusal_of) {
        return Err(refused);
    }
    let failures = failures(bytes, &findings);
    if reading.tokens.is_empty() && failures.is_empty() {
        return Err(FileRefused::NoRows);
    }
    let refused: Vec<u32> = failures.iter().map(|failure| failure.line).collect();
    let Reading { tokens, rows, .. } = reading;
    // A file of 2^32 lines is larger than any that is read.
    let rows = rows.into_iter().map(|row| row as u32);
    let good = rows
        .zip(tokens)
        .filter(|(line, _)| refused.binary_search(line).is_err());
    let (lines, tokens): (Vec<u32>, Vec<Token>) = good.unzip();
    let judged = Judged {
        rows: lines.len() + failures.len(),
        lines,
        failures,
    };
    Ok((judged, tokens))
}

/// The first error of each row, with what names the row.
fn failures(bytes: &[u8], findings: &[Finding]) -> Vec<Failure> {
    let mut errors: Vec<&Finding> = Vec::new();
    // In the order of their rows already.
    for finding in findings {
        let is_new = errors
            .last()
            .is_none_or(|last| last.location.row != finding.location.row);
        if finding.severity() == Severity::Error && is_new {
            errors.push(finding);
        }
    }
    // It was a text a moment ago.
    let text = text_of(bytes).ok();
    let text = text.as_deref().unwrap_or_default();
    let cells = errors.iter().flat_map(|finding| {
        [Column::Upn, Column::SerialNumber].map(|column| (finding.location.row, column))
    });
    let picked = pick(
        text,
        READ_AS,
        &Mending::default(),
        &Assumed::default(),
        cells,
    );
    let cell = |row: usize, column: Column| -> Pasted {
        let cell = picked.get(&(row, column));
        cell.map_or_else(Pasted::default, |cell| cell.text.trim().into())
    };
    let failures = errors.iter().map(|finding| {
        let row = finding.location.row;
        Failure {
            line: row as u32,
            upn: cell(row, Column::Upn),
            serial: cell(row, Column::SerialNumber),
            reason: Reason::Finding(**finding),
        }
    });
    failures.collect()
}
