//! Burning: the QR code of one token after the other, its keys, and nothing of it while secrets are hidden.

use totp_toolset::qr::Qr;
use totp_toolset::ui::App;
use totp_toolset::ui::text::burn as text;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlInputElement};

use crate::fake::js_with;
use crate::files::file;
use crate::mounted::{Mounted, app, settled};
use crate::wait::until;

const FILE: &[u8] = b"upn,serial number,secret key,time interval,manufacturer,model\n\
    helga@contoso.com,0001,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,30,Contoso,Key\n\
    henk@contoso.com,0002,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJR,60,Contoso,Key\n\
    hans@contoso.com,0003,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBV,30,Contoso,Key\n";
const MARK: &str = "Mark as burned and next";

const URIS: [&str; 2] = [
    "otpauth://totp/Contoso:helga@contoso.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Contoso&algorithm=SHA1&digits=6&period=30",
    "otpauth://totp/Contoso:henk@contoso.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJR&issuer=Contoso&algorithm=SHA1&digits=6&period=60",
];

async fn page() -> Mounted<App> {
    let page = app().await;
    page.choose_file("#open-csv", &file("tokens.csv", FILE))
        .await;
    until("the file is read", || page.find("#list table").is_some()).await;
    page
}

async fn opened() -> Mounted<App> {
    let page = page().await;
    page.press("Show the QR codes").await;
    page
}

fn picture(page: &Mounted<App>) -> Option<String> {
    page.find("#burn svg path")?.get_attribute("d")
}

fn expected(uri: &str) -> Option<String> {
    Some(Qr::encode(uri).expect("it fits").svg_path())
}

/// Presses a key in an element of the part; false where the part took it.
async fn key(page: &Mounted<App>, selector: &str, init: &str) -> bool {
    let element = page.get::<Element>(selector);
    let body = format!(
        "return element.dispatchEvent(new KeyboardEvent('keydown', {{ {init}, bubbles: true, cancelable: true }}))"
    );
    let passed = js_with("element", &body, &element).as_bool();
    settled().await;
    passed.expect("a truth value")
}

fn turn(page: &Mounted<App>) -> String {
    page.text("#burn .whose dd")
}

#[wasm_bindgen_test]
async fn no_qr_code_is_there_before_it_is_asked_for() {
    let page = page().await;
    assert_eq!(picture(&page), None);
    assert!(page.text("#burn").contains(text::SECRET));
}

#[wasm_bindgen_test]
async fn each_token_shows_the_qr_code_of_its_uri() {
    let page = opened().await;
    assert_eq!(picture(&page), expected(URIS[0]));
    page.press("Next QR code").await;
    assert_eq!(picture(&page), expected(URIS[1]));
    page.press("Previous QR code").await;
    assert_eq!(picture(&page), expected(URIS[0]));
}

#[wasm_bindgen_test]
async fn hidden_secrets_have_no_qr_code_and_it_says_how_to_show_it() {
    let page = opened().await;
    page.press("Hide secrets").await;
    assert_eq!(picture(&page), None);
    assert!(page.text("#burn").contains(text::HIDDEN));
    page.press("Next QR code").await;
    assert_eq!((picture(&page), turn(&page).as_str()), (None, "0002"));
    page.press("Show secrets").await;
    assert_eq!(picture(&page), expected(URIS[1]));
}

#[wasm_bindgen_test]
async fn marking_counts_goes_on_and_can_be_taken_back() {
    let page = opened().await;
    page.press(MARK).await;
    assert_eq!(turn(&page), "0002");
    assert!(
        page.text("#burn")
            .contains("1 of 3 burned, 2 not burned yet.")
    );
    page.press("Previous QR code").await;
    let ticked: HtmlInputElement = page.get("#burned");
    assert!(ticked.checked());
    ticked.click();
    settled().await;
    assert!(page.text("#burn").contains("0 of 3 burned"));
    assert!(!page.get::<HtmlInputElement>("#burned").checked());
}

#[wasm_bindgen_test]
async fn its_keys_work_inside_it_and_leave_alone_what_is_not_theirs() {
    let page = opened().await;
    assert!(!key(&page, "#burn-walk", "key: 'n'").await);
    assert_eq!(turn(&page), "0002");
    assert!(
        !key(&page, "#burn .button", "key: 'p'").await,
        "from a button too"
    );
    assert_eq!(turn(&page), "0001");
    assert!(!key(&page, "#burn-walk", "key: ' '").await);
    assert_eq!(turn(&page), "0002");
    assert!(page.text("#burn").contains("1 of 3 burned"));
    for (selector, init) in [
        ("#burn .button", "key: ' '"),
        ("#burned", "key: ' '"),
        ("#burn-walk", "key: ' ', repeat: true"),
        ("#burn-walk", "key: 'n', ctrlKey: true"),
        ("#burn-walk", "key: 'Tab'"),
        ("#list", "key: 'n'"),
    ] {
        assert!(key(&page, selector, init).await, "{selector}: {init}");
        assert_eq!(turn(&page), "0002", "{selector}: {init}");
    }
    assert!(page.text("#burn").contains("1 of 3 burned"));
}

#[wasm_bindgen_test]
async fn a_secret_that_many_devices_cannot_hold_is_warned_of() {
    let page = opened().await;
    assert!(page.find("#burn .warning").is_none());
    page.press("Next QR code").await;
    page.press("Next QR code").await;
    assert!(
        page.text("#burn .warning")
            .starts_with("A secret of 200 bits")
    );
}
