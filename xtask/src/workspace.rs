//! Where things are: the checkout, and the folders the tooling makes in it.
//!
//! Every other module takes its paths from here. Nothing here creates or changes a file.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The file that is released, and its twin under the name that a web server looks for.
pub const PAGE: &str = "totp-toolset.html";
/// The same bytes as [`PAGE`], for hosting.
pub const INDEX: &str = "index.html";

/// The checkout this tooling belongs to.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub root: PathBuf,
}

impl Workspace {
    /// Finds the checkout from where Cargo says this package is.
    ///
    /// # Errors
    /// When this is not run from a checkout.
    pub fn find() -> Result<Self> {
        // Asked at run time, because a checkout can be moved after this was compiled.
        let own = std::env::var_os("CARGO_MANIFEST_DIR")
            .unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&own)
            .parent()
            .context(
                "the tooling's folder has no parent: run it from a checkout, as `cargo xtask`",
            )?
            .to_path_buf();
        Ok(Self { root })
    }

    /// The page's sources.
    pub fn www(&self) -> PathBuf {
        self.root.join("www")
    }

    /// The release, and nothing else.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// What is published beside the page, and the page itself.
    pub fn release(&self) -> PathBuf {
        self.root.join("release")
    }

    /// The hashes of the release. Not in [`Self::dist`], which holds the page alone.
    pub fn sums(&self) -> PathBuf {
        self.root.join("target").join("SHA256SUMS")
    }

    /// The guide's sources.
    pub fn guide(&self) -> PathBuf {
        self.root.join("docs")
    }

    /// The release with what only a web server needs.
    pub fn site(&self) -> PathBuf {
        self.root.join("site")
    }

    /// The pinned tools, as `cargo install --root` and `npm ci` lay them out.
    pub fn tools(&self) -> PathBuf {
        self.root.join("target").join("tools")
    }

    /// The text of `Cargo.lock`.
    ///
    /// # Errors
    /// When there is none.
    pub fn lock_file(&self) -> Result<String> {
        std::fs::read_to_string(self.root.join("Cargo.lock"))
            .context("Cargo.lock cannot be read: it belongs to the repository, get it from there")
    }
}

/// A folder among the system's temporary files, empty, and gone when this is dropped.
#[derive(Debug)]
pub struct Scratch(pub PathBuf);

impl Scratch {
    /// Makes it.
    ///
    /// # Errors
    /// When it cannot be made, or is there already and is not this process's own.
    pub fn make(name: &str) -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("xtask-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        // Not with what lies above it, and not if it is there: where others can write, it may be theirs.
        std::fs::create_dir(&folder)
            .with_context(|| format!("{} cannot be made", folder.display()))?;
        Ok(Self(folder))
    }

    /// For one test.
    #[cfg(test)]
    pub fn new(name: &str) -> Self {
        Self::make(name).unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checkout_is_the_folder_of_the_root_manifest() {
        let root = Workspace::find().unwrap().root;
        let manifest = std::fs::read_to_string(root.join("Cargo.toml")).unwrap();
        assert!(manifest.contains("[workspace]"));
    }
}
