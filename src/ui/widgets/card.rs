//! A part of the page with a heading: always open, or to be unfolded.

use yew::prelude::*;

use crate::browser::dom::{Element, unfold};

/// Properties of [`Card`] and [`Fold`].
#[derive(Properties, PartialEq)]
pub struct CardProps {
    /// The element's id, from which the heading's is made.
    pub id: AttrValue,
    /// The heading, and the accessible name of the part.
    pub heading: AttrValue,
    /// Unfolded as soon as this is so; a person can fold it again.
    #[prop_or_default]
    pub opens: bool,
    /// More classes.
    #[prop_or_default]
    pub class: Classes,
    /// What is in it.
    pub children: Html,
}

/// A region with a heading.
#[component]
pub fn Card(props: &CardProps) -> Html {
    let heading_id = format!("{}-heading", props.id);
    html! {
        <section class={classes!("card", props.class.clone())} id={props.id.clone()} aria-labelledby={heading_id.clone()}>
            // The keyboard can be moved here by the page, not by Tab.
            <h2 id={heading_id} tabindex="-1">{ props.heading.clone() }</h2>
            { props.children.clone() }
        </section>
    }
}

/// A region whose content is unfolded by its heading.
#[component]
pub fn Fold(props: &CardProps) -> Html {
    let heading_id = format!("{}-heading", props.id);
    let details = use_node_ref();
    {
        let details = details.clone();
        use_effect_with(props.opens, move |opens| {
            if let Some(details) = details.cast::<Element>().filter(|_| *opens) {
                unfold(&details);
            }
        });
    }
    html! {
        <section class={classes!("card", "fold", props.class.clone())} id={props.id.clone()} aria-labelledby={heading_id.clone()}>
            <details ref={details}>
                <summary><h2 id={heading_id}>{ props.heading.clone() }</h2></summary>
                <div class="fold-content">{ props.children.clone() }</div>
            </details>
        </section>
    }
}
