//! Every other file that the list can be written as, and the receipt of what was handed out.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Action, Moment, State};
use crate::browser::clock::now;
use crate::browser::files::{Buffer, download};
use crate::formats::receipt::{self, Receipt};
use crate::ui::file_form::FileForm;
use crate::ui::hand_out::date;
use crate::ui::list::{About, FindingList};
use crate::ui::widgets::{Button, Fold};
use crate::ui::{Dispatch, text};
use crate::work::{FileKind, Written};

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
    let kind = use_state_eq(|| FileKind::EntraCsv);
    let (state, list) = (&props.state, &props.state.list);
    let choose = {
        let kind = kind.setter();
        Callback::from(move |chosen| kind.set(chosen))
    };
    let losses = state.losses.as_ref().filter(|(of, _)| *of == *kind);
    let tokens: Vec<_> = list.packs().cloned().collect();
    html! {
        <Fold id="files" heading="Files">
            <FileForm
                id="file"
                whose=""
                kinds={&FileKind::ALL[..]}
                kind={*kind}
                onchoose={choose}
                {tokens}
                clock={state.clock.setting}
                ready={!list.is_empty() && state.errand.is_none()}
                done={Action::HandOut as fn(FileKind, Written) -> Action}
                dispatch={props.dispatch.clone()}
            />
            if let Some((_, report)) = losses {
                <FindingList label="What the file leaves out or does not carry" report={Rc::clone(report)} about={About::List} />
            }
            <ReceiptView state={Rc::clone(state)} />
        </Fold>
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
                <Button label="Download the receipt" onclick={save} described_by="receipt-secrets" />
                <p id="receipt-secrets" class="hint">{ text::files::HOLDS_NO_SECRET }</p>
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
