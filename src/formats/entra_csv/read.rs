//! The bytes of a file to tokens.

use std::borrow::Cow;
use std::str::FromStr;

use super::header::Header;
use crate::formats::cells::cells;
use crate::formats::text::{lines, text_of};
use crate::formats::{Column, Finding, FindingCode, FormatError, Reading};
use crate::oath::{
    Decoded, Digits, Encoding, EncodingChoice, HashAlgorithm, InvalidText, MovingFactor, Oddities,
    Secret, SeedProblem, TimeStep, Token, UserDetails, decode_seed,
};

/// Reads a file: both spellings of the header, any case, columns in any order, with or without byte order mark.
/// Every token has 6 digits and SHA-1, for the format has no column that could say otherwise.
///
/// # Errors
/// [`FormatError`] where the file as a whole is unusable. A bad row is a finding.
pub fn read(bytes: &[u8]) -> Result<Reading, FormatError> {
    let mut rows = lines(text_of(bytes)?).filter(|(_, line)| !is_blank(line));
    let (number, line) = rows.next().ok_or(FormatError::Empty)?;
    // Quotes that do not match leave no column to be found.
    let header = Header::of(&cells(line, ',').unwrap_or_default())?;
    let mut reading = Reading {
        tokens: Vec::new(),
        findings: Vec::new(),
    };
    if header.has_extra_columns() {
        let finding = Finding::in_row(FindingCode::ExtraColumn, number);
        reading.findings.push(finding);
    }
    for (number, line) in rows {
        let token = read_row(line, number, &header, &mut reading.findings);
        reading.tokens.extend(token);
    }
    Ok(reading)
}

/// Nothing but blanks and commas: what a spreadsheet writes for an empty row.
fn is_blank(line: &str) -> bool {
    line.chars().all(|c| c == ',' || c.is_whitespace())
}

fn read_row(
    line: &str,
    number: usize,
    header: &Header,
    findings: &mut Vec<Finding>,
) -> Option<Token> {
    let Ok(cells) = cells(line, ',') else {
        findings.push(Finding::in_row(FindingCode::QuotesUnbalanced, number));
        return None;
    };
    if cells.len() != header.cells() {
        findings.push(Finding::in_row(FindingCode::CellCount, number));
        return None;
    }
    let mut row = Row {
        number,
        cells,
        header,
        findings,
    };
    row.token()
}

/// A row with as many cells as the header has.
struct Row<'a> {
    number: usize,
    cells: Vec<Cow<'a, str>>,
    header: &'a Header,
    findings: &'a mut Vec<Finding>,
}

impl Row<'_> {
    /// All cells are read, so that everything is said at once.
    fn token(&mut self) -> Option<Token> {
        let step = self.step();
        let secret = self.secret();
        let serial = self.text(Column::SerialNumber, FindingCode::CellUnusable);
        let manufacturer = self.text(Column::Manufacturer, FindingCode::CellUnusable);
        let model = self.text(Column::Model, FindingCode::CellUnusable);
        let upn = self.text(Column::Upn, FindingCode::UpnUnusable);
        Some(Token {
            secret: secret?,
            hash: HashAlgorithm::Sha1,
            digits: Digits::Six,
            factor: MovingFactor::Time(step?),
            serial,
            manufacturer,
            model,
            upn,
            user: UserDetails::default(),
        })
    }

    fn cell(&self, column: Column) -> &str {
        self.cells
            .get(self.header.place(column))
            .map_or("", |cell| cell.as_ref())
    }

    fn say(&mut self, code: FindingCode, column: Column) {
        self.findings
            .push(Finding::in_cell(code, self.number, column));
    }

    /// Says something of one character, counted from 1 in the cell as it stands in the file.
    fn say_at(&mut self, position: usize, code: FindingCode, column: Column) {
        let finding = Finding::in_cell(code, self.number, column);
        self.findings.push(finding.at_character(position));
    }

    fn step(&mut self) -> Option<TimeStep> {
        let cell = self.cell(Column::TimeInterval).trim();
        // `parse` would take a plus sign.
        let seconds: Option<u32> = cell
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| cell.parse().ok())
            .flatten();
        let step = seconds.and_then(|seconds| TimeStep::try_from(seconds).ok());
        if step.is_none() {
            self.say(FindingCode::TimeIntervalUnreadable, Column::TimeInterval);
        }
        step
    }

    fn secret(&mut self) -> Option<Secret> {
        let cell = self.cell(Column::SecretKey);
        // Blanks around a cell are no part of it; only those inside are worth a word.
        let secret = cell.trim();
        match decode_seed(secret, EncodingChoice::Only(Encoding::Base32)) {
            Ok(decoded) => {
                self.say_oddities(&decoded);
                Some(decoded.secret)
            }
            Err(error) => {
                let dropped = cell.chars().take_while(|c| c.is_whitespace()).count();
                self.say_problem(&error.problem, dropped);
                None
            }
        }
    }

    fn say_oddities(&mut self, decoded: &Decoded) {
        let Oddities {
            blanks,
            dashes,
            padding,
            leftover_not_zero,
            ..
        } = decoded.oddities;
        let valid_hex = decoded
            .also_valid_as
            .iter()
            .any(|other| other.encoding == Encoding::Hex);
        for (holds, code) in [
            (padding > 0, FindingCode::SecretPadded),
            (blanks + dashes > 0, FindingCode::SecretSeparated),
            (leftover_not_zero, FindingCode::SecretTrailingBits),
            (valid_hex, FindingCode::SecretAlsoHex),
        ] {
            if holds {
                self.say(code, Column::SecretKey);
            }
        }
    }

    /// Positions count from behind the blanks that were dropped.
    fn say_problem(&mut self, problem: &SeedProblem, dropped: usize) {
        let column = Column::SecretKey;
        match problem {
            SeedProblem::Empty => self.say(FindingCode::CellEmpty, column),
            SeedProblem::TooLong => self.say(FindingCode::SecretTooLong, column),
            SeedProblem::ImpossibleLength { .. } => {
                self.say(FindingCode::SecretUnreadable, column);
            }
            SeedProblem::PaddingInside { position } => {
                self.say_at(dropped + position, FindingCode::SecretUnreadable, column);
            }
            SeedProblem::OutsideAlphabet(characters) => {
                // At least one, and the first is enough: one correction at a time.
                let position = characters.first().map_or(1, |first| first.position);
                self.say_at(dropped + position, FindingCode::SecretUnreadable, column);
            }
        }
    }

    /// An empty cell is no finding of reading: a token may lack it, and [`check`](super::check) says what Entra needs.
    fn text<T>(&mut self, column: Column, code: FindingCode) -> Option<T>
    where
        T: FromStr<Err = InvalidText>,
    {
        match self.cell(column).parse() {
            Ok(value) => return Some(value),
            Err(InvalidText::Empty) => {}
            Err(InvalidText::ControlCharacter { position } | InvalidText::Blank { position }) => {
                self.say_at(position, code, column)
            }
            Err(
                InvalidText::TooLong { .. } | InvalidText::NotNameAtDomain | InvalidText::NotGuid,
            ) => {
                self.say(code, column);
            }
        }
        None
    }
}
