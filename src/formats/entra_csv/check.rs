//! What Entra ID would say of tokens, row by row, before it has seen them.

use std::collections::HashMap;

use crate::formats::{Column, Finding, FindingCode, Severity};
use crate::oath::{Digits, HashAlgorithm, MovingFactor, Secret, TimeStep, Token};

/// The longest secret Entra ID takes, in base32 characters.
pub const MAX_SECRET_CHARACTERS: usize = 128;

/// How many OATH tokens and authenticator apps a user can have.
pub const MAX_TOKENS_A_USER: usize = 5;

/// What Entra ID would say of these tokens; rows are counted from 1 in their order.
/// A row with an error is left out by [`write`](super::write).
pub fn check<'a>(tokens: impl IntoIterator<Item = &'a Token>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen = Seen::default();
    for (row, token) in (1..).zip(tokens) {
        check_one(token, row, &mut findings);
        seen.check(token, row, &mut findings);
    }
    findings
}

/// Rows that [`write`](super::write) leaves out, ascending, each once.
pub fn refused_rows(findings: &[Finding]) -> Vec<usize> {
    let mut rows: Vec<usize> = findings
        .iter()
        .filter(|finding| finding.severity() == Severity::Error)
        .map(|finding| finding.location.row)
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows
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

fn check_one(token: &Token, row: usize, findings: &mut Vec<Finding>) {
    let mut say = |code, column| findings.push(Finding::in_cell(code, row, column));
    match &token.upn {
        None => say(FindingCode::CellEmpty, Column::Upn),
        Some(upn) if upn.as_str().to_ascii_uppercase().contains("#EXT#") => {
            say(FindingCode::UpnGuest, Column::Upn);
        }
        Some(_) => {}
    }
    if token.serial.is_none() {
        say(FindingCode::CellEmpty, Column::SerialNumber);
    }
    if token.manufacturer.is_none() {
        say(FindingCode::CellEmpty, Column::Manufacturer);
    }
    if token.model.is_none() {
        say(FindingCode::CellEmpty, Column::Model);
    }
    match token.factor {
        MovingFactor::Counter(_) => say(FindingCode::CounterBased, Column::TimeInterval),
        MovingFactor::Time(TimeStep::THIRTY | TimeStep::SIXTY) => {}
        MovingFactor::Time(_) => say(FindingCode::TimeIntervalRefused, Column::TimeInterval),
    }
    if token.digits != Digits::Six {
        say(FindingCode::DigitsNotSix, Column::SecretKey);
    }
    if token.hash != HashAlgorithm::Sha1 {
        say(FindingCode::HashNotSha1, Column::SecretKey);
    }
    let bits = token.secret.bits();
    if bits.div_ceil(5) > MAX_SECRET_CHARACTERS {
        say(FindingCode::SecretTooLong, Column::SecretKey);
    } else if bits < Secret::MIN_BITS_REQUIRED {
        say(FindingCode::SecretShort, Column::SecretKey);
    } else if bits < Secret::RECOMMENDED_BITS {
        say(FindingCode::SecretUnder160, Column::SecretKey);
    }
    for (column, text) in texts(token) {
        if text.starts_with(['=', '+', '-', '@']) {
            say(FindingCode::FormulaCell, column);
        }
    }
}

fn texts(token: &Token) -> impl Iterator<Item = (Column, &str)> {
    let upn = token.upn.as_ref().map(|text| text.as_str());
    let serial = token.serial.as_ref().map(|text| text.as_str());
    let manufacturer = token.manufacturer.as_ref().map(|text| text.as_str());
    let model = token.model.as_ref().map(|text| text.as_str());
    [
        (Column::Upn, upn),
        (Column::SerialNumber, serial),
        (Column::Manufacturer, manufacturer),
        (Column::Model, model),
    ]
    .into_iter()
    .filter_map(|(column, text)| Some((column, text?)))
}

/// What earlier rows had. Borrows the secrets, copies none.
#[derive(Default)]
struct Seen<'a> {
    serials: HashMap<&'a str, usize>,
    secrets: HashMap<&'a [u8], usize>,
    users: HashMap<String, usize>,
}

impl<'a> Seen<'a> {
    fn check(&mut self, token: &'a Token, row: usize, findings: &mut Vec<Finding>) {
        if let Some(serial) = &token.serial {
            let first = *self.serials.entry(serial.as_str()).or_insert(row);
            if first != row {
                let finding = Finding::in_cell(FindingCode::SerialTwice, row, Column::SerialNumber);
                findings.push(finding.colliding_with(first));
            }
        }
        // Exposed: to find the same secret in two rows. The map borrows it.
        let first = *self.secrets.entry(token.secret.expose()).or_insert(row);
        if first != row {
            let finding = Finding::in_cell(FindingCode::SecretTwice, row, Column::SecretKey);
            findings.push(finding.colliding_with(first));
        }
        if let Some(upn) = &token.upn {
            // User principal names are compared without regard to case.
            let tokens = self.users.entry(upn.as_str().to_lowercase()).or_insert(0);
            *tokens += 1;
            if *tokens > MAX_TOKENS_A_USER {
                findings.push(Finding::in_cell(
                    FindingCode::MoreThanFive,
                    row,
                    Column::Upn,
                ));
            }
        }
    }
}
