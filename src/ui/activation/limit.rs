//! How many activations Entra ID still takes, whatever the computer's clock shows and whichever clock the codes are for.

use yew::prelude::*;

use crate::app::{Activation, Moment};
use crate::browser::clock::{minutes_east_of_utc, now, uptime};
use crate::oath::Uptime;
use crate::ui::text::activation as text;
use crate::ui::widgets::use_uptime;

/// Properties of [`LimitLine`].
#[derive(Properties, PartialEq)]
pub struct LimitLineProps {
    /// The helper.
    pub activation: Activation,
}

/// The count; where the limit is reached, how long to wait. What is announced stays the same all the while.
#[component]
pub fn LimitLine(props: &LimitLineProps) -> Html {
    let now = use_uptime();
    let limit = props.activation.limit(now);
    // Told once: told again each second, it would waver by one.
    let time_of_day = use_memo(limit.goes_on, |goes_on| {
        Some(time_of_day(uptime(), (*goes_on)?))
    });
    let waited = use_state_eq(|| false);
    {
        let (waited, waits) = (waited.clone(), limit.goes_on.is_some());
        // Until the next activation, for then the wait is no news any more.
        use_effect_with(props.activation.clone(), move |_| waited.set(waits));
    }
    html! {
        <>
            <div class="limit-said" role="status">
                if let Some(time_of_day) = &*time_of_day {
                    <p class="warning">{ text::wait_until(time_of_day) }</p>
                } else if *waited {
                    <p class="good">{ text::GOES_ON_NOW }</p>
                }
            </div>
            if let Some(goes_on) = limit.goes_on {
                <p>{ text::still_to_wait(goes_on.milliseconds_since(now).div_ceil(1000)) }</p>
            }
            <p class="quiet">{ text::used(limit.used) }</p>
        </>
    }
}

/// The time of day that the computer's clock will show then.
fn time_of_day(now: Uptime, then: Uptime) -> String {
    let wait = i64::try_from(then.milliseconds_since(now)).unwrap_or(i64::MAX);
    let time = self::now().plus_milliseconds(wait);
    let moment = Moment::local(time, minutes_east_of_utc(time));
    moment.map_or_else(String::new, |moment| moment.time_of_day())
}
