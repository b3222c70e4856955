//! Forgetting everything, and the clipboard a minute after a secret was copied: on the page, as a person sees it.

use js_sys::{Array, Object};
use totp_toolset::app::Clipboard;
use totp_toolset::ui::text;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fake::{Clock, Fake, happens, js};
use crate::mounted::{app, document, settled};
use crate::wait::until;

const SEED: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJR";
const MOMENT: i64 = 1_763_980_205_250;
const CLEAR: &str = "Clear the clipboard";

fn clipboard(body: &str) -> ([Fake; 2], Array) {
    let interface: JsValue = Object::new().into();
    let (write_text, written) = Fake::recording(&interface, "writeText", body);
    let present = Fake::new(&js("return navigator"), "clipboard", &interface);
    ([write_text, present], written)
}

#[wasm_bindgen_test]
async fn everything_is_forgotten_only_after_a_question() {
    let page = app().await;
    page.type_into("#seed-text", SEED).await;
    page.press("Clear everything").await;
    assert_eq!(page.value("#seed-text"), SEED, "asked, not done");
    assert!(page.text("header").contains(text::BEYOND_REACH));
    page.press("Keep it").await;
    assert_eq!(page.value("#seed-text"), SEED);
    page.press("Clear everything").await;
    page.press("Forget everything").await;
    assert_eq!(page.value("#seed-text"), "");
    assert!(page.text("header").contains(text::FORGOTTEN));
    assert!(page.text("header").contains(text::BEYOND_REACH));
}

#[wasm_bindgen_test]
async fn what_was_typed_and_not_taken_is_forgotten_as_well() {
    let page = app().await;
    page.type_into("#check-paste", "serial,secret").await;
    page.type_into("#order-count", "77").await;
    page.press("Clear everything").await;
    page.press("Forget everything").await;
    assert_eq!(page.value("#check-paste"), "");
    assert_ne!(page.value("#order-count"), "77");
}

#[wasm_bindgen_test]
async fn a_minute_after_a_secret_was_copied_clearing_is_offered_and_puts_a_blank_in_its_place() {
    let (_clipboard, written) = clipboard("seen.push(given[0]); return Promise.resolve()");
    let clock = Clock::still_at(MOMENT);
    let page = app().await;
    page.type_into("#seed-text", SEED).await;
    page.press("Copy the seed in base32").await;
    until("it is copied", || written.length() == 1).await;
    settled().await;
    clock.jump(59_000);
    happens("focus");
    settled().await;
    assert!(
        page.button(CLEAR).is_none(),
        "not before the minute is over"
    );
    clock.jump(1_000);
    happens("focus");
    settled().await;
    assert!(
        page.text(".clipboard")
            .contains(text::clipboard(Clipboard::Offered).expect("words"))
    );
    page.press(CLEAR).await;
    until("it is cleared", || page.button(CLEAR).is_none()).await;
    assert_eq!(written.get(1).as_string().as_deref(), Some(" "));
    assert!(
        page.text(".clipboard")
            .contains(text::clipboard(Clipboard::Cleared).expect("words"))
    );
    page.press("Close: the clipboard").await;
    assert!(page.find(".clipboard").is_none());
}

#[wasm_bindgen_test]
async fn after_a_code_was_copied_nothing_is_offered() {
    let (_clipboard, written) = clipboard("seen.push(given[0]); return Promise.resolve()");
    let clock = Clock::still_at(MOMENT);
    let page = app().await;
    page.press("Copy the seed in hex").await;
    until("it is copied", || written.length() == 1).await;
    page.press("Copy the code").await;
    until("the code takes its place", || written.length() == 2).await;
    settled().await;
    clock.jump(120_000);
    happens("focus");
    settled().await;
    assert!(page.button(CLEAR).is_none());
}

#[wasm_bindgen_test]
async fn a_browser_that_refuses_to_clear_is_said_and_can_be_asked_again() {
    let (_clipboard, written) = clipboard(
        "seen.push(given[0]); return given[0] === ' ' ? Promise.reject(new DOMException('no', 'NotAllowedError')) : Promise.resolve()",
    );
    let no = js("return () => false");
    let _command = Fake::new(&document(), "execCommand", &no);
    let clock = Clock::still_at(MOMENT);
    let page = app().await;
    page.press("Copy the otpauth URI").await;
    until("it is copied", || written.length() == 1).await;
    settled().await;
    clock.jump(60_000);
    happens("focus");
    settled().await;
    page.press(CLEAR).await;
    let refused = text::clipboard(Clipboard::Refused).expect("words");
    until("the refusal is said", || {
        page.text(".clipboard").contains(refused)
    })
    .await;
    assert!(page.button(CLEAR).is_some());
}
