//! Tokens through a format and back: one way for all of them. What comes back is what went in, less exactly what was said to
//! be refused or lost.

use std::collections::HashMap;

use totp_toolset::formats::{Column, Finding, FindingCode, Format, Severity};
use totp_toolset::oath::{Counter, Digits, HashAlgorithm, MovingFactor, Token, Upn, UserDetails};
use totp_toolset::work::FileKind;

use crate::samples::{order, read_as};

/// What a kind of file is read as; `None` where nobody reads it for its tokens.
pub const fn format_of(kind: FileKind) -> Option<Format> {
    Some(match kind {
        FileKind::EntraCsv => Format::EntraCsv,
        FileKind::GraphBulk | FileKind::GraphSingle => Format::GraphJson,
        FileKind::OtpauthList => Format::OtpauthList,
        FileKind::HexList => Format::VendorList,
        FileKind::LinotpCsv => Format::LinotpCsv,
        FileKind::MultiotpCsv => Format::MultiotpCsv,
        FileKind::NetiqCsv => Format::NetiqCsv,
        FileKind::PingidCsv => Format::PingidCsv,
        FileKind::PrivacyideaCsv => Format::PrivacyideaCsv,
        FileKind::PythonPskcCsv => Format::PythonPskcCsv,
        FileKind::Inventory
        | FileKind::YubiKeyPosix
        | FileKind::YubiKeyPowerShell
        | FileKind::YubiKeySecrets
        | FileKind::ActivationCsv
        | FileKind::ActivationJson
        | FileKind::GraphActivations => return None,
    })
}

/// The kinds of files that are read again.
pub fn readable() -> impl Iterator<Item = (FileKind, Format)> {
    let kinds = FileKind::ALL.into_iter();
    kinds.filter_map(|kind| Some((kind, format_of(kind)?)))
}

/// The file that is written of these tokens; `None` where all of them are refused.
pub fn written(kind: FileKind, tokens: &[Token]) -> Option<Vec<u8>> {
    let (files, _) = order(kind, 0).write(tokens);
    assert!(files.len() <= 1, "{kind:?}");
    files.first().map(|(_, bytes)| bytes.to_vec())
}

/// Writes the tokens and reads them back, and holds what comes to what was said.
pub fn through((kind, format): (FileKind, Format), tokens: &[Token]) -> Vec<Token> {
    let mut said: HashMap<usize, Vec<Finding>> = HashMap::new();
    for finding in order(kind, 0).check(tokens) {
        said.entry(finding.location.row).or_default().push(finding);
    }
    let left = (1..).zip(tokens).filter_map(|(row, token)| {
        let said = said.get(&row).map_or(&[][..], Vec::as_slice);
        announced(format, token, said)
    });
    let left: Vec<Token> = left.collect();
    let Some(bytes) = written(kind, tokens) else {
        assert!(left.is_empty(), "{kind:?} does not write {left:?}");
        return left;
    };
    let reading = read_as(format, &bytes).expect("what we write can be read");
    let unread = reading
        .findings
        .iter()
        .find(|finding| !is_no_error(finding));
    assert_eq!(unread, None, "{kind:?}");
    assert_eq!(reading.tokens.len(), left.len(), "{kind:?}");
    // One by one: nobody reads a hundred thousand of them.
    for (came, expected) in reading.tokens.iter().zip(&left) {
        assert_eq!(came, expected, "{kind:?}");
    }
    reading.tokens
}

fn is_no_error(finding: &Finding) -> bool {
    finding.severity() != Severity::Error
}

/// What is left of a token after what was said of its row; `None` where it is refused.
pub fn announced(format: Format, token: &Token, said: &[Finding]) -> Option<Token> {
    if !said.iter().all(is_no_error) {
        return None;
    }
    let mut left = copy(token);
    for Finding { code, location } in said {
        match (code, location.column) {
            (FindingCode::HashLost, _) => left.hash = HashAlgorithm::Sha1,
            (FindingCode::DigitsLost, _) => left.digits = Digits::Six,
            (FindingCode::TimeIntervalLost, _) => left.factor = MovingFactor::default(),
            (FindingCode::CounterLost, Some(Column::Counter)) => {
                left.factor = MovingFactor::Counter(Counter(0));
            }
            (FindingCode::CounterLost, _) => left.factor = MovingFactor::default(),
            (FindingCode::NotCarried, Some(Column::SerialNumber)) => left.serial = None,
            (FindingCode::NotCarried, Some(Column::Manufacturer)) => left.manufacturer = None,
            (FindingCode::NotCarried, Some(Column::Model)) => left.model = None,
            (FindingCode::NotCarried, Some(Column::Upn | Column::ObjectId))
            | (FindingCode::AssignmentLost, _) => (left.upn, left.user.id) = (None, None),
            _ => {}
        }
    }
    name_owner_once(format, &mut left);
    if format == Format::OtpauthList {
        let colon = |one: &Finding| {
            one.code == FindingCode::ColonInName
                && one.location.column != Some(Column::Manufacturer)
        };
        name_account(&mut left, said.iter().any(colon));
    }
    Some(left)
}

/// A format says whose a token is in one way: Microsoft Graph by the object id, all others by the user principal name. That
/// the other one is not carried beside it goes without saying.
fn name_owner_once(format: Format, token: &mut Token) {
    if format == Format::GraphJson && token.user.id.is_some() {
        token.upn = None;
    } else if format != Format::GraphJson && token.upn.is_some() {
        token.user.id = None;
    }
}

/// A URI has one name for the account: `name@domain` is a user principal name, any other is a serial number. Without an issuer
/// in front, readers cut it at its first colon; that has to have been said.
fn name_account(token: &mut Token, colon_was_said: bool) {
    let upn = token.upn.take().map(|upn| upn.to_string());
    let serial = token.serial.take().map(|serial| serial.to_string());
    let mut account = upn.or(serial).unwrap_or_default();
    if token.manufacturer.is_none()
        && colon_was_said
        && let Some((issuer, rest)) = account.split_once(':')
    {
        token.manufacturer = issuer.parse().ok();
        account = rest.to_owned();
    }
    token.upn = account.parse::<Upn>().ok();
    if token.upn.is_none() {
        token.serial = account.parse().ok();
    }
}

/// What a file may hold of a token. Tests compare it with what came, so it needs the secret a second time.
pub fn copy(token: &Token) -> Token {
    Token {
        secret: token.secret.duplicate(),
        hash: token.hash,
        digits: token.digits,
        factor: token.factor,
        serial: token.serial.clone(),
        manufacturer: token.manufacturer.clone(),
        model: token.model.clone(),
        upn: token.upn.clone(),
        user: UserDetails {
            id: token.user.id.clone(),
            ..UserDetails::default()
        },
    }
}
