//! Burning programmable tokens: goes through the rows one by one, and keeps which of them were burned.
//!
//! Holds no secret: the QR code is made where it is drawn.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::list::{ListedId, TokenList};
use super::table::Rows;
use super::walk::Standpoint;
use crate::oath::{Digits, HashAlgorithm, MovingFactor, Secret, TimeStep, Token};

/// The walk through the QR codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Burn {
    open: bool,
    stand: Standpoint,
    burned: Rc<BTreeSet<ListedId>>,
}

/// What happens in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BurnAction {
    /// The QR codes are shown.
    Open,
    /// They are put away; what was burned is kept.
    Close,
    /// One back.
    Previous,
    /// One on.
    Next,
    /// The token was burned; one on.
    Mark,
    /// The token was burned, or was not after all.
    SetBurned(bool),
    /// To the first row that was not burned.
    GoToFirstLeft,
}

/// How many rows were burned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Burned {
    /// Rows.
    pub rows: usize,
    /// Those of them that were burned.
    pub burned: usize,
}

impl Burned {
    /// Those that were not.
    pub fn left(self) -> usize {
        self.rows - self.burned
    }
}

impl Burn {
    /// True where the QR codes are shown.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// The row of the token whose turn it is, from 0; `None` where there are no rows.
    pub fn row(&self, rows: &Rows, list: &TokenList) -> Option<usize> {
        self.stand.row(rows, list)
    }

    /// True where this token was burned.
    pub fn is_burned(&self, token: ListedId) -> bool {
        self.burned.contains(&token)
    }

    /// How many rows were burned. Unpacks nothing, so it takes a moment only, however many there are.
    pub fn count(&self, rows: &Rows, list: &TokenList) -> Burned {
        let burned = (0..rows.len()).filter(|row| self.was_burned(*row, rows, list));
        Burned {
            rows: rows.len(),
            burned: burned.count(),
        }
    }

    /// Lets it happen among these rows.
    pub fn apply(&mut self, action: BurnAction, rows: &Rows, list: &TokenList) {
        let row = self.row(rows, list);
        let token = row
            .and_then(|row| rows.place(row))
            .and_then(|place| list.id_of(place));
        match action {
            BurnAction::Open => {
                self.open = true;
                self.stand_at(row, rows, list);
            }
            BurnAction::Close => self.open = false,
            BurnAction::Previous => {
                self.stand_at(row.and_then(|row| row.checked_sub(1)), rows, list);
            }
            BurnAction::Next => self.go_on(row, rows, list),
            BurnAction::Mark => {
                self.set_burned(token, true);
                self.go_on(row, rows, list);
            }
            BurnAction::SetBurned(burned) => self.set_burned(token, burned),
            BurnAction::GoToFirstLeft => {
                let left = (0..rows.len()).find(|row| !self.was_burned(*row, rows, list));
                self.stand_at(left, rows, list);
            }
        }
    }

    fn set_burned(&mut self, token: Option<ListedId>, burned: bool) {
        let Some(token) = token else {
            return;
        };
        let marks = Rc::make_mut(&mut self.burned);
        if burned {
            marks.insert(token);
        } else {
            marks.remove(&token);
        }
    }

    /// From the last row it goes nowhere.
    fn go_on(&mut self, row: Option<usize>, rows: &Rows, list: &TokenList) {
        let next = row
            .map(|row| row + 1)
            .filter(|next| *next < rows.len())
            .or(row);
        self.stand_at(next, rows, list);
    }

    fn stand_at(&mut self, row: Option<usize>, rows: &Rows, list: &TokenList) {
        if let Some(row) = row {
            self.stand = Standpoint::at(row, rows, list);
        }
    }

    fn was_burned(&self, row: usize, rows: &Rows, list: &TokenList) -> bool {
        let id = rows.place(row).and_then(|place| list.id_of(place));
        id.is_some_and(|id| self.is_burned(id))
    }
}

/// What many programmable tokens, or the apps that burn them, do not take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uncommon {
    /// A counter in place of the time.
    Counter,
    /// Another hash than SHA-1.
    Hash(HashAlgorithm),
    /// Another number of digits than 6.
    Digits(Digits),
    /// A time step of neither 30 nor 60 seconds.
    Step(TimeStep),
    /// A longer secret than [`COMMON_SECRET_BYTES`].
    Secret {
        /// Its length.
        bits: usize,
    },
}

/// The longest secret that many programmable tokens hold: 32 base32 characters (Protectimus says so of its Slim NFC and
/// Flex), the 160 bits that RFC 4226 recommends.
const COMMON_SECRET_BYTES: usize = Secret::RECOMMENDED_BITS / 8;

/// What is uncommon about a token.
pub fn uncommon(token: &Token) -> Vec<Uncommon> {
    let mut found = Vec::new();
    match token.factor {
        MovingFactor::Counter(_) => found.push(Uncommon::Counter),
        MovingFactor::Time(TimeStep::THIRTY | TimeStep::SIXTY) => {}
        MovingFactor::Time(step) => found.push(Uncommon::Step(step)),
    }
    if token.hash != HashAlgorithm::Sha1 {
        found.push(Uncommon::Hash(token.hash));
    }
    if token.digits != Digits::Six {
        found.push(Uncommon::Digits(token.digits));
    }
    if token.secret.bytes() > COMMON_SECRET_BYTES {
        let bits = token.secret.bits();
        found.push(Uncommon::Secret { bits });
    }
    found
}
