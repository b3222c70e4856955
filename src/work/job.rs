//! What can be asked for, and how it is done slice by slice.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::SLICE;
use super::files::FileOrder;
use crate::check::{Examination, Examined, ReadFile, Request};
use crate::formats::receipt::FileReceipt;
use crate::formats::{self, FormatError, Report, entra_csv, refused_rows};
use crate::issue::{IssueFailed, Issuing, Order, OrderProblem, Plan, Survey};
use crate::oath::Token;
use crate::packed::{Arrangement, Damaged, Pack, arrange};
use crate::rehearsal::{FileRefused, Judged, judge};

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Task {
    /// What would Entra ID say of these tokens?
    Check,
    /// Which of these tokens are shown, in which order?
    Arrange(Arrangement),
    /// What will be issued for this order, beside these tokens?
    Survey(Order),
    /// The tokens of this order, beside these.
    Issue(Order),
    /// Which tokens does this file hold, of whatever format it is?
    Read,
    /// Files of these tokens.
    Write(FileOrder),
    /// What would such files of these tokens lose, by the lines on which they begin?
    Losses(FileOrder, Vec<u32>),
    /// What is this file, and what is wrong with it?
    Examine(Box<Request>),
    /// What would Entra ID make of this file, uploaded; or of the one that is written of these tokens?
    Upload(Option<FileOrder>),
}

impl Task {
    /// About how many tokens it is about beside those that it gets.
    pub fn size(&self) -> usize {
        match self {
            Self::Survey(order) | Self::Issue(order) => order.size(),
            Self::Check
            | Self::Arrange(_)
            | Self::Read
            | Self::Write(_)
            | Self::Losses(..)
            | Self::Examine(_)
            | Self::Upload(_) => 0,
        }
    }
}

/// What came of it.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// What Entra ID would say.
    Checked(Report),
    /// The places of the tokens, from 0.
    Arranged(Vec<u32>),
    /// What will be issued; or why nothing will.
    Surveyed(Result<Survey, Vec<OrderProblem>>),
    /// All tokens were handed over as parts; or why there are none.
    Issued(Result<Survey, Vec<OrderProblem>>),
    /// All tokens were handed over as parts; or the file is unusable.
    Read(Result<Report, FormatError>),
    /// All files were handed over as parts.
    Wrote(Written),
    /// What would be lost: so many tokens can be written.
    Foreseen(usize, Report),
    /// All tokens were handed over as parts; or the file is no text.
    Examined(Result<Box<Examination>, FormatError>),
    /// An upload was judged.
    Uploaded {
        /// The tokens of all good rows were handed over as parts; or the file as a whole is refused.
        judged: Result<Judged, FileRefused>,
        /// So many tokens are not in the file that was written of them.
        left_out: usize,
    },
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Tokens in the files.
    pub rows: usize,
    /// Tokens left out.
    pub left_out: usize,
    /// What the files do not carry, and why tokens were left out.
    pub report: Report,
    /// The files.
    pub files: Vec<FileReceipt>,
}

/// A piece of the result that is handed over before the end. It holds secrets; it is wiped when dropped.
pub enum Part {
    /// Tokens.
    Tokens(Pack),
    /// A file.
    File {
        /// Its name.
        name: String,
        /// Its content.
        bytes: Zeroizing<Vec<u8>>,
    },
}

/// How far a job is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Done so far; of what, the task says.
    pub done: usize,
    /// To be done altogether; 0 where nobody knows yet.
    pub total: usize,
}

/// What a slice of work brought.
pub struct Slice {
    /// Pieces of the result.
    pub parts: Vec<Part>,
    /// How far the job is; or what came of it: then it is done.
    pub state: Result<Outcome, Progress>,
}

/// Why there is no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum WorkFailed {
    /// What was handed over is damaged, or not what the task needs.
    #[error("the work got what it cannot use")]
    Input,
    /// The source of randomness failed or repeats itself, and nothing weaker takes its place.
    #[error("the source of randomness failed")]
    Entropy,
    /// A self-test failed where the work is done: nothing that is computed there can be trusted.
    #[error("a self-test failed")]
    SelfTest,
}

impl From<IssueFailed<WorkFailed>> for WorkFailed {
    fn from(failed: IssueFailed<WorkFailed>) -> Self {
        match failed {
            IssueFailed::Entropy(failed) => failed,
            IssueFailed::Repeats => Self::Entropy,
            IssueFailed::Length(_) => Self::Input,
        }
    }
}

impl From<Damaged> for WorkFailed {
    fn from(_: Damaged) -> Self {
        Self::Input
    }
}

/// A task that is being done.
pub struct Job {
    task: Task,
    tokens: Vec<Pack>,
    file: Option<Zeroizing<Vec<u8>>>,
    stage: Stage,
}

enum Stage {
    /// Nothing was done yet.
    Fresh,
    /// Tokens wait to be handed over; then this is what came of it.
    HandingOver(HandingOver),
    /// A file was read and has yet to be judged.
    Judging(Box<ReadFile>),
    /// Tokens are issued.
    Issuing(Box<Issuing>, Option<Survey>),
}

/// Tokens that are handed over slice by slice.
struct HandingOver {
    pack: Pack,
    handed: usize,
    /// What came of the job; taken with the last slice.
    outcome: Option<Outcome>,
    /// How much was done before, in tokens.
    before: usize,
}

impl HandingOver {
    fn progress(&self) -> Progress {
        Progress {
            done: self.before + self.handed,
            total: self.before + self.pack.len(),
        }
    }

    fn advance(&mut self) -> Slice {
        let end = (self.handed + SLICE).min(self.pack.len());
        let part = Part::Tokens(self.pack.part(self.handed..end));
        self.handed = end;
        let is_last = end == self.pack.len();
        let state = match self.outcome.take_if(|_| is_last) {
            Some(outcome) => Ok(outcome),
            None => Err(self.progress()),
        };
        Slice {
            parts: vec![part],
            state,
        }
    }
}

impl Job {
    /// A job that has yet to get what it is about.
    pub fn new(task: Task) -> Self {
        Self {
            task,
            tokens: Vec::new(),
            file: None,
            stage: Stage::Fresh,
        }
    }

    /// Takes tokens to work on, behind those that it has.
    pub fn take_tokens(&mut self, pack: Pack) {
        self.tokens.push(pack);
    }

    /// Takes a file to work on.
    pub fn take_file(&mut self, bytes: Zeroizing<Vec<u8>>) {
        self.file = Some(bytes);
    }

    /// Does one slice of it; `fill` fills a place with random bytes.
    ///
    /// # Errors
    /// [`WorkFailed`]; the job is to be dropped then.
    pub fn advance(
        &mut self,
        fill: &mut impl FnMut(&mut [u8]) -> Result<(), WorkFailed>,
    ) -> Result<Slice, WorkFailed> {
        match &mut self.stage {
            Stage::Fresh => self.begin(),
            Stage::Judging(_) => self.judge(),
            Stage::Issuing(issuing, survey) => {
                let tokens = issuing.advance(SLICE, fill)?;
                let progress = Progress {
                    done: issuing.done(),
                    total: issuing.total(),
                };
                let state = match survey.take_if(|_| progress.done == progress.total) {
                    Some(survey) => Ok(Outcome::Issued(Ok(survey))),
                    None => Err(progress),
                };
                Ok(Slice {
                    parts: vec![Part::Tokens(Pack::of(&tokens))],
                    state,
                })
            }
            Stage::HandingOver(stage) => Ok(stage.advance()),
        }
    }

    fn begin(&mut self) -> Result<Slice, WorkFailed> {
        match &self.task {
            Task::Check => {
                let report = Report::of(&entra_csv::check(&self.unpacked()));
                Ok(done(Outcome::Checked(report)))
            }
            Task::Arrange(wanted) => Ok(done(Outcome::Arranged(arrange(&self.tokens, wanted)))),
            Task::Survey(order) => {
                let survey = self.plan(order).map(|plan| plan.survey().clone());
                Ok(done(Outcome::Surveyed(survey)))
            }
            Task::Issue(order) => match self.plan(order) {
                Err(problems) => Ok(done(Outcome::Issued(Err(problems)))),
                Ok(plan) => {
                    let progress = Progress {
                        done: 0,
                        total: plan.count(),
                    };
                    let survey = plan.survey().clone();
                    self.stage = Stage::Issuing(Box::new(Issuing::new(plan)), Some(survey));
                    Ok(Slice {
                        parts: Vec::new(),
                        state: Err(progress),
                    })
                }
            },
            Task::Read => self.read(),
            Task::Examine(request) => {
                let bytes = self.file.as_ref().ok_or(WorkFailed::Input)?;
                match ReadFile::of(bytes, request) {
                    Err(error) => Ok(done(Outcome::Examined(Err(error)))),
                    Ok(read) => {
                        // Judging and handing over take about as long as reading did.
                        let progress = Progress {
                            done: read.tokens(),
                            total: 3 * read.tokens(),
                        };
                        self.stage = Stage::Judging(Box::new(read));
                        Ok(Slice {
                            parts: Vec::new(),
                            state: Err(progress),
                        })
                    }
                }
            }
            Task::Upload(order) => self.upload(order.clone()),
            Task::Losses(order, lines) => {
                let tokens = self.unpacked();
                let findings = order.check(&tokens);
                let writable = tokens.len() - refused_rows(&findings).len();
                let line = |row: usize| lines.get(row - 1).map_or(row, |line| *line as usize);
                let findings: Vec<_> = findings.iter().map(|one| one.by_lines(line)).collect();
                Ok(done(Outcome::Foreseen(writable, Report::of(&findings))))
            }
            Task::Write(order) => {
                let (files, written) = order.write(&self.unpacked());
                let parts = files
                    .into_iter()
                    .map(|(name, bytes)| Part::File { name, bytes });
                Ok(Slice {
                    parts: parts.collect(),
                    state: Ok(Outcome::Wrote(written)),
                })
            }
        }
    }

    fn upload(&mut self, order: Option<FileOrder>) -> Result<Slice, WorkFailed> {
        let (bytes, left_out) = match order {
            None => (Some(self.file.take().ok_or(WorkFailed::Input)?), 0),
            Some(mut order) => {
                // An upload has no parts.
                order.most_rows = None;
                let (files, written) = order.write(&self.unpacked());
                let first = files.into_iter().next().map(|(_, bytes)| bytes);
                (first.filter(|_| written.rows > 0), written.left_out)
            }
        };
        let judged = bytes.map_or(Err(FileRefused::NothingToWrite), |bytes| judge(&bytes));
        let (judged, tokens) = match judged {
            Err(refused) => (Err(refused), Vec::new()),
            Ok((judged, tokens)) => (Ok(judged), tokens),
        };
        // Of no tokens there is nothing to hand over.
        Ok(self.hand_over(&tokens, 0, Outcome::Uploaded { judged, left_out }))
    }

    fn plan(&self, order: &Order) -> Result<Plan, Vec<OrderProblem>> {
        let labels = self
            .tokens
            .iter()
            .flat_map(|pack| (0..pack.len()).filter_map(|place| pack.label(place)));
        let mut taken: HashMap<&str, usize> = HashMap::new();
        for (row, label) in (1..).zip(labels) {
            if let Some(serial) = label.serial {
                // The first of several rows is told.
                taken.entry(serial).or_insert(row);
            }
        }
        order.plan(&taken)
    }

    fn read(&mut self) -> Result<Slice, WorkFailed> {
        let bytes = self.file.take().ok_or(WorkFailed::Input)?;
        let reading = match formats::open(&bytes) {
            Ok(reading) => reading,
            Err(error) => return Ok(done(Outcome::Read(Err(error)))),
        };
        let outcome = Outcome::Read(Ok(Report::of(&reading.findings)));
        Ok(self.hand_over(&reading.tokens, 0, outcome))
    }

    fn judge(&mut self) -> Result<Slice, WorkFailed> {
        let stage = std::mem::replace(&mut self.stage, Stage::Fresh);
        let (Stage::Judging(read), Some(bytes), Task::Examine(request)) =
            (stage, self.file.take(), &self.task)
        else {
            return Err(WorkFailed::Input);
        };
        let Examined {
            examination,
            tokens,
        } = read.judged(&bytes, request);
        let outcome = Outcome::Examined(Ok(Box::new(examination)));
        Ok(self.hand_over(&tokens, 2 * tokens.len(), outcome))
    }

    /// Hands the tokens over slice by slice, and then says what came of it.
    fn hand_over(&mut self, tokens: &[Token], before: usize, outcome: Outcome) -> Slice {
        if tokens.is_empty() {
            return done(outcome);
        }
        let stage = HandingOver {
            pack: Pack::of(tokens),
            handed: 0,
            outcome: Some(outcome),
            before,
        };
        let progress = stage.progress();
        self.stage = Stage::HandingOver(stage);
        Slice {
            parts: Vec::new(),
            state: Err(progress),
        }
    }

    fn unpacked(&self) -> Vec<Token> {
        self.tokens.iter().flat_map(Pack::tokens).collect()
    }
}

fn done(outcome: Outcome) -> Slice {
    Slice {
        parts: Vec::new(),
        state: Ok(outcome),
    }
}
