//! The header: Microsoft's names of the columns, and where a file has them.

use crate::formats::sample::is_number;
use crate::formats::table::{Cells, row};
use crate::formats::{Column, Delimiter, FormatError};

/// Microsoft's order.
pub const COLUMNS: [Column; 6] = [
    Column::Upn,
    Column::SerialNumber,
    Column::SecretKey,
    Column::TimeInterval,
    Column::Manufacturer,
    Column::Model,
];

/// Where a file has its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// What stands between them.
    pub delimiter: Delimiter,
    /// Whether the first line names them. Without it they are taken to be in Microsoft's order.
    pub is_there: bool,
    /// Whether its names are spelt as Microsoft's.
    pub is_as_documented: bool,
    /// Whether there are columns that the format does not have.
    pub has_extra_columns: bool,
    /// How many cells a row has to have.
    pub width: usize,
    /// The place of each of [`COLUMNS`], from 0.
    places: [Option<usize>; 6],
}

impl Header {
    /// Takes the first line for the header, or for a first row that lacks one.
    ///
    /// # Errors
    /// [`FormatError`] where it is neither, names no secret, or names a column twice.
    pub fn of(number: usize, line: &str) -> Result<Self, FormatError> {
        let split = |delimiter| row(number, line, delimiter).cells.unwrap_or_default();
        let named = |delimiter: &Delimiter| {
            split(*delimiter)
                .iter()
                .filter_map(|cell| named(cell))
                .count()
        };
        // The comma where none names more.
        let delimiters = [Delimiter::Tab, Delimiter::Semicolon, Delimiter::Comma];
        let most = delimiters.into_iter().max_by_key(named);
        let delimiter = most.filter(|delimiter| named(delimiter) >= 2);
        if let Some(delimiter) = delimiter {
            return Self::of_names(&split(delimiter), delimiter);
        }
        let headless = Delimiter::ALL
            .into_iter()
            .find(|delimiter| is_a_row(&split(*delimiter)));
        let Some(delimiter) = headless else {
            return Err(FormatError::HeaderLacks {
                missing: COLUMNS.to_vec(),
            });
        };
        Ok(Self {
            delimiter,
            is_there: false,
            is_as_documented: true,
            has_extra_columns: false,
            width: COLUMNS.len(),
            places: std::array::from_fn(Some),
        })
    }

    fn of_names(cells: &Cells<'_>, delimiter: Delimiter) -> Result<Self, FormatError> {
        let mut cells = cells.clone();
        while cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            cells.pop();
        }
        let mut header = Self {
            delimiter,
            is_there: true,
            is_as_documented: true,
            has_extra_columns: false,
            width: cells.len(),
            places: [None; 6],
        };
        for (place, cell) in cells.iter().enumerate() {
            let Some(column) = named(cell) else {
                header.has_extra_columns = true;
                continue;
            };
            if header.places[column].replace(place).is_some() {
                return Err(FormatError::ColumnTwice(COLUMNS[column]));
            }
            header.is_as_documented &= **cell == *COLUMNS[column].name();
        }
        if header.place(Column::SecretKey).is_none() {
            return Err(FormatError::HeaderLacks {
                missing: header.missing().collect(),
            });
        }
        Ok(header)
    }

    /// Where a row has this column, from 0.
    pub fn place(&self, column: Column) -> Option<usize> {
        let index = COLUMNS.iter().position(|&other| other == column)?;
        self.places[index]
    }

    /// The columns that are not there.
    pub fn missing(&self) -> impl Iterator<Item = Column> {
        let columns = COLUMNS.into_iter().zip(self.places);
        columns.filter_map(|(column, place)| place.is_none().then_some(column))
    }
}

/// Which of [`COLUMNS`] a head names. Case, blanks and what cannot be seen are ignored: `timeinterval`, ` Serial Number`.
fn named(head: &str) -> Option<usize> {
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let head = letters(head);
    COLUMNS
        .iter()
        .position(|column| letters(column.name()) == head)
}

/// A row without a header above it: a user, something, a secret, a number of seconds.
fn is_a_row(cells: &Cells<'_>) -> bool {
    let cell = |place: usize| cells.get(place).map_or("", |cell| cell.trim());
    cells.len() >= COLUMNS.len()
        && cell(0).contains('@')
        && !cell(2).is_empty()
        && is_number(cell(3))
}
