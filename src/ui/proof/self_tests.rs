//! Each self-test with its result and its source. A failed one is never seen here: then there is no page.

use std::rc::Rc;

use yew::prelude::*;

use crate::proof::{SelfTests, Verdict};
use crate::ui::text;
use crate::ui::widgets::Card;

/// Properties of [`SelfTestsCard`].
#[derive(Properties, PartialEq)]
pub struct SelfTestsCardProps {
    /// What came of them at the start.
    pub self_tests: Rc<SelfTests>,
}

/// The card.
#[component]
pub fn SelfTestsCard(props: &SelfTestsCardProps) -> Html {
    html! {
        <Card id="self-tests" heading="Self-tests">
            <p class="quiet">{ text::proof::SELF_TESTS }</p>
            <div class="scrolls self-tests">
                <table aria-label="Self-tests">
                    <thead><tr><th scope="col">{ "What" }</th><th scope="col">{ "Result" }</th><th scope="col">{ "Source" }</th></tr></thead>
                    <tbody>
                        { for props.self_tests.all().iter().map(|test| html! {
                            <tr>
                                <th scope="row">{ text::proof::subject(test.subject) }</th>
                                <td class={if test.verdict == Verdict::Passed { "passed" } else { "problem" }}>{ text::proof::verdict(test.verdict) }</td>
                                <td>{ text::proof::source(test) }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
        </Card>
    }
}
