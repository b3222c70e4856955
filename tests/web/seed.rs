//! The seed field: what is typed, how it is read, and what is said of it.

use totp_toolset::app::{CodeDraft, SecretText, SeedDraft};
use totp_toolset::oath::{Encoding, EncodingChoice};
use totp_toolset::ui::{App, text};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

use crate::fake::Clock;
use crate::mounted::{Mounted, app, text_of};

/// RFC 6238, appendix B.
const BASE32: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const HEX: &str = "3132333435363738393031323334353637383930";
const BASE64: &str = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=";
/// Its code at 1111111109 seconds, in six digits.
const MOMENT: i64 = 1_111_111_109_000;
const CODE: &str = "081804";

fn read(typed: &str, choice: EncodingChoice) -> SeedDraft {
    SeedDraft::read(SecretText::new(typed.to_owned()), choice)
}

/// What ought to be said of it, sentence by sentence.
fn expected_report(draft: &SeedDraft) -> Vec<String> {
    match draft.reading() {
        Ok(reading) => text::report(reading),
        Err(fault) => text::fault(fault),
    }
}

fn report(page: &Mounted<App>) -> Vec<String> {
    page.all("#seed-report p").iter().map(text_of).collect()
}

#[wasm_bindgen_test]
async fn a_seed_is_taken_in_any_spelling() {
    let _clock = Clock::still_at(MOMENT);
    let page = app().await;
    for typed in [
        BASE32.to_owned(),
        "gezd gnbv gy3t qojq gezd gnbv gy3t qojq".to_owned(),
        HEX.to_owned(),
        BASE64.to_owned(),
        format!("otpauth://totp/Contoso:helga?secret={BASE32}&issuer=Contoso"),
    ] {
        page.press("New random seed").await;
        page.type_into("#seed-text", &typed).await;
        assert_eq!(page.text("#current-code"), CODE, "{typed}");
        assert_eq!(
            page.value("#seed-text"),
            typed,
            "what was typed stays as it is"
        );
        assert_eq!(
            report(&page),
            expected_report(&read(&typed, EncodingChoice::Automatic))
        );
        assert!(
            !page
                .get::<Element>("#seed-text")
                .has_attribute("aria-invalid")
        );
    }
}

#[wasm_bindgen_test]
async fn a_seed_is_spelled_in_all_three_ways() {
    let page = app().await;
    page.type_into("#seed-text", HEX).await;
    let shown: Vec<String> = page.all(".spellings .secret").iter().map(text_of).collect();
    let [base32, hex, base64] = shown.as_slice() else {
        panic!("three spellings, not {}", shown.len());
    };
    assert_eq!((base32.as_str(), base64.as_str()), (BASE32, BASE64));
    assert!(hex.eq_ignore_ascii_case(HEX));
}

#[wasm_bindgen_test]
async fn an_otpauth_uri_fills_in_the_other_fields() {
    let page = app().await;
    let uri = format!(
        "otpauth://hotp/Contoso:helga%40contoso.com?secret={BASE32}&issuer=Contoso&algorithm=SHA256&digits=8&counter=7"
    );
    page.type_into("#seed-text", &uri).await;
    assert_eq!(page.value("#issuer"), "Contoso");
    assert_eq!(page.value("#account"), "helga@contoso.com");
    assert_eq!(page.value("#hash"), "SHA-256");
    assert_eq!(page.value("#digits"), "8");
    assert_eq!(page.value("#counter"), "7");
}

#[wasm_bindgen_test]
async fn an_otpauth_uri_overrules_what_was_chosen_by_hand() {
    let page = app().await;
    page.choose("#hash", 2).await;
    page.choose("#digits", 1).await;
    let uri = format!("otpauth://totp/x?secret={BASE32}&algorithm=SHA256&digits=8");
    page.type_into("#seed-text", &uri).await;
    assert_eq!(
        (page.value("#hash").as_str(), page.value("#digits").as_str()),
        ("SHA-256", "8")
    );
}

#[wasm_bindgen_test]
async fn a_bad_seed_is_marked_and_described_and_has_no_code() {
    let page = app().await;
    for typed in [
        "",
        "GEZD0NBV!",
        "A",
        "otpauth://totp/x",
        "otpauth://totp/x?secret=1",
        "  ",
    ] {
        page.type_into("#seed-text", typed).await;
        let field: Element = page.get("#seed-text");
        assert_eq!(
            field.get_attribute("aria-invalid").as_deref(),
            Some("true"),
            "{typed:?}"
        );
        let described_by = field.get_attribute("aria-describedby").unwrap_or_default();
        let said: Vec<String> = page
            .all(&format!("#{described_by} .problem"))
            .iter()
            .map(text_of)
            .collect();
        assert!(!said.is_empty(), "{typed:?}");
        assert_eq!(
            said,
            expected_report(&read(typed, EncodingChoice::Automatic)),
            "{typed:?}"
        );
        assert!(page.find("#current-code").is_none(), "{typed:?}");
        assert!(page.find("svg").is_none(), "{typed:?}");
        assert!(page.find(".spellings").is_none(), "{typed:?}");
        assert!(page.find(".around").is_none(), "{typed:?}");
    }
    page.type_into("#seed-text", BASE32).await;
    assert!(
        !page
            .get::<Element>("#seed-text")
            .has_attribute("aria-invalid")
    );
    assert!(page.find("#seed-report .problem").is_none());
}

#[wasm_bindgen_test]
async fn an_ambiguous_seed_is_read_as_a_person_says() {
    let page = app().await;
    // Valid as base32, as hex and as base64.
    let typed = "ABCDEF23ABCDEF23ABCDEF23ABCDEF23";
    page.type_into("#seed-text", typed).await;
    let choices =
        std::iter::once(EncodingChoice::Automatic).chain(Encoding::ALL.map(EncodingChoice::Only));
    let mut codes = Vec::new();
    for (place, choice) in choices.enumerate() {
        page.choose("#read-as", place).await;
        let draft = read(typed, choice);
        assert_eq!(report(&page), expected_report(&draft), "{choice:?}");
        let uri = CodeDraft::new(draft).uri().expect("it is a seed");
        assert_eq!(page.text(".uri .secret"), uri.as_str(), "{choice:?}");
        codes.push(uri.to_string());
    }
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), 3, "three seeds in one text");
}

#[wasm_bindgen_test]
async fn a_new_random_seed_replaces_the_one_before() {
    let page = app().await;
    let before = page.value("#seed-text");
    page.press("New random seed").await;
    assert_ne!(page.value("#seed-text"), before);
    assert_eq!(page.all("#seed-report .problem").len(), 0);
}

#[wasm_bindgen_test]
async fn an_account_that_is_missing_is_asked_for() {
    let page = app().await;
    page.type_into("#account", " ").await;
    let field: Element = page.get("#account");
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
    let described_by = field.get_attribute("aria-describedby").unwrap_or_default();
    assert_eq!(page.text(&format!("#{described_by}")), text::NO_ACCOUNT);
}

#[wasm_bindgen_test]
async fn a_label_too_long_for_a_qr_code_says_so() {
    let page = app().await;
    page.type_into("#issuer", &"x".repeat(4_000)).await;
    assert!(page.find("svg").is_none());
    assert!(page.text("#qr").contains(text::QR_TOO_LONG));
}

#[wasm_bindgen_test]
async fn uncommon_settings_are_warned_of() {
    let page = app().await;
    assert!(!page.text("#qr").contains(text::UNCOMMON_PARAMETERS));
    page.choose("#digits", 2).await;
    assert!(page.text("#qr").contains(text::UNCOMMON_PARAMETERS));
}
