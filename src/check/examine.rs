//! A file looked at as a whole: recognised, read, judged by Entra ID's rules, with the corrections that can be offered.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::failures::{FailureColumns, Failures, FailuresError};
use super::said::{Located, Portal};
use super::tell::{Teller, Told, alike};
use super::users::{Merge, Pairing, merge_users};
use crate::formats::columns::Mapping;
use crate::formats::text::{Charset, text_of};
use crate::formats::{
    self, Assumed, Certainty, Column, Finding, FindingCode, Fix, Format, FormatError, Mending,
    Pasted, ReadAs, Reading, Report, Run, UsualLength, entra_csv, first_rows, refused_rows,
    unread_rows,
};
use crate::issue::{UserColumns, UserListError};
use crate::oath::Token;

/// How many rows of a table are shown for its columns to be named.
const PREVIEW_ROWS: usize = 5;

/// How much of a cell is shown there, in characters.
const PREVIEW_CHARACTERS: usize = 60;

/// How many runs of findings a report in text has at most.
const MOST_RUNS: usize = 10_000;

/// What a person has said of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// How it is to be read; `None`: found out.
    pub read_as: Option<ReadAs>,
    /// What was corrected.
    pub mending: Mending,
    /// What the file does not say.
    pub assumed: Assumed,
    /// Whose the tokens are, where the file does not say it.
    pub users: Option<UserMerge>,
    /// The portal's list of failures, and what its columns are where a person has said so.
    pub failures: Option<FailureText>,
    /// What the portal said.
    pub portal: Pasted,
}

/// The portal's list of failures, and what its columns are where a person has said so.
pub type FailureText = (Pasted, Option<FailureColumns>);

/// A list of users for the tokens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserMerge {
    /// The list.
    pub text: Pasted,
    /// What its columns are, where a person has said so.
    pub columns: Option<UserColumns>,
    /// Who gets which token.
    pub pairing: Pairing,
}

impl Request {
    /// Whether the tokens are what the file says and nothing else.
    pub fn is_plain(&self) -> bool {
        self.mending.is_empty() && self.assumed == Assumed::default() && self.users.is_none()
    }
}

/// What is found out about a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Examination {
    /// How it was read.
    pub read_as: ReadAs,
    /// The formats it may be of, the surest first.
    pub recognised: Vec<(Format, Certainty)>,
    /// What its columns may be, if it is to be read as a table.
    pub proposed: Mapping,
    /// How its text is written.
    pub charset: Charset,
    /// Why it cannot be read so; then there are no tokens.
    pub unusable: Option<FormatError>,
    /// The lines on which its tokens begin, from 1.
    pub lines: Vec<u32>,
    /// Whether several entries stand on one line, so that rows are counted on from it.
    pub rows_count_on: bool,
    /// How many rows no token was found in.
    pub unread: usize,
    /// How many of the tokens Entra ID would take.
    pub acceptable: usize,
    /// What is to be said, by the lines of the file: what it lacks, and what Entra ID would refuse.
    pub report: Report,
    /// How many findings all that is safe would mend.
    pub safely_mendable: usize,
    /// What goes with each finding that is shown.
    pub told: Vec<Told>,
    /// The same findings and all others, line by line, at most 10,000 runs.
    pub runs: Vec<Run>,
    /// What came of the list of users.
    pub merge: Option<Result<Merge, UserListError>>,
    /// The portal's failures, by the rows of the file.
    pub failures: Option<Result<Failures, FailuresError>>,
    /// The portal's messages, by the rows of the file.
    pub portal: Vec<Located>,
    /// Whether the portal said more than was looked at.
    pub portal_goes_on: bool,
    /// The first rows as a table.
    pub preview: Vec<Vec<Pasted>>,
    /// How many columns the widest of them has.
    pub columns: usize,
}

/// An examination, and the tokens that were read.
pub struct Examined {
    /// What was found out.
    pub examination: Examination,
    /// The tokens.
    pub tokens: Vec<Token>,
}

/// Looks at a file.
///
/// # Errors
/// [`FormatError`] where it is no text, empty or too large. One that cannot be read otherwise is examined all the same, so
/// that a person can say what its columns are.
pub fn examine(bytes: &[u8], request: &Request) -> Result<Examined, FormatError> {
    Ok(ReadFile::of(bytes, request)?.judged(bytes, request))
}

/// A file that was read and has yet to be judged: half of the work, for whoever does it in slices.
pub struct ReadFile {
    read_as: ReadAs,
    recognised: Vec<(Format, Certainty)>,
    proposed: Mapping,
    charset: Charset,
    reading: Reading,
    unusable: Option<FormatError>,
}

impl ReadFile {
    /// Recognises and reads a file.
    ///
    /// # Errors
    /// As with [`examine`].
    pub fn of(bytes: &[u8], request: &Request) -> Result<Self, FormatError> {
        let text = text_of(bytes)?;
        formats::check_size(&text)?;
        let recognised = formats::recognise(&text);
        let proposed = Mapping::proposed(&text);
        let found = formats::best(&recognised).map(ReadAs::Format);
        let read_as = request
            .read_as
            .or(found)
            .unwrap_or(ReadAs::Columns(proposed));
        let read = match (request.read_as.or(found), text.trim_start().chars().next()) {
            // No table, whatever its lines look like.
            (None, Some('<')) => Err(FormatError::OtherXml),
            (None, Some('{' | '[')) => Err(FormatError::OtherJson),
            _ => formats::read(bytes, read_as, &request.mending, &request.assumed),
        };
        let (reading, unusable) = match read {
            Ok(reading) => (reading, None),
            Err(error) => (Reading::default(), Some(error)),
        };
        Ok(Self {
            read_as,
            recognised,
            proposed,
            charset: text.charset,
            reading,
            unusable,
        })
    }

    /// How many tokens it has.
    pub fn tokens(&self) -> usize {
        self.reading.tokens.len()
    }

    /// Judges it; the file and the request are those that it was made of.
    pub fn judged(self, bytes: &[u8], request: &Request) -> Examined {
        let Self {
            read_as,
            mut reading,
            ..
        } = self;
        // It was a text a moment ago.
        let text = text_of(bytes).ok();
        let text = text.as_deref().unwrap_or_default();
        let merge = request.users.as_ref();
        let merge = merge.map(|users| merged(users, &mut reading));
        // With the users too: what was uploaded may have been the file that was written here.
        let portal = Portal::said(text, read_as, request, &reading);
        let of_entra = entra_csv::check(&reading.tokens);
        let acceptable = reading.tokens.len() - refused_rows(&of_entra).len();
        let findings = all_findings(&reading, of_entra);
        let report = Report::of(&findings);
        let teller = Teller {
            text,
            read_as,
            request,
            usual: UsualLength::of(&reading.tokens),
            alike: alike(&findings),
        };
        let (preview, columns) = preview(text, read_as, self.proposed);
        let safe = |finding: &&Finding| Fix::mends_safely(finding.code, finding.location.column);
        let examination = Examination {
            read_as,
            recognised: self.recognised,
            proposed: self.proposed,
            charset: self.charset,
            unusable: self.unusable,
            // A file of 2^32 lines is larger than any that is read.
            lines: reading.rows.iter().map(|row| *row as u32).collect(),
            rows_count_on: reading.rows_count_on,
            unread: unread_rows(&reading.findings),
            acceptable,
            told: teller.tell(&report.shown),
            report,
            safely_mendable: findings.iter().filter(safe).count(),
            runs: Run::all(&findings, MOST_RUNS),
            merge,
            failures: portal.failures,
            portal_goes_on: portal.goes_on,
            portal: portal.messages,
            preview,
            columns,
        };
        Examined {
            examination,
            tokens: reading.tokens,
        }
    }
}

fn merged(users: &UserMerge, reading: &mut Reading) -> Result<Merge, UserListError> {
    let UserMerge {
        text,
        columns,
        pairing,
    } = users;
    let Reading { tokens, rows, .. } = reading;
    merge_users(tokens, rows, text.as_str(), *columns, *pairing)
}

/// What reading a file said and what Entra ID would say of its tokens, by the lines of the file and in their order. The one
/// judgement of `#check` and of the practice tenant.
pub fn all_findings(reading: &Reading, mut of_entra: Vec<Finding>) -> Vec<Finding> {
    let line = |row: usize| reading.rows.get(row - 1).copied().unwrap_or(row);
    let place = |finding: &Finding| (finding.location.row, finding.location.column);
    for finding in &mut of_entra {
        *finding = finding.by_lines(line);
    }
    let mut findings = reading.findings.clone();
    // A cell whose text is no use was left empty; that needs no second word.
    let said: HashSet<_> = findings.iter().map(place).collect();
    of_entra.retain(|finding| {
        finding.code != FindingCode::CellEmpty || !said.contains(&place(finding))
    });
    findings.append(&mut of_entra);
    // Stable: what is said of a row stays in its order.
    findings.sort_by_key(|finding| finding.location.row);
    findings
}

/// The first rows, cut into cells as the file is read, and how wide the widest is.
fn preview(text: &str, read_as: ReadAs, proposed: Mapping) -> (Vec<Vec<Pasted>>, usize) {
    let delimiter = match read_as {
        ReadAs::Columns(mapping) => mapping.delimiter,
        ReadAs::Format(_) => proposed.delimiter,
    };
    let short = |cell: &str| -> Pasted {
        let short: String = cell.chars().take(PREVIEW_CHARACTERS).collect();
        short.into()
    };
    let rows = first_rows(text, delimiter, PREVIEW_ROWS);
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let rows = rows
        .iter()
        .map(|cells| cells.iter().map(|cell| short(cell)).collect());
    (rows.collect(), columns)
}

/// What a file does not say of its tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unsaid {
    /// Whether they are time-based or counter-based.
    pub factor: bool,
    /// The time step.
    pub step: bool,
    /// The hash.
    pub hash: bool,
    /// The number of digits.
    pub digits: bool,
}

impl Unsaid {
    /// Whether there is anything.
    pub const fn any(self) -> bool {
        self.factor || self.step || self.hash || self.digits
    }
}

impl Examination {
    /// How many findings there are of a kind.
    pub fn count(&self, code: FindingCode) -> usize {
        let kinds = self.report.kinds.iter();
        kinds
            .filter(|(of, _)| *of == code)
            .map(|(_, count)| count)
            .sum()
    }

    /// What a person may say of all tokens, because the file does not; what was said already stays to be changed.
    pub fn unsaid(&self, assumed: &Assumed) -> Unsaid {
        let by_format = match self.read_as {
            ReadAs::Columns(mapping) => Unsaid {
                factor: mapping.place(Column::Type).is_none(),
                step: mapping.place(Column::TimeInterval).is_none(),
                hash: mapping.place(Column::HashAlgorithm).is_none(),
                digits: mapping.place(Column::Digits).is_none(),
            },
            ReadAs::Format(Format::VendorList | Format::PingidCsv) => Unsaid {
                factor: true,
                step: true,
                hash: true,
                digits: true,
            },
            ReadAs::Format(Format::NexusCsv) => Unsaid {
                hash: true,
                digits: true,
                ..Unsaid::default()
            },
            ReadAs::Format(Format::YubikeyYubico) => Unsaid {
                digits: true,
                ..Unsaid::default()
            },
            ReadAs::Format(_) => Unsaid {
                hash: self.count(FindingCode::SecretSuggestsSha256) > 0,
                step: self.lacks(Column::TimeInterval)
                    || self.count(FindingCode::TimeIntervalUnreadable) > 0,
                ..Unsaid::default()
            },
        };
        Unsaid {
            factor: by_format.factor || assumed.counter_based,
            step: by_format.step || assumed.step.is_some(),
            hash: by_format.hash || assumed.hash.is_some(),
            digits: by_format.digits || assumed.digits.is_some(),
        }
    }

    /// Whether the file lacks this column, or has no row with something in it.
    pub fn lacks(&self, column: Column) -> bool {
        let runs = self.runs.iter();
        runs.filter(|run| run.finding.location.column == Some(column))
            .any(|run| {
                matches!(
                    run.finding.code,
                    FindingCode::ColumnMissing | FindingCode::CellEmpty
                )
            })
    }
}
