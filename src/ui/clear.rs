//! Everything forgotten at once: asked in the page, with what that does not reach.

use yew::prelude::*;

use super::desk::use_desk;
use super::widgets::Button;
use super::{Dispatch, text};
use crate::app::Action;

/// Properties of [`ClearEverything`].
#[derive(Properties, PartialEq)]
pub struct ClearEverythingProps {
    /// How many tokens the list holds, the removed one included.
    pub tokens: usize,
    /// Whether some are nowhere else.
    pub unsaved: bool,
    /// Whether everything has just been forgotten.
    pub forgotten: bool,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The button, the question behind it, and the answer.
#[component]
pub fn ClearEverything(props: &ClearEverythingProps) -> Html {
    let desk = use_desk();
    let asking = use_state_eq(|| false);
    let was_asked = use_mut_ref(|| false);
    let ask = |wanted: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(wanted))
    };
    let forget = {
        let (dispatch, asking) = (props.dispatch.clone(), asking.clone());
        Callback::from(move |()| {
            desk.drop_everything();
            asking.set(false);
            dispatch.dispatch(Action::ForgetEverything);
        })
    };
    let takes_focus = *was_asked.borrow();
    if *asking {
        *was_asked.borrow_mut() = true;
    }
    let says_more = *asking || props.forgotten;
    html! {
        <div class={classes!("clear-everything", says_more.then_some("says-more"))}>
            if *asking {
                <div class="ask" role="group" aria-label="Clear everything?">
                    <p>{ text::forget_everything(props.tokens, props.unsaved) }</p>
                    <Button label="Forget everything" onclick={forget} />
                    <Button label="Keep it" onclick={ask(false)} takes_focus={true} />
                </div>
            } else {
                <Button key="ask" label="Clear everything" onclick={ask(true)} {takes_focus} />
            }
            <p role="status" class="quiet">{ props.forgotten.then_some(text::FORGOTTEN) }</p>
            if says_more {
                <p class="hint">{ text::BEYOND_REACH }</p>
            }
        </div>
    }
}
