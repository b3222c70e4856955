//! The hand-written table of uploads and verdicts, `tests/vectors/rehearsal-verdicts.txt`: how it is to be read stands there.

use totp_toolset::formats::{Column, Finding, FindingCode, FormatError};
use totp_toolset::oath::TimeStep;
use totp_toolset::rehearsal::{FileRefused, Reason, Tenant};

use crate::{HELGA, at, file_of, token, upload};

const TABLE: &str = include_str!("../vectors/rehearsal-verdicts.txt");

/// How many entries there are, lest a test pass because the file became empty.
const ENTRIES: usize = 42;

/// An upload and its verdict.
#[derive(Default)]
struct Entry<'a> {
    name: &'a str,
    source: &'a str,
    users: Vec<&'a str>,
    serials: Vec<&'a str>,
    verdict: Vec<String>,
    file: String,
}

fn entries() -> Vec<Entry<'static>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for line in TABLE.lines() {
        if let Some(name) = line.strip_prefix("== ") {
            entries.push(Entry {
                name,
                ..Entry::default()
            });
        } else if !line.starts_with('#') && !line.is_empty() {
            entries.last_mut().expect("an entry").take(line);
        }
    }
    entries
}

impl<'a> Entry<'a> {
    fn take(&mut self, line: &'a str) {
        if let Some(line) = line.strip_prefix("| ") {
            self.file += line;
            self.file += "\r\n";
            return;
        }
        let list = |text: &'a str| text.split(", ").collect();
        match line.split_once(": ").expect("a key and a value") {
            ("source", source) => self.source = source,
            ("users", users) => self.users = list(users),
            ("serials", serials) => self.serials = list(serials),
            ("refused" | "taken" | "failed", _) => self.verdict.push(line.to_owned()),
            (key, _) => panic!("{key} in {}", self.name),
        }
    }

    /// What comes of it, as the table says it.
    fn found(&self) -> Vec<String> {
        let mut tenant = Tenant::default();
        tenant.add_users(self.users.iter().copied());
        if !self.serials.is_empty() {
            let tokens = self.serials.iter();
            let tokens: Vec<_> = tokens
                .map(|serial| token(serial, HELGA, TimeStep::THIRTY))
                .collect();
            upload(&mut tenant, "before.csv", &file_of(&tokens), at(0));
        }
        upload(&mut tenant, "tokens.csv", &self.file, at(9));
        match &tenant.uploads().last().expect("an upload").outcome {
            Err(refused) => vec![format!("refused: {}", of_file(refused))],
            Ok(taken) => {
                let failed = taken
                    .failures
                    .iter()
                    .map(|failure| format!("failed: {} {}", failure.line, of_row(&failure.reason)));
                let taken = format!("taken: {}", taken.tokens);
                std::iter::once(taken).chain(failed).collect()
            }
        }
    }
}

fn of_file(refused: &FileRefused) -> String {
    match refused {
        FileRefused::Format(FormatError::Empty) => "nothing in it".to_owned(),
        FileRefused::Format(_) => "another file".to_owned(),
        FileRefused::Delimiter => "no commas".to_owned(),
        FileRefused::HeaderMissing => "no header".to_owned(),
        FileRefused::ColumnMissing(column) => format!("lacks {column}"),
        FileRefused::NoRows => "no rows".to_owned(),
        FileRefused::NothingToWrite => "nothing to write".to_owned(),
    }
}

fn of_row(reason: &Reason) -> &'static str {
    match reason {
        Reason::UserUnknown => "user unknown",
        Reason::SerialTaken => "serial taken",
        Reason::Finding(finding) => of_finding(finding),
    }
}

fn of_finding(finding: &Finding) -> &'static str {
    use FindingCode as Code;
    let is_secret = finding.location.column == Some(Column::SecretKey);
    match finding.code {
        Code::SecretUnreadable
        | Code::SecretLooksHex
        | Code::SecretConfusable
        | Code::SecretPadded
        | Code::SecretSeparated
            if is_secret =>
        {
            "illegal character"
        }
        Code::SecretLengthImpossible => "impossible length",
        Code::SecretTooLong => "secret too long",
        Code::TimeIntervalRefused | Code::TimeIntervalUnreadable => "time interval",
        Code::UpnGuest => "guest",
        Code::UpnUnusable => "no user name",
        Code::SerialTwice => "serial twice",
        Code::CellEmpty => "cell empty",
        Code::CellCount => "number of cells",
        Code::LineInOneCell => "one cell",
        Code::QuotesUnbalanced => "quotation marks",
        other => other.identifier(),
    }
}

#[test]
fn every_upload_of_the_table_gets_its_verdict() {
    let mut wrong = String::new();
    for entry in entries() {
        let found = entry.found();
        if found != entry.verdict {
            wrong += &format!("\n{}: {found:?}, not {:?}", entry.name, entry.verdict);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_entry_of_the_table_names_its_source() {
    let entries = entries();
    assert_eq!(entries.len(), ENTRIES);
    for entry in entries {
        assert!(!entry.source.is_empty(), "{}", entry.name);
    }
}
