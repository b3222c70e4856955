//! A worker that is made of the page itself: the same glue and the same program, from a Blob, so that it works from
//! `file://` too. Here messages go to and fro; what they mean is not known here.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, Event, MessageEvent, Url};
use zeroize::Zeroizing;

use super::activity::document;
use super::files::Buffer;
use super::stack;

/// The element whose text is the glue.
const GLUE: &str = "glue";

/// What the worker does first: it waits for the compiled program and starts it, as the page's loader does.
const BOOT: &str =
    "\n;onmessage = ({ data }) => { onmessage = null; wasm_bindgen.initSync({ module: data }); };";

/// The browser does not let the page have a worker, or the worker has stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no worker")]
pub struct NoWorker;

/// A message: a number that says whose it is, a head, and any number of bodies.
pub struct Message {
    /// Whose it is.
    pub ticket: u32,
    /// What it says.
    pub head: Vec<u8>,
    /// What it carries; handed over, not copied.
    pub bodies: Vec<Buffer>,
}

impl Message {
    fn into_value(self) -> (Array, Array) {
        let bodies: Array = self.bodies.into_iter().map(Buffer::into_array).collect();
        let head = Uint8Array::new_from_slice(&self.head);
        let value = Array::of3(&self.ticket.into(), &head, &bodies);
        (value, bodies)
    }

    fn of_value(value: &JsValue) -> Option<Self> {
        let value: &Array = value.dyn_ref()?;
        let head: Uint8Array = value.get(1).dyn_into().ok()?;
        let bodies: Array = value.get(2).dyn_into().ok()?;
        Some(Self {
            // A whole number, as it was written above.
            ticket: value.get(0).as_f64()? as u32,
            head: head.to_vec(),
            bodies: bodies
                .iter()
                .map(|body| body.dyn_into::<ArrayBuffer>().ok().map(Buffer::of_array))
                .collect::<Option<_>>()?,
        })
    }
}

/// A worker, until it is dropped.
pub struct Worker {
    worker: web_sys::Worker,
    address: String,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl Worker {
    /// Starts one. It gets this page's compiled program, so it starts at once.
    ///
    /// # Errors
    /// [`NoWorker`] where the browser refuses; `stopped` is called where it finds out later.
    pub fn start(
        mut answer: impl FnMut(Message) + 'static,
        mut stopped: impl FnMut() + 'static,
    ) -> Result<Self, NoWorker> {
        let (worker, address) = new_worker().map_err(|_| NoWorker)?;
        let on_message = Closure::new(move |event: MessageEvent| {
            // Anything else would be no message of this program.
            if let Some(message) = Message::of_value(&event.data()) {
                answer(message);
            }
        });
        let on_error = Closure::new(move |event: Event| {
            // Said by the caller; the page's own watch over errors need not say it again.
            event.prevent_default();
            stopped();
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        worker
            .post_message(&wasm_bindgen::module())
            .map_err(|_| NoWorker)?;
        Ok(Self {
            worker,
            address,
            _on_message: on_message,
            _on_error: on_error,
        })
    }

    /// Sends a message.
    ///
    /// # Errors
    /// [`NoWorker`] where it cannot be sent.
    pub fn post(&self, message: Message) -> Result<(), NoWorker> {
        let (value, bodies) = message.into_value();
        self.worker
            .post_message_with_transfer(&value, &bodies)
            .map_err(|_| NoWorker)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.worker.terminate();
        // An address that is gone already is what is wanted.
        let _ = Url::revoke_object_url(&self.address);
    }
}

fn new_worker() -> Result<(web_sys::Worker, String), JsValue> {
    let glue = document().get_element_by_id(GLUE).ok_or(JsValue::NULL)?;
    let script = glue.text_content().unwrap_or_default() + BOOT;
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let parts = Array::of1(&JsValue::from_str(&script));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    Ok((web_sys::Worker::new(&address)?, address))
}

/// An answer's head, and its bodies.
type Answer = (Vec<u8>, Vec<Zeroizing<Vec<u8>>>);

/// A call of its own, so that all it leaves on the stack lies below its caller.
#[inline(never)]
fn answer(
    message: Message,
    handle: &mut impl FnMut(u32, Vec<u8>, Option<Zeroizing<Vec<u8>>>) -> Option<Answer>,
) -> Option<Message> {
    let ticket = message.ticket;
    let body = message.bodies.into_iter().next().map(Buffer::into_bytes);
    let (head, bodies) = handle(ticket, message.head, body)?;
    Some(Message {
        ticket,
        head,
        bodies: bodies.iter().map(|body| Buffer::of_bytes(body)).collect(),
    })
}

/// Where this program runs in a worker: answers messages from now on. False where it runs in a page.
pub fn serve(
    mut handle: impl FnMut(u32, Vec<u8>, Option<Zeroizing<Vec<u8>>>) -> Option<Answer> + 'static,
) -> bool {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return false;
    };
    let answers = scope.clone();
    let closure: Closure<dyn FnMut(MessageEvent)> = Closure::new(move |event: MessageEvent| {
        let Some(message) = Message::of_value(&event.data()) else {
            return;
        };
        let answer = answer(message, &mut handle);
        // Before it is sent: whoever has the answer can rely on it.
        stack::sweep();
        if let Some(message) = answer {
            let (value, bodies) = message.into_value();
            // Whoever asked is there, for a worker ends with its page.
            let _ = answers.post_message_with_transfer(&value, &bodies);
        }
    });
    scope.set_onmessage(Some(closure.as_ref().unchecked_ref()));
    // It lives as long as the worker.
    closure.forget();
    true
}
