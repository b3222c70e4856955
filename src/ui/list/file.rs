//! The list's files: Entra's CSV out, the same CSV in, and forgetting it all.

use yew::prelude::*;

use super::findings::{About, FindingList};
use crate::app::{Action, Arrivals, ClockSetting, ErrandKind, Opened, TokenList};
use crate::browser::dom::{File, focus_id, spawn_local};
use crate::browser::files::{chosen_files, on_drop, read};
use crate::formats::{FormatError, MAX_FILE_BYTES};
use crate::ui::desk::{Desk, Finished, Material, Trouble, use_desk};
use crate::ui::hand_out::{HandOut, hand_out};
use crate::ui::widgets::Button;
use crate::ui::{Dispatch, text};
use crate::work::{FileKind, Outcome, Task, WorkFailed};

/// Properties of [`FileRow`].
#[derive(Properties, PartialEq)]
pub struct FileRowProps {
    /// The list.
    pub list: TokenList,
    /// The clock.
    pub clock: ClockSetting,
    /// The file opened last.
    pub opened: Option<Opened>,
    /// Whether files that are dropped on the page are for the list.
    pub takes_drops: bool,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The controls, and what came of them.
#[component]
pub fn FileRow(props: &FileRowProps) -> Html {
    let trouble = use_state_eq(|| None::<&'static str>);
    let desk = use_desk();
    let save = {
        let (desk, list, dispatch) = (desk.clone(), props.list.clone(), props.dispatch.clone());
        let (clock, trouble) = (props.clock, trouble.setter());
        Callback::from(move |()| {
            let files = HandOut {
                kind: FileKind::EntraCsv,
                most_rows: None,
                clock,
                tokens: list.packs().cloned().collect(),
                done: Action::HandOut,
            };
            hand_out(&desk, files, &dispatch, trouble.clone());
        })
    };
    let opener = use_callback((desk, props.dispatch.clone()), {
        let trouble = trouble.setter();
        move |file, (desk, dispatch): &(Desk, Dispatch)| {
            open_file(file, desk.clone(), dispatch.clone(), trouble.clone());
        }
    });
    let onchange = {
        let opener = opener.clone();
        Callback::from(move |event: Event| {
            chosen_files(&event)
                .into_iter()
                .for_each(|file| opener.emit(file));
        })
    };
    use_effect_with((opener, props.takes_drops), move |(opener, takes_drops)| {
        let opener = opener.clone();
        let listeners = takes_drops
            .then(|| on_drop(move |files| files.into_iter().for_each(|file| opener.emit(file))));
        move || drop(listeners)
    });
    let total = props.list.len();
    // As long as nobody has looked, nothing is known to be refused; the file is checked again when it is written.
    let left_out = props.list.report().map_or(0, |report| report.refused_rows);
    // A removed token is remembered until something else happens, and can be forgotten as well.
    let remembered = total + usize::from(props.list.removed().is_some());
    let clear = html! { <ClearList total={remembered} dispatch={props.dispatch.clone()} /> };
    html! {
        <>
            if total > 0 {
                <div class="row">
                    <Button label={download_label(total, left_out)} onclick={save} primary={true} disabled={left_out == total} described_by="list-file-secrets" />
                    { clear.clone() }
                </div>
                if left_out == total {
                    <p class="problem">{ "Nothing to download: Entra ID would refuse every row, for the reasons given." }</p>
                }
                <p id="list-file-secrets" class="hint">{ text::files::UPLOAD_HOLDS_SECRETS }</p>
            } else if remembered > 0 {
                <div class="row">{ clear }</div>
            }
            <div class="drop">
                <label for="open-csv">{ "Open a CSV file" }</label>
                <input id="open-csv" type="file" accept=".csv,.txt,.json,.xml,text/csv,text/plain" {onchange} />
                <p class="hint">
                    { if props.takes_drops { text::OPEN_OR_DROP } else { text::OPEN_HINT } }
                </p>
            </div>
            if let Some(trouble) = *trouble {
                <p class="problem" role="alert">{ trouble }</p>
            }
            <div class="outcome" role="status">
                if let Some(opened) = &props.opened {
                    { outcome_of(opened) }
                }
            </div>
            if let Some(Ok((_, report))) = props.opened.as_ref().map(|opened| &opened.outcome) {
                <FindingList label="What was noticed in the file" report={report.clone()} about={About::File} />
            }
        </>
    }
}

fn download_label(total: usize, left_out: usize) -> String {
    match left_out {
        0 => "Download the Entra CSV".to_owned(),
        _ => format!(
            "Download the Entra CSV without {} of {total} rows",
            left_out
        ),
    }
}

fn open_file(
    file: File,
    desk: Desk,
    dispatch: Dispatch,
    trouble: UseStateSetter<Option<&'static str>>,
) {
    spawn_local(async move {
        let name = file.name();
        // A size beyond the limit is not even read.
        let size = file.size() as u64;
        if size > MAX_FILE_BYTES {
            let error = FormatError::TooLarge { bytes: size };
            dispatch.dispatch(Action::Open(name, Err(error)));
            return;
        }
        let Ok(content) = read(&file).await else {
            return trouble.set(Some(text::FILE_UNREADABLE));
        };
        let finish = {
            let (dispatch, name) = (dispatch.clone(), name.clone());
            Callback::from(move |finished: Result<Finished, Trouble>| {
                let read =
                    finished
                        .map_err(text::trouble)
                        .and_then(|finished| match finished.outcome {
                            Outcome::Read(read) => Ok(read.map(|report| Arrivals {
                                packs: finished.packs,
                                report,
                            })),
                            _ => Err(text::work_failed(WorkFailed::Input)),
                        });
                trouble.set(read.as_ref().err().copied());
                if let Ok(read) = read {
                    dispatch.dispatch(Action::Open(name.clone(), read));
                }
            })
        };
        let material = Material {
            tokens: Vec::new(),
            file: Some(content),
        };
        let kind = ErrandKind::Open(name);
        desk.run_errand(kind, Task::Read, material, &dispatch, finish);
    });
}

fn outcome_of(opened: &Opened) -> Html {
    match &opened.outcome {
        Ok((tokens, report)) => {
            let added = text::count(*tokens, "token", "tokens");
            html! { <p>{ text::opened(&opened.name, &added, report.unread_rows) }</p> }
        }
        Err(error) => html! {
            <p class="problem">{ text::not_opened(&opened.name, error) }</p>
        },
    }
}

#[derive(Properties, PartialEq)]
struct ClearListProps {
    total: usize,
    dispatch: Dispatch,
}

/// Asks in the page: in a sandboxed frame the browser's own question answers itself with no.
#[component]
fn ClearList(props: &ClearListProps) -> Html {
    let asking = use_state_eq(|| false);
    let was_asked = use_mut_ref(|| false);
    let ask = |wanted: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(wanted))
    };
    if !*asking {
        let takes_focus = *was_asked.borrow();
        return html! { <Button key="ask" label="Clear the list" onclick={ask(true)} {takes_focus} /> };
    }
    *was_asked.borrow_mut() = true;
    let clear = {
        let (dispatch, asking) = (props.dispatch.clone(), asking.clone());
        Callback::from(move |()| {
            asking.set(false);
            dispatch.dispatch(Action::ClearList);
            focus_id("list-heading");
        })
    };
    html! {
        <div class="ask" role="group" aria-label="Clear the list?">
            <p>{ format!("Forget {}? This cannot be undone.", text::count(props.total, "token", "tokens")) }</p>
            <Button label="Forget them" onclick={clear} />
            <Button label="Keep them" onclick={ask(false)} takes_focus={true} />
        </div>
    }
}
