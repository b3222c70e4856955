//! The packages that the project is made of, as Cargo knows them: where each lies on this machine.
//!
//! It must never guess a folder: a machine may take its packages from a mirror, a vendored copy or a folder of its own.

use crate::{run::output, workspace::Workspace};
use anyhow::{Context, Result};
use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// One package of Cargo.lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Its name on crates.io, or in this workspace.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Where its manifest lies.
    pub folder: PathBuf,
    /// Whether it comes from outside this workspace.
    pub foreign: bool,
}

impl Package {
    /// Its folder's name in a registry: `yew-0.23.0`.
    pub fn in_registry(&self) -> String {
        format!("{}-{}", self.name, self.version)
    }
}

/// All packages of Cargo.lock.
///
/// # Errors
/// When Cargo does not know them, as where Cargo.lock is out of date.
pub fn packages(workspace: &Workspace) -> Result<Vec<Package>> {
    let mut command = Command::new("cargo");
    command
        .args(["metadata", "--locked", "--format-version", "1"])
        .current_dir(&workspace.root);
    let printed = output(&mut command).context(
        "Cargo does not say where the packages lie: `cargo metadata --locked` tells why",
    )?;
    read(&printed).context("`cargo metadata` printed something unexpected: is Cargo as new as rust-toolchain.toml asks?")
}

fn read(metadata: &str) -> Result<Vec<Package>> {
    let metadata: Value = serde_json::from_str(metadata)?;
    let packages = metadata["packages"].as_array().context("no packages")?;
    packages
        .iter()
        .map(|package| read_one(package).context("a package without name, version or folder"))
        .collect()
}

fn read_one(package: &Value) -> Option<Package> {
    let manifest = Path::new(package["manifest_path"].as_str()?);
    Some(Package {
        name: package["name"].as_str()?.to_owned(),
        version: package["version"].as_str()?.to_owned(),
        folder: manifest.parent()?.to_path_buf(),
        foreign: !package["source"].is_null(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packages_folder_is_that_of_its_manifest() {
        let metadata = r#"{"packages": [
            {"name": "yew", "version": "0.23.0", "source": "registry+https://x", "manifest_path": "/v/yew/Cargo.toml"},
            {"name": "xtask", "version": "0.1.0", "source": null, "manifest_path": "/totp/xtask/Cargo.toml"}
        ]}"#;
        let packages = read(metadata).unwrap();
        assert_eq!(packages[0].folder, Path::new("/v/yew"));
        assert_eq!(packages[0].in_registry(), "yew-0.23.0");
        assert!(packages[0].foreign && !packages[1].foreign);
    }

    #[test]
    fn what_is_no_metadata_is_an_error() {
        assert!(read("").is_err());
        assert!(read("{}").is_err());
        assert!(read(r#"{"packages": [{"name": "yew"}]}"#).is_err());
    }

    #[test]
    fn the_projects_own_packages_are_not_foreign() {
        let workspace = Workspace::find().unwrap();
        let packages = packages(&workspace).unwrap();
        let own = packages.iter().filter(|package| !package.foreign);
        assert!(own.clone().any(|package| package.name == "totp-toolset"));
        assert!(
            own.clone()
                .all(|package| package.folder.starts_with(&workspace.root))
        );
    }
}
