//! Uploads: what an upload's bytes were judged to be meets what only the tenant knows, slice by slice, and when it is done
//! there is a verdict.

use std::collections::VecDeque;
use std::rc::Rc;

use super::Tenant;
use crate::oath::{Stamp, Uptime};
use crate::packed::Pack;
use crate::rehearsal::inventory::Origin;
use crate::rehearsal::upload::{Failure, FileRefused, Judged, Reason};
use crate::rehearsal::users::UserId;

/// How long an upload is processed, in milliseconds. Microsoft: "it can take a few minutes to process"; ours is shorter.
pub const PROCESSING_MILLISECONDS: u64 = 3_000;

/// How many rows are taken at once: ours. A few milliseconds; more would hold up the page.
pub const ROWS_AT_ONCE: usize = 4096;

/// An upload that is being processed.
#[derive(Debug)]
pub(super) struct Pending {
    name: Rc<str>,
    since: Uptime,
    judged: Result<Judged, FileRefused>,
    left_out: usize,
}

/// How far its rows are taken.
#[derive(Clone, Debug, Default)]
pub(super) struct Progress {
    /// The packs that are left, and the place in the first of them. One that was taken is held no longer: the inventory has its
    /// tokens, and those that were refused are nobody's.
    packs: VecDeque<Rc<Pack>>,
    place: usize,
    /// How many rows were looked at, how many tokens taken, and what was refused.
    rows: usize,
    tokens: usize,
    failures: Vec<Failure>,
}

/// An upload that was processed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// The file's name.
    pub name: Rc<str>,
    /// What came of it; why the file as a whole was refused.
    pub outcome: Result<Rc<Taken>, FileRefused>,
    /// How many tokens are not in the file that was written of them; 0 where the file was there before.
    pub left_out: usize,
}

/// What came of an upload's rows.
#[derive(Debug, PartialEq, Eq)]
pub struct Taken {
    /// Rows of the file, the header not counted.
    pub rows: usize,
    /// How many tokens were taken.
    pub tokens: usize,
    /// The rows that were refused, in the file's order.
    pub failures: Vec<Failure>,
}

/// What came of asking how far an upload is: the portal's "Refresh".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refreshed {
    /// Nothing is being processed.
    Nothing,
    /// It is still being processed.
    Processing,
    /// It is done: the last of [`Tenant::uploads`].
    Done,
}

impl Tenant {
    /// The uploads that were processed, in their order.
    pub fn uploads(&self) -> &[Upload] {
        &self.uploads
    }

    /// The name of the file that is being processed.
    pub fn processing(&self) -> Option<&Rc<str>> {
        self.pending.as_ref().map(|pending| &pending.name)
    }

    /// Takes an upload: what its bytes were judged to be, how many tokens were left out of them, and the tokens of its good rows.
    /// One at a time: the next is taken when this one is processed.
    pub fn upload(
        &mut self,
        name: Rc<str>,
        judged: Result<Judged, FileRefused>,
        left_out: usize,
        packs: Vec<Rc<Pack>>,
        now: Stamp,
    ) {
        if self.pending.is_none() {
            self.touch();
            let since = now.uptime;
            self.pending = Some(Rc::new(Pending {
                name,
                since,
                judged,
                left_out,
            }));
            self.progress = Rc::new(Progress {
                packs: packs.into(),
                ..Progress::default()
            });
        }
    }

    /// Looks how far the upload is. It is done when its time has passed and all its rows are taken, the last of them here.
    pub fn refresh(&mut self, now: Stamp) -> Refreshed {
        let Some(pending) = &self.pending else {
            return Refreshed::Nothing;
        };
        if now.uptime.milliseconds_since(pending.since) < PROCESSING_MILLISECONDS {
            return Refreshed::Processing;
        }
        self.process(now);
        if self.takes_rows_at().is_some() {
            return Refreshed::Processing;
        }
        let pending = self.pending.take();
        let Progress {
            tokens,
            mut failures,
            ..
        } = Rc::unwrap_or_clone(std::mem::take(&mut self.progress));
        self.touch();
        if let Some(pending) = pending {
            let outcome = match &pending.judged {
                Err(refused) => Err(refused.clone()),
                Ok(judged) => {
                    failures.extend_from_slice(&judged.failures);
                    // Stable: those of one line stay in their order.
                    failures.sort_by_key(|failure| failure.line);
                    let rows = judged.rows;
                    Ok(Rc::new(Taken {
                        rows,
                        tokens,
                        failures,
                    }))
                }
            };
            let name = Rc::clone(&pending.name);
            Rc::make_mut(&mut self.uploads).push(Upload {
                name,
                outcome,
                left_out: pending.left_out,
            });
        }
        Refreshed::Done
    }

    /// When rows of the upload are to be taken, as long as there are any left: [`Self::process`] is to be called from then on.
    pub fn takes_rows_at(&self) -> Option<Uptime> {
        let pending = self.pending.as_ref()?;
        let are_left = !self.progress.packs.is_empty();
        are_left.then(|| pending.since.plus_milliseconds(PROCESSING_MILLISECONDS))
    }

    /// Takes the next rows of the upload when their time has come, at most [`ROWS_AT_ONCE`].
    pub fn process(&mut self, now: Stamp) {
        let is_due = |at: Uptime| now.uptime >= at;
        let Some(pending) = self.pending.clone() else {
            return;
        };
        if !self.takes_rows_at().is_some_and(is_due) {
            return;
        }
        self.touch();
        let mut taken = std::mem::take(&mut self.progress);
        let progress = Rc::make_mut(&mut taken);
        let mut left = ROWS_AT_ONCE;
        while left > 0
            && let Some(pack) = progress.packs.front().cloned()
        {
            let places = progress.place..pack.len().min(progress.place + left);
            left -= places.len();
            self.take(&pack, places, &pending.judged, progress);
            if progress.place == pack.len() {
                progress.packs.pop_front();
                progress.place = 0;
            }
        }
        self.progress = taken;
    }

    fn take(
        &mut self,
        pack: &Rc<Pack>,
        places: std::ops::Range<usize>,
        judged: &Result<Judged, FileRefused>,
        progress: &mut Progress,
    ) {
        let lines = judged.as_ref().map_or(&[][..], |judged| &judged.lines);
        let mut good = Vec::new();
        for place in places.clone() {
            let line = lines.get(progress.rows).copied().unwrap_or_default();
            progress.rows += 1;
            match self.judge_row(pack, place) {
                Ok(user) => good.push((place, Some(user))),
                Err(reason) => progress.failures.push(failure(pack, place, line, reason)),
            }
        }
        progress.place = places.end;
        if !good.is_empty() {
            progress.tokens += self.inventory.take(pack, Origin::Csv, &good);
        }
    }

    /// What only the tenant can know of a row.
    fn judge_row(&self, pack: &Pack, place: usize) -> Result<UserId, Reason> {
        let label = pack.label(place);
        let serial = label.and_then(|label| label.serial);
        let upn = label.and_then(|label| label.upn);
        if self.inventory.find(serial.unwrap_or_default()).is_some() {
            return Err(Reason::SerialTaken);
        }
        self.users
            .find(upn.unwrap_or_default())
            .ok_or(Reason::UserUnknown)
    }
}

fn failure(pack: &Pack, place: usize, line: u32, reason: Reason) -> Failure {
    let label = pack.label(place);
    let text = |text: Option<&str>| text.unwrap_or_default().into();
    Failure {
        line,
        upn: text(label.and_then(|label| label.upn)),
        serial: text(label.and_then(|label| label.serial)),
        reason,
    }
}
