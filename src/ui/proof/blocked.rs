//! What is drawn instead of the page where a self-test failed: nothing that makes or shows a seed or a code.

use std::rc::Rc;

use yew::prelude::*;

use crate::browser::parts::stamp;
use crate::proof::{Build, SelfTests};
use crate::ui::text;

/// Properties of [`Blocked`].
#[derive(Properties, PartialEq)]
pub struct BlockedProps {
    /// What came of the self-tests.
    pub self_tests: Rc<SelfTests>,
}

/// The warning.
#[component]
pub fn Blocked(props: &BlockedProps) -> Html {
    // The stamp could say anything: only one of the right form is shown.
    let build = Build::of_stamp(&stamp());
    let commit = build.and_then(|build| build.commit).unwrap_or_default();
    html! {
        <main class="blocked">
            <h1>{ text::TITLE }</h1>
            <section id="blocked" class="card" role="alert" aria-labelledby="blocked-heading">
                <h2 id="blocked-heading">{ text::proof::BLOCKED }</h2>
                <p>{ text::proof::BLOCKED_WHY }</p>
                <ul aria-label="Self-tests that failed">
                    { for props.self_tests.failures().map(|test| html! {
                        <li><strong>{ text::proof::subject(test.subject) }</strong>{ ": " }{ text::proof::verdict(test.verdict) }</li>
                    }) }
                </ul>
                <h3>{ "What to do" }</h3>
                <ul>
                    { for text::proof::BLOCKED_REMEDIES.iter().map(|remedy| html! { <li>{ *remedy }</li> }) }
                </ul>
                <p class="quiet">{ "Version " }{ env!("CARGO_PKG_VERSION") }{ " " }{ commit }</p>
            </section>
        </main>
    }
}
