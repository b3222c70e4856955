//! PingID's list: `serial,key`, and for HOTP a counter behind it, which is 0 where there is none.
//!
//! Source: PingID Administration Guide, "Configuring OATH token authentication". The type, the digits and the time step of
//! all tokens are chosen there when the file comes in, so the file never says them; SHA-1 is all that PingID knows.
//! A counter says that a token is counter-based, so one is written for each of these.

use super::entry::{Convention, FactorUnsaid, HashUnsaid, SecretSpelling};
use super::losses::Carries;
use super::oath_csv::{self, Cell, Layout, begins_with_key};
use super::reader::Reader;
use super::sample::{Certainty, Sample, is_number};
use super::{Column, Finding, FormatError, Written};
use crate::oath::{MovingFactor, Token};

const LAYOUT: Layout = Layout {
    cells: &[
        Cell::Of(Column::SerialNumber),
        Cell::Of(Column::SecretKey),
        Cell::Of(Column::Counter),
    ],
    convention: Convention {
        secret: SecretSpelling::HEX,
        hash: HashUnsaid::Assumed,
        factor: FactorUnsaid::CounterIfThere,
    },
};

const CARRIES: Carries = Carries {
    hash: false,
    digits: false,
    step: false,
    counter: true,
    texts: &[Column::SerialNumber],
};

/// How sure it is that the file is one. Without a counter, many are. A 30 or 60 behind the key may be somebody's time step.
pub fn fits(sample: &Sample<'_>) -> Option<Certainty> {
    let counter_of = |cells: &[&str], is_such: fn(&str) -> bool| match cells {
        [_, _, counter, more @ ..] => is_such(counter) && more.iter().all(|cell| cell.is_empty()),
        _ => is_such(""),
    };
    let most = |is_such: fn(&str) -> bool| {
        oath_csv::most_rows(sample, |cells| {
            begins_with_key(cells) && counter_of(cells, is_such)
        })
    };
    if most(|counter| is_number(counter) && !matches!(counter, "30" | "60")) {
        Some(Certainty::Likely)
    } else if most(|counter| counter.is_empty() || is_number(counter)) {
        Some(Certainty::Possible)
    } else {
        None
    }
}

/// Reads a file.
///
/// # Errors
/// [`FormatError`] where the file as a whole is unusable.
pub fn read(text: &str, reader: &mut Reader<'_>) -> Result<(), FormatError> {
    oath_csv::read(text, &LAYOUT, reader)
}

/// What the format refuses or loses of these tokens; rows are counted from 1 in their order.
/// A row with an error is left out by [`write()`].
pub fn check<'a>(tokens: impl IntoIterator<Item = &'a Token>) -> Vec<Finding> {
    oath_csv::check(tokens, &CARRIES, is_refused, |_, _| {})
}

/// PingID wants neither blanks nor commas.
fn is_refused(c: char) -> bool {
    oath_csv::cuts(c) || c.is_whitespace()
}

/// Writes the tokens whose row has no error among `findings`, which [`check`] made of the same tokens.
pub fn write<'a>(tokens: impl IntoIterator<Item = &'a Token>, findings: &[Finding]) -> Written {
    oath_csv::write(tokens, findings, |token| match token.factor {
        MovingFactor::Time(_) => Vec::new(),
        MovingFactor::Counter(counter) => vec![counter.to_string()],
    })
}
