//! What the page is told when the program stops: the place, and never the message, which could quote a secret.
//!
//! That the loader then shows its panel is tested on the built page.

use js_sys::Array;
use totp_toolset::browser::panic::report;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fake::{expect_panic, js, js_with};

const SEED: &str = "GEZDGNBVGY3TQOJQ";

/// Panics, and gives back the events that `report` made of it, with the line of the panic.
fn events_of_a_panic() -> (Array, u32) {
    let events = Array::new();
    let listener = js_with("events", "return (event) => events.push(event)", &events);
    js_with(
        "listener",
        "document.addEventListener('totp-panic', listener)",
        &listener,
    );
    let line = line!() + 1;
    let panicking = Closure::<dyn Fn()>::new(|| panic!("unusable seed {SEED}"));
    expect_panic(report, panicking.as_ref().unchecked_ref());
    // What trapped must not be touched again.
    std::mem::forget(panicking);
    js_with(
        "listener",
        "document.removeEventListener('totp-panic', listener)",
        &listener,
    );
    (events, line)
}

#[wasm_bindgen_test]
fn the_page_is_told_the_file_and_the_line_and_not_the_message() {
    let (events, line) = events_of_a_panic();
    assert_eq!(events.length(), 1);
    let event = events.get(0);
    let detail = js_with("event", "return event.detail", &event).as_string();
    let place = detail.expect("the detail is a text");
    assert!(place.ends_with(&format!("panic.rs:{line}")), "{place}");
    let whole = js_with(
        "event",
        "return Array.from(function* () { for (const name in event) yield String(event[name]) }()).join()",
        &event,
    );
    let whole = whole.as_string().unwrap_or_default();
    assert!(whole.contains(&place), "the search finds what is there");
    assert!(
        !whole.contains(SEED) && !whole.contains("unusable"),
        "{whole}"
    );
}

#[wasm_bindgen_test]
fn the_place_is_one_that_the_pages_loader_shows() {
    const LOADER: &str = include_str!("../../www/loader.js");
    let pattern = LOADER.lines().find_map(|line| {
        line.trim()
            .strip_prefix("const PLACE = ")?
            .strip_suffix(';')
    });
    let pattern = pattern.expect("the loader has a pattern for places");
    let (events, _) = events_of_a_panic();
    let shown = js_with(
        "event",
        &format!("return {pattern}.test(event.detail)"),
        &events.get(0),
    );
    assert_eq!(shown, JsValue::TRUE);
    // And not a sentence.
    assert_eq!(
        js(&format!("return {pattern}.test('unusable seed {SEED}')")),
        JsValue::FALSE
    );
}
