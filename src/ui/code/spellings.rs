//! The seed in base32, hex and base64, side by side.

use yew::prelude::*;
use zeroize::Zeroizing;

use crate::app::{Mask, SecretText, SeedDraft};
use crate::oath::{Encoding, encode_seed};
use crate::ui::text;
use crate::ui::widgets::{Card, CopyButton, SecretValue};

/// Properties of [`SpellingsCard`].
#[derive(Properties, PartialEq)]
pub struct SpellingsCardProps {
    /// The seed.
    pub seed: SeedDraft,
    /// Whether secrets are shown.
    pub mask: Mask,
}

/// The card.
#[component]
pub fn SpellingsCard(props: &SpellingsCardProps) -> Html {
    let content = match props.seed.secret() {
        None => html! { <p class="empty">{ "No seed yet." }</p> },
        Some(secret) => html! {
            <>
                <dl class="spellings">
                    { for Encoding::ALL.map(|encoding| {
                        let spelled = encode_seed(secret, encoding);
                        spelling(encoding, &spelled, props.mask)
                    }) }
                </dl>
                <p class="quiet">{ format!("{} bits", secret.bits()) }</p>
            </>
        },
    };
    html! { <Card id="spellings" heading="The seed, spelled three ways">{ content }</Card> }
}

fn spelling(encoding: Encoding, spelled: &Zeroizing<String>, mask: Mask) -> Html {
    let shown = SecretText::new(spelled.to_string());
    let source = {
        let spelled = spelled.clone();
        Callback::from(move |()| Some(spelled.clone()))
    };
    html! {
        <div>
            <dt>{ text::encoding(encoding) }</dt>
            <dd>
                <SecretValue text={shown} hidden={mask.hides()} />
                <CopyButton what={format!("the seed in {encoding}")} secret={true} {source} />
            </dd>
        </div>
    }
}
