//! Nexus' list, which Digital Access takes: `serial:seed:counter`, one token a line. It is read, never written.
//!
//! Source: doc.nexusgroup.com, "Set up OATH tokens in Digital Access". Seed and counter are base64, the counter as the bytes
//! of a number: `AA==` is 0. A counter of nothing but digits is taken as it stands.

use data_encoding::BASE64_NOPAD;

use super::entry::{Convention, Entry, FactorUnsaid, HashUnsaid, SecretSpelling};
use super::reader::Reader;
use super::sample::{Certainty, Sample, is_comment, is_number};
use super::table::filled_lines;
use super::{Column, Finding, FindingCode, FormatError};
use crate::oath::{Encoding, EncodingChoice, decode_seed};

const CONVENTION: Convention = Convention {
    secret: SecretSpelling::BASE64,
    hash: HashUnsaid::Assumed,
    factor: FactorUnsaid::Counter,
};

/// How sure it is that the file is one.
pub fn fits(sample: &Sample<'_>) -> Option<Certainty> {
    let lines: Vec<&str> = sample.lines().filter(|line| !is_comment(line)).collect();
    let such = lines.iter().filter(|line| is_row(line)).count();
    (such > 0 && such * 4 >= lines.len() * 3).then_some(Certainty::Likely)
}

/// Reads a file.
///
/// # Errors
/// None: a line that is no token is a finding.
pub fn read(text: &str, reader: &mut Reader<'_>) -> Result<(), FormatError> {
    for (number, line) in filled_lines(text).filter(|(_, line)| !is_comment(line)) {
        let Some([serial, seed, counter]) = cells(line) else {
            reader.say(Finding::in_row(FindingCode::EntryUnreadable, number));
            continue;
        };
        let counter_text = number_of(counter).map_or_else(|| counter.to_owned(), |n| n.to_string());
        reader.take(
            Entry::new(number, CONVENTION)
                .with(Column::SerialNumber, serial)
                .with(Column::SecretKey, seed)
                .with(Column::Counter, counter_text),
        );
    }
    Ok(())
}

/// The three cells; base64 has no colon, so one too many belongs to the serial number.
fn cells(line: &str) -> Option<[&str; 3]> {
    let mut cells = line.rsplitn(3, ':');
    let (counter, seed, serial) = (cells.next()?, cells.next()?, cells.next()?);
    Some([serial.trim(), seed.trim(), counter.trim()])
}

/// The number that bytes in base64 make, the highest first; `None` for digits, and for what is no counter.
fn number_of(counter: &str) -> Option<u64> {
    if is_number(counter) {
        return None;
    }
    let bytes = BASE64_NOPAD
        .decode(counter.trim_end_matches('=').as_bytes())
        .ok()?;
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let digits = &bytes[zeros..];
    // Nothing at all is no zero.
    if bytes.is_empty() || digits.len() > size_of::<u64>() {
        return None;
    }
    let number = digits
        .iter()
        .fold(0, |sum, byte| (sum << 8) | u64::from(*byte));
    Some(number)
}

/// A line of the list: a serial number, at least 8 bytes in base64, a counter.
fn is_row(line: &str) -> bool {
    cells(line).is_some_and(|[serial, seed, counter]| {
        let choice = EncodingChoice::Only(Encoding::Base64);
        let bytes = decode_seed(seed, choice).map_or(0, |decoded| decoded.secret.bytes());
        !serial.is_empty() && bytes >= 8 && (is_number(counter) || number_of(counter).is_some())
    })
}
