//! `cargo xtask build`: the release, which is one file.
//!
//! Trunk and its hook make it; this sees to the tools and the compiler's options before, and to what lies
//! in dist/ after. Nothing but the two twins may be there.

use crate::{
    figures,
    leaks::Folders,
    run::{announce, output, path_with, run},
    tools,
    workspace::{INDEX, PAGE, Workspace},
};
use anyhow::{Context, Result, bail, ensure};
use std::{fs, path::Path, process::Command};

/// Builds dist/totp-toolset.html and its twin, prints their size, and writes their hashes beside dist/.
///
/// # Errors
/// When a tool is missing and cannot be installed, or the build fails.
pub fn build(workspace: &Workspace) -> Result<()> {
    tools::ensure_build_tools(workspace)?;
    tools::ensure_from_npm(workspace)?;
    announce("Building the release");
    let folders = Folders::of_this_machine(workspace)?;
    run(&mut trunk(workspace, &folders))?;
    refuse_anything_else(&workspace.dist())?;
    report(workspace)
}

fn trunk(workspace: &Workspace, folders: &Folders) -> Command {
    let mut command = Command::new("trunk");
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(changes_the_page) {
            command.env_remove(name);
        }
    }
    command
        .args(["build", "--release", "--locked", "--dist", "dist"])
        .current_dir(&workspace.root)
        .env("PATH", path_with(&tools::bin_folder(workspace)))
        // For this target only: the hook runs Cargo too, and would compile this tooling anew with them.
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            folders.remapping().join(" "),
        );
    command
}

/// Whether a variable could change the bytes: a release is built with the project's own options and no others, whatever the
/// builder has set.
fn changes_the_page(variable: &str) -> bool {
    const STARTS: [&str; 8] = [
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "CARGO_BUILD_RUSTFLAGS",
        "CARGO_BUILD_TARGET",
        "CARGO_PROFILE_",
        "CARGO_TARGET_WASM32_",
        "TRUNK_",
        "WASM_BINDGEN_",
    ];
    STARTS.iter().any(|start| variable.starts_with(start))
}

fn refuse_anything_else(dist: &Path) -> Result<()> {
    let mut names: Vec<_> = fs::read_dir(dist)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_>>()?;
    names.sort_unstable();
    ensure!(
        names == [INDEX, PAGE],
        "dist/ must hold {PAGE} and {INDEX} and nothing else, and holds: {}. See what made the others: Trunk.toml or the hook",
        names.join(", ")
    );
    ensure!(
        fs::read(dist.join(INDEX))? == fs::read(dist.join(PAGE))?,
        "{INDEX} and {PAGE} differ: the hook did not write the last one of them. Build again"
    );
    Ok(())
}

fn report(workspace: &Workspace) -> Result<()> {
    let page = &workspace.dist().join(PAGE);
    let bytes = fs::read(page)?;
    println!("dist/{PAGE}, and the same bytes as dist/{INDEX}");
    println!("  raw    {:>9} bytes", bytes.len());
    let (gzip, brotli) = compressed_sizes(page)?;
    println!("  gzip   {gzip:>9} bytes");
    println!("  brotli {brotli:>9} bytes");
    let sums = figures::sums(&bytes)?;
    fs::write(workspace.sums(), &sums)?;
    println!("target/SHA256SUMS, for the release:\n{sums}");
    Ok(())
}

/// What a web server sends at best. Node's own compressors: it is here for wasm-opt, and a crate for brotli
/// would make every command wait for its compilation.
fn compressed_sizes(page: &Path) -> Result<(usize, usize)> {
    const SCRIPT: &str = "const zlib = require('node:zlib'); \
        const page = require('node:fs').readFileSync(process.argv[1]); \
        console.log(zlib.gzipSync(page, { level: 9 }).length, zlib.brotliCompressSync(page).length);";
    let printed = output(Command::new("node").args(["-e", SCRIPT]).arg(page))
        .context("node could not measure the page: is Node.js 18 or newer on PATH?")?;
    let mut sizes = printed.split_whitespace().map(str::parse);
    match (sizes.next(), sizes.next()) {
        (Some(Ok(gzip)), Some(Ok(brotli))) => Ok((gzip, brotli)),
        _ => bail!("node printed no two sizes, but `{printed}`: is Node.js 18 or newer on PATH?"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Scratch;

    fn dist(name: &str, files: &[(&str, &str)]) -> Scratch {
        let scratch = Scratch::new(name);
        for (file, text) in files {
            fs::write(scratch.0.join(file), text).unwrap();
        }
        scratch
    }

    #[test]
    fn what_a_builder_has_set_for_other_projects_does_not_reach_the_page() {
        for variable in [
            "RUSTFLAGS",
            "CARGO_PROFILE_RELEASE_LTO",
            "TRUNK_BUILD_PUBLIC_URL",
        ] {
            assert!(changes_the_page(variable), "{variable}");
        }
        for variable in [
            "PATH",
            "HOME",
            "CARGO_HOME",
            "CARGO_NET_OFFLINE",
            "SOURCE_COMMIT",
        ] {
            assert!(!changes_the_page(variable), "{variable}");
        }
    }

    #[test]
    fn two_equal_files_are_a_release() {
        let dist = dist("equal", &[(PAGE, "a"), (INDEX, "a")]);
        refuse_anything_else(&dist.0).unwrap();
    }

    #[test]
    fn a_third_file_is_refused() {
        let dist = dist("third", &[(PAGE, "a"), (INDEX, "a"), ("glue.js", "")]);
        let error = refuse_anything_else(&dist.0).unwrap_err().to_string();
        assert!(error.contains("glue.js"), "{error}");
    }

    #[test]
    fn a_missing_twin_is_refused() {
        assert!(refuse_anything_else(&dist("missing", &[(PAGE, "a")]).0).is_err());
    }

    #[test]
    fn twins_that_differ_are_refused() {
        let dist = dist("differ", &[(PAGE, "a"), (INDEX, "b")]);
        let error = refuse_anything_else(&dist.0).unwrap_err().to_string();
        assert!(error.contains("differ"), "{error}");
    }
}
