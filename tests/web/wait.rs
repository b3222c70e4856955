//! Waiting until something is so, with a bound. Time is measured by the moments of events, which no test replaces.

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::fake::js;

/// Longer than anything takes on a busy machine; only a failing test waits for it. In milliseconds.
const LIMIT: f64 = 15_000.0;

/// Asks again and again; returns the longest time in milliseconds between two questions: how busy the machine was.
///
/// Panics with `what` where it does not come to be so.
pub async fn until(what: &str, mut is_so: impl FnMut() -> bool) -> f64 {
    let start = milliseconds();
    let mut asked = start;
    let mut longest = 0.0_f64;
    while !is_so() {
        assert!(milliseconds() - start < LIMIT, "waited in vain: {what}");
        breathe().await;
        let now = milliseconds();
        longest = longest.max(now - asked);
        asked = now;
    }
    longest
}

fn milliseconds() -> f64 {
    let now = js("return new Event('').timeStamp").as_f64();
    now.expect("an event has its moment")
}

async fn breathe() {
    let timer = Function::new_with_args("resolve", "setTimeout(resolve, 4)");
    let promise = Promise::new(&mut |resolve, _| {
        timer
            .call1(&JsValue::NULL, &resolve)
            .expect("timers can be set");
    });
    JsFuture::from(promise).await.expect("it only resolves");
}
