//! The rows of an upload by what names them, the serial number and the user. Never a guess: what names two rows names
//! none.
//!
//! The rows that the portal complains of are often those without a token, for their secret cannot be read; so rows
//! are told by the texts of their cells, and a row needs no token to be found.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::formats::{
    Assumed, CellPlace, Column, Mending, PickedCell, ReadAs, Reading, pick, refused_rows,
};

/// How many line numbers are told of something that holds of many lines.
const TOLD: usize = 20;

/// Lines or rows that are left over: how many, and the first 20 of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// How many.
    pub count: usize,
    /// The first of them, from 1.
    pub first: Vec<usize>,
}

impl Left {
    /// One more.
    pub(super) fn push(&mut self, line: usize) {
        self.count += 1;
        if self.first.len() < TOLD {
            self.first.push(line);
        }
    }
}

/// By what a row was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FoundBy {
    /// By its serial number.
    Serial,
    /// By its user, who has no other row.
    Upn,
    /// By both together, where one alone stands in several rows.
    Both,
}

/// A row that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its line in the upload, from 1.
    pub row: usize,
    /// By what.
    pub by: FoundBy,
}

/// The rows with a certain text.
#[derive(Clone, Copy)]
pub(super) enum Rows {
    /// One, by its number.
    One(usize),
    /// More than one.
    Several,
}

/// The rows of an upload.
#[derive(Default)]
pub struct Upload {
    serials: HashMap<String, Rows>,
    /// In small letters: Entra ID does not tell user principal names apart by case.
    upns: HashMap<String, Rows>,
    both: HashMap<(String, String), Rows>,
}

impl Upload {
    /// The rows of a file: those with a token, and those in which none was found. Nobody knows which of its versions was
    /// uploaded, so each row goes by its texts as they stand in the file, as they were corrected, and with the users that
    /// its tokens have got since.
    pub fn of_file(
        text: &str,
        read_as: ReadAs,
        mending: &Mending,
        assumed: &Assumed,
        reading: &Reading,
    ) -> Self {
        let mut upload = Self::default();
        for (token, row) in reading.tokens.iter().zip(&reading.rows) {
            let serial = token.serial.as_ref().map_or("", |serial| serial.as_str());
            let upn = token.upn.as_ref().map_or("", |upn| upn.as_str());
            upload.add(*row, serial, upn);
        }
        let mut rows = refused_rows(&reading.findings);
        rows.extend(&reading.rows);
        rows.sort_unstable();
        rows.dedup();
        let texts = |mending| {
            let columns = [Column::SerialNumber, Column::Upn];
            let cells = rows
                .iter()
                .flat_map(|row| columns.map(|column| (*row, column)));
            pick(text, read_as, mending, assumed, cells)
        };
        let as_it_stands = Mending::default();
        upload.add_all(&rows, &texts(&as_it_stands));
        if !mending.is_empty() {
            upload.add_all(&rows, &texts(mending));
        }
        upload
    }

    fn add_all(&mut self, rows: &[usize], texts: &HashMap<CellPlace, PickedCell>) {
        for row in rows {
            let text = |column| {
                texts
                    .get(&(*row, column))
                    .map_or("", |cell| cell.text.trim())
            };
            self.add(*row, text(Column::SerialNumber), text(Column::Upn));
        }
    }

    /// Adds a row: its line from 1, and the texts of two of its cells. An empty one is none.
    pub fn add(&mut self, row: usize, serial: &str, upn: &str) {
        let (serial, upn) = (serial.to_owned(), upn.to_lowercase());
        if !serial.is_empty() && !upn.is_empty() {
            enter(&mut self.both, (serial.clone(), upn.clone()), row);
        }
        if !serial.is_empty() {
            enter(&mut self.serials, serial, row);
        }
        if !upn.is_empty() {
            enter(&mut self.upns, upn, row);
        }
    }

    /// Whether a row has exactly this serial number.
    pub fn has_serial(&self, serial: &str) -> bool {
        self.serials.contains_key(serial)
    }

    /// Whether a row has this user; case does not matter.
    pub fn has_upn(&self, upn: &str) -> bool {
        self.upns.contains_key(&upn.to_lowercase())
    }

    /// The row of this serial number; where it has none or several, by the user as well. `None` where that is not
    /// certain, or where the two name different rows.
    pub fn locate(&self, serial: Option<&str>, upn: Option<&str>) -> Option<Place> {
        let found = |row, by| Some(Place { row, by });
        let upn = upn.map(str::to_lowercase);
        let by_serial = serial.and_then(|serial| self.serials.get(serial));
        let by_upn = upn.as_ref().and_then(|upn| self.upns.get(upn));
        let both = || {
            let key = (serial?.to_owned(), upn.clone()?);
            self.both.get(&key)
        };
        match (by_serial, by_upn) {
            (Some(Rows::One(row)), Some(Rows::One(other))) if row != other => None,
            (Some(Rows::One(_)), Some(Rows::Several)) if both().is_none() => None,
            (Some(Rows::One(row)), _) => found(*row, FoundBy::Serial),
            (Some(Rows::Several), _) => match both()? {
                Rows::One(row) => found(*row, FoundBy::Both),
                Rows::Several => None,
            },
            (None, Some(Rows::One(row))) => found(*row, FoundBy::Upn),
            (None, Some(Rows::Several) | None) => None,
        }
    }
}

/// Enters a row under what names it; the same row twice is still one.
pub(super) fn enter<K: std::hash::Hash + Eq>(map: &mut HashMap<K, Rows>, key: K, row: usize) {
    map.entry(key)
        .and_modify(|rows| {
            if !matches!(rows, Rows::One(one) if *one == row) {
                *rows = Rows::Several;
            }
        })
        .or_insert(Rows::One(row));
}
