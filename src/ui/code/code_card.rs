//! The code, large; the one before and the ones to come.

use yew::prelude::*;
use zeroize::Zeroizing;

use super::countdown::Countdown;
use super::{counted, grouped};
use crate::app::{Action, ClockSetting, Generator};
use crate::oath::{Counter, MovingFactor};
use crate::ui::Dispatch;
use crate::ui::widgets::{Button, Card, CopyButton, use_time};

/// Properties of [`CodeCard`].
#[derive(Properties, PartialEq)]
pub struct CodeCardProps {
    /// The generator, if the form makes one.
    pub generator: Option<Generator>,
    /// The clock.
    pub clock: ClockSetting,
    /// How many codes to come are shown.
    pub following: u8,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The card.
#[component]
pub fn CodeCard(props: &CodeCardProps) -> Html {
    let time = use_time(props.clock);
    let content = counted(
        props.generator.as_ref(),
        props.clock,
        time,
        |generator, counter| {
            html! {
                <>
                    <CurrentCode generator={generator.clone()} {counter} />
                    if let MovingFactor::Time(step) = generator.factor() {
                        <Countdown {step} {counter} {time} clock={props.clock} />
                    } else {
                        <NextCounter {counter} dispatch={props.dispatch.clone()} />
                    }
                    <Neighbours generator={generator.clone()} {counter} following={props.following} />
                </>
            }
        },
    );
    html! {
        <Card id="current" heading="Code" class="code-card">
            { content }
        </Card>
    }
}

#[derive(Properties, PartialEq)]
struct CodeProps {
    generator: Generator,
    counter: Counter,
}

#[component]
fn CurrentCode(props: &CodeProps) -> Html {
    let code = props.generator.code(props.counter);
    let source = Callback::from(move |()| Some(Zeroizing::new(code.to_string())));
    html! {
        <div class="current-code">
            <output class="code" id="current-code" aria-live="off" aria-label="Current code">{ grouped(code) }</output>
            <CopyButton what="the code" secret={false} {source} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct NextCounterProps {
    counter: Counter,
    dispatch: Dispatch,
}

#[component]
fn NextCounter(props: &NextCounterProps) -> Html {
    let dispatch = props.dispatch.clone();
    let onclick = Callback::from(move |()| dispatch.dispatch(Action::AdvanceCounter));
    html! {
        <div class="countdown">
            <p>{ format!("Counter {}", props.counter) }</p>
            <Button label="Next code" {onclick} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct NeighboursProps {
    generator: Generator,
    counter: Counter,
    following: u8,
}

#[component]
fn Neighbours(props: &NeighboursProps) -> Html {
    let neighbour = |name: String, what: String, steps: i64| {
        let code = props.generator.code(props.counter.offset(steps)?);
        let source = Callback::from(move |()| Some(Zeroizing::new(code.to_string())));
        Some(html! {
            <div>
                <dt>{ name }</dt>
                <dd><span class="code-small">{ grouped(code) }</span><CopyButton {what} secret={false} {source} /></dd>
            </div>
        })
    };
    html! {
        <dl class="neighbours">
            { for neighbour("Previous".to_owned(), "the previous code".to_owned(), -1) }
            { for (1..=i64::from(props.following)).filter_map(|steps| match steps {
                1 => neighbour("Next".to_owned(), "the next code".to_owned(), 1),
                _ => neighbour(format!("In {steps} steps"), format!("the code in {steps} steps"), steps),
            }) }
        </dl>
    }
}
