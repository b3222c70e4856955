//! The log of the YubiKey Personalization Tool, in its traditional format. It is read, never written.
//!
//! Source: Yubico/yubikey-personalization-gui, `src/yubikeylogger.cpp`: 18 columns, of which the 3rd is the slot, 1 or 2, the 4th the public id, the
//! 6th the key in hex, the 12th the number of digits and the 13th the counter to begin with. A line `LOGGING START` begins
//! a session, and other kinds of configuration have lines like tokens; both are said to be no OATH tokens.
//!
//! The log does not have the device's serial number. What tells tokens apart is the public id, which the key types before
//! each code as its OATH token identifier: that is the serial number here, as it stands in the log.

use super::entry::{Convention, Entry, FactorUnsaid, HashUnsaid, SecretSpelling};
use super::reader::Reader;
use super::sample::{Certainty, Sample, is_comment};
use super::table::{Cells, Row, rows, without_empty_tail};
use super::{Column, Delimiter, Finding, FindingCode, FormatError};

/// A YubiKey makes these codes with SHA-1.
const CONVENTION: Convention = Convention {
    secret: SecretSpelling::HEX,
    hash: HashUnsaid::Sha1,
    factor: FactorUnsaid::Counter,
};

/// How many columns a line has.
const COLUMNS: usize = 18;

/// What a token's line begins with.
const TOKEN: &str = "OATH-HOTP";

/// What other lines begin with.
const OTHERS: [&str; 7] = [
    "LOGGING START",
    "Yubico OTP",
    "Static Password",
    "Challenge-Response",
    "Configuration Update",
    "Configuration Swap",
    "Unknown programming mode",
];

/// How sure it is that the file is one.
pub fn fits(sample: &Sample<'_>) -> Option<Certainty> {
    delimiter(sample).map(|_| Certainty::Certain)
}

/// Reads a file.
///
/// # Errors
/// None: a line that is none of the log is a finding.
pub fn read(text: &str, reader: &mut Reader<'_>) -> Result<(), FormatError> {
    let delimiter = delimiter(&Sample::of(text)).unwrap_or(Delimiter::Comma);
    for row in rows(text, delimiter).filter(|row| !is_comment(row.line)) {
        read_row(row, reader);
    }
    Ok(())
}

/// The tool writes commas; a spreadsheet may have made something else of them.
fn delimiter(sample: &Sample<'_>) -> Option<Delimiter> {
    sample.delimiter(&Delimiter::ALL, |cells| match cells {
        // The date at least, or the line was not cut where it should.
        [kind, _, ..] => is_token(kind) || is_other(kind),
        _ => false,
    })
}

fn read_row(row: Row<'_>, reader: &mut Reader<'_>) {
    let Ok(mut cells) = row.cells else {
        return reader.say(Finding::in_row(FindingCode::QuotesUnbalanced, row.number));
    };
    if row.was_in_one_cell {
        reader.say(Finding::in_row(FindingCode::LineInOneCell, row.number));
    }
    if is_other(cells.first().map_or("", |cell| cell.trim())) {
        return reader.say(Finding::in_row(FindingCode::NotOath, row.number));
    }
    without_empty_tail(&mut cells, COLUMNS);
    // A line that was cut off may have been cut in the key.
    if !is_token(cells.first().map_or("", |cell| cell.trim())) || cells.len() < COLUMNS {
        return reader.say(Finding::in_row(FindingCode::EntryUnreadable, row.number));
    }
    // The date is written as the computer's settings have it, and some put a comma into it. Where the slot does not stand
    // behind the date then, the additional cell is elsewhere, and nobody knows which cell is the key.
    let in_date = cells.len() - COLUMNS;
    let slot = cells.get(2 + in_date).map_or("", |cell| cell.trim());
    if in_date > 0 && !matches!(slot, "1" | "2") {
        return reader.say(Finding::in_row(FindingCode::EntryUnreadable, row.number));
    }
    reader.take(entry(row.number, cells, in_date));
}

/// `in_date` is how many cells more than one the date takes up.
fn entry(number: usize, mut cells: Cells<'_>, in_date: usize) -> Entry<'_> {
    let mut cell = |place: usize| cells.get_mut(place + in_date).map(std::mem::take);
    Entry::new(number, CONVENTION)
        .with_some(Column::SerialNumber, cell(3))
        .with_some(Column::SecretKey, cell(5))
        .with_some(Column::Digits, cell(11))
        .with_some(Column::Counter, cell(12))
}

fn is_token(kind: &str) -> bool {
    kind.eq_ignore_ascii_case(TOKEN)
}

fn is_other(kind: &str) -> bool {
    let begins = |other: &str| {
        let begin = kind.get(..other.len());
        begin.is_some_and(|begin| begin.eq_ignore_ascii_case(other))
    };
    OTHERS.into_iter().any(begins)
}
