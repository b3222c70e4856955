//! What the browser tells a page about itself: what was loaded, and what the policy refused.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CustomEvent, CustomEventInit, Event, PerformanceEntry, PerformanceObserver,
    PerformanceObserverEntryList, PerformanceResourceTiming, SecurityPolicyViolationEvent,
};

use super::activity::document;
use crate::proof::{Kind, Sighting, Sightings};

/// The event by which the page's first script hands over, in its `detail`, what was refused before the program ran.
const HAND_OVER: &str = "totp-refused";

/// How often listeners are told at most, in milliseconds: a flood of sightings must not occupy the page.
const TELL_EVERY: u32 = 250;

type ObserverCallback = Closure<dyn FnMut(PerformanceObserverEntryList)>;

/// Watches as long as it is kept. Two are equal when they are the same one.
#[derive(Clone)]
pub struct Watch(Rc<Inner>);

struct Inner {
    seen: RefCell<Rc<Sightings>>,
    told: RefCell<Option<Rc<dyn Fn()>>>,
    is_about_to_tell: Cell<bool>,
    sources: RefCell<Option<Sources>>,
}

struct Sources {
    _refusals: EventListener,
    /// `None` where the browser has none.
    observer: Option<(PerformanceObserver, ObserverCallback)>,
}

impl Drop for Sources {
    fn drop(&mut self) {
        if let Some((observer, _)) = &self.observer {
            observer.disconnect();
        }
    }
}

impl PartialEq for Watch {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Watch {
    /// Begins, with what happened since the page was opened.
    pub fn start() -> Self {
        let inner = Rc::new(Inner {
            seen: RefCell::default(),
            told: RefCell::default(),
            is_about_to_tell: Cell::new(false),
            sources: RefCell::new(None),
        });
        let sources = Sources {
            _refusals: listen_for_refusals(&inner),
            observer: observe_requests(&inner),
        };
        inner.sources.replace(Some(sources));
        for event in refused_before() {
            inner.take_refusal(&event);
        }
        Self(inner)
    }

    /// All that was seen so far.
    pub fn seen(&self) -> Rc<Sightings> {
        Rc::clone(&self.0.seen.borrow())
    }

    /// Whether the browser tells a page of its requests at all.
    pub fn sees_requests(&self) -> bool {
        let sources = self.0.sources.borrow();
        sources
            .as_ref()
            .is_some_and(|sources| sources.observer.is_some())
    }

    /// Calls back soon after more was seen, in place of whoever was called before.
    pub fn on_more(&self, more: impl Fn() + 'static) {
        self.0.told.replace(Some(Rc::new(more)));
    }
}

impl Inner {
    fn take(self: &Rc<Self>, sighting: Sighting) {
        Rc::make_mut(&mut *self.seen.borrow_mut()).take(sighting);
        if self.is_about_to_tell.replace(true) {
            return;
        }
        let inner = Rc::downgrade(self);
        Timeout::new(TELL_EVERY, move || {
            let Some(inner) = inner.upgrade() else { return };
            inner.is_about_to_tell.set(false);
            let told = inner.told.borrow().clone();
            if let Some(told) = told {
                told();
            }
        })
        .forget();
    }

    fn take_refusal(self: &Rc<Self>, event: &Event) {
        let Some(refusal) = event.dyn_ref::<SecurityPolicyViolationEvent>() else {
            return;
        };
        let kind = Kind::Refused(refusal.effective_directive());
        self.take(Sighting::new(
            kind,
            &refusal.blocked_uri(),
            event.time_stamp(),
        ));
    }

    fn take_entry(self: &Rc<Self>, entry: &PerformanceEntry) {
        let kind = match entry.dyn_ref::<PerformanceResourceTiming>() {
            // The page's own entry is of a kind of that.
            Some(resource) if entry.entry_type() == "resource" => {
                Kind::Request(resource.initiator_type())
            }
            _ => Kind::Opened,
        };
        self.take(Sighting::new(kind, &entry.name(), entry.start_time()));
    }
}

fn listen_for_refusals(inner: &Rc<Inner>) -> EventListener {
    let inner: Weak<Inner> = Rc::downgrade(inner);
    EventListener::new(&document(), "securitypolicyviolation", move |event| {
        if let Some(inner) = inner.upgrade() {
            inner.take_refusal(event);
        }
    })
}

fn refused_before() -> Vec<Event> {
    let refused = Array::new();
    let init = CustomEventInit::new();
    init.set_detail(&refused);
    // A page without that script has kept nothing.
    if let Ok(event) = CustomEvent::new_with_event_init_dict(HAND_OVER, &init) {
        let _ = document().dispatch_event(&event);
    }
    refused
        .iter()
        .filter_map(|event| event.dyn_into().ok())
        .collect()
}

fn observe_requests(inner: &Rc<Inner>) -> Option<(PerformanceObserver, ObserverCallback)> {
    let inner: Weak<Inner> = Rc::downgrade(inner);
    let callback = Closure::new(move |list: PerformanceObserverEntryList| {
        let Some(inner) = inner.upgrade() else { return };
        for entry in list.get_entries().iter() {
            if let Some(entry) = entry.dyn_ref() {
                inner.take_entry(entry);
            }
        }
    });
    let observer = PerformanceObserver::new(callback.as_ref().unchecked_ref()).ok()?;
    for kind in ["navigation", "resource"] {
        observer.observe(buffered(kind).unchecked_ref());
    }
    Some((observer, callback))
}

/// Asks for one type of entries, from the beginning. The crate's own way knows only lists of types, which begin now.
fn buffered(kind: &str) -> Object {
    let options = Object::new();
    for (name, value) in [
        ("type", JsValue::from_str(kind)),
        ("buffered", JsValue::TRUE),
    ] {
        // A new object takes any property.
        let _ = Reflect::set(&options, &JsValue::from_str(name), &value);
    }
    options
}
