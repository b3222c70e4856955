//! The kinds of findings: each has its identifier, its text and a file that shows it.

use std::collections::{BTreeSet, HashSet};

use totp_toolset::formats::{FindingCode, Severity};

use crate::corpus::expected_identifiers;

#[test]
fn every_identifier_is_its_own() {
    let identifiers: HashSet<&str> = FindingCode::ALL
        .iter()
        .map(|code| code.identifier())
        .collect();
    assert_eq!(identifiers.len(), FindingCode::ALL.len());
}

#[test]
fn an_identifier_is_small_letters_digits_and_hyphens() {
    for code in FindingCode::ALL {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(code.identifier().chars().all(fits), "{}", code.identifier());
    }
}

#[test]
fn severities_are_in_the_order_of_their_weight() {
    let mut severities = [Severity::Error, Severity::Note, Severity::Warning];
    severities.sort();
    assert_eq!(
        severities,
        [Severity::Note, Severity::Warning, Severity::Error]
    );
}

/// That each has a text, too, is the compiler's proof: the matches of `src/ui/text/findings.rs` have no wildcard.
#[test]
fn every_kind_is_met_in_a_file_of_the_corpus() {
    let all: BTreeSet<String> = FindingCode::ALL
        .iter()
        .map(|code| code.identifier().to_owned())
        .collect();
    let met = expected_identifiers();
    let without_file: Vec<_> = all.difference(&met).collect();
    let unknown: Vec<_> = met.difference(&all).collect();
    assert!(without_file.is_empty(), "no file shows {without_file:?}");
    assert!(unknown.is_empty(), "no kind is named {unknown:?}");
}
