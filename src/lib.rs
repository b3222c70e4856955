//! TOTP Toolset: a workbench for OATH token seeds that runs entirely in one web page.
//!
//! The map of the house, from the ground up; each layer names only those above it in this list:
//!
//! - [`oath`]: RFC 4226 and RFC 6238.
//! - [`packed`]: tokens in bytes, as the page keeps them. [`formats`]: files to tokens and back; [`qr`]: text to QR code.
//!   None of the three knows another.
//! - [`issue`]: tokens for many users at once. [`check`]: files as somebody dropped them. [`rehearsal`]: a tenant to practise in.
//!   [`work`]: what takes long, in slices.
//! - [`proof`]: what the page can show of itself: self-tests, sightings, hashes; of these layers it names [`oath`] alone.
//! - [`app`]: state, actions, drafts of forms; pure, like all before it.
//! - [`browser`]: the only code that names the browser. [`ui`]: the Yew components. Both with the feature `web` only.

pub mod app;
#[cfg(feature = "web")]
pub mod browser;
pub mod check;
pub mod formats;
pub mod issue;
pub mod oath;
pub mod packed;
pub mod proof;
pub mod qr;
pub mod rehearsal;
#[cfg(feature = "web")]
pub mod ui;
pub mod work;
