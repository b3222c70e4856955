//! The state of the whole page, and everything that can happen to it.

use super::{
    ClockDraft, ClockMode, CodeDraft, Details, DetailsDraft, FactorKind, IdleLimit, ListedId, Mask,
    Opened, SecretText, SeedDraft, Settings, TokenList, next_serial,
};
use crate::formats::{Column, FormatError, Reading};
use crate::oath::{
    Digits, EncodingChoice, HashAlgorithm, MovingFactor, Secret, Token, UnixTime, UserDetails,
};

/// Everything the page knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The token of `#code`.
    pub code: CodeDraft,
    /// The clock.
    pub clock: ClockDraft,
    /// What is to be printed on its back.
    pub details: DetailsDraft,
    /// The working set.
    pub list: TokenList,
    /// The file that was opened last.
    pub opened: Option<Opened>,
    /// What was done last and is worth confirming.
    pub notice: Option<Notice>,
    /// Preferences.
    pub settings: Settings,
    /// Whether secrets are shown.
    pub mask: Mask,
}

/// A confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The token was added as this row.
    Added(usize),
    /// The token of this row was opened in `#code`.
    Shown(usize),
    /// A token was taken out.
    Removed,
    /// All tokens were forgotten.
    Cleared,
    /// A file with this many rows was handed to the browser's downloads.
    Downloaded {
        /// The file's name.
        name: String,
        /// Tokens in it.
        rows: usize,
        /// Tokens left out.
        left_out: usize,
    },
}

/// Something that happens.
#[derive(Debug)]
pub enum Action {
    /// The seed field changed.
    TypeSeed(SecretText),
    /// The seed is to be read another way.
    ReadSeedAs(EncodingChoice),
    /// A random seed, or `None` where the source of randomness failed.
    TakeRandomSeed(Option<Secret>),
    /// Another hash.
    ChooseHash(HashAlgorithm),
    /// Another number of digits.
    ChooseDigits(Digits),
    /// Time or counter.
    ChooseKind(FactorKind),
    /// The step field changed.
    TypeStep(String),
    /// The counter field changed.
    TypeCounter(String),
    /// The counter goes one on.
    AdvanceCounter,
    /// The issuer changed.
    TypeIssuer(String),
    /// The account changed.
    TypeAccount(String),
    /// Another clock; the moment is the computer's.
    SwitchClock(ClockMode, UnixTime),
    /// The clock's time field changed.
    TypeTime(String),
    /// The typed time is meant; the moment is the computer's.
    SetTime(String, UnixTime),
    /// A detail changed.
    TypeDetail(Column, String),
    /// The token of `#code` joins the list.
    AddToList,
    /// A listed token is shown in `#code`.
    ShowListed(ListedId),
    /// A listed token leaves.
    Remove(ListedId),
    /// It comes back.
    UndoRemoval,
    /// All of them leave for good.
    ClearList,
    /// A file was read.
    Open(String, Result<Reading, FormatError>),
    /// A file was written.
    ConfirmDownload(Notice),
    /// Secrets are shown or hidden.
    SetMask(Mask),
    /// Other preferences.
    ChooseFollowing(u8),
    /// How far the table reaches.
    ChooseAround(u8),
    /// When secrets hide.
    ChooseIdleLimit(IdleLimit),
}

impl State {
    /// The page as it opens: with a random seed, or `None` where the source of randomness failed.
    pub fn new(seed: Option<Secret>) -> Self {
        Self {
            code: CodeDraft::new(random_seed(seed)),
            clock: ClockDraft::default(),
            details: DetailsDraft::default(),
            list: TokenList::default(),
            opened: None,
            notice: None,
            settings: Settings::default(),
            mask: Mask::default(),
        }
    }

    /// Lets it happen.
    pub fn apply(&mut self, action: Action) {
        match action {
            Action::TypeSeed(text) => self.change_code(|code| {
                let choice = code.seed.choice();
                code.take_seed(SeedDraft::read(text, choice));
            }),
            Action::ReadSeedAs(choice) => {
                // Not taken as a new seed: what a URI said was filled in before, and may have been edited since.
                self.change_code(|code| code.seed = code.seed.reread(choice));
            }
            Action::TakeRandomSeed(seed) => {
                self.change_code(|code| code.take_random_seed(random_seed(seed)));
            }
            Action::ChooseHash(hash) => self.change_code(|code| code.hash = hash),
            Action::ChooseDigits(digits) => self.change_code(|code| code.digits = digits),
            Action::ChooseKind(kind) => self.change_code(|code| code.kind = kind),
            Action::TypeStep(text) => self.change_code(|code| code.step = text),
            Action::TypeCounter(text) => self.change_code(|code| code.counter = text),
            Action::AdvanceCounter => self.advance_counter(),
            Action::TypeIssuer(text) => {
                self.code.issuer = text;
                self.code.names_are_a_tokens = false;
            }
            Action::TypeAccount(text) => {
                self.code.account = text;
                self.code.names_are_a_tokens = false;
            }
            Action::SwitchClock(mode, now) => self.clock.switch(mode, now),
            Action::TypeTime(text) => self.clock.type_time(text),
            Action::SetTime(text, now) => self.clock.set_time(text, now),
            Action::TypeDetail(column, text) => self.details.type_field(column, text),
            Action::AddToList => self.add_to_list(),
            Action::ShowListed(id) => self.show_listed(id),
            Action::Remove(id) => self.remove(id),
            Action::UndoRemoval => {
                self.list.undo_removal();
                self.details.forget_collisions();
                self.notice = None;
            }
            Action::ClearList => {
                self.list.clear();
                self.details.forget_collisions();
                self.opened = None;
                self.notice = Some(Notice::Cleared);
            }
            Action::Open(name, reading) => self.open(name, reading),
            Action::ConfirmDownload(notice) => self.notice = Some(notice),
            // What is hidden stays hidden for its first reason.
            Action::SetMask(mask) if mask.hides() && self.mask.hides() => {}
            Action::SetMask(mask) => self.mask = mask,
            Action::ChooseFollowing(following) => self.settings.following = following,
            Action::ChooseAround(around) => self.settings.around = around,
            Action::ChooseIdleLimit(idle) => self.settings.idle = idle,
        }
    }

    /// Everything that changes which codes there are goes through here, so that the generator follows.
    fn change_code(&mut self, change: impl FnOnce(&mut CodeDraft)) {
        change(&mut self.code);
        self.code.settle();
    }

    fn advance_counter(&mut self) {
        if let Ok(MovingFactor::Counter(counter)) = self.code.factor() {
            self.change_code(|code| code.take_factor(MovingFactor::Counter(counter + 1)));
        }
    }

    fn add_to_list(&mut self) {
        let details = match self.details.parse(&self.list) {
            Ok(details) => details,
            Err(problems) => {
                self.details.problems = problems;
                self.details.refusals = self.details.refusals.wrapping_add(1);
                self.notice = None;
                return;
            }
        };
        self.details.problems.clear();
        let Some(token) = self.token_with(details) else {
            self.notice = None;
            return;
        };
        let after = token
            .serial
            .as_ref()
            .and_then(|serial| next_serial(serial.as_str()));
        self.list.append([token]);
        self.details.serial = after.unwrap_or_default();
        self.details.upn.clear();
        self.notice = Some(Notice::Added(self.list.tokens().len()));
    }

    fn token_with(&self, details: Details) -> Option<Token> {
        Some(Token {
            // A copy: the list keeps the token while `#code` goes on with its seed.
            secret: self.code.secret()?.duplicate(),
            hash: self.code.hash,
            digits: self.code.digits,
            factor: self.code.factor().ok()?,
            serial: Some(details.serial),
            manufacturer: Some(details.manufacturer),
            model: Some(details.model),
            upn: details.upn,
            user: UserDetails::default(),
        })
    }

    fn show_listed(&mut self, id: ListedId) {
        let Some((row, listed)) = self.list.get(id) else {
            return;
        };
        let token = &listed.token;
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let issuer = text(token.manufacturer.as_ref().map(|name| name.as_str()));
        let account = match (&token.upn, &token.serial) {
            (Some(upn), _) => upn.to_string(),
            (None, serial) => text(serial.as_ref().map(|serial| serial.as_str())),
        };
        // A copy: the token stays in the list.
        let seed = SeedDraft::from_secret(token.secret.duplicate());
        let (hash, digits, factor) = (token.hash, token.digits, token.factor);
        self.change_code(|code| {
            code.take_seed(seed);
            code.hash = hash;
            code.digits = digits;
            code.take_factor(factor);
            code.name_after_token(issuer, account);
        });
        self.notice = Some(Notice::Shown(row));
    }

    fn remove(&mut self, id: ListedId) {
        if self.list.remove(id) {
            self.details.forget_collisions();
            self.notice = Some(Notice::Removed);
        }
    }

    fn open(&mut self, name: String, reading: Result<Reading, FormatError>) {
        let (opened, tokens) = Opened::of(name, reading);
        if !tokens.is_empty() {
            self.list.append(tokens);
        }
        self.opened = Some(opened);
        self.notice = None;
    }
}

fn random_seed(seed: Option<Secret>) -> SeedDraft {
    seed.map_or_else(SeedDraft::without_entropy, SeedDraft::from_secret)
}
