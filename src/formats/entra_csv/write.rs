//! Tokens to the bytes of the file.

use std::num::NonZeroUsize;

use super::COLUMNS;
use crate::formats::csv_file::CsvFile;
use crate::formats::written::accepted;
use crate::formats::{Column, Finding, Written};
use crate::oath::{Encoding, MovingFactor, TimeStep, Token, encode_seed};

/// Writes the tokens whose row has no error among `findings`, which [`check`](super::check) made of the same tokens.
pub fn write<'a>(tokens: impl IntoIterator<Item = &'a Token>, findings: &[Finding]) -> Written {
    let mut file = begin();
    for (token, step) in time_based(tokens, findings) {
        put(&mut file, token, step);
    }
    file.end()
}

/// The same in files of at most `most_rows` tokens, each with its header; no file where there is no token to write.
/// The rows of the findings are the places in the whole list, and what they refuse takes no place in a part.
/// [`part_name`](crate::formats::part_name) names the files.
pub fn write_parts<'a>(
    tokens: impl IntoIterator<Item = &'a Token>,
    findings: &[Finding],
    most_rows: NonZeroUsize,
) -> Vec<Written> {
    let mut parts = Vec::new();
    let mut open: Option<CsvFile<6>> = None;
    for (token, step) in time_based(tokens, findings) {
        let mut file = open.take().unwrap_or_else(begin);
        put(&mut file, token, step);
        if file.rows() == most_rows.get() {
            parts.push(file.end());
        } else {
            open = Some(file);
        }
    }
    parts.extend(open.map(CsvFile::end));
    parts
}

/// Counter-based tokens are refused, so they have an error; here the compiler wants to know it too.
fn time_based<'a>(
    tokens: impl IntoIterator<Item = &'a Token>,
    findings: &[Finding],
) -> impl Iterator<Item = (&'a Token, TimeStep)> {
    accepted(tokens, findings).filter_map(|token| match token.factor {
        MovingFactor::Time(step) => Some((token, step)),
        MovingFactor::Counter(_) => None,
    })
}

fn begin() -> CsvFile<6> {
    CsvFile::with_header(COLUMNS.map(Column::name))
}

fn put(file: &mut CsvFile<6>, token: &Token, step: TimeStep) {
    let secret = encode_seed(&token.secret, Encoding::Base32);
    file.row([
        token.upn.as_ref().map_or("", |upn| upn.as_str()),
        token.serial.as_ref().map_or("", |serial| serial.as_str()),
        &secret,
        &step.to_string(),
        token.manufacturer.as_ref().map_or("", |name| name.as_str()),
        token.model.as_ref().map_or("", |model| model.as_str()),
    ]);
}
