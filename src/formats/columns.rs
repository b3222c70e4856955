//! A table whose columns a person has named: for every list that no format of the registry is.

use serde::{Deserialize, Serialize};

use super::entry::{Convention, Entry, FactorUnsaid, HashUnsaid, SecretSpelling};
use super::reader::Reader;
use super::sample::{Sample, is_comment, is_hex_key, is_number};
use super::table::{Cells, Row, rows, without_empty_tail};
use super::{Column, Delimiter, Finding, FindingCode, FormatError};
use crate::oath::{EncodingChoice, Upn, decode_seed};

/// Which column is what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// What stands between the columns.
    pub delimiter: Delimiter,
    /// Whether the first line says what the columns are.
    pub has_header: bool,
    /// How the secrets are written.
    pub encoding: EncodingChoice,
    /// The place of each column, from 0, in the order of [`Column::ALL`].
    places: [Option<u8>; Column::ALL.len()],
}

/// How its head may be spelt, in small letters and digits alone.
const fn heads(column: Column) -> &'static [&'static str] {
    match column {
        Column::Upn => &[
            "upn",
            "userprincipalname",
            "username",
            "user",
            "email",
            "mail",
            "account",
            "login",
        ],
        Column::SerialNumber => &[
            "serialnumber",
            "serial",
            "serialno",
            "tokenserialnumber",
            "tokensn",
            "tokennumber",
            "seriennummer",
            "sn",
            "tokenserial",
            "tokenid",
            "id",
            "device",
        ],
        Column::SecretKey => &[
            "secretkey",
            "secret",
            "seed",
            "key",
            "otpkey",
            "secretseed",
            "hexseed",
            "base32",
        ],
        Column::TimeInterval => &["timeinterval", "interval", "period", "step", "timestep"],
        Column::Manufacturer => &["manufacturer", "vendor", "issuer", "make"],
        Column::Model => &["model", "devicemodel", "product"],
        Column::Type => &["type", "tokentype", "otptype"],
        Column::HashAlgorithm => &[
            "hash",
            "algorithm",
            "hashalgorithm",
            "hashfunction",
            "algo",
            "hmac",
        ],
        Column::Digits => &["digits", "otplen", "otplength", "responselength", "length"],
        Column::Counter => &["counter", "movingfactor", "eventcounter"],
        Column::ObjectId => &["objectid", "userid", "userobjectid"],
    }
}

/// Whether a cell is a head of this column, as people spell it.
pub fn is_head(column: Column, cell: &str) -> bool {
    let letters = cell.chars().filter(|c| c.is_alphanumeric());
    let spelt: String = letters.flat_map(char::to_lowercase).collect();
    heads(column).contains(&spelt.as_str())
}

impl Mapping {
    /// No column named yet.
    pub const fn nothing(delimiter: Delimiter) -> Self {
        Self {
            delimiter,
            has_header: false,
            encoding: EncodingChoice::Automatic,
            places: [None; Column::ALL.len()],
        }
    }

    /// What the columns may be, by their heads and by what is in them: a proposal, for a person to correct.
    pub fn proposed(text: &str) -> Self {
        let sample = Sample::of(text);
        let width = |delimiter: Delimiter| {
            let rows = sample.rows(delimiter);
            let widths: Vec<usize> = rows
                .iter()
                .map(Vec::len)
                .filter(|width| *width > 1)
                .collect();
            // Rows of one width tell more than wide ones.
            let first = widths.first().copied().unwrap_or(0);
            widths.iter().filter(|width| **width == first).count()
        };
        let delimiters = Delimiter::ALL.into_iter();
        let delimiter = delimiters
            .max_by_key(|delimiter| width(*delimiter))
            .unwrap_or(Delimiter::Comma);
        let rows = sample.rows(delimiter);
        let Some((first, others)) = rows.split_first() else {
            return Self::nothing(delimiter);
        };
        let mut mapping = Self::nothing(delimiter);
        let spelt = |head: &str| -> String {
            let letters = head.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        let first: Vec<String> = first.iter().map(|head| spelt(head)).collect();
        for column in Column::ALL {
            let mut names = heads(column).iter();
            let place = names.find_map(|name| first.iter().position(|head| head == name));
            mapping.name(column, place);
        }
        mapping.has_header = mapping.places.iter().any(Option::is_some);
        let sample = if mapping.has_header { others } else { &rows };
        mapping.look_inside(sample);
        if mapping.place(Column::SecretKey).is_some() || mapping.has_header {
            return mapping;
        }
        // A header in words of its own: without it, a column holds nothing but secrets.
        let mut headed = Self {
            has_header: true,
            ..Self::nothing(delimiter)
        };
        headed.look_inside(others);
        match headed.place(Column::SecretKey) {
            Some(_) => headed,
            None => mapping,
        }
    }

    /// Names columns by what is in them, where no head did.
    fn look_inside(&mut self, rows: &[Cells<'_>]) {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let all = |place: usize, fits: &dyn Fn(&str) -> bool| {
            let mut cells = rows.iter().filter_map(|cells| cells.get(place));
            cells.clone().next().is_some() && cells.all(|cell| fits(cell.trim()))
        };
        let free = |mapping: &Self, fits: &dyn Fn(&str) -> bool| {
            (0..width).find(|place| mapping.column(*place).is_none() && all(*place, fits))
        };
        let is_seed = |cell: &str| {
            is_hex_key(cell)
                || (cell.len() >= 16 && decode_seed(cell, EncodingChoice::Automatic).is_ok())
        };
        // Nothing but digits may be hex, and is more often a serial number of 16 digits.
        let has_letters = |place: usize| !all(place, &is_number);
        let lettered = |mapping: &Self, fits: &dyn Fn(&str) -> bool| {
            let mut places = (0..width).filter(|place| has_letters(*place));
            places.find(|place| mapping.column(*place).is_none() && all(*place, fits))
        };
        // Of several the longest, the first of equals.
        let of_digits = |mapping: &Self| {
            let places = (0..width).rev().filter(|place| all(*place, &is_hex_key));
            let free = places.filter(|place| mapping.column(*place).is_none());
            let length = |place: &usize| -> usize {
                let cells = rows.iter().filter_map(|cells| cells.get(*place));
                cells.map(|cell| cell.trim().len()).sum()
            };
            free.max_by_key(length)
        };
        if self.place(Column::SecretKey).is_none() {
            let place = lettered(self, &is_hex_key)
                .or_else(|| lettered(self, &is_seed))
                .or_else(|| of_digits(self));
            self.name(Column::SecretKey, place);
        }
        if self.place(Column::Upn).is_none() {
            let place = free(self, &|cell| cell.parse::<Upn>().is_ok());
            self.name(Column::Upn, place);
        }
        if self.place(Column::SerialNumber).is_none() {
            let has_digits =
                |cell: &str| cell.len() >= 4 && cell.bytes().any(|byte| byte.is_ascii_digit());
            let place = free(self, &has_digits);
            self.name(Column::SerialNumber, place);
        }
    }

    /// The same with another delimiter: the columns are others then, and nobody has named them yet.
    #[must_use]
    pub const fn with_delimiter(self, delimiter: Delimiter) -> Self {
        Self {
            has_header: self.has_header,
            encoding: self.encoding,
            ..Self::nothing(delimiter)
        }
    }

    /// The place of a column, from 0.
    pub fn place(&self, column: Column) -> Option<usize> {
        self.places[column as usize].map(usize::from)
    }

    /// What the column of that place is.
    pub fn column(&self, place: usize) -> Option<Column> {
        Column::ALL
            .into_iter()
            .find(|column| self.place(*column) == Some(place))
    }

    /// The same with a column elsewhere, or nowhere. A place is one column only.
    #[must_use]
    pub fn with(mut self, column: Column, place: Option<usize>) -> Self {
        self.name(column, place);
        self
    }

    fn name(&mut self, column: Column, place: Option<usize>) {
        let place = place.and_then(|place| u8::try_from(place).ok());
        if place.is_some() {
            for other in &mut self.places {
                *other = other.filter(|other| Some(*other) != place);
            }
        }
        self.places[column as usize] = place;
    }
}

/// Reads the rows; lines that begin with `#` are none.
///
/// # Errors
/// [`FormatError::HeaderLacks`] where no column is named the secret.
pub fn read(text: &str, mapping: &Mapping, reader: &mut Reader<'_>) -> Result<(), FormatError> {
    if mapping.place(Column::SecretKey).is_none() {
        return Err(FormatError::HeaderLacks {
            missing: vec![Column::SecretKey],
        });
    }
    let convention = Convention {
        secret: SecretSpelling::Any(mapping.encoding),
        hash: HashUnsaid::Assumed,
        factor: FactorUnsaid::CounterIfThere,
    };
    let rows = || rows(text, mapping.delimiter).filter(|row| !is_comment(row.line));
    let width = rows().find_map(|row| row.cells.ok()).map(Width::of);
    for row in rows().skip(usize::from(mapping.has_header)) {
        read_row(row, mapping, width.unwrap_or_default(), convention, reader);
    }
    Ok(())
}

/// How many cells a row may have: as the first one, with or without the empty ones at its end.
#[derive(Clone, Copy, Default)]
struct Width {
    least: usize,
    most: usize,
}

impl Width {
    fn of(mut first: Cells<'_>) -> Self {
        let most = first.len();
        without_empty_tail(&mut first, 0);
        Self {
            least: first.len(),
            most,
        }
    }

    fn fits(self, cells: &mut Cells<'_>) -> bool {
        let is_long_enough = cells.len() >= self.least;
        without_empty_tail(cells, self.most);
        is_long_enough && cells.len() <= self.most
    }
}

fn read_row(
    row: Row<'_>,
    mapping: &Mapping,
    width: Width,
    convention: Convention,
    reader: &mut Reader<'_>,
) {
    let Ok(mut cells) = row.cells else {
        return reader.say(Finding::in_row(FindingCode::QuotesUnbalanced, row.number));
    };
    // One cell too many or too few may move all that stand behind it.
    if !width.fits(&mut cells) {
        return reader.say(Finding::in_row(FindingCode::CellCount, row.number));
    }
    if row.was_in_one_cell {
        reader.say(Finding::in_row(FindingCode::LineInOneCell, row.number));
    }
    let named = Column::ALL
        .into_iter()
        .filter_map(|column| Some((column, cells.get(mapping.place(column)?)?)));
    let entry = Entry::new(row.number, convention);
    reader.take(named.fold(entry, |entry, (column, cell)| {
        entry.with(column, cell.as_ref())
    }));
}
