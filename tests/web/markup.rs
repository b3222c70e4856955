//! Markup in any field or file is text, and nothing else.

use totp_toolset::ui::App;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fake::{happens, js};
use crate::files::file;
use crate::mounted::{Mounted, app, settled, text_of};
use crate::wait::until;

const MARKUP: [&str; 4] = [
    "<img src=x onerror=\"window.ran = true\">",
    "</textarea><script>window.ran = true</script>",
    "\"><svg onload='window.ran = true'></svg>",
    "&lt;b&gt;{{7*7}}",
];

/// Only what a component has drawn is there: no image, no script, no picture but the QR code's.
fn assert_only_text(page: &Mounted<App>, after: &str) {
    let strange = page.find("img, script, b, svg:not([role=img])");
    assert!(
        strange.is_none(),
        "{after}: {:?}",
        strange.map(|found| found.outer_html())
    );
    assert!(js("return window.ran").is_undefined(), "{after}: it ran");
}

#[wasm_bindgen_test]
async fn markup_typed_into_a_field_stays_text() {
    let page = app().await;
    page.choose("#clock-mode", 1).await;
    for markup in MARKUP {
        for field in [
            "#issuer",
            "#account",
            "#step",
            "#clock-time",
            "#serial",
            "#upn",
            "#manufacturer",
            "#model",
        ] {
            page.type_into(field, markup).await;
            assert_eq!(page.value(field), markup, "{field}");
            assert_only_text(&page, field);
        }
        page.press("Add to list").await;
        assert_only_text(&page, "adding");
        page.type_into("#seed-text", markup).await;
        assert_eq!(page.value("#seed-text"), markup);
        assert_only_text(&page, "the seed");
        page.press("New random seed").await;
    }
    page.choose("#kind", 1).await;
    for markup in MARKUP {
        page.type_into("#counter", markup).await;
        assert_only_text(&page, "the counter");
    }
}

#[wasm_bindgen_test]
async fn markup_in_the_list_is_shown_as_text() {
    let page = app().await;
    for markup in MARKUP {
        page.type_into("#serial", markup).await;
        page.type_into("#manufacturer", markup).await;
        page.type_into("#model", markup).await;
        page.type_into("#upn", "<script>window.ran=true</script>@contoso.com")
            .await;
        page.press("Add to list").await;
        let shown: Vec<String> = page.all("#list tbody th").iter().map(text_of).collect();
        assert_eq!(shown.last().map(String::as_str), Some(markup));
        assert_only_text(&page, markup);
        page.press(&format!("Show token {markup}")).await;
        assert_eq!(page.value("#issuer"), markup);
        assert_only_text(&page, markup);
        page.press(&format!("Remove token {markup}")).await;
        assert_only_text(&page, markup);
        page.press("Undo the removal").await;
        assert_only_text(&page, markup);
    }
}

#[wasm_bindgen_test]
async fn markup_in_a_uri_is_shown_as_text() {
    let page = app().await;
    for markup in MARKUP {
        let encoded: String = markup.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let uri = format!("otpauth://totp/{encoded}?secret=GEZDGNBVGY3TQOJQ&issuer={encoded}");
        page.type_into("#seed-text", &uri).await;
        assert_eq!(page.value("#issuer"), markup);
        assert_only_text(&page, markup);
    }
}

#[wasm_bindgen_test]
async fn markup_in_a_file_and_in_its_name_is_shown_as_text() {
    let page = app().await;
    for markup in MARKUP {
        let quoted = markup.replace('"', "\"\"");
        let csv = format!(
            "upn,serial number,secret key,time interval,manufacturer,model,\"{quoted}\"\n\
             \"{quoted}\",\"{quoted}\",GEZDGNBVGY3TQOJQ,30,\"{quoted}\",\"{quoted}\",\"{quoted}\"\n\
             helga@contoso.com,1,\"{quoted}\",\"{quoted}\",Contoso,Key,\n"
        );
        // A slash cannot be in a file's name; a browser may turn it into a colon.
        let name = format!("{}.csv", markup.replace('/', ""));
        page.choose_file("#open-csv", &file(&name, csv.as_bytes()))
            .await;
        until("the file is read", || {
            page.find(".outcome p")
                .is_some_and(|said| text_of(&said).contains(&name))
        })
        .await;
        assert_only_text(&page, markup);
        assert!(page.text("#list tbody").contains(markup), "{markup}");
    }
    happens("focus");
    settled().await;
    assert_only_text(&page, "a tick");
}
