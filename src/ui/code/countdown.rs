//! How long the current code is still good: seconds, and a bar that drains.

use yew::prelude::*;

use crate::app::{ClockMode, ClockSetting};
use crate::browser::clock::now;
use crate::browser::dom::{HtmlElement, set_style};
use crate::oath::{Counter, TimeStep, UnixTime};

/// Properties of [`Countdown`].
#[derive(Properties, PartialEq)]
pub struct CountdownProps {
    /// The step.
    pub step: TimeStep,
    /// The current counter.
    pub counter: Counter,
    /// The time, in full seconds.
    pub time: UnixTime,
    /// The clock it is read from.
    pub clock: ClockSetting,
}

/// The seconds left, and a bar. The bar is animated by the browser; each step starts it anew where it ought to be.
#[component]
pub fn Countdown(props: &CountdownProps) -> Html {
    let bar = use_node_ref();
    {
        let bar = bar.clone();
        let deps = (props.step, props.counter, props.clock);
        use_effect_with(deps, move |(step, _, clock)| {
            if let Some(bar) = bar.cast::<HtmlElement>() {
                let into = milliseconds_into(*step, clock.time_at(now()));
                let standing = clock.mode() == ClockMode::Standing;
                set_style(&bar, "animation-duration", &format!("{}s", step.seconds()));
                set_style(&bar, "animation-delay", &format!("-{into}ms"));
                set_style(
                    &bar,
                    "animation-play-state",
                    if standing { "paused" } else { "running" },
                );
            }
        });
    }
    let left = props.step.seconds() - props.step.seconds_into(props.time);
    html! {
        <div class="countdown">
            <div class="countdown-track" aria-hidden="true">
                // A new key is a new element, and a new element a new animation.
                <div class="countdown-bar" key={props.counter.0} ref={bar}></div>
            </div>
            if props.clock.mode() == ClockMode::Standing {
                <p>{ "Time stands still." }</p>
            } else {
                <p class="countdown-seconds">
                    <span class="number">{ left }</span>{ if left == 1 { " second left" } else { " seconds left" } }
                </p>
            }
        </div>
    }
}

fn milliseconds_into(step: TimeStep, time: UnixTime) -> i64 {
    time.milliseconds()
        .rem_euclid(i64::from(step.seconds()) * 1000)
}
