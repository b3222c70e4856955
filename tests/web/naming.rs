//! Names: whoever does not see the page can tell what each thing is, and each name leads to one thing.

use std::collections::HashSet;

use wasm_bindgen_test::wasm_bindgen_test;

use crate::mounted::{app, name_of, part, text_of};
use crate::tour;

/// Attributes whose values are ids.
const REFERENCES: [&str; 6] = [
    "for",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "list",
];
const NAMED: &str = "input, select, textarea, button, summary, section, output, table, svg, [role=region], [role=group]";

#[wasm_bindgen_test]
async fn whatever_can_be_used_has_a_name_in_every_state() {
    let page = app().await;
    tour::through(&page, |state| {
        for element in page.all(NAMED) {
            let captioned = element.query_selector("caption").ok().flatten().is_some();
            assert!(
                captioned || !name_of(&element).is_empty(),
                "{state}: no name: {}",
                element.outer_html()
            );
        }
    })
    .await;
}

#[wasm_bindgen_test]
async fn ids_are_unique_in_every_state() {
    let page = app().await;
    tour::through(&page, |state| {
        let mut seen = HashSet::new();
        for element in page.all("[id]") {
            assert!(seen.insert(element.id()), "{state}: {} twice", element.id());
        }
    })
    .await;
}

#[wasm_bindgen_test]
async fn what_is_referred_to_exists_in_every_state() {
    let page = app().await;
    tour::through(&page, |state| {
        for name in REFERENCES {
            for element in page.all(&format!("[{name}]")) {
                let ids = element.get_attribute(name).unwrap_or_default();
                for id in ids.split_whitespace() {
                    assert!(
                        page.find(&format!("[id={id:?}]")).is_some(),
                        "{state}: {name}={id}"
                    );
                }
            }
        }
    })
    .await;
}

#[wasm_bindgen_test]
async fn what_is_marked_as_bad_says_why_in_every_state() {
    let page = app().await;
    let mut marked = 0;
    tour::through(&page, |state| {
        for field in page.all("[aria-invalid=true]") {
            marked += 1;
            let id = field.get_attribute("aria-describedby").unwrap_or_default();
            let said = page.text(&format!("[id={id:?}]"));
            assert!(!said.trim().is_empty(), "{state}: {}", field.id());
        }
    })
    .await;
    assert!(marked >= 6, "the tour passes bad fields");
}

#[wasm_bindgen_test]
async fn buttons_that_look_alike_have_names_of_their_own() {
    let page = app().await;
    tour::through(&page, |state| {
        let mut seen = HashSet::new();
        for button in page.all("button") {
            let name = name_of(&button);
            // Two tokens can have one serial number: then the row tells them apart.
            let row = button.closest("tr").ok().flatten();
            let row = row.and_then(|row| row.get_attribute("aria-rowindex"));
            assert!(seen.insert((row, name.clone())), "{state}: {name:?} twice");
        }
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_buttons_name_begins_with_what_is_written_on_it() {
    let page = app().await;
    tour::through(&page, |state| {
        for button in page.all("button") {
            // Who speaks to the computer says what is written there.
            let (name, written) = (name_of(&button), text_of(&button));
            assert!(
                name.starts_with(&written),
                "{state}: {name:?} reads {written:?}"
            );
        }
    })
    .await;
}

#[wasm_bindgen_test]
async fn the_names_are_found_where_they_are() {
    let page = part(|| {
        yew::html! {
            <>
                <label for="labelled">{ "A" }</label><input id="labelled" />
                <button aria-label="B">{ "x" }</button>
                <h2 id="heading">{ "C" }</h2><section aria-labelledby="heading" />
                <button>{ "D" }</button>
                <input id="unnamed" /><p>{ "no name" }</p>
            </>
        }
    })
    .await;
    let names: Vec<String> = page
        .all("input, button, section")
        .iter()
        .map(name_of)
        .collect();
    assert_eq!(names, ["A", "B", "C", "D", ""]);
}
