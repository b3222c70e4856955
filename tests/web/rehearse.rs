//! The practice tenant as a person sees it: the token's display, codes that are typed, whose words are said, and what must not
//! be left anywhere.

use totp_toolset::app::AT_ONCE;
use totp_toolset::browser::files::read;
use totp_toolset::oath::{
    Digits, Encoding, HashAlgorithm, Hotp, Secret, TimeStep, UnixTime, encode_seed,
};
use totp_toolset::rehearsal::{DISPLAY_SECONDS, PROCESSING_MILLISECONDS, ROWS_AT_ONCE, Screen};
use totp_toolset::ui::App;
use totp_toolset::ui::text::rehearse as text;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

use crate::fake::{Clock, Uptime, happens, js_with};
use crate::files::file;
use crate::mounted::{Mounted, app, settled, text_of};
use crate::wait::until;

/// A moment at which steps of 30 and of 60 seconds begin, in milliseconds.
const STEP_BEGINS: i64 = 1_763_980_200_000;
const PRESS: &str = "Press the token’s button";
const UPLOAD: &str = "Upload the token list’s CSV";
/// The secret of the first sample token, which everybody can read in the page's source.
fn secret() -> Secret {
    Secret::from_bytes(b"totp-toolset-walk-01").expect("20 bytes")
}

/// The page with the sample tokens.
async fn page_with_samples() -> Mounted<App> {
    let page = app().await;
    page.press("Begin with sample tokens").await;
    page
}

/// Opens a screen of the tenant.
pub async fn go_to(page: &Mounted<App>, screen: Screen) {
    let mut buttons = page.all(".screens button").into_iter();
    let button = buttons.find(|button| text_of(button) == text::screen(screen));
    let button: HtmlElement = button.expect("a screen").unchecked_into();
    button.click();
    settled().await;
}

/// The samples are uploaded, and processed so many milliseconds after the page was opened.
async fn upload(page: &Mounted<App>, uptime: &Uptime) {
    page.press(UPLOAD).await;
    until("it is uploaded", || page.find(".processing").is_some()).await;
    uptime.set(i64::try_from(PROCESSING_MILLISECONDS).expect("short"));
    page.press("Refresh").await;
    assert!(page.find(".verdict-of-upload").is_some());
}

#[wasm_bindgen_test]
async fn a_press_shows_the_code_that_the_library_computes() {
    let _clock = Clock::still_at(STEP_BEGINS);
    let page = page_with_samples().await;
    assert!(page.find(".device-code").is_none(), "it is off");
    page.press(PRESS).await;
    let hotp = Hotp::new(&secret(), HashAlgorithm::Sha1);
    let time = UnixTime::from_seconds(STEP_BEGINS / 1000);
    let code = hotp.code_at(time, TimeStep::THIRTY, Digits::Six);
    let shown = page.text(".device-code").replace(char::is_whitespace, "");
    assert_eq!(shown, code.expect("after 1970").to_string());
}

#[wasm_bindgen_test]
async fn the_display_is_not_read_out_and_goes_off() {
    let uptime = Uptime::still_at(0);
    let page = page_with_samples().await;
    page.press(PRESS).await;
    let code: Element = page.get(".device-code");
    assert_eq!(code.get_attribute("aria-live").as_deref(), Some("off"));
    let display: Element = page.get(".device-display");
    let live = display.closest("[role=status], [role=alert], [role=log], [aria-live]");
    assert!(live.expect("a selector").is_none());
    let on = i64::try_from(DISPLAY_SECONDS * 1000).expect("short");
    for (milliseconds, is_on) in [(on - 1, true), (on, false)] {
        uptime.set(milliseconds);
        happens("focus");
        settled().await;
        assert_eq!(page.find(".device-code").is_some(), is_on, "{milliseconds}");
    }
    assert_eq!(page.text(".device-display"), "");
}

#[wasm_bindgen_test]
async fn hidden_secrets_are_nowhere_on_the_screen_of_graph() {
    let page = page_with_samples().await;
    go_to(&page, Screen::Graph).await;
    let base32 = encode_seed(&secret(), Encoding::Base32);
    let holds_it = |page: &Mounted<App>| {
        let markup = page.get::<Element>("#tenant").outer_html();
        let markup = markup.replace(char::is_whitespace, "");
        markup.contains(base32.as_str()) || markup.contains(&base32.to_lowercase())
    };
    assert!(holds_it(&page), "or this test would prove nothing");
    page.press("Hide secrets").await;
    assert!(!holds_it(&page));
    let whole = page.root().outer_html();
    assert!(!whole.contains(base32.as_str()));
}

#[wasm_bindgen_test]
async fn a_code_that_was_typed_is_not_left_in_its_field() {
    let uptime = Uptime::still_at(0);
    let page = page_with_samples().await;
    upload(&page, &uptime).await;
    page.press("Activate token SAMPLE-0001").await;
    page.type_into("#activation-code-typed", "000000").await;
    page.press("OK: activate the token").await;
    assert_eq!(page.value("#activation-code-typed"), "");
    go_to(&page, Screen::Graph).await;
    page.type_into("#security-serial", "SAMPLE-0001").await;
    page.type_into("#security-code", "000000").await;
    page.press("Add the token").await;
    assert_eq!(page.value("#security-code"), "");
}

#[wasm_bindgen_test]
async fn a_token_that_was_uploaded_and_created_is_there_twice_in_microsofts_words() {
    let uptime = Uptime::still_at(0);
    let page = page_with_samples().await;
    upload(&page, &uptime).await;
    go_to(&page, Screen::Graph).await;
    page.press("Do it: create the token").await;
    let quoted = page.text(".answer q");
    assert!(
        quoted.starts_with("A user might have two instances of the same hardware OATH token"),
        "{quoted}"
    );
    go_to(&page, Screen::Tokens).await;
    let serials = page.all("#tenant tbody th[scope=row]");
    let twins = serials.iter().filter(|cell| text_of(cell) == "SAMPLE-0001");
    assert_eq!(twins.count(), 2);
}

#[wasm_bindgen_test]
async fn many_users_join_without_being_asked_again() {
    let page = app().await;
    let users: Vec<usize> = (0..=ROWS_AT_ONCE).collect();
    // More would go to a worker, and the page of the tests has none.
    for (number, users) in users.chunks(AT_ONCE).enumerate() {
        let mut csv = "upn,serial number,secret key,time interval,manufacturer,model\n".to_owned();
        for user in users {
            csv.push_str(&format!(
                "u{user}@contoso.com,{user},GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,30,Contoso,Key\n"
            ));
        }
        let name = format!("{number}.csv");
        page.choose_file("#open-csv", &file(&name, csv.as_bytes()))
            .await;
        until("the file is read", || {
            page.find(".outcome")
                .is_some_and(|outcome| text_of(&outcome).contains(&name))
        })
        .await;
    }
    go_to(&page, Screen::Users).await;
    page.press("Add the users of the token list").await;
    let all = text::users_added(ROWS_AT_ONCE + 1).text;
    until("all have joined", || {
        page.find("#tenant .answer p")
            .is_some_and(|said| text_of(&said) == all)
    })
    .await;
}

#[wasm_bindgen_test]
async fn starting_over_empties_what_was_typed() {
    let page = page_with_samples().await;
    go_to(&page, Screen::Users).await;
    page.type_into("#tenant-user", "half a na").await;
    page.press("Start over").await;
    page.press("Forget them and start over").await;
    assert_eq!(page.value("#tenant-user"), "");
    page.press("Begin with sample tokens").await;
    go_to(&page, Screen::Access).await;
    page.type_into("#policy-name", "Require MFA").await;
    page.press("Start over").await;
    page.press("Forget them and start over").await;
    go_to(&page, Screen::Access).await;
    assert_eq!(page.value("#policy-name"), "");
}

#[wasm_bindgen_test]
async fn microsofts_words_are_quoted_and_ours_are_marked() {
    let _uptime = Uptime::still_at(0);
    let page = page_with_samples().await;
    page.press(UPLOAD).await;
    until("it is uploaded", || page.find(".processing").is_some()).await;
    page.press("Refresh").await;
    let quoted = page.text(".answer q");
    assert!(quoted.starts_with("Depending on the size of the CSV file"));
    let cited = page.text(".answer cite");
    assert_eq!(cited, "Microsoft: how-to-mfa-upload-oath-tokens");
    assert!(
        page.text(".answer .words")
            .starts_with("Our wording, after Microsoft")
    );
    let ours = page.text(".answer p:not(.quotation)");
    assert!(!ours.contains(&quoted), "{ours}");
}

#[wasm_bindgen_test]
async fn every_answer_says_whose_words_it_is_in() {
    let uptime = Uptime::still_at(0);
    let page = page_with_samples().await;
    upload(&page, &uptime).await;
    for answer in page.all(".answer .good, .answer .warning, .verdict-of-upload .good") {
        let words = answer.query_selector(".words").expect("a selector");
        assert!(text_of(&words.expect("words")).starts_with("Our wording"));
    }
    assert!(page.find(".verdict-of-upload .words").is_some());
}

#[wasm_bindgen_test]
async fn the_screen_that_is_open_is_the_current_one() {
    let page = page_with_samples().await;
    for screen in Screen::ALL {
        go_to(&page, screen).await;
        let current = page.all(".screens [aria-current=page]");
        let names: Vec<String> = current.iter().map(text_of).collect();
        assert_eq!(names, [text::screen(screen)]);
        assert_eq!(page.text("#tenant-heading"), text::screen(screen));
    }
}

/// A file is dropped on the page.
async fn drop_on_page(name: &str, bytes: &[u8]) {
    js_with(
        "file",
        "const transfer = new DataTransfer(); transfer.items.add(file);
         window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }))",
        &file(name, bytes),
    );
    // One that nobody takes is given as long as one that is read.
    assert!(read(&file(name, bytes)).await.is_ok());
    settled().await;
}

#[wasm_bindgen_test]
async fn dropped_files_go_to_the_tenant_on_its_screen_of_tokens_alone() {
    let _uptime = Uptime::still_at(0);
    let page = page_with_samples().await;
    let tool = |name: &'static str| {
        let links = page.all("nav[aria-label=Tools] a, nav[aria-label=Tools] button");
        let link = links.into_iter().find(|link| text_of(link).contains(name));
        link.expect("a tool").unchecked_into::<HtmlElement>()
    };
    // Another tool is open.
    drop_on_page("elsewhere.csv", crate::tour::FILE).await;
    assert!(page.find(".processing").is_none());
    tool("Rehearse").click();
    settled().await;
    until("the tool is open", || {
        page.find(".bench-wide:not([hidden]) #tenant").is_some()
    })
    .await;
    for screen in Screen::ALL {
        if screen == Screen::Tokens {
            continue;
        }
        go_to(&page, screen).await;
        drop_on_page("elsewhere.csv", crate::tour::FILE).await;
    }
    go_to(&page, Screen::Tokens).await;
    assert!(page.find(".processing").is_none());
    drop_on_page("here.csv", crate::tour::FILE).await;
    until("it is uploaded", || page.find(".processing").is_some()).await;
    assert!(page.text(".processing").contains("here.csv"));
    tool("Code").click();
    settled().await;
}
