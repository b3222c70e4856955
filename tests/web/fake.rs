//! Parts of the browser, replaced for the length of a test.
//!
//! They are put back when dropped, and also when a test panics: nothing unwinds in WebAssembly, so the panic hook does
//! it. No test may therefore spoil another.

use std::cell::{Cell, RefCell};
use std::panic::PanicHookInfo;
use std::rc::Rc;

use js_sys::{Array, Date, Function, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    static REPLACED: RefCell<Vec<Original>> = const { RefCell::new(Vec::new()) };
    static HOOKED: Cell<bool> = const { Cell::new(false) };
    static EXPECTED: Cell<Option<fn(&PanicHookInfo<'_>)>> = const { Cell::new(None) };
}

struct Original {
    id: u32,
    object: Object,
    name: &'static str,
    /// Undefined where the property was inherited.
    descriptor: JsValue,
}

impl Original {
    fn put_back(&self) {
        let name = JsValue::from_str(self.name);
        let done = match self.descriptor.dyn_ref::<Object>() {
            Some(descriptor) => {
                Reflect::define_property(&self.object, &name, descriptor).is_ok_and(|done| done)
            }
            None => Reflect::delete_property(&self.object, &name).is_ok_and(|done| done),
        };
        assert!(done, "{} is put back", self.name);
    }
}

/// A replaced property, as long as it is kept.
#[must_use]
pub struct Fake(u32);

impl Fake {
    /// Replaces a property of `object`, its own or an inherited one.
    pub fn new(object: &JsValue, name: &'static str, value: &JsValue) -> Self {
        clean_up_on_panic();
        let object: Object = object.clone().unchecked_into();
        let key = JsValue::from_str(name);
        let descriptor = Object::get_own_property_descriptor(&object, &key);
        let replacement = js_with(
            "value",
            "return { value, configurable: true, writable: true, enumerable: true }",
            value,
        );
        let done = Reflect::define_property(&object, &key, replacement.unchecked_ref());
        assert!(done.is_ok_and(|done| done), "{name} can be replaced");
        REPLACED.with_borrow_mut(|replaced| {
            let id = replaced.last().map_or(0, |last| last.id + 1);
            replaced.push(Original {
                id,
                object,
                name,
                descriptor,
            });
            Self(id)
        })
    }

    /// Replaces a function by one with this body; in it, `seen` is the returned array.
    pub fn recording(object: &JsValue, name: &'static str, body: &str) -> (Self, Array) {
        let seen = Array::new();
        let function = js_with(
            "seen",
            &format!("return function (...given) {{ {body} }}"),
            &seen,
        );
        (Self::new(object, name, &function), seen)
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        let original = REPLACED.with_borrow_mut(|replaced| {
            let place = replaced.iter().position(|original| original.id == self.0);
            place.map(|place| replaced.remove(place))
        });
        if let Some(original) = original {
            original.put_back();
        }
    }
}

/// Makes a panic restore the browser and empty the page; to be called before anything is replaced or mounted.
pub fn clean_up_on_panic() {
    if HOOKED.replace(true) {
        return;
    }
    let report = std::panic::take_hook();
    // Yew's own way to set a hook: it would replace any other when it first renders.
    yew::set_custom_panic_hook(Box::new(move |info| {
        if let Some(expected) = EXPECTED.get() {
            expected(info);
            return;
        }
        let replaced = REPLACED.try_with(|replaced| {
            let replaced = replaced.try_borrow_mut();
            replaced.map_or_else(
                |_| Vec::new(),
                |mut replaced| std::mem::take(&mut *replaced),
            )
        });
        // The last first: one may have been replaced twice.
        for original in replaced.unwrap_or_default().iter().rev() {
            original.put_back();
        }
        js("for (const left of document.querySelectorAll('.stage')) left.remove()");
        report(info);
    }));
}

/// Lets `during` panic under this hook. A hook of its own could not be set a second time: after one panic, Rust
/// takes the thread for a panicking one.
pub fn expect_panic(hook: fn(&PanicHookInfo<'_>), during: &Function) {
    clean_up_on_panic();
    EXPECTED.set(Some(hook));
    // JavaScript catches the trap, as it would in the page.
    let ended = during.call0(&JsValue::UNDEFINED);
    EXPECTED.set(None);
    assert!(ended.is_err(), "it panicked");
}

/// The computer's clock in a test's hands.
pub struct Clock {
    shown: Rc<Cell<Shown>>,
    _fake: Fake,
    _closure: Closure<dyn Fn() -> f64>,
}

#[derive(Clone, Copy)]
enum Shown {
    Still(f64),
    Ahead(f64),
}

impl Clock {
    /// A clock that stands at that many milliseconds after 1970.
    pub fn still_at(milliseconds: i64) -> Self {
        Self::showing(Shown::Still(milliseconds as f64))
    }

    /// The true clock, until it jumps.
    pub fn running() -> Self {
        Self::showing(Shown::Ahead(0.0))
    }

    fn showing(shown: Shown) -> Self {
        let shown = Rc::new(Cell::new(shown));
        let date = js("return Date");
        let real: Function = Reflect::get(&date, &"now".into())
            .expect("Date has it")
            .unchecked_into();
        let closure = {
            let shown = Rc::clone(&shown);
            Closure::<dyn Fn() -> f64>::new(move || match shown.get() {
                Shown::Still(milliseconds) => milliseconds,
                Shown::Ahead(by) => {
                    let now = real.call0(&JsValue::UNDEFINED);
                    by + now.ok().and_then(|now| now.as_f64()).unwrap_or(f64::NAN)
                }
            })
        };
        Self {
            shown,
            _fake: Fake::new(&date, "now", closure.as_ref()),
            _closure: closure,
        }
    }

    /// Sets a still clock.
    pub fn set(&self, milliseconds: i64) {
        self.shown.set(Shown::Still(milliseconds as f64));
    }

    /// Lets the clock jump.
    pub fn jump(&self, milliseconds: i64) {
        self.shown.set(match self.shown.get() {
            Shown::Still(shown) => Shown::Still(shown + milliseconds as f64),
            Shown::Ahead(by) => Shown::Ahead(by + milliseconds as f64),
        });
    }

    /// What it shows.
    pub fn now(&self) -> i64 {
        Date::now() as i64
    }
}

/// How long the page has been open, in a test's hands: it stands still until it is set.
pub struct Uptime {
    shown: Rc<Cell<f64>>,
    _fake: Fake,
    _closure: Closure<dyn Fn() -> f64>,
}

impl Uptime {
    /// It stands at that many milliseconds.
    pub fn still_at(milliseconds: i64) -> Self {
        let shown = Rc::new(Cell::new(milliseconds as f64));
        let closure = {
            let shown = Rc::clone(&shown);
            Closure::<dyn Fn() -> f64>::new(move || shown.get())
        };
        Self {
            shown,
            _fake: Fake::new(&js("return performance"), "now", closure.as_ref()),
            _closure: closure,
        }
    }

    /// Sets it.
    pub fn set(&self, milliseconds: i64) {
        self.shown.set(milliseconds as f64);
    }
}

/// What this JavaScript returns.
pub fn js(body: &str) -> JsValue {
    Function::new_no_args(body)
        .call0(&JsValue::UNDEFINED)
        .expect("the test's own script runs")
}

/// The same, with an argument.
pub fn js_with(name: &str, body: &str, argument: &JsValue) -> JsValue {
    Function::new_with_args(name, body)
        .call1(&JsValue::UNDEFINED, argument)
        .expect("the test's own script runs")
}

/// Lets an event happen to the window, or to the document where that is the place for it.
pub fn happens(event: &str) {
    let target = if event == "visibilitychange" {
        "document"
    } else {
        "window"
    };
    js(&format!("{target}.dispatchEvent(new Event({event:?}))"));
}
