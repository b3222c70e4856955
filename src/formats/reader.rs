//! From what a file says of a token to the token: one way for all formats.
//!
//! What the texts of an [`Entry`] mean, what is wrong with them and what a person has corrected is decided here, so that
//! every format says the same of the same.

use std::collections::HashMap;
use std::str::FromStr;

use super::entry::{Assumed, Convention, Entry, FactorUnsaid, HashUnsaid, SecretSpelling};
use super::mending::Ready;
use super::{Column, Finding, FindingCode, Mending, Reading};
use crate::oath::{
    Counter, Decoded, Digits, Encoding, EncodingChoice, HashAlgorithm, InvalidText, MovingFactor,
    Oddities, Secret, SeedError, SeedProblem, TimeStep, Token, UserDetails, decode_seed,
};

/// Where a cell is: the line on which its row begins, and its column.
pub type CellPlace = (usize, Column);

/// A cell that was looked for. It may be a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct PickedCell {
    /// Its text, corrected so far.
    pub text: String,
    /// How secrets are written in its row.
    pub spelling: EncodingChoice,
}

/// Reads entries into tokens.
pub struct Reader<'m> {
    mending: Ready<'m>,
    assumed: &'m Assumed,
    picking: Option<HashMap<CellPlace, Option<PickedCell>>>,
    reading: Reading,
    /// Whether it was said that settings were assumed: once is enough for a file.
    said_assumed: bool,
}

impl<'m> Reader<'m> {
    /// A reader that corrects and assumes as it is told.
    pub fn new(mending: &'m Mending, assumed: &'m Assumed) -> Self {
        Self {
            mending: mending.ready(),
            assumed,
            picking: None,
            reading: Reading::default(),
            said_assumed: false,
        }
    }

    /// A reader that looks for the texts of these cells, corrected so far, and reads nothing else.
    pub fn picking(
        mending: &'m Mending,
        assumed: &'m Assumed,
        cells: impl IntoIterator<Item = CellPlace>,
    ) -> Self {
        let cells = cells.into_iter().map(|place| (place, None));
        Self {
            picking: Some(cells.collect()),
            ..Self::new(mending, assumed)
        }
    }

    /// What was read.
    pub fn reading(self) -> Reading {
        self.reading
    }

    /// The texts of the cells that were looked for and found.
    pub fn picked(self) -> HashMap<CellPlace, PickedCell> {
        let cells = self.picking.into_iter().flatten();
        cells
            .filter_map(|(place, text)| Some((place, text?)))
            .collect()
    }

    /// Says that several entries stand on one line, so that rows are counted on from it.
    pub fn count_on(&mut self) {
        self.reading.rows_count_on = true;
    }

    /// Says something of the file or of a row.
    pub fn say(&mut self, finding: Finding) {
        if self.picking.is_none() {
            self.reading.findings.push(finding);
        }
    }

    /// Reads an entry.
    pub fn take(&mut self, mut entry: Entry<'_>) {
        if !self.mending.is_empty() {
            self.mend(&mut entry);
        }
        if let Some(cells) = &mut self.picking {
            for column in Column::ALL {
                if let Some(place) = cells.get_mut(&(entry.row, column)) {
                    *place = entry.cell(column).map(|text| PickedCell {
                        text: text.to_owned(),
                        spelling: entry.convention.secret.choice(),
                    });
                }
            }
            return;
        }
        let mut row = Row {
            entry: &entry,
            assumed: self.assumed,
            findings: &mut self.reading.findings,
        };
        if let Some(token) = row.token() {
            self.reading.tokens.push(token);
            self.reading.rows.push(entry.row);
            if !self.said_assumed && self.assumed.says_no_factor() && entry.leaves_factor_open() {
                self.said_assumed = true;
                self.say(Finding::in_row(FindingCode::SettingsAssumed, entry.row));
            }
        }
    }

    fn mend(&self, entry: &mut Entry<'_>) {
        let convention = entry.convention;
        let spelling = convention.secret.choice();
        for column in Column::ALL {
            let Some(text) = entry.cell(column) else {
                // A cell that the row does not have can be typed all the same.
                if let Some(typed) = self
                    .mending
                    .mend(entry.row, column, "", spelling, |_, _| false)
                {
                    entry.put(column, typed);
                }
                continue;
            };
            let has = |code, text: &str| has(code, column, text, convention);
            if let Some(mended) = self.mending.mend(entry.row, column, text, spelling, has) {
                entry.put(column, mended);
            }
        }
    }
}

/// Whether the text would have such a finding. Of kinds that are told by other rows too, nobody asks here.
fn has(code: FindingCode, column: Column, text: &str, convention: Convention) -> bool {
    let assumed = Assumed::default();
    let entry = Entry::new(0, convention).with(column, text);
    let mut findings = Vec::new();
    let mut row = Row {
        entry: &entry,
        assumed: &assumed,
        findings: &mut findings,
    };
    match column {
        Column::SecretKey => {
            row.secret();
        }
        _ => return true,
    }
    findings.iter().any(|finding| finding.code == code)
}

/// An entry that is being read.
struct Row<'a, 'e> {
    entry: &'a Entry<'e>,
    assumed: &'a Assumed,
    findings: &'a mut Vec<Finding>,
}

impl Row<'_, '_> {
    /// All cells are read, so that everything is said at once.
    fn token(&mut self) -> Option<Token> {
        let factor = self.factor();
        let digits = self.digits();
        let secret = self.secret();
        let hash = self.hash(secret.as_ref());
        let serial = self.text(Column::SerialNumber, FindingCode::CellUnusable);
        let manufacturer = self
            .text(Column::Manufacturer, FindingCode::CellUnusable)
            .or_else(|| self.assumed.manufacturer.parse().ok());
        let model = self
            .text(Column::Model, FindingCode::CellUnusable)
            .or_else(|| self.assumed.model.parse().ok());
        let upn = self.text(Column::Upn, FindingCode::UpnUnusable);
        let id = self.text(Column::ObjectId, FindingCode::CellUnusable);
        Some(Token {
            secret: secret?,
            hash: hash?,
            digits: digits?,
            factor: factor?,
            serial,
            manufacturer,
            model,
            upn,
            user: UserDetails {
                id,
                ..UserDetails::default()
            },
        })
    }

    fn say(&mut self, code: FindingCode, column: Column) {
        self.findings
            .push(Finding::in_cell(code, self.entry.row, column));
    }

    /// Says something of one character, counted from 1 in the cell as it stands in the file.
    fn say_at(&mut self, position: usize, code: FindingCode, column: Column) {
        let finding = Finding::in_cell(code, self.entry.row, column);
        self.findings.push(finding.at_character(position));
    }

    fn factor(&mut self) -> Option<MovingFactor> {
        let by_counter = match self.entry.filled(Column::Type) {
            Some(kind) => match kind.to_ascii_lowercase().as_str() {
                "totp" | "time" => false,
                // LinOTP's own word for HOTP is `hmac`.
                "hotp" | "event" | "counter" | "hmac" => true,
                _ => {
                    self.say(FindingCode::TypeUnknown, Column::Type);
                    return None;
                }
            },
            None => match self.entry.convention.factor {
                FactorUnsaid::Time => false,
                FactorUnsaid::Counter => true,
                FactorUnsaid::CounterIfThere if self.entry.filled(Column::Counter).is_some() => {
                    true
                }
                FactorUnsaid::CounterIfThere | FactorUnsaid::Assumed => self.assumed.counter_based,
            },
        };
        if by_counter {
            self.counter().map(MovingFactor::Counter)
        } else {
            self.step().map(MovingFactor::Time)
        }
    }

    fn counter(&mut self) -> Option<Counter> {
        let Some(text) = self.entry.filled(Column::Counter) else {
            return Some(Counter(0));
        };
        let counter = number(text).map(Counter);
        if counter.is_none() {
            self.say(FindingCode::CounterUnreadable, Column::Counter);
        }
        counter
    }

    /// An empty cell is a fault where the file has such a column, unless a person has said what it is.
    fn step(&mut self) -> Option<TimeStep> {
        let step = match (self.entry.filled(Column::TimeInterval), self.assumed.step) {
            (Some(text), _) => {
                number(text).and_then(|seconds: u32| TimeStep::try_from(seconds).ok())
            }
            (None, Some(step)) => Some(step),
            (None, None) => match self.entry.cell(Column::TimeInterval) {
                Some(_) => None,
                None => Some(TimeStep::default()),
            },
        };
        if step.is_none() {
            self.say(FindingCode::TimeIntervalUnreadable, Column::TimeInterval);
        }
        step
    }

    fn digits(&mut self) -> Option<Digits> {
        let Some(text) = self.entry.filled(Column::Digits) else {
            return Some(self.assumed.digits.unwrap_or_default());
        };
        let digits = number(text).and_then(|count: u32| Digits::try_from(count).ok());
        if digits.is_none() {
            self.say(FindingCode::DigitsUnreadable, Column::Digits);
        }
        digits
    }

    fn hash(&mut self, secret: Option<&Secret>) -> Option<HashAlgorithm> {
        if let Some(text) = self.entry.filled(Column::HashAlgorithm) {
            let hash = text.parse().ok();
            if hash.is_none() {
                self.say(FindingCode::HashUnreadable, Column::HashAlgorithm);
            }
            return hash;
        }
        let by_length = secret.and_then(|secret| {
            let mut hashes = HashAlgorithm::ALL.into_iter();
            hashes.find(|hash| hash.output_bytes() == secret.bytes())
        });
        match (self.entry.convention.hash, self.assumed.hash, by_length) {
            (HashUnsaid::Sha1, ..) => Some(HashAlgorithm::Sha1),
            (HashUnsaid::ByLength, _, Some(hash)) => {
                if hash != HashAlgorithm::Sha1 {
                    self.say(FindingCode::HashByLength, Column::SecretKey);
                }
                Some(hash)
            }
            (_, Some(hash), _) => Some(hash),
            (_, None, by_length) => {
                if by_length == Some(HashAlgorithm::Sha256) {
                    self.say(FindingCode::SecretSuggestsSha256, Column::SecretKey);
                }
                Some(HashAlgorithm::Sha1)
            }
        }
    }

    fn secret(&mut self) -> Option<Secret> {
        let cell = self.entry.cell(Column::SecretKey).unwrap_or("");
        // Blanks around a cell are no part of it; only those inside are worth a word.
        let text = cell.trim();
        match decode_seed(text, self.entry.convention.secret.choice()) {
            Ok(decoded) => {
                self.say_oddities(&decoded);
                Some(decoded.secret)
            }
            Err(error) => {
                let dropped = cell.chars().take_while(|c| c.is_whitespace()).count();
                self.say_problem(&error, dropped);
                None
            }
        }
    }

    fn say_oddities(&mut self, decoded: &Decoded) {
        let Oddities {
            blanks,
            dashes,
            padding,
            leftover_not_zero,
            ..
        } = decoded.oddities;
        let also = |encoding| {
            let mut others = decoded.also_valid_as.iter();
            others.any(|other| other.encoding == encoding)
        };
        let strict = self.entry.convention.secret == SecretSpelling::EntraBase32;
        // Base64 is padded by its own rule.
        let padded = padding > 0 && decoded.encoding != Encoding::Base64;
        let said = [
            (strict && padded, FindingCode::SecretPadded),
            (strict && blanks + dashes > 0, FindingCode::SecretSeparated),
            (!strict && blanks + dashes > 0, FindingCode::SecretTidied),
            (leftover_not_zero, FindingCode::SecretTrailingBits),
            (also(Encoding::Hex), FindingCode::SecretAlsoHex),
            (also(Encoding::Base32), FindingCode::SecretAlsoBase32),
        ];
        for (holds, code) in said {
            if holds {
                self.say(code, Column::SecretKey);
            }
        }
    }

    /// Positions count from behind the blanks that were dropped.
    fn say_problem(&mut self, error: &SeedError, dropped: usize) {
        let column = Column::SecretKey;
        let looks = |tried, meant, from_bits| {
            let mut others = error.valid_as.iter();
            error.tried == tried
                && others.any(|other| other.encoding == meant && other.bits >= from_bits)
        };
        let looks_hex = looks(Encoding::Base32, Encoding::Hex, HEX_FROM_BITS);
        // One digit too few or too many makes no base32 of hex.
        let looks_base32 = matches!(error.problem, SeedProblem::OutsideAlphabet(_))
            && looks(Encoding::Hex, Encoding::Base32, BASE32_FROM_BITS);
        match &error.problem {
            SeedProblem::Empty => self.say(FindingCode::CellEmpty, column),
            SeedProblem::TooLong => self.say(FindingCode::SecretTooLong, column),
            _ if looks_hex => self.say(FindingCode::SecretLooksHex, column),
            _ if looks_base32 => self.say(FindingCode::SecretLooksBase32, column),
            SeedProblem::ImpossibleLength { .. } => {
                self.say(FindingCode::SecretLengthImpossible, column);
            }
            SeedProblem::PaddingInside { position } => {
                self.say_at(dropped + position, FindingCode::SecretUnreadable, column);
            }
            SeedProblem::OutsideAlphabet(characters) => {
                let confusable = characters.iter().all(|one| one.confusable.is_some());
                let code = if confusable && error.tried == Encoding::Base32 {
                    FindingCode::SecretConfusable
                } else {
                    FindingCode::SecretUnreadable
                };
                // At least one, and the first is enough: one correction at a time.
                let position = characters.first().map_or(1, |first| first.position);
                self.say_at(dropped + position, code, column);
            }
        }
    }

    /// An empty cell is no finding of reading: a token may lack it, and the check of the target says what that needs.
    fn text<T>(&mut self, column: Column, code: FindingCode) -> Option<T>
    where
        T: FromStr<Err = InvalidText>,
    {
        match self.entry.cell(column)?.parse() {
            Ok(value) => return Some(value),
            Err(InvalidText::Empty) => {}
            Err(InvalidText::ControlCharacter { position } | InvalidText::Blank { position }) => {
                self.say_at(position, code, column);
            }
            Err(
                InvalidText::TooLong { .. } | InvalidText::NotNameAtDomain | InvalidText::NotGuid,
            ) => {
                self.say(code, column);
            }
        }
        None
    }
}

/// From this length on a text of hex digits alone is taken for hex; a shorter one may be base32 with a slip in it.
const HEX_FROM_BITS: usize = 64;

/// From this length on a text of base32 characters alone is taken for base32: a shorter one may be a word.
const BASE32_FROM_BITS: usize = 80;

/// A number of nothing but digits: `parse` would take a plus sign.
fn number<T: FromStr>(text: &str) -> Option<T> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}
