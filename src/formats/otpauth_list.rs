//! A list of `otpauth://` URIs, one a line: what most authenticator apps import. The file is all secrets.
//!
//! Source: google/google-authenticator, wiki page "Key Uri Format", for the URI; a list of them is what apps make of it.
//! Any hash, number of digits and moving factor can be said. The issuer is the manufacturer, the account is the user
//! principal name or, without one, the serial number; the rest is not carried, and [`check`] says so.

use zeroize::Zeroizing;

use super::account::Account;
use super::entra::Row;
use super::written::accepted;
use super::{Finding, FindingCode, Written, otpauth};
use crate::oath::Token;

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
