//! A minute after a secret was copied: a way to clear the clipboard, and what that does not reach.

use yew::prelude::*;

use super::widgets::Button;
use super::{Dispatch, text};
use crate::app::{Action, Clipboard, ClipboardAction};
use crate::browser::clipboard::clear;
use crate::browser::clock::Ticker;
use crate::browser::dom::spawn_local;

/// Properties of [`ClipboardBar`].
#[derive(Properties, PartialEq)]
pub struct ClipboardBarProps {
    /// What is known of the clipboard.
    pub clipboard: Clipboard,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The bar. It lies over the page's lower edge: nothing moves when it comes, and the keyboard stays where it is.
#[component]
pub fn ClipboardBar(props: &ClipboardBarProps) -> Html {
    let clipboard = props.clipboard;
    use_offer(clipboard, &props.dispatch);
    let send = |action: ClipboardAction| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |()| dispatch.dispatch(Action::Clipboard(action)))
    };
    let clear = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |()| {
            let dispatch = dispatch.clone();
            spawn_local(async move {
                let cleared = clear().await.is_ok();
                dispatch.dispatch(Action::Clipboard(ClipboardAction::Clear { cleared }));
            });
        })
    };
    let said = text::clipboard(clipboard);
    html! {
        // The status is there before it says anything, or it would not be read out.
        <div class={if said.is_some() { "clipboard" } else { "visually-hidden" }} role={said.map(|_| "region")} aria-label={said.map(|_| "Clipboard")}>
            <p role="status">{ said }</p>
            if said.is_some() {
                <div class="row">
                    if clipboard != Clipboard::Cleared {
                        <Button key="clear" label="Clear the clipboard" onclick={clear} primary={true} />
                    }
                    <Button key={if clipboard == Clipboard::Cleared { "close" } else { "leave" }} label="Close" name="Close: the clipboard"
                        onclick={send(ClipboardAction::PutAway)} takes_focus={clipboard == Clipboard::Cleared} />
                </div>
            }
        </div>
    }
}

/// Offers to clear the clipboard when that is due. Compared and not waited for: a timer stands still while the computer sleeps.
#[hook]
fn use_offer(clipboard: Clipboard, dispatch: &Dispatch) {
    let dispatch = dispatch.clone();
    use_effect_with(clipboard, move |clipboard| {
        let clipboard = *clipboard;
        let ticker = matches!(clipboard, Clipboard::Secret(_)).then(|| {
            Ticker::start(0, move |now| {
                if clipboard.is_due(now) {
                    dispatch.dispatch(Action::Clipboard(ClipboardAction::Offer));
                }
            })
        });
        move || drop(ticker)
    });
}
