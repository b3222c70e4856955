//! LinOTP's OATH CSV: `serial,key,type,digits,step,hash`. HOTP if nothing says so; without a hash the key's length says it.
//!
//! Source: LinOTP/LinOTP, `linotp/lib/ImportOTP/oath.py`. It reads the fifth cell for TOTP alone, so a counter is never
//! taken from there nor put there: LinOTP begins at 0.

use super::entry::{Convention, FactorUnsaid, HashUnsaid, SecretSpelling};
use super::losses::Carries;
use super::oath_csv::{self, Cell, Layout, Shape};
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
        Cell::Of(Column::HashAlgorithm),
    ],
    convention: Convention {
        secret: SecretSpelling::HEX,
        hash: HashUnsaid::ByLength,
        factor: FactorUnsaid::Counter,
    },
};

const CARRIES: Carries = Carries {
    hash: true,
    digits: true,
    step: true,
    counter: true,
    texts: &[Column::SerialNumber],
};

/// How sure it is that the file is one.
pub fn fits(sample: &Sample<'_>) -> Option<Certainty> {
    oath_csv::shape(sample).map(|shape| match shape {
        Shape::WithHash => Certainty::Likely,
        Shape::Bare | Shape::WithType => Certainty::Possible,
    })
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
        vec![
            oath_csv::type_of(token.factor).to_owned(),
            token.digits.to_string(),
            match token.factor {
                MovingFactor::Time(step) => step.to_string(),
                MovingFactor::Counter(_) => String::new(),
            },
            token.hash.uri_name().to_ascii_lowercase(),
        ]
    })
}
