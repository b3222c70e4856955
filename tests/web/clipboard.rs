//! Text to the clipboard: by the clipboard interface, by the older command, or not at all.

use js_sys::Array;
use totp_toolset::browser::clipboard::{CopyRefused, copy};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

use crate::fake::{Fake, js};
use crate::mounted::{all, document, part};

const ACCEPTS: &str = "seen.push(given[0]); return Promise.resolve()";
const REJECTS: &str =
    "seen.push(given[0]); return Promise.reject(new DOMException('no', 'NotAllowedError'))";
/// What a browser would copy is what is selected in the element that has the focus.
const COPIES_SELECTION: &str = "const area = document.activeElement;
    seen.push(given[0], area.value.slice(area.selectionStart, area.selectionEnd)); return true";

/// A clipboard interface of its own: a headless browser may have none.
fn clipboard(body: &str) -> ([Fake; 2], Array) {
    let interface: JsValue = js_sys::Object::new().into();
    let (write_text, written) = Fake::recording(&interface, "writeText", body);
    let present = Fake::new(&js("return navigator"), "clipboard", &interface);
    ([write_text, present], written)
}

fn command(body: &str) -> (Fake, Array) {
    Fake::recording(&document(), "execCommand", body)
}

fn strings(seen: &Array) -> Vec<String> {
    seen.iter().filter_map(|value| value.as_string()).collect()
}

fn areas() -> usize {
    let root: Element = js("return document.documentElement").unchecked_into();
    all(&root, "textarea, .off-screen").len()
}

#[wasm_bindgen_test]
async fn the_text_arrives_in_the_clipboard() {
    let (_clipboard, written) = clipboard(ACCEPTS);
    let (_command, commanded) = command("seen.push(given[0]); return true");
    assert_eq!(copy("287 082\n<b>").await, Ok(()));
    assert_eq!(strings(&written), ["287 082\n<b>"]);
    assert_eq!(commanded.length(), 0, "one way is enough");
}

#[wasm_bindgen_test]
async fn where_the_clipboard_refuses_the_older_command_copies_the_same_text() {
    let (_clipboard, written) = clipboard(REJECTS);
    let (_command, commanded) = command(COPIES_SELECTION);
    assert_eq!(copy("GEZDGNBV").await, Ok(()));
    assert_eq!(strings(&written), ["GEZDGNBV"]);
    assert_eq!(strings(&commanded), ["copy", "GEZDGNBV"]);
}

#[wasm_bindgen_test]
async fn where_there_is_no_clipboard_interface_the_older_command_copies() {
    // As on plain http, and in some browsers elsewhere.
    let _absent = Fake::new(&js("return navigator"), "clipboard", &JsValue::UNDEFINED);
    let (_command, commanded) = command(COPIES_SELECTION);
    assert_eq!(copy("GEZDGNBV").await, Ok(()));
    assert_eq!(strings(&commanded), ["copy", "GEZDGNBV"]);
}

#[wasm_bindgen_test]
async fn refused_both_ways_is_refused() {
    let (_clipboard, _) = clipboard(REJECTS);
    for refusal in ["return false", "throw new Error('no')"] {
        let (_command, _) = command(refusal);
        assert_eq!(copy("GEZDGNBV").await, Err(CopyRefused), "{refusal}");
    }
}

#[wasm_bindgen_test]
async fn the_keyboard_returns_to_where_it_was() {
    let page = part(|| yew::html! { <button id="here">{ "Here" }</button> }).await;
    let here: HtmlElement = page.get("#here");
    let (_clipboard, _) = clipboard(REJECTS);
    for answer in [COPIES_SELECTION, "return false", "throw new Error('no')"] {
        here.focus().expect("a button takes the focus");
        let (_command, _) = command(answer);
        let _ = copy("GEZDGNBV").await;
        let focused = document().active_element();
        assert_eq!(focused.as_ref(), Some(here.as_ref()), "{answer}");
    }
}

#[wasm_bindgen_test]
async fn no_element_with_the_text_is_left_behind() {
    let before = areas();
    let (_clipboard, _) = clipboard(REJECTS);
    for answer in [COPIES_SELECTION, "return false", "throw new Error('no')"] {
        let (_command, _) = command(answer);
        let _ = copy("GEZDGNBV").await;
        assert_eq!(areas(), before, "{answer}");
    }
}
