//! The list that many vendors and servers exchange: `serial,hex`, one token a line, without header and without quotes.
//!
//! Source: the vendor lists of Feitian, Swivel and Duo. Nothing but these two fits in: readers assume SHA-1, 6 digits and
//! 30 seconds, or a counter that begins at 0, whichever they were built for. The file is all secrets.
//! Read are lists with a comma, a semicolon, a tab or blanks between the two, and with a heading.

use super::cells::UnbalancedQuotes;
use super::columns::is_head;
use super::entry::{Convention, Entry, FactorUnsaid, HashUnsaid, SecretSpelling};
use super::losses::Carries;
use super::oath_csv;
use super::reader::Reader;
use super::sample::{Certainty, Sample, is_comment, is_serial_and_key};
use super::table::{Cells, filled_lines, row, without_empty_tail};
use super::{Column, Delimiter, Finding, FindingCode, FormatError, Written};
use crate::oath::Token;

const CONVENTION: Convention = Convention {
    secret: SecretSpelling::HEX,
    hash: HashUnsaid::Assumed,
    factor: FactorUnsaid::Assumed,
};

const CARRIES: Carries = Carries {
    hash: false,
    digits: false,
    step: false,
    counter: false,
    texts: &[Column::SerialNumber],
};

/// What the list refuses or loses of these tokens; rows are counted from 1 in their order.
/// A row with an error is left out by [`write()`].
pub fn check<'a>(tokens: impl IntoIterator<Item = &'a Token>) -> Vec<Finding> {
    oath_csv::check(tokens, &CARRIES, separates, |_, _| {})
}

/// Readers take any of these for what stands between the two.
fn separates(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | '"')
}

/// Writes the tokens whose row has no error among `findings`, which [`check`] made of the same tokens.
pub fn write<'a>(tokens: impl IntoIterator<Item = &'a Token>, findings: &[Finding]) -> Written {
    oath_csv::write(tokens, findings, |_| Vec::new())
}

/// What stands between the two.
#[derive(Clone, Copy)]
enum Between {
    /// One delimiter.
    One(Delimiter),
    /// Blanks or tabs, as many as it takes to align them.
    Blanks,
}

impl Between {
    const ALL: [Self; 4] = [
        Self::One(Delimiter::Tab),
        Self::One(Delimiter::Semicolon),
        Self::One(Delimiter::Comma),
        Self::Blanks,
    ];

    /// The first with which most lines are pairs; a heading counts among them.
    fn of(sample: &Sample<'_>) -> Option<Self> {
        let lines: Vec<&str> = sample.lines().filter(|line| !is_comment(line)).collect();
        let fits = |between: &Self| {
            let pairs: Vec<Cells<'_>> = lines
                .iter()
                .filter_map(|line| between.cells(line).ok())
                .filter(|cells| is_pair(cells) || is_heading(cells))
                .collect();
            pairs.len() * 4 >= lines.len() * 3 && pairs.iter().any(is_pair)
        };
        Self::ALL.into_iter().find(fits)
    }

    fn cells(self, line: &str) -> Result<Cells<'_>, UnbalancedQuotes> {
        match self {
            Self::One(delimiter) => {
                // Its number is of no use here.
                let mut cells = row(0, line, delimiter).cells?;
                without_empty_tail(&mut cells, 2);
                Ok(cells)
            }
            Self::Blanks => {
                // Whatever blanks follow are inside the secret.
                let parts = line.trim().split_once(char::is_whitespace);
                Ok(parts.map_or_else(
                    || vec![line.trim().into()],
                    |(serial, secret)| vec![serial.into(), secret.trim_start().into()],
                ))
            }
        }
    }
}

/// A serial number and a secret in hex, and nothing else.
fn is_pair(cells: &Cells<'_>) -> bool {
    match cells.as_slice() {
        [serial, secret] => is_serial_and_key(serial, secret),
        _ => false,
    }
}

/// A line that says what the columns are.
fn is_heading(cells: &Cells<'_>) -> bool {
    let second = cells.get(1);
    second.is_some_and(|cell| is_head(Column::SecretKey, cell))
}

/// How sure it is that the file is one.
pub fn fits(sample: &Sample<'_>) -> Option<Certainty> {
    Between::of(sample).map(|_| Certainty::Likely)
}

/// Reads a file; lines that begin with `#` are none of it. The list says neither what moves nor how many digits there are.
///
/// # Errors
/// None: a line that is no token is a finding.
pub fn read(text: &str, reader: &mut Reader<'_>) -> Result<(), FormatError> {
    let between = Between::of(&Sample::of(text)).unwrap_or(Between::One(Delimiter::Comma));
    for (number, line) in filled_lines(text).filter(|(_, line)| !is_comment(line)) {
        match between.cells(line) {
            Ok(cells) => read_row(number, &cells, reader),
            Err(UnbalancedQuotes) => {
                reader.say(Finding::in_row(FindingCode::QuotesUnbalanced, number));
            }
        }
    }
    Ok(())
}

fn read_row(number: usize, cells: &Cells<'_>, reader: &mut Reader<'_>) {
    if is_heading(cells) {
        return reader.say(Finding::in_row(FindingCode::NotOath, number));
    }
    let [serial, secret, more @ ..] = cells.as_slice() else {
        return reader.say(Finding::in_row(FindingCode::EntryUnreadable, number));
    };
    if !more.is_empty() {
        reader.say(Finding::in_row(FindingCode::ExtraColumn, number));
    }
    reader.take(
        Entry::new(number, CONVENTION)
            .with(Column::SerialNumber, serial.as_ref())
            .with(Column::SecretKey, secret.as_ref()),
    );
}
