//! What goes with a finding beside its sentence: the cell as it is, by what to choose, and corrections with what would come
//! of them. Only for findings that are shown: the file is parsed once more for their cells.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::examine::Request;
use crate::formats::{
    self, CellPlace, Column, Finding, FindingCode, Fix, Pasted, PickedCell, ReadAs, Run,
    UsualLength,
};
use crate::oath::{Encoding, EncodingChoice, MAX_CHARACTERS, decode_seed};

/// What can be said of a finding beside its sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The text of the cell, of the first one where several rows say the same; it may be a secret. `None` where there is none, or
    /// where it is longer than any that could be right.
    pub cell: Option<Pasted>,
    /// How many findings say the same of cells of this column.
    pub alike: usize,
    /// Whether it can be typed anew here: at the first finding about the cell, and of several rows the first.
    pub retype: bool,
    /// By what a person can choose.
    pub evidence: Option<Evidence>,
    /// The corrections that would change the cell.
    pub offers: Vec<Offer>,
}

/// By what a person can choose where nothing is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Evidence {
    /// How many bits the secret has in each encoding in which it is valid.
    Bits {
        /// As base32.
        base32: Option<usize>,
        /// As hex.
        hex: Option<usize>,
    },
    /// How many digits the other serial numbers have.
    UsualDigits(usize),
}

/// A correction, and what would come of it in the first of the rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The correction.
    pub fix: Fix,
    /// The cell afterwards.
    pub after: Pasted,
}

/// The longest cell that is told, and can be corrected here, in bytes: none that could be right is longer. Each finding carries
/// its cell to the page, and once more each correction.
const MAX_CELL_BYTES: usize = 4 * MAX_CHARACTERS;

/// How many findings say the same of cells of the same column.
pub(super) type Alike = HashMap<(FindingCode, Option<Column>), usize>;

pub(super) fn alike(findings: &[Finding]) -> Alike {
    let mut alike = Alike::new();
    for finding in findings {
        let key = (finding.code, finding.location.column);
        *alike.entry(key).or_default() += 1;
    }
    alike
}

/// Finds out what goes with findings.
pub(super) struct Teller<'a> {
    pub(super) text: &'a str,
    pub(super) read_as: ReadAs,
    pub(super) request: &'a Request,
    pub(super) usual: UsualLength,
    pub(super) alike: Alike,
}

impl Teller<'_> {
    pub(super) fn tell(&self, shown: &[Run]) -> Vec<Told> {
        let places = shown.iter().filter_map(place_of);
        let Request {
            mending, assumed, ..
        } = self.request;
        let cells = formats::pick(self.text, self.read_as, mending, assumed, places);
        let mut told: Vec<Told> = shown.iter().map(|run| self.told(run, &cells)).collect();
        let mut seen = HashSet::new();
        for (run, told) in shown.iter().zip(&mut told) {
            let can_help = told.cell.is_some() && !is_about_the_token(run.finding.code);
            told.retype = can_help && seen.insert(place_of(run));
        }
        told
    }

    fn told(&self, run: &Run, cells: &HashMap<CellPlace, PickedCell>) -> Told {
        let Some((place, cell)) = place_of(run).and_then(|place| Some((place, cells.get(&place)?)))
        else {
            return Told::default();
        };
        let (code, text) = (run.finding.code, &cell.text);
        let alike = self.alike[&(code, run.finding.location.column)];
        if text.len() > MAX_CELL_BYTES {
            return Told {
                alike,
                ..Told::default()
            };
        }
        let usual = match code {
            FindingCode::SerialZerosLost => self.usual.missed_by(text.trim()),
            _ => None,
        };
        let offers = Fix::candidates(code, usual).into_iter().filter_map(|fix| {
            let after = fix.apply(place.1, text, cell.spelling)?;
            Some(Offer {
                fix,
                after: after.into(),
            })
        });
        Told {
            offers: offers.collect(),
            evidence: evidence(code, text, usual),
            alike,
            cell: Some(text.as_str().into()),
            retype: false,
        }
    }
}

/// Whether it is about what the token is, so that no other text of the cell would help.
const fn is_about_the_token(code: FindingCode) -> bool {
    matches!(
        code,
        FindingCode::DigitsNotSix
            | FindingCode::HashNotSha1
            | FindingCode::CounterBased
            | FindingCode::HashByLength
            | FindingCode::SecretSuggestsSha256
            | FindingCode::SecretShort
            | FindingCode::SecretUnder160
            | FindingCode::SecretTidied
    )
}

fn place_of(run: &Run) -> Option<CellPlace> {
    let location = run.finding.location;
    Some((location.row, location.column?))
}

fn evidence(code: FindingCode, cell: &str, usual: Option<usize>) -> Option<Evidence> {
    match code {
        FindingCode::SecretLooksHex
        | FindingCode::SecretLooksBase32
        | FindingCode::SecretAlsoHex
        | FindingCode::SecretAlsoBase32 => {
            let bits = |encoding| {
                let decoded = decode_seed(cell.trim(), EncodingChoice::Only(encoding));
                decoded.ok().map(|decoded| decoded.secret.bits())
            };
            Some(Evidence::Bits {
                base32: bits(Encoding::Base32),
                hex: bits(Encoding::Hex),
            })
        }
        _ => usual.map(Evidence::UsualDigits),
    }
}
