//! The time that codes are shown for, second by second; and how long the page has been open.

use yew::prelude::*;

use crate::app::{ClockDoubt, ClockSetting};
use crate::browser::clock::{Ticker, each_second, now, stamp, uptime};
use crate::oath::{UnixTime, Uptime};

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

/// How long the page has been open; renders anew each second, whatever the computer's clock does, and on coming back to the page.
#[hook]
pub fn use_uptime() -> Uptime {
    let told = use_state_eq(uptime);
    let told = told.setter();
    use_effect_with((), move |()| {
        let listeners = each_second(move || told.set(uptime()));
        move || drop(listeners)
    });
    // Not what was told last: that may be a second ago.
    uptime()
}

/// What speaks against this clock, looked at each second.
#[hook]
pub fn use_doubt(clock: ClockSetting) -> Option<ClockDoubt> {
    let told = use_state_eq(|| clock.doubt(stamp(), stamp()));
    {
        let told = told.setter();
        use_effect_with(clock, move |clock| {
            let (clock, chosen) = (*clock, stamp());
            let look = move || told.set(clock.doubt(chosen, stamp()));
            look();
            let listeners = each_second(look);
            move || drop(listeners)
        });
    }
    *told
}

fn full_second(time: UnixTime) -> UnixTime {
    UnixTime::from_seconds(time.seconds())
}
