//! What the document says that the page is made of: its stamp, and the texts of its scripts and styles.
//!
//! Only what a script put there can be read, so a page that lies shows whatever it likes.

use js_sys::{ArrayBuffer, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CustomEvent, CustomEventInit, Element};

use super::activity::document;
use super::files::Buffer;

/// The element whose text is the packed program.
const PROGRAM: &str = "wasm";

/// The event by which the loader is asked to unpack the program once more, into its `detail`.
const UNPACK: &str = "totp-unpack";

/// The version and commit that the build wrote into the page's head; empty where there are none.
pub fn stamp() -> String {
    let meta = document().query_selector("meta[name=totp-toolset-build]");
    let content = meta
        .ok()
        .flatten()
        .and_then(|meta| meta.get_attribute("content"));
    content.unwrap_or_default()
}

/// A part of the document that is run, or that decides how it looks.
pub struct DocumentPart {
    /// `script` or `style`.
    pub element: String,
    /// Its id; empty where it has none.
    pub id: String,
    /// What is in it; `None` for the program, which is packed: see [`program`].
    pub text: Option<String>,
}

/// All of them, in the order of the document; whoever else put one there has it listed too.
pub fn document_parts() -> Vec<DocumentPart> {
    // A selector of names alone is always one.
    let Ok(found) = document().query_selector_all("script, style") else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|place| found.get(place)?.dyn_into::<Element>().ok())
        .map(|element| {
            let id = element.id();
            DocumentPart {
                element: element.local_name(),
                text: (id != PROGRAM).then(|| element.text_content().unwrap_or_default()),
                id,
            }
        })
        .collect()
}

/// The program, unpacked anew from the document by the loader that started it; `None` where it does not answer.
pub async fn program() -> Option<Buffer> {
    let detail = Object::new();
    let init = CustomEventInit::new();
    init.set_detail(&detail);
    let event = CustomEvent::new_with_event_init_dict(UNPACK, &init).ok()?;
    document().dispatch_event(&event).ok()?;
    let promise: Promise = Reflect::get(&detail, &JsValue::from_str("program"))
        .ok()?
        .dyn_into()
        .ok()?;
    let bytes = JsFuture::from(promise).await.ok()?;
    bytes.dyn_into::<ArrayBuffer>().ok().map(Buffer::of_array)
}
