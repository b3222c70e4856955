//! Elements and their values, for the components: they name no browser type but through here.

pub use wasm_bindgen::JsCast;
pub use wasm_bindgen_futures::spawn_local;
pub use web_sys::{
    Element, File, FileList, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement,
};

pub use gloo_timers::callback::Timeout;

use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

/// Sets a style property of an element. The policy of the page forbids `style` attributes, not this.
pub fn set_style(element: &HtmlElement, property: &str, value: &str) {
    // A property that the browser does not know is left as it was.
    let _ = element.style().set_property(property, value);
}

/// Unfolds a `<details>`.
pub fn unfold(details: &Element) {
    // An attribute without a value is always taken.
    let _ = details.set_attribute("open", "");
}

/// Moves the keyboard to an element.
pub fn focus(element: &HtmlElement) {
    // An element that cannot take it leaves it where it was.
    let _ = element.focus();
}

/// Moves the keyboard to the element of this id, and the element into view.
pub fn focus_id(id: &str) {
    let element = super::activity::document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        focus(&element);
    }
}

/// Whether nothing has the keyboard any more: what had it has gone, or cannot be used now.
pub fn keyboard_is_lost() -> bool {
    let document = super::activity::document();
    let active = document.active_element();
    active.is_none_or(|active| {
        active.has_attribute("disabled")
            || document
                .body()
                .is_some_and(|body| active.is_same_node(Some(&body)))
    })
}

/// Whether the element of this id has the keyboard.
pub fn keyboard_is_at(id: &str) -> bool {
    let active = super::activity::document().active_element();
    active.is_some_and(|active| active.id() == id)
}

/// Scrolls as little as shows the whole element of this id, at once.
pub fn bring_id_into_view(id: &str) {
    if let Some(element) = super::activity::document().get_element_by_id(id) {
        bring_into_view(&element);
    }
}

/// Scrolls as little as shows the whole element, at once.
pub fn bring_into_view(element: &Element) {
    scroll_to(element, ScrollLogicalPosition::Nearest);
}

/// Moves the keyboard to the element of this id, and scrolls so that it stands on top.
pub fn begin_at_id(id: &str) {
    focus_id(id);
    if let Some(element) = super::activity::document().get_element_by_id(id) {
        scroll_to(&element, ScrollLogicalPosition::Start);
    }
}

/// The same where it may have the keyboard already: it is read out again, for it says something else now.
pub fn begin_anew_at_id(id: &str) {
    let element = super::activity::document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // What has no keyboard loses none.
        let _ = element.blur();
    }
    begin_at_id(id);
}

fn scroll_to(element: &Element, block: ScrollLogicalPosition) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(block);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Hands the element that the app lives in to `mount`.
///
/// # Panics
/// Where the page has no such element: then there is no place to say anything in but the panic panel.
pub fn mount(mount: impl FnOnce(Element)) {
    let root = super::activity::document().get_element_by_id("app");
    mount(root.expect("the page has an element with the id app"));
}
