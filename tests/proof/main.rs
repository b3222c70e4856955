//! What the page can show of itself.

#![cfg(not(target_arch = "wasm32"))]

mod build;
mod known;
mod legible;
mod random;
mod self_tests;
mod sha256;
mod sightings;
