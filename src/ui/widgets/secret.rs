//! A secret on the screen: in groups of four, or hidden.

use yew::prelude::*;

use crate::app::SecretText;

/// Properties of [`SecretValue`].
#[derive(Properties, PartialEq)]
pub struct SecretValueProps {
    /// The secret.
    pub text: SecretText,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Whether it is shown in groups of four; a URI is not.
    #[prop_or(true)]
    pub grouped: bool,
}

/// The gaps between groups are drawn, not typed: whoever selects the text copies the secret alone.
#[component]
pub fn SecretValue(props: &SecretValueProps) -> Html {
    if props.hidden {
        return html! { <span class="secret masked">{ "•••• •••• hidden" }</span> };
    }
    // Exposed: to be shown to the person who asked.
    let text = props.text.expose();
    if !props.grouped {
        return html! { <span class="secret whole">{ text }</span> };
    }
    let letters: Vec<char> = text.chars().collect();
    html! {
        <span class="secret">
            { for letters.chunks(4).map(|four| html! { <span class="four">{ four.iter().collect::<String>() }</span> }) }
        </span>
    }
}
