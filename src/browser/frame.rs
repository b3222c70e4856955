//! Whether another page shows this one in a frame. What the two may say to each other is in www/frame.js: nothing of it comes
//! near the program.

use super::activity::window;

/// Whether this page is in a frame. Where the browser does not tell, it counts as one.
pub fn is_framed() -> bool {
    let window = window();
    match window.parent() {
        Ok(Some(parent)) => parent != window,
        Ok(None) | Err(_) => true,
    }
}
