//! Every file of `tests/corpus` is read, and what comes of it is compared with the text beside it.
//!
//! A new case is two files: `what_it_shows.csv` and `what_it_shows.expected`. In the folder of a format, the text has a line
//! for each token, then one for each finding of reading and, behind `entra:`, of Entra ID's rules; or one line that says why
//! the file is unusable. Where the file is recognised as something else than its folder says, the first line says as what.
//!
//! In a folder `into_…` the file is read as what it is recognised as, and `lost:` stands before what the target refuses or
//! loses of the tokens. Rows are the lines of the file everywhere.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use totp_toolset::formats::text::text_of;
use totp_toolset::formats::{Finding, FindingCode, Format, Reading, entra_csv, recognise};
use totp_toolset::oath::{Digits, Encoding, HashAlgorithm, MovingFactor, Token, encode_seed};
use totp_toolset::work::FileKind;

use crate::samples::{order, read_as};

#[test]
fn every_file_reads_as_the_text_beside_it_says() {
    let wrong = differences(|shows| matches!(shows, Shows::Format(_)));
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_file_loses_on_its_way_into_a_target_what_the_text_beside_it_says() {
    let wrong = differences(|shows| matches!(shows, Shows::Target(..)));
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn no_expected_text_stands_without_its_file() {
    let files: BTreeSet<PathBuf> = cases().into_iter().map(|case| case.expected()).collect();
    let alone: Vec<PathBuf> = expected_texts()
        .filter(|path| !files.contains(path))
        .collect();
    assert!(alone.is_empty(), "{alone:?}");
}

#[test]
fn every_format_and_every_target_has_files() {
    for (shows, folder) in folders() {
        assert!(!files_of(&folder).is_empty(), "{shows:?}");
    }
}

#[test]
fn every_folder_is_of_a_format_or_a_target() {
    let known: BTreeSet<PathBuf> = folders().into_iter().map(|(_, folder)| folder).collect();
    let entries = files_of(&corpus()).into_iter();
    let found: BTreeSet<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    assert_eq!(found, known);
}

#[test]
fn of_a_correct_file_nothing_at_all_is_said() {
    let text = corpus().join("entra_csv/correct.expected");
    let text = fs::read_to_string(text).expect("a readable file");
    assert!(text.lines().count() > 0);
    assert!(
        text.lines().all(|line| line.starts_with("token: ")),
        "{text}"
    );
}

/// What the files of a folder show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shows {
    /// How files of this format are read.
    Format(Format),
    /// What tokens lose on their way into this kind of file, at this time: milliseconds since 1970.
    Target(FileKind, i64),
}

/// A file, and what it shows.
struct Case {
    shows: Shows,
    path: PathBuf,
}

impl Case {
    fn expected(&self) -> PathBuf {
        self.path.with_extension("expected")
    }

    fn description(&self) -> String {
        let bytes = fs::read(&self.path).expect("a readable file");
        match self.shows {
            Shows::Format(format) => description(format, &bytes),
            Shows::Target(kind, time) => description_in_target(kind, time, &bytes),
        }
    }
}

/// What came of files that show such things, where it is not the text beside them.
fn differences(of: impl Fn(Shows) -> bool) -> String {
    let mut wrong = String::new();
    for case in cases().into_iter().filter(|case| of(case.shows)) {
        let found = case.description();
        let expected = fs::read_to_string(case.expected());
        if expected.ok().as_deref() != Some(&found) {
            let name = case.path.display();
            let _ = write!(wrong, "\n{name}\n--- found\n{found}");
        }
    }
    wrong
}

/// The identifiers of the findings that the corpus expects.
pub fn expected_identifiers() -> BTreeSet<String> {
    let texts = expected_texts().map(|path| fs::read_to_string(path).expect("a readable file"));
    let of_text = |text: String| -> Vec<String> {
        text.lines()
            .filter_map(identifier)
            .map(str::to_owned)
            .collect()
    };
    texts.flat_map(of_text).collect()
}

/// The identifier at the end of a line that is about a finding.
fn identifier(line: &str) -> Option<&str> {
    let (what, finding) = line.split_once(": ")?;
    let (_, identifier) = finding.rsplit_once(": ")?;
    [FINDING, ENTRA, LOST].contains(&what).then_some(identifier)
}

const FINDING: &str = "finding";
const ENTRA: &str = "entra";
const LOST: &str = "lost";

/// The folder of a format.
pub fn folder_of(format: Format) -> &'static str {
    match format {
        Format::AladdinXml => "aladdin_xml",
        Format::EntraCsv => "entra_csv",
        Format::GraphJson => "graph_json",
        Format::LinotpCsv => "linotp_csv",
        Format::MultiotpCsv => "multiotp_csv",
        Format::NetiqCsv => "netiq_csv",
        Format::NexusCsv => "nexus_csv",
        Format::OtpauthList => "otpauth_list",
        Format::PingidCsv => "pingid_csv",
        Format::PrivacyideaCsv => "privacyidea_csv",
        Format::PythonPskcCsv => "python_pskc_csv",
        Format::VendorList => "vendor_list",
        Format::YubikeyTraditional => "yubikey_traditional",
        Format::YubikeyYubico => "yubikey_yubico",
    }
}

/// The folder of a target. Kinds of which the same is said share one.
fn folder_into(kind: FileKind) -> &'static str {
    match kind {
        FileKind::EntraCsv => "into_entra_csv",
        FileKind::GraphBulk | FileKind::GraphSingle => "into_graph_json",
        FileKind::OtpauthList => "into_otpauth_list",
        FileKind::HexList => "into_vendor_list",
        FileKind::LinotpCsv => "into_linotp_csv",
        FileKind::MultiotpCsv => "into_multiotp_csv",
        FileKind::NetiqCsv => "into_netiq_csv",
        FileKind::PingidCsv => "into_pingid_csv",
        FileKind::PrivacyideaCsv => "into_privacyidea_csv",
        FileKind::PythonPskcCsv => "into_python_pskc_csv",
        FileKind::Inventory => "into_inventory",
        FileKind::YubiKeyPosix | FileKind::YubiKeySecrets => "into_yubikey_posix",
        FileKind::YubiKeyPowerShell => "into_yubikey_powershell",
        FileKind::ActivationCsv | FileKind::ActivationJson => "into_activation",
        FileKind::GraphActivations => "into_graph_activations",
    }
}

/// 2026-11-24 at noon, in milliseconds.
const NOON: i64 = 1_795_521_600_000;

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn folders() -> Vec<(Shows, PathBuf)> {
    let formats = Format::ALL
        .into_iter()
        .map(|format| (Shows::Format(format), folder_of(format)));
    let mut folders: Vec<(Shows, &str)> = formats.collect();
    for kind in FileKind::ALL {
        let folder = folder_into(kind);
        if !folders.iter().any(|(_, other)| *other == folder) {
            folders.push((Shows::Target(kind, NOON), folder));
        }
    }
    let early = Shows::Target(FileKind::ActivationCsv, -1);
    folders.push((early, "into_activation_before_1970"));
    let folders = folders.into_iter();
    folders
        .map(|(shows, folder)| (shows, corpus().join(folder)))
        .collect()
}

fn files_of(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a readable entry").path())
        .collect();
    paths.sort();
    paths
}

fn expected_texts() -> impl Iterator<Item = PathBuf> {
    let folders = folders().into_iter();
    let files = folders.flat_map(|(_, folder)| files_of(&folder));
    files.filter(|path| is_expected(path))
}

fn is_expected(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "expected")
}

fn cases() -> Vec<Case> {
    let cases = folders().into_iter().flat_map(|(shows, folder)| {
        let files = files_of(&folder)
            .into_iter()
            .filter(|path| !is_expected(path));
        files.map(move |path| Case { shows, path })
    });
    cases.collect()
}

/// The files of the corpus with their formats, for tests that change them.
pub static FILES: LazyLock<Vec<(Format, Vec<u8>)>> = LazyLock::new(|| {
    let files = cases().into_iter().filter_map(|case| match case.shows {
        Shows::Format(format) => Some((format, fs::read(case.path).expect("a readable file"))),
        Shows::Target(..) => None,
    });
    files.collect()
});

fn description(format: Format, bytes: &[u8]) -> String {
    let mut text = recognised(format, bytes);
    match read_as(format, bytes) {
        Ok(reading) => {
            text.extend(reading.tokens.iter().map(token));
            text.extend(reading.findings.iter().map(|one| finding(FINDING, one)));
            let of_entra = of_entra(format, &reading);
            text.extend(of_entra.iter().map(|one| finding(ENTRA, one)));
        }
        Err(error) => {
            let _ = writeln!(text, "unusable: {error}");
        }
    }
    text
}

fn description_in_target(kind: FileKind, time: i64, bytes: &[u8]) -> String {
    let text = text_of(bytes).expect("text");
    let fitting = recognise(&text);
    let (format, _) = *fitting.first().expect("a format that is recognised");
    let reading = read_as(format, bytes).expect("a usable file");
    let lost = order(kind, time).check(&reading.tokens);
    let mut text = format!("read as: {}\n", folder_of(format));
    text.extend(reading.tokens.iter().map(token));
    text.extend(
        on_lines(lost, &reading)
            .iter()
            .map(|one| finding(LOST, one)),
    );
    text
}

/// What the file is taken for, where that is not its format.
fn recognised(format: Format, bytes: &[u8]) -> String {
    let Ok(text) = text_of(bytes) else {
        return String::new();
    };
    match recognise(&text).first() {
        Some((found, _)) if *found == format => String::new(),
        Some((found, certainty)) => {
            format!("recognised as: {} ({certainty:?})\n", folder_of(*found))
        }
        None => "recognised as: nothing\n".to_owned(),
    }
}

/// What Entra ID's rules say of the tokens. That a cell is empty goes without saying in formats that have no such column, and
/// where reading has said why it is.
fn of_entra(format: Format, reading: &Reading) -> Vec<Finding> {
    let mut findings = on_lines(entra_csv::check(&reading.tokens), reading);
    let place = |finding: &Finding| (finding.location.row, finding.location.column);
    let was_said = |finding: &Finding| {
        let mut said = reading.findings.iter();
        format != Format::EntraCsv || said.any(|said| place(said) == place(finding))
    };
    findings.retain(|finding| finding.code != FindingCode::CellEmpty || !was_said(finding));
    findings
}

/// Findings about tokens, with the lines of the file that they were read from.
fn on_lines(mut findings: Vec<Finding>, reading: &Reading) -> Vec<Finding> {
    let line = |row: usize| reading.rows[row - 1];
    for finding in &mut findings {
        finding.location.row = line(finding.location.row);
        finding.location.other_row = finding.location.other_row.map(line);
    }
    findings
}

fn token(token: &Token) -> String {
    let none = || "none".to_owned();
    let factor = match token.factor {
        MovingFactor::Time(step) => step.to_string(),
        MovingFactor::Counter(counter) => format!("counter {counter}"),
    };
    let mut cells = vec![
        token.upn.as_ref().map_or_else(none, ToString::to_string),
        token.serial.as_ref().map_or_else(none, ToString::to_string),
        encode_seed(&token.secret, Encoding::Base32).to_string(),
        factor,
        token
            .manufacturer
            .as_ref()
            .map_or_else(none, ToString::to_string),
        token.model.as_ref().map_or_else(none, ToString::to_string),
    ];
    if token.hash != HashAlgorithm::Sha1 {
        cells.push(token.hash.to_string());
    }
    if token.digits != Digits::Six {
        cells.push(format!("{} digits", token.digits));
    }
    if let Some(id) = &token.user.id {
        cells.push(format!("id {id}"));
    }
    format!("token: {}\n", cells.join(" | "))
}

fn finding(what: &str, finding: &Finding) -> String {
    let place = finding.location;
    let mut text = format!("{what}: row {}", place.row);
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
