//! What became of the rows when the last one is behind.

use yew::prelude::*;

use super::{WalkProps, send};
use crate::app::ActivationAction;
use crate::browser::dom::focus_id;
use crate::ui::text::activation as text;
use crate::ui::widgets::Button;

/// The summary. The keyboard goes to it, not to a button: whoever still presses keys must not begin again by mistake.
#[component]
pub fn Summary(props: &WalkProps) -> Html {
    let WalkProps {
        state,
        rows,
        dispatch,
    } = props;
    let (list, activation) = (&state.list, &state.activation);
    let tally = use_memo(
        (activation.clone(), rows.clone(), list.version()),
        |(activation, rows, _)| activation.tally(rows, list),
    );
    use_effect_with((), |()| focus_id("activation-end"));
    let first_open = send(dispatch, || ActivationAction::GoToFirstOpen);
    let again = send(dispatch, || ActivationAction::Begin);
    let back = send(dispatch, || ActivationAction::Back);
    html! {
        <div class="walk">
            <p id="activation-end" class="walk-end" tabindex="-1">{ text::ended(&tally) }</p>
            if !tally.left_out.is_empty() {
                <ul class="left-out" aria-label="Skipped tokens">
                    { for tally.left_out.iter().map(|(reason, rows)| html! {
                        <li>{ format!("{}: {}.", text::rows(rows), text::left_out(*reason)) }</li>
                    }) }
                </ul>
            }
            <div class="row">
                if tally.has_open() {
                    <Button label="Go to the first not activated" onclick={first_open} />
                }
                <Button label="Back" name="Back to the last token" onclick={back} />
                <Button label="Begin again" onclick={again} />
            </div>
        </div>
    }
}
