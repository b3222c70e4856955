//! Work that a person waits for: what it is, how far it is, and how long it will still take.

use crate::oath::Uptime;
use crate::work::Progress;

/// Work that is being done. One at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errand {
    /// What it is.
    pub kind: ErrandKind,
    /// How far it is.
    pub progress: Progress,
    /// When it began.
    began: Uptime,
    /// When the progress was said.
    said: Uptime,
}

/// What a person waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrandKind {
    /// Tokens are issued.
    Issue,
    /// A file of this name is read.
    Open(String),
    /// A file of this name is looked at.
    Check(String),
    /// A file of this name is written.
    Write(String),
    /// A file of this name is uploaded to the practice tenant.
    Upload(String),
}

impl Errand {
    /// Work that begins now.
    pub fn new(kind: ErrandKind, now: Uptime) -> Self {
        Self {
            kind,
            progress: Progress::default(),
            began: now,
            said: now,
        }
    }

    /// Takes how far it is now.
    pub fn advance(&mut self, progress: Progress, now: Uptime) {
        self.progress = progress;
        self.said = now;
    }

    /// How much is done, in percent; `None` where nobody knows.
    pub fn percent(&self) -> Option<usize> {
        let Progress { done, total } = self.progress;
        (done.min(total) * 100).checked_div(total)
    }

    /// How many seconds it will still take if it goes on like this, rounded up; `None` where it is too early to say:
    /// before a fiftieth is done or half a second has passed.
    pub fn seconds_left(&self) -> Option<u64> {
        let Progress { done, total } = self.progress;
        let passed = self.said.milliseconds_since(self.began);
        if passed < 500 || done < total / 50 || done == 0 || done > total {
            return None;
        }
        let left = u64::try_from(total - done).ok()?;
        let milliseconds = passed.checked_mul(left)? / u64::try_from(done).ok()?;
        Some(milliseconds.div_ceil(1000))
    }
}
