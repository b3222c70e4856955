//! The list of failures of an upload, as a file. Microsoft says that its field names differ from the upload's, and not how
//! (MicrosoftDocs/entra-docs, `how-to-mfa-upload-oath-tokens.md`): these columns are the practice tenant's own.

use super::upload::{Failure, Reason};
use crate::formats::csv_file::CsvFile;
use crate::formats::{Column, Finding, FindingCode, Written};
use crate::oath::{SerialNumber, Upn};

/// The columns.
pub const COLUMNS: [&str; 4] = ["line", "userPrincipalName", "serialNumber", "errorMessage"];

/// From this length on, in characters, a serial number with letters in it may be a secret in the wrong column: 80 bits in base32.
const LONG: usize = 16;

/// From this length on, in characters, one without letters may be as well: 80 bits in hex, which may be digits alone.
const LONG_NUMBER: usize = 20;

/// The name of the list for an upload of this name, as Microsoft gives it.
pub fn file_name(upload: &str) -> String {
    let ending = upload.len().checked_sub(".csv".len());
    let name = ending
        .filter(|at| {
            upload
                .get(*at..)
                .is_some_and(|ending| ending.eq_ignore_ascii_case(".csv"))
        })
        .map_or(upload, |at| &upload[..at]);
    format!("Failures_{name}.csv")
}

/// Writes the list. It holds no secret.
pub fn write(failures: &[Failure]) -> Written {
    let mut file = CsvFile::with_header(COLUMNS);
    for failure in failures {
        // Not a number alone: it could be the serial number of another row, for whoever finds columns by what is in them.
        let line = format!("line {}", failure.line);
        file.row([&line, failure.user(), failure.number(), &message(failure)]);
    }
    file.end()
}

impl Failure {
    /// Whose the token is; empty where the cell holds no user principal name: it may be a secret in the wrong column.
    pub fn user(&self) -> &str {
        let upn = self.upn.as_str();
        // An otpauth URI may have the form of a name, and no name has these.
        let may_be_uri = upn.contains([':', '/', '?', '=']);
        match upn.parse::<Upn>() {
            Ok(_) if !may_be_uri => upn,
            _ => "",
        }
    }

    /// The serial number; empty where the cell may hold a secret.
    pub fn number(&self) -> &str {
        let serial = self.serial.as_str();
        let has = |length: usize| serial.chars().nth(length - 1).is_some();
        let may_be_secret = has(LONG_NUMBER) || has(LONG) && serial.contains(char::is_alphabetic);
        match serial.parse::<SerialNumber>() {
            Ok(_) if !may_be_secret => serial,
            _ => "",
        }
    }
}

/// Why, in a sentence. Of an unknown user and of an illegal character the words are the portal's, as people report them
/// (MicrosoftDocs/entra-docs issue 417; azure-docs); all others are ours.
fn message(failure: &Failure) -> String {
    let (user, number) = (failure.user(), failure.number());
    match failure.reason {
        Reason::UserUnknown => {
            format!("User does not exist in the current directory: {user}, serial number: {number}")
        }
        Reason::SerialTaken => format!("A token with serial number {number} exists already"),
        Reason::Finding(finding) => of_finding(&finding, user, number),
    }
}

fn of_finding(finding: &Finding, user: &str, number: &str) -> String {
    let place = finding.location.column.map_or("row", Column::name);
    if finding.location.column == Some(Column::SecretKey) && is_illegal_base32(finding.code) {
        // The portal names the character; here its place is named, for the list shall hold nothing of a secret.
        let character = finding.location.character;
        let at = character.map_or_else(String::new, |at| format!(" at character {at}"));
        return format!(
            "hardwareTokenUploadValidationFailure: Invalid base32 encoding due to illegal character{at} for: {user}, serial number: {number}"
        );
    }
    format!(
        "{place} refused ({}) for: {user}, serial number: {number}",
        finding.code.identifier()
    )
}

/// What the portal calls an illegal character.
const fn is_illegal_base32(code: FindingCode) -> bool {
    matches!(
        code,
        FindingCode::SecretUnreadable
            | FindingCode::SecretLooksHex
            | FindingCode::SecretConfusable
            | FindingCode::SecretPadded
            | FindingCode::SecretSeparated
    )
}
