//! Tokens for many users at once: orders, lists of users, serial numbers, and the tokens that come of them.

#![cfg(not(target_arch = "wasm32"))]

mod serial;
