//! Whether somebody uses the page: keys and pointers, leaving and coming back.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Interval;
use wasm_bindgen::JsCast;
use web_sys::{BeforeUnloadEvent, Document, Window};

use super::clock;

/// How often the time without use is compared, in milliseconds. Compared and not waited for: a timer that runs for
/// minutes stands still while the computer sleeps. By two clocks: one may sleep, the other be set back.
const COMPARE_EVERY: u32 = 1_000;

/// Watches for a while without use, as long as it is kept.
pub struct IdleWatch {
    _interval: Interval,
    _listeners: Vec<EventListener>,
}

impl IdleWatch {
    /// Calls back each time nobody has pressed, clicked, touched or scrolled for `minutes`.
    pub fn start(minutes: u32, idle: impl Fn() + 'static) -> Self {
        let last_use = Rc::new(Cell::new(clock::stamp()));
        let limit = u64::from(minutes) * 60_000;
        let listeners = ["pointerdown", "keydown", "wheel", "touchstart"]
            .into_iter()
            .map(|event| {
                let last_use = Rc::clone(&last_use);
                let options = EventListenerOptions::run_in_capture_phase();
                EventListener::new_with_options(&window(), event, options, move |_| {
                    last_use.set(clock::stamp());
                })
            })
            .collect();
        let interval = Interval::new(COMPARE_EVERY, move || {
            let now = clock::stamp();
            if now.most_since(last_use.get()) >= limit {
                last_use.set(now);
                idle();
            }
        });
        Self {
            _interval: interval,
            _listeners: listeners,
        }
    }
}

/// Calls back when the page comes to the front again, by whatever way, as long as the listeners are kept.
pub fn on_return(returned: impl Fn() + 'static) -> Vec<EventListener> {
    let returned = Rc::new(returned);
    let call = || {
        let returned = Rc::clone(&returned);
        move |_: &web_sys::Event| returned()
    };
    vec![
        EventListener::new(&document(), "visibilitychange", call()),
        EventListener::new(&window(), "focus", call()),
        EventListener::new(&window(), "pageshow", call()),
    ]
}

/// Calls back when the page is left: the browser may keep it and show it again from its history.
pub fn on_leaving(leaving: impl Fn() + 'static) -> EventListener {
    EventListener::new(&window(), "pagehide", move |_| leaving())
}

/// Lets the browser ask before the page is left, as long as the listener is kept. The words are the browser's own.
pub fn ask_before_leaving() -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), "beforeunload", options, |event| {
        event.prevent_default();
        // Older browsers ask only where this is set.
        if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
            event.set_return_value("unsaved");
        }
    })
}

/// What stands behind `#` in the page's address, with the `#`; empty where nothing does.
pub fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Puts a name behind the `#` of the page's address.
pub fn set_hash(name: &str) {
    // A browser that refuses leaves the address as it was, and the page as it is.
    let _ = window().location().set_hash(name);
}

/// Calls back with [`hash`] whenever it changes, as long as the listener is kept.
pub fn on_hash_change(changed: impl Fn(String) + 'static) -> EventListener {
    EventListener::new(&window(), "hashchange", move |_| changed(hash()))
}

/// The page's window. There is one, for this code runs in no worker.
pub(super) fn window() -> Window {
    web_sys::window().expect("a page has a window")
}

/// The page's document.
pub(super) fn document() -> Document {
    window().document().expect("a window has a document")
}
