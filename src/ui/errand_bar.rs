//! Work that a person waits for: what it is, how far it is, and a way out.

use yew::prelude::*;

use super::desk::use_desk;
use super::widgets::Button;
use super::{Dispatch, text};
use crate::app::Errand;

/// Properties of [`ErrandBar`].
#[derive(Properties, PartialEq)]
pub struct ErrandBarProps {
    /// The work, if there is any.
    pub errand: Option<Errand>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The bar; nothing where nobody waits.
#[component]
pub fn ErrandBar(props: &ErrandBarProps) -> Html {
    let desk = use_desk();
    let Some(errand) = &props.errand else {
        return Html::default();
    };
    let what = text::errand(&errand.kind);
    let cancel = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |()| desk.cancel_errand(&dispatch))
    };
    let percent = errand.percent().map(|percent| percent.to_string());
    html! {
        <section class="errand" aria-label="Work in progress">
            <p>{ what.clone() }</p>
            <progress aria-label={what} max="100" value={percent} />
            <p class="number">{ text::progress(errand) }</p>
            <Button label="Cancel" onclick={cancel} />
        </section>
    }
}
