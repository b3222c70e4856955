//! The list that many vendors and servers exchange: `serial,hex`, one token a line, without header and without quotes.
//!
//! Source: the vendor lists of Feitian, Swivel and Duo. Nothing but these two fits in: readers assume SHA-1, 6 digits and
//! 30 seconds, or a counter that begins at 0, whichever they were built for. The file is all secrets.

use zeroize::Zeroizing;

use super::entra::{Row, Seen};
use super::spreadsheet::{is_formula, texts};
use super::written::accepted;
use super::{Column, Finding, FindingCode, Written};
use crate::oath::{Digits, Encoding, HashAlgorithm, MovingFactor, TimeStep, Token, encode_seed};

/// What the list refuses or loses of these tokens; rows are counted from 1 in their order.
/// A row with an error is left out by [`write()`].
pub fn check<'a>(tokens: impl IntoIterator<Item = &'a Token>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen = Seen::default();
    for (number, token) in (1..).zip(tokens) {
        let mut row = Row::new(number, &mut findings);
        check_serial(token, &mut row);
        seen.check_serial(token, &mut row);
        check_losses(token, &mut row);
    }
    findings
}

/// Writes the tokens whose row has no error among `findings`, which [`check`] made of the same tokens.
pub fn write<'a>(tokens: impl IntoIterator<Item = &'a Token>, findings: &[Finding]) -> Written {
    let mut bytes = Zeroizing::new(Vec::new());
    let mut rows = 0;
    for token in accepted(tokens, findings) {
        let Some(serial) = &token.serial else {
            continue;
        };
        bytes.extend_from_slice(serial.as_str().as_bytes());
        bytes.push(b',');
        bytes.extend_from_slice(encode_seed(&token.secret, Encoding::Hex).as_bytes());
        bytes.extend_from_slice(b"\r\n");
        rows += 1;
    }
    Written { bytes, rows }
}

/// The serial number is what the list knows a token by.
fn check_serial(token: &Token, row: &mut Row<'_>) {
    let Some(serial) = &token.serial else {
        row.say(FindingCode::CellEmpty, Column::SerialNumber);
        return;
    };
    let separates = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"');
    if serial.as_str().contains(separates) {
        row.say(FindingCode::SeparatorInside, Column::SerialNumber);
    }
    if is_formula(serial.as_str()) {
        row.say(FindingCode::FormulaCell, Column::SerialNumber);
    }
}

/// What the readers assume otherwise, and what the list has no column for.
fn check_losses(token: &Token, row: &mut Row<'_>) {
    if token.hash != HashAlgorithm::Sha1 {
        row.say_of_row(FindingCode::HashLost);
    }
    if token.digits != Digits::Six {
        row.say_of_row(FindingCode::DigitsLost);
    }
    match token.factor {
        MovingFactor::Time(TimeStep::THIRTY) => {}
        MovingFactor::Time(_) => row.say(FindingCode::TimeIntervalLost, Column::TimeInterval),
        MovingFactor::Counter(_) => row.say_of_row(FindingCode::CounterLost),
    }
    for (column, _) in texts(token) {
        if column != Column::SerialNumber {
            row.say(FindingCode::NotCarried, column);
        }
    }
}
