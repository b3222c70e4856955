//! Files out of the page: written by the desk, handed to the browser's downloads.

use std::num::NonZeroUsize;

use yew::prelude::*;

use super::desk::{Desk, Finished, Material, Trouble};
use super::{Dispatch, text};
use crate::app::{Action, ClockSetting, ErrandKind, Moment, TokenList};
use crate::browser::clock::{minutes_east_of_utc, now};
use crate::browser::files::download;
use crate::oath::UnixTime;
use crate::work::{FileKind, FileOrder, Outcome, Task, WorkFailed};

/// Writes the list's tokens as files of that kind, with at most so many tokens each, and hands them out.
pub fn hand_out(
    desk: &Desk,
    kind: FileKind,
    most_rows: Option<NonZeroUsize>,
    list: &TokenList,
    clock: ClockSetting,
    dispatch: &Dispatch,
    trouble: UseStateSetter<Option<&'static str>>,
) {
    let time = clock.time_at(now());
    let order = FileOrder {
        kind,
        date: date(time),
        most_rows,
        milliseconds: time.milliseconds(),
    };
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
                dispatch.dispatch(Action::HandOut(kind, written));
            }
        })
    };
    let errand = ErrandKind::Write(name);
    desk.run_errand(
        errand,
        Task::Write(order),
        Material::of(list),
        dispatch,
        finish,
    );
}

/// The date in the computer's time zone: of the time that was set, where one is.
pub fn date(time: UnixTime) -> String {
    let moment = Moment::local(time, minutes_east_of_utc(time));
    moment.map_or_else(|| "undated".to_owned(), |moment| moment.date())
}
