//! The computer's clock, its time zone, and a tick at each full second.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::{Interval, Timeout};
use js_sys::Date;
use wasm_bindgen::JsValue;

use super::activity::{on_return, window};
use crate::oath::{Stamp, UnixTime, Uptime};

/// What the computer's clock shows.
pub fn now() -> UnixTime {
    // Whole milliseconds, within ±8.64e15 (ECMA-262 §21.4.1.1): exact as an i64.
    UnixTime::from_milliseconds(Date::now() as i64)
}

/// How long the page has been open: never goes back, whatever happens to the computer's clock (High Resolution Time §4).
pub fn uptime() -> Uptime {
    // Every browser that runs the page has it; without one, the computer's clock is all there is.
    let performance = window().performance();
    let milliseconds = performance.map_or_else(Date::now, |performance| performance.now());
    // The cast leaves out fractions, and makes what is no number 0.
    Uptime::from_milliseconds(milliseconds as u64)
}

/// Both at once.
pub fn stamp() -> Stamp {
    Stamp {
        clock: now(),
        uptime: uptime(),
    }
}

/// Calls back each second, whatever the computer's clock does, and on coming back to the page, as long as it is kept.
pub fn each_second(passed: impl Fn() + 'static) -> (Interval, Vec<EventListener>) {
    let passed = Rc::new(passed);
    let interval = {
        let passed = Rc::clone(&passed);
        Interval::new(1_000, move || passed())
    };
    (interval, on_return(move || passed()))
}

/// How many minutes the computer's time zone lies east of UTC at that moment, summer time included.
pub fn minutes_east_of_utc(time: UnixTime) -> i32 {
    let date = Date::new(&JsValue::from_f64(time.milliseconds() as f64));
    let minutes_west = date.get_timezone_offset();
    // Not a number for moments that JavaScript has no date for; the cast makes that 0.
    -minutes_west as i32
}

/// Calls back at once and then at each full second, as long as it is kept.
///
/// Each tick is set anew by the clock, so an error never adds up; when the computer slept, or the browser held timers
/// back in a hidden tab, the return to the page ticks at once, and at the latest the next second does.
pub struct Ticker {
    _timeout: Rc<RefCell<Option<Timeout>>>,
    _listeners: Vec<EventListener>,
}

impl Ticker {
    /// Starts ticking a clock that is `ahead_milliseconds` ahead of the computer's.
    pub fn start(ahead_milliseconds: i64, tick: impl Fn(UnixTime) + 'static) -> Self {
        let timeout = Rc::default();
        let tick = Rc::new(move || {
            let time = now().plus_milliseconds(ahead_milliseconds);
            tick(time);
            milliseconds_to_full_second(time)
        });
        run(&timeout, tick.clone());
        let listeners = {
            let timeout = Rc::clone(&timeout);
            on_return(move || run(&timeout, tick.clone()))
        };
        Self {
            _timeout: timeout,
            _listeners: listeners,
        }
    }
}

fn run(timeout: &Rc<RefCell<Option<Timeout>>>, tick: Rc<impl Fn() -> u32 + 'static>) {
    let delay = tick();
    let again = {
        // Weak, or the timeout would keep itself alive.
        let timeout = Rc::downgrade(timeout);
        move || {
            if let Some(timeout) = timeout.upgrade() {
                run(&timeout, tick);
            }
        }
    };
    // The former timeout is cancelled by being dropped; if it is the one that is running, that does nothing.
    timeout.replace(Some(Timeout::new(delay, again)));
}

fn milliseconds_to_full_second(time: UnixTime) -> u32 {
    // The remainder is 0 to 999.
    1000 - time.milliseconds().rem_euclid(1000) as u32
}
