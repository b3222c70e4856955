//! A file of rows and cells, read line by line, whatever stands between the cells.

use std::borrow::Cow;

use super::cells::{UnbalancedQuotes, first_cells};
use super::text::{is_blank, lines};
use super::{Delimiter, FormatError, MAX_ROWS};

/// The most cells of a row that are looked at. A line of nothing but delimiters has more than memory.
pub const MAX_CELLS: usize = 64;

/// The longest row that is looked for inside a cell, in bytes: each delimiter is tried.
const MAX_PACKED_BYTES: usize = 64 * 1024;

/// The cells of a row, unquoted.
pub type Cells<'a> = Vec<Cow<'a, str>>;

/// A row of a table.
pub struct Row<'a> {
    /// The line, from 1.
    pub number: usize,
    /// The line itself.
    pub line: &'a str,
    /// Its cells.
    pub cells: Result<Cells<'a>, UnbalancedQuotes>,
    /// Whether the whole row stood in one cell, as a spreadsheet writes it that did not take the delimiter for one.
    pub was_in_one_cell: bool,
}

/// The rows with something in them.
pub fn rows(text: &str, delimiter: Delimiter) -> impl Iterator<Item = Row<'_>> {
    filled_lines(text).map(move |(number, line)| row(number, line, delimiter))
}

/// The lines with something in them, with their numbers from 1.
pub fn filled_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    lines(text).filter(|(_, line)| !is_blank(line))
}

/// Refuses a file of more rows than anybody has tokens, before each of them becomes a finding.
///
/// # Errors
/// [`FormatError::Empty`] without any row, [`FormatError::TooManyRows`].
pub fn check_size(text: &str) -> Result<(), FormatError> {
    match filled_lines(text).take(MAX_ROWS + 1).count() {
        0 => Err(FormatError::Empty),
        rows if rows > MAX_ROWS => Err(FormatError::TooManyRows),
        _ => Ok(()),
    }
}

/// The first rows, in cells; those with unbalanced quotes are left out.
pub fn first_rows(text: &str, delimiter: Delimiter, most: usize) -> Vec<Cells<'_>> {
    let rows = rows(text, delimiter).filter_map(|row| row.cells.ok());
    rows.take(most).collect()
}

/// The cells of one line. A row that stands in one cell as a whole, `"a,b,c",,`, is unpacked.
pub fn row(number: usize, line: &str, delimiter: Delimiter) -> Row<'_> {
    let cells = first_cells(line, delimiter.character(), MAX_CELLS);
    // A line that merely has no such delimiter is one cell as well.
    let is_in_one = |cells: &&Cells<'_>| {
        line.len() <= MAX_PACKED_BYTES && (cells.len() > 1 || line.trim_start().starts_with('"'))
    };
    let unpacked = cells
        .as_ref()
        .ok()
        .filter(is_in_one)
        .and_then(|cells| unpacked(cells));
    let was_in_one_cell = unpacked.is_some();
    Row {
        number,
        line,
        cells: unpacked.map_or(cells, Ok),
        was_in_one_cell,
    }
}

/// The cells inside the only cell that has something in it; `None` where there are not at least three.
fn unpacked<'a>(cells: &[Cow<'a, str>]) -> Option<Cells<'a>> {
    let (first, others) = cells.split_first()?;
    if others.iter().any(|cell| !cell.trim().is_empty()) {
        return None;
    }
    let delimiters = Delimiter::ALL.into_iter();
    let inner = delimiters.filter_map(|delimiter| {
        let cells = first_cells(first, delimiter.character(), MAX_CELLS).ok()?;
        (cells.len() >= 3).then(|| cells.into_iter().map(|cell| cell.into_owned().into()))
    });
    let widest = inner.max_by_key(ExactSizeIterator::len)?;
    Some(widest.collect())
}

/// Without the empty cells behind the first `width`: a spreadsheet fills up short rows.
pub fn without_empty_tail(cells: &mut Cells<'_>, width: usize) {
    while cells.len() > width && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
}
