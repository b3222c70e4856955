//! A box to tick.

use yew::prelude::*;

use crate::browser::dom::HtmlInputElement;

/// Properties of [`Tick`].
#[derive(Properties, PartialEq)]
pub struct TickProps {
    /// The element's id.
    pub id: AttrValue,
    /// What it says.
    pub label: AttrValue,
    /// Whether it is ticked.
    pub ticked: bool,
    /// Cannot be ticked now.
    #[prop_or_default]
    pub disabled: bool,
    /// Called with what it is then.
    pub ontick: Callback<bool>,
}

/// The box and its label.
#[component]
pub fn Tick(props: &TickProps) -> Html {
    let onchange = props
        .ontick
        .reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    html! {
        <div class="tick">
            <input id={props.id.clone()} type="checkbox" autocomplete="off" checked={props.ticked} disabled={props.disabled} {onchange} />
            <label for={props.id.clone()}>{ props.label.clone() }</label>
        </div>
    }
}
