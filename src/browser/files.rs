//! Files out and in: the browser's downloads, and what a person chose or dropped.

use gloo_events::{EventListener, EventListenerOptions};
use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DataTransfer, DragEvent, Event, File, FileList, HtmlAnchorElement,
    HtmlInputElement, Url,
};
use zeroize::Zeroizing;

use super::activity::{document, window};

/// The browser did not do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the browser refused the file")]
pub struct FileRefused;

/// How long the browser gets to fetch a download before its address is withdrawn, in milliseconds.
const WITHDRAW_AFTER: u32 = 60_000;

/// Bytes that the browser holds, outside the program's memory. They may be secrets: whoever takes them over wipes them,
/// and those that nobody takes over are wiped when dropped.
pub struct Buffer(Option<ArrayBuffer>);

impl Buffer {
    pub(super) fn of_array(array: ArrayBuffer) -> Self {
        Self(Some(array))
    }

    /// To be handed over: nothing is left to be wiped here.
    pub(super) fn into_array(mut self) -> ArrayBuffer {
        // It is taken by this and by dropping alone.
        self.0.take().expect("a buffer holds its array")
    }

    /// A copy of these.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self::of_array(Uint8Array::new_from_slice(bytes).buffer())
    }

    /// The bytes, wiped when dropped.
    pub fn into_bytes(self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.view().to_vec())
    }

    /// How many there are.
    pub fn bytes(&self) -> usize {
        self.view().length() as usize
    }

    fn view(&self) -> Uint8Array {
        // As above.
        Uint8Array::new(self.0.as_ref().expect("a buffer holds its array"))
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        if let Some(array) = &self.0 {
            let bytes = Uint8Array::new(array);
            bytes.fill(0, 0, bytes.length());
        }
    }
}

/// Hands bytes to the browser's downloads under that name; to be called from a click or a key, or soon after.
///
/// # Errors
/// [`FileRefused`].
pub fn download(name: &str, media_type: &str, content: &Buffer) -> Result<(), FileRefused> {
    start_download(name, media_type, content).map_err(|_| FileRefused)
}

fn start_download(name: &str, media_type: &str, content: &Buffer) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&content.view());
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let anchor: HtmlAnchorElement = document().create_element("a")?.dyn_into()?;
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.set_hidden(true);
    // Firefox follows only links that are in the page.
    document()
        .body()
        .ok_or(JsValue::NULL)?
        .append_child(&anchor)?;
    anchor.click();
    anchor.remove();
    gloo_timers::callback::Timeout::new(WITHDRAW_AFTER, move || {
        // An address that is gone already is what is wanted.
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Ok(())
}

/// Calls back with the files that are dropped together anywhere on the page, as long as the listeners are kept.
///
/// Anywhere, for a browser opens what is dropped beside a target, and the page with all its tokens would be gone.
pub fn on_drop(dropped: impl Fn(Vec<File>) + 'static) -> [EventListener; 2] {
    let options = EventListenerOptions::enable_prevent_default();
    [
        EventListener::new_with_options(&window(), "dragover", options, |event| {
            if dragged_files(event).is_some() {
                event.prevent_default();
            }
        }),
        EventListener::new_with_options(&window(), "drop", options, move |event| {
            // Text that is dragged into a field is the browser's business.
            if dragged_files(event).is_none() {
                return;
            }
            event.prevent_default();
            if let Some(event) = event.dyn_ref::<DragEvent>() {
                dropped(dropped_files(event));
            }
        }),
    ]
}

/// The files of a drop.
pub fn dropped_files(event: &DragEvent) -> Vec<File> {
    let files = event.data_transfer().and_then(|transfer| transfer.files());
    let count = files.as_ref().map_or(0, FileList::length);
    (0..count)
        .filter_map(|index| files.as_ref()?.get(index))
        .collect()
}

/// The files that were chosen in a field. The field is emptied, so that the same ones can be chosen again.
pub fn chosen_files(event: &Event) -> Vec<File> {
    let input = event.target().and_then(|target| target.dyn_into().ok());
    let Some(input): Option<HtmlInputElement> = input else {
        return Vec::new();
    };
    let files = input.files();
    let count = files.as_ref().map_or(0, FileList::length);
    let chosen = (0..count).filter_map(|index| files.as_ref()?.get(index));
    let chosen = chosen.collect();
    input.set_value("");
    chosen
}

/// What is dragged, if it is files.
fn dragged_files(event: &Event) -> Option<DataTransfer> {
    let transfer = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    let files = JsValue::from_str("Files");
    transfer.types().includes(&files, 0).then_some(transfer)
}

/// The bytes of a file from one place to another, the latter not among them.
///
/// # Errors
/// As [`read`].
pub async fn read_part(file: &File, from: u64, to: u64) -> Result<Buffer, FileRefused> {
    // Exact: no browser opens a file of 2^53 bytes.
    let part = file.slice_with_f64_and_f64(from as f64, to as f64);
    let array = JsFuture::from(part.map_err(|_| FileRefused)?.array_buffer()).await;
    array
        .ok()
        .and_then(|array| array.dyn_into().ok())
        .map(Buffer::of_array)
        .ok_or(FileRefused)
}

/// The bytes of a file.
///
/// # Errors
/// [`FileRefused`] where it cannot be read, as when it was moved since it was chosen.
pub async fn read(file: &File) -> Result<Buffer, FileRefused> {
    let array = JsFuture::from(file.array_buffer())
        .await
        .map_err(|_| FileRefused)?;
    array
        .dyn_into()
        .map(Buffer::of_array)
        .map_err(|_| FileRefused)
}
