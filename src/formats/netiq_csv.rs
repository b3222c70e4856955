//! The CSV of NetIQ Advanced Authentication: `serial,key,type,digits,step`. HOTP if nothing says so.
//!
//! Source: NetIQ Advanced Authentication 6.3, Helpdesk Administrator guide, "CSV File Format to Import the OATH Compliant
//! Tokens". It knows neither a hash nor a counter, so neither is ever read from it nor written.

use super::entry::{Convention, FactorUnsaid, HashUnsaid, SecretSpelling};
use super::losses::Carries;
use super::oath_csv::{self, Cell, Layout};
use super::reader::Reader;
use super::sample::{Certainty, Sample};
use super::{Column, Finding, FormatError, Written};
use crate::oath::{MovingFactor, Token};

const LAYOUT: Layout = Layout {
    cells: &[
        Cell::Of(Column::SerialNumber),
        Cell::Of(Column::SecretKey),
        Cell::Of(Column::Type),
        Cell::Of(Column::Digits),
        Cell::Of(Column::TimeInterval),
    ],
    convention: Convention {
        secret: SecretSpelling::HEX,
        hash: HashUnsaid::Assumed,
        factor: FactorUnsaid::Counter,
    },
};

const CARRIES: Carries = Carries {
    hash: false,
    digits: true,
    step: true,
    counter: true,
    texts: &[Column::SerialNumber],
};

/// How sure it is that the file is one: nothing in it is its own.
pub fn fits(sample: &Sample<'_>) -> Option<Certainty> {
    oath_csv::shape(sample).map(|_| Certainty::Possible)
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
    oath_csv::check(
        tokens,
        &CARRIES,
        oath_csv::cuts,
        oath_csv::check_counter_is_zero,
    )
}

/// Writes the tokens whose row has no error among `findings`, which [`check`] made of the same tokens.
pub fn write<'a>(tokens: impl IntoIterator<Item = &'a Token>, findings: &[Finding]) -> Written {
    oath_csv::write(tokens, findings, |token| {
        let mut cells = vec![
            oath_csv::type_of(token.factor).to_owned(),
            token.digits.to_string(),
        ];
        if let MovingFactor::Time(step) = token.factor {
            cells.push(step.to_string());
        }
        cells
    })
}
