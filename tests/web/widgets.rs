//! The pieces that every tool is made of.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Object;
use totp_toolset::app::SecretText;
use totp_toolset::ui::text;
use totp_toolset::ui::widgets::{Button, CopyButton, Field, SecretValue, Select};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;
use zeroize::Zeroizing;

use crate::fake::{Fake, js};
use crate::mounted::{Mounted, Part, app, name_of, part};
use crate::wait::until;

const COPY: &str = "Copy the code";

/// Keeps what arrives from callbacks.
fn kept<T: 'static>() -> (Rc<RefCell<Vec<T>>>, Callback<T>) {
    let kept = Rc::new(RefCell::new(Vec::new()));
    let callback = {
        let kept = Rc::clone(&kept);
        Callback::from(move |value| kept.borrow_mut().push(value))
    };
    (kept, callback)
}

fn clipboard(body: &str) -> ([Fake; 2], js_sys::Array) {
    let interface: JsValue = Object::new().into();
    let (write_text, written) = Fake::recording(&interface, "writeText", body);
    let present = Fake::new(&js("return navigator"), "clipboard", &interface);
    ([write_text, present], written)
}

async fn copy_button(source: impl Fn() -> Option<&'static str> + 'static) -> Mounted<Part> {
    let source = Callback::from(move |()| source().map(|text| Zeroizing::new(text.to_owned())));
    part(move || html! { <CopyButton what="the code" secret={false} source={source.clone()} /> })
        .await
}

fn status(page: &Mounted<Part>) -> String {
    page.text("[role=status]")
}

#[wasm_bindgen_test]
async fn a_copy_button_copies_confirms_and_stops_confirming() {
    let (_clipboard, written) = clipboard("seen.push(given[0]); return Promise.resolve()");
    let page = copy_button(|| Some("287082")).await;
    assert_eq!(status(&page), "");
    let label = page.text("button");
    page.press(COPY).await;
    until("it confirms", || !status(&page).is_empty()).await;
    assert_eq!(written.get(0).as_string().as_deref(), Some("287082"));
    assert_ne!(status(&page), text::COPY_REFUSED);
    assert_ne!(page.text("button"), label, "to the eye as well");
    assert_eq!(name_of(&page.get("button")), COPY, "the name stays");
    until("the confirmation goes away", || status(&page).is_empty()).await;
    assert_eq!(page.text("button"), label);
}

#[wasm_bindgen_test]
async fn a_copy_button_that_is_refused_says_what_to_do() {
    let (_clipboard, _) =
        clipboard("return Promise.reject(new DOMException('no', 'NotAllowedError'))");
    let no = js("return () => false");
    let _command = Fake::new(&js("return document"), "execCommand", &no);
    let page = copy_button(|| Some("287082")).await;
    page.press(COPY).await;
    until("it says so", || status(&page) == text::COPY_REFUSED).await;
    let said: Element = page.get("[role=status]");
    assert!(
        !said.class_name().contains("visually-hidden"),
        "for all to see"
    );
}

#[wasm_bindgen_test]
async fn a_copy_button_without_a_text_copies_nothing_and_claims_nothing() {
    let (_clipboard, written) = clipboard("seen.push(given[0]); return Promise.resolve()");
    let page = copy_button(|| None).await;
    page.press(COPY).await;
    assert_eq!(written.length(), 0);
    assert_eq!(status(&page), "");
}

#[wasm_bindgen_test]
async fn the_pages_copy_buttons_copy_what_they_name() {
    let (_clipboard, written) = clipboard("seen.push(given[0]); return Promise.resolve()");
    let page = app().await;
    page.type_into("#seed-text", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        .await;
    let uri = page.text(".uri .secret");
    for (name, text) in [
        ("Copy the code", page.text("#current-code")),
        (
            "Copy the seed in base32",
            "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned(),
        ),
        (
            "Copy the seed in hex",
            page.text(".spellings div:nth-child(2) .secret"),
        ),
        (
            "Copy the seed in base64",
            "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=".to_owned(),
        ),
        ("Copy the otpauth URI", uri.clone()),
    ] {
        let before = written.length();
        page.press(name).await;
        until("something is copied", || written.length() > before).await;
        assert_eq!(written.get(before).as_string(), Some(text), "{name}");
    }
}

#[wasm_bindgen_test]
async fn a_hidden_secret_can_be_copied_without_being_seen() {
    let (_clipboard, written) = clipboard("seen.push(given[0]); return Promise.resolve()");
    let page = app().await;
    page.type_into("#seed-text", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        .await;
    page.press("Hide secrets").await;
    page.press("Copy the seed in base32").await;
    until("it is copied", || written.length() == 1).await;
    assert_eq!(
        written.get(0).as_string().as_deref(),
        Some("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    );
}

#[wasm_bindgen_test]
async fn a_field_gives_on_what_is_typed() {
    let (typed, oninput) = kept::<String>();
    let page = part(move || {
        html! { <Field id="field" label="Field" value="" oninput={oninput.clone()} /> }
    })
    .await;
    page.type_into("#field", "1 <b>&amp;").await;
    assert_eq!(*typed.borrow(), ["1 <b>&amp;"]);
}

#[wasm_bindgen_test]
async fn a_field_is_described_by_its_problem_or_else_by_its_hint() {
    for (problem, hint, said) in [
        (None, None, None),
        (None, Some("a hint"), Some("a hint")),
        (Some("a problem"), None, Some("a problem")),
        (Some("a problem"), Some("a hint"), Some("a problem")),
    ] {
        let page = part(move || {
            let (problem, hint) = (problem.map(AttrValue::from), hint.map(AttrValue::from));
            html! { <Field id="field" label="Field" value="" oninput={Callback::noop()} {problem} {hint} /> }
        })
        .await;
        let field: Element = page.get("#field");
        let described_by = field.get_attribute("aria-describedby");
        let description = described_by.map(|id| page.text(&format!("#{id}")));
        assert_eq!(description.as_deref(), said);
        assert_eq!(field.has_attribute("aria-invalid"), problem.is_some());
    }
}

#[wasm_bindgen_test]
async fn a_field_is_kept_out_of_the_browsers_memory() {
    let page = app().await;
    for field in page.all("input[type=text], textarea, select") {
        assert_eq!(
            field.get_attribute("autocomplete").as_deref(),
            Some("off"),
            "{}",
            field.id()
        );
        if field.tag_name() != "SELECT" {
            assert_eq!(
                field.get_attribute("spellcheck").as_deref(),
                Some("false"),
                "{}",
                field.id()
            );
        }
    }
}

#[wasm_bindgen_test]
async fn a_choice_gives_on_the_value_that_is_chosen() {
    let (chosen, onchoose) = kept::<u8>();
    let page = part(move || {
        let options = vec![(30, AttrValue::from("thirty")), (60, AttrValue::from("sixty"))];
        html! { <Select<u8> id="choice" label="Choice" {options} chosen={30} onchoose={onchoose.clone()} /> }
    })
    .await;
    assert_eq!(page.value("#choice"), "thirty");
    page.choose("#choice", 1).await;
    assert_eq!(*chosen.borrow(), [60]);
}

#[wasm_bindgen_test]
async fn a_choice_shows_what_holds_also_after_another_one_was_made_by_hand() {
    let draw = |chosen: u8| {
        move || {
            let options =
                [30, 60, 90].map(|seconds: u8| (seconds, AttrValue::from(seconds.to_string())));
            let (options, onchoose) = (options.to_vec(), Callback::noop());
            html! { <Select<u8> id="choice" label="Choice" {options} {chosen} {onchoose} /> }
        }
    };
    let mut page = part(draw(30)).await;
    for (by_hand, holds) in [
        (None, 90),
        (Some(1), 30),
        (Some(0), 60),
        (Some(2), 60),
        (None, 30),
    ] {
        if let Some(place) = by_hand {
            page.choose("#choice", place).await;
        }
        page.draw(draw(holds)).await;
        assert_eq!(
            page.value("#choice"),
            holds.to_string(),
            "after {by_hand:?}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_secret_is_shown_without_gaps_in_its_text_or_not_at_all() {
    let draw = |hidden| {
        move || {
            let text = SecretText::new("GEZDGNBVGY3".to_owned());
            html! { <SecretValue {text} {hidden} /> }
        }
    };
    let mut page = part(draw(false)).await;
    assert_eq!(page.text(".secret"), "GEZDGNBVGY3");
    page.draw(draw(true)).await;
    assert!(!page.root().outer_html().contains("GEZD"));
}

#[wasm_bindgen_test]
async fn a_disabled_button_does_nothing() {
    let (pressed, onclick) = kept::<()>();
    let page =
        part(move || html! { <Button label="Go" onclick={onclick.clone()} disabled={true} /> })
            .await;
    page.get::<HtmlElement>("button").click();
    assert!(pressed.borrow().is_empty());
}

#[wasm_bindgen_test]
async fn a_button_that_replaces_another_takes_the_keyboard() {
    let page =
        part(|| html! { <Button label="Undo" onclick={Callback::noop()} takes_focus={true} /> })
            .await;
    let focused = crate::mounted::document().active_element();
    assert_eq!(focused, page.find("button"));
}
