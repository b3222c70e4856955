//! Paper: what printing takes of the page, and the browser's own dialogue.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;

use super::activity::{document, window};

/// What `style.css` knows the page by while printing means the sheets alone; its value is the name of a paper there.
const MARK: &str = "data-prints-sheets";

/// The browser opened no dialogue: in a sandboxed frame it never does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the browser opened no print dialogue")]
pub struct NotPrinted;

/// Says what printing, by whatever way, means: the sheets alone on the paper of that name, or the page as it is.
pub fn print_sheets_alone(paper: Option<&str>) {
    if let Some(root) = document().document_element() {
        // A root without the mark prints the page as it is.
        let _ = match paper {
            Some(paper) => root.set_attribute(MARK, paper),
            None => root.remove_attribute(MARK),
        };
    }
}

/// What `style.css` knows the page by while printing means one part alone; its value is the part's id there.
const PART: &str = "data-prints-part";

/// Opens the browser's print dialogue for this part of the page alone.
///
/// # Errors
/// [`NotPrinted`].
pub fn print_alone(part: &str) -> Result<(), NotPrinted> {
    let root = document().document_element().ok_or(NotPrinted)?;
    root.set_attribute(PART, part).map_err(|_| NotPrinted)?;
    // Some browsers take the page only after the dialogue has opened.
    let after = {
        let root = root.clone();
        EventListener::once(&window(), "afterprint", move |_| {
            // A root without the mark prints the page as it is.
            let _ = root.remove_attribute(PART);
        })
    };
    let printed = print();
    match printed {
        Ok(()) => after.forget(),
        Err(_) => {
            let _ = root.remove_attribute(PART);
        }
    }
    printed
}

/// Opens the browser's print dialogue.
///
/// # Errors
/// [`NotPrinted`].
pub fn print() -> Result<(), NotPrinted> {
    // A browser that refuses does so without a word: only the event tells.
    let began = Rc::new(Cell::new(false));
    let listener = {
        let began = Rc::clone(&began);
        EventListener::once(&window(), "beforeprint", move |_| began.set(true))
    };
    let asked = window().print();
    drop(listener);
    if asked.is_ok() && began.get() {
        Ok(())
    } else {
        Err(NotPrinted)
    }
}
