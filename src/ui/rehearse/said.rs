//! An answer of the tenant: our sentence, what it rests on, and Microsoft's own words where there are any.

use yew::prelude::*;

use crate::browser::dom::{Element, bring_into_view};
use crate::ui::text::rehearse::{self as text, Said, Tone};

/// Properties of [`Answer`].
#[derive(Properties, PartialEq)]
pub struct AnswerProps {
    /// What is said; `None` keeps the place, so that a screen reader hears what comes.
    pub said: Option<Said>,
}

/// The answer. It is read out when it changes, and scrolled into view.
#[component]
pub fn Answer(props: &AnswerProps) -> Html {
    let element = use_node_ref();
    {
        let element = element.clone();
        use_effect_with(props.said.clone(), move |said| {
            if let Some(element) = element.cast::<Element>().filter(|_| said.is_some()) {
                bring_into_view(&element);
            }
        });
    }
    html! {
        <div ref={element} class="answer" role="status">
            if let Some(said) = &props.said {
                { view(said) }
            }
        </div>
    }
}

fn view(said: &Said) -> Html {
    let class = match said.tone {
        Tone::Good => "good",
        Tone::Neutral => "neutral",
        Tone::Bad => "warning",
    };
    html! {
        <div {class}>
            <p>{ said.text.clone() }</p>
            if let Some((quotation, document)) = said.quoted {
                <p class="quotation"><q>{ quotation }</q>{ " " }<cite>{ format!("Microsoft: {document}") }</cite></p>
            }
            <p class="words">{ text::words(said.words) }</p>
        </div>
    }
}
