//! The lists that servers import tokens from: `serial,key` in hex and, behind it, what the server wants to know besides.
//!
//! privacyIDEA, LinOTP, NetIQ, PingID and the vendors' own lists differ in what stands behind the key; lines, comments and what a writer must not
//! write are the same, and stand here. None of them knows quotes: their readers cut at every comma. The file is all secrets.

use zeroize::Zeroizing;

use super::entra::{Row, Seen};
use super::entry::{Convention, Entry, FactorUnsaid};
use super::losses::Carries;
use super::reader::Reader;
use super::sample::{Sample, is_comment, is_serial_and_key};
use super::spreadsheet::is_formula;
use super::table::{Cells, rows};
use super::written::accepted;
use super::{Column, Delimiter, Finding, FindingCode, FormatError, Written};
use crate::oath::{Counter, Encoding, HashAlgorithm, MovingFactor, Token, encode_seed};

/// What a cell of a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// This column.
    Of(Column),
    /// The time step of a time-based token, the counter of a counter-based one.
    StepOrCounter,
    /// Something that no token has a place for.
    NotKept,
}

/// The cells of a format's rows, in order. Those behind the key may be missing, or be empty, which says the same.
pub struct Layout {
    /// What they are.
    pub cells: &'static [Cell],
    /// What they leave unsaid.
    pub convention: Convention,
}

/// Reads the rows; lines that begin with `#` are none.
///
/// # Errors
/// [`FormatError`] where the file as a whole is unusable.
pub fn read(text: &str, layout: &Layout, reader: &mut Reader<'_>) -> Result<(), FormatError> {
    let delimiter = delimiter_of(&Sample::of(text));
    for row in rows(text, delimiter).filter(|row| !is_comment(row.line)) {
        match row.cells {
            Ok(cells) => read_row(row.number, cells, layout, reader),
            Err(_) => reader.say(Finding::in_row(FindingCode::QuotesUnbalanced, row.number)),
        }
    }
    Ok(())
}

/// The servers cut at commas; people's spreadsheets write the others. A comma is never taken for part of a cell where it
/// divides most rows, so that what is written here is read back as it was.
fn delimiter_of(sample: &Sample<'_>) -> Delimiter {
    sample
        .delimiter(&DELIMITERS, |cells| cells.len() >= 2)
        .unwrap_or(Delimiter::Comma)
}

const DELIMITERS: [Delimiter; 3] = [Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab];

fn read_row(number: usize, cells: Cells<'_>, layout: &Layout, reader: &mut Reader<'_>) {
    let is_filled = |cell: &str| !cell.trim().is_empty();
    let fourth_is_length = says_length(&cells, layout);
    let has_idle_step = has_idle_step(&cells, layout);
    let mut entry = Entry::new(number, layout.convention);
    let mut has_more = cells.iter().skip(layout.cells.len()).any(|c| is_filled(c));
    let known = layout.cells.iter().zip(cells);
    for (place, cell) in known.filter(|(_, cell)| is_filled(cell)) {
        entry = match place {
            Cell::Of(Column::Digits) if !fourth_is_length => entry,
            Cell::Of(column) => entry.with(*column, cell),
            // In both places: which of them counts, the type says, and that may be corrected.
            Cell::StepOrCounter => entry
                .with(Column::TimeInterval, cell.clone())
                .with(Column::Counter, cell),
            Cell::NotKept => {
                has_more = true;
                entry
            }
        };
    }
    if has_more || has_idle_step {
        reader.say(Finding::in_row(FindingCode::ExtraColumn, number));
    }
    reader.take(entry);
}

/// Types whose fourth cell is no number of digits of an OATH code: the suite of OCRA, the numbers of a TAN list, the length
/// of what a YubiKey types.
const WITHOUT_LENGTH: [&str; 4] = ["ocra", "ocra2", "tan", "yubikey"];

fn says_length(cells: &Cells<'_>, layout: &Layout) -> bool {
    let is_type = |cell: &Cell| *cell == Cell::Of(Column::Type);
    let place = layout.cells.iter().position(is_type);
    let kind = place.and_then(|place| cells.get(place));
    !kind.is_some_and(|kind| is_one_of(kind, &WITHOUT_LENGTH))
}

/// Whether a counter-based token has a number where the format has nothing but the time step. A 0 is the counter that it
/// begins with anyhow.
fn has_idle_step(cells: &Cells<'_>, layout: &Layout) -> bool {
    let cell = |column: Column| {
        let place = layout
            .cells
            .iter()
            .position(|cell| *cell == Cell::Of(column))?;
        let cell = cells.get(place).map(|cell| cell.trim());
        cell.filter(|cell| !cell.is_empty())
    };
    let by_counter = match cell(Column::Type) {
        Some(kind) => is_one_of(kind, &["hotp", "hmac"]),
        None => layout.convention.factor == FactorUnsaid::Counter,
    };
    let step = cell(Column::TimeInterval);
    by_counter && step.is_some_and(|step| step.bytes().any(|byte| byte != b'0'))
}

fn is_one_of(cell: &str, words: &[&str]) -> bool {
    let mut words = words.iter();
    words.any(|word| cell.trim().eq_ignore_ascii_case(word))
}

/// What most rows of a file show behind the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Nothing: many formats look like this.
    Bare,
    /// The type.
    WithType,
    /// The type and, in the sixth cell, the hash.
    WithHash,
}

/// The shape of a file whose rows begin with serial number and key, and have a type or nothing behind them.
pub fn shape(sample: &Sample<'_>) -> Option<Shape> {
    let delimiter = sample.delimiter(&DELIMITERS, |cells| {
        begins_with_key(cells)
            && cells
                .get(2)
                .is_none_or(|kind| kind.is_empty() || is_type(kind))
    })?;
    let rows = sample.rows(delimiter);
    let typed = rows
        .iter()
        .filter(|cells| cells.get(2).is_some_and(|kind| is_type(kind)));
    let is_hash = |cell: &str| cell.parse::<HashAlgorithm>().is_ok();
    let hashed = |cells: &&Cells<'_>| cells.get(5).is_some_and(|hash| is_hash(hash));
    Some(if typed.clone().any(|cells| hashed(&cells)) {
        Shape::WithHash
    } else if typed.clone().next().is_some() {
        Shape::WithType
    } else {
        Shape::Bare
    })
}

/// Whether the first delimiter that divides most rows leaves such cells in most of them.
pub fn most_rows(sample: &Sample<'_>, is_such: impl Fn(&[&str]) -> bool) -> bool {
    sample.most_rows(delimiter_of(sample), is_such)
}

/// A serial number, and a key in hex.
pub fn begins_with_key(cells: &[&str]) -> bool {
    matches!(cells, [serial, key, ..] if is_serial_and_key(serial, key))
}

/// The types that such lists are made for. `hmac` is LinOTP's own word for HOTP.
fn is_type(cell: &str) -> bool {
    is_one_of(cell, &["hotp", "hmac", "totp", "ocra", "ocra2"])
}

/// What a list refuses or loses of these tokens; rows are counted from 1 in their order. `harms` says which characters of a
/// serial number do not reach the server unharmed, `check` what else is to be said of a token.
pub fn check<'a>(
    tokens: impl IntoIterator<Item = &'a Token>,
    carries: &Carries,
    harms: fn(char) -> bool,
    check: impl Fn(&Token, &mut Row<'_>),
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen = Seen::default();
    for (number, token) in (1..).zip(tokens) {
        let mut row = Row::new(number, &mut findings);
        check_serial(token, harms, &mut row);
        seen.check_serial(token, &mut row);
        carries.check(token, &mut row);
        check(token, &mut row);
    }
    findings
}

fn check_serial(token: &Token, harms: fn(char) -> bool, row: &mut Row<'_>) {
    row.check_serial(token);
    let Some(serial) = token.serial.as_ref().map(|serial| serial.as_str()) else {
        return;
    };
    // Behind a `#` the line is a comment.
    if serial.contains(harms) || serial.starts_with('#') {
        row.say(FindingCode::SeparatorInside, Column::SerialNumber);
    }
    if is_formula(serial) {
        row.say(FindingCode::FormulaCell, Column::SerialNumber);
    }
}

/// At a comma, readers cut; quotation marks they keep, and spreadsheets drop.
pub const fn cuts(c: char) -> bool {
    matches!(c, ',' | '"')
}

/// Says that a counter is lost where the format says that a token is counter-based, but not where its counter stands:
/// servers begin at 0.
pub fn check_counter_is_zero(token: &Token, row: &mut Row<'_>) {
    if let MovingFactor::Counter(counter) = token.factor
        && counter != Counter(0)
    {
        row.say(FindingCode::CounterLost, Column::Counter);
    }
}

/// Writes the tokens whose row has no error among `findings`; `more` are the cells behind the key.
pub fn write<'a>(
    tokens: impl IntoIterator<Item = &'a Token>,
    findings: &[Finding],
    more: impl Fn(&Token) -> Vec<String>,
) -> Written {
    let mut bytes = Zeroizing::new(Vec::new());
    let mut rows = 0;
    for token in accepted(tokens, findings) {
        let Some(serial) = &token.serial else {
            continue;
        };
        bytes.extend_from_slice(serial.as_str().as_bytes());
        bytes.push(b',');
        bytes.extend_from_slice(encode_seed(&token.secret, Encoding::Hex).as_bytes());
        for cell in more(token) {
            bytes.push(b',');
            bytes.extend_from_slice(cell.as_bytes());
        }
        bytes.extend_from_slice(b"\r\n");
        rows += 1;
    }
    Written { bytes, rows }
}

/// The word for what moves.
pub const fn type_of(factor: MovingFactor) -> &'static str {
    match factor {
        MovingFactor::Time(_) => "totp",
        MovingFactor::Counter(_) => "hotp",
    }
}
