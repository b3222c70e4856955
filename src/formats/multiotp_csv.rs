//! multiOTP's token list: `serial;manufacturer;algorithm;seed;digits;interval or counter`, without header and without quotes.
//!
//! Source: multiOTP/multiotp, `multiotp.class.php` (`ImportTokensFromCsv`). Lines are cut at each semicolon, comma and tab,
//! and need six cells; the algorithm is HOTP or TOTP in any case, or mOTP or YubicoOTP, which are no OATH tokens. The seed
//! is hex. There is no column for the hash. multiOTP refuses a token without a serial number, or with one it knows.

use std::fmt::Write;

use zeroize::Zeroizing;

use super::columns::is_head;
use super::entry::{Convention, Entry, FactorUnsaid, HashUnsaid, SecretSpelling};
use super::losses::Carries;
use super::oath_csv;
use super::reader::Reader;
use super::sample::{Certainty, Sample, is_comment, is_hex_key, is_number};
use super::spreadsheet::is_formula;
use super::table::{Cells, rows, without_empty_tail};
use super::written::accepted;
use super::{Column, Delimiter, Finding, FindingCode, FormatError, Written, table};
use crate::oath::{Encoding, MovingFactor, Token, encode_seed};

const CONVENTION: Convention = Convention {
    secret: SecretSpelling::HEX,
    hash: HashUnsaid::Assumed,
    factor: FactorUnsaid::Assumed,
};

const CARRIES: Carries = Carries {
    hash: false,
    digits: true,
    step: true,
    counter: true,
    texts: &[Column::SerialNumber, Column::Manufacturer],
};

/// multiOTP's other algorithms, none of OATH's.
const OTHER_ALGORITHMS: [&str; 3] = ["mOTP", "YubicoOTP", "without2FA"];

/// How sure it is that the file is one.
pub fn fits(sample: &Sample<'_>) -> Option<Certainty> {
    let counts = |cells: &[&str]| is_row(cells) || is_heading(cells.get(3));
    let delimiter = sample.delimiter(&Delimiter::ALL, counts)?;
    let has_a_row = sample.rows(delimiter).iter().any(|cells| {
        let cells: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
        is_row(&cells)
    });
    has_a_row.then_some(Certainty::Certain)
}

fn is_row(cells: &[&str]) -> bool {
    let [_, _, algorithm, seed, digits, last, ..] = cells else {
        return false;
    };
    let is_known = ["hotp", "totp"].contains(&algorithm.to_ascii_lowercase().as_str());
    (is_known || is_other(algorithm)) && is_hex_key(seed) && is_number(digits) && is_number(last)
}

/// Whether the fourth cell says what the column is.
fn is_heading(cell: Option<impl AsRef<str>>) -> bool {
    cell.is_some_and(|cell| is_head(Column::SecretKey, cell.as_ref()))
}

/// Reads a file; lines that begin with `#` are none of it.
///
/// # Errors
/// None: a line that is no token is a finding.
pub fn read(text: &str, reader: &mut Reader<'_>) -> Result<(), FormatError> {
    let sample = Sample::of(text);
    let delimiter = sample.delimiter(&Delimiter::ALL, |cells| cells.len() >= 6);
    let delimiter = delimiter.unwrap_or(Delimiter::Semicolon);
    for row in rows(text, delimiter).filter(|row| !is_comment(row.line)) {
        read_row(row, reader);
    }
    Ok(())
}

fn read_row(row: table::Row<'_>, reader: &mut Reader<'_>) {
    let Ok(mut cells) = row.cells else {
        return reader.say(Finding::in_row(FindingCode::QuotesUnbalanced, row.number));
    };
    if row.was_in_one_cell {
        reader.say(Finding::in_row(FindingCode::LineInOneCell, row.number));
    }
    without_empty_tail(&mut cells, 6);
    match cells.as_slice() {
        cells if is_heading(cells.get(3)) => {
            reader.say(Finding::in_row(FindingCode::NotOath, row.number));
        }
        [_, _, algorithm, _, _, _, ..] if is_other(algorithm.trim()) => {
            reader.say(Finding::in_row(FindingCode::NotOath, row.number));
        }
        [_, _, _, _, _, _, more @ ..] => {
            if !more.is_empty() {
                reader.say(Finding::in_row(FindingCode::ExtraColumn, row.number));
            }
            reader.take(entry(row.number, &cells));
        }
        _ => reader.say(Finding::in_row(FindingCode::EntryUnreadable, row.number)),
    }
}

/// The last cell is the step or the counter, whichever the algorithm needs; the reader looks at no other.
fn entry<'a>(number: usize, cells: &'a Cells<'_>) -> Entry<'a> {
    let cell = |place: usize| cells.get(place).map(AsRef::as_ref);
    Entry::new(number, CONVENTION)
        .with_some(Column::SerialNumber, cell(0))
        .with_some(Column::Manufacturer, cell(1))
        .with_some(Column::Type, cell(2))
        .with_some(Column::SecretKey, cell(3))
        .with_some(Column::Digits, cell(4))
        .with_some(Column::TimeInterval, cell(5))
        .with_some(Column::Counter, cell(5))
}

fn is_other(algorithm: &str) -> bool {
    let mut others = OTHER_ALGORITHMS.into_iter();
    others.any(|other| other.eq_ignore_ascii_case(algorithm))
}

/// What the format refuses or loses of these tokens; rows are counted from 1 in their order.
/// A row with an error is left out by [`write()`].
pub fn check<'a>(tokens: impl IntoIterator<Item = &'a Token>) -> Vec<Finding> {
    oath_csv::check(tokens, &CARRIES, separates, |token, row| {
        let Some(name) = token.manufacturer.as_ref().map(|name| name.as_str()) else {
            return;
        };
        if name.contains(separates) {
            row.say(FindingCode::SeparatorInside, Column::Manufacturer);
        }
        if is_formula(name) {
            row.say(FindingCode::FormulaCell, Column::Manufacturer);
        }
    })
}

/// multiOTP cuts at these; quotation marks it keeps, and spreadsheets drop.
const fn separates(c: char) -> bool {
    matches!(c, ',' | ';' | '\t' | '"')
}

/// Writes the tokens whose row has no error among `findings`, which [`check`] made of the same tokens.
pub fn write<'a>(tokens: impl IntoIterator<Item = &'a Token>, findings: &[Finding]) -> Written {
    let mut text = Zeroizing::new(String::new());
    let mut rows = 0;
    for token in accepted(tokens, findings) {
        let Some(serial) = &token.serial else {
            continue;
        };
        let manufacturer = token.manufacturer.as_ref().map_or("", |name| name.as_str());
        let algorithm = oath_csv::type_of(token.factor);
        let last = match token.factor {
            MovingFactor::Time(step) => step.to_string(),
            MovingFactor::Counter(counter) => counter.to_string(),
        };
        let seed = encode_seed(&token.secret, Encoding::Hex);
        let (seed, digits) = (seed.as_str(), token.digits);
        let line = format_args!("{serial};{manufacturer};{algorithm};{seed};{digits};{last}\r\n");
        text.write_fmt(line).expect("a string takes everything");
        rows += 1;
    }
    Written {
        bytes: Zeroizing::new(std::mem::take(&mut *text).into_bytes()),
        rows,
    }
}
