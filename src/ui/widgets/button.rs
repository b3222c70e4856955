//! A button. Never a submit button: in a sandboxed frame forms are never submitted.

use yew::prelude::*;

use crate::browser::dom::{HtmlElement, focus};

/// Properties of [`Button`].
#[derive(Properties, PartialEq)]
pub struct ButtonProps {
    /// What it says, and its accessible name unless `name` is given.
    pub label: AttrValue,
    /// A longer accessible name that begins with the label: which of several alike is meant.
    #[prop_or_default]
    pub name: Option<AttrValue>,
    /// The id of what is to be known before it is pressed.
    #[prop_or_default]
    pub described_by: Option<AttrValue>,
    /// Called when it is pressed.
    pub onclick: Callback<()>,
    /// The main thing to do here.
    #[prop_or_default]
    pub primary: bool,
    /// Pressed again and again: a large target.
    #[prop_or_default]
    pub large: bool,
    /// Takes the keyboard when it appears: in place of one that has just gone.
    #[prop_or_default]
    pub takes_focus: bool,
    /// Cannot be pressed now.
    #[prop_or_default]
    pub disabled: bool,
}

/// A button.
#[component]
pub fn Button(props: &ButtonProps) -> Html {
    let onclick = props.onclick.reform(|_: MouseEvent| ());
    let element = use_node_ref();
    {
        let element = element.clone();
        use_effect_with(props.takes_focus, move |&takes_focus| {
            if let Some(element) = element.cast::<HtmlElement>().filter(|_| takes_focus) {
                focus(&element);
            }
        });
    }
    let class = classes!(
        "button",
        props.primary.then_some("primary"),
        props.large.then_some("large")
    );
    html! {
        <button ref={element} type="button" {class} {onclick} disabled={props.disabled} aria-label={props.name.clone()} aria-describedby={props.described_by.clone()}>
            { props.label.clone() }
        </button>
    }
}

/// Goes around buttons that are pressed again and again: a key that is held down presses once, not once for each repeat.
pub fn holds_back_repeats() -> Callback<KeyboardEvent> {
    Callback::from(|event: KeyboardEvent| {
        if event.repeat() && event.key() == "Enter" {
            event.prevent_default();
        }
    })
}
