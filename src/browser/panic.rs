//! What happens when the program stops: the static panel of the page is told the place, and nothing else.

use std::panic::PanicHookInfo;

use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

/// The event that the page's loader listens for; its `detail` is the place.
const EVENT: &str = "totp-panic";

/// Tells the page. The message is left out: it could quote a secret. The place is a file of the source and a line.
pub fn report(info: &PanicHookInfo<'_>) {
    let place = info.location().map_or_else(String::new, |place| {
        format!("{}:{}", place.file(), place.line())
    });
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let init = CustomEventInit::new();
    init.set_detail(&JsValue::from_str(&place));
    if let Ok(event) = CustomEvent::new_with_event_init_dict(EVENT, &init) {
        // Nobody is left to be told if this fails.
        let _ = document.dispatch_event(&event);
    }
}
