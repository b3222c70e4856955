//! Every other file that the list can be written as, and the receipt of what was handed out.

use std::num::NonZeroUsize;
use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Moment, State};
use crate::browser::clock::now;
use crate::browser::files::{Buffer, download};
use crate::formats::graph;
use crate::formats::receipt::{self, Receipt};
use crate::ui::desk::use_desk;
use crate::ui::hand_out::{date, hand_out};
use crate::ui::list::{About, FindingList};
use crate::ui::widgets::{Button, Field, Fold, InputMode, Select};
use crate::ui::{Dispatch, text};
use crate::work::FileKind;

/// Properties of [`FilesCard`].
#[derive(Properties, PartialEq)]
pub struct FilesCardProps {
    /// The page's state.
    pub state: Rc<State>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The card.
#[component]
pub fn FilesCard(props: &FilesCardProps) -> Html {
    let desk = use_desk();
    let kind = use_state_eq(|| FileKind::EntraCsv);
    let split = use_state_eq(String::new);
    let trouble = use_state_eq(|| None::<&'static str>);
    let most_rows = most_rows(&split);
    let (state, list) = (&props.state, &props.state.list);
    let clock = state.clock.setting;
    let save = {
        let (list, dispatch) = (list.clone(), props.dispatch.clone());
        let (kind, trouble) = (*kind, trouble.setter());
        let rows = most_rows
            .unwrap_or_default()
            .filter(|_| kind.can_be_split());
        Callback::from(move |()| {
            hand_out(&desk, kind, rows, &list, clock, &dispatch, trouble.clone());
        })
    };
    let options = FileKind::ALL
        .map(|kind| (kind, AttrValue::from(text::files::kind(kind))))
        .to_vec();
    let choose = {
        let kind = kind.setter();
        Callback::from(move |chosen| kind.set(chosen))
    };
    let type_split = {
        let split = split.setter();
        Callback::from(move |typed| split.set(typed))
    };
    let losses = state.losses.as_ref().filter(|(of, _)| *of == *kind);
    let wrong_split = kind.can_be_split() && most_rows.is_none();
    html! {
        <Fold id="files" heading="Files">
            <div class="fields">
                <Select<FileKind> id="file-kind" label="Kind of file" {options} chosen={*kind} onchoose={choose} />
                if kind.can_be_split() {
                    <Field
                        id="file-split"
                        label="Tokens a file"
                        value={(*split).clone()}
                        oninput={type_split}
                        hint="Empty: all in one file"
                        problem={wrong_split.then_some(AttrValue::from(text::files::NO_NUMBER))}
                        mode={InputMode::Numeric}
                    />
                }
            </div>
            <p class="quiet">{ text::files::description(*kind) }</p>
            if let Some(request) = request(*kind) {
                <p><code>{ request }</code></p>
            }
            <p class={if kind.holds_secrets() { "warning" } else { "hint" }}>{ text::files::secrets(*kind) }</p>
            <div class="row">
                <Button label={text::files::button(*kind)} onclick={save} disabled={list.is_empty() || wrong_split || state.errand.is_some()} />
                if list.is_empty() {
                    <p class="hint">{ text::files::NO_TOKENS }</p>
                }
            </div>
            if let Some(trouble) = *trouble {
                <p class="problem" role="alert">{ trouble }</p>
            }
            if let Some((_, report)) = losses {
                <FindingList label="What the file leaves out or does not carry" report={Rc::clone(report)} about={About::List} />
            }
            <ReceiptView state={Rc::clone(state)} />
        </Fold>
    }
}

/// What is typed: nothing, or a number from 1 up; `None` for anything else.
fn most_rows(typed: &str) -> Option<Option<NonZeroUsize>> {
    match typed.trim() {
        "" => Some(None),
        typed => typed.parse().ok().map(Some),
    }
}

fn request(kind: FileKind) -> Option<&'static str> {
    match kind {
        FileKind::GraphBulk => Some(graph::CREATE_MANY),
        FileKind::GraphSingle => Some(graph::CREATE_ONE),
        _ => None,
    }
}

#[derive(Properties, PartialEq)]
struct ReceiptViewProps {
    state: Rc<State>,
}

/// Names, sizes and hashes of all that was handed out; nothing where nothing was.
#[component]
fn ReceiptView(props: &ReceiptViewProps) -> Html {
    let refused = use_state_eq(|| false);
    let state = &props.state;
    let files = &state.handed_out;
    if files.is_empty() {
        return Html::default();
    }
    let save = {
        let (state, refused) = (Rc::clone(state), refused.setter());
        Callback::from(move |()| refused.set(save_receipt(&state).is_none()))
    };
    html! {
        <>
            <h3>{ "What was handed out" }</h3>
            <div class="scrolls">
                <table aria-label="What was handed out">
                    <thead><tr><th scope="col">{ "File" }</th><th scope="col">{ "Tokens" }</th><th scope="col">{ "Bytes" }</th><th scope="col">{ "SHA-256" }</th></tr></thead>
                    <tbody>
                        { for files.iter().rev().take(20).map(|file| html! {
                            <tr><th scope="row">{ file.name.clone() }</th><td class="number">{ file.rows }</td><td class="number">{ file.bytes }</td><td><code>{ file.sha256_hex() }</code></td></tr>
                        }) }
                    </tbody>
                </table>
            </div>
            if files.len() > 20 {
                <p class="quiet">{ format!("The last 20 of {} files; the receipt has them all.", files.len()) }</p>
            }
            <div class="row">
                <Button label="Download the receipt" onclick={save} />
                <p class="hint">{ "It holds no secret." }</p>
            </div>
            if *refused {
                <p class="problem" role="alert">{ text::FILE_NOT_SAVED }</p>
            }
        </>
    }
}

/// `None` where the browser refuses, or no calendar has the moment.
fn save_receipt(state: &State) -> Option<()> {
    let time = now();
    let text = receipt::write(&Receipt {
        page_version: env!("CARGO_PKG_VERSION"),
        made: Moment::utc(time)?,
        tokens: state.list.len(),
        files: state.handed_out.to_vec(),
    });
    let content = Buffer::of_bytes(text.as_bytes());
    let name = format!("receipt-{}.txt", date(time));
    download(&name, "text/plain;charset=utf-8", &content).ok()
}
