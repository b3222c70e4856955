//! An answer of the tenant: our sentence, what it rests on, and Microsoft's own words where there are any.

use yew::prelude::*;

use crate::browser::dom::{HtmlElement, bring_into_view, focus, keyboard_is_lost};
use crate::ui::text::rehearse::{self as text, Said, Tone};

/// Properties of [`Answer`].
#[derive(Properties, PartialEq)]
pub struct AnswerProps {
    /// What is said; `None` keeps the place, so that a screen reader hears what comes.
    pub said: Option<Said>,
    /// Which step of the rehearsal it answers: the same words may come twice.
    pub turn: u32,
}

/// The answer. It is read out when it changes, and scrolled into view; where what was pressed has gone, the keyboard goes to it.
#[component]
pub fn Answer(props: &AnswerProps) -> Html {
    let element = use_node_ref();
    // What was there when a screen was opened is no news.
    let known = use_mut_ref(|| (props.said.clone(), props.turn));
    {
        let element = element.clone();
        use_effect_with((props.said.clone(), props.turn), move |news| {
            let is_news = *known.borrow() != *news;
            known.replace(news.clone());
            let element = element.cast::<HtmlElement>();
            if let Some(element) = element.filter(|_| is_news && news.0.is_some()) {
                bring_into_view(&element);
                if keyboard_is_lost() {
                    focus(&element);
                }
            }
        });
    }
    html! {
        <div ref={element} class="answer" role="status" tabindex="-1">
            if let Some(said) = &props.said {
                // Said again, it is another one.
                <div key={props.turn}>{ view(said) }</div>
            }
        </div>
    }
}

/// What is said, where nobody waits for it.
pub fn view(said: &Said) -> Html {
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
