//! What Entra ID would say of tokens, row by row, before it has seen them.

use crate::formats::damage::{
    UsualLength, is_date, is_scientific, is_typographic_apostrophe, is_typographic_quote,
};
use crate::formats::entra::{Row, Seen};
use crate::formats::spreadsheet::{is_formula, texts};
use crate::formats::{Column, Finding, FindingCode};
use crate::oath::{HashAlgorithm, Token};

/// What Entra ID would say of these tokens; rows are counted from 1 in their order.
/// A row with an error is left out by [`write`](super::write).
pub fn check<'a>(tokens: impl IntoIterator<Item = &'a Token>) -> Vec<Finding> {
    let tokens: Vec<&Token> = tokens.into_iter().collect();
    let usual = UsualLength::of(tokens.iter().copied());
    let mut findings = Vec::new();
    let mut seen = Seen::default();
    for (number, token) in (1..).zip(tokens) {
        let mut row = Row::new(number, &mut findings);
        check_one(token, &mut row);
        check_damage(token, usual, &mut row);
        seen.check(token, &mut row);
    }
    findings
}

fn check_one(token: &Token, row: &mut Row<'_>) {
    if token.upn.is_none() {
        row.say(FindingCode::CellEmpty, Column::Upn);
    }
    row.check_guest(token);
    row.check_names(token);
    row.check_factor(token);
    row.check_digits(token);
    if token.hash != HashAlgorithm::Sha1 {
        row.say(FindingCode::HashNotSha1, Column::SecretKey);
    }
    row.check_secret(token);
    for (column, text) in texts(token) {
        if is_formula(text) {
            row.say(FindingCode::FormulaCell, column);
        }
    }
}

/// What spreadsheets and word processors have done to the texts.
fn check_damage(token: &Token, usual: UsualLength, row: &mut Row<'_>) {
    if let Some(serial) = token.serial.as_ref().map(|serial| serial.as_str()) {
        if is_scientific(serial) {
            row.say(FindingCode::SerialScientific, Column::SerialNumber);
        } else if is_date(serial) {
            row.say(FindingCode::SerialDate, Column::SerialNumber);
        } else if usual.missed_by(serial).is_some() {
            row.say(FindingCode::SerialZerosLost, Column::SerialNumber);
        }
    }
    if let Some(upn) = token.upn.as_ref().map(|upn| upn.as_str()) {
        if upn.contains(is_typographic_apostrophe) {
            row.say(FindingCode::UpnTypographicApostrophe, Column::Upn);
        }
        if upn.contains("''") {
            row.say(FindingCode::UpnDoubledApostrophe, Column::Upn);
        }
    }
    for (column, text) in texts(token) {
        if text.contains(is_typographic_quote) {
            row.say(FindingCode::TypographicQuotes, column);
        }
    }
}
