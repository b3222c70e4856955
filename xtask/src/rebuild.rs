//! Builds the page again in a folder of its own, from nothing but its sources.
//!
//! The first build must never help the second: of the checkout at hand it uses the pinned tools, and no file that was compiled.

use crate::{
    compare::differences,
    run::{output, path_with, run},
    stamp::{SOURCE_COMMIT, Stamp},
    tools,
    workspace::{PAGE, Scratch, Workspace},
};
use anyhow::{Context, Result, bail, ensure};
use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
    process::Command,
};

/// A page has less than a megabyte; no file with more than this is looked into, bytes.
const LARGEST_PAGE: u64 = 32 << 20;

/// Builds dist/totp-toolset.html a second time – in another folder, with another home, the packages in another place – and
/// compares. The sources are those at hand, committed or not.
///
/// # Errors
/// When that build fails, or its bytes are others.
pub fn repeat(workspace: &Workspace) -> Result<()> {
    let released = read_page(&workspace.dist().join(PAGE))?;
    let stamp = Stamp::in_page(&released)
        .context("the page does not say which sources it was built from: see www/index.html")?;
    let elsewhere = Scratch::make("elsewhere")?;
    let sources = elsewhere.0.join("sources");
    copy_sources(workspace, &sources)?;
    let mut command = build(
        workspace,
        &Workspace {
            root: sources.clone(),
        },
    )?;
    another_home(workspace, &elsewhere.0, &mut command)?;
    // There is no git there to ask.
    if stamp.commit.is_some() {
        let text = stamp.to_string();
        command.env(
            SOURCE_COMMIT,
            text.split_once(' ').map_or("", |(_, commit)| commit),
        );
    }
    run(&mut command)?;
    let repeated = read_page(&sources.join("dist").join(PAGE))?;
    let found = differences(&repeated, &released);
    if found.is_empty() {
        println!("the same bytes as dist/{PAGE}");
        return Ok(());
    }
    bail!(
        "built again elsewhere, the page has other bytes. They differ in {}",
        listed(&found)
    );
}

/// The command that builds the page in another checkout, with the tools of this one where they are of the versions pinned there.
///
/// # Errors
/// When the other one is not complete.
pub fn build(workspace: &Workspace, other: &Workspace) -> Result<Command> {
    tools::share_npm(workspace, other)?;
    let mut command = Command::new("cargo");
    command
        .args(["xtask", "build"])
        .current_dir(&other.root)
        .env("PATH", path_with(&tools::bin_folder(workspace)));
    for variable in [
        SOURCE_COMMIT,
        "CARGO_TARGET_DIR",
        "CARGO_BUILD_TARGET_DIR",
        // The other one names its own compiler.
        "RUSTUP_TOOLCHAIN",
    ] {
        command.env_remove(variable);
    }
    Ok(command)
}

/// The text of a page, which may come from anywhere.
///
/// # Errors
/// When it cannot be read, or is too large or no text, so not a page of this project.
pub fn read_page(file: &Path) -> Result<String> {
    let shown = file.display();
    let unreadable = || format!("{shown} cannot be read");
    let mut bytes = Vec::new();
    fs::File::open(file)
        .with_context(unreadable)?
        // A file's size is what it says; this is what comes, from a device too.
        .take(LARGEST_PAGE + 1)
        .read_to_end(&mut bytes)
        .with_context(unreadable)?;
    ensure!(
        bytes.len() as u64 <= LARGEST_PAGE,
        "{shown} has more than {LARGEST_PAGE} bytes: no page of this project is that large"
    );
    String::from_utf8(bytes)
        .ok()
        .with_context(|| format!("{shown} is not text in UTF-8, so no page of this project"))
}

/// Differences in one sentence.
pub fn listed(differences: &[impl ToString]) -> String {
    let listed: Vec<_> = differences.iter().map(ToString::to_string).collect();
    listed.join("; ")
}

/// What git knows or would be told of next, as it lies there: changed files changed, ignored ones left out.
///
/// # Errors
/// When this is no checkout, or a file cannot be copied.
pub fn copy_sources(workspace: &Workspace, to: &Path) -> Result<()> {
    let listed = output(
        Command::new("git")
            .args([
                "ls-files",
                "-z",
                "--cached",
                "--others",
                "--exclude-standard",
            ])
            .current_dir(&workspace.root),
    )
    .context("git does not list the sources: is this a checkout of its own?")?;
    for name in listed.split_terminator('\0') {
        let from = workspace.root.join(name);
        // Deleted, and git not yet told.
        if !from.is_file() {
            continue;
        }
        let to = to.join(name);
        fs::create_dir_all(to.parent().unwrap_or(&to))?;
        fs::copy(&from, &to).with_context(|| format!("{name} cannot be copied"))?;
    }
    Ok(())
}

/// Another home folder, another one for Cargo, and the packages in a folder of another name, without a network.
fn another_home(workspace: &Workspace, elsewhere: &Path, command: &mut Command) -> Result<()> {
    let [home, cargo_home, packages] =
        ["home", "cargo", "packages"].map(|name| elsewhere.join(name));
    fs::create_dir(&home)?;
    fs::create_dir(&cargo_home)?;
    copy_packages(workspace, &packages)?;
    make_repository(&packages)?;
    let packages = serde_json::to_string(&packages.to_string_lossy())?;
    fs::write(
        cargo_home.join("config.toml"),
        format!(
            "[source.crates-io]\nreplace-with = \"copy\"\n[source.copy]\ndirectory = {packages}\n"
        ),
    )?;
    // Rustup looks for the compiler in the home folder, unless it is told.
    if let Some(rustup) = rustup_home() {
        command.env("RUSTUP_HOME", rustup);
    }
    command
        .env("HOME", &home)
        .env("USERPROFILE", &home)
        .env("CARGO_HOME", &cargo_home)
        .env("CARGO_NET_OFFLINE", "true");
    Ok(())
}

fn copy_packages(workspace: &Workspace, to: &Path) -> Result<()> {
    let mut vendor = Command::new("cargo");
    vendor
        // Their names without versions are another difference to a registry's folders.
        .args(["vendor", "--quiet", "--locked", "--respect-source-config"])
        .arg(to)
        .current_dir(&workspace.root);
    output(&mut vendor)
        .map(drop)
        .context("Cargo does not copy the packages: `cargo vendor --locked` in a copy of this checkout tells why")
}

/// As with those who keep their home folder in git: a build script of wasm-bindgen's asks for the commit of what it lies in.
fn make_repository(folder: &Path) -> Result<()> {
    let author = ["-c", "user.name=xtask", "-c", "user.email=xtask@localhost"];
    let commit = [
        "commit",
        "--quiet",
        "--allow-empty",
        "--no-verify",
        "--no-gpg-sign",
        "--message=1",
    ];
    for arguments in [
        &["init", "--quiet", "--template="][..],
        &[&author[..], &commit[..]].concat(),
    ] {
        run(Command::new("git").args(arguments).current_dir(folder))?;
    }
    Ok(())
}

fn rustup_home() -> Option<PathBuf> {
    std::env::var_os("RUSTUP_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".rustup")))
        .filter(|folder| folder.is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn git(root: &Path, arguments: &[&str]) -> String {
        output(Command::new("git").args(arguments).current_dir(root)).unwrap()
    }

    #[test]
    fn sources_are_copied_as_they_lie_there_without_what_git_ignores() {
        let scratch = Scratch::new("sources");
        let (from, to) = (scratch.0.join("from"), scratch.0.join("to"));
        fs::create_dir_all(from.join("src")).unwrap();
        for (name, text) in [
            (".gitignore", "target\n"),
            ("src/main.rs", "1"),
            ("gone", ""),
            ("target", ""),
        ] {
            fs::write(from.join(name), text).unwrap();
        }
        git(&from, &["init", "--quiet"]);
        git(&from, &["add", "."]);
        fs::write(from.join("src/main.rs"), "2").unwrap();
        fs::write(from.join("new"), "").unwrap();
        fs::remove_file(from.join("gone")).unwrap();

        copy_sources(&Workspace { root: from }, &to).unwrap();

        assert_eq!(fs::read_to_string(to.join("src/main.rs")).unwrap(), "2");
        assert!(to.join("new").is_file());
        assert!(!to.join("gone").exists() && !to.join("target").exists());
    }

    #[test]
    fn a_page_that_is_no_text_is_refused() {
        let scratch = Scratch::new("no-text");
        let file = scratch.0.join(PAGE);
        fs::write(&file, [0xff, 0xfe]).unwrap();
        let error = read_page(&file).unwrap_err().to_string();
        assert!(error.contains("UTF-8"), "{error}");
    }

    #[test]
    fn a_page_that_is_far_too_large_is_not_read() {
        let scratch = Scratch::new("too-large");
        let path = scratch.0.join(PAGE);
        let file = fs::File::create(&path).unwrap();
        file.set_len(LARGEST_PAGE + 1).unwrap();
        let error = read_page(&path).unwrap_err().to_string();
        assert!(error.contains("that large"), "{error}");
    }

    #[test]
    fn a_file_that_is_not_there_is_said() {
        let error = read_page(Path::new("no-such-page.html")).unwrap_err();
        assert!(error.to_string().contains("no-such-page.html"));
    }

    // Otherwise Windows builds another style and other scripts than everybody else.
    #[test]
    fn sources_have_the_same_line_ends_in_every_checkout() {
        let root = Workspace::find().unwrap().root;
        for (file, expected) in [
            ("src/main.rs", "eol: lf"),
            ("www/style.css", "eol: lf"),
            ("www/icon.svg", "eol: lf"),
            ("Cargo.lock", "eol: lf"),
            ("tests/corpus/entra_csv/correct.csv", "text: unset"),
        ] {
            let said = git(&root, &["check-attr", "text", "eol", "--", file]);
            assert!(said.contains(expected), "{said}");
        }
    }
}
