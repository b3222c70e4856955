//! What Entra ID would say of tokens, row by row, before it has seen them.

use crate::formats::entra::{Row, Seen};
use crate::formats::spreadsheet::{is_formula, texts};
use crate::formats::{Column, Finding, FindingCode, refused_rows};
use crate::oath::{HashAlgorithm, Token};

/// What Entra ID would say of these tokens; rows are counted from 1 in their order.
/// A row with an error is left out by [`write`](super::write).
pub fn check<'a>(tokens: impl IntoIterator<Item = &'a Token>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen = Seen::default();
    for (number, token) in (1..).zip(tokens) {
        let mut row = Row::new(number, &mut findings);
        check_one(token, &mut row);
        seen.check(token, &mut row);
    }
    findings
}

/// How many rows [`read`](super::read) found no token in.
pub fn unread_rows(findings: &[Finding]) -> usize {
    let unread: Vec<Finding> = findings
        .iter()
        .filter(|finding| !finding.keeps_row())
        .copied()
        .collect();
    refused_rows(&unread).len()
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
