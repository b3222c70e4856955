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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::output;
    use serde_json::Value;

    /// The crates that the app's manifest names for the page, without those of the tests.
    fn named_for_the_page(workspace: &Workspace) -> Vec<String> {
        let mut command = Command::new("cargo");
        command
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .current_dir(&workspace.root);
        let metadata: Value = serde_json::from_str(&output(&mut command).unwrap()).unwrap();
        let packages = metadata["packages"].as_array().unwrap();
        let app = packages
            .iter()
            .find(|package| package["name"] == "totp-toolset");
        let dependencies = app.unwrap()["dependencies"].as_array().unwrap();
        dependencies
            .iter()
            .filter(|dependency| dependency["kind"].is_null())
            .map(|dependency| dependency["name"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Those that the README's table of reasons does not name.
    fn without_reason(crates: &[String], readme: &str) -> Vec<String> {
        let (_, rest) = readme
            .split_once("Every dependency has its reason:")
            .unwrap();
        let table: Vec<_> = rest
            .lines()
            .skip_while(|line| !line.starts_with('|'))
            .take_while(|line| line.starts_with('|'))
            .collect();
        let table = table.join("\n");
        let unnamed = crates
            .iter()
            .filter(|name| !table.contains(&format!("`{name}`")));
        unnamed.cloned().collect()
    }

    #[test]
    fn every_dependency_of_the_page_has_its_reason_in_the_readme() {
        let workspace = Workspace::find().unwrap();
        let readme = std::fs::read_to_string(workspace.root.join("README.md")).unwrap();
        let crates = named_for_the_page(&workspace);
        assert!(crates.iter().any(|name| name == "yew"), "{crates:?}");
        assert_eq!(without_reason(&crates, &readme), Vec::<String>::new());
    }

    #[test]
    fn a_dependency_without_a_reason_is_found() {
        let readme = "`chrono`\nEvery dependency has its reason:\n\n| for | crate |\n|---|---|\n| codes | `hmac` |\n\n`chrono`\n";
        let crates = ["hmac", "chrono"].map(str::to_owned);
        assert_eq!(without_reason(&crates, readme), ["chrono"]);
    }
}
