//! Files in and out.

use js_sys::{Array, Uint8Array};
use totp_toolset::browser::files::{Buffer, FileRefused, download, read};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, File};

use crate::fake::{Fake, js, js_with};
use crate::mounted::{all, document};

const NAME: &str = "entra-oath-tokens-2025-11-24.csv";

/// A file of these bytes, as a person would choose it.
pub fn file(name: &str, bytes: &[u8]) -> File {
    let bytes = Uint8Array::new_from_slice(bytes);
    let parts = Array::of1(&bytes);
    File::new_with_u8_array_sequence(&parts, name).expect("bytes make a file")
}

/// Keeps the links that are clicked, instead of following them.
fn clicked_links() -> (Fake, Array) {
    let prototype = js("return HTMLAnchorElement.prototype");
    let body = "seen.push({ download: this.download, href: this.href, inPage: this.isConnected, shown: !this.hidden })";
    Fake::recording(&prototype, "click", body)
}

fn said(link: &JsValue, property: &str) -> JsValue {
    js_with("link", &format!("return link.{property}"), link)
}

async fn fetched(address: &JsValue) -> Result<(String, Vec<u8>), JsValue> {
    let answer = js_with(
        "address",
        "return fetch(address).then(async (answer) =>
            [answer.headers.get('content-type'), new Uint8Array(await answer.arrayBuffer())])",
        address,
    );
    let answer: Array = JsFuture::from(answer.unchecked_into::<js_sys::Promise>())
        .await?
        .unchecked_into();
    let bytes: Uint8Array = answer.get(1).unchecked_into();
    Ok((
        answer.get(0).as_string().unwrap_or_default(),
        bytes.to_vec(),
    ))
}

#[wasm_bindgen_test]
async fn a_chosen_file_gives_its_bytes() {
    for bytes in [
        Vec::new(),
        vec![0],
        (0..=255).collect(),
        vec![0xef, 0xbb, 0xbf],
    ] {
        let read = read(&file("tokens.csv", &bytes)).await;
        assert_eq!(read.map(|read| read.into_bytes().to_vec()), Ok(bytes));
    }
}

#[wasm_bindgen_test]
async fn a_file_that_is_gone_is_refused() {
    let file = file("tokens.csv", b"upn");
    let rejects = js("return () => Promise.reject(new DOMException('gone', 'NotFoundError'))");
    let _gone = Fake::new(&file, "arrayBuffer", &rejects);
    assert_eq!(read(&file).await.err(), Some(FileRefused));
}

#[wasm_bindgen_test]
async fn a_download_is_a_link_of_that_name_to_these_bytes() {
    let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let (_fake, links) = clicked_links();
    assert_eq!(
        download(NAME, "text/csv;charset=utf-8", &Buffer::of_bytes(&bytes)),
        Ok(())
    );
    assert_eq!(links.length(), 1);
    let link = links.get(0);
    assert_eq!(said(&link, "download").as_string().as_deref(), Some(NAME));
    let address = said(&link, "href");
    assert!(
        address
            .as_string()
            .is_some_and(|address| address.starts_with("blob:"))
    );
    assert_eq!(
        fetched(&address).await,
        Ok(("text/csv;charset=utf-8".to_owned(), bytes))
    );
}

#[wasm_bindgen_test]
fn the_link_is_in_the_page_unseen_and_then_gone() {
    let (_fake, links) = clicked_links();
    assert_eq!(
        download(NAME, "text/csv", &Buffer::of_bytes(b"upn")),
        Ok(())
    );
    assert_eq!(said(&links.get(0), "inPage"), JsValue::TRUE);
    assert_eq!(said(&links.get(0), "shown"), JsValue::FALSE);
    let root: Element = document().body().expect("a page has a body").into();
    let left = all(&root, "a[download]");
    assert!(left.is_empty());
}

#[wasm_bindgen_test]
async fn the_address_of_a_download_is_withdrawn_after_a_while_and_not_before() {
    let (_fake, links) = clicked_links();
    let (timers, set) = Fake::recording(
        &js("return window"),
        "setTimeout",
        "seen.push({ run: given[0], after: given[1] }); return 1",
    );
    assert_eq!(
        download(NAME, "text/csv", &Buffer::of_bytes(b"upn")),
        Ok(())
    );
    drop(timers);
    let address = said(&links.get(0), "href");
    assert!(
        fetched(&address).await.is_ok(),
        "the browser has time to fetch it"
    );

    assert_eq!(set.length(), 1);
    let after = said(&set.get(0), "after").as_f64();
    assert!(
        after.is_some_and(|after| (10_000.0..=600_000.0).contains(&after)),
        "{after:?}"
    );
    js_with("timer", "timer.run()", &set.get(0));
    assert!(
        fetched(&address).await.is_err(),
        "the secret is not left in the browser"
    );
}

#[wasm_bindgen_test]
fn a_refused_download_is_refused_and_leaves_nothing() {
    let url = js("return URL");
    let throws = js("return () => { throw new TypeError('no') }");
    let _refused = Fake::new(&url, "createObjectURL", &throws);
    assert_eq!(
        download(NAME, "text/csv", &Buffer::of_bytes(b"upn")),
        Err(FileRefused)
    );
}
