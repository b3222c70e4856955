//! The activation helper: goes through the rows one by one while somebody types each token's code into Entra ID.
//!
//! Reads no clock: the moment of an activation comes with its action. Activates nothing itself, and holds no secret.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use super::list::{AT_ONCE, ListedId, TokenList};
use super::table::Rows;
use super::walk::Standpoint;
use crate::oath::{Digits, HashAlgorithm, MovingFactor, TimeStep, Token, Uptime};
use crate::rehearsal::{ACTIVATION_WINDOW_SECONDS, MOST_ACTIVATIONS};

/// How many tokens Entra ID activates in [`WINDOW_SECONDS`]; the practice tenant holds to the same.
pub const ACTIVATIONS_AT_ONCE: usize = MOST_ACTIVATIONS;

/// The time in which Entra ID activates no more than [`ACTIVATIONS_AT_ONCE`] tokens, in seconds.
pub const WINDOW_SECONDS: u64 = ACTIVATION_WINDOW_SECONDS;

/// The helper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Activation {
    stage: Stage,
    stand: Standpoint,
    marks: Rc<BTreeMap<ListedId, Mark>>,
    /// The moments of the last activations, at most [`ACTIVATIONS_AT_ONCE`] of them. Not by the computer's clock: set ahead, it
    /// would let more through than Entra ID takes, and set back, let nobody wait.
    moments: Rc<VecDeque<Uptime>>,
    began_again: bool,
}

/// How far it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Nobody has begun.
    #[default]
    NotBegun,
    /// At a token.
    Walking,
    /// Behind the last row.
    Ended,
}

/// What happens in the helper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActivationAction {
    /// From the first row on; what was done before is forgotten, but for the count of the last minutes.
    Begin,
    /// The token was activated at that moment; on to the next.
    Next(Uptime),
    /// The token is left out; on to the next.
    Skip,
    /// One back.
    Back,
    /// To the first row that nobody has activated and that could be.
    GoToFirstOpen,
}

/// What became of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Activated,
    LeftOut(LeftOut),
}

/// Why a token was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// A person did.
    Skipped,
    /// Entra ID takes no counter-based tokens.
    Counter,
    /// Entra ID takes only codes of 6 digits.
    Digits,
    /// Entra ID takes only time steps of 30 and 60 seconds.
    Step,
    /// Entra ID takes only SHA-1, and through Microsoft Graph SHA-256.
    Hash,
}

impl LeftOut {
    /// Why Entra ID would not take this token; `None` where it would.
    pub fn by_entra(token: &Token) -> Option<Self> {
        match token.factor {
            MovingFactor::Counter(_) => return Some(Self::Counter),
            MovingFactor::Time(TimeStep::THIRTY | TimeStep::SIXTY) => {}
            MovingFactor::Time(_) => return Some(Self::Step),
        }
        if token.digits != Digits::Six {
            return Some(Self::Digits);
        }
        (token.hash == HashAlgorithm::Sha512).then_some(Self::Hash)
    }
}

/// What became of the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many rows there are.
    pub rows: usize,
    /// How many were activated.
    pub activated: usize,
    /// Which were left out, by reason: their rows in the list, from 1, in the order of the table.
    pub left_out: BTreeMap<LeftOut, Vec<usize>>,
}

impl Tally {
    /// How many were left out.
    pub fn skipped(&self) -> usize {
        self.left_out.values().map(Vec::len).sum()
    }

    /// How many nobody has come by yet.
    pub fn ahead(&self) -> usize {
        self.rows - self.activated - self.skipped()
    }

    /// True where some were not activated that could be.
    pub fn has_open(&self) -> bool {
        self.ahead() > 0 || self.left_out.contains_key(&LeftOut::Skipped)
    }
}

/// Entra ID's limit, at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// How many activations lie in the time that counts.
    pub used: usize,
    /// When it goes on, where no more are taken now.
    pub goes_on: Option<Uptime>,
}

impl Activation {
    /// How far it is.
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// True right after it began again.
    pub fn began_again(&self) -> bool {
        self.began_again
    }

    /// The row of the token whose turn it is, from 0; `None` where it is no token's.
    pub fn row(&self, rows: &Rows, list: &TokenList) -> Option<usize> {
        match self.stage {
            Stage::Walking => self.stand.row(rows, list),
            Stage::NotBegun | Stage::Ended => None,
        }
    }

    /// True where this token was activated.
    pub fn is_activated(&self, token: ListedId) -> bool {
        self.marks.get(&token) == Some(&Mark::Activated)
    }

    /// What became of the rows. Unpacks nothing, so it takes a moment only, however many there are.
    pub fn tally(&self, rows: &Rows, list: &TokenList) -> Tally {
        let mut tally = Tally {
            rows: rows.len(),
            ..Tally::default()
        };
        for place in (0..rows.len()).filter_map(|row| rows.place(row)) {
            match list.id_of(place).and_then(|id| self.marks.get(&id)) {
                None => {}
                Some(Mark::Activated) => tally.activated += 1,
                Some(Mark::LeftOut(reason)) => {
                    tally.left_out.entry(*reason).or_default().push(place + 1);
                }
            }
        }
        tally
    }

    /// Where Entra ID's limit stands at this moment. The window slides: whichever five minutes Entra ID counts, no more lie in
    /// them.
    pub fn limit(&self, now: Uptime) -> Limit {
        let window = WINDOW_SECONDS * 1000;
        let counts = |moment: &&Uptime| now.milliseconds_since(**moment) < window;
        let used = self.moments.iter().filter(counts).count();
        let goes_on = (used >= ACTIVATIONS_AT_ONCE)
            .then(|| self.moments.iter().filter(counts).min())
            .flatten()
            .map(|first| first.plus_milliseconds(window));
        Limit { used, goes_on }
    }

    /// Lets it happen among these rows.
    pub fn apply(&mut self, action: ActivationAction, rows: &Rows, list: &TokenList) {
        self.began_again = false;
        match action {
            ActivationAction::Begin => {
                self.began_again = self.stage != Stage::NotBegun;
                self.marks = Rc::default();
                self.advance_to(0, rows, list);
            }
            ActivationAction::Next(now) => self.next(now, rows, list),
            ActivationAction::Skip => {
                if let Some(row) = self.row(rows, list) {
                    self.leave_out(row, rows, list);
                    self.advance_to(row + 1, rows, list);
                }
            }
            ActivationAction::Back => self.back(rows, list),
            ActivationAction::GoToFirstOpen => self.go_to_first_open(rows, list),
        }
    }

    /// Forgets the tokens, not how many were activated of late: Entra ID does not forget it either.
    pub fn forget(&mut self) {
        *self = Self {
            moments: Rc::clone(&self.moments),
            ..Self::default()
        };
    }

    fn next(&mut self, now: Uptime, rows: &Rows, list: &TokenList) {
        let Some(row) = self.row(rows, list) else {
            return;
        };
        let Some(listed) = rows.place(row).and_then(|place| list.get(place)) else {
            return;
        };
        if LeftOut::by_entra(&listed.token).is_some() {
            self.leave_out(row, rows, list);
        } else if !self.is_activated(listed.id) {
            // Entra ID would take no code now: nothing was activated, and the person stays where they are.
            if self.limit(now).goes_on.is_some() {
                return;
            }
            self.mark(listed.id, Mark::Activated);
            let moments = Rc::make_mut(&mut self.moments);
            if moments.len() == ACTIVATIONS_AT_ONCE {
                moments.pop_front();
            }
            moments.push_back(now);
        }
        self.advance_to(row + 1, rows, list);
    }

    /// Stands at the first token from this row on that Entra ID would take, and leaves those before it out.
    ///
    /// Looks at a bounded number of them, for each is unpacked: after so many in a row that Entra ID would not take, it
    /// stands at such a one, and the person goes on by hand.
    fn advance_to(&mut self, row: usize, rows: &Rows, list: &TokenList) {
        let mut row = row;
        let end = rows.len().min(row.saturating_add(AT_ONCE));
        while row < end && self.is_refused(row, rows, list) {
            self.leave_out(row, rows, list);
            row += 1;
        }
        self.stage = if row < rows.len() {
            Stage::Walking
        } else {
            Stage::Ended
        };
        self.stand = Standpoint::at(row, rows, list);
    }

    fn back(&mut self, rows: &Rows, list: &TokenList) {
        let from = match self.stage {
            Stage::NotBegun => return,
            Stage::Walking => self.stand.row(rows, list).unwrap_or_default(),
            Stage::Ended => rows.len(),
        };
        let first = from.saturating_sub(AT_ONCE);
        let before = (first..from).rev();
        if let Some(row) = before
            .into_iter()
            .find(|row| !self.is_refused(*row, rows, list))
        {
            self.stage = Stage::Walking;
            self.stand = Standpoint::at(row, rows, list);
        }
    }

    fn go_to_first_open(&mut self, rows: &Rows, list: &TokenList) {
        let is_open = |row: &usize| {
            let id = rows.place(*row).and_then(|place| list.id_of(place));
            let mark = id.and_then(|id| self.marks.get(&id));
            matches!(mark, None | Some(Mark::LeftOut(LeftOut::Skipped)))
        };
        if let Some(row) = (0..rows.len()).find(is_open) {
            self.advance_to(row, rows, list);
        }
    }

    fn is_refused(&self, row: usize, rows: &Rows, list: &TokenList) -> bool {
        let listed = rows.place(row).and_then(|place| list.get(place));
        listed.is_some_and(|listed| LeftOut::by_entra(&listed.token).is_some())
    }

    fn leave_out(&mut self, row: usize, rows: &Rows, list: &TokenList) {
        if let Some(listed) = rows.place(row).and_then(|place| list.get(place)) {
            let reason = LeftOut::by_entra(&listed.token).unwrap_or(LeftOut::Skipped);
            self.mark(listed.id, Mark::LeftOut(reason));
        }
    }

    fn mark(&mut self, token: ListedId, mark: Mark) {
        Rc::make_mut(&mut self.marks).insert(token, mark);
    }
}
