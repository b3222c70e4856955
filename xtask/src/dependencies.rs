//! What the project depends on: judged by cargo-deny with deny.toml, and asked about in the RustSec database.
//!
//! The judgement must never need a network, or it would change while the project does not; only the question does.

use crate::{
    run::{path_with, run},
    tools,
    workspace::Workspace,
};
use anyhow::Result;
use std::process::Command;

/// Licences, sources, banned crates and build scripts.
///
/// # Errors
/// When cargo-deny cannot be installed, or a dependency is not what deny.toml allows.
pub fn judge(workspace: &Workspace) -> Result<()> {
    tools::ensure_cargo_deny(workspace)?;
    let mut command = cargo_deny(workspace);
    command.args(["--offline", "check", "licenses", "bans", "sources"]);
    run(&mut command)
}

/// Known faults, withdrawn versions and crates that nobody keeps.
///
/// # Errors
/// When there is no network, or a dependency is listed there.
pub fn ask_for_advisories(workspace: &Workspace) -> Result<()> {
    tools::ensure_cargo_deny(workspace)?;
    let mut command = cargo_deny(workspace);
    command.args(["check", "advisories"]);
    run(&mut command)
}

fn cargo_deny(workspace: &Workspace) -> Command {
    let mut command = Command::new("cargo");
    command
        .args(["deny", "--locked", "--workspace"])
        .current_dir(&workspace.root)
        .env("PATH", path_with(&tools::bin_folder(workspace)));
    command
}
