//! Checking a file, in a browser: findings with their corrections, what is hidden, what comes late.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::mounted::{Mounted, app, text_of};
use totp_toolset::ui::App;

const HEX: &str = "3132333435363738393031323334353637383930";
const BASE32: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

async fn checking(secret: &str) -> Mounted<App> {
    let page = app().await;
    let file = format!(
        "upn,serial number,secret key,time interval,manufacturer,model\n\
         a@contoso.com,1,{secret},30,Contoso,HardwareKey\n"
    );
    page.type_into("#check-paste", &file).await;
    page.press("Check the text").await;
    page
}

fn findings(page: &Mounted<App>) -> Vec<String> {
    page.all("#check-findings .findings li")
        .iter()
        .map(text_of)
        .collect()
}

#[wasm_bindgen_test]
async fn a_pasted_text_is_checked_and_the_field_emptied() {
    let page = checking(BASE32).await;
    assert!(
        page.text("#intake .verdict")
            .contains("1 token. Read as Entra ID CSV")
    );
    assert_eq!(page.value("#check-paste"), "");
    assert!(findings(&page).is_empty());
}

#[wasm_bindgen_test]
async fn a_correction_is_shown_before_it_is_applied_and_can_be_undone() {
    let page = checking(HEX).await;
    let said = findings(&page).join("\n");
    assert!(said.contains(HEX) && said.contains(BASE32), "{said}");
    page.press("It is hex: convert it to base32 in line 2")
        .await;
    assert!(findings(&page).is_empty());
    page.press("Undo the last correction").await;
    assert_eq!(findings(&page).len(), 1);
}

#[wasm_bindgen_test]
async fn hidden_secrets_are_not_in_the_findings() {
    let page = checking(HEX).await;
    page.press("Hide secrets").await;
    let html = page.root().outer_html();
    assert!(!html.contains(HEX) && !html.contains(BASE32));
    assert_eq!(page.value("#check-retype-0"), "");
}

#[wasm_bindgen_test]
async fn a_cell_is_taken_when_the_button_says_so() {
    let page = checking("?").await;
    page.type_into("#check-retype-0", BASE32).await;
    assert_eq!(findings(&page).len(), 1);
    page.press("Take it: secret key in line 2").await;
    assert!(findings(&page).is_empty());
}

#[wasm_bindgen_test]
async fn what_would_be_lost_is_said_before_anything_is_written() {
    let page = checking(BASE32).await;
    // A vendor's list has no place for the user, the manufacturer and the model.
    page.choose("#check-target-kind", 3).await;
    let lost = page.text("#check-convert");
    assert!(
        lost.contains("user principal name is not written"),
        "{lost}"
    );
}

#[wasm_bindgen_test]
async fn a_forgotten_file_leaves_nothing_in_the_page() {
    let page = checking(HEX).await;
    page.press("Forget the file").await;
    assert!(!page.root().outer_html().contains(HEX));
    assert!(page.find("#check-findings").is_none());
}
