//! The guide: the steps of the way, which of them are done, and which comes next.

use yew::prelude::*;

use super::{RehearseBenchProps, go_to};
use crate::app::Action;
use crate::app::Tool;
use crate::browser::dom::focus_id;
use crate::browser::print::print_alone;
use crate::rehearsal::{Screen, Standing, Step, steps};
use crate::ui::Dispatch;
use crate::ui::text::rehearse as text;
use crate::ui::widgets::{Button, Card};

/// The card.
#[component]
pub fn GuideCard(props: &RehearseBenchProps) -> Html {
    let (state, dispatch) = (&props.state, &props.dispatch);
    let refused = use_state_eq(|| false);
    let print = {
        let refused = refused.setter();
        Callback::from(move |()| refused.set(print_alone("guide").is_err()))
    };
    let steps = steps(&state.rehearsal.tenant, state.list.len());
    let done = steps
        .iter()
        .filter(|(_, standing)| *standing == Standing::Done)
        .count();
    html! {
        <Card id="guide" heading="Guide" class="guide">
            <p class="quiet" role="status">{ text::steps_done(done, steps.len()) }</p>
            <ol class="steps">
                { for steps.map(|(step, standing)| html! {
                    <StepView {step} {standing} dispatch={dispatch.clone()} />
                }) }
            </ol>
            <div class="row">
                <Button label="Print the guide" onclick={print} />
            </div>
            if *refused {
                <p class="problem" role="alert">{ crate::ui::text::paper::NOT_PRINTED }</p>
            }
        </Card>
    }
}

#[derive(Properties, PartialEq)]
struct StepViewProps {
    step: Step,
    standing: Standing,
    dispatch: Dispatch,
}

/// A step. All of it is there for each, so that the guide is whole on paper.
#[component]
fn StepView(props: &StepViewProps) -> Html {
    let StepViewProps { step, standing, .. } = *props;
    let dispatch = &props.dispatch;
    let name = text::step(step);
    let class = match standing {
        Standing::Done => "step done",
        Standing::Next => "step next",
        Standing::Later => "step",
    };
    html! {
        <li {class} aria-current={(standing == Standing::Next).then_some("step")}>
            <details open={standing == Standing::Next}>
                <summary>
                    <span class="step-name">{ name }</span>
                    <span class="standing">{ text::standing(standing) }</span>
                </summary>
                <div class="step-more">
                    <p>{ text::step_about(step) }</p>
                    <dl>
                        <div><dt>{ "In the real portal" }</dt><dd>{ text::real_portal(step) }</dd></div>
                        <div><dt>{ "Who, and with what" }</dt><dd>{ text::who(step) }</dd></div>
                    </dl>
                    { way(step, dispatch) }
                </div>
            </details>
        </li>
    }
}

fn way(step: Step, dispatch: &Dispatch) -> Html {
    let Some(screen) = step.screen() else {
        let to_issue = {
            let dispatch = dispatch.clone();
            Callback::from(move |()| {
                dispatch.dispatch(Action::GoTo(Tool::Issue));
                focus_id("order-heading");
            })
        };
        return html! { <Button label="Make tokens in Issue" onclick={to_issue} /> };
    };
    let label = open_screen(screen);
    let name = format!("{label}: {}", text::step(step));
    html! { <Button {label} {name} onclick={go_to(dispatch, screen)} /> }
}

fn open_screen(screen: Screen) -> String {
    format!("Open {}", text::screen(screen))
}
