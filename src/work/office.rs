//! The worker's side: messages in, messages out. Each answers one request, so a job goes on only as fast as its results
//! are taken, and one that nobody asks for any more stands still.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::job::{Job, Outcome, Part, Progress, Task, WorkFailed};
use crate::packed::Pack;

/// What is asked of the worker; one job at a time under each ticket.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// A new job, in place of one that had the ticket.
    Begin(Box<Task>),
    /// The message's body is tokens for it.
    TakeTokens,
    /// The message's body is a file for it.
    TakeFile,
    /// A slice of work: this alone is answered.
    Advance,
    /// Nobody wants it any more.
    Leave,
}

/// The answer to [`Ask::Advance`].
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// What the answer's bodies are, in their order: a file by its name, or tokens.
    pub bodies: Vec<Option<String>>,
    /// How far the job is.
    pub state: State,
}

/// How a job stands after a slice.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// There is more to do.
    Going(Progress),
    /// Done.
    Done(Outcome),
    /// It came to nothing.
    Failed(WorkFailed),
}

/// A message's head, and its bodies.
pub type Message = (Vec<u8>, Vec<Zeroizing<Vec<u8>>>);

/// All jobs of a worker.
#[derive(Default)]
pub struct Office {
    jobs: BTreeMap<u32, Result<Job, WorkFailed>>,
    refusal: Option<WorkFailed>,
}

impl Office {
    /// One that does nothing, and says why to whoever asks.
    pub fn refusing(why: WorkFailed) -> Self {
        Self {
            refusal: Some(why),
            ..Self::default()
        }
    }

    /// Takes a message; answers [`Ask::Advance`].
    pub fn handle(
        &mut self,
        ticket: u32,
        head: &[u8],
        body: Option<Zeroizing<Vec<u8>>>,
        fill: &mut impl FnMut(&mut [u8]) -> Result<(), WorkFailed>,
    ) -> Option<Message> {
        let ask = postcard::from_bytes(head);
        match ask {
            Ok(Ask::Begin(task)) => {
                self.jobs.insert(ticket, Ok(Job::new(*task)));
                None
            }
            Ok(Ask::Leave) => {
                self.jobs.remove(&ticket);
                None
            }
            Ok(Ask::TakeTokens) => {
                self.feed(ticket, body, |job, body| {
                    job.take_tokens(Pack::from_bytes(body)?);
                    Ok(())
                });
                None
            }
            Ok(Ask::TakeFile) => {
                self.feed(ticket, body, |job, body| {
                    job.take_file(body);
                    Ok(())
                });
                None
            }
            Ok(Ask::Advance) => Some(self.advance(ticket, fill)),
            Err(_) => {
                // Whoever asked gives the job up, so nothing of it is kept.
                self.jobs.remove(&ticket);
                Some(failed(WorkFailed::Input))
            }
        }
    }

    /// What goes wrong here is said when the job is asked to go on.
    fn feed(
        &mut self,
        ticket: u32,
        body: Option<Zeroizing<Vec<u8>>>,
        take: impl FnOnce(&mut Job, Zeroizing<Vec<u8>>) -> Result<(), WorkFailed>,
    ) {
        let Some(entry) = self.jobs.get_mut(&ticket) else {
            return;
        };
        if let Ok(job) = entry {
            let taken = body
                .ok_or(WorkFailed::Input)
                .and_then(|body| take(job, body));
            if let Err(failed) = taken {
                *entry = Err(failed);
            }
        }
    }

    fn advance(
        &mut self,
        ticket: u32,
        fill: &mut impl FnMut(&mut [u8]) -> Result<(), WorkFailed>,
    ) -> Message {
        let slice = match (self.refusal, self.jobs.get_mut(&ticket)) {
            (Some(why), _) => Err(why),
            (None, None) => Err(WorkFailed::Input),
            (None, Some(Err(failed))) => Err(*failed),
            (None, Some(Ok(job))) => job.advance(fill),
        };
        let slice = match slice {
            Ok(slice) => slice,
            Err(why) => {
                self.jobs.remove(&ticket);
                return failed(why);
            }
        };
        let (names, bodies) = slice.parts.into_iter().map(Part::into_body).unzip();
        let state = match slice.state {
            Err(progress) => State::Going(progress),
            Ok(outcome) => {
                self.jobs.remove(&ticket);
                State::Done(outcome)
            }
        };
        (
            encoded(&Reply {
                bodies: names,
                state,
            }),
            bodies,
        )
    }
}

impl Part {
    fn into_body(self) -> (Option<String>, Zeroizing<Vec<u8>>) {
        match self {
            Self::Tokens(pack) => (None, pack.into_bytes()),
            Self::File { name, bytes } => (Some(name), bytes),
        }
    }
}

fn failed(why: WorkFailed) -> Message {
    let reply = Reply {
        bodies: Vec::new(),
        state: State::Failed(why),
    };
    (encoded(&reply), Vec::new())
}

/// The bytes of a message's head.
pub fn encoded(head: &impl Serialize) -> Vec<u8> {
    // Writing to memory does not fail.
    postcard::to_allocvec(head).expect("a vector takes it")
}

/// A message's head out of its bytes; `None` where they are none.
pub fn decoded<T: for<'de> Deserialize<'de>>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
