//! Components on a stage of their own in the page, and hands to use them: by id, or by the name that a person reads.

use std::rc::Rc;

use totp_toolset::browser::entropy::random_bytes;
use totp_toolset::browser::sights::Watch;
use totp_toolset::proof::SelfTests;
use totp_toolset::ui::{App, AppProps};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;
use yew::{AppHandle, Renderer};

use crate::fake::{clean_up_on_panic, js, js_with};

/// The page's own style: a table scrolls only with it.
const STYLE: &str = include_str!("../../www/style.css");

/// The whole page, or a part of it, as long as it is kept.
pub struct Mounted<C: yew::BaseComponent> {
    stage: Element,
    handle: Option<AppHandle<C>>,
}

/// Properties of [`Part`].
#[derive(Properties, PartialEq)]
pub struct PartProps {
    draw: Callback<(), Html>,
}

/// Whatever a test draws.
#[component]
pub fn Part(props: &PartProps) -> Html {
    props.draw.emit(())
}

/// The whole page, as it opens.
pub async fn app() -> Mounted<App> {
    Mounted::new(AppProps {
        self_tests: Rc::new(SelfTests::run(random_bytes)),
        watch: Watch::start(),
    })
    .await
}

/// A part of a page.
pub async fn part(draw: impl Fn() -> Html + 'static) -> Mounted<Part> {
    Mounted::new(part_props(draw)).await
}

fn part_props(draw: impl Fn() -> Html + 'static) -> PartProps {
    PartProps {
        draw: Callback::from(move |()| draw()),
    }
}

impl Mounted<Part> {
    /// Draws it anew, differently.
    pub async fn draw(&mut self, draw: impl Fn() -> Html + 'static) {
        if let Some(handle) = &mut self.handle {
            handle.update(part_props(draw));
        }
        settled().await;
    }
}

impl<C: yew::BaseComponent> Mounted<C> {
    async fn new(props: C::Properties) -> Self {
        clean_up_on_panic();
        let stage = document().create_element("div").expect("an element");
        stage.set_class_name("stage");
        let (style, root) = (child_of(&stage, "style"), child_of(&stage, "div"));
        style.set_text_content(Some(STYLE));
        let body = document().body().expect("a page has a body");
        body.append_child(&stage).expect("it takes children");
        let handle = Renderer::<C>::with_root_and_props(root, props).render();
        settled().await;
        Self {
            stage,
            handle: Some(handle),
        }
    }

    /// The element that the component lives in.
    pub fn root(&self) -> Element {
        self.stage.last_element_child().expect("it was put there")
    }

    /// All that match, in order.
    pub fn all(&self, selector: &str) -> Vec<Element> {
        all(&self.root(), selector)
    }

    /// The first that matches.
    pub fn find(&self, selector: &str) -> Option<Element> {
        self.root().query_selector(selector).expect("a selector")
    }

    /// The first that matches and must be there.
    pub fn get<T: JsCast>(&self, selector: &str) -> T {
        let found = self.find(selector);
        let found = found.unwrap_or_else(|| panic!("there is {selector}"));
        found.dyn_into().expect("it is of that kind")
    }

    /// Its text.
    pub fn text(&self, selector: &str) -> String {
        text_of(&self.get::<Element>(selector))
    }

    /// The value of a field of any kind.
    pub fn value(&self, selector: &str) -> String {
        let value = js_with(
            "field",
            "return field.value",
            &self.get::<Element>(selector),
        );
        value.as_string().expect("a field has a value")
    }

    /// The button of this accessible name.
    pub fn button(&self, name: &str) -> Option<HtmlElement> {
        let mut buttons = self.all("button, summary").into_iter();
        buttons
            .find(|button| name_of(button) == name)
            .map(JsCast::unchecked_into)
    }

    /// Presses the button of this accessible name.
    pub async fn press(&self, name: &str) {
        let button = self.button(name);
        let button = button.unwrap_or_else(|| panic!("there is a button {name:?}"));
        button.click();
        settled().await;
    }

    /// Types a text in place of what a field holds.
    pub async fn type_into(&self, selector: &str, text: &str) {
        let field = self.get::<Element>(selector);
        js_with("field", &format!("field.value = {text:?}"), &field);
        self.dispatch(&field, "input").await;
    }

    /// Chooses the option of that place, from 0.
    pub async fn choose(&self, selector: &str, place: usize) {
        let select: HtmlSelectElement = self.get(selector);
        select.set_selected_index(i32::try_from(place).expect("few options"));
        self.dispatch(&select, "change").await;
    }

    /// Chooses a file in a file field.
    pub async fn choose_file(&self, selector: &str, file: &web_sys::File) {
        let input: HtmlInputElement = self.get(selector);
        let files = js_with(
            "file",
            "const transfer = new DataTransfer(); transfer.items.add(file); return transfer.files",
            file,
        );
        input.set_files(Some(files.unchecked_ref()));
        self.dispatch(&input, "change").await;
    }

    async fn dispatch(&self, element: &Element, event: &str) {
        let body = format!("element.dispatchEvent(new Event({event:?}, {{ bubbles: true }}))");
        js_with("element", &body, element);
        settled().await;
    }
}

impl<C: yew::BaseComponent> Drop for Mounted<C> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            handle.destroy();
        }
        self.stage.remove();
    }
}

/// All below `root` that match, in order.
pub fn all(root: &Element, selector: &str) -> Vec<Element> {
    let found = root.query_selector_all(selector).expect("a selector");
    (0..found.length())
        .filter_map(|place| found.get(place))
        .map(JsCast::unchecked_into)
        .collect()
}

/// When Yew has nothing left to do.
pub async fn settled() {
    yew::scheduler::flush().await;
}

/// The text of an element.
pub fn text_of(element: &Element) -> String {
    element.text_content().unwrap_or_default()
}

/// The accessible name, as far as this page makes names: `aria-label`, `aria-labelledby`, `<label>`, its own text.
pub fn name_of(element: &Element) -> String {
    let name = js_with(
        "element",
        "const byId = (id) => document.getElementById(id)?.textContent ?? '';
         const labelledBy = element.getAttribute('aria-labelledby');
         if (element.getAttribute('aria-label')) return element.getAttribute('aria-label');
         if (labelledBy) return labelledBy.split(' ').map(byId).join(' ');
         if (element.labels?.length) return Array.from(element.labels, (label) => label.textContent).join(' ');
         return ['BUTTON', 'SUMMARY'].includes(element.tagName) ? element.textContent : '';",
        element,
    );
    name.as_string().unwrap_or_default().trim().to_owned()
}

/// The page's document.
pub fn document() -> Document {
    js("return document").unchecked_into()
}

fn child_of(parent: &Element, tag: &str) -> Element {
    let child = document().create_element(tag).expect("an element");
    parent.append_child(&child).expect("it takes children");
    child
}
