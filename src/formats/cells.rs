//! The cells of one line: RFC 4180 §2, also with another delimiter than the comma, with stray blanks around quotes allowed.
//!
//! Line by line, though quotes may hold a line end in RFC 4180: no text of a token can, and a quote that somebody
//! forgot to close would swallow every row after it. The `csv` crate reads files like that, so it only writes here.

use std::borrow::Cow;

/// A quote that is not closed before the line ends, or not followed by the delimiter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnbalancedQuotes;

/// The cells of a line, unquoted; `delimiter` stands between them.
///
/// # Errors
/// [`UnbalancedQuotes`]: where the cells end is anybody's guess then, and none is made.
pub fn cells(line: &str, delimiter: char) -> Result<Vec<Cow<'_, str>>, UnbalancedQuotes> {
    first_cells(line, delimiter, usize::MAX)
}

/// The same, but no more than so many: a line of nothing but delimiters has more cells than memory.
///
/// # Errors
/// [`UnbalancedQuotes`], in these cells.
pub fn first_cells(
    line: &str,
    delimiter: char,
    most: usize,
) -> Result<Vec<Cow<'_, str>>, UnbalancedQuotes> {
    let mut cells = Vec::new();
    let mut rest = Some(line);
    while let Some(text) = rest.filter(|_| cells.len() < most) {
        let (cell, after) = match without_blanks(text, delimiter).strip_prefix('"') {
            Some(quoted) => quoted_cell(quoted, delimiter)?,
            None => plain_cell(text, delimiter),
        };
        cells.push(cell);
        rest = after;
    }
    Ok(cells)
}

type CellAndRest<'a> = (Cow<'a, str>, Option<&'a str>);

fn plain_cell(text: &str, delimiter: char) -> CellAndRest<'_> {
    match text.split_once(delimiter) {
        Some((cell, after)) => (cell.into(), Some(after)),
        None => (text.into(), None),
    }
}

/// The text begins after the opening quote.
fn quoted_cell(text: &str, delimiter: char) -> Result<CellAndRest<'_>, UnbalancedQuotes> {
    let end = closing_quote(text).ok_or(UnbalancedQuotes)?;
    let cell = match &text[..end] {
        doubled if doubled.contains('"') => doubled.replace("\"\"", "\"").into(),
        plain => plain.into(),
    };
    let after = without_blanks(&text[end + 1..], delimiter);
    match after.strip_prefix(delimiter) {
        Some(after) => Ok((cell, Some(after))),
        None if after.is_empty() => Ok((cell, None)),
        None => Err(UnbalancedQuotes),
    }
}

/// Without the blanks in front, of which a tab that ends a cell is none.
fn without_blanks(text: &str, delimiter: char) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() && c != delimiter)
}

/// Where the first quote stands that is not doubled.
fn closing_quote(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    // Byte by byte: a search begun anew at each of a million quotes takes many times as long.
    while let Some(byte) = bytes.get(at) {
        at += match (byte, bytes.get(at + 1)) {
            (b'"', Some(b'"')) => 2,
            (b'"', _) => return Some(at),
            _ => 1,
        };
    }
    None
}
