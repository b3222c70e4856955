//! `cargo xtask release`: the page and what lets others check it, in one folder to publish.
//!
//! It must never publish what nobody else can build: a release is made of a commit.

use crate::{
    figures, page_build,
    rebuild::read_page,
    run::announce,
    sbom,
    stamp::Stamp,
    workspace::{PAGE, Workspace},
};
use anyhow::{Context, Result, bail};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::{fs, path::Path};

/// What `sha256sum --check` reads.
const SUMS: &str = "SHA256SUMS";
const BILL: &str = "totp-toolset.cdx.json";

/// Builds the page and fills release/ anew.
///
/// # Errors
/// When the sources are no commit, or a part cannot be made.
pub fn release(workspace: &Workspace) -> Result<()> {
    page_build::build(workspace)?;
    let page = read_page(&workspace.dist().join(PAGE))?;
    refuse_what_nobody_can_build(&page)?;

    announce("Collecting the release");
    let folder = workspace.release();
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir(&folder).context("release/ cannot be emptied: is one of its files open?")?;
    fs::write(folder.join(PAGE), &page)?;
    fs::write(folder.join(BILL), sbom::bill_of_materials(workspace)?)?;
    let sums = sums(&folder)? + &figures::lines_of_parts(&page)?;
    fs::write(folder.join(SUMS), &sums)?;
    print!("release/{SUMS}:\n{sums}");
    Ok(())
}

fn refuse_what_nobody_can_build(page: &str) -> Result<()> {
    let stamp = Stamp::in_page(page)
        .context("the page does not say which sources it was built from: see www/index.html")?;
    match stamp.note() {
        Some(note) => bail!("no release: {note}. Commit first"),
        None => Ok(()),
    }
}

/// A line for each file of a folder, in the order of the names: `<SHA-256>  <name>`.
fn sums(folder: &Path) -> Result<String> {
    let mut files: Vec<_> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.file_name()))
        .collect::<Result<_>>()?;
    files.sort_unstable();
    files
        .iter()
        .map(|name| {
            let hash = Sha256::digest(fs::read(folder.join(name))?);
            Ok(format!(
                "{}  {}\n",
                HEXLOWER.encode(&hash),
                name.to_string_lossy()
            ))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{run::run, stamp, workspace::Scratch};
    use std::process::Command;

    #[test]
    fn the_sums_are_what_sha256sum_checks() {
        let scratch = Scratch::new("sums");
        fs::write(scratch.0.join("b"), "abc").unwrap();
        fs::write(scratch.0.join("a"), "").unwrap();
        let sums = sums(&scratch.0).unwrap();
        // FIPS 180-4's examples: the empty message and `abc`.
        assert_eq!(
            sums,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n\
             ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b\n"
        );
        fs::write(scratch.0.join(SUMS), sums).unwrap();
        let mut check = Command::new("sha256sum");
        check
            .args(["--check", "--strict", "--quiet", SUMS])
            .current_dir(&scratch.0);
        run(&mut check).unwrap();
    }

    #[test]
    fn only_a_commit_can_be_released() {
        let commit = "0123456789abcdef0123456789abcdef01234567";
        let page = |build: &str| format!("{}0.1.0 {build}\">", stamp::BEFORE);
        refuse_what_nobody_can_build(&page(commit)).unwrap();
        for build in [format!("{commit}-modified"), "unknown".to_owned()] {
            let error = refuse_what_nobody_can_build(&page(&build)).unwrap_err();
            assert!(error.to_string().contains("no release"), "{error}");
        }
    }
}
