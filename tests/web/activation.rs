//! The activation helper: the code to type, how long it stays good, and Entra ID's limit.

use totp_toolset::app::ACTIVATIONS_AT_ONCE;
use totp_toolset::ui::App;
use totp_toolset::ui::text::activation as text;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

use crate::fake::{Clock, Uptime, happens, js_with};
use crate::files::file;
use crate::mounted::{Mounted, app, settled, text_of};
use crate::wait::until;

/// A moment at which steps of 30 and of 60 seconds begin.
const STEP_BEGINS: i64 = 1_763_980_200_000;
const NEXT: &str = "Next token to activate";

/// A page with this many tokens, open by a file, at the first one's code.
async fn page_with(tokens: usize) -> Mounted<App> {
    let mut csv = "upn,serial number,secret key,time interval,manufacturer,model\n".to_owned();
    for token in 0..tokens {
        let last = char::from(b'A' + u8::try_from(token % 26).expect("a letter"));
        csv.push_str(&format!(
            "u{token}@contoso.com,{},GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ{last},30,Contoso,Key\n",
            1000 + token
        ));
    }
    let page = app().await;
    page.choose_file("#open-csv", &file("tokens.csv", csv.as_bytes()))
        .await;
    until("the file is read", || page.find("#list table").is_some()).await;
    page.press("Begin to activate").await;
    page
}

/// The computer's clock shows that, and the page looks.
async fn at(clock: &Clock, milliseconds: i64) {
    clock.set(milliseconds);
    happens("focus");
    settled().await;
}

fn listed_codes(page: &Mounted<App>) -> Vec<String> {
    let codes = page.all("#list tbody .code-small");
    codes.iter().map(text_of).collect()
}

#[wasm_bindgen_test]
async fn each_token_shows_the_code_that_the_table_shows() {
    let clock = Clock::still_at(STEP_BEGINS);
    let page = page_with(3).await;
    for row in 0..3 {
        at(&clock, STEP_BEGINS + 30_000 * row).await;
        let row = usize::try_from(row).expect("small");
        assert_eq!(page.text("#activation-code"), listed_codes(&page)[row]);
        assert!(
            page.text("#activation .whose")
                .contains(&format!("u{row}@contoso.com"))
        );
        page.press(NEXT).await;
    }
    assert!(page.find("#activation-code").is_none());
    let said = page.text("#activation-end");
    assert!(
        said.starts_with("All 3 tokens were walked through: 3 activated"),
        "{said}"
    );
}

#[wasm_bindgen_test]
async fn waiting_is_advised_when_few_seconds_are_left_and_is_not_shouted() {
    let clock = Clock::still_at(STEP_BEGINS);
    let page = page_with(1).await;
    for (into, advised) in [
        (0, false),
        (22_999, false),
        (23_000, true),
        (29_999, true),
        (30_000, false),
    ] {
        at(&clock, STEP_BEGINS + into).await;
        let hint: Element = page.get("#activation .hurry");
        let hidden = hint.class_name().contains("not-yet");
        assert_eq!(!hidden, advised, "{into} ms into the step");
        let live = hint.closest("[role=status], [role=alert], [aria-live]:not([aria-live=off])");
        assert!(live.expect("a selector").is_none());
    }
    let code: Element = page.get("#activation-code");
    assert_eq!(code.get_attribute("aria-live").as_deref(), Some("off"));
    let live = code
        .parent_element()
        .and_then(|around| around.closest("[role=status]").ok()?);
    assert!(live.is_none(), "codes are not announced");
}

#[wasm_bindgen_test]
async fn the_buttons_stay_the_same_elements_from_token_to_token() {
    let page = page_with(3).await;
    let button = page.button(NEXT);
    assert!(button.is_some());
    page.press(NEXT).await;
    assert_eq!(page.button(NEXT), button, "so the keyboard stays on it");
}

#[wasm_bindgen_test]
async fn a_key_that_is_held_down_presses_once() {
    let page = page_with(2).await;
    let button = page.button(NEXT).expect("there is one");
    for (repeat, held_back) in [("false", false), ("true", true)] {
        let body = format!(
            "return button.dispatchEvent(new KeyboardEvent('keydown',
                {{ key: 'Enter', repeat: {repeat}, bubbles: true, cancelable: true }}))"
        );
        let passed = js_with("button", &body, &button).as_bool();
        assert_eq!(passed, Some(!held_back), "repeat: {repeat}");
    }
}

#[wasm_bindgen_test]
async fn at_the_limit_it_says_how_long_to_wait_and_then_that_it_goes_on() {
    // The computer's clock stands still, for it has no say in this.
    let clock = Clock::still_at(STEP_BEGINS);
    let uptime = Uptime::still_at(0);
    let page = page_with(ACTIVATIONS_AT_ONCE + 1).await;
    for _ in 0..ACTIVATIONS_AT_ONCE {
        page.press(NEXT).await;
    }
    let said = page.text("#activation");
    assert!(said.contains("no more for now"), "{said}");
    assert!(said.contains(&text::still_to_wait(300)), "{said}");
    let code = page.text("#activation-code");
    page.press(NEXT).await;
    assert_eq!(page.text("#activation-code"), code, "it waits");

    // Nor where it jumps.
    at(&clock, STEP_BEGINS + 3_600_000).await;
    let said = page.text("#activation");
    assert!(said.contains(&text::still_to_wait(300)), "{said}");
    uptime.set(299_001);
    at(&clock, STEP_BEGINS).await;
    assert!(page.text("#activation").contains(&text::still_to_wait(1)));
    uptime.set(300_000);
    at(&clock, STEP_BEGINS - 3_600_000).await;
    let said = page.text("#activation");
    assert!(said.contains(text::GOES_ON_NOW), "{said}");
    page.press(NEXT).await;
    assert!(page.find("#activation-end").is_some());
}

#[wasm_bindgen_test]
async fn what_was_skipped_is_listed_by_row() {
    let page = page_with(3).await;
    for button in [NEXT, "Skip this token", NEXT] {
        page.press(button).await;
    }
    assert_eq!(
        page.text("#activation .left-out li"),
        "Row 2: Skipped by you."
    );
    page.press("Go to the first not activated").await;
    assert!(page.text("#activation .whose").contains("1001"));
    page.press(NEXT).await;
    page.press(NEXT).await;
    assert!(page.find("#activation .left-out").is_none());
    page.press("Begin again").await;
    assert!(page.text("#activation").contains(text::BEGAN_AGAIN));
}

#[wasm_bindgen_test]
fn rows_are_named_in_stretches_and_many_are_counted() {
    assert_eq!(text::rows(&[3]), "Row 3");
    assert_eq!(text::rows(&[3, 4, 7, 8, 9, 12]), "Rows 3, 4, 7–9, 12");
    let odd: Vec<usize> = (0..100).map(|row| 2 * row + 1).collect();
    assert!(text::rows(&odd).ends_with("79 and 60 more"));
    // Sorted the other way round, each row is a stretch of its own.
    assert_eq!(text::rows(&[3, 2]), "Rows 3, 2");
}
