//! Bytes to tokens and back, as the public interface of `formats` has it. Sample files are in `tests/corpus`.

#![cfg(not(target_arch = "wasm32"))]

mod activation;
mod aladdin_xml;
mod any_token;
mod canonical;
mod columns;
mod conversion;
mod corpus;
mod entra_check;
mod entra_parts;
mod entra_read;
mod entra_round_trip;
mod entra_write;
mod finding_codes;
mod graph;
mod graph_activation;
mod graph_read;
mod hostile;
mod inventory;
mod linotp_csv;
mod mending;
mod multiotp_csv;
mod netiq_csv;
mod otpauth_list;
mod otpauth_read;
mod otpauth_round_trip;
mod otpauth_write;
mod pingid_csv;
mod privacyidea_csv;
mod python_pskc_csv;
mod receipt;
mod report;
mod samples;
mod target;
mod vendor_list;
mod wire;
mod yubikey;
