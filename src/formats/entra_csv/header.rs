//! The header: Microsoft's names of the columns, and where a file has them.

use std::borrow::Cow;

use crate::formats::{Column, FormatError};

/// Microsoft's order.
pub const COLUMNS: [Column; 6] = [
    Column::Upn,
    Column::SerialNumber,
    Column::SecretKey,
    Column::TimeInterval,
    Column::Manufacturer,
    Column::Model,
];

/// Which cell holds which column.
pub struct Header {
    places: [usize; 6],
    cells: usize,
    has_extra_columns: bool,
}

impl Header {
    /// Takes the cells of the first row for the names of columns.
    ///
    /// # Errors
    /// [`FormatError`] where one of the six is missing or stands there twice.
    pub fn of(cells: &[Cow<'_, str>]) -> Result<Self, FormatError> {
        let mut found: [Option<usize>; 6] = [None; 6];
        let mut has_extra_columns = false;
        for (place, cell) in cells.iter().enumerate() {
            let Some(column) = COLUMNS
                .iter()
                .position(|&column| same_name(cell, column.name()))
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
            cells: cells.len(),
            has_extra_columns,
        })
    }

    /// Where a row has this column, from 0.
    pub fn place(&self, column: Column) -> usize {
        COLUMNS
            .iter()
            .position(|&other| other == column)
            .map_or(0, |index| self.places[index])
    }

    /// How many cells a row has to have.
    pub const fn cells(&self) -> usize {
        self.cells
    }

    /// Whether there are columns that the format does not have.
    pub const fn has_extra_columns(&self) -> bool {
        self.has_extra_columns
    }
}

/// Ignores case and blanks: `timeinterval`, ` Serial Number`.
fn same_name(cell: &str, name: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .flat_map(char::to_lowercase)
            .collect()
    };
    letters(cell) == letters(name)
}
