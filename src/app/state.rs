//! The state of the whole page, and what each action does to it.

use std::rc::Rc;

use super::sample;
use super::{
    Action, Activation, Arrivals, Burn, CheckAction, Checkup, Clipboard, ClockDraft, CodeDraft,
    Details, DetailsDraft, Errand, ErrandKind, Listed, ListedId, Mask, Notice, Opened, OrderDraft,
    PaperDraft, Rehearsal, RehearsalAction, Sample, SeedDraft, Settings, TableView, TokenList,
    Tool,
};
use crate::formats::receipt::FileReceipt;
use crate::formats::{FormatError, Report};
use crate::issue::{Survey, next_serial};
use crate::oath::{MovingFactor, Secret, Token, UserDetails};
use crate::packed::Pack;
use crate::work::{FileKind, Written};

/// Everything the page knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The tool that is shown.
    pub tool: Tool,
    /// The token of `#code`.
    pub code: CodeDraft,
    /// The clock.
    pub clock: ClockDraft,
    /// What is to be printed on its back.
    pub details: DetailsDraft,
    /// The form of `#issue`.
    pub order: OrderDraft,
    /// The bench of `#check`.
    pub checkup: Checkup,
    /// The practice tenant.
    pub rehearsal: Rehearsal,
    /// The working set.
    pub list: TokenList,
    /// What its table shows.
    pub table: TableView,
    /// The walk through the table to activate its tokens.
    pub activation: Activation,
    /// The walk through the table to burn its tokens.
    pub burn: Burn,
    /// Whether the list holds tokens that are nowhere but in this page.
    pub unsaved: bool,
    /// Whether nobody has put anything into the page yet that a sample would replace.
    pub untouched: bool,
    /// Work that a person waits for.
    pub errand: Option<Errand>,
    /// The files that were handed out since the list was empty.
    pub handed_out: Rc<Vec<FileReceipt>>,
    /// What the files that were handed out last do not carry, and of which kind they are.
    pub losses: Option<(FileKind, Rc<Report>)>,
    /// The file that was opened last.
    pub opened: Option<Opened>,
    /// What is to be printed.
    pub paper: PaperDraft,
    /// How often a listed token was shown: each time the keyboard goes to its code.
    pub shown: u32,
    /// What was done last and is worth confirming.
    pub notice: Option<Notice>,
    /// How often everything was forgotten: each time all forms are made anew.
    pub forgotten: u32,
    /// What the page has put into the clipboard.
    pub clipboard: Clipboard,
    /// Preferences.
    pub settings: Settings,
    /// Whether secrets are shown.
    pub mask: Mask,
}

impl State {
    /// The page as it opens: with a random seed, or `None` where the source of randomness failed.
    pub fn new(seed: Option<Secret>) -> Self {
        Self {
            tool: Tool::default(),
            code: CodeDraft::new(random_seed(seed)),
            clock: ClockDraft::default(),
            details: DetailsDraft::default(),
            order: OrderDraft::default(),
            checkup: Checkup::default(),
            rehearsal: Rehearsal::default(),
            list: TokenList::default(),
            table: TableView::default(),
            activation: Activation::default(),
            burn: Burn::default(),
            unsaved: false,
            untouched: true,
            errand: None,
            handed_out: Rc::default(),
            losses: None,
            opened: None,
            paper: PaperDraft::default(),
            shown: 0,
            notice: None,
            forgotten: 0,
            clipboard: Clipboard::default(),
            settings: Settings::default(),
            mask: Mask::default(),
        }
    }

    /// Lets it happen.
    pub fn apply(&mut self, action: Action) {
        self.untouched &= action.leaves_untouched();
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
                self.unsaved |= self.list.removed().is_some();
                self.change_list(TokenList::undo_removal);
                self.notice = None;
            }
            Action::ForgetRemoved => self.forget_removed(),
            Action::ClearList => self.clear_list(),
            Action::ForgetEverything => self.forget_everything(),
            Action::Order(action) => self.order.apply(action),
            Action::Check(action) => self.checkup.apply(action),
            Action::Rehearse(action) => self.rehearse(action),
            Action::ListChecked => self.list_checked(),
            Action::HandOutChecked(written) => {
                self.checkup.handed_out = Some((written.rows, written.left_out));
                Rc::make_mut(&mut self.handed_out).extend(written.files);
            }
            Action::Issued(packs, survey) => self.take_issued(packs, &survey),
            Action::TakeReport(version, report) => self.list.take_report(version, report),
            Action::Arrange(wanted) => self.table.want(wanted, &self.list),
            Action::TakeRows(version, wanted, places) => {
                self.table.take(&self.list, version, wanted, places);
            }
            Action::BeginErrand(errand) => self.errand = Some(errand),
            Action::AdvanceErrand(progress, now) => {
                if let Some(errand) = &mut self.errand {
                    errand.advance(progress, now);
                }
            }
            Action::EndErrand => self.errand = None,
            Action::CancelErrand => {
                let errand = self.errand.take();
                if matches!(errand.map(|errand| errand.kind), Some(ErrandKind::Check(_))) {
                    self.checkup.apply(CheckAction::Cancel);
                }
                self.notice = Some(Notice::Cancelled);
            }
            Action::Activation(action) => {
                let rows = self.table.rows(&self.list);
                self.activation.apply(action, &rows, &self.list);
            }
            Action::Burn(action) => {
                let rows = self.table.rows(&self.list);
                self.burn.apply(action, &rows, &self.list);
            }
            Action::GoTo(tool) => self.tool = tool,
            Action::GoToScreen(screen) => {
                self.tool = Tool::Rehearse;
                // Where it is open already, what was answered there stays.
                if self.rehearsal.screen != screen {
                    self.rehearse(RehearsalAction::GoTo(screen));
                }
            }
            Action::Open(name, read) => self.open(name, read),
            Action::HandOut(kind, written) => self.hand_out(kind, written),
            Action::SetMask(mask) => self.set_mask(mask),
            Action::ChooseFollowing(following) => self.settings.following = following,
            Action::ChooseAround(around) => self.settings.around = around,
            Action::ChooseIdleLimit(idle) => self.settings.idle = idle,
            Action::Paper(action) => self.paper.apply(action),
            Action::TakeSample(sample) => self.take_sample(sample),
            Action::Clipboard(action) => self.clipboard.apply(action),
        }
    }

    /// Everything that changes which codes there are goes through here, so that the generator follows.
    fn change_code(&mut self, change: impl FnOnce(&mut CodeDraft)) {
        change(&mut self.code);
        self.code.settle();
    }

    /// Everything that changes the list goes through here, so that what is shown of it follows.
    pub(super) fn change_list<T>(&mut self, change: impl FnOnce(&mut TokenList) -> T) -> T {
        let changed = change(&mut self.list);
        self.table.settle(&self.list);
        self.details.forget_collisions();
        changed
    }

    fn hand_out(&mut self, kind: FileKind, written: Written) {
        let Written {
            rows,
            left_out,
            report,
            files,
        } = written;
        // What was left out of the files is nowhere else yet, nor what joined the list while they were written.
        if kind.holds_secrets() && left_out == 0 && rows == self.list.len() {
            self.unsaved = false;
        }
        self.notice = Some(Notice::Downloaded {
            files: match files.as_slice() {
                [one] => Ok(one.name.clone()),
                _ => Err(files.len()),
            },
            rows,
            left_out,
        });
        Rc::make_mut(&mut self.handed_out).extend(files);
        self.losses = Some((kind, Rc::new(report)));
    }

    fn take_sample(&mut self, sample: Sample) {
        if !self.untouched {
            self.notice = Some(Notice::SampleLeftOut);
            return;
        }
        match sample {
            Sample::Code => self.change_code(|code| {
                code.take_seed(random_seed(sample::seed()));
                code.name_after_token(sample::ISSUER.to_owned(), sample::ACCOUNT.to_owned());
            }),
            Sample::Issue => self.order = sample::order(),
            Sample::Check => {
                let file = CheckAction::TakeFile(sample::file());
                self.checkup.apply(file);
            }
            Sample::Rehearse => self.begin_sample_walk(),
        }
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
        self.change_list(|list| list.append([Pack::of([&token])]));
        self.unsaved = true;
        self.details.serial = after.unwrap_or_default();
        self.details.upn.clear();
        self.notice = Some(Notice::Added(self.list.len()));
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

    fn take_issued(&mut self, packs: Vec<Pack>, survey: &Survey) {
        let first_row = self.list.len() + 1;
        self.change_list(|list| list.append(packs));
        self.order.go_on_after(survey);
        self.unsaved = true;
        self.notice = Some(Notice::Issued {
            tokens: survey.tokens,
            first_row,
        });
    }

    fn list_checked(&mut self) {
        // What was corrected since is not in them.
        let current = self.checkup.is_current();
        let Some(checked) = self.checkup.checked().filter(|_| current).cloned() else {
            return;
        };
        self.checkup.listed = true;
        let first_row = self.list.len() + 1;
        // The bench keeps its own.
        let packs = checked.packs.iter().map(|pack| pack.part(0..pack.len()));
        self.change_list(|list| list.append(packs));
        // Corrected, they are nowhere but in this page.
        self.unsaved |= !self.checkup.request().is_plain();
        self.notice = Some(Notice::Checked {
            tokens: checked.tokens(),
            first_row,
        });
    }

    fn show_listed(&mut self, id: ListedId) {
        let Some(place) = self.list.place_of(id) else {
            return;
        };
        let Some(Listed { token, .. }) = self.list.get(place) else {
            return;
        };
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let issuer = text(token.manufacturer.as_ref().map(|name| name.as_str()));
        let account = match (&token.upn, &token.serial) {
            (Some(upn), _) => upn.to_string(),
            (None, serial) => text(serial.as_ref().map(|serial| serial.as_str())),
        };
        let (hash, digits, factor) = (token.hash, token.digits, token.factor);
        let seed = SeedDraft::from_secret(token.secret);
        self.change_code(|code| {
            code.take_seed(seed);
            code.hash = hash;
            code.digits = digits;
            code.take_factor(factor);
            code.name_after_token(issuer, account);
        });
        self.tool = Tool::Code;
        self.shown = self.shown.wrapping_add(1);
        self.notice = Some(Notice::Shown(place + 1));
    }

    fn remove(&mut self, id: ListedId) {
        if self.change_list(|list| list.remove(id)) {
            self.unsaved &= !self.list.is_empty();
            self.notice = Some(Notice::Removed);
        }
    }

    fn set_mask(&mut self, mask: Mask) {
        if mask == Mask::HiddenByIdling {
            // Nobody is there to put it back.
            self.forget_removed();
        }
        // What is hidden stays hidden for its first reason.
        if !(mask.hides() && self.mask.hides()) {
            self.mask = mask;
        }
    }

    fn forget_removed(&mut self) {
        if self.list.removed().is_some() {
            self.list.forget_removed();
            self.notice = Some(Notice::RemovedForGood);
        }
    }

    fn clear_list(&mut self) {
        self.change_list(TokenList::clear);
        self.unsaved = false;
        self.handed_out = Rc::default();
        self.losses = None;
        self.opened = None;
        self.activation.forget();
        self.burn = Burn::default();
        self.notice = Some(Notice::Cleared);
    }

    /// Tool, clock and preferences stay, and what was copied is where it was. The list, the bench and the rehearsal go on
    /// counting, so that what is still said of former ones is not taken for theirs.
    fn forget_everything(&mut self) {
        self.clear_list();
        self.checkup.apply(CheckAction::Forget);
        self.rehearsal.start_over();
        *self = Self {
            code: CodeDraft::new(SeedDraft::empty()),
            tool: self.tool,
            clock: self.clock.clone(),
            settings: self.settings,
            mask: self.mask,
            clipboard: self.clipboard,
            list: self.list.clone(),
            checkup: self.checkup.clone(),
            rehearsal: self.rehearsal.clone(),
            activation: self.activation.clone(),
            shown: self.shown,
            forgotten: self.forgotten.wrapping_add(1),
            notice: Some(Notice::Forgotten),
            ..Self::new(None)
        };
    }

    fn open(&mut self, name: String, read: Result<Arrivals, FormatError>) {
        let (opened, packs) = Opened::of(name, read);
        if packs.iter().any(|pack| !pack.is_empty()) {
            self.change_list(|list| list.append(packs));
        }
        self.opened = Some(opened);
        self.notice = None;
    }
}

fn random_seed(seed: Option<Secret>) -> SeedDraft {
    seed.map_or_else(SeedDraft::without_entropy, SeedDraft::from_secret)
}
