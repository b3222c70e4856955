//! What the browser told the page about the page: what was loaded, and what the policy refused. Counted all, kept some.

use super::legible;

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The page itself was opened.
    Opened,
    /// Something was asked for; by what, in the browser's word.
    Request(String),
    /// The policy refused something; by which directive.
    Refused(String),
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// What.
    pub kind: Kind,
    /// Where to, as far as the browser says.
    pub address: String,
    /// When, in milliseconds since the page was opened.
    pub milliseconds: u32,
}

impl Sighting {
    /// The longest address that is kept, in characters.
    pub const MOST_CHARACTERS: usize = 200;

    /// Of what the browser said.
    pub fn new(kind: Kind, address: &str, milliseconds: f64) -> Self {
        let word = |word: String| legible(&word, 40);
        Self {
            kind: match kind {
                Kind::Opened => Kind::Opened,
                Kind::Request(by) => Kind::Request(word(by)),
                Kind::Refused(by) => Kind::Refused(word(by)),
            },
            address: legible(address, Self::MOST_CHARACTERS),
            // Saturates, and makes 0 of what is no number.
            milliseconds: milliseconds as u32,
        }
    }

    /// Whether it stayed in the browser's memory: the page's own worker and its downloads come from there.
    pub fn is_inside(&self) -> bool {
        ["blob:", "data:", "about:"]
            .iter()
            .any(|scheme| self.address.starts_with(scheme))
    }
}

/// All that was seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sightings {
    kept: Vec<Sighting>,
    openings: usize,
    requests: usize,
    inside: usize,
    refused: usize,
}

impl Sightings {
    /// How many of each kind are kept. The first ones: later ones cannot push them out.
    pub const MOST_KEPT: usize = 100;

    /// One more.
    pub fn take(&mut self, sighting: Sighting) {
        let count = match sighting.kind {
            Kind::Opened => &mut self.openings,
            Kind::Request(_) if sighting.is_inside() => &mut self.inside,
            Kind::Request(_) => &mut self.requests,
            Kind::Refused(_) => &mut self.refused,
        };
        *count += 1;
        if *count <= Self::MOST_KEPT {
            self.kept.push(sighting);
        }
    }

    /// Those that are kept, in the order in which the browser told of them.
    pub fn kept(&self) -> &[Sighting] {
        &self.kept
    }

    /// How many are not kept.
    pub fn left_out(&self) -> usize {
        self.openings + self.requests + self.inside + self.refused - self.kept.len()
    }

    /// How many requests there were, beside those that stayed inside the browser.
    pub fn requests(&self) -> usize {
        self.requests
    }

    /// How many stayed inside the browser.
    pub fn inside(&self) -> usize {
        self.inside
    }

    /// How often the policy refused something.
    pub fn refused(&self) -> usize {
        self.refused
    }
}
