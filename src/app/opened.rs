//! Tokens that come from elsewhere: out of a file, or out of the workshop.

use std::rc::Rc;

use crate::formats::{FormatError, Reading, Report};
use crate::packed::Pack;

/// Tokens on their way into the list, and what was noticed while they were read.
#[derive(Debug, Default)]
pub struct Arrivals {
    /// The tokens, packed, in order.
    pub packs: Vec<Pack>,
    /// What was noticed.
    pub report: Report,
}

impl Arrivals {
    /// How many tokens there are.
    pub fn tokens(&self) -> usize {
        self.packs.iter().map(Pack::len).sum()
    }
}

impl From<Reading> for Arrivals {
    fn from(reading: Reading) -> Self {
        Self {
            packs: vec![Pack::of(&reading.tokens)],
            report: Report::of(&reading.findings),
        }
    }
}

/// What came of a file that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The file's name.
    pub name: String,
    /// How many tokens were added, and what was noticed; or why the file is unusable.
    pub outcome: Result<(usize, Rc<Report>), FormatError>,
}

impl Opened {
    /// Splits what was read into what is said and what is added.
    pub fn of(name: String, read: Result<Arrivals, FormatError>) -> (Self, Vec<Pack>) {
        let (outcome, packs) = match read {
            Ok(arrivals) => {
                let tokens = arrivals.tokens();
                (Ok((tokens, Rc::new(arrivals.report))), arrivals.packs)
            }
            Err(error) => (Err(error), Vec::new()),
        };
        (Self { name, outcome }, packs)
    }
}
