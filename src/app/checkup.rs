//! The bench of `#check`: a file that was dropped, what a person has said of it, and what was found out.
//!
//! The file itself stays as it is. Every change asks anew what is wrong with it; answers to older questions are dropped.

use std::fmt;
use std::rc::Rc;

use zeroize::Zeroizing;

use crate::check::{Examination, FailureText, Request, UserMerge, is_portal_message};
use crate::formats::{Assumed, Format, FormatError, Pasted, ReadAs, Report, Step, recognise};
use crate::packed::Pack;
use crate::work::FileKind;

/// A file in memory, wiped when dropped. Cheap to clone; two are equal when they are the same one.
#[derive(Clone)]
pub struct SeedFile {
    /// Its name.
    pub name: Rc<str>,
    bytes: Rc<Zeroizing<Vec<u8>>>,
}

impl SeedFile {
    /// A file of this name.
    pub fn new(name: &str, bytes: Zeroizing<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            bytes: Rc::new(bytes),
        }
    }

    /// Its content.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl fmt::Debug for SeedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SeedFile({} bytes)", self.bytes.len())
    }
}

impl PartialEq for SeedFile {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.bytes, &other.bytes)
    }
}

impl Eq for SeedFile {}

/// Which question about the file it is: another one after every change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Question(u64);

/// What was found out, and the tokens.
#[derive(Debug)]
pub struct Checked {
    question: Question,
    /// What was found out.
    pub examination: Examination,
    /// The tokens, packed.
    pub packs: Vec<Rc<Pack>>,
}

impl Checked {
    /// How many tokens were read.
    pub fn tokens(&self) -> usize {
        self.examination.lines.len()
    }
}

impl PartialEq for Checked {
    fn eq(&self, other: &Self) -> bool {
        self.question == other.question
    }
}

impl Eq for Checked {}

/// What a file of another format would lose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreseen {
    /// Of which kind.
    pub kind: FileKind,
    /// How many tokens can be written.
    pub writable: usize,
    /// What is lost, by the lines of the file that was checked.
    pub report: Rc<Report>,
}

/// The bench.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkup {
    file: Option<SeedFile>,
    request: Rc<Request>,
    /// The file before, with what was said of it: another one may have been dropped by mistake.
    previous: Option<(SeedFile, Rc<Request>)>,
    question: Question,
    /// The question that was cancelled.
    cancelled: Option<Question>,
    answer: Option<(Question, Result<Rc<Checked>, FormatError>)>,
    /// What the tokens are to be written as.
    pub target: FileKind,
    foreseen: Option<(Question, Foreseen)>,
    /// How many tokens were handed out last, and how many were left out.
    pub handed_out: Option<(usize, usize)>,
    /// Whether the tokens as they are now are in the list already.
    pub listed: bool,
}

impl Default for Checkup {
    fn default() -> Self {
        Self {
            file: None,
            request: Rc::default(),
            previous: None,
            question: Question::default(),
            cancelled: None,
            answer: None,
            target: FileKind::EntraCsv,
            foreseen: None,
            handed_out: None,
            listed: false,
        }
    }
}

/// What was found out, and the tokens; or why the file is none.
pub type Answer = Result<(Box<Examination>, Vec<Rc<Pack>>), FormatError>;

/// Something that happens on the bench.
#[derive(Clone, Debug)]
pub enum CheckAction {
    /// Another file.
    TakeFile(SeedFile),
    /// The file before comes back, with what was said of it.
    GoBack,
    /// The file is forgotten, and all that was said of it.
    Forget,
    /// It is to be read otherwise; `None`: as found out.
    ReadAs(Option<ReadAs>),
    /// A correction.
    Mend(Step),
    /// The last correction is taken back.
    UndoMending,
    /// What the file does not say.
    Assume(Assumed),
    /// Whose the tokens are.
    MergeUsers(Option<UserMerge>),
    /// The portal's list of failures, and what its columns are.
    TakeFailures(Option<FailureText>),
    /// What the portal said.
    TakePortal(Pasted),
    /// What was found out, and the tokens.
    TakeAnswer(Question, Answer),
    /// The question is left unanswered.
    Cancel,
    /// It is asked again.
    AskAgain,
    /// Another kind of file is to be written.
    ChooseTarget(FileKind),
    /// What it would lose.
    TakeForeseen(Question, Foreseen),
}

impl CheckAction {
    /// A pasted text as a file, or as what the portal said where it is that.
    pub fn paste(text: &str) -> Self {
        if recognise(text).is_empty() && is_portal_message(text) {
            return Self::TakePortal(text.into());
        }
        let bytes = Zeroizing::new(text.as_bytes().to_vec());
        Self::TakeFile(SeedFile::new("pasted text", bytes))
    }
}

impl Checkup {
    /// The file.
    pub fn file(&self) -> Option<&SeedFile> {
        self.file.as_ref()
    }

    /// The file before, where corrections of it would be lost with it.
    pub fn previous(&self) -> Option<&SeedFile> {
        self.previous.as_ref().map(|(file, _)| file)
    }

    /// What a person has said of it.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// The question that has to be asked now, if there is one.
    pub fn due(&self) -> Option<Question> {
        let answered = self.answer.as_ref().map(|(question, _)| *question);
        let open = answered != Some(self.question) && self.cancelled != Some(self.question);
        (self.file.is_some() && open).then_some(self.question)
    }

    /// Whether what was found out is about the file as it is corrected by now.
    pub fn is_current(&self) -> bool {
        let answered = self.answer.as_ref().map(|(question, _)| *question);
        answered == Some(self.question)
    }

    /// Whether the last question was cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled == Some(self.question)
    }

    /// What was found out last; of an earlier question as long as the new one is open.
    pub fn checked(&self) -> Option<&Rc<Checked>> {
        let (_, outcome) = self.answer.as_ref()?;
        outcome.as_ref().ok()
    }

    /// Why the file is none.
    pub fn unusable(&self) -> Option<&FormatError> {
        let (_, outcome) = self.answer.as_ref()?;
        outcome.as_ref().err()
    }

    /// What the chosen kind of file would lose of the tokens that were read last.
    pub fn foreseen(&self) -> Option<&Foreseen> {
        let checked = self.checked()?;
        let (question, foreseen) = self.foreseen.as_ref()?;
        (*question == checked.question && foreseen.kind == self.target).then_some(foreseen)
    }

    /// The question whose tokens have yet to be looked at for the chosen kind of file.
    pub fn unforeseen(&self) -> Option<Question> {
        let checked = self.checked().filter(|checked| checked.tokens() > 0)?;
        self.foreseen().is_none().then_some(checked.question)
    }

    /// Lets it happen.
    pub fn apply(&mut self, action: CheckAction) {
        match action {
            CheckAction::TakeFile(file) => {
                let question = self.question;
                // What the portal said may have come first: several files are dropped in any order.
                let request = Request {
                    failures: self
                        .request
                        .failures
                        .clone()
                        .filter(|_| self.file.is_none()),
                    portal: match self.file {
                        None => self.request.portal.clone(),
                        Some(_) => Pasted::default(),
                    },
                    ..Request::default()
                };
                let previous = self.file.take().zip(Some(Rc::clone(&self.request)));
                *self = Self {
                    file: Some(file),
                    previous: previous.filter(|(_, request)| !request.is_plain()),
                    request: Rc::new(request),
                    question,
                    ..Self::default()
                };
                self.ask();
            }
            CheckAction::GoBack => {
                if let Some((file, request)) = self.previous.take() {
                    let question = self.question;
                    *self = Self {
                        file: Some(file),
                        request,
                        question,
                        ..Self::default()
                    };
                    self.ask();
                }
            }
            CheckAction::Forget => {
                let question = self.question;
                *self = Self {
                    question,
                    ..Self::default()
                };
                self.ask();
            }
            CheckAction::ReadAs(read_as) => self.change(|request| {
                // A correction is one of cells, and another format has others.
                request.mending = Default::default();
                request.read_as = read_as;
            }),
            CheckAction::Mend(step) => self.change(|request| request.mending.take(step)),
            CheckAction::UndoMending => self.change(|request| {
                request.mending.undo();
            }),
            CheckAction::Assume(assumed) => self.change(|request| request.assumed = assumed),
            CheckAction::MergeUsers(users) => self.change(|request| request.users = users),
            CheckAction::TakeFailures(failures) => {
                self.change(|request| request.failures = failures);
            }
            CheckAction::TakePortal(portal) => self.change(|request| request.portal = portal),
            CheckAction::TakeAnswer(question, outcome) => self.take_answer(question, outcome),
            CheckAction::Cancel => self.cancelled = Some(self.question),
            CheckAction::AskAgain => self.ask(),
            CheckAction::ChooseTarget(kind) => {
                self.target = kind;
                self.handed_out = None;
            }
            CheckAction::TakeForeseen(question, foreseen) => {
                self.foreseen = Some((question, foreseen));
            }
        }
    }

    fn change(&mut self, change: impl FnOnce(&mut Request)) {
        change(Rc::make_mut(&mut self.request));
        self.ask();
    }

    fn ask(&mut self) {
        self.question.0 += 1;
        self.handed_out = None;
        self.listed = false;
    }

    fn take_answer(&mut self, question: Question, outcome: Answer) {
        if question != self.question || self.file.is_none() {
            return;
        }
        if let Ok((examination, _)) = &outcome
            && self.answer.is_none()
            && examination.read_as == ReadAs::Format(Format::GraphJson)
        {
            // Whoever has bodies for Graph does not want a CSV.
            self.target = FileKind::GraphBulk;
        }
        let outcome = outcome.map(|(examination, packs)| {
            Rc::new(Checked {
                question,
                examination: *examination,
                packs,
            })
        });
        self.answer = Some((question, outcome));
    }
}
