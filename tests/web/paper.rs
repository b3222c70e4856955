//! Labels, letters and the handout: what is drawn, and the way to the printer.

use totp_toolset::ui::{App, text};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::fake::{Fake, js};
use crate::files::file;
use crate::mounted::{Mounted, app, text_of};
use crate::wait::until;

const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// A page with so many tokens and their sheets, drawn.
async fn sheets(tokens: usize) -> Mounted<App> {
    let page = app().await;
    let mut csv = "upn,serial number,secret key,time interval,manufacturer,model\n".to_owned();
    for number in 0..tokens {
        csv.push_str(&format!(
            "u{number}@contoso.com,{number:04},{SECRET},30,Contoso,Key\n"
        ));
    }
    page.choose_file("#open-csv", &file("tokens.csv", csv.as_bytes()))
        .await;
    until("the file is read", || page.find(".outcome p").is_some()).await;
    page.press("Show the sheets").await;
    drawn(&page).await;
    page
}

async fn drawn(page: &Mounted<App>) {
    until("the sheets are drawn", || {
        !page.text("#paper [role=status]").contains("Drawing")
    })
    .await;
}

fn serials(page: &Mounted<App>) -> Vec<String> {
    page.all("#paper .serial").iter().map(text_of).collect()
}

async fn tick(page: &Mounted<App>, id: &str) {
    page.get::<HtmlElement>(id).click();
    crate::mounted::settled().await;
    drawn(page).await;
}

#[wasm_bindgen_test]
async fn sheets_are_drawn_one_after_the_other_and_all_of_them() {
    let page = sheets(50).await;
    assert_eq!(page.all(".sheet").len(), 3);
    assert_eq!(serials(&page).len(), 50);
    assert_eq!(serials(&page)[49], "0049");
}

#[wasm_bindgen_test]
async fn secrets_are_drawn_only_where_asked_for_and_never_while_hidden() {
    let page = sheets(2).await;
    let seen = |page: &Mounted<App>| {
        let base32 = page.text(".sheets").contains(SECRET);
        (base32, page.all(".sheets svg").len())
    };
    assert_eq!(seen(&page), (false, 0));
    tick(&page, "#paper-secret").await;
    assert_eq!(seen(&page), (true, 0));
    assert!(page.text("#paper").contains(text::paper::SECRETS_ON_PAPER));
    tick(&page, "#paper-qr").await;
    assert_eq!(seen(&page), (true, 2));
    page.press("Hide secrets").await;
    assert_eq!(seen(&page), (false, 0));
    assert!(page.text("#paper").contains(text::paper::SECRETS_HIDDEN));
}

#[wasm_bindgen_test]
async fn labels_too_small_offer_no_qr_code() {
    let page = sheets(2).await;
    page.choose("#paper-sheet", 5).await;
    assert!(page.find("#paper-qr").is_none());
    assert!(page.text("#paper").contains(text::paper::NO_ROOM_FOR_QR));
}

#[wasm_bindgen_test]
async fn what_cannot_be_printed_is_said_beside_its_field() {
    let page = sheets(2).await;
    page.type_into("#paper-to", "3").await;
    assert!(page.text("#paper-to-problem").contains("1 to 2"));
    assert!(page.find(".sheet").is_none());
    page.type_into("#paper-to", "1").await;
    drawn(&page).await;
    assert_eq!(serials(&page), ["0000"]);
    page.type_into("#paper-skip", "21").await;
    assert!(page.text("#paper-skip-problem").contains("0 to 20"));
}

#[wasm_bindgen_test]
async fn letters_say_how_to_activate_the_token() {
    let page = sheets(2).await;
    page.choose("#paper-kind", 1).await;
    page.type_into("#paper-contact", "Help desk, 555 0100")
        .await;
    drawn(&page).await;
    assert_eq!(page.all(".sheet").len(), 2);
    let said = page.text(".sheet");
    for part in ["u0@contoso.com", "0000", "good for 1 minute", "555 0100"] {
        assert!(said.contains(part), "{part}");
    }
    page.choose("#paper-kind", 2).await;
    assert_eq!(page.all(".sheet").len(), 1);
    assert!(!page.text(".sheet").contains("u0@"), "nobody's");
}

#[wasm_bindgen_test]
async fn print_opens_the_browsers_dialogue() {
    let page = sheets(1).await;
    let (_print, asked) = Fake::recording(
        &js("return window"),
        "print",
        "seen.push(1); window.dispatchEvent(new Event('beforeprint'));",
    );
    page.press("Print").await;
    assert_eq!(asked.length(), 1);
    assert!(page.find("#paper [role=alert]").is_none());
}

#[wasm_bindgen_test]
async fn a_dialogue_that_does_not_open_is_said() {
    let page = sheets(1).await;
    let (_print, _) = Fake::recording(&js("return window"), "print", "");
    page.press("Print").await;
    assert_eq!(page.text("#paper [role=alert]"), text::paper::NOT_PRINTED);
}

#[wasm_bindgen_test]
async fn an_empty_list_says_what_to_do_first() {
    let page = app().await;
    assert!(page.text("#paper").contains(text::paper::NO_TOKENS));
    assert!(
        page.button("Show the sheets")
            .is_some_and(|button| button.has_attribute("disabled"))
    );
}
