//! Files out of the page: written by the desk, handed to the browser's downloads.

use std::num::NonZeroUsize;
use std::rc::Rc;

use yew::prelude::*;

use super::desk::{Desk, Finished, Material, Trouble};
use super::{Dispatch, text};
use crate::app::{Action, ClockSetting, ErrandKind, Moment};
use crate::browser::clock::{minutes_east_of_utc, now};
use crate::browser::files::download;
use crate::oath::UnixTime;
use crate::packed::Pack;
use crate::work::{FileKind, FileOrder, Outcome, Task, WorkFailed, Written};

/// What is to be handed out.
pub struct HandOut {
    /// Which files.
    pub kind: FileKind,
    /// How many tokens each of them has at most.
    pub most_rows: Option<NonZeroUsize>,
    /// The clock, for dates and codes.
    pub clock: ClockSetting,
    /// The tokens.
    pub tokens: Vec<Rc<Pack>>,
    /// What happens when they are with the browser.
    pub done: fn(FileKind, Written) -> Action,
}

/// Writes the files and hands them out.
pub fn hand_out(
    desk: &Desk,
    files: HandOut,
    dispatch: &Dispatch,
    trouble: UseStateSetter<Option<&'static str>>,
) {
    let HandOut {
        kind, tokens, done, ..
    } = files;
    let order = file_order(kind, files.most_rows, files.clock);
    let name = kind.file_name(&order.date);
    let finish = {
        let dispatch = dispatch.clone();
        Callback::from(move |finished: Result<Finished, Trouble>| {
            let written = finished.map_err(text::trouble).and_then(|finished| {
                for (name, content) in &finished.files {
                    download(name, kind.media_type(), content).map_err(|_| text::FILE_NOT_SAVED)?;
                }
                match finished.outcome {
                    Outcome::Wrote(written) => Ok(written),
                    _ => Err(text::work_failed(WorkFailed::Input)),
                }
            });
            trouble.set(written.as_ref().err().copied());
            if let Ok(written) = written {
                dispatch.dispatch(done(kind, written));
            }
        })
    };
    let errand = ErrandKind::Write(name);
    let material = Material { tokens, file: None };
    desk.run_errand(errand, Task::Write(order), material, dispatch, finish);
}

/// The order for such files at this moment.
pub fn file_order(
    kind: FileKind,
    most_rows: Option<NonZeroUsize>,
    clock: ClockSetting,
) -> FileOrder {
    let time = clock.time_at(now());
    FileOrder {
        kind,
        date: date(time),
        most_rows,
        milliseconds: time.milliseconds(),
    }
}

/// The date in the computer's time zone: of the time that was set, where one is.
pub fn date(time: UnixTime) -> String {
    let moment = Moment::local(time, minutes_east_of_utc(time));
    moment.map_or_else(|| "undated".to_owned(), |moment| moment.date())
}
