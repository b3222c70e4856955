//! What the page's Content-Security-Policy would refuse: inline styles, event-handler attributes, HTML from strings.

use js_sys::Array;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fake::{Fake, js, js_with};
use crate::mounted::{app, part};
use crate::tour;

/// Keeps the forbidden attributes that are written, and writes them nevertheless.
fn forbidden_attributes() -> (Vec<Fake>, Array) {
    let prototype = js("return Element.prototype");
    let seen = Array::new();
    let fakes = [("setAttribute", 0), ("setAttributeNS", 1)].map(|(name, place)| {
        let body = format!(
            "const original = Element.prototype.{name};
             return function (...given) {{
                 const name = String(given[{place}]).toLowerCase();
                 if (name === 'style' || name === 'srcdoc' || name.startsWith('on')) seen.push(name);
                 return original.apply(this, given);
             }}"
        );
        Fake::new(&prototype, name, &js_with("seen", &body, &seen))
    });
    (fakes.into(), seen)
}

#[wasm_bindgen_test]
async fn no_style_and_no_handler_is_ever_written_as_an_attribute() {
    let (_fakes, seen) = forbidden_attributes();
    let page = app().await;
    tour::through(&page, |state| assert_eq!(seen.length(), 0, "{state}")).await;
}

#[wasm_bindgen_test]
async fn a_style_or_a_handler_written_as_an_attribute_would_be_seen() {
    let (_fakes, seen) = forbidden_attributes();
    let _page = part(|| yew::html! { <p style="color: red"></p> }).await;
    // Yew itself refuses handlers.
    js("document.createElement('p').setAttribute('onfocus', 'no()')");
    assert_eq!(seen.length(), 2);
}

#[wasm_bindgen_test]
async fn only_the_countdown_bar_and_paper_have_a_style_of_their_own_and_nothing_has_a_handler() {
    let page = app().await;
    tour::through(&page, |state| {
        let styled = page.all("[style]");
        // What is drawn in millimetres is told its measures.
        let may = |element: &web_sys::Element| element.matches(".countdown-bar, .sheet, .sticker");
        assert!(styled.iter().all(|element| may(element) == Ok(true)), "{state}");
        let handlers = js_with(
            "root",
            "return Array.from(root.querySelectorAll('*')).flatMap((element) => element.getAttributeNames())
                .filter((name) => name.startsWith('on')).join()",
            &page.root(),
        );
        assert_eq!(handlers.as_string().as_deref(), Some(""), "{state}");
    })
    .await;
}

#[wasm_bindgen_test]
async fn nothing_is_loaded_linked_or_submitted() {
    let page = app().await;
    tour::through(&page, |state| {
        let found = page.find("a:not([href^='#']), base, form, frame, iframe, img, link, meta, object, script, style, video, audio, [src], [href]:not([href^='#'])");
        assert!(found.is_none(), "{state}: {:?}", found.map(|found| found.outer_html()));
        let submits = page.find("button:not([type=button])");
        assert!(submits.is_none(), "{state}: {:?}", submits.map(|found| found.outer_html()));
    })
    .await;
}
