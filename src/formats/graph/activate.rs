//! Requests that assign a token to a user by its serial number and activate it with a code.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use zeroize::Zeroizing;

use crate::formats::entra::Row;
use crate::formats::written::accepted;
use crate::formats::{Column, Finding, FindingCode, Written};
use crate::oath::{Code, HashAlgorithm, Token};

/// A request. The code in it is a credential as long as it is good.
pub struct Activation {
    /// Method and path: `POST /beta/users/…/authentication/hardwareOathMethods/assignAndActivateBySerialNumber`.
    pub line: String,
    /// The body, JSON. It is wiped when dropped.
    pub body: Zeroizing<Vec<u8>>,
}

/// The request that assigns this token to its user and activates it with this code, which the caller has computed or read
/// from the device. `None` without a serial number, or where neither object id nor user principal name is known.
pub fn activation(token: &Token, code: Code) -> Option<Activation> {
    let request = Request::of(token, code)?;
    // Writing to memory does not fail, and every key is a string.
    let body = serde_json::to_vec_pretty(&request.body).expect("a body into a vector");
    Some(Activation {
        line: format!("{} {}", request.method, request.url),
        body: Zeroizing::new(body),
    })
}

/// Which of these tokens cannot be activated so; rows are counted from 1 in their order.
/// A row with an error is left out by [`write_activations`].
pub fn check_activations<'a>(tokens: impl IntoIterator<Item = &'a Token>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, token) in (1..).zip(tokens) {
        let mut row = Row::new(number, &mut findings);
        if user(token).is_none() {
            row.say(FindingCode::CellEmpty, Column::Upn);
        }
        row.check_guest(token);
        row.check_serial(token);
        row.check_factor(token);
        row.check_digits(token);
        if token.hash == HashAlgorithm::Sha512 {
            row.say(FindingCode::HashRefused, Column::SecretKey);
        }
    }
    findings
}

/// Writes a request a line (JSON Lines), with `method`, `url` and `body`: those whose row has no error among `findings`,
/// which [`check_activations`] made of the same tokens.
pub fn write_activations<'a>(
    tokens: impl IntoIterator<Item = (&'a Token, Code)>,
    findings: &[Finding],
) -> Written {
    let mut bytes = Zeroizing::new(Vec::new());
    let mut rows = 0;
    let requests = accepted(tokens, findings).filter_map(|(token, code)| Request::of(token, code));
    for request in requests {
        // As above: memory takes everything.
        serde_json::to_writer(&mut *bytes, &request).expect("a request into a vector");
        bytes.push(b'\n');
        rows += 1;
    }
    Written { bytes, rows }
}

#[derive(Serialize)]
struct Request<'a> {
    method: &'static str,
    url: String,
    body: Body<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a> {
    #[serde(serialize_with = "super::all_digits")]
    verification_code: Code,
    serial_number: &'a str,
}

impl<'a> Request<'a> {
    fn of(token: &'a Token, code: Code) -> Option<Self> {
        let user = user(token)?;
        Some(Self {
            method: "POST",
            url: format!(
                "/beta/users{user}/authentication/hardwareOathMethods/assignAndActivateBySerialNumber"
            ),
            body: Body {
                verification_code: code,
                serial_number: token.serial.as_ref()?.as_str(),
            },
        })
    }
}

/// RFC 3986 §2.3, and `@`, which a path may hold.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'@');

/// What stands behind `users`: the object id where it is known, for names change; else the user principal name.
fn user(token: &Token) -> Option<String> {
    if let Some(id) = &token.user.id {
        return Some(format!("/{id}"));
    }
    let upn = token.upn.as_ref()?.as_str();
    // `/users/$…` is refused as part of OData's own language; in parentheses a name is quoted (`user-get.md`).
    Some(if upn.starts_with('$') {
        let doubled = upn.replace('\'', "''");
        format!("('{}')", utf8_percent_encode(&doubled, KEPT))
    } else {
        format!("/{}", utf8_percent_encode(upn, KEPT))
    })
}
