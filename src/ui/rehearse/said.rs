//! An answer of the tenant, with whose words it is in beside it.

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
                <p class={if said.good { "good" } else { "warning" }}>
                    { said.text.clone() }
                    <span class="words">{ " " }{ format!("({})", text::words(said.words)) }</span>
                </p>
            }
        </div>
    }
}
