//! privacyIDEA's OATH CSV: `serial,key,type,digits,step`, or for HOTP the counter in the fifth place. HOTP if nothing says so.
//!
//! Source: privacyidea/privacyidea, `privacyidea/lib/importotp.py`, `lib/tokenclass.py` and `lib/utils/__init__.py`.
//! The hash is told by the length of the key and by nothing else, so no other pairing is ever written. Written is the
//! form without users: the one with them needs their resolver and realm, and a row without these is refused there.

use super::entry::{Convention, FactorUnsaid, HashUnsaid, SecretSpelling};
use super::losses::Carries;
use super::oath_csv::{self, Cell, Layout, Shape, begins_with_key};
use super::reader::Reader;
use super::sample::{Certainty, Sample};
use super::{Column, Finding, FindingCode, FormatError, Written};
use crate::oath::{HashAlgorithm, MovingFactor, Secret, Token};

const CONVENTION: Convention = Convention {
    secret: SecretSpelling::HEX,
    hash: HashUnsaid::ByLength,
    factor: FactorUnsaid::Counter,
};

const LAYOUT: Layout = Layout {
    cells: &[
        Cell::Of(Column::SerialNumber),
        Cell::Of(Column::SecretKey),
        Cell::Of(Column::Type),
        Cell::Of(Column::Digits),
        Cell::StepOrCounter,
    ],
    convention: CONVENTION,
};

/// User, resolver and realm in front. A user that is `name@domain` is the user principal name; of any other, none is made.
const LAYOUT_WITH_USERS: Layout = Layout {
    cells: &[
        Cell::Of(Column::Upn),
        Cell::NotKept,
        Cell::NotKept,
        Cell::Of(Column::SerialNumber),
        Cell::Of(Column::SecretKey),
        Cell::Of(Column::Type),
        Cell::Of(Column::Digits),
        Cell::StepOrCounter,
    ],
    convention: CONVENTION,
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
    if says_version_2(sample.first()) && has_keys_behind_users(sample) {
        return Some(Certainty::Certain);
    }
    oath_csv::shape(sample).map(|shape| match shape {
        Shape::WithType => Certainty::Likely,
        Shape::Bare | Shape::WithHash => Certainty::Possible,
    })
}

/// Whether the first line says that the rows begin with the user: `# version: 2`.
fn says_version_2(line: &str) -> bool {
    let said = line.trim_start().strip_prefix('#').map(str::trim_start);
    let version = said.and_then(|said| {
        let (word, number) = said.split_once(':')?;
        word.eq_ignore_ascii_case("version").then_some(number)
    });
    version.is_some_and(|version| {
        let rest = version.trim_start().strip_prefix('2');
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
    })
}

fn has_keys_behind_users(sample: &Sample<'_>) -> bool {
    oath_csv::most_rows(sample, |cells| cells.get(3..).is_some_and(begins_with_key))
}

/// Reads a file.
///
/// # Errors
/// [`FormatError`] where the file as a whole is unusable.
pub fn read(text: &str, reader: &mut Reader<'_>) -> Result<(), FormatError> {
    let sample = Sample::of(text);
    // Where the users were forgotten, the digits would be taken for a serial number and the step for a key.
    let lacks_users = || !has_keys_behind_users(&sample) && oath_csv::shape(&sample).is_some();
    let layout = if says_version_2(sample.first()) && !lacks_users() {
        &LAYOUT_WITH_USERS
    } else {
        &LAYOUT
    };
    oath_csv::read(text, layout, reader)
}

/// What the format refuses or loses of these tokens; rows are counted from 1 in their order.
/// A row with an error is left out by [`write()`].
pub fn check<'a>(tokens: impl IntoIterator<Item = &'a Token>) -> Vec<Finding> {
    oath_csv::check(tokens, &CARRIES, is_refused, |token, row| {
        if hash_of(&token.secret) != Some(token.hash) {
            row.say(FindingCode::HashNotOfLength, Column::SecretKey);
        }
    })
}

/// privacyIDEA's `ALLOWED_SERIAL` is letters, digits, `-` and `_`.
const fn is_refused(c: char) -> bool {
    !matches!(c, 'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_')
}

/// The hash that privacyIDEA takes a key of this length to be for (`TokenClass.get_import_csv`). `None` where it is one that
/// no token here has: SHA-224 for 28 bytes, SHA-384 for 48.
fn hash_of(secret: &Secret) -> Option<HashAlgorithm> {
    match secret.bytes() {
        32 => Some(HashAlgorithm::Sha256),
        64 => Some(HashAlgorithm::Sha512),
        28 | 48 => None,
        _ => Some(HashAlgorithm::Sha1),
    }
}

/// Writes the tokens whose row has no error among `findings`, which [`check`] made of the same tokens.
pub fn write<'a>(tokens: impl IntoIterator<Item = &'a Token>, findings: &[Finding]) -> Written {
    oath_csv::write(tokens, findings, |token| {
        vec![
            oath_csv::type_of(token.factor).to_owned(),
            token.digits.to_string(),
            match token.factor {
                MovingFactor::Time(step) => step.to_string(),
                MovingFactor::Counter(counter) => counter.to_string(),
            },
        ]
    })
}
