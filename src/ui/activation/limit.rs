//! How many activations Entra ID still takes, by the computer's clock, whichever clock the codes are for.

use yew::prelude::*;

use crate::app::{Activation, ClockSetting, Moment};
use crate::browser::clock::minutes_east_of_utc;
use crate::oath::UnixTime;
use crate::ui::text::activation as text;
use crate::ui::widgets::use_time;

/// Properties of [`LimitLine`].
#[derive(Properties, PartialEq)]
pub struct LimitLineProps {
    /// The helper.
    pub activation: Activation,
}

/// The count; where the limit is reached, how long to wait. What is announced stays the same all the while.
#[component]
pub fn LimitLine(props: &LimitLineProps) -> Html {
    let now = use_time(ClockSetting::Computer);
    let limit = props.activation.limit(now);
    let waited = use_state_eq(|| false);
    {
        let (waited, waits) = (waited.clone(), limit.goes_on.is_some());
        // Until the next activation, for then the wait is no news any more.
        use_effect_with(props.activation.clone(), move |_| waited.set(waits));
    }
    html! {
        <>
            <div class="limit-said" role="status">
                if let Some(goes_on) = limit.goes_on {
                    <p class="warning">{ text::wait_until(&time_of_day(goes_on)) }</p>
                } else if *waited {
                    <p class="good">{ text::GOES_ON_NOW }</p>
                }
            </div>
            if let Some(goes_on) = limit.goes_on {
                <p>{ text::still_to_wait(full_seconds(goes_on.milliseconds_since(now))) }</p>
            }
            <p class="quiet">{ text::used(limit.used) }</p>
        </>
    }
}

/// Rounded up: after so many seconds it has passed.
fn full_seconds(milliseconds: i64) -> i64 {
    milliseconds.saturating_add(999) / 1000
}

fn time_of_day(time: UnixTime) -> String {
    let moment = Moment::local(time, minutes_east_of_utc(time));
    moment.map_or_else(String::new, |moment| moment.time_of_day())
}
