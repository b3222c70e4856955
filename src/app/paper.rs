//! Labels, letters and a handout for the tokens of the list: which rows, on which sheet, with what on it.
//!
//! Geometry is data here, in hundredths of a millimetre, and tested natively; the page draws what is said here. A secret
//! is on paper only where a person asked for it, and never while secrets are hidden.

mod grid;
mod label;
mod plan;

pub use grid::{Grid, Hundredths, Paper, Sheet};
pub use label::{Label, LabelSizes, Measured, SMALLEST_PRINT};
pub use plan::{Letter, LetterToken, PrintPage, PrintPlan};

/// How many tokens go into one print. A printer is stopped more easily than it is asked to take back 2,000 sheets, and
/// so many the page can draw without a worker.
pub const MOST_A_PRINT: usize = 500;

/// What is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PrintKind {
    /// A label for each token.
    #[default]
    Labels,
    /// A page for each user, with the user's tokens.
    Letters,
    /// One page for everybody, with no token on it.
    Handout,
}

impl PrintKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Labels, Self::Letters, Self::Handout];
}

/// What can be ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperOption {
    /// Manufacturer and model.
    Model,
    /// A line on how to activate the token.
    Instruction,
    /// Thin lines to cut along.
    CutLines,
    /// The QR code of the otpauth URI. It is the secret.
    Qr,
    /// The secret in base32.
    Secret,
}

/// Something happens in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaperAction {
    /// Labels, letters or the handout.
    ChooseKind(PrintKind),
    /// Another sheet of labels.
    ChooseSheet(Sheet),
    /// Other paper for letters.
    ChoosePaper(Paper),
    /// So many columns on plain paper.
    ChooseColumns(u8),
    /// So many rows on plain paper.
    ChooseRows(u8),
    /// The first row changed.
    TypeFrom(String),
    /// The last row changed.
    TypeTo(String),
    /// The number of labels that are gone already changed.
    TypeSkip(String),
    /// Whom to ask changed.
    TypeContact(String),
    /// Something was ticked, or no longer is.
    Tick(PaperOption, bool),
    /// The sheets are shown, or no longer.
    Show(bool),
}

/// The form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperDraft {
    /// What is printed.
    pub kind: PrintKind,
    /// The sheet for labels.
    pub sheet: Sheet,
    /// The paper for letters and the handout.
    pub paper: Paper,
    /// Columns on plain paper.
    pub columns: u8,
    /// Rows on plain paper.
    pub rows: u8,
    /// The first row, as typed; empty for the first there is.
    pub from: String,
    /// The last row, as typed; empty for the last there is.
    pub to: String,
    /// How many labels of the first sheet are gone, as typed; empty for none.
    pub skip: String,
    /// Whom to ask, on letters and the handout; may be empty.
    pub contact: String,
    /// Manufacturer and model are shown.
    pub model: bool,
    /// A short instruction is shown on labels.
    pub instruction: bool,
    /// Plain paper has lines to cut along.
    pub cut_lines: bool,
    /// The QR code is asked for.
    pub qr: bool,
    /// The secret is asked for.
    pub secret: bool,
    /// The sheets are shown.
    pub shown: bool,
}

impl Default for PaperDraft {
    fn default() -> Self {
        Self {
            kind: PrintKind::default(),
            sheet: Sheet::default(),
            paper: Paper::default(),
            columns: 3,
            rows: 8,
            from: String::new(),
            to: String::new(),
            skip: String::new(),
            contact: String::new(),
            model: true,
            instruction: false,
            cut_lines: true,
            qr: false,
            secret: false,
            shown: false,
        }
    }
}

/// Why nothing can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaperProblem {
    /// The first row is no row of the table.
    #[error("the first row is none of 1 to {last}")]
    From {
        /// The last row there is.
        last: usize,
    },
    /// The last row is no row of the table, or before the first.
    #[error("the last row is none of {first} to {last}")]
    To {
        /// The first row that is printed.
        first: usize,
        /// The last row there is.
        last: usize,
    },
    /// So many labels are not on a sheet.
    #[error("not a number below {labels}")]
    Skip {
        /// How many are.
        labels: usize,
    },
}

impl PaperDraft {
    /// The longest contact, in characters.
    pub const MAX_CONTACT: usize = 200;
    /// The most columns on plain paper.
    pub const MAX_COLUMNS: u8 = 6;
    /// The most rows on plain paper.
    pub const MAX_ROWS: u8 = 16;

    /// Lets it happen.
    pub fn apply(&mut self, action: PaperAction) {
        match action {
            PaperAction::ChooseKind(kind) => self.kind = kind,
            PaperAction::ChooseSheet(sheet) => self.sheet = sheet,
            PaperAction::ChoosePaper(paper) => self.paper = paper,
            PaperAction::ChooseColumns(columns) => {
                self.columns = columns.clamp(1, Self::MAX_COLUMNS);
            }
            PaperAction::ChooseRows(rows) => self.rows = rows.clamp(1, Self::MAX_ROWS),
            PaperAction::TypeFrom(text) => self.from = text,
            PaperAction::TypeTo(text) => self.to = text,
            PaperAction::TypeSkip(text) => self.skip = text,
            PaperAction::TypeContact(text) => {
                self.contact = text.chars().take(Self::MAX_CONTACT).collect();
            }
            PaperAction::Tick(option, ticked) => *self.option_mut(option) = ticked,
            PaperAction::Show(shown) => self.shown = shown,
        }
    }

    /// Whether it is ticked.
    pub fn option(&self, option: PaperOption) -> bool {
        match option {
            PaperOption::Model => self.model,
            PaperOption::Instruction => self.instruction,
            PaperOption::CutLines => self.cut_lines,
            PaperOption::Qr => self.qr,
            PaperOption::Secret => self.secret,
        }
    }

    fn option_mut(&mut self, option: PaperOption) -> &mut bool {
        match option {
            PaperOption::Model => &mut self.model,
            PaperOption::Instruction => &mut self.instruction,
            PaperOption::CutLines => &mut self.cut_lines,
            PaperOption::Qr => &mut self.qr,
            PaperOption::Secret => &mut self.secret,
        }
    }

    /// The grid of labels that is chosen.
    pub fn grid(&self) -> Grid {
        self.sheet.grid(self.columns, self.rows)
    }

    /// Whether a QR code that a phone can scan has room on what is chosen.
    pub fn has_room_for_qr(&self) -> bool {
        match self.kind {
            PrintKind::Labels => self.grid().qr_side().is_some(),
            PrintKind::Letters => true,
            PrintKind::Handout => false,
        }
    }

    /// Whether a secret would be on paper.
    pub fn asks_for_secrets(&self) -> bool {
        let qr = self.qr && self.has_room_for_qr();
        self.kind != PrintKind::Handout && (qr || self.secret)
    }

    /// The rows to print of `total`, from 0, the end excluded: as typed, before [`MOST_A_PRINT`].
    ///
    /// # Errors
    /// [`PaperProblem::From`] and [`PaperProblem::To`].
    pub fn rows_of(&self, total: usize) -> Result<std::ops::Range<usize>, PaperProblem> {
        let number = |text: &str, absent| match text.trim() {
            "" => Some(absent),
            text => text.parse::<usize>().ok(),
        };
        let first = number(&self.from, 1)
            .filter(|first| (1..=total.max(1)).contains(first))
            .ok_or(PaperProblem::From { last: total })?;
        let last = number(&self.to, total)
            .filter(|last| total == 0 || (first..=total).contains(last))
            .ok_or(PaperProblem::To { first, last: total })?;
        Ok(first - 1..last.min(total))
    }

    /// How many labels of the first sheet are left out.
    ///
    /// # Errors
    /// [`PaperProblem::Skip`].
    pub fn skipped(&self) -> Result<usize, PaperProblem> {
        let labels = self.grid().labels();
        let skipped = match self.skip.trim() {
            "" => Some(0),
            text => text.parse::<usize>().ok(),
        };
        skipped
            .filter(|skipped| *skipped < labels)
            .ok_or(PaperProblem::Skip { labels })
    }
}
