//! The sheets as they come out of the printer, drawn one after the other so that the page answers in between.

use std::rc::Rc;

use yew::prelude::*;

use super::sheets::PageView;
use crate::app::PrintPlan;
use crate::browser::dom::Timeout;
use crate::browser::print::print;
use crate::ui::text;
use crate::ui::widgets::Button;

/// Properties of [`Preview`].
#[derive(Properties, PartialEq)]
pub struct PreviewProps {
    /// The print.
    pub plan: Rc<PrintPlan>,
}

/// The preview, and the way to the printer.
#[component]
pub fn Preview(props: &PreviewProps) -> Html {
    let plan = &props.plan;
    let drawn = use_drawn(plan);
    let pages = plan.pages();
    let refused = use_state_eq(|| false);
    let onprint = {
        let refused = refused.setter();
        Callback::from(move |()| refused.set(print().is_err()))
    };
    let lacks = [
        text::paper::beyond(plan),
        text::paper::without_qr(plan),
        text::paper::without_secret(plan),
    ];
    html! {
        <>
            <p role="status">
                { text::paper::summary(plan) }
                if drawn < pages {
                    { " Drawing them …" }
                }
            </p>
            { for lacks.into_iter().flatten().map(|lack| html! { <p class="warning">{ lack }</p> }) }
            <p class="hint">{ text::paper::TRUE_SIZE }</p>
            <p class="hint">{ text::paper::ONLY_SHEETS }</p>
            <div class="row">
                <Button label="Print" onclick={onprint} primary={true} disabled={drawn < pages} />
            </div>
            if *refused {
                <p class="problem" role="alert">{ text::paper::NOT_PRINTED }</p>
            }
            <div class="sheets" role="region" aria-label="Print preview" tabindex="0">
                { for (0..drawn).map(|number| html! { <PageView key={number} plan={Rc::clone(plan)} {number} /> }) }
            </div>
        </>
    }
}

/// How many pages of this print are drawn: one more each time the browser has had its turn.
#[hook]
fn use_drawn(plan: &Rc<PrintPlan>) -> usize {
    let drawn = use_state(|| (Rc::clone(plan), 1));
    // What was drawn of another print does not count: it would be drawn anew in one go.
    let count = if Rc::ptr_eq(&drawn.0, plan) {
        drawn.1
    } else {
        1
    };
    let count = count.min(plan.pages());
    use_effect_with((Rc::clone(plan), count), move |(plan, count)| {
        let next = (Rc::clone(plan), *count + 1);
        let more = *count < plan.pages();
        let timeout = more.then(|| Timeout::new(0, move || drawn.set(next)));
        move || drop(timeout)
    });
    count
}
