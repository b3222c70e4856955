//! Downloads: waiting until a file is complete, then reading it.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::Path;

use crate::{Failure, Outcome, eventually};

/// The endings of files that are still arriving, and of what browsers keep beside them.
const ARRIVING: [&str; 4] = [".crdownload", ".part", ".tmp", ".wkdownload"];

/// A file that a page has saved.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Download {
    /// The name it was saved under.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Download {
    /// What is in it, as text.
    ///
    /// # Errors
    ///
    /// When it is not UTF-8.
    pub fn text(&self) -> Outcome<&str> {
        Ok(std::str::from_utf8(&self.bytes)?)
    }
}

/// Does `deed`, then waits for the file that appears in the folder, and takes it out: the next one may have
/// the same name, which WebKit refuses and the others number. An empty file counts as not there yet, because
/// Firefox makes one before it writes.
pub(crate) async fn after(folder: &Path, deed: impl AsyncFnOnce() -> Outcome) -> Outcome<Download> {
    let before = names(folder)?;
    deed().await?;
    let mut last_size = 0;
    let name = eventually("a download to be complete", async || {
        let now = names(folder)?;
        if now.iter().any(is_arriving) {
            return Ok(None);
        }
        let mut new = now.difference(&before);
        match (new.next(), new.next()) {
            (None, _) => Ok(None),
            (Some(name), None) => {
                let size = fs::metadata(folder.join(name))?.len();
                let settled = size > 0 && size == last_size;
                last_size = size;
                Ok(settled.then(|| name.clone()))
            }
            (Some(one), Some(other)) => Failure::because(format!(
                "there is more than one: {} and {}",
                one.display(),
                other.display()
            )),
        }
    })
    .await?;
    let path = folder.join(&name);
    let bytes = fs::read(&path)?;
    fs::remove_file(path)?;
    Ok(Download {
        name: name.to_string_lossy().into_owned(),
        bytes,
    })
}

fn names(folder: &Path) -> Outcome<BTreeSet<OsString>> {
    let entries = fs::read_dir(folder)?;
    Ok(entries
        .map(|entry| Ok(entry?.file_name()))
        .collect::<std::io::Result<_>>()?)
}

fn is_arriving(name: &OsString) -> bool {
    let name = name.to_string_lossy();
    ARRIVING.iter().any(|ending| name.ends_with(ending)) || name.starts_with('.')
}
