//! The log of the YubiKey Personalization Tool, in Yubico's format. It is read, never written.
//!
//! Source: Yubico/yubikey-personalization-gui, `src/yubikeylogger.cpp`: `serial,public id,x,key,access code,time,`. What x
//! is tells what the line is: the counter to begin with of an OATH token, the private id of a Yubico OTP (6 bytes in hex),
//! nothing of a static password. A challenge-response key is logged with 0, just like a token without a public id: the
//! format does not tell these two apart, and that is said. Nor does it say the number of digits.

use super::entry::{Convention, Entry, FactorUnsaid, HashUnsaid, SecretSpelling};
use super::reader::Reader;
use super::sample::{Certainty, Sample, is_comment, is_hex_key, is_number};
use super::table::{Row, rows};
use super::{Column, Delimiter, Finding, FindingCode, FormatError};

/// A YubiKey makes these codes with SHA-1.
const CONVENTION: Convention = Convention {
    secret: SecretSpelling::HEX,
    hash: HashUnsaid::Sha1,
    factor: FactorUnsaid::Counter,
};

/// How many hex characters a private id has. No counter of a YubiKey has as many digits.
const PRIVATE_ID_CHARACTERS: usize = 12;

/// How sure it is that the file is one.
pub fn fits(sample: &Sample<'_>) -> Option<Certainty> {
    delimiter(sample).map(|_| Certainty::Likely)
}

/// Reads a file; lines that begin with `#` are none of it.
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
        [serial, _, _, key, _, time, rest @ ..] => {
            (serial.is_empty() || is_number(serial))
                && is_hex_key(key)
                && is_time(time)
                && rest.iter().all(|cell| cell.is_empty())
        }
        _ => false,
    })
}

fn read_row(row: Row<'_>, reader: &mut Reader<'_>) {
    let Ok(cells) = row.cells else {
        return reader.say(Finding::in_row(FindingCode::QuotesUnbalanced, row.number));
    };
    if row.was_in_one_cell {
        reader.say(Finding::in_row(FindingCode::LineInOneCell, row.number));
    }
    // As far as the time: a line that was cut off may have been cut in the key.
    let [serial, public_id, kind, key, _, _, ..] = cells.as_slice() else {
        return reader.say(Finding::in_row(FindingCode::EntryUnreadable, row.number));
    };
    match kind.trim() {
        "" => reader.say(Finding::in_row(FindingCode::NotOath, row.number)),
        id if id.len() == PRIVATE_ID_CHARACTERS && id.bytes().all(|b| b.is_ascii_hexdigit()) => {
            reader.say(Finding::in_row(FindingCode::NotOath, row.number));
        }
        counter => {
            if counter == "0" && public_id.trim().is_empty() {
                let finding = Finding::in_row(FindingCode::MayBeChallengeResponse, row.number);
                reader.say(finding);
            }
            // The key types its public id before each code; without a serial number it is what names it.
            let name = if serial.trim().is_empty() {
                public_id
            } else {
                serial
            };
            reader.take(
                Entry::new(row.number, CONVENTION)
                    .with(Column::SerialNumber, name.as_ref())
                    .with(Column::SecretKey, key.as_ref())
                    .with(Column::Counter, counter),
            );
        }
    }
}

/// `2013-12-12T08:41:07`, as the tool writes it.
fn is_time(cell: &str) -> bool {
    let pattern = b"0000-00-00T00:00:00";
    cell.len() == pattern.len()
        && cell.bytes().zip(pattern).all(|(byte, is)| match is {
            b'0' => byte.is_ascii_digit(),
            _ => byte == *is,
        })
}
