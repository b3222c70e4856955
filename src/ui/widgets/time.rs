//! The time that codes are shown for, second by second.

use yew::prelude::*;

use crate::app::ClockSetting;
use crate::browser::clock::{Ticker, now};
use crate::oath::UnixTime;

/// The time of this clock in full seconds; renders anew at each full second, and not at all while the clock stands.
#[hook]
pub fn use_time(clock: ClockSetting) -> UnixTime {
    let shown = use_state_eq(|| full_second(clock.time_at(now())));
    {
        let shown = shown.clone();
        use_effect_with(clock, move |clock| {
            let ticker = match *clock {
                ClockSetting::Computer => Some(0),
                ClockSetting::Running { ahead_milliseconds } => Some(ahead_milliseconds),
                ClockSetting::Standing(time) => {
                    shown.set(full_second(time));
                    None
                }
            }
            .map(|ahead| Ticker::start(ahead, move |time| shown.set(full_second(time))));
            move || drop(ticker)
        });
    }
    *shown
}

fn full_second(time: UnixTime) -> UnixTime {
    UnixTime::from_seconds(time.seconds())
}
