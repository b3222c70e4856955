//! Randomness: from the browser's cryptographic source, or none at all.

use totp_toolset::browser::entropy::{EntropyError, random_secret};
use totp_toolset::oath::Secret;
use totp_toolset::ui::text;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fake::{Fake, js};
use crate::mounted::app;

const NEW_SEED: &str = "New random seed";

fn failing_source() -> Fake {
    let throws = js("return () => { throw new DOMException('quota', 'OperationError') }");
    Fake::new(&js("return crypto"), "getRandomValues", &throws)
}

#[wasm_bindgen_test]
fn a_secret_has_the_length_that_was_asked_for() {
    for bytes in [1, 20, 32, 64, Secret::MAX_BYTES] {
        assert_eq!(random_secret(bytes).map(|secret| secret.bytes()), Ok(bytes));
    }
}

#[wasm_bindgen_test]
fn two_secrets_differ() {
    let secret = || random_secret(20).expect("the browser is a good one");
    assert_ne!(secret().expose(), secret().expose());
}

#[wasm_bindgen_test]
fn a_length_that_no_secret_has_is_an_error() {
    for bytes in [0, Secret::MAX_BYTES + 1] {
        assert!(
            matches!(random_secret(bytes), Err(EntropyError::Length(_))),
            "{bytes}"
        );
    }
}

#[wasm_bindgen_test]
fn the_bytes_are_those_of_the_browsers_source() {
    let fills = js("return (place) => place.fill(0xa5)");
    let _source = Fake::new(&js("return crypto"), "getRandomValues", &fills);
    let secret = random_secret(20).expect("the source answers");
    assert_eq!(secret.expose(), [0xa5; 20]);
}

#[wasm_bindgen_test]
fn a_failing_source_is_an_error_and_no_weaker_secret() {
    let _source = failing_source();
    assert_eq!(random_secret(20), Err(EntropyError::Source));
}

#[wasm_bindgen_test]
fn a_missing_source_is_an_error_and_no_weaker_secret() {
    let _source = Fake::new(&js("return window"), "crypto", &js("return undefined"));
    assert_eq!(random_secret(20), Err(EntropyError::Source));
}

#[wasm_bindgen_test]
async fn without_a_source_the_page_opens_without_a_seed_and_says_why() {
    let _source = failing_source();
    let page = app().await;
    assert_eq!(page.value("#seed-text"), "");
    assert_eq!(page.text("#seed-report"), text::NO_ENTROPY);
    assert!(page.find("#current-code").is_none(), "no code");
    assert!(page.find("svg").is_none(), "no QR code");
}

#[wasm_bindgen_test]
async fn a_source_that_fails_later_takes_the_seed_away() {
    let page = app().await;
    let opened_with = page.value("#seed-text");
    let source = failing_source();
    page.press(NEW_SEED).await;
    assert_eq!(page.value("#seed-text"), "");
    assert_eq!(page.text("#seed-report"), text::NO_ENTROPY);
    assert!(page.find("#current-code").is_none(), "no code");

    drop(source);
    page.press(NEW_SEED).await;
    assert!(
        page.find("#current-code").is_some(),
        "it can be tried again"
    );
    assert_ne!(page.value("#seed-text"), opened_with);
}

#[wasm_bindgen_test]
async fn math_random_is_never_asked() {
    let math = js("return Math");
    let (_fake, asked) = Fake::recording(&math, "random", "seen.push(1); return 0.5");
    let page = app().await;
    page.press(NEW_SEED).await;
    let _source = failing_source();
    page.press(NEW_SEED).await;
    let failing_from_the_start = app().await;
    drop(failing_from_the_start);
    assert_eq!(asked.length(), 0);
    // And the recorder records.
    js("Math.random()");
    assert_eq!(asked.length(), 1);
}
