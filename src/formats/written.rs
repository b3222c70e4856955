//! What every writer shares: what comes of writing, and which rows are written.

use zeroize::Zeroizing;

use super::{Finding, refused_rows};

/// What came of writing.
pub struct Written {
    /// The file. Most hold secrets; it is wiped when dropped.
    pub bytes: Zeroizing<Vec<u8>>,
    /// How many tokens are in it.
    pub rows: usize,
}

/// Those whose row, counted from 1, has no error among the findings.
pub fn accepted<T>(
    rows: impl IntoIterator<Item = T>,
    findings: &[Finding],
) -> impl Iterator<Item = T> {
    let refused = refused_rows(findings);
    (1..)
        .zip(rows)
        .filter(move |(number, _)| refused.binary_search(number).is_err())
        .map(|(_, row)| row)
}
