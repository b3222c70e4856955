//! Whether somebody uses the page.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Array;
use totp_toolset::browser::activity::{IdleWatch, on_leaving, on_return};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fake::{Clock, Fake, Uptime, happens, js, js_with};
use crate::wait::until;

const SECOND: i64 = 1_000;

/// Counts calls.
#[derive(Clone, Default)]
struct Calls(Rc<Cell<u32>>);

impl Calls {
    fn count(&self) -> u32 {
        self.0.get()
    }

    fn counting(&self) -> impl Fn() + 'static {
        let calls = Rc::clone(&self.0);
        move || calls.set(calls.get() + 1)
    }

    fn watched(minutes: u32) -> (Self, IdleWatch) {
        let calls = Self::default();
        let watch = IdleWatch::start(minutes, calls.counting());
        (calls, watch)
    }
}

/// The timer of the watch that is started meanwhile, beaten by hand.
struct Beats {
    set: Array,
    _fake: Fake,
}

impl Beats {
    fn by_hand() -> Self {
        // 0 is no timer: nothing is stopped when the watch is dropped.
        let body = "seen.push(given[0]); return 0";
        let (fake, seen) = Fake::recording(&js("return window"), "setInterval", body);
        Self {
            set: seen,
            _fake: fake,
        }
    }

    fn beat(&self) {
        js_with("beats", "beats.at(-1)()", &self.set);
    }
}

#[wasm_bindgen_test]
async fn a_watch_calls_after_its_limit_and_not_before() {
    let clock = Clock::running();
    let (longer, _longer_watch) = Calls::watched(2);
    let (calls, _watch) = Calls::watched(1);
    clock.jump(61 * SECOND);
    until("the watch calls", || calls.count() > 0).await;
    assert_eq!(longer.count(), 0, "its limit is not reached");
}

#[wasm_bindgen_test]
fn use_of_any_kind_postpones_the_call() {
    let clock = Clock::running();
    for event in ["pointerdown", "keydown", "wheel", "touchstart"] {
        let beats = Beats::by_hand();
        let (calls, _watch) = Calls::watched(1);
        clock.jump(50 * SECOND);
        happens(event);
        clock.jump(50 * SECOND);
        beats.beat();
        assert_eq!(calls.count(), 0, "{event}");
        clock.jump(10 * SECOND);
        beats.beat();
        assert_eq!(calls.count(), 1, "{event}");
    }
}

#[wasm_bindgen_test]
fn a_watch_calls_once_a_limit() {
    let clock = Clock::running();
    let beats = Beats::by_hand();
    let (calls, _watch) = Calls::watched(1);
    for (jump, expected) in [(61, 1), (1, 1), (58, 1), (2, 2)] {
        clock.jump(jump * SECOND);
        beats.beat();
        assert_eq!(calls.count(), expected, "{jump} s later");
    }
}

#[wasm_bindgen_test]
fn a_watch_calls_though_the_clock_stands_or_is_put_back() {
    let clock = Clock::still_at(1_763_980_200_000);
    let uptime = Uptime::still_at(0);
    let beats = Beats::by_hand();
    let (calls, _watch) = Calls::watched(1);
    for (jump, open_for, expected) in [(0, 59, 0), (0, 60, 1), (-3_600, 119, 1), (-3_600, 120, 2)] {
        clock.jump(jump * SECOND);
        uptime.set(open_for * SECOND);
        beats.beat();
        assert_eq!(calls.count(), expected, "open for {open_for} s");
    }
}

#[wasm_bindgen_test]
async fn a_dropped_watch_calls_no_more() {
    let clock = Clock::running();
    let (silent, dropped) = Calls::watched(1);
    let (witness, _watch) = Calls::watched(1);
    drop(dropped);
    clock.jump(61 * SECOND);
    until("another watch calls", || witness.count() > 0).await;
    assert_eq!(silent.count(), 0);
}

#[wasm_bindgen_test]
fn returning_is_noticed_by_whatever_way_as_long_as_the_listeners_are_kept() {
    let calls = Calls::default();
    let listeners = on_return(calls.counting());
    for (before, event) in (0..).zip(["visibilitychange", "focus", "pageshow"]) {
        happens(event);
        assert_eq!(calls.count(), before + 1, "{event}");
    }
    drop(listeners);
    happens("focus");
    assert_eq!(calls.count(), 3);
}

#[wasm_bindgen_test]
fn leaving_is_noticed_as_long_as_the_listener_is_kept() {
    let calls = Calls::default();
    let listener = on_leaving(calls.counting());
    happens("pagehide");
    assert_eq!(calls.count(), 1);
    drop(listener);
    happens("pagehide");
    assert_eq!(calls.count(), 1);
}
