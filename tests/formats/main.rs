//! Bytes to tokens and back, as the public interface of `formats` has it. Sample files are in `tests/corpus`.

#![cfg(not(target_arch = "wasm32"))]

mod activation;
mod corpus;
mod entra_check;
mod entra_parts;
mod entra_read;
mod entra_round_trip;
mod entra_write;
mod finding_codes;
mod graph;
mod graph_activation;
mod hex_list;
mod inventory;
mod otpauth_list;
mod otpauth_read;
mod otpauth_round_trip;
mod otpauth_write;
mod receipt;
mod report;
mod samples;
mod wire;
mod yubikey;
