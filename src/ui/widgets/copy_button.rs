//! A button that copies a text and confirms it, to the eye and to a screen reader.

use yew::prelude::*;
use zeroize::Zeroizing;

use crate::app::{Action, ClipboardAction};
use crate::browser::clipboard::copy;
use crate::browser::clock::now;
use crate::browser::dom::{Timeout, spawn_local};
use crate::ui::{Dispatch, text};

/// How long the confirmation stays, in milliseconds.
const CONFIRMED_FOR: u32 = 3_000;

/// Properties of [`CopyButton`].
#[derive(Properties, PartialEq)]
pub struct CopyButtonProps {
    /// What is copied, to complete "Copy …": `the code`.
    pub what: AttrValue,
    /// Whether it is a secret, so that clearing the clipboard is offered later. Codes are none: they are over in a minute.
    pub secret: bool,
    /// Makes the text when it is asked for.
    pub source: Callback<(), Option<Zeroizing<String>>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    None,
    Copied,
    Refused,
}

/// A button `Copy`, named `Copy the code` or the like.
#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let outcome = use_state_eq(|| Outcome::None);
    // Presses are counted, so that a second one lets the confirmation stay anew.
    let presses = use_state(|| 0_u32);
    {
        let outcome = outcome.clone();
        use_effect_with((*presses, *outcome), move |(_, now)| {
            let timeout = (*now == Outcome::Copied)
                .then(|| Timeout::new(CONFIRMED_FOR, move || outcome.set(Outcome::None)));
            move || drop(timeout)
        });
    }
    // Not there where a button is drawn alone, without the page around it.
    let dispatch = use_context::<Dispatch>();
    let onclick = {
        let (source, outcome, presses) = (props.source.clone(), outcome.clone(), presses);
        let is_secret = props.secret;
        Callback::from(move |_: MouseEvent| {
            let Some(wanted) = source.emit(()) else {
                return;
            };
            let (outcome, presses) = (outcome.clone(), presses.clone());
            let dispatch = dispatch.clone();
            spawn_local(async move {
                let copied = copy(&wanted).await;
                if let Some(dispatch) = dispatch.filter(|_| copied.is_ok()) {
                    let action = match is_secret {
                        true => ClipboardAction::CopySecret(now()),
                        false => ClipboardAction::CopyOther,
                    };
                    dispatch.dispatch(Action::Clipboard(action));
                }
                outcome.set(if copied.is_ok() {
                    Outcome::Copied
                } else {
                    Outcome::Refused
                });
                presses.set(presses.wrapping_add(1));
            });
        })
    };
    let (label, status) = match *outcome {
        Outcome::None => ("Copy", ""),
        Outcome::Copied => ("Copied", "Copied."),
        Outcome::Refused => ("Copy", text::COPY_REFUSED),
    };
    let status_class = match *outcome {
        Outcome::Refused => "problem",
        _ => "visually-hidden",
    };
    let copied = (*outcome == Outcome::Copied).then_some("copied");
    html! {
        <span class="copy">
            <button type="button" class={classes!("button", "small", copied)} aria-label={format!("Copy {}", props.what)} {onclick}>
                { label }
            </button>
            <span role="status" class={status_class}>{ status }</span>
        </span>
    }
}
