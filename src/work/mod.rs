//! Work that takes longer than a moment, in slices: it runs in a worker, and where there is little to do, on the spot.
//!
//! Pure: bytes and entropy come in, bytes go out. A [`Job`] does one slice whenever it is asked to, so whoever asks can
//! tell how far it is, and leave it: a job that is dropped leaves nothing behind, its secrets are wiped.

mod files;
mod job;
mod office;

pub use files::{FileKind, FileOrder};
pub use job::{Job, Outcome, Part, Progress, Slice, Task, WorkFailed, Written};
pub use office::{Ask, Message, Office, Reply, State, decoded, encoded};

/// How many tokens a slice is about: some milliseconds of work, and a message of about 100 KB.
pub const SLICE: usize = 1024;
