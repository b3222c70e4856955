//! The working set of tokens: adding, searching, showing, opening and downloading.

mod add;
mod file;
mod findings;
mod search;
mod table;

use std::rc::Rc;

use yew::prelude::*;

use self::add::AddForm;
use self::file::FileRow;
pub use self::findings::{About, FindingList, class, more};
use self::search::Search;
use self::table::TokenTable;
use super::widgets::{Button, Card, ClockMark};
use super::{Dispatch, text};
use crate::app::{Action, Notice, State, Tool};
use crate::browser::dom::focus_id;
use crate::rehearsal::Screen;

/// Properties of [`ListCard`].
#[derive(Properties, PartialEq)]
pub struct ListCardProps {
    /// The whole page's state: the list is what all tools share.
    pub state: Rc<State>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// Whether a file that is dropped on the page is the list's.
fn takes_drops(state: &State) -> bool {
    match state.tool {
        Tool::Code | Tool::Issue => true,
        Tool::Check | Tool::Proof => false,
        Tool::Rehearse => state.rehearsal.screen != Screen::Tokens,
    }
}

/// The card.
#[component]
pub fn ListCard(props: &ListCardProps) -> Html {
    let (state, dispatch) = (&props.state, &props.dispatch);
    let (list, clock) = (&state.list, state.clock.setting);
    let undo = {
        let dispatch = dispatch.clone();
        Callback::from(move |()| {
            dispatch.dispatch(Action::UndoRemoval);
            focus_id("list-heading");
        })
    };
    let forget = {
        let dispatch = dispatch.clone();
        Callback::from(move |()| {
            dispatch.dispatch(Action::ForgetRemoved);
            focus_id("list-heading");
        })
    };
    html! {
        <Card id="list" heading="Token list" class="list-card">
            if state.tool == Tool::Code {
                <p class="quiet">{ "Add the token above, or open a CSV that was downloaded here. The list downloads as the file that Entra ID takes." }</p>
                <AddForm details={state.details.clone()} has_code={state.code.generator().is_some()} dispatch={dispatch.clone()} />
            }
            <div class="notice" role="status">
                if let Some(notice) = state.notice.as_ref().filter(|notice| **notice != Notice::Forgotten) {
                    <p>{ text::notice(notice) }</p>
                }
            </div>
            if let Some(removed) = list.removed() {
                <div class="row" key={removed.0}>
                    <Button label="Undo" name="Undo the removal" onclick={undo} takes_focus={true} />
                    <Button label="Forget it" name="Forget it: the removed token" onclick={forget} />
                </div>
            }
            if list.is_empty() {
                <p class="empty">{ "No tokens yet." }</p>
            } else {
                <ClockMark {clock} />
                if list.len() > 1 {
                    <Search list={list.clone()} table={state.table.clone()} dispatch={dispatch.clone()} />
                }
                <TokenTable list={list.clone()} rows={state.table.rows(list)} {clock} dispatch={dispatch.clone()} />
                if let Some(report) = list.report() {
                    <FindingList label="What Entra ID would say" report={report.clone()} about={About::List} />
                } else {
                    <p class="quiet" role="status">{ "Checking what Entra ID would say …" }</p>
                }
            }
            <FileRow list={list.clone()} {clock} opened={state.opened.clone()} takes_drops={takes_drops(state)} dispatch={dispatch.clone()} />
        </Card>
    }
}
