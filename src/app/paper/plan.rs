//! What comes out of the printer, page by page. A page is made when it is asked for: it may hold secrets, and it takes a
//! moment to make its QR codes.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use zeroize::Zeroizing;

use super::grid::{Grid, Hundredths, Paper};
use super::label::{Label, LabelSizes, Measured, Shown};
use super::{MOST_A_PRINT, PaperDraft, PaperProblem, PrintKind};
use crate::app::{Rows, SecretText, TokenList};
use crate::formats::otpauth;
use crate::oath::{Encoding, MovingFactor, Token, encode_seed};
use crate::qr::Qr;

/// The smallest side of a module of a QR code, in hundredths of a millimetre: a phone reads no finer print.
const SMALLEST_MODULE: Hundredths = 30;
/// The side of a QR code in a letter, quiet zone included.
const LETTER_QR: Hundredths = 3_600;
/// How many tokens a letter holds: Entra ID's limit for a user.
const TOKENS_A_LETTER: usize = 5;
/// How many it holds with secrets, which take more room.
const SECRETS_A_LETTER: usize = 2;

/// A print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintPlan {
    /// What is printed.
    pub kind: PrintKind,
    /// On which paper.
    pub paper: Paper,
    /// Where the labels are; of no meaning for letters.
    pub grid: Grid,
    /// Whether there are lines to cut along.
    pub cut_lines: bool,
    /// Whom to ask; may be empty.
    pub contact: String,
    /// How many tokens are in it.
    pub tokens: usize,
    /// How many of the rows asked for are not, because a print has [`MOST_A_PRINT`] at most.
    pub beyond: usize,
    /// How many have no QR code although it was asked for: it would be too fine to be scanned.
    pub without_qr: usize,
    /// How many labels have no secret although it was asked for: it would be too small to be read.
    pub without_secret: usize,
    shown: Shown,
    list: TokenList,
    /// For each page the places of its tokens in the list; `None` is a label that is gone.
    pages: Vec<Vec<Option<usize>>>,
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrintPage {
    /// Labels, row by row; `None` stays empty.
    Labels(Vec<Option<Label>>),
    /// A letter.
    Letter(Letter),
    /// The handout.
    Handout,
}

/// A letter to a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The display name.
    pub name: Option<String>,
    /// The user principal name.
    pub upn: Option<String>,
    /// The department.
    pub department: Option<String>,
    /// The tokens; at least one.
    pub tokens: Vec<LetterToken>,
}

/// A token in a letter.
#[derive(Clone, PartialEq, Eq)]
pub struct LetterToken {
    /// The serial number, where there is one.
    pub serial: Option<String>,
    /// Manufacturer and model, where asked for and known.
    pub model: Option<String>,
    /// The time step in seconds; `None` for a token that counts.
    pub step: Option<u32>,
    /// How many digits a code has.
    pub digits: u8,
    /// The secret in base32.
    pub secret: Option<SecretText>,
    /// The QR code of the otpauth URI.
    pub qr: Option<Qr>,
}

impl fmt::Debug for LetterToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LetterToken")
            .field("serial", &self.serial)
            .field("secret", &self.secret)
            .field("has_qr", &self.qr.is_some())
            .finish_non_exhaustive()
    }
}

impl PaperDraft {
    /// The print that this form asks for, of the rows that are shown. `hidden`: no secret may be shown.
    ///
    /// # Errors
    /// [`PaperProblem`].
    pub fn plan(
        &self,
        list: &TokenList,
        rows: &Rows,
        hidden: bool,
    ) -> Result<PrintPlan, PaperProblem> {
        let range = self.rows_of(rows.len())?;
        let printed = range.start..range.end.min(range.start + MOST_A_PRINT);
        let shown = Shown {
            model: self.model,
            instruction: self.instruction,
            qr: self.qr && !hidden && self.has_room_for_qr(),
            secret: self.secret && !hidden,
        };
        let labels = self.kind == PrintKind::Labels;
        let grid = self.grid();
        let mut plan = PrintPlan {
            kind: self.kind,
            paper: if labels { grid.paper } else { self.paper },
            grid,
            cut_lines: labels && self.cut_lines && self.sheet.is_plain(),
            contact: self.contact.trim().to_owned(),
            tokens: printed.len(),
            beyond: range.len() - printed.len(),
            without_qr: 0,
            without_secret: 0,
            shown,
            list: list.clone(),
            pages: Vec::new(),
        };
        plan.pages = match self.kind {
            PrintKind::Labels => on_labels(rows, printed, self.skipped()?, grid.labels()),
            PrintKind::Letters => plan.in_letters(rows, printed),
            PrintKind::Handout => {
                (plan.tokens, plan.beyond) = (0, 0);
                vec![Vec::new()]
            }
        };
        plan.count_what_does_not_fit();
        Ok(plan)
    }
}

fn on_labels(
    rows: &Rows,
    printed: Range<usize>,
    skipped: usize,
    on_a_sheet: usize,
) -> Vec<Vec<Option<usize>>> {
    if printed.is_empty() {
        return Vec::new();
    }
    let gone = std::iter::repeat_n(None, skipped);
    let labels: Vec<_> = gone.chain(printed.map(|row| rows.place(row))).collect();
    labels.chunks(on_a_sheet).map(<[_]>::to_vec).collect()
}

impl PrintPlan {
    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    /// A page, from 0.
    pub fn page(&self, number: usize) -> Option<PrintPage> {
        let places = self.pages.get(number)?;
        Some(match self.kind {
            PrintKind::Labels => PrintPage::Labels(
                places
                    .iter()
                    .map(|place| place.and_then(|place| self.label(&self.list.get(place)?.token)))
                    .collect(),
            ),
            PrintKind::Letters => PrintPage::Letter(self.letter(places)?),
            PrintKind::Handout => PrintPage::Handout,
        })
    }

    fn tokens_of(&self, places: &[Option<usize>]) -> Vec<Token> {
        let places = places.iter().flatten();
        places
            .filter_map(|place| Some(self.list.get(*place)?.token))
            .collect()
    }

    /// The tokens of each user together, users in the order of their first; a token of nobody has its own letter.
    fn in_letters(&self, rows: &Rows, printed: Range<usize>) -> Vec<Vec<Option<usize>>> {
        let mut letters: Vec<Vec<Option<usize>>> = Vec::new();
        let mut letter_of = HashMap::new();
        let in_a_letter = match self.shown {
            Shown { qr: true, .. } | Shown { secret: true, .. } => SECRETS_A_LETTER,
            _ => TOKENS_A_LETTER,
        };
        for place in printed.filter_map(|row| rows.place(row)) {
            let upn = self.list.get(place).and_then(|listed| listed.token.upn);
            let number = upn.as_ref().and_then(|upn| letter_of.get(upn).copied());
            let open = number.and_then(|number: usize| letters.get_mut(number));
            match open.filter(|letter| letter.len() < in_a_letter) {
                Some(letter) => letter.push(Some(place)),
                None => {
                    upn.map(|upn| letter_of.insert(upn, letters.len()));
                    letters.push(vec![Some(place)]);
                }
            }
        }
        letters
    }

    fn count_what_does_not_fit(&mut self) {
        if !self.shown.qr && !self.shown.secret {
            return;
        }
        let (mut without_qr, mut without_secret) = (0, 0);
        for token in self.pages.iter().flat_map(|places| self.tokens_of(places)) {
            let has_qr = self.has_qr(&token);
            without_qr += usize::from(self.shown.qr && !has_qr);
            if self.kind == PrintKind::Labels && self.shown.secret {
                let sizes = self.sizes(&token, &[], has_qr);
                without_secret += usize::from(sizes.secret.is_none());
            }
        }
        (self.without_qr, self.without_secret) = (without_qr, without_secret);
    }

    fn qr_side(&self) -> Hundredths {
        match self.kind {
            PrintKind::Labels => self.grid.qr_side().unwrap_or_default(),
            PrintKind::Letters | PrintKind::Handout => LETTER_QR,
        }
    }

    fn has_qr(&self, token: &Token) -> bool {
        let fits = |modules: u32| modules * SMALLEST_MODULE <= self.qr_side();
        self.shown.qr && Qr::side_for(uri(token).len()).is_some_and(fits)
    }

    fn qr(&self, token: &Token) -> Option<Qr> {
        // Exposed by its nature: the picture is the secret, and was asked for.
        self.has_qr(token).then(|| Qr::encode(&uri(token)).ok())?
    }

    fn secret(&self, token: &Token) -> Option<SecretText> {
        self.shown
            .secret
            .then(|| SecretText::new(encode_seed(&token.secret, Encoding::Base32).to_string()))
    }

    fn sizes(&self, token: &Token, lines: &[String], qr: bool) -> LabelSizes {
        let serial = token.serial.as_ref();
        let what = Measured {
            serial: serial.map_or("", |serial| serial.as_str()),
            lines,
            // Eight characters of base32 hold five bytes.
            secret: if self.shown.secret {
                (token.secret.bytes() * 8).div_ceil(5)
            } else {
                0
            },
            qr,
        };
        LabelSizes::of(&self.grid, what)
    }

    fn label(&self, token: &Token) -> Option<Label> {
        let qr = self.qr(token);
        let mut lines: Vec<String> = [
            token.user.display_name.as_ref().map(ToString::to_string),
            token.upn.as_ref().map(ToString::to_string),
            self.model(token),
        ]
        .into_iter()
        .flatten()
        .collect();
        let sizes = self.sizes(token, &lines, qr.is_some());
        lines.truncate(sizes.lines);
        let instruction = self.shown.instruction && lines.len() < sizes.lines;
        Some(Label {
            serial: token.serial.as_ref().map(ToString::to_string),
            lines,
            instruction,
            secret: self.secret(token).filter(|_| sizes.secret.is_some()),
            qr,
            sizes,
        })
    }

    fn letter(&self, places: &[Option<usize>]) -> Option<Letter> {
        let tokens = self.tokens_of(places);
        let first = tokens.first()?;
        Some(Letter {
            name: first.user.display_name.as_ref().map(ToString::to_string),
            upn: first.upn.as_ref().map(ToString::to_string),
            department: first.user.department.as_ref().map(ToString::to_string),
            tokens: tokens.iter().map(|token| self.in_letter(token)).collect(),
        })
    }

    fn in_letter(&self, token: &Token) -> LetterToken {
        LetterToken {
            serial: token.serial.as_ref().map(ToString::to_string),
            model: self.model(token),
            step: match token.factor {
                MovingFactor::Time(step) => Some(step.seconds()),
                MovingFactor::Counter(_) => None,
            },
            digits: token.digits.count(),
            secret: self.secret(token),
            qr: self.qr(token),
        }
    }

    fn model(&self, token: &Token) -> Option<String> {
        let manufacturer = token.manufacturer.as_ref().map(|name| name.as_str());
        let model = token.model.as_ref().map(|name| name.as_str());
        let both: Vec<&str> = [manufacturer, model].into_iter().flatten().collect();
        (self.shown.model && !both.is_empty()).then(|| both.join(" "))
    }
}

/// As `#code` names a token in its QR code: the manufacturer is the issuer, the user or the serial number the account.
fn uri(token: &Token) -> Zeroizing<String> {
    let issuer = token.manufacturer.as_ref().map(|name| name.as_str());
    let serial = token.serial.as_ref().map(|serial| serial.as_str());
    let account = token.upn.as_ref().map(|upn| upn.as_str()).or(serial);
    otpauth::write(
        &token.secret,
        token.hash,
        token.digits,
        token.factor,
        issuer.unwrap_or_default(),
        account.unwrap_or_default(),
    )
}
