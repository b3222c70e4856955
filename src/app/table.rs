//! Which rows of the list a table shows: all of them, or those that were searched and sorted for.

use std::rc::Rc;

use super::list::{AT_ONCE, TokenList, Version};
use crate::packed::{Arrangement, arrange};

/// The table of tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableView {
    wanted: Arrangement,
    found: Option<Found>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    version: Version,
    wanted: Arrangement,
    places: Rc<Vec<u32>>,
}

/// The rows that are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rows {
    /// So many, in the order of the list.
    All(usize),
    /// The tokens of these places of the list, from 0.
    These(Rc<Vec<u32>>),
    /// Nobody has looked yet.
    Searching,
}

impl Rows {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Self::All(rows) => *rows,
            Self::These(places) => places.len(),
            Self::Searching => 0,
        }
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place in the list of the token in that row, both from 0.
    pub fn place(&self, row: usize) -> Option<usize> {
        match self {
            Self::All(rows) => (row < *rows).then_some(row),
            Self::These(places) => places.get(row).map(|place| *place as usize),
            Self::Searching => None,
        }
    }

    /// The row that shows the token of that place in the list, both from 0.
    pub fn row_of(&self, place: usize) -> Option<usize> {
        match self {
            Self::All(rows) => (place < *rows).then_some(place),
            Self::These(places) => places.iter().position(|of| *of as usize == place),
            Self::Searching => None,
        }
    }
}

impl TableView {
    /// What is asked for.
    pub fn wanted(&self) -> &Arrangement {
        &self.wanted
    }

    /// The rows to show.
    pub fn rows(&self, list: &TokenList) -> Rows {
        if self.wanted.is_plain() {
            return Rows::All(list.len());
        }
        match &self.found {
            // The rows of a moment ago stand until the new ones are there, as long as they are rows of this list.
            Some(found) if found.version == list.version() => Rows::These(Rc::clone(&found.places)),
            _ => Rows::Searching,
        }
    }

    /// Whether somebody has yet to look.
    pub fn is_due(&self, list: &TokenList) -> bool {
        let known = self
            .found
            .as_ref()
            .is_some_and(|found| found.version == list.version() && found.wanted == self.wanted);
        !known && !self.wanted.is_plain()
    }

    /// Asks for other rows.
    pub fn want(&mut self, wanted: Arrangement, list: &TokenList) {
        self.wanted = wanted;
        self.settle(list);
    }

    /// Looks anew, where that takes a moment only.
    pub fn settle(&mut self, list: &TokenList) {
        if self.is_due(list) && list.len() <= AT_ONCE {
            let places = arrange(list.packs().map(Rc::as_ref), &self.wanted);
            self.take(list, list.version(), self.wanted.clone(), places);
        }
    }

    /// Takes what was found in the list of that version. What comes too late, for a list or a search that is no more,
    /// does not replace what is known of this one.
    pub fn take(
        &mut self,
        list: &TokenList,
        version: Version,
        wanted: Arrangement,
        places: Vec<u32>,
    ) {
        if version != list.version() || (wanted != self.wanted && !self.is_due(list)) {
            return;
        }
        self.found = Some(Found {
            version,
            wanted,
            places: Rc::new(places),
        });
    }
}
