//! The working set: tokens in the order they came, and what is said of them as a whole.

use std::rc::Rc;

use crate::formats::{Column, Finding, Reading, entra_csv};
use crate::oath::{InvalidText, Manufacturer, Model, SerialNumber, Token, Upn};

/// A token's place in the page's memory; never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListedId(pub u64);

/// A token of the list.
#[derive(Debug, PartialEq, Eq)]
pub struct Listed {
    /// Which one it is.
    pub id: ListedId,
    /// The token.
    pub token: Token,
}

/// The working set of tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenList {
    tokens: Rc<Vec<Rc<Listed>>>,
    findings: Rc<Vec<Finding>>,
    removed: Option<(usize, Rc<Listed>)>,
    next_id: u64,
}

impl TokenList {
    /// The tokens, in order.
    pub fn tokens(&self) -> &Rc<Vec<Rc<Listed>>> {
        &self.tokens
    }

    /// What Entra ID would say of them; rows count from 1.
    pub fn findings(&self) -> &Rc<Vec<Finding>> {
        &self.findings
    }

    /// The token of this id, with its row.
    pub fn get(&self, id: ListedId) -> Option<(usize, &Rc<Listed>)> {
        (1..)
            .zip(self.tokens.iter())
            .find(|(_, listed)| listed.id == id)
    }

    /// The row of the token with this serial number.
    pub fn row_of_serial(&self, serial: &SerialNumber) -> Option<usize> {
        (1..)
            .zip(self.tokens.iter())
            .find(|(_, listed)| listed.token.serial.as_ref() == Some(serial))
            .map(|(row, _)| row)
    }

    /// The token that was removed last and can be put back.
    pub fn removed(&self) -> Option<&Rc<Listed>> {
        self.removed.as_ref().map(|(_, listed)| listed)
    }

    /// Puts tokens at the end.
    pub fn append(&mut self, tokens: impl IntoIterator<Item = Token>) {
        let list = Rc::make_mut(&mut self.tokens);
        for token in tokens {
            let id = ListedId(self.next_id);
            self.next_id += 1;
            list.push(Rc::new(Listed { id, token }));
        }
        self.settle();
    }

    /// Takes a token out. It is kept until the next change, to be put back. False where there is none of this id.
    pub fn remove(&mut self, id: ListedId) -> bool {
        let Some(place) = self.tokens.iter().position(|listed| listed.id == id) else {
            return false;
        };
        let listed = Rc::make_mut(&mut self.tokens).remove(place);
        self.settle();
        self.removed = Some((place, listed));
        true
    }

    /// Puts the token back that was removed last.
    pub fn undo_removal(&mut self) {
        if let Some((place, listed)) = self.removed.take() {
            let list = Rc::make_mut(&mut self.tokens);
            list.insert(place.min(list.len()), listed);
            self.settle();
        }
    }

    /// Forgets everything; the secrets are wiped.
    pub fn clear(&mut self) {
        self.tokens = Rc::default();
        self.settle();
    }

    fn settle(&mut self) {
        self.removed = None;
        self.findings = Rc::new(entra_csv::check(
            self.tokens.iter().map(|listed| &listed.token),
        ));
    }
}

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
            Column::SecretKey | Column::TimeInterval => "",
        }
    }

    /// Changes a field, and drops what was said of it.
    pub fn type_field(&mut self, column: Column, text: String) {
        match column {
            Column::SerialNumber => self.serial = text,
            Column::Upn => self.upn = text,
            Column::Manufacturer => self.manufacturer = text,
            Column::Model => self.model = text,
            Column::SecretKey | Column::TimeInterval => return,
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

/// The serial number after this one: its last run of digits goes on, leading zeros and all around it stay.
/// `None` where it has no digit.
pub fn next_serial(serial: &str) -> Option<String> {
    let end = serial.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = serial[..end]
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |before| {
            before + serial[before..].chars().next().map_or(1, char::len_utf8)
        });
    let mut digits: Vec<u8> = serial[start..end].bytes().collect();
    let mut carry = true;
    for digit in digits.iter_mut().rev() {
        if *digit == b'9' {
            *digit = b'0';
        } else {
            *digit += 1;
            carry = false;
            break;
        }
    }
    let carried = if carry { "1" } else { "" };
    let digits: String = digits.into_iter().map(char::from).collect();
    Some(format!(
        "{}{carried}{digits}{}",
        &serial[..start],
        &serial[end..]
    ))
}

/// What came of a file that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The file's name.
    pub name: String,
    /// How many tokens were added, and what was noticed; or why the file is unusable.
    pub outcome: Result<(usize, Rc<Vec<Finding>>), crate::formats::FormatError>,
}

impl Opened {
    /// Splits a reading into what is said and what is added.
    pub fn of(
        name: String,
        reading: Result<Reading, crate::formats::FormatError>,
    ) -> (Self, Vec<Token>) {
        let (outcome, tokens) = match reading {
            Ok(Reading { tokens, findings }) => (Ok((tokens.len(), Rc::new(findings))), tokens),
            Err(error) => (Err(error), Vec::new()),
        };
        (Self { name, outcome }, tokens)
    }
}
