//! An answer of the tenant: our sentence, what it rests on, and Microsoft's own words where there are any.

use yew::prelude::*;

use crate::ui::text::rehearse::{self as text, Said};

/// Properties of [`Answer`].
#[derive(Properties, PartialEq)]
pub struct AnswerProps {
    /// What is said; `None` keeps the place, so that a screen reader hears what comes.
    pub said: Option<Said>,
}

/// The answer. It is read out when it changes.
#[component]
pub fn Answer(props: &AnswerProps) -> Html {
    html! {
        <div class="answer" role="status">
            if let Some(said) = &props.said {
                { view(said) }
            }
        </div>
    }
}

/// The same where nothing is read out.
pub fn view(said: &Said) -> Html {
    html! {
        <div class={if said.good { "good" } else { "warning" }}>
            <p>{ said.text.clone() }</p>
            if let Some((quotation, document)) = said.quoted {
                <p class="quotation"><q>{ quotation }</q>{ " " }<cite>{ format!("Microsoft: {document}") }</cite></p>
            }
            <p class="words">{ text::words(said.words) }</p>
        </div>
    }
}
