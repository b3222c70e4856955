//! The bill of materials of a release, in CycloneDX: what is compiled into the page, and what compiled it.
//!
//! It must never name a folder of this machine nor the time, so that the same commit gives the same list.

use crate::{
    rebuild::copy_sources,
    run::{output, path_with, run},
    tools,
    workspace::{Scratch, Workspace},
};
use anyhow::{Context, Result, bail};
use data_encoding::{BASE64, HEXLOWER};
use serde_json::{Value, json};
use std::{fs, process::Command};

/// The list, as JSON.
///
/// # Errors
/// When the tool that makes it cannot be installed or fails, or the time of the commit is not known.
pub fn bill_of_materials(workspace: &Workspace) -> Result<String> {
    tools::ensure_cargo_cyclonedx(workspace)?;
    // The tool writes beside each manifest.
    let scratch = Scratch::make("bill")?;
    let copy = scratch.0.join("sources");
    copy_sources(workspace, &copy)?;
    let commit_time = output(
        Command::new("git")
            .args(["log", "-1", "--format=%ct"])
            .current_dir(&workspace.root),
    )
    .context("git does not say when the commit was made: is this a checkout of its own?")?;
    run(Command::new("cargo")
        .args([
            "cyclonedx",
            "--quiet",
            "--format",
            "json",
            "--spec-version",
            "1.5",
        ])
        .args(["--target", tools::WASM_TARGET, "--override-filename", NAME])
        .current_dir(&copy)
        .env("PATH", path_with(&tools::bin_folder(workspace)))
        .env("SOURCE_DATE_EPOCH", commit_time.trim()))?;
    let made = fs::read_to_string(copy.join(NAME).with_extension("json"))
        .context("cargo-cyclonedx wrote no list")?;

    let mut list = read(&without_folder(&made, &copy.to_string_lossy()))?;
    let mut more = vec![
        compiler(workspace)?,
        wasm_opt(&tools::npm_lock(workspace)?)?,
    ];
    for (package, version) in tools::builders(workspace)? {
        more.push(tool("cargo", package, &version));
    }
    add(&mut list, more)?;
    Ok(serde_json::to_string_pretty(&list)? + "\n")
}

/// The file's name beside the manifest, without its ending.
const NAME: &str = "bill";

fn without_folder(list: &str, folder: &str) -> String {
    list.replace(&format!("path+file://{folder}"), "totp-toolset")
        .replace("?download_url=file://.", "")
}

fn read(list: &str) -> Result<Value> {
    if list.contains("file://") {
        bail!(
            "the bill of materials names a folder of this machine: see what cargo-cyclonedx writes"
        );
    }
    Ok(serde_json::from_str(list)?)
}

fn add(list: &mut Value, more: Vec<Value>) -> Result<()> {
    list["components"]
        .as_array_mut()
        .context("cargo-cyclonedx lists no components")?
        .extend(more);
    Ok(())
}

/// The compiler, of whose standard library the page holds a part.
fn compiler(workspace: &Workspace) -> Result<Value> {
    let pinned = fs::read_to_string(workspace.root.join("rust-toolchain.toml"))?;
    let version = pinned
        .lines()
        .find_map(|line| line.strip_prefix("channel = \"")?.strip_suffix('"'))
        .context("rust-toolchain.toml names no compiler")?;
    let mut rust = tool("generic", "rust", version);
    rust["scope"] = json!("required");
    Ok(rust)
}

/// Out of the lock file of npm: its hash is of the package as npm serves it.
fn wasm_opt(lock: &[u8]) -> Result<Value> {
    let lock: Value = serde_json::from_slice(lock)?;
    let locked = &lock["packages"]["node_modules/binaryen"];
    let version = locked["version"]
        .as_str()
        .context("xtask/package-lock.json pins no binaryen")?;
    let hash = locked["integrity"]
        .as_str()
        .and_then(|integrity| integrity.strip_prefix("sha512-"))
        .and_then(|hash| BASE64.decode(hash.as_bytes()).ok())
        .context("xtask/package-lock.json pins binaryen without a SHA-512")?;
    let mut binaryen = tool("npm", "binaryen", version);
    binaryen["hashes"] = json!([{ "alg": "SHA-512", "content": HEXLOWER.encode(&hash) }]);
    Ok(binaryen)
}

/// A program that is not in the page, but had it in its hands.
fn tool(kind: &str, name: &str, version: &str) -> Value {
    let url = format!("pkg:{kind}/{name}@{version}");
    json!({ "type": "application", "bom-ref": url, "name": name, "version": version, "scope": "excluded", "purl": url })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checkouts_folder_is_left_out() {
        let made = r#"{"ref": "path+file:///tmp/x#totp-toolset@0.1.0", "purl": "pkg:cargo/a@1?download_url=file://."}"#;
        let plain = without_folder(made, "/tmp/x");
        assert_eq!(
            plain,
            r#"{"ref": "totp-toolset#totp-toolset@0.1.0", "purl": "pkg:cargo/a@1"}"#
        );
        assert!(read(&plain).is_ok());
        assert!(read(made).is_err());
    }

    #[test]
    fn wasm_opt_is_listed_with_the_hash_that_the_lock_file_pins() {
        let lock = tools::npm_lock(&Workspace::find().unwrap()).unwrap();
        let binaryen = wasm_opt(&lock).unwrap();
        let content = binaryen["hashes"][0]["content"].as_str().unwrap();
        assert_eq!(content.len(), 128, "{content}");
        let url = binaryen["purl"].as_str().unwrap();
        assert!(url.starts_with("pkg:npm/binaryen@"), "{url}");
    }

    #[test]
    fn a_lock_file_without_wasm_opt_is_an_error() {
        assert!(wasm_opt(b"{}").is_err());
    }

    #[test]
    fn the_compiler_is_listed_as_pinned() {
        let rust = compiler(&Workspace::find().unwrap()).unwrap();
        assert_eq!(
            rust["version"],
            env!("CARGO_PKG_RUST_VERSION").to_owned() + ".0"
        );
    }

    #[test]
    fn tools_are_added_to_the_list() {
        let mut list = json!({ "components": [] });
        add(&mut list, vec![tool("cargo", "trunk", "1.0.0")]).unwrap();
        assert_eq!(list["components"][0]["purl"], "pkg:cargo/trunk@1.0.0");
        assert!(add(&mut json!({}), Vec::new()).is_err());
    }
}
