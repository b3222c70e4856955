//! The upload: the list's own file, the checked one, or any other; judged as a whole before it is processed.

use std::rc::Rc;

use yew::prelude::*;

use super::said::Answer;
use super::verdict::Verdict;
use super::{RehearseBenchProps, moment, send};
use crate::app::{Action, ClockSetting, ErrandKind, RehearsalAction, TenantAnswer, Tool};
use crate::browser::dom::{File, bring_id_into_view, focus_id, spawn_local};
use crate::browser::files::{chosen_files, on_drop, read};
use crate::formats::{FormatError, MAX_FILE_BYTES};
use crate::packed::Pack;
use crate::rehearsal::Screen;
use crate::ui::Dispatch;
use crate::ui::desk::{Desk, Finished, Material, Trouble, use_desk};
use crate::ui::hand_out::file_order;
use crate::ui::text::{self, rehearse};
use crate::ui::widgets::Button;
use crate::work::{FileKind, Outcome, Task, WorkFailed};

/// The part of the screen.
#[component]
pub fn UploadForm(props: &RehearseBenchProps) -> Html {
    let (state, dispatch) = (&props.state, &props.dispatch);
    let turn = state.rehearsal.turn;
    let desk = use_desk();
    let trouble = use_state_eq(|| None::<AttrValue>);
    let times = use_state_eq(|| 0_usize);
    let uploader = Uploader {
        desk,
        dispatch: dispatch.clone(),
        clock: state.clock.setting,
        walk: state.rehearsal.walks,
        trouble: trouble.setter(),
    };
    let tenant = &state.rehearsal.tenant;
    let busy = tenant.processing().is_some() || state.errand.is_some();
    let opener = use_callback(
        (uploader.clone(), busy),
        |files: Vec<File>, (uploader, busy)| {
            if !busy {
                uploader.open(files);
            }
        },
    );
    {
        let here = state.tool == Tool::Rehearse && state.rehearsal.screen == Screen::Tokens;
        use_effect_with((opener.clone(), here), |(opener, here)| {
            let opener = opener.clone();
            let listeners = here.then(|| on_drop(move |files| opener.emit(files)));
            move || drop(listeners)
        });
    }
    let onchange = Callback::from(move |event: Event| opener.emit(chosen_files(&event)));
    let of_list = {
        let (uploader, tokens) = (uploader.clone(), state.list.packs().cloned().collect());
        uploader.of_tokens(tokens)
    };
    let checked = state
        .checkup
        .checked()
        .filter(|_| state.checkup.is_current());
    let of_check = checked.map(|checked| uploader.of_tokens(checked.packs.clone()));
    let clock = state.clock.setting;
    let refresh = {
        let refresh = send(dispatch, move || RehearsalAction::Refresh(moment(clock)));
        let times = times.clone();
        Callback::from(move |()| {
            refresh.emit(());
            times.set(*times + 1);
        })
    };
    let added = match state.rehearsal.answer {
        Some(TenantAnswer::UsersAdded(added)) => Some(added),
        _ => None,
    };
    // The button has gone with the upload: the keyboard goes to what came of it.
    let known = use_mut_ref(|| tenant.uploads().len());
    use_effect_with(tenant.uploads().len(), move |uploads| {
        if known.replace(*uploads) < *uploads {
            focus_id("upload-status");
            bring_id_into_view("upload-verdict");
        }
    });
    {
        let times = times.setter();
        use_effect_with(tenant.processing().is_some(), move |_| times.set(0));
    }
    let said = match &state.rehearsal.answer {
        Some(TenantAnswer::Refreshed(refreshed)) => rehearse::refreshed(*refreshed, *times),
        _ => None,
    };
    let number = u32::try_from(tenant.uploads().len()).unwrap_or(u32::MAX);
    html! {
        <>
            <h3>{ "Upload" }</h3>
            <p>{ rehearse::UPLOAD_HINT }</p>
            <div class="row">
                <Button label="Upload the token list’s CSV" onclick={of_list} primary={tenant.inventory().is_empty()} disabled={busy || state.list.is_empty()} />
                if let Some(of_check) = of_check {
                    <Button label="Upload the checked file’s CSV" onclick={of_check} disabled={busy} />
                }
            </div>
            if let Some(trouble) = &*trouble {
                <p class="problem" role="alert">{ trouble.clone() }</p>
            }
            if let Some(name) = tenant.processing() {
                <div class="row processing">
                    <p>{ rehearse::processing(name) }</p>
                    <Button label="Refresh" onclick={refresh} primary={true} takes_focus={true} />
                </div>
            }
            <Answer {said} {turn} />
            if let Some(upload) = tenant.uploads().last().filter(|_| tenant.processing().is_none()) {
                <Verdict {number} {turn} upload={upload.clone()} tenant={tenant.clone()} list={state.list.clone()} {added} dispatch={dispatch.clone()} />
            }
            <div class="drop">
                <label for="tenant-file">{ "Upload another file" }</label>
                <input id="tenant-file" type="file" disabled={busy} {onchange} />
                <p class="hint">{ rehearse::DROP_HINT }</p>
            </div>
        </>
    }
}

/// Has a file judged, and hands it to the tenant.
#[derive(Clone, PartialEq)]
struct Uploader {
    desk: Desk,
    dispatch: Dispatch,
    clock: ClockSetting,
    walk: u32,
    trouble: UseStateSetter<Option<AttrValue>>,
}

impl Uploader {
    /// The very bytes that would be handed out of these tokens.
    fn of_tokens(&self, tokens: Vec<Rc<Pack>>) -> Callback<()> {
        let uploader = self.clone();
        Callback::from(move |()| {
            let order = file_order(FileKind::EntraCsv, None, uploader.clock);
            let name = FileKind::EntraCsv.file_name(&order.date);
            let material = Material {
                tokens: tokens.clone(),
                file: None,
            };
            uploader.judge(name, Task::Upload(Some(order)), material);
        })
    }

    fn open(&self, files: Vec<File>) {
        let uploader = self.clone();
        let Some(file) = files.into_iter().next() else {
            return;
        };
        spawn_local(async move {
            // A size beyond the limit is not even read.
            let size = file.size() as u64;
            let content = match size > MAX_FILE_BYTES {
                true => Err(text::file_unusable(&FormatError::TooLarge { bytes: size })),
                false => read(&file)
                    .await
                    .map_err(|_| text::FILE_UNREADABLE.to_owned()),
            };
            match content {
                Err(problem) => uploader.trouble.set(Some(problem.into())),
                Ok(content) => {
                    let material = Material {
                        tokens: Vec::new(),
                        file: Some(content),
                    };
                    uploader.judge(file.name(), Task::Upload(None), material);
                }
            }
        });
    }

    fn judge(&self, name: String, task: Task, material: Material) {
        let finish = {
            let (uploader, name) = (self.clone(), name.clone());
            Callback::from(move |finished| uploader.take(&name, finished))
        };
        let errand = ErrandKind::Upload(name);
        self.desk
            .run_errand(errand, task, material, &self.dispatch, finish);
    }

    fn take(&self, name: &str, finished: Result<Finished, Trouble>) {
        let judged = finished
            .map_err(text::trouble)
            .and_then(|finished| match finished.outcome {
                Outcome::Uploaded { judged, left_out } => Ok((judged, left_out, finished.packs)),
                _ => Err(text::work_failed(WorkFailed::Input)),
            });
        self.trouble
            .set(judged.as_ref().err().map(|trouble| (*trouble).into()));
        if let Ok((judged, left_out, packs)) = judged {
            let packs = packs.into_iter().map(Rc::new).collect();
            let now = moment(self.clock);
            let upload = RehearsalAction::Upload {
                walk: self.walk,
                name: name.into(),
                judged: Box::new(judged),
                left_out,
                packs,
                now,
            };
            self.dispatch.dispatch(Action::Rehearse(upload));
        }
    }
}
