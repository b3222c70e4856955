//! Hiding secrets: nothing of a hidden secret is anywhere in the page, in no spelling.

use totp_toolset::app::{CodeDraft, Mask, SecretText, SeedDraft};
use totp_toolset::oath::{Encoding, EncodingChoice, encode_seed};
use totp_toolset::qr::Qr;
use totp_toolset::ui::{App, text};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fake::{Clock, happens, js_with};
use crate::mounted::{Mounted, app, settled};
use crate::wait::until;

const SEED: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJR";
const HIDE: &str = "Hide secrets";
const SHOW: &str = "Show secrets";

/// Everything that can be read off the page: texts, attributes, values of fields, the markup, title and address.
/// Blanks are taken out, for a secret is written in groups.
fn all_of(page: &Mounted<App>) -> String {
    let said = js_with(
        "root",
        "const said = [root.textContent, root.outerHTML, document.title, location.href];
         for (const element of root.querySelectorAll('*')) {
             for (const attribute of element.attributes) said.push(attribute.value);
             if ('value' in element) said.push(element.value);
             if ('defaultValue' in element) said.push(element.defaultValue);
         }
         return said.join('\\n').replace(/\\s/g, '')",
        &page.root(),
    );
    said.as_string().expect("a text")
}

/// The names of the spellings of the seed of which any part of eight characters is on the page.
fn seen(page: &Mounted<App>) -> Vec<&'static str> {
    let draft = SeedDraft::read(SecretText::new(SEED.to_owned()), EncodingChoice::Automatic);
    let secret = draft.secret().expect("it is a seed");
    let spelled = |encoding| encode_seed(secret, encoding).to_string();
    let (base32, hex, base64) = (
        spelled(Encoding::Base32),
        spelled(Encoding::Hex),
        spelled(Encoding::Base64),
    );
    let uri = CodeDraft::new(draft.clone()).uri().expect("it is a seed");
    let uri = uri.replace(' ', "");
    let picture = Qr::encode(&CodeDraft::new(draft.clone()).uri().expect("it is a seed"));
    let picture = picture.expect("it fits").svg_path().replace(' ', "");
    let all = all_of(page);
    let lower = all.to_lowercase();
    let parts = |spelled: &str, all: &str| {
        let places = 0..=spelled.len() - 8;
        places
            .into_iter()
            .any(|place| all.contains(&spelled[place..place + 8]))
    };
    let mut seen = Vec::new();
    seen.extend(parts(&base32.to_lowercase(), &lower).then_some("base32"));
    seen.extend(parts(&hex.to_lowercase(), &lower).then_some("hex"));
    seen.extend(parts(&base64, &all).then_some("base64"));
    seen.extend(all.contains(&uri).then_some("URI"));
    seen.extend(all.contains(&picture).then_some("picture"));
    seen
}

const ALL: [&str; 5] = ["base32", "hex", "base64", "URI", "picture"];
const NONE: [&str; 0] = [];

async fn page_with_seed() -> Mounted<App> {
    let page = app().await;
    page.type_into("#seed-text", SEED).await;
    page
}

fn said(page: &Mounted<App>, mask: Mask) -> bool {
    text::mask(mask).is_some_and(|said| page.text("header [role=status]") == said)
}

#[wasm_bindgen_test]
async fn hidden_secrets_are_nowhere_and_come_back() {
    let page = page_with_seed().await;
    assert_eq!(seen(&page), ALL, "the search finds what is there");
    page.press(HIDE).await;
    assert_eq!(seen(&page), NONE);
    assert!(said(&page, Mask::Hidden));
    page.press(SHOW).await;
    assert_eq!(seen(&page), ALL);
    assert_eq!(page.text("header [role=status]"), "");
}

#[wasm_bindgen_test]
async fn codes_stay_in_sight_while_secrets_are_hidden() {
    let _clock = Clock::still_at(1_763_980_205_250);
    let page = page_with_seed().await;
    let code = page.text("#current-code");
    page.press(HIDE).await;
    assert_eq!(page.text("#current-code"), code);
}

#[wasm_bindgen_test]
async fn a_bad_seed_is_hidden_too() {
    let page = app().await;
    let typed = format!("{SEED}!");
    page.type_into("#seed-text", &typed).await;
    assert!(all_of(&page).contains(&typed));
    page.press(HIDE).await;
    assert_eq!(seen(&page), NONE);
    page.press(SHOW).await;
    assert_eq!(page.value("#seed-text"), typed, "and not lost");
}

#[wasm_bindgen_test]
async fn a_listed_secret_is_never_shown_by_the_list() {
    let page = page_with_seed().await;
    page.press("Add to list").await;
    page.press("New random seed").await;
    assert!(page.find("#list tbody tr").is_some());
    assert_eq!(seen(&page), NONE);
}

#[wasm_bindgen_test]
async fn other_settings_do_not_bring_a_hidden_secret_back() {
    let page = page_with_seed().await;
    page.press(HIDE).await;
    page.choose("#hash", 1).await;
    page.choose("#kind", 1).await;
    page.press("Next code").await;
    page.type_into("#account", "helga@contoso.com").await;
    page.choose("#kind", 0).await;
    page.choose("#hash", 0).await;
    assert_eq!(seen(&page), NONE);
}

#[wasm_bindgen_test]
async fn leaving_the_page_hides_secrets() {
    let page = page_with_seed().await;
    happens("pagehide");
    settled().await;
    assert_eq!(seen(&page), NONE);
    assert!(said(&page, Mask::HiddenByLeaving));
}

#[wasm_bindgen_test]
async fn idling_hides_secrets() {
    let clock = Clock::running();
    let page = page_with_seed().await;
    // The default is five minutes.
    clock.jump(5 * 60_000 + 1_000);
    until("secrets are hidden", || said(&page, Mask::HiddenByIdling)).await;
    assert_eq!(seen(&page), NONE);
}

#[wasm_bindgen_test]
async fn idling_hides_nothing_where_that_is_switched_off() {
    let clock = Clock::running();
    let (never, watched) = (page_with_seed().await, page_with_seed().await);
    // Both pages have the same ids; each is asked for its own.
    never.choose("#idle", 3).await;
    clock.jump(3_600_000);
    until("the other page hides its secrets", || {
        said(&watched, Mask::HiddenByIdling)
    })
    .await;
    assert_eq!(seen(&never), ALL);
}
