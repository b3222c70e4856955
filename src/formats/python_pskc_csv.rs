//! The CSV that python-pskc makes of a PSKC file (`pskc2csv`) and makes a PSKC file of (`csv2pskc`).
//!
//! Source: arthurdejong/python-pskc, `pskc/scripts/pskc2csv.py`, `csv2pskc.py` and `pskc/key.py`. The first line names the
//! columns, in any order and case; a name may stand for two, `id+serial`. The secret is hex, as without further options
//! there. The algorithm is that of PSKC, RFC 6030 §10: `urn:ietf:params:xml:ns:keyprov:pskc:totp`.

use super::csv_file::CsvFile;
use super::entra::Row;
use super::entry::{Convention, Entry, FactorUnsaid, HashUnsaid, SecretSpelling};
use super::losses::Carries;
use super::reader::Reader;
use super::sample::{Certainty, Sample, is_comment, is_hex_key};
use super::spreadsheet::{is_formula, texts};
use super::table::{Cells, filled_lines, row, rows, without_empty_tail};
use super::written::accepted;
use super::{Column, Delimiter, Finding, FindingCode, FormatError, Written, table};
use crate::oath::{Encoding, HashAlgorithm, MovingFactor, Token, encode_seed};

const CONVENTION: Convention = Convention {
    secret: SecretSpelling::HEX,
    hash: HashUnsaid::Assumed,
    factor: FactorUnsaid::CounterIfThere,
};

const CARRIES: Carries = Carries {
    hash: true,
    digits: true,
    step: true,
    counter: true,
    texts: &[Column::SerialNumber, Column::Manufacturer, Column::Model],
};

/// The columns that are written: those of `pskc2csv`, and behind them what a token needs beside.
const WRITTEN: [&str; 9] = [
    "serial",
    "secret",
    "algorithm",
    "response_length",
    "time_interval",
    "counter",
    "algorithm_suite",
    "manufacturer",
    "model",
];

/// The columns that are read, by the names that python-pskc has for them. A later name counts where no earlier one is there:
/// a key without a device has its own id only.
const NAMES: [(Column, &[&str]); 9] = [
    (Column::SerialNumber, &["serial", "id"]),
    (Column::SecretKey, &["secret"]),
    (Column::Type, &["algorithm"]),
    (Column::Digits, &["response_length"]),
    (Column::TimeInterval, &["time_interval", "interval"]),
    (Column::Counter, &["counter"]),
    (Column::HashAlgorithm, &["algorithm_suite"]),
    (Column::Manufacturer, &["manufacturer"]),
    (Column::Model, &["model"]),
];

/// What PSKC puts in front of an algorithm's name.
const ALGORITHM: &str = "urn:ietf:params:xml:ns:keyprov:pskc:";

/// Where a file has its columns.
struct Header {
    delimiter: Delimiter,
    width: usize,
    has_extra_columns: bool,
    /// The columns that are there, with their places from 0.
    places: Vec<(Column, usize)>,
}

impl Header {
    /// # Errors
    /// [`FormatError`] where no column is the secret, or two have one name.
    fn of(line: &str) -> Result<Self, FormatError> {
        let delimiters = [Delimiter::Tab, Delimiter::Semicolon, Delimiter::Comma];
        let headers = delimiters.map(|delimiter| (delimiter, names(line, delimiter)));
        let known = |names: &[Vec<String>]| {
            names
                .iter()
                .filter(|cell| cell.iter().any(|name| is_known(name)))
                .count()
        };
        // The last of equals is the comma.
        let most = headers.into_iter().max_by_key(|(_, names)| known(names));
        let (delimiter, names) = most.unwrap_or((Delimiter::Comma, Vec::new()));
        let mut places = Vec::new();
        for (column, spellings) in NAMES {
            if let Some(place) = place_of(column, spellings, &names)? {
                places.push((column, place));
            }
        }
        if !places
            .iter()
            .any(|(column, _)| *column == Column::SecretKey)
        {
            return Err(FormatError::HeaderLacks {
                missing: vec![Column::SecretKey],
            });
        }
        let is_read = |place: usize| places.iter().any(|(_, other)| *other == place);
        Ok(Self {
            delimiter,
            width: names.len(),
            has_extra_columns: (0..names.len()).any(|place| !is_read(place)),
            places,
        })
    }

    /// Whether the secrets of most rows below it are hex; without a row, nothing says that they are not.
    fn has_hex_keys(&self, sample: &Sample<'_>) -> bool {
        let place = self
            .places
            .iter()
            .find(|(column, _)| *column == Column::SecretKey);
        let rows = sample.rows(self.delimiter);
        let secrets = rows.iter().skip(1).filter_map(|cells| {
            let (_, place) = place?;
            cells.get(*place)
        });
        let (hex, others): (Vec<_>, Vec<_>) = secrets.partition(|cell| is_hex_key(cell));
        others.is_empty() || hex.len() > others.len()
    }
}

/// The names in each cell of a header, as `csv2pskc` spells them.
fn names(line: &str, delimiter: Delimiter) -> Vec<Vec<String>> {
    // The number of the line is of no use here.
    let mut cells = row(1, line, delimiter).cells.unwrap_or_default();
    without_empty_tail(&mut cells, 0);
    let spelt = |name: &str| name.trim().to_lowercase().replace(' ', "_");
    let names = cells.iter();
    names
        .map(|cell| cell.split('+').map(spelt).collect())
        .collect()
}

fn is_known(name: &str) -> bool {
    let mut spellings = NAMES.iter().flat_map(|(_, spellings)| spellings.iter());
    spellings.any(|spelling| *spelling == name)
}

fn place_of(
    column: Column,
    spellings: &[&str],
    names: &[Vec<String>],
) -> Result<Option<usize>, FormatError> {
    for spelling in spellings {
        let is_such = |cell: &Vec<String>| cell.iter().any(|name| name == spelling);
        let mut places = (0..names.len()).filter(|place| is_such(&names[*place]));
        match (places.next(), places.next()) {
            (Some(_), Some(_)) => return Err(FormatError::ColumnTwice(column)),
            (Some(place), None) => return Ok(Some(place)),
            _ => {}
        }
    }
    Ok(None)
}

/// How sure it is that the file is one.
pub fn fits(sample: &Sample<'_>) -> Option<Certainty> {
    let line = sample.lines().find(|line| !is_comment(line))?;
    match Header::of(line) {
        // Words like serial and secret are headings of many lists; here the secrets are hex.
        Ok(header) => match header.places.len() {
            3.. => Some(Certainty::Certain),
            2 if header.has_hex_keys(sample) => Some(Certainty::Likely),
            _ => None,
        },
        // It is one all the same, and what is wrong with it is to be said.
        Err(FormatError::ColumnTwice(_)) => Some(Certainty::Likely),
        Err(_) => None,
    }
}

/// Reads a file; lines that begin with `#` are none of it.
///
/// # Errors
/// [`FormatError`] where the file as a whole is unusable. A bad row is a finding.
pub fn read(text: &str, reader: &mut Reader<'_>) -> Result<(), FormatError> {
    let mut lines = filled_lines(text).filter(|(_, line)| !is_comment(line));
    let (number, line) = lines.next().ok_or(FormatError::Empty)?;
    let header = Header::of(line)?;
    if header.has_extra_columns {
        reader.say(Finding::in_row(FindingCode::ExtraColumn, number));
    }
    let rows = rows(text, header.delimiter).filter(|row| !is_comment(row.line));
    for row in rows.skip(1) {
        read_row(row, &header, reader);
    }
    Ok(())
}

fn read_row(row: table::Row<'_>, header: &Header, reader: &mut Reader<'_>) {
    let Ok(mut cells) = row.cells else {
        return reader.say(Finding::in_row(FindingCode::QuotesUnbalanced, row.number));
    };
    without_empty_tail(&mut cells, header.width);
    if cells.len() != header.width {
        return reader.say(Finding::in_row(FindingCode::CellCount, row.number));
    }
    if row.was_in_one_cell {
        reader.say(Finding::in_row(FindingCode::LineInOneCell, row.number));
    }
    let cell = |column: Column| text_of(column, header, &cells);
    // A PIN has a line of its own there.
    if cell(Column::Type).is_some_and(|name| name.eq_ignore_ascii_case("pin")) {
        return reader.say(Finding::in_row(FindingCode::NotOath, row.number));
    }
    let columns = NAMES.iter().map(|(column, _)| *column);
    let entry = Entry::new(row.number, CONVENTION);
    reader.take(columns.fold(entry, |entry, column| entry.with_some(column, cell(column))));
}

/// The text of a column in a row. An algorithm is what stands behind the last `:` or `#` of its name, for the drafts of PSKC
/// had other names for it.
fn text_of<'a>(column: Column, header: &Header, cells: &'a Cells<'_>) -> Option<&'a str> {
    let (_, place) = header.places.iter().find(|(other, _)| *other == column)?;
    let text = cells.get(*place)?.as_ref();
    match column {
        Column::Type => text.rsplit([':', '#']).next().map(str::trim),
        _ => Some(text),
    }
}

/// What the format refuses or loses of these tokens; rows are counted from 1 in their order. Nothing is refused.
/// A row with an error is left out by [`write()`].
pub fn check<'a>(tokens: impl IntoIterator<Item = &'a Token>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, token) in (1..).zip(tokens) {
        let mut row = Row::new(number, &mut findings);
        for (column, text) in texts(token) {
            if CARRIES.texts.contains(&column) && is_formula(text) {
                row.say(FindingCode::FormulaCell, column);
            }
        }
        CARRIES.check(token, &mut row);
    }
    findings
}

/// Writes the tokens whose row has no error among `findings`, which [`check`] made of the same tokens.
pub fn write<'a>(tokens: impl IntoIterator<Item = &'a Token>, findings: &[Finding]) -> Written {
    let mut file = CsvFile::with_header_among_comments(WRITTEN);
    for token in accepted(tokens, findings) {
        let (algorithm, step, counter) = match token.factor {
            MovingFactor::Time(step) => ("totp", step.to_string(), String::new()),
            MovingFactor::Counter(counter) => ("hotp", String::new(), counter.to_string()),
        };
        file.row([
            token.serial.as_ref().map_or("", |serial| serial.as_str()),
            &encode_seed(&token.secret, Encoding::Hex),
            &format!("{ALGORITHM}{algorithm}"),
            &token.digits.to_string(),
            &step,
            &counter,
            suite(token.hash),
            token.manufacturer.as_ref().map_or("", |name| name.as_str()),
            token.model.as_ref().map_or("", |model| model.as_str()),
        ]);
    }
    file.end()
}

/// The name of a hash in PSKC: draft-hoyer-keyprov-pskc-algorithm-profiles, the element `Suite`.
const fn suite(hash: HashAlgorithm) -> &'static str {
    match hash {
        HashAlgorithm::Sha1 => "HMAC-SHA1",
        HashAlgorithm::Sha256 => "HMAC-SHA256",
        HashAlgorithm::Sha512 => "HMAC-SHA512",
    }
}
