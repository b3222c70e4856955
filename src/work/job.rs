//! What can be asked for, and how it is done slice by slice.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::SLICE;
use super::files::FileOrder;
use crate::formats::receipt::FileReceipt;
use crate::formats::{FormatError, Report, entra_csv};
use crate::issue::{IssueFailed, Issuing, Order, OrderProblem, Plan, Survey};
use crate::oath::Token;
use crate::packed::{Arrangement, Damaged, Pack, arrange};

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
    /// Which tokens does this Entra CSV hold?
    ReadEntraCsv,
    /// Files of these tokens.
    Write(FileOrder),
}

impl Task {
    /// About how many tokens it is about beside those that it gets.
    pub fn size(&self) -> usize {
        match self {
            Self::Survey(order) | Self::Issue(order) => order.size(),
            Self::Check | Self::Arrange(_) | Self::ReadEntraCsv | Self::Write(_) => 0,
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
    HandingOver(Pack, usize, Option<Outcome>),
    /// Tokens are issued.
    Issuing(Box<Issuing>, Option<Survey>),
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
            Stage::HandingOver(pack, handed, outcome) => {
                let end = (*handed + SLICE).min(pack.len());
                let part = Part::Tokens(pack.part(*handed..end));
                *handed = end;
                let progress = Progress {
                    done: end,
                    total: pack.len(),
                };
                let state = match outcome.take_if(|_| end == pack.len()) {
                    Some(outcome) => Ok(outcome),
                    None => Err(progress),
                };
                Ok(Slice {
                    parts: vec![part],
                    state,
                })
            }
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
            Task::ReadEntraCsv => self.read_entra_csv(),
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

    fn read_entra_csv(&mut self) -> Result<Slice, WorkFailed> {
        let bytes = self.file.take().ok_or(WorkFailed::Input)?;
        let reading = match entra_csv::read(&bytes) {
            Ok(reading) => reading,
            Err(error) => return Ok(done(Outcome::Read(Err(error)))),
        };
        let outcome = Outcome::Read(Ok(Report::of(&reading.findings)));
        if reading.tokens.is_empty() {
            return Ok(done(outcome));
        }
        let pack = Pack::of(&reading.tokens);
        let progress = Progress {
            done: 0,
            total: pack.len(),
        };
        self.stage = Stage::HandingOver(pack, 0, Some(outcome));
        Ok(Slice {
            parts: Vec::new(),
            state: Err(progress),
        })
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
