//! The portal's list of failures, `Failures_<name>.csv`, matched to the rows of the upload.
//!
//! Microsoft says that its columns are named otherwise than the upload's, and not how (MicrosoftDocs/entra-docs,
//! `how-to-mfa-upload-oath-tokens.md`). So columns are found by what is in them, and a person can name them instead.
//! A row that could be one of two rows of the upload is said to be none.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::portal::decode_portal;
use super::{Left, Place, PortalMessageKind, Upload};
use crate::formats::cells::first_cells;
use crate::formats::{Delimiter, Pasted, filled_lines};
use crate::oath::Upn;

/// The longest text that is read, in bytes.
const MAX_TEXT_BYTES: usize = 16 * 1024 * 1024;

/// The most lines with something in them that are read.
pub const MAX_FAILURES: usize = 100_000;

/// How many failures are told one by one.
const SHOWN: usize = 1000;

/// The most columns that are looked at.
const MAX_COLUMNS: usize = 64;

/// How much of a reason is told, in characters.
pub const MAX_REASON: usize = 300;

/// How much of a reason is looked at, in bytes.
const MAX_REASON_BYTES: usize = 4096;

/// How much of another cell is told, in characters: as many as a serial number has at most.
const MAX_CELL: usize = 128;

/// How many lines tell what the columns are.
const SAMPLE: usize = 200;

/// A column that means something here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FailureColumn {
    /// The serial number.
    Serial,
    /// The user principal name.
    Upn,
    /// Why the row was refused.
    Reason,
}

impl FailureColumn {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Serial, Self::Upn, Self::Reason];
}

/// Which column is what, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailureColumns {
    /// The serial number.
    pub serial: Option<usize>,
    /// The user principal name.
    pub upn: Option<usize>,
    /// Why the row was refused.
    pub reason: Option<usize>,
    /// Whether the first line says what the columns are.
    pub has_header: bool,
    /// What stands between them.
    pub delimiter: Delimiter,
}

impl FailureColumns {
    /// The place of a column.
    pub const fn place(&self, column: FailureColumn) -> Option<usize> {
        match column {
            FailureColumn::Serial => self.serial,
            FailureColumn::Upn => self.upn,
            FailureColumn::Reason => self.reason,
        }
    }

    /// The same with a column elsewhere, or nowhere.
    #[must_use]
    pub const fn with(mut self, column: FailureColumn, place: Option<usize>) -> Self {
        match column {
            FailureColumn::Serial => self.serial = place,
            FailureColumn::Upn => self.upn = place,
            FailureColumn::Reason => self.reason = place,
        }
        self
    }
}

/// A list of failures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failures {
    /// The failures in the order of their lines, at most 1,000.
    pub rows: Vec<FailureRow>,
    /// How many there are altogether.
    pub total: usize,
    /// Those whose row of the upload is not certain, by their lines.
    pub not_located: Left,
    /// Lines whose quotation marks do not match, so that nobody knows their cells.
    pub unread: Left,
    /// How the columns were read.
    pub columns: FailureColumns,
    /// The cells of the first line, for choosing columns; of long ones the beginning.
    pub heads: Vec<Pasted>,
}

/// A failure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailureRow {
    /// Its line in the list, from 1.
    pub line: usize,
    /// The row of the upload, where that is certain.
    pub place: Option<Place>,
    /// The serial number; empty where there is none. Of a long one the beginning.
    pub serial: Pasted,
    /// The user principal name, likewise.
    pub upn: Pasted,
    /// Why, in the portal's words; at most [`MAX_REASON`] characters.
    pub reason: Pasted,
    /// What that means.
    pub kind: PortalMessageKind,
}

/// Why a text is no list of failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum FailuresError {
    /// Nothing but blanks.
    #[error("there is no line")]
    Empty,
    /// More than 16 MiB.
    #[error("the text is too long")]
    TooLong,
    /// More than [`MAX_FAILURES`] lines.
    #[error("there are too many lines")]
    TooManyLines,
}

/// Whether a file is the portal's list of failures, of several that came together: its name says so, and it is a table.
pub fn is_failures_file(name: &str, text: &str) -> bool {
    const BEGINNING: &str = "failures_";
    let name = name.trim_start().get(..BEGINNING.len());
    if !name.is_some_and(|name| name.eq_ignore_ascii_case(BEGINNING)) {
        return false;
    }
    let sample: Vec<&str> = filled(text).take(SAMPLE).map(|(_, line)| line).collect();
    Delimiter::ALL.into_iter().any(|delimiter| {
        let wide = sample.iter().filter_map(|line| cells(line, delimiter));
        let wide = wide.filter(|cells| cells.len() > 1).count();
        // A bad line or two make no other file of it.
        wide > 0 && wide * 4 >= sample.len() * 3
    })
}

/// Reads a list of failures of this upload; `columns` says what the columns are, where the person has said so.
///
/// # Errors
/// [`FailuresError`]. A line that cannot be taken apart is counted.
pub fn read_failures(
    text: &str,
    columns: Option<FailureColumns>,
    upload: &Upload,
) -> Result<Failures, FailuresError> {
    if text.len() > MAX_TEXT_BYTES {
        return Err(FailuresError::TooLong);
    }
    let (_, first) = filled(text).next().ok_or(FailuresError::Empty)?;
    let columns = columns.unwrap_or_else(|| found_columns(text, upload));
    let header = usize::from(columns.has_header);
    if filled(text).nth(header + MAX_FAILURES).is_some() {
        return Err(FailuresError::TooManyLines);
    }
    let heads = cells(first, columns.delimiter).unwrap_or_default();
    let mut failures = Failures {
        rows: Vec::new(),
        total: 0,
        not_located: Left::default(),
        unread: Left::default(),
        columns,
        heads: heads.iter().map(|head| short(head, MAX_CELL)).collect(),
    };
    for (line, text) in filled(text).skip(header) {
        match cells(text, columns.delimiter) {
            Some(cells) => failures.take(line, &cells, upload),
            None => failures.unread.push(line),
        }
    }
    Ok(failures)
}

impl Failures {
    fn take(&mut self, line: usize, cells: &[Cow<'_, str>], upload: &Upload) {
        let cell = |column| {
            let place = self.columns.place(column);
            place
                .and_then(|place| cells.get(place))
                .map_or("", |cell| cell.trim())
        };
        let (serial, upn) = (cell(FailureColumn::Serial), cell(FailureColumn::Upn));
        let reason = cell(FailureColumn::Reason);
        let seen = &reason[..reason.floor_char_boundary(MAX_REASON_BYTES)];
        let message = decode_portal(seen, upload).messages.into_iter().next();
        let filled = |text: &'_ str| (!text.is_empty()).then(|| text.to_owned());
        let by_cells = upload.locate(filled(serial).as_deref(), filled(upn).as_deref());
        // The reason may name the row where no column does. Where they do, it is not asked.
        let says_nothing = !upload.has_serial(serial) && !upload.has_upn(upn);
        let by_reason = message.as_ref().and_then(|message| message.place);
        let place = by_cells.or_else(|| by_reason.filter(|_| says_nothing));
        self.total += 1;
        if place.is_none() {
            self.not_located.push(line);
        }
        if self.rows.len() < SHOWN {
            self.rows.push(FailureRow {
                line,
                place,
                serial: short(serial, MAX_CELL),
                upn: short(upn, MAX_CELL),
                reason: short(reason, MAX_REASON),
                kind: message.map_or(PortalMessageKind::Unknown, |message| message.kind),
            });
        }
    }
}

/// The lines with something in them, with their numbers from 1.
fn filled(text: &str) -> impl Iterator<Item = (usize, &str)> {
    filled_lines(text.trim_start_matches('\u{feff}'))
}

type Cells<'a> = Vec<Cow<'a, str>>;

fn cells(line: &str, delimiter: Delimiter) -> Option<Cells<'_>> {
    first_cells(line, delimiter.character(), MAX_COLUMNS).ok()
}

fn short(text: &str, most: usize) -> Pasted {
    match text.char_indices().nth(most) {
        Some((end, _)) => text[..end].into(),
        None => text.into(),
    }
}

/// What the columns may be, by what is in the first lines and by their heads.
fn found_columns(text: &str, upload: &Upload) -> FailureColumns {
    let lines: Vec<&str> = filled(text).take(SAMPLE).map(|(_, line)| line).collect();
    let rows = |delimiter: Delimiter| -> Vec<Cells<'_>> {
        let cells = lines.iter().filter_map(|line| cells(line, delimiter));
        cells.collect()
    };
    let score = |delimiter: &Delimiter| {
        let rows = rows(*delimiter);
        let names_a_row = |cells: &&Cells<'_>| cells.iter().any(|cell| names_a_row(cell, upload));
        let of_one_width = rows.iter().filter(|cells| cells.len() > 1);
        let of_one_width = of_one_width.filter(|cells| cells.len() == rows[0].len());
        (
            rows.iter().filter(names_a_row).count(),
            of_one_width.count(),
        )
    };
    // The comma where none is better, which is what the portal takes.
    let delimiter = Delimiter::ALL.into_iter().max_by_key(score);
    let delimiter = delimiter.unwrap_or(Delimiter::Comma);
    let rows = rows(delimiter);
    let Some((first, others)) = rows.split_first() else {
        return FailureColumns {
            serial: None,
            upn: None,
            reason: None,
            has_header: false,
            delimiter,
        };
    };
    let has_header = is_header(first, others, upload);
    let sample = if has_header { others } else { &rows };
    let heads: Vec<String> = if has_header {
        first.iter().map(|head| letters(head)).collect()
    } else {
        Vec::new()
    };
    let sample = Sample {
        rows: sample,
        heads,
    };
    let serial = sample
        .most(|cell| upload.has_serial(cell))
        .or_else(|| sample.headed(SERIAL_HEADS).next());
    let others = |place: &usize| Some(*place) != serial;
    let upn = sample
        .most(|cell| upload.has_upn(cell))
        .or_else(|| sample.most(is_address))
        .or_else(|| sample.headed(UPN_HEADS).next())
        .filter(others);
    FailureColumns {
        serial,
        upn,
        reason: sample.reason(serial, upn),
        has_header,
        delimiter,
    }
}

/// Parts of heads that speak of these columns, in small letters without blanks and signs. In plain English: no source
/// says how the portal spells them.
const SERIAL_HEADS: &[&str] = &["serial"];
const UPN_HEADS: &[&str] = &["upn", "principal", "username", "mail", "user"];
const REASON_HEADS: &[&str] = &["reason", "error", "message", "failure", "detail"];
/// Nothing of these is shown as a reason.
const SECRET_HEADS: &[&str] = &["secret", "seed", "key"];

/// A first line that names no row and whose cells are heads, by their words or because the other lines do name rows.
fn is_header(first: &Cells<'_>, others: &[Cells<'_>], upload: &Upload) -> bool {
    let names = |cells: &Cells<'_>| {
        let mut cells = cells.iter();
        cells.any(|cell| names_a_row(cell, upload) || is_address(cell.trim()))
    };
    let is_a_head = |cell: &Cow<'_, str>| {
        let letters = letters(cell);
        let known = [SERIAL_HEADS, UPN_HEADS, REASON_HEADS];
        // A sentence is no head, though it may speak of an error.
        let is_short = cell.split_whitespace().count() <= 3;
        is_short
            && known
                .into_iter()
                .flatten()
                .any(|known| letters.contains(known))
    };
    !names(first) && (first.iter().any(is_a_head) || others.iter().any(names))
}

/// Whether the cell is the serial number or the user of a row.
fn names_a_row(cell: &str, upload: &Upload) -> bool {
    let cell = cell.trim();
    !cell.is_empty() && (upload.has_serial(cell) || upload.has_upn(cell))
}

fn is_address(cell: &str) -> bool {
    cell.contains('@') && cell.parse::<Upn>().is_ok()
}

/// In small letters, without blanks and signs; of a long one the beginning.
fn letters(head: &str) -> String {
    let letters = head.chars().filter(|c| c.is_alphanumeric());
    letters
        .take(MAX_CELL)
        .flat_map(char::to_lowercase)
        .collect()
}

/// The first rows, and the heads above them, if there are any.
struct Sample<'a> {
    rows: &'a [Cells<'a>],
    heads: Vec<String>,
}

impl Sample<'_> {
    fn width(&self) -> usize {
        let widths = self.rows.iter().map(Vec::len);
        widths.max().unwrap_or(0).max(self.heads.len())
    }

    fn column(&self, place: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows.iter().filter_map(move |cells| cells.get(place));
        cells
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
    }

    /// The column with the most such cells, the first of several.
    fn most(&self, is_such: impl Fn(&str) -> bool) -> Option<usize> {
        let count = |place: usize| self.column(place).filter(|cell| is_such(cell)).count();
        let counted = (0..self.width()).rev().map(|place| (count(place), place));
        let (count, place) = counted.max_by_key(|(count, _)| *count)?;
        (count > 0).then_some(place)
    }

    /// The columns with one of these words in the head, in the order of the words.
    fn headed(&self, words: &[&str]) -> impl Iterator<Item = usize> {
        words.iter().flat_map(|word| {
            let heads = self.heads.iter().enumerate();
            heads
                .filter(move |(_, head)| head.contains(word))
                .map(|(place, _)| place)
        })
    }

    /// The column with the sentences: of those whose heads speak of a reason, or else of all that are left.
    fn reason(&self, serial: Option<usize>, upn: Option<usize>) -> Option<usize> {
        let is_free = |place: &usize| Some(*place) != serial && Some(*place) != upn;
        let headed: Vec<usize> = self.headed(REASON_HEADS).filter(is_free).collect();
        if let Some(first) = headed.first() {
            // `errorCode` beside `errorMessage`: the one with the words.
            let best = headed
                .iter()
                .rev()
                .max_by_key(|place| self.wordiness(**place));
            return Some(*best.unwrap_or(first));
        }
        let free = (0..self.width()).rev().filter(is_free);
        let free = free.filter(|place| !self.may_be_secret(*place));
        free.filter(|place| self.column(*place).next().is_some())
            .max_by_key(|place| self.wordiness(*place))
    }

    /// How many blanks stand between the words of a column; where there are none, how long its texts are.
    fn wordiness(&self, place: usize) -> (usize, usize) {
        let blanks = |cell: &str| cell.split_whitespace().count().saturating_sub(1);
        let cells = self.column(place).map(|cell| (blanks(cell), cell.len()));
        cells.fold((0, 0), |(blanks, length), (more, longer)| {
            (blanks + more, length + longer)
        })
    }

    /// A column with secrets, by its head or by long cells of letters and digits without a blank.
    fn may_be_secret(&self, place: usize) -> bool {
        const LONG: usize = 16;
        let head = self.heads.get(place);
        if head.is_some_and(|head| SECRET_HEADS.iter().any(|word| head.contains(word))) {
            return true;
        }
        let is_such = |cell: &str| {
            cell.len() >= LONG
                && cell.bytes().any(|byte| byte.is_ascii_digit())
                && !cell.contains(char::is_whitespace)
        };
        let such = self.column(place).filter(|cell| is_such(cell)).count();
        such * 2 > self.column(place).count()
    }
}
