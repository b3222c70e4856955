//! Text to the clipboard. It leaves the page's hands there: other programs can read it.

use wasm_bindgen_futures::JsFuture;

use super::activity::{document, window};
use super::dom::{HtmlTextAreaElement, JsCast};

/// The browser did not allow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the browser refused to copy")]
pub struct CopyRefused;

/// Puts the text into the clipboard; to be called from a click or a key.
///
/// # Errors
/// [`CopyRefused`] where neither the clipboard interface nor the older command is allowed.
pub async fn copy(text: &str) -> Result<(), CopyRefused> {
    let clipboard = window().navigator().clipboard();
    // Absent on plain http, and in some browsers elsewhere too: only the older way is left there.
    if !clipboard.is_undefined() && JsFuture::from(clipboard.write_text(text)).await.is_ok() {
        return Ok(());
    }
    copy_by_command(text).ok_or(CopyRefused)
}

/// What takes a secret's place. Not nothing: the older command copies no empty text.
const BLANK: &str = " ";

/// Puts a blank into the clipboard; to be called from a click or a key.
///
/// # Errors
/// As [`copy`].
pub async fn clear() -> Result<(), CopyRefused> {
    copy(BLANK).await
}

fn copy_by_command(text: &str) -> Option<()> {
    let document = document();
    let body = document.body()?;
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    let before = document.active_element();
    area.set_class_name("off-screen");
    area.set_read_only(true);
    area.set_value(text);
    body.append_child(&area).ok()?;
    area.select();
    let copied = document
        .dyn_ref::<web_sys::HtmlDocument>()
        .and_then(|document| document.exec_command("copy").ok());
    area.set_value("");
    area.remove();
    if let Some(before) = before.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        // Nothing is lost if the element cannot take the focus back.
        let _ = before.focus();
    }
    copied.filter(|&copied| copied).map(|_| ())
}
