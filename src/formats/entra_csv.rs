//! The CSV that Microsoft Entra ID takes for hardware OATH tokens.
//!
//! Source: MicrosoftDocs/entra-docs, `how-to-mfa-upload-oath-tokens.md`. Written exactly as documented: header, six columns,
//! CRLF, RFC 4180 quoting, UTF-8 without byte order mark. What Entra would refuse is not written, and said.

use std::collections::HashMap;

use csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};
use zeroize::Zeroizing;

use super::{Column, Finding, FindingCode, FormatError, MAX_FILE_BYTES, Reading};
use crate::oath::{
    Decoded, Digits, Encoding, EncodingChoice, HashAlgorithm, InvalidText, MovingFactor, Secret,
    SeedProblem, TimeStep, Token, decode_seed, encode_seed,
};

/// Microsoft's order.
pub const COLUMNS: [Column; 6] = [
    Column::Upn,
    Column::SerialNumber,
    Column::SecretKey,
    Column::TimeInterval,
    Column::Manufacturer,
    Column::Model,
];

/// The longest secret Entra ID takes, in base32 characters.
pub const MAX_SECRET_CHARACTERS: usize = 128;

/// How many OATH tokens and authenticator apps a user can have.
pub const MAX_TOKENS_A_USER: usize = 5;

/// What came of writing.
pub struct Written {
    /// The file. It holds secrets; it is wiped when dropped.
    pub bytes: Zeroizing<Vec<u8>>,
    /// How many tokens are in it.
    pub rows: usize,
}

/// What Entra ID would say of these tokens; rows are counted from 1 in their order.
/// A row with an error is left out by [`write`].
pub fn check<'a>(tokens: impl IntoIterator<Item = &'a Token>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen = Seen::default();
    for (row, token) in (1..).zip(tokens) {
        check_one(token, row, &mut findings);
        seen.check(token, row, &mut findings);
    }
    findings
}

/// Writes the tokens whose row has no error among `findings`, which [`check`] made of the same tokens.
pub fn write<'a>(tokens: impl IntoIterator<Item = &'a Token>, findings: &[Finding]) -> Written {
    let refused = refused_rows(findings);
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    let mut put = |record: [&str; 6]| {
        // Writing to memory does not fail, and every record has six fields.
        writer
            .write_record(record)
            .expect("six fields into a vector");
    };
    put(COLUMNS.map(header_name));
    let mut rows = 0;
    for (row, token) in (1..).zip(tokens) {
        let MovingFactor::Time(step) = token.factor else {
            continue;
        };
        if refused.binary_search(&row).is_ok() {
            continue;
        }
        let secret = encode_seed(&token.secret, Encoding::Base32);
        put([
            token.upn.as_ref().map_or("", |upn| upn.as_str()),
            token.serial.as_ref().map_or("", |serial| serial.as_str()),
            &secret,
            &step.to_string(),
            token.manufacturer.as_ref().map_or("", |name| name.as_str()),
            token.model.as_ref().map_or("", |model| model.as_str()),
        ]);
        rows += 1;
    }
    // As above: memory takes everything.
    let bytes = writer.into_inner().expect("flushed into a vector");
    Written {
        bytes: Zeroizing::new(bytes),
        rows,
    }
}

/// Rows that [`write`] leaves out, ascending, each once.
pub fn refused_rows(findings: &[Finding]) -> Vec<usize> {
    let mut rows: Vec<usize> = findings
        .iter()
        .filter(|finding| finding.severity() == super::Severity::Error)
        .map(|finding| finding.location.row)
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// Reads a file: both spellings of the header, any case, columns in any order, with or without byte order mark.
/// Every token has 6 digits and SHA-1, for the format has no column that could say otherwise.
///
/// # Errors
/// [`FormatError`] where the file as a whole is unusable. A bad row is a finding.
pub fn read(bytes: &[u8]) -> Result<Reading, FormatError> {
    let text = text_of(bytes)?;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    if !next_record(&mut reader, &mut record) {
        return Err(FormatError::Empty);
    }
    let header = Header::of(&record)?;
    let mut reading = Reading {
        tokens: Vec::new(),
        findings: header.findings(),
    };
    while next_record(&mut reader, &mut record) {
        let line = record.position().map_or(0, |position| position.line());
        let row = usize::try_from(line).unwrap_or(usize::MAX);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if let Some(token) = read_row(&record, &header, row, &mut reading.findings) {
            reading.tokens.push(token);
        }
    }
    Ok(reading)
}

/// True where there was a record. The text is UTF-8 and in memory, rows may have any length: no error is left to have.
fn next_record(reader: &mut csv::Reader<&[u8]>, record: &mut StringRecord) -> bool {
    reader
        .read_record(record)
        .expect("UTF-8 from memory, flexible rows")
}

fn text_of(bytes: &[u8]) -> Result<&str, FormatError> {
    let size = bytes.len() as u64;
    if size > MAX_FILE_BYTES {
        return Err(FormatError::TooLarge { bytes: size });
    }
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if utf16 || bytes.contains(&0) {
        return Err(FormatError::Utf16OrBinary);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let good = &bytes[..error.valid_up_to()];
        let line = good.iter().filter(|&&byte| byte == b'\n').count() + 1;
        FormatError::NotUtf8 { line }
    })
}

/// Which cell holds which column.
struct Header {
    places: [usize; 6],
    cells: usize,
    has_extra_columns: bool,
}

impl Header {
    fn of(record: &StringRecord) -> Result<Self, FormatError> {
        let mut found: [Option<usize>; 6] = [None; 6];
        let mut has_extra_columns = false;
        for (place, cell) in record.iter().enumerate() {
            let Some(column) = COLUMNS
                .iter()
                .position(|&column| same_name(cell, header_name(column)))
            else {
                has_extra_columns = true;
                continue;
            };
            if found[column].replace(place).is_some() {
                return Err(FormatError::ColumnTwice(COLUMNS[column]));
            }
        }
        let missing: Vec<Column> = COLUMNS
            .into_iter()
            .zip(found)
            .filter_map(|(column, place)| place.is_none().then_some(column))
            .collect();
        if !missing.is_empty() {
            return Err(FormatError::HeaderLacks { missing });
        }
        Ok(Self {
            // All six are there, or we would have returned.
            places: found.map(Option::unwrap_or_default),
            cells: record.len(),
            has_extra_columns,
        })
    }

    fn findings(&self) -> Vec<Finding> {
        if self.has_extra_columns {
            vec![Finding::in_row(FindingCode::ExtraColumn, 1)]
        } else {
            Vec::new()
        }
    }

    fn cell<'a>(&self, record: &'a StringRecord, column: Column) -> &'a str {
        let place = COLUMNS
            .iter()
            .position(|&other| other == column)
            .map_or(0, |index| self.places[index]);
        record.get(place).unwrap_or("").trim()
    }
}

/// The name of a column in Microsoft's header.
pub fn header_name(column: Column) -> &'static str {
    match column {
        Column::Upn => "upn",
        Column::SerialNumber => "serial number",
        Column::SecretKey => "secret key",
        Column::TimeInterval => "time interval",
        Column::Manufacturer => "manufacturer",
        Column::Model => "model",
    }
}

/// Ignores case and blanks: `timeinterval`, ` Serial Number`.
fn same_name(cell: &str, name: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace() && *c != '\u{feff}')
            .flat_map(char::to_lowercase)
            .collect()
    };
    letters(cell) == letters(name)
}

fn read_row(
    record: &StringRecord,
    header: &Header,
    row: usize,
    findings: &mut Vec<Finding>,
) -> Option<Token> {
    if record.len() != header.cells {
        findings.push(Finding::in_row(FindingCode::CellCount, row));
        return None;
    }
    let cell = |column| header.cell(record, column);
    let step = read_step(cell(Column::TimeInterval), row, findings);
    let secret = read_secret(cell(Column::SecretKey), row, findings);
    let serial = read_text(
        cell(Column::SerialNumber),
        row,
        Column::SerialNumber,
        findings,
    );
    let manufacturer = read_text(
        cell(Column::Manufacturer),
        row,
        Column::Manufacturer,
        findings,
    );
    let model = read_text(cell(Column::Model), row, Column::Model, findings);
    let upn = read_text(cell(Column::Upn), row, Column::Upn, findings);
    Some(Token {
        secret: secret?,
        hash: HashAlgorithm::Sha1,
        digits: Digits::Six,
        factor: MovingFactor::Time(step?),
        serial,
        manufacturer,
        model,
        upn,
    })
}

/// An empty cell is no finding of reading: a token may lack it, and [`check`] says what Entra needs.
fn read_text<T>(text: &str, row: usize, column: Column, findings: &mut Vec<Finding>) -> Option<T>
where
    T: std::str::FromStr<Err = InvalidText>,
{
    let problem = match text.parse() {
        Ok(value) => return Some(value),
        Err(InvalidText::Empty) => return None,
        Err(problem) => problem,
    };
    let code = match column {
        Column::Upn => FindingCode::UpnUnusable,
        _ => FindingCode::CellUnusable,
    };
    let mut finding = Finding::in_cell(code, row, column);
    if let InvalidText::ControlCharacter { position } | InvalidText::Blank { position } = problem {
        finding = finding.at_character(position);
    }
    findings.push(finding);
    None
}

fn read_step(cell: &str, row: usize, findings: &mut Vec<Finding>) -> Option<TimeStep> {
    let step = cell
        .parse::<u32>()
        .ok()
        .and_then(|seconds| TimeStep::try_from(seconds).ok());
    if step.is_none() {
        findings.push(Finding::in_cell(
            FindingCode::TimeIntervalUnreadable,
            row,
            Column::TimeInterval,
        ));
    }
    step
}

fn read_secret(cell: &str, row: usize, findings: &mut Vec<Finding>) -> Option<Secret> {
    let finding = |code| Finding::in_cell(code, row, Column::SecretKey);
    match decode_seed(cell, EncodingChoice::Only(Encoding::Base32)) {
        Ok(Decoded {
            secret,
            oddities,
            also_valid_as,
            ..
        }) => {
            if oddities.padding > 0 {
                findings.push(finding(FindingCode::SecretPadded));
            }
            if oddities.leftover_not_zero {
                findings.push(finding(FindingCode::SecretTrailingBits));
            }
            if !also_valid_as.is_empty() {
                findings.push(finding(FindingCode::SecretAlsoHex));
            }
            Some(secret)
        }
        Err(error) => {
            let found = finding(match error.problem {
                SeedProblem::Empty => FindingCode::CellEmpty,
                SeedProblem::TooLong => FindingCode::SecretTooLong,
                _ => FindingCode::SecretUnreadable,
            });
            findings.push(match error.problem {
                SeedProblem::OutsideAlphabet(characters) if !characters.is_empty() => {
                    found.at_character(characters[0].position)
                }
                SeedProblem::PaddingInside { position } => found.at_character(position),
                _ => found,
            });
            None
        }
    }
}

fn check_one(token: &Token, row: usize, findings: &mut Vec<Finding>) {
    let mut say = |code, column| findings.push(Finding::in_cell(code, row, column));
    match &token.upn {
        None => say(FindingCode::CellEmpty, Column::Upn),
        Some(upn) if upn.as_str().to_ascii_uppercase().contains("#EXT#") => {
            say(FindingCode::UpnGuest, Column::Upn);
        }
        Some(_) => {}
    }
    if token.serial.is_none() {
        say(FindingCode::CellEmpty, Column::SerialNumber);
    }
    if token.manufacturer.is_none() {
        say(FindingCode::CellEmpty, Column::Manufacturer);
    }
    if token.model.is_none() {
        say(FindingCode::CellEmpty, Column::Model);
    }
    match token.factor {
        MovingFactor::Counter(_) => say(FindingCode::CounterBased, Column::TimeInterval),
        MovingFactor::Time(TimeStep::THIRTY | TimeStep::SIXTY) => {}
        MovingFactor::Time(_) => say(FindingCode::TimeIntervalRefused, Column::TimeInterval),
    }
    if token.digits != Digits::Six {
        say(FindingCode::DigitsNotSix, Column::SecretKey);
    }
    if token.hash != HashAlgorithm::Sha1 {
        say(FindingCode::HashNotSha1, Column::SecretKey);
    }
    let bits = token.secret.bits();
    if bits.div_ceil(5) > MAX_SECRET_CHARACTERS {
        say(FindingCode::SecretTooLong, Column::SecretKey);
    } else if bits < Secret::MIN_BITS_REQUIRED {
        say(FindingCode::SecretShort, Column::SecretKey);
    } else if bits < Secret::RECOMMENDED_BITS {
        say(FindingCode::SecretUnder160, Column::SecretKey);
    }
    for (column, text) in texts(token) {
        if text.starts_with(['=', '+', '-', '@']) {
            say(FindingCode::FormulaCell, column);
        }
    }
}

fn texts(token: &Token) -> impl Iterator<Item = (Column, &str)> {
    let upn = token.upn.as_ref().map(|text| text.as_str());
    let serial = token.serial.as_ref().map(|text| text.as_str());
    let manufacturer = token.manufacturer.as_ref().map(|text| text.as_str());
    let model = token.model.as_ref().map(|text| text.as_str());
    [
        (Column::Upn, upn),
        (Column::SerialNumber, serial),
        (Column::Manufacturer, manufacturer),
        (Column::Model, model),
    ]
    .into_iter()
    .filter_map(|(column, text)| Some((column, text?)))
}

/// What earlier rows had. Borrows the secrets, copies none.
#[derive(Default)]
struct Seen<'a> {
    serials: HashMap<&'a str, usize>,
    secrets: HashMap<&'a [u8], usize>,
    users: HashMap<String, usize>,
}

impl<'a> Seen<'a> {
    fn check(&mut self, token: &'a Token, row: usize, findings: &mut Vec<Finding>) {
        if let Some(serial) = &token.serial {
            let first = *self.serials.entry(serial.as_str()).or_insert(row);
            if first != row {
                let finding = Finding::in_cell(FindingCode::SerialTwice, row, Column::SerialNumber);
                findings.push(finding.colliding_with(first));
            }
        }
        // Exposed: to find the same secret in two rows. The map borrows it.
        let first = *self.secrets.entry(token.secret.expose()).or_insert(row);
        if first != row {
            let finding = Finding::in_cell(FindingCode::SecretTwice, row, Column::SecretKey);
            findings.push(finding.colliding_with(first));
        }
        if let Some(upn) = &token.upn {
            // User principal names are compared without regard to case.
            let tokens = self.users.entry(upn.as_str().to_lowercase()).or_insert(0);
            *tokens += 1;
            if *tokens == MAX_TOKENS_A_USER + 1 {
                findings.push(Finding::in_cell(
                    FindingCode::MoreThanFive,
                    row,
                    Column::Upn,
                ));
            }
        }
    }
}
