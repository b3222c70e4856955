//! The list: adding, showing, removing, clearing, and its files.

use js_sys::{Array, Promise, Uint8Array};
use totp_toolset::app::{DetailsProblem, Notice};
use totp_toolset::formats::{Column, FormatError, MAX_FILE_BYTES};
use totp_toolset::oath::InvalidText;
use totp_toolset::ui::{App, text};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

use crate::fake::{Clock, Fake, happens, js, js_with};
use crate::files::file;
use crate::mounted::{Mounted, app, document, settled, text_of};
use crate::tour::FILE;
use crate::wait::until;

const ADD: &str = "Add to list";
const SEED: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

fn serials(page: &Mounted<App>) -> Vec<String> {
    page.all("#list tbody th").iter().map(text_of).collect()
}

fn codes(page: &Mounted<App>) -> Vec<String> {
    page.all("#list tbody .code-small")
        .iter()
        .map(text_of)
        .collect()
}

fn row_count(page: &Mounted<App>) -> Option<String> {
    page.get::<Element>("#list table")
        .get_attribute("aria-rowcount")
}

fn notice(page: &Mounted<App>) -> String {
    page.text("#list .notice")
}

async fn page_with_three() -> Mounted<App> {
    let page = app().await;
    for _ in 0..3 {
        page.press("New random seed").await;
        page.press(ADD).await;
    }
    page
}

async fn opened(page: &Mounted<App>, name: &str, bytes: &[u8]) {
    page.choose_file("#open-csv", &file(name, bytes)).await;
    until("the file is read", || page.text(".outcome").contains(name)).await;
}

#[wasm_bindgen_test]
async fn an_added_token_is_a_row_with_its_code() {
    let clock = Clock::still_at(1_763_980_205_250);
    let page = app().await;
    let first = page.text("#current-code");
    page.type_into("#upn", "helga@contoso.com").await;
    page.press(ADD).await;
    assert_eq!(notice(&page), text::notice(&Notice::Added(1)));
    assert_eq!(serials(&page), ["1000001"]);
    assert_eq!(page.value("#serial"), "1000002", "the next one goes on");
    assert_eq!(page.value("#upn"), "", "and is another person's");
    assert!(page.text("#list tbody").contains("helga@contoso.com"));
    assert_eq!(row_count(&page).as_deref(), Some("2"), "the head counts");

    page.press("New random seed").await;
    page.press(ADD).await;
    assert_eq!(row_count(&page).as_deref(), Some("3"));
    assert_eq!(codes(&page), [first.clone(), page.text("#current-code")]);
    let indices: Vec<_> = page
        .all("#list tr")
        .iter()
        .filter_map(|row| row.get_attribute("aria-rowindex"))
        .collect();
    assert_eq!(indices, ["1", "2", "3"]);

    clock.jump(30_000);
    happens("focus");
    settled().await;
    assert_ne!(codes(&page)[0], first, "codes roll");
    assert_eq!(codes(&page)[1], page.text("#current-code"));
}

#[wasm_bindgen_test]
async fn a_serial_number_that_is_taken_is_refused_beside_its_field() {
    let page = app().await;
    page.press(ADD).await;
    page.type_into("#serial", "1000001").await;
    page.press(ADD).await;
    assert_eq!(serials(&page).len(), 1);
    let field: Element = page.get("#serial");
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
    let described_by = field.get_attribute("aria-describedby").unwrap_or_default();
    let said = page.text(&format!("#{described_by}"));
    assert_eq!(said, text::details_problem(DetailsProblem::SerialTaken(1)));
    assert_eq!(
        document().active_element().as_ref(),
        Some(&field),
        "the keyboard is there"
    );

    page.type_into("#serial", "1000009").await;
    assert!(!page.get::<Element>("#serial").has_attribute("aria-invalid"));
}

#[wasm_bindgen_test]
async fn every_detail_that_is_missing_is_asked_for() {
    let page = app().await;
    for (field, column) in [
        ("#serial", Column::SerialNumber),
        ("#manufacturer", Column::Manufacturer),
        ("#model", Column::Model),
    ] {
        let before = page.value(field);
        page.type_into(field, "").await;
        page.press(ADD).await;
        let problem = DetailsProblem::Text(column, InvalidText::Empty);
        assert_eq!(
            page.text(&format!("{field}-problem")),
            text::details_problem(problem)
        );
        assert!(page.find("#list tbody").is_none());
        page.type_into(field, &before).await;
    }
}

#[wasm_bindgen_test]
async fn a_removed_token_can_be_put_back_where_it_was() {
    let page = page_with_three().await;
    let before = (serials(&page), codes(&page));
    page.press("Remove token 1000002").await;
    assert_eq!(serials(&page), ["1000001", "1000003"]);
    assert_eq!(row_count(&page).as_deref(), Some("3"));
    assert_eq!(notice(&page), text::notice(&Notice::Removed));
    page.press("Undo the removal").await;
    assert_eq!((serials(&page), codes(&page)), before);
    assert!(page.button("Undo the removal").is_none());
}

#[wasm_bindgen_test]
async fn a_removed_token_can_be_forgotten_instead() {
    let page = page_with_three().await;
    page.press("Remove token 1000002").await;
    page.press("Forget it: the removed token").await;
    assert_eq!(notice(&page), text::notice(&Notice::RemovedForGood));
    assert!(page.button("Undo the removal").is_none());
    assert_eq!(serials(&page), ["1000001", "1000003"]);
}

#[wasm_bindgen_test]
async fn the_last_token_can_be_removed_and_put_back() {
    let page = app().await;
    page.press(ADD).await;
    page.press("Remove token 1000001").await;
    assert!(page.find("#list table").is_none());
    page.press("Undo the removal").await;
    assert_eq!(serials(&page), ["1000001"]);
}

#[wasm_bindgen_test]
async fn clearing_asks_first_and_forgets_for_good() {
    let page = page_with_three().await;
    page.press("Clear the list").await;
    assert_eq!(serials(&page).len(), 3, "asked, not done");
    page.press("Keep them").await;
    assert_eq!(serials(&page).len(), 3);
    assert!(page.button("Forget them").is_none());
    page.press("Clear the list").await;
    page.press("Forget them").await;
    assert!(page.find("#list table").is_none());
    assert_eq!(notice(&page), text::notice(&Notice::Cleared));
    assert!(page.button("Undo the removal").is_none());
}

#[wasm_bindgen_test]
async fn a_listed_token_is_shown_above_with_all_its_settings() {
    let _clock = Clock::still_at(1_763_980_205_250);
    let page = app().await;
    page.type_into("#seed-text", SEED).await;
    page.choose("#hash", 2).await;
    page.choose("#digits", 2).await;
    page.type_into("#step", "60").await;
    page.type_into("#upn", "helga@contoso.com").await;
    let code = page.text("#current-code");
    page.press(ADD).await;
    page.type_into(
        "#seed-text",
        "otpauth://hotp/x?secret=GEZDGNBVGY3TQOJR&counter=3",
    )
    .await;
    assert_ne!(page.text("#current-code"), code);

    page.press("Show token 1000001").await;
    assert_eq!(page.text("#current-code"), code);
    assert_eq!(page.value("#seed-text").replace(' ', ""), SEED);
    assert_eq!(page.value("#step"), "60");
    assert_eq!(page.value("#account"), "helga@contoso.com");
    assert_eq!(notice(&page), text::notice(&Notice::Shown(1)));
}

#[wasm_bindgen_test]
async fn a_token_without_a_seed_cannot_be_added() {
    let page = app().await;
    page.type_into("#seed-text", "").await;
    let button = page.button(ADD).expect("there is one");
    assert!(button.has_attribute("disabled"));
}

#[wasm_bindgen_test]
async fn the_downloaded_file_is_the_list_and_opens_as_it() {
    let page = app().await;
    for upn in ["helga@contoso.com", "henk@contoso.com"] {
        page.press("New random seed").await;
        page.type_into("#upn", upn).await;
        page.press(ADD).await;
    }
    let (listed, shown) = (serials(&page), codes(&page));
    let prototype = js("return HTMLAnchorElement.prototype");
    let (_click, links) = Fake::recording(
        &prototype,
        "click",
        "seen.push(this.download, fetch(this.href).then((answer) => answer.arrayBuffer()))",
    );
    page.press("Download the Entra CSV").await;
    let name = links.get(0).as_string().unwrap_or_default();
    assert!(name.ends_with(".csv"), "{name}");
    let confirmed = Notice::Downloaded {
        files: Ok(name),
        rows: 2,
        left_out: 0,
    };
    assert_eq!(notice(&page), text::notice(&confirmed));

    let buffer = JsFuture::from(links.get(1).unchecked_into::<Promise>()).await;
    let bytes = Uint8Array::new(&buffer.expect("the browser had time to fetch it")).to_vec();
    page.press("Clear the list").await;
    page.press("Forget them").await;
    opened(&page, "again.csv", &bytes).await;
    assert_eq!((serials(&page), codes(&page)), (listed, shown));
    assert!(
        page.find("[aria-label=\"What was noticed in the file\"]")
            .is_none(),
        "nothing to be noticed"
    );
}

#[wasm_bindgen_test]
async fn a_refused_download_says_so_and_confirms_nothing() {
    let page = app().await;
    page.type_into("#upn", "helga@contoso.com").await;
    page.press(ADD).await;
    let throws = js("return () => { throw new TypeError('no') }");
    let refused = Fake::new(&js("return URL"), "createObjectURL", &throws);
    page.press("Download the Entra CSV").await;
    assert!(
        page.text("#list [role=alert]")
            .contains(text::FILE_NOT_SAVED)
    );
    assert_eq!(notice(&page), text::notice(&Notice::Added(1)));

    drop(refused);
    let prototype = js("return HTMLAnchorElement.prototype");
    let (_click, _) = Fake::recording(&prototype, "click", "");
    page.press("Download the Entra CSV").await;
    assert!(
        page.find("#list [role=alert]").is_none(),
        "what is over is not said any more"
    );
}

#[wasm_bindgen_test]
async fn a_chosen_file_joins_the_list_with_what_was_noticed() {
    let page = app().await;
    opened(&page, "tokens.csv", FILE).await;
    assert!(serials(&page).contains(&"2000001".to_owned()));
    assert!(
        !page
            .all("[aria-label=\"What was noticed in the file\"] li")
            .is_empty()
    );
    assert_eq!(
        page.value("#open-csv"),
        "",
        "the same file can be chosen again"
    );
}

#[wasm_bindgen_test]
async fn a_dropped_file_joins_the_list_and_the_browser_does_not_open_it() {
    let page = app().await;
    let zone: Element = page.get(".drop");
    let dropped = Array::of2(&zone, &file("tokens.csv", FILE));
    let prevented = js_with(
        "dropped",
        "const [zone, file] = dropped;
         const dataTransfer = new DataTransfer();
         dataTransfer.items.add(file);
         return ['dragover', 'drop'].map((name) =>
             zone.dispatchEvent(new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true }))).join()",
        &dropped,
    );
    assert_eq!(prevented.as_string().as_deref(), Some("false,false"));
    until("the file is read", || {
        page.text(".outcome").contains("tokens.csv")
    })
    .await;
    assert!(!serials(&page).is_empty());
}

#[wasm_bindgen_test]
async fn an_unusable_file_says_why() {
    let page = app().await;
    opened(&page, "empty.csv", b"").await;
    assert!(
        page.text(".outcome .problem")
            .contains(&text::file_unusable(&FormatError::Empty))
    );
    assert!(page.find("#list table").is_none());
}

#[wasm_bindgen_test]
async fn a_file_that_is_too_large_is_not_even_read() {
    let page = app().await;
    let large = file("large.csv", FILE);
    let bytes = MAX_FILE_BYTES + 1;
    let _size = Fake::new(&large, "size", &JsValue::from_f64(bytes as f64));
    let (_read, reads) = Fake::recording(
        &large,
        "arrayBuffer",
        "seen.push(1); return Promise.reject()",
    );
    page.choose_file("#open-csv", &large).await;
    until("it is refused", || page.find(".outcome .problem").is_some()).await;
    let said = text::file_unusable(&FormatError::TooLarge { bytes });
    assert!(page.text(".outcome .problem").contains(&said));
    assert_eq!(reads.length(), 0);
}

#[wasm_bindgen_test]
async fn a_file_that_cannot_be_read_says_so() {
    let page = app().await;
    let gone = file("gone.csv", FILE);
    let rejects = js("return () => Promise.reject(new DOMException('gone', 'NotFoundError'))");
    let _gone = Fake::new(&gone, "arrayBuffer", &rejects);
    page.choose_file("#open-csv", &gone).await;
    until("it is refused", || {
        page.find("#list [role=alert]").is_some()
    })
    .await;
    assert!(
        page.text("#list [role=alert]")
            .contains(text::FILE_UNREADABLE)
    );
}
