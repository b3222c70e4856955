//! The computer's clock, and a tick at each full second.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Date;
use totp_toolset::browser::clock::{Ticker, minutes_east_of_utc, now};
use totp_toolset::oath::UnixTime;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fake::{Clock, Fake, happens, js};
use crate::wait::until;

const HOUR: i64 = 3_600_000;
/// 2025-11-24T10:30:05.250Z.
const MOMENT: i64 = 1_763_980_205_250;

/// Keeps every tick, and what the computer's clock showed then.
#[derive(Clone, Default)]
struct Ticks(Rc<RefCell<Vec<(UnixTime, i64)>>>);

impl Ticks {
    fn started(ahead_milliseconds: i64) -> (Self, Ticker) {
        let ticks = Self::default();
        let kept = ticks.clone();
        let ticker = Ticker::start(ahead_milliseconds, move |time| {
            kept.0.borrow_mut().push((time, Date::now() as i64));
        });
        (ticks, ticker)
    }

    fn count(&self) -> usize {
        self.0.borrow().len()
    }

    fn last(&self) -> UnixTime {
        self.0.borrow().last().expect("it ticked").0
    }

    /// The seconds that were told, each once.
    fn seconds(&self) -> Vec<i64> {
        let mut seconds: Vec<i64> = self
            .0
            .borrow()
            .iter()
            .map(|(time, _)| time.seconds())
            .collect();
        seconds.dedup();
        seconds
    }
}

#[wasm_bindgen_test]
fn now_is_what_the_computers_clock_shows() {
    let clock = Clock::still_at(MOMENT);
    assert_eq!(now().milliseconds(), MOMENT);
    clock.jump(1);
    assert_eq!(now().milliseconds(), MOMENT + 1);
}

#[wasm_bindgen_test]
fn now_agrees_with_date_now() {
    let before = Date::now() as i64;
    let now = now().milliseconds();
    assert!((before..=Date::now() as i64).contains(&now));
}

#[wasm_bindgen_test]
fn a_time_zone_east_of_greenwich_counts_positive() {
    let prototype = js("return Date.prototype");
    let east = js("return () => -345");
    let _nepal = Fake::new(&prototype, "getTimezoneOffset", &east);
    assert_eq!(minutes_east_of_utc(UnixTime::from_seconds(0)), 345);
}

#[wasm_bindgen_test]
fn a_moment_beyond_all_dates_has_the_time_zone_of_greenwich() {
    assert_eq!(
        minutes_east_of_utc(UnixTime::from_milliseconds(i64::MAX)),
        0
    );
}

#[wasm_bindgen_test]
async fn a_ticker_ticks_at_once_and_then_at_each_full_second() {
    let (ticks, _ticker) = Ticks::started(0);
    assert_eq!(ticks.count(), 1, "at once");
    let longest_pause = until("two more seconds", || ticks.seconds().len() >= 3).await;
    for (told, shown) in ticks.0.borrow().iter() {
        let late = shown - told.milliseconds();
        assert!((0..500).contains(&late), "told {late} ms late");
    }
    let seconds = ticks.seconds();
    let skipped = seconds.windows(2).any(|two| two[1] != two[0] + 1);
    // A machine that stood still for longer than this cannot blame the ticker.
    assert!(!skipped || longest_pause > 500.0, "{seconds:?}");
}

#[wasm_bindgen_test]
async fn a_tick_comes_soon_after_the_second_of_the_clock_it_is_for() {
    // Half a second ahead: its full seconds are the computer's half ones.
    let (ticks, _ticker) = Ticks::started(500);
    let longest_pause = until("two more seconds", || ticks.seconds().len() >= 3).await;
    let into = ticks.last().milliseconds().rem_euclid(1000) as f64;
    assert!(into < 250.0 + longest_pause, "{into} ms into the second");
}

#[wasm_bindgen_test]
fn a_ticker_tells_the_time_of_a_clock_that_is_ahead() {
    let _clock = Clock::still_at(MOMENT);
    let (ticks, _ticker) = Ticks::started(HOUR);
    assert_eq!(ticks.last().milliseconds(), MOMENT + HOUR);
}

#[wasm_bindgen_test]
fn a_ticker_ticks_at_once_when_the_page_is_returned_to_by_whatever_way() {
    let clock = Clock::still_at(MOMENT);
    let (ticks, _ticker) = Ticks::started(0);
    for event in ["visibilitychange", "focus", "pageshow"] {
        clock.jump(HOUR);
        happens(event);
        assert_eq!(ticks.last().milliseconds(), clock.now(), "{event}");
    }
}

#[wasm_bindgen_test]
async fn after_a_sleep_the_next_tick_tells_the_new_time() {
    let clock = Clock::running();
    let (ticks, _ticker) = Ticks::started(0);
    let before = ticks.last();
    clock.jump(HOUR);
    until("the next tick", || ticks.count() > 1).await;
    assert!(ticks.last().milliseconds_since(before) >= HOUR);
}

#[wasm_bindgen_test]
async fn a_return_does_not_set_a_second_beat_going() {
    let (ticks, _ticker) = Ticks::started(0);
    for _ in 0..5 {
        happens("focus");
    }
    let after_returns = ticks.count();
    let start = ticks.last().seconds();
    until("two more seconds", || ticks.last().seconds() >= start + 2).await;
    // A timer may be early by a millisecond and then comes again: two a second at most, not six.
    assert!(ticks.count() - after_returns <= 4, "{}", ticks.count());
}

#[wasm_bindgen_test]
async fn a_dropped_ticker_ticks_no_more() {
    let (silent, dropped) = Ticks::started(0);
    let (witness, _ticker) = Ticks::started(0);
    drop(dropped);
    for event in ["visibilitychange", "focus", "pageshow"] {
        happens(event);
    }
    let returned = witness.last().seconds();
    until("another ticker's next second", || {
        witness.last().seconds() > returned
    })
    .await;
    assert_eq!(silent.count(), 1);
}

#[wasm_bindgen_test]
fn a_ticker_can_be_dropped_by_its_own_tick() {
    let held: Rc<RefCell<Option<Ticker>>> = Rc::default();
    let ticks = Rc::new(RefCell::new(0));
    let ticker = {
        let (held, ticks) = (Rc::clone(&held), Rc::clone(&ticks));
        Ticker::start(0, move |_| {
            *ticks.borrow_mut() += 1;
            drop(held.borrow_mut().take());
        })
    };
    held.replace(Some(ticker));
    happens("focus");
    happens("focus");
    assert_eq!(*ticks.borrow(), 2, "the first, and the one that dropped it");
}
