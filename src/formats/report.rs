//! Findings in short: as many as a person reads, and the count of all the others. A file of 100,000 rows can have more
//! findings than rows, and nobody needs each of them.

use serde::{Deserialize, Serialize};

use super::{Finding, FindingCode, Severity, refused_rows, unread_rows};

/// What is the same in rows that follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Of the first of these rows.
    pub finding: Finding,
    /// The last of them.
    pub last_row: usize,
}

impl Run {
    /// What findings say, in the order of their rows, gathered where they say the same of rows that follow each other; at most
    /// `most` runs.
    pub fn all(findings: &[Finding], most: usize) -> Vec<Self> {
        let mut runs = Vec::new();
        gather(findings.iter(), most, &mut runs);
        runs
    }

    /// How many findings it stands for.
    pub const fn findings(&self) -> usize {
        self.last_row - self.finding.location.row + 1
    }

    /// Takes the finding in, where it says the same of the next row.
    fn takes_in(&mut self, next: &Finding) -> bool {
        let (first, location) = (self.finding, next.location);
        let same = first.code == next.code
            && first.location.column == location.column
            && first.location.character.is_none()
            && first.location.other_row.is_none()
            && location.character.is_none()
            && location.other_row.is_none();
        let goes_on = same && location.row == self.last_row + 1;
        if goes_on {
            self.last_row = location.row;
        }
        goes_on
    }
}

/// Findings in short.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The gravest, at most [`Self::SHOWN`], in the order of their weight and then of their rows.
    pub shown: Vec<Run>,
    /// How many there are of each kind, the gravest kinds first.
    pub kinds: Vec<(FindingCode, usize)>,
    /// How many rows have an error: [`entra_csv::write`](super::entra_csv::write) leaves them out.
    pub refused_rows: usize,
    /// How many rows a reader found no token in.
    pub unread_rows: usize,
}

/// How many findings one row may have and still be gathered with the next.
const OPEN_RUNS: usize = 12;

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
            refused_rows: refused_rows(findings).len(),
            unread_rows: unread_rows(findings),
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
fn gravest(findings: &[Finding]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let such = findings.iter().filter(|one| one.severity() == severity);
        gather(such, Report::SHOWN + OPEN_RUNS, &mut runs);
    }
    runs.truncate(Report::SHOWN);
    runs
}

/// Puts findings behind the runs that are there, until there are so many.
fn gather<'a>(findings: impl Iterator<Item = &'a Finding>, most: usize, runs: &mut Vec<Run>) {
    // One open run a kind: the kinds of a row stand beside each other, and the next row has them again.
    let start = runs.len();
    for finding in findings {
        let taken = runs[start..]
            .iter_mut()
            .rev()
            .take(OPEN_RUNS)
            .any(|run| run.takes_in(finding));
        if !taken && runs.len() < most {
            runs.push(Run {
                finding: *finding,
                last_row: finding.location.row,
            });
        }
    }
}
