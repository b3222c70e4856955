//! The working set of tokens: adding, showing, opening and downloading.

mod add;
mod file;
mod findings;
mod table;

use yew::prelude::*;

use self::add::AddForm;
use self::file::FileRow;
use self::findings::{About, FindingList};
use self::table::TokenTable;
use super::widgets::{Button, Card, ClockMark};
use super::{Dispatch, text};
use crate::app::{Action, ClockSetting, DetailsDraft, Notice, Opened, TokenList};
use crate::browser::dom::focus_id;

/// Properties of [`ListCard`].
#[derive(Properties, PartialEq)]
pub struct ListCardProps {
    /// The list.
    pub list: TokenList,
    /// The form for the next token.
    pub details: DetailsDraft,
    /// The file opened last.
    pub opened: Option<Opened>,
    /// What is to be confirmed.
    pub notice: Option<Notice>,
    /// Whether `#code` has a token to add.
    pub has_code: bool,
    /// The clock.
    pub clock: ClockSetting,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The card.
#[component]
pub fn ListCard(props: &ListCardProps) -> Html {
    let dispatch = &props.dispatch;
    let tokens = props.list.tokens();
    let undo = {
        let dispatch = dispatch.clone();
        Callback::from(move |()| {
            dispatch.dispatch(Action::UndoRemoval);
            focus_id("list-heading");
        })
    };
    html! {
        <Card id="list" heading="Token list" class="list-card">
            <p class="quiet">{ "Add the token above, or open a CSV that was downloaded here. The list downloads as the file that Entra ID takes." }</p>
            <AddForm details={props.details.clone()} has_code={props.has_code} dispatch={dispatch.clone()} />
            <div class="notice" role="status">
                if let Some(notice) = &props.notice {
                    <p>{ text::notice(notice) }</p>
                }
            </div>
            if let Some(removed) = props.list.removed() {
                <div class="row" key={removed.id.0}>
                    <Button label="Undo" name="Undo the removal" onclick={undo} takes_focus={true} />
                </div>
            }
            if tokens.is_empty() {
                <p class="empty">{ "No tokens yet." }</p>
            } else {
                <ClockMark clock={props.clock} />
                <TokenTable tokens={tokens.clone()} clock={props.clock} dispatch={dispatch.clone()} />
                <FindingList label="What Entra ID would say" findings={props.list.findings().clone()} about={About::List} />
            }
            <FileRow list={props.list.clone()} clock={props.clock} opened={props.opened.clone()} dispatch={dispatch.clone()} />
        </Card>
    }
}
