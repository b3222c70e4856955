//! An independent opinion on a code: the `oathtool` program of the OATH Toolkit.
//! Never used for what the page could be asked; it is here to disagree.

use std::process::Command;

use crate::{Failure, Outcome};

/// The TOTP code that `oathtool` computes (RFC 6238).
///
/// - `algorithm`: `"sha1"`, `"sha256"` or `"sha512"`
/// - `secret`: base32
/// - `digits`: 6 to 8; `period`: seconds; `time`: Unix seconds
///
/// # Errors
///
/// When the program is missing or refuses the parameters.
pub fn totp(algorithm: &str, secret: &str, digits: u8, period: u32, time: u64) -> Outcome<String> {
    run(&[
        &format!("--totp={algorithm}"),
        "--base32",
        &format!("--digits={digits}"),
        &format!("--time-step-size={period}s"),
        &format!("--now=@{time}"),
        "--",
        secret,
    ])
}

/// The HOTP code that `oathtool` computes (RFC 4226). `secret` is base32.
///
/// # Errors
///
/// When the program is missing or refuses the parameters.
pub fn hotp(secret: &str, digits: u8, counter: u64) -> Outcome<String> {
    run(&[
        "--hotp",
        "--base32",
        &format!("--digits={digits}"),
        &format!("--counter={counter}"),
        "--",
        secret,
    ])
}

fn run(arguments: &[&str]) -> Outcome<String> {
    let output = Command::new("oathtool")
        .args(arguments)
        .output()
        .map_err(|error| {
            Failure::new(format!(
                "oathtool did not start ({error}): install the package oathtool"
            ))
        })?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        return Failure::because(format!("oathtool refused: {}", complaint.trim()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
