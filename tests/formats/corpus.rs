//! Every file of `tests/corpus/entra_csv` is read, and what comes of it is compared with the text beside it.
//!
//! A new case is two files: `what_it_shows.csv` and `what_it_shows.expected`, with a line for each token, then one for
//! each finding, or one line that says why the file is unusable.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use totp_toolset::formats::{Finding, FormatError, Reading, entra_csv};
use totp_toolset::oath::{Encoding, MovingFactor, Token, encode_seed};

#[test]
fn every_file_reads_as_the_text_beside_it_says() {
    let mut wrong = String::new();
    for path in files_with_extension("csv") {
        let expected = fs::read_to_string(path.with_extension("expected"))
            .unwrap_or_else(|error| panic!("beside {}: {error}", path.display()));
        let bytes = fs::read(&path).expect("a readable file");
        let found = description(&entra_csv::read(&bytes));
        if found != expected {
            let name = path.file_stem().unwrap_or_default().display();
            let _ = write!(
                wrong,
                "\n{name}\n--- expected\n{expected}--- found\n{found}"
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn no_expected_text_stands_without_its_file() {
    let alone: Vec<PathBuf> = files_with_extension("expected")
        .into_iter()
        .filter(|path| !path.with_extension("csv").exists())
        .collect();
    assert!(alone.is_empty(), "{alone:?}");
}

/// The files of the corpus, for tests that change them.
pub static FILES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    files_with_extension("csv")
        .into_iter()
        .map(|path| fs::read(path).expect("a readable file"))
        .collect()
});

fn files_with_extension(extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/entra_csv");
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("the corpus")
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "nothing in {}", folder.display());
    paths
}

fn description(outcome: &Result<Reading, FormatError>) -> String {
    match outcome {
        Ok(reading) => {
            let tokens = reading.tokens.iter().map(token);
            tokens.chain(reading.findings.iter().map(finding)).collect()
        }
        Err(error) => format!("unusable: {error}\n"),
    }
}

fn token(token: &Token) -> String {
    let none = || "none".to_owned();
    let step = match token.factor {
        MovingFactor::Time(step) => step.to_string(),
        MovingFactor::Counter(_) => "a counter".to_owned(),
    };
    let cells = [
        token.upn.as_ref().map_or_else(none, ToString::to_string),
        token.serial.as_ref().map_or_else(none, ToString::to_string),
        encode_seed(&token.secret, Encoding::Base32).to_string(),
        step,
        token
            .manufacturer
            .as_ref()
            .map_or_else(none, ToString::to_string),
        token.model.as_ref().map_or_else(none, ToString::to_string),
    ];
    format!("token: {}\n", cells.join(" | "))
}

fn finding(finding: &Finding) -> String {
    let place = finding.location;
    let mut text = format!("finding: row {}", place.row);
    if let Some(column) = place.column {
        let _ = write!(text, ", {column}");
    }
    if let Some(character) = place.character {
        let _ = write!(text, ", character {character}");
    }
    if let Some(row) = place.other_row {
        let _ = write!(text, ", like row {row}");
    }
    let _ = writeln!(text, ": {}", finding.code.identifier());
    text
}
