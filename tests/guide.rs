//! The user guide against the program: a label, a finding's code or a tool's address that the program does not have
//! fails here, so that the guide cannot drift away from the page.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use proc_macro2::{TokenStream, TokenTree};
use totp_toolset::app::Tool;
use totp_toolset::formats::{FindingCode, Severity};

#[test]
fn every_label_of_the_guide_stands_in_the_program() {
    let labels = labels_of_the_program();
    let unknown: Vec<String> = chapters()
        .iter()
        .flat_map(|(name, text)| {
            bold(text)
                .into_iter()
                .filter(|label| !labels.contains(label))
                .map(move |label| format!("{name}: {label}"))
        })
        .collect();
    assert!(
        unknown.is_empty(),
        "bold is kept for labels that stand in the tool:\n{}",
        unknown.join("\n")
    );
}

#[test]
fn a_label_that_the_program_does_not_have_is_found() {
    let labels = labels_of_the_program();
    assert!(labels.contains("Download the Entra CSV"));
    assert!(labels.contains("Correct all that is safe (…)"));
    assert!(!labels.contains("Download the Entra CSV file"));
    let text =
        "Press **Add to\nlist**, not `**this**`, then\n```\n**nor that**\n```\nand **Undo**.";
    assert_eq!(bold(text), ["Add to list", "Undo"]);
}

#[test]
fn the_guide_explains_every_finding_with_its_severity() {
    let text = chapter("findings.md");
    let mut missing = Vec::new();
    for code in FindingCode::ALL {
        let heading = match code.severity() {
            Severity::Error => "## Errors",
            Severity::Warning => "## Warnings",
            Severity::Note => "## Notes",
        };
        let (_, below) = text.split_once(heading).expect("a part a severity");
        let part = below.split("\n## ").next().unwrap_or_default();
        if !part.contains(&format!("\n| `{}` | ", code.identifier())) {
            missing.push(format!("{heading}: {}", code.identifier()));
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_code_that_the_guide_names_in_its_tables_is_one() {
    let known: Vec<&str> = FindingCode::ALL.map(FindingCode::identifier).to_vec();
    let findings = chapter("findings.md");
    let named: Vec<&str> = findings
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(code, _)| code)
        .collect();
    assert_eq!(named.len(), known.len());
    let unknown: Vec<&&str> = named.iter().filter(|code| !known.contains(code)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn every_demo_and_every_link_to_a_tool_names_one_that_there_is() {
    for (name, text) in chapters() {
        let links = text.split("(../embed/#").skip(1);
        let links = links.filter_map(|rest| rest.split_once(')'));
        let quoted = text.split("href=\"../embed/#").skip(1);
        let demos = text.split("src=\"../embed/\" tool=\"").skip(1);
        let quoted = quoted.chain(demos).filter_map(|rest| rest.split_once('"'));
        for (tool, _) in links.chain(quoted) {
            assert!(
                Tool::of_hash(&format!("#{tool}")).is_some(),
                "{name}: {tool}"
            );
        }
    }
}

#[test]
fn the_threat_model_names_only_files_that_there_are() {
    let text = fs::read_to_string(root().join("SECURITY.md")).expect("the threat model");
    let paths = paths_in(&text);
    assert!(paths.len() > 10, "{paths:?}");
    for path in paths {
        assert!(root().join(path).exists(), "SECURITY.md names {path}");
    }
    assert_eq!(
        paths_in("`tests/none.rs`, `x`, `src/`"),
        ["tests/none.rs", "src/"]
    );
}

/// What stands in backticks and is a path of the repository by its look.
fn paths_in(text: &str) -> Vec<&str> {
    let code = text.split('`').skip(1).step_by(2);
    code.filter(|code| {
        let (folder, _) = code.split_once('/').unwrap_or(("", ""));
        ["page", "tests", "xtask", "src", "www", "fuzz", "docs"].contains(&folder)
    })
    .collect()
}

/// What stands between `**` and `**`, outside of code.
fn bold(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut fenced = false;
    let mut prose = String::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            prose.push_str(line);
            prose.push('\n');
        }
    }
    let outside: String = prose.split('`').step_by(2).collect();
    for label in outside.split("**").skip(1).step_by(2) {
        found.push(label.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    found
}

/// Every text of the interface, and of the page around it; `…` where something is put in.
fn labels_of_the_program() -> BTreeSet<String> {
    let mut labels = BTreeSet::new();
    for file in files(&root().join("src/ui"), "rs") {
        let source = fs::read_to_string(&file).expect("a source that was just listed");
        let tokens = TokenStream::from_str(&source).expect("sources are Rust");
        collect(tokens, &mut labels);
    }
    let page = fs::read_to_string(root().join("www/index.html")).expect("the page around it");
    let texts = page.split('>').map(|rest| rest.split('<').next());
    labels.extend(texts.flatten().map(|text| text.trim().to_owned()));
    labels
}

fn collect(tokens: TokenStream, labels: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => collect(group.stream(), labels),
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                let inside = text
                    .strip_prefix('"')
                    .and_then(|text| text.strip_suffix('"'));
                labels.extend(inside.map(|text| with_gaps(&text.replace("\\\"", "\""))));
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

/// A format's text with `…` for each value.
fn with_gaps(format: &str) -> String {
    let mut text = String::new();
    let mut rest = format;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        text.push('…');
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    text + rest
}

fn chapter(name: &str) -> String {
    fs::read_to_string(root().join("docs/src").join(name)).expect("a chapter of the guide")
}

fn chapters() -> Vec<(String, String)> {
    let chapters: Vec<_> = files(&root().join("docs/src"), "md")
        .into_iter()
        .map(|file| {
            let name = file
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            (
                name,
                fs::read_to_string(&file).expect("a chapter that was just listed"),
            )
        })
        .collect();
    assert!(chapters.len() > 10, "the chapters are not where they were");
    chapters
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the checkout") {
        let path = entry.expect("an entry of it").path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|have| have == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
