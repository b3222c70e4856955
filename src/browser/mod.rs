//! The only code that names the browser: clock, entropy, files, clipboard, events.
//!
//! It holds no decisions: what is copied, shown or downloaded is said by the callers. It asks nothing of the network
//! and stores nothing. Errors carry no text of the page.

pub mod activity;
pub mod clipboard;
pub mod clock;
pub mod dom;
pub mod entropy;
pub mod files;
pub mod frame;
pub mod online;
pub mod panic;
pub mod parts;
pub mod print;
pub mod sights;
pub mod stack;
pub mod worker;
