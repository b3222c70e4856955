//! A list of `otpauth://` URIs, one a line: what most authenticator apps import and some export. The file is all secrets.
//!
//! Source: google/google-authenticator, wiki page "Key Uri Format", for the URI; a list of them is what apps make of it.
//! Any hash, number of digits and moving factor can be said. The issuer is the manufacturer, the account is the user
//! principal name or, without one, the serial number; the rest is not carried, and [`check`] says so.

use zeroize::Zeroizing;

use super::account::Account;
use super::entra::Row;
use super::entry::{Convention, Entry, FactorUnsaid, HashUnsaid, SecretSpelling};
use super::otpauth::{self, Kind, OtpauthError, OtpauthNote, Parts};
use super::reader::Reader;
use super::sample::{Certainty, Sample, is_comment};
use super::table::filled_lines;
use super::written::accepted;
use super::{Column, Finding, FindingCode, FormatError, Written};
use crate::oath::{Token, Upn};

/// What the list cannot say of these tokens; rows are counted from 1 in their order. Nothing is refused.
pub fn check<'a>(tokens: impl IntoIterator<Item = &'a Token>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, token) in (1..).zip(tokens) {
        let mut row = Row::new(number, &mut findings);
        let account = Account::of(token);
        if account.name.is_empty() {
            row.say_of_row(FindingCode::AccountEmpty);
        }
        account.check(token, &mut row);
    }
    findings
}

/// Writes the tokens whose row has no error among `findings`.
pub fn write<'a>(tokens: impl IntoIterator<Item = &'a Token>, findings: &[Finding]) -> Written {
    let mut bytes = Zeroizing::new(Vec::new());
    let mut rows = 0;
    for token in accepted(tokens, findings) {
        let uri = uri(token);
        bytes.extend_from_slice(uri.as_bytes());
        bytes.push(b'\n');
        rows += 1;
    }
    Written { bytes, rows }
}

/// The URI of one token, as a line of the list has it.
pub fn uri(token: &Token) -> Zeroizing<String> {
    let Account { issuer, name, .. } = Account::of(token);
    otpauth::write(
        &token.secret,
        token.hash,
        token.digits,
        token.factor,
        issuer,
        name,
    )
}

/// A URI that names no hash means SHA-1; a secret of 32 bytes without one is worth a word all the same.
const CONVENTION: Convention = Convention {
    secret: SecretSpelling::BASE32,
    hash: HashUnsaid::Assumed,
    factor: FactorUnsaid::Time,
};

/// How sure it is that the file is one.
pub fn fits(sample: &Sample<'_>) -> Option<Certainty> {
    let lines = sample.lines().filter(|line| !is_comment(line));
    let (uris, others): (Vec<&str>, Vec<&str>) =
        lines.partition(|line| otpauth::claims_to_be_one(line));
    (uris.len() > others.len()).then_some(Certainty::Certain)
}

/// Reads a file: a URI a line; blank lines and those that begin with `#` are none.
///
/// # Errors
/// Never: a bad line is a finding.
pub fn read(text: &str, reader: &mut Reader<'_>) -> Result<(), FormatError> {
    for (row, line) in filled_lines(text).filter(|(_, line)| !is_comment(line)) {
        match Parts::of(line) {
            Ok(parts) => take(parts, row, reader),
            Err(OtpauthError::UnknownType) if otpauth::claims_to_be_one(line) => {
                reader.say(Finding::in_cell(
                    FindingCode::TypeUnknown,
                    row,
                    Column::Type,
                ));
            }
            Err(_) => reader.say(Finding::in_row(FindingCode::EntryUnreadable, row)),
        }
    }
    Ok(())
}

fn take(parts: Parts, row: usize, reader: &mut Reader<'_>) {
    let unsaid = unsaid(&parts);
    if !unsaid.is_empty() {
        for (code, column) in unsaid {
            reader.say(Finding::in_cell(code, row, column));
        }
        return;
    }
    for code in noticed(&parts) {
        reader.say(Finding::in_row(code, row));
    }
    let Parts {
        kind,
        issuer,
        account,
        parameters,
        ..
    } = parts;
    let (kind, factor, moving) = match kind {
        Kind::Totp => ("totp", Column::TimeInterval, parameters.period),
        Kind::Hotp => ("hotp", Column::Counter, parameters.counter),
    };
    // As the account is written: any name but that of a user is a serial number.
    let name = match account.parse::<Upn>() {
        Ok(_) => Column::Upn,
        Err(_) => Column::SerialNumber,
    };
    // The entry reads the secret where it stands, and makes no copy that is not wiped.
    let secret = parameters.secret.as_ref().map(|secret| secret.as_str());
    let entry = Entry::new(row, CONVENTION)
        .with(Column::Type, kind)
        .with(name, account)
        .with(Column::Manufacturer, issuer)
        .with_some(Column::SecretKey, secret)
        .with_some(Column::HashAlgorithm, parameters.algorithm)
        .with_some(Column::Digits, parameters.digits)
        .with_some(factor, moving);
    reader.take(entry);
}

/// What is left out of a URI, or was chosen between; each once.
fn noticed(parts: &Parts) -> Vec<FindingCode> {
    let notes = parts.notes().into_iter();
    let mut codes: Vec<FindingCode> = notes
        .map(|note| match note {
            OtpauthNote::IssuersDiffer => FindingCode::IssuersDiffer,
            OtpauthNote::UnknownParameter | OtpauthNote::Fragment => FindingCode::ExtraColumn,
        })
        .collect();
    codes.dedup();
    codes
}

/// What a URI has to say and leaves empty. The reader would take an empty cell for one that may be assumed.
fn unsaid(parts: &Parts) -> Vec<(FindingCode, Column)> {
    let is_empty =
        |text: &Option<String>| text.as_deref().is_some_and(|text| text.trim().is_empty());
    let parameters = &parts.parameters;
    let has_counter = parameters.counter.is_some() && !is_empty(&parameters.counter);
    let checked = [
        (
            is_empty(&parameters.algorithm),
            FindingCode::HashUnreadable,
            Column::HashAlgorithm,
        ),
        (
            is_empty(&parameters.digits),
            FindingCode::DigitsUnreadable,
            Column::Digits,
        ),
        (
            parts.kind == Kind::Hotp && !has_counter,
            FindingCode::CounterUnreadable,
            Column::Counter,
        ),
    ];
    let unsaid = checked.into_iter().filter(|(is_unsaid, ..)| *is_unsaid);
    unsaid.map(|(_, code, column)| (code, column)).collect()
}
