//! The form that puts the token of `#code` into the list: what is printed on its back.

use super::TokenList;
use crate::formats::Column;
use crate::oath::{InvalidText, Manufacturer, Model, SerialNumber, Upn};

/// What is printed on a token's back, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DetailsDraft {
    /// The serial number.
    pub serial: String,
    /// The user principal name; may stay empty.
    pub upn: String,
    /// The manufacturer.
    pub manufacturer: String,
    /// The model.
    pub model: String,
    /// What was wrong when the token was last to be added; emptied field by field as they change.
    pub problems: Vec<DetailsProblem>,
    /// How often adding was refused: each time the keyboard goes to the first problem.
    pub refusals: u32,
}

impl Default for DetailsDraft {
    fn default() -> Self {
        Self {
            serial: "1000001".to_owned(),
            upn: String::new(),
            manufacturer: "TOTP Toolset".to_owned(),
            model: "Virtual token".to_owned(),
            problems: Vec::new(),
            refusals: 0,
        }
    }
}

/// The same, valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// The serial number.
    pub serial: SerialNumber,
    /// The user principal name.
    pub upn: Option<Upn>,
    /// The manufacturer.
    pub manufacturer: Manufacturer,
    /// The model.
    pub model: Model,
}

/// Why a token cannot be added as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DetailsProblem {
    /// A field's text is unusable.
    Text(Column, InvalidText),
    /// The serial number is taken by this row.
    SerialTaken(usize),
}

impl DetailsProblem {
    /// The field it is about.
    pub const fn column(&self) -> Column {
        match self {
            Self::Text(column, _) => *column,
            Self::SerialTaken(_) => Column::SerialNumber,
        }
    }
}

impl DetailsDraft {
    /// The field's text; the secret and the time interval are none of this form's.
    pub fn field(&self, column: Column) -> &str {
        match column {
            Column::SerialNumber => &self.serial,
            Column::Upn => &self.upn,
            Column::Manufacturer => &self.manufacturer,
            Column::Model => &self.model,
            _ => "",
        }
    }

    /// Changes a field, and drops what was said of it.
    pub fn type_field(&mut self, column: Column, text: String) {
        match column {
            Column::SerialNumber => self.serial = text,
            Column::Upn => self.upn = text,
            Column::Manufacturer => self.manufacturer = text,
            Column::Model => self.model = text,
            _ => return,
        }
        self.problems.retain(|problem| problem.column() != column);
    }

    /// Drops what was said of other rows, for those have changed.
    pub fn forget_collisions(&mut self) {
        self.problems
            .retain(|problem| !matches!(problem, DetailsProblem::SerialTaken(_)));
    }

    /// The details, if all of them are usable and the serial number is free in `list`.
    ///
    /// # Errors
    /// Every problem, in the order of the form.
    pub fn parse(&self, list: &TokenList) -> Result<Details, Vec<DetailsProblem>> {
        fn text<T: std::str::FromStr<Err = InvalidText>>(
            column: Column,
            text: &str,
            problems: &mut Vec<DetailsProblem>,
        ) -> Option<T> {
            text.parse()
                .map_err(|problem| problems.push(DetailsProblem::Text(column, problem)))
                .ok()
        }
        let mut problems = Vec::new();
        let serial: Option<SerialNumber> = text(Column::SerialNumber, &self.serial, &mut problems);
        let taken = serial
            .as_ref()
            .and_then(|serial| list.row_of_serial(serial));
        problems.extend(taken.map(DetailsProblem::SerialTaken));
        let upn = match self.upn.trim() {
            "" => None,
            typed => text(Column::Upn, typed, &mut problems),
        };
        let manufacturer = text(Column::Manufacturer, &self.manufacturer, &mut problems);
        let model = text(Column::Model, &self.model, &mut problems);
        match (serial, manufacturer, model) {
            (Some(serial), Some(manufacturer), Some(model)) if problems.is_empty() => Ok(Details {
                serial,
                upn,
                manufacturer,
                model,
            }),
            _ => Err(problems),
        }
    }
}
