//! What cannot be promised.

use yew::prelude::*;

use crate::ui::text;
use crate::ui::widgets::Card;

/// The card.
#[component]
pub fn LimitsCard() -> Html {
    html! {
        <Card id="limits" heading="What it cannot promise">
            <ul class="limits">
                { for text::proof::LIMITS.iter().map(|limit| html! { <li>{ *limit }</li> }) }
            </ul>
        </Card>
    }
}
