//! The list's files: Entra's CSV out, the same CSV in, and forgetting it all.

use yew::prelude::*;

use super::findings::{About, FindingList};
use crate::app::{Action, ClockSetting, Moment, Notice, Opened, TokenList};
use crate::browser::clock::{minutes_east_of_utc, now};
use crate::browser::dom::{File, HtmlInputElement, focus_id, spawn_local};
use crate::browser::files::{FileRefused, download, on_drop, read};
use crate::formats::{FormatError, MAX_FILE_BYTES, entra_csv};
use crate::oath::UnixTime;
use crate::ui::widgets::Button;
use crate::ui::{Dispatch, text};

/// Properties of [`FileRow`].
#[derive(Properties, PartialEq)]
pub struct FileRowProps {
    /// The list.
    pub list: TokenList,
    /// The clock.
    pub clock: ClockSetting,
    /// The file opened last.
    pub opened: Option<Opened>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The controls, and what came of them.
#[component]
pub fn FileRow(props: &FileRowProps) -> Html {
    let refused = use_state_eq(|| None::<&'static str>);
    let save = {
        let (list, dispatch, refused) =
            (props.list.clone(), props.dispatch.clone(), refused.clone());
        let clock = props.clock;
        Callback::from(move |()| match save_csv(&list, clock) {
            Ok(confirmation) => {
                refused.set(None);
                dispatch.dispatch(confirmation);
            }
            Err(_) => refused.set(Some(text::FILE_NOT_SAVED)),
        })
    };
    let onchange = {
        let (dispatch, refused) = (props.dispatch.clone(), refused.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                open_file(file, dispatch.clone(), refused.setter());
            }
            // So that the same file can be chosen again.
            input.set_value("");
        })
    };
    {
        let (dispatch, refused) = (props.dispatch.clone(), refused.setter());
        use_effect_with((), move |()| {
            let listeners = on_drop(move |file| open_file(file, dispatch.clone(), refused.clone()));
            move || drop(listeners)
        });
    }
    let total = props.list.tokens().len();
    let left_out = entra_csv::refused_rows(props.list.findings()).len();
    // A removed token is remembered until something else happens, and can be forgotten as well.
    let remembered = total + usize::from(props.list.removed().is_some());
    let clear = html! { <ClearList total={remembered} dispatch={props.dispatch.clone()} /> };
    html! {
        <>
            if total > 0 {
                <div class="row">
                    <Button label={download_label(total, left_out)} onclick={save} primary={true} disabled={left_out == total} />
                    { clear.clone() }
                </div>
                if left_out == total {
                    <p class="problem">{ "Nothing to download: Entra ID would refuse every row, for the reasons given." }</p>
                }
                <p class="hint">{ "The file holds the secrets in the clear. Delete it once it is uploaded." }</p>
            } else if remembered > 0 {
                <div class="row">{ clear }</div>
            }
            <div class="drop">
                <label for="open-csv">{ "Open a CSV file" }</label>
                <input id="open-csv" type="file" accept=".csv,text/csv" {onchange} />
                <p class="hint">{ "Or drop it anywhere on the page. Its tokens join the list; the file stays on this computer." }</p>
            </div>
            if let Some(refused) = *refused {
                <p class="problem" role="alert">{ refused }</p>
            }
            <div class="outcome" role="status">
                if let Some(opened) = &props.opened {
                    { outcome_of(opened) }
                }
            </div>
            if let Some(Ok((_, findings))) = props.opened.as_ref().map(|opened| &opened.outcome) {
                <FindingList label="What was noticed in the file" findings={findings.clone()} about={About::File} />
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

fn save_csv(list: &TokenList, clock: ClockSetting) -> Result<Action, FileRefused> {
    let tokens = || list.tokens().iter().map(|listed| &listed.token);
    let written = entra_csv::write(tokens(), list.findings());
    let name = format!("entra-oath-tokens-{}.csv", date(clock.time_at(now())));
    download(&name, "text/csv;charset=utf-8", &written.bytes)?;
    let left_out = list.tokens().len() - written.rows;
    Ok(Action::ConfirmDownload(Notice::Downloaded {
        name,
        rows: written.rows,
        left_out,
    }))
}

/// The date in the computer's time zone: of the time that was set, where one is.
fn date(time: UnixTime) -> String {
    let moment = Moment::local(time, minutes_east_of_utc(time));
    moment.map_or_else(|| "undated".to_owned(), |moment| moment.date())
}

fn open_file(file: File, dispatch: Dispatch, refused: UseStateSetter<Option<&'static str>>) {
    spawn_local(async move {
        let name = file.name();
        // A size beyond the limit is not even read.
        let size = file.size() as u64;
        if size > MAX_FILE_BYTES {
            dispatch.dispatch(Action::Open(
                name,
                Err(FormatError::TooLarge { bytes: size }),
            ));
            return;
        }
        match read(&file).await {
            Ok(bytes) => {
                refused.set(None);
                dispatch.dispatch(Action::Open(name, entra_csv::read(&bytes)));
            }
            Err(_) => refused.set(Some(text::FILE_UNREADABLE)),
        }
    });
}

fn outcome_of(opened: &Opened) -> Html {
    match &opened.outcome {
        Ok((tokens, findings)) => {
            let added = text::count(*tokens, "token", "tokens");
            let left_out = entra_csv::unread_rows(findings);
            html! { <p>{ text::opened(&opened.name, &added, left_out) }</p> }
        }
        Err(error) => html! {
            <p class="problem">{ format!("{}: {}", opened.name, text::file_unusable(error)) }</p>
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
