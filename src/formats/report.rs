//! Findings in short: as many as a person reads, and the count of all the others. A file of 100,000 rows can have more
//! findings than rows, and nobody needs each of them.

use serde::{Deserialize, Serialize};

use super::{Finding, FindingCode, Severity};

/// Findings in short.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The gravest, at most [`Self::SHOWN`], in the order of their weight and then of their rows.
    pub shown: Vec<Finding>,
    /// How many there are of each kind, the gravest kinds first.
    pub kinds: Vec<(FindingCode, usize)>,
    /// How many rows have an error: [`entra_csv::write`](super::entra_csv::write) leaves them out.
    pub refused_rows: usize,
    /// How many rows a reader found no token in.
    pub unread_rows: usize,
}

impl Report {
    /// How many findings are told one by one.
    pub const SHOWN: usize = 50;

    /// Sums up findings.
    pub fn of(findings: &[Finding]) -> Self {
        let mut kinds: Vec<(FindingCode, usize)> = Vec::new();
        for finding in findings {
            match kinds.iter_mut().find(|(code, _)| *code == finding.code) {
                Some((_, count)) => *count += 1,
                None => kinds.push((finding.code, 1)),
            }
        }
        kinds.sort_by_key(|(code, _)| std::cmp::Reverse(code.severity()));
        Self {
            shown: gravest(findings),
            kinds,
            refused_rows: rows(findings, |_| true),
            unread_rows: rows(findings, |finding| !finding.keeps_row()),
        }
    }

    /// How many findings there are.
    pub fn total(&self) -> usize {
        self.kinds.iter().map(|(_, count)| count).sum()
    }

    /// True where there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }
}

/// One pass for each severity: sorting 100,000 findings to show 50 would be waste.
fn gravest(findings: &[Finding]) -> Vec<Finding> {
    [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .flat_map(|severity| {
            findings
                .iter()
                .filter(move |one| one.severity() == severity)
        })
        .take(Report::SHOWN)
        .copied()
        .collect()
}

/// How many rows have an error of that sort.
fn rows(findings: &[Finding], counts: impl Fn(&Finding) -> bool) -> usize {
    let mut rows: Vec<usize> = findings
        .iter()
        .filter(|finding| finding.severity() == Severity::Error && counts(finding))
        .map(|finding| finding.location.row)
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows.len()
}
