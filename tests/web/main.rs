//! The second floor of tests: what `browser` and `ui` do, in a real browser.
//!
//! Run by `cargo xtask test` in Chromium and in Firefox. Each test replaces what it must of the browser and leaves
//! nothing behind: see `fake`. None of them sleeps: they wait until something is so, see `wait`.

#![cfg(target_arch = "wasm32")]

mod fake;
mod mounted;
mod tour;
mod wait;

mod activity;
mod clipboard;
mod clock;
mod entropy;
mod files;
mod panic;

mod activation;
mod burn;
mod check;
mod check_texts;
mod code;
mod forgetting;
mod hiding;
mod list;
mod markup;
mod naming;
mod paper;
mod policy;
mod proof;
mod rehearse;
mod seed;
mod table;
mod widgets;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
