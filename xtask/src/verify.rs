//! `cargo xtask verify-build FILE`: builds the commit that a page names once more, and compares byte by byte.
//!
//! The file may come from anywhere. It must never choose what is run: it names a commit of this repository, or it is refused.

use crate::{
    compare::differences,
    rebuild::{build, listed, read_page},
    run::{announce, output, run},
    stamp::{Commit, Stamp},
    workspace::{PAGE, Scratch, Workspace},
};
use anyhow::{Context, Result, bail};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::{path::Path, process::Command};

/// Builds what `file` says it was built from, and compares.
///
/// # Errors
/// When the file names no commit that can be built, or is not what that commit gives.
pub fn verify(workspace: &Workspace, file: &Path) -> Result<()> {
    let page = read_page(file)?;
    let commit = commit_of(&page)?;
    require(workspace, &commit)?;
    println!("{} names commit {commit}", file.display());
    for place in places(workspace, &commit) {
        println!("  which is in {place}");
    }

    let scratch = Scratch::make("verify")?;
    let other = Workspace {
        root: scratch.0.join("sources"),
    };
    check_out(workspace, &commit, &other.root)?;
    announce("Building that commit again");
    run(&mut build(workspace, &other)?)?;
    judge(&read_page(&other.dist().join(PAGE))?, &page, &commit)
}

/// The commit that a page was built from, if it can be built again.
fn commit_of(page: &str) -> Result<String> {
    let stamp = Stamp::in_page(page).context(
        "the file does not say which commit it was built from: it is no release of this project, or was changed",
    )?;
    match stamp.commit {
        None => bail!(
            "the file was built from sources of which nobody knew the commit, so there is nothing to compare it with"
        ),
        Some(Commit { modified: true, .. }) => bail!(
            "the file says that its sources were modified after their commit, so there is nothing to compare it with"
        ),
        Some(Commit { id, .. }) => Ok(id),
    }
}

fn require(workspace: &Workspace, commit: &str) -> Result<()> {
    let object = format!("{commit}^{{commit}}");
    if output(git(&workspace.root).args(["cat-file", "-e", &object])).is_none() {
        bail!(
            "the file names commit {commit}, which is not in this clone: run `git fetch --tags` \
             (`git fetch --unshallow` in a shallow clone) and try again. If it is still missing, \
             the file is not from the repository that this clone is of"
        );
    }
    Ok(())
}

/// Branches and tags that contain it: a commit in none that one knows is a reason to ask.
fn places(workspace: &Workspace, commit: &str) -> Vec<String> {
    let listed = output(git(&workspace.root).args([
        "for-each-ref",
        "--contains",
        commit,
        "--count=5",
        "--format=%(refname:short)",
        "refs/tags",
        "refs/remotes",
        "refs/heads",
    ]));
    let places: Vec<_> = listed
        .unwrap_or_default()
        .lines()
        .map(ToOwned::to_owned)
        .collect();
    match places.is_empty() {
        true => vec!["no branch and no tag of this clone".to_owned()],
        false => places,
    }
}

/// A checkout as anybody gets it, whatever this machine's git is set to.
fn check_out(workspace: &Workspace, commit: &str, to: &Path) -> Result<()> {
    run(git(&workspace.root)
        .args([
            "clone",
            "--quiet",
            "--shared",
            "--no-checkout",
            "--template=",
        ])
        .args(["--config", "core.autocrlf=false"])
        .args(["--config", "core.hooksPath="])
        .arg(&workspace.root)
        .arg(to))?;
    run(git(to)
        .args([
            "-c",
            "advice.detachedHead=false",
            "checkout",
            "--quiet",
            "--detach",
        ])
        .arg(commit))
}

/// Git in that folder, even if it is a hook of git that calls this.
fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.current_dir(folder);
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(variable);
    }
    command
}

fn judge(built: &str, page: &str, commit: &str) -> Result<()> {
    let found = differences(built, page);
    if found.is_empty() {
        println!("equal: the file is what commit {commit} gives");
        println!("  sha256 {}", sha256(page));
        return Ok(());
    }
    bail!(
        "different: the file is not what commit {commit} gives. They differ in {}. SHA-256 of the file {}, of the build {}",
        listed(&found),
        sha256(page),
        sha256(built)
    );
}

fn sha256(page: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(page.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stamp;

    const ID: &str = "0123456789abcdef0123456789abcdef01234567";

    fn page(build: &str, text: &str) -> String {
        format!("{}{build}\">\n<style>{text}</style>", stamp::BEFORE)
    }

    #[test]
    fn the_commit_is_read_from_the_page() {
        assert_eq!(commit_of(&page(&format!("0.1.0 {ID}"), "")).unwrap(), ID);
    }

    #[test]
    fn a_page_of_modified_or_unknown_sources_is_refused() {
        for build in [format!("0.1.0 {ID}-modified"), "0.1.0 unknown".to_owned()] {
            let error = commit_of(&page(&build, "")).unwrap_err().to_string();
            assert!(error.contains("nothing to compare"), "{error}");
        }
    }

    // What comes after the stamp's start is handed to git: it is a commit's digits, or nothing is run.
    #[test]
    fn a_file_names_a_commit_and_nothing_else() {
        for build in ["", "0.1.0 HEAD", "0.1.0 --help", "0.1.0 main", "0.1.0 0123"] {
            let error = commit_of(&page(build, "")).unwrap_err().to_string();
            assert!(error.contains("does not say"), "{error}");
        }
        assert!(commit_of("<!doctype html>").is_err());
    }

    #[test]
    fn a_commit_that_is_not_here_is_said_with_what_to_do() {
        let workspace = Workspace::find().unwrap();
        let error = require(&workspace, ID).unwrap_err().to_string();
        assert!(error.contains("git fetch"), "{error}");
    }

    #[test]
    fn a_page_as_built_is_equal() {
        let page = page(&format!("0.1.0 {ID}"), "p{}");
        judge(&page, &page, ID).unwrap();
    }

    #[test]
    fn a_changed_byte_is_said_with_its_part() {
        let [built, file] = ["p{}", "q{}"].map(|style| page(&format!("0.1.0 {ID}"), style));
        let error = judge(&built, &file, ID).unwrap_err().to_string();
        assert!(error.contains("the style, from its byte 0 on"), "{error}");
    }

    #[test]
    fn a_commit_is_checked_out_as_it_was() {
        let here = Scratch::new("verify-here");
        let there = Scratch::new("verify-there");
        let root = &here.0;
        let git = |arguments: &[&str]| output(git(root).args(arguments)).unwrap();
        git(&["init", "--quiet"]);
        std::fs::write(root.join("file"), "as committed\n").unwrap();
        git(&["add", "file"]);
        let author = ["-c", "user.name=test", "-c", "user.email=test@localhost"];
        let commit = [
            "-c",
            "commit.gpgsign=false",
            "commit",
            "--quiet",
            "--message=1",
        ];
        git(&[&author[..], &commit[..]].concat());
        let id = git(&["rev-parse", "HEAD"]);
        std::fs::write(root.join("file"), "changed since").unwrap();

        let workspace = Workspace { root: root.clone() };
        let to = there.0.join("sources");
        require(&workspace, id.trim()).unwrap();
        check_out(&workspace, id.trim(), &to).unwrap();

        let text = std::fs::read_to_string(to.join("file")).unwrap();
        assert_eq!(text, "as committed\n");
    }
}
