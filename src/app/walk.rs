//! Going through the rows of the table one by one. The place is kept by the token that stands there, never by its number:
//! rows come and go, are sorted anew and searched.

use super::list::{ListedId, TokenList};
use super::table::Rows;

/// Where somebody stands in the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standpoint {
    token: Option<ListedId>,
    row: usize,
}

impl Standpoint {
    /// At this row, from 0.
    pub fn at(row: usize, rows: &Rows, list: &TokenList) -> Self {
        let token = rows.place(row).and_then(|place| list.id_of(place));
        Self { token, row }
    }

    /// The row of the token, from 0, wherever it went. Of a token that was removed: the row that took its place; of one that
    /// is not among the rows any more: the first one. `None` where there are no rows.
    pub fn row(self, rows: &Rows, list: &TokenList) -> Option<usize> {
        let last = rows.len().checked_sub(1)?;
        let place = self.token.and_then(|token| list.place_of(token));
        match place {
            Some(place) => Some(rows.row_of(place).unwrap_or_default()),
            None => Some(self.row.min(last)),
        }
    }
}
