//! The codes that activate tokens, for scripts: serial number, user, the code of this step and until when it is good.
//!
//! The format is our own, once as CSV and once as JSON; [`graph`](super::graph) has the requests that use such codes. A code
//! is a credential as long as it is good, so the files are wiped like those with secrets; they hold no secret.

use serde::Serialize;
use zeroize::Zeroizing;

use super::csv_file::CsvFile;
use super::entra::Row;
use super::losses::check_owner;
use super::spreadsheet::is_formula;
use super::written::accepted;
use super::{Column, Finding, FindingCode, Moment, Written};
use crate::oath::{Code, MovingFactor, Token, UnixTime};

/// The header of the CSV. The JSON has the same in Microsoft Graph's spelling: `serialNumber`, `upn`, `code`, `validUntil`.
pub const COLUMNS: [&str; 4] = ["serial number", "upn", "code", "valid until"];

/// What cannot be activated at this time; rows are counted from 1 in their order. A row with an error is left out.
pub fn check<'a>(tokens: impl IntoIterator<Item = &'a Token>, time: UnixTime) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, token) in (1..).zip(tokens) {
        check_one(token, time, &mut Row::new(number, &mut findings));
    }
    findings
}

fn check_one(token: &Token, time: UnixTime, row: &mut Row<'_>) {
    match &token.serial {
        None => row.say(FindingCode::CellEmpty, Column::SerialNumber),
        Some(serial) if is_formula(serial.as_str()) => {
            row.say(FindingCode::FormulaCell, Column::SerialNumber);
        }
        Some(_) => {}
    }
    if token
        .upn
        .as_ref()
        .is_some_and(|upn| is_formula(upn.as_str()))
    {
        row.say(FindingCode::FormulaCell, Column::Upn);
    }
    check_owner(token, row);
    match token.factor {
        MovingFactor::Counter(_) => row.say(FindingCode::CounterBased, Column::TimeInterval),
        MovingFactor::Time(_) if current(token, time).is_none() => {
            row.say_of_row(FindingCode::NoCodeNow);
        }
        MovingFactor::Time(_) => {}
    }
}

/// Writes the CSV: the tokens whose row has no error among `findings`, which [`check`] made of the same tokens and time.
/// The codes keep their leading zeros; a spreadsheet that opens the file does not.
pub fn write_csv<'a>(
    tokens: impl IntoIterator<Item = &'a Token>,
    findings: &[Finding],
    time: UnixTime,
) -> Written {
    let mut file = CsvFile::with_header(COLUMNS);
    for entry in entries(tokens, findings, time) {
        let code = Zeroizing::new(entry.code.to_string());
        file.row([
            entry.serial_number,
            entry.upn.unwrap_or_default(),
            &code,
            &entry.valid_until,
        ]);
    }
    file.end()
}

/// Writes the JSON: an array of objects. The codes are strings; a user that is not known is `null`.
pub fn write_json<'a>(
    tokens: impl IntoIterator<Item = &'a Token>,
    findings: &[Finding],
    time: UnixTime,
) -> Written {
    let entries: Vec<Entry<'_>> = entries(tokens, findings, time).collect();
    // Writing to memory does not fail, and an entry is made of strings.
    let bytes = serde_json::to_vec_pretty(&entries).expect("strings into a vector");
    Written {
        bytes: Zeroizing::new(bytes),
        rows: entries.len(),
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    serial_number: &'a str,
    upn: Option<&'a str>,
    #[serde(serialize_with = "super::graph::all_digits")]
    code: Code,
    valid_until: String,
}

fn entries<'a>(
    tokens: impl IntoIterator<Item = &'a Token>,
    findings: &[Finding],
    time: UnixTime,
) -> impl Iterator<Item = Entry<'a>> {
    accepted(tokens, findings).filter_map(move |token| {
        let (code, valid_until) = current(token, time)?;
        Some(Entry {
            serial_number: token.serial.as_ref()?.as_str(),
            upn: token.upn.as_ref().map(|upn| upn.as_str()),
            code,
            valid_until,
        })
    })
}

/// The code of this step, and the moment at which the next one takes its place.
fn current(token: &Token, time: UnixTime) -> Option<(Code, String)> {
    let MovingFactor::Time(step) = token.factor else {
        return None;
    };
    let counter = step.counter_at(time).ok()?;
    let end = Moment::utc(step.start_of(counter + 1)?)?;
    let code = token.hotp().code(counter, token.digits);
    Some((code, end.rfc3339()))
}
