//! Files that nobody would write: whatever stands in them, as whatever they are read, nothing panics, and what is said of
//! them quotes nothing of them. Huge ones are in `tests/attacks`.

use std::collections::HashSet;
use std::fmt::Write;
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use totp_toolset::formats::columns::Mapping;
use totp_toolset::formats::text::text_of;
use totp_toolset::formats::{
    Assumed, CellPlace, Column, Finding, FindingCode, Fix, Format, FormatError, Mending, ReadAs,
    Reading, Step, entra_csv, open, pick, read, recognise,
};
use totp_toolset::oath::{Encoding, EncodingChoice, encode_seed};

use crate::corpus::FILES;

/// How a file is read, and with which corrections.
struct How {
    read_as: ReadAs,
    mending: Mending,
}

/// Reads a file as everything, uncorrected and corrected, and hands on what came of each.
fn read_as_everything(bytes: &[u8], mut came: impl FnMut(&Result<Reading, FormatError>)) {
    came(&open(bytes));
    let Ok(text) = text_of(bytes) else {
        for format in Format::ALL {
            let how = ReadAs::Format(format);
            came(&read(bytes, how, &Mending::default(), &Assumed::default()));
        }
        return;
    };
    recognise(&text);
    for How { read_as, mending } in ways(&text) {
        let result = read(bytes, read_as, &mending, &Assumed::default());
        came(&result);
        let findings = result.map(|reading| {
            let of_entra = entra_csv::check(&reading.tokens);
            came(&Ok(Reading {
                findings: of_entra,
                ..Reading::default()
            }));
            reading.findings
        });
        let cells = cells(&findings.unwrap_or_default());
        pick(&text, read_as, &mending, &Assumed::default(), cells);
    }
}

fn ways(text: &str) -> Vec<How> {
    let formats = Format::ALL.into_iter().map(ReadAs::Format);
    let columns = [ReadAs::Columns(Mapping::proposed(text))];
    let all = formats.chain(columns);
    let both = all.flat_map(|read_as| {
        [Mending::default(), corrected()].map(|mending| How { read_as, mending })
    });
    both.collect()
}

/// Every kind of step.
fn corrected() -> Mending {
    let mut mending = Mending::default();
    let secret = Column::SecretKey;
    for step in [
        Step::AllSafe,
        Step::Everywhere {
            column: secret,
            fix: Fix::FromHex,
            code: FindingCode::SecretLooksHex,
        },
        Step::Everywhere {
            column: secret,
            fix: Fix::ZeroToO,
            code: FindingCode::SecretConfusable,
        },
        Step::In {
            rows: 1..=3,
            column: Column::SerialNumber,
            fix: Fix::LeadingZeros(u8::MAX),
        },
        Step::Retype {
            row: 2,
            column: Column::Upn,
            text: "alice@contoso.com".into(),
        },
    ] {
        mending.take(step);
    }
    mending
}

fn cells(findings: &[Finding]) -> Vec<CellPlace> {
    let places = findings.iter().map(|finding| finding.location);
    places
        .filter_map(|place| Some((place.row, place.column?)))
        .take(100)
        .collect()
}

/// How many characters of a secret in a row are too many to be chance.
const RUN: usize = 8;

/// Runs of letters and digits that nobody but the file can have said: whatever is long enough for a secret in it.
fn runs(text: &[u8]) -> HashSet<&[u8]> {
    text.split(|byte| !byte.is_ascii_alphanumeric())
        .filter(|word| word.len() >= 2 * RUN)
        .flat_map(|word| word.windows(RUN))
        .filter(|run| !VOCABULARY.contains(*run))
        .collect()
}

/// What is said whatever a file holds: the names of codes and columns.
static VOCABULARY: LazyLock<HashSet<Vec<u8>>> = LazyLock::new(|| {
    let mut words = String::new();
    for code in FindingCode::ALL {
        let _ = write!(words, "{:?} ", Finding::in_row(code, 1));
    }
    for column in Column::ALL {
        let _ = write!(words, "{column:?} {column} ");
    }
    for error in [
        FormatError::Empty,
        FormatError::TooLarge { bytes: 1 },
        FormatError::Binary,
        FormatError::NotUtf8 { line: 1 },
        FormatError::HeaderLacks { missing: vec![] },
        FormatError::TooManyRows,
        FormatError::Unrecognised,
        FormatError::Syntax { line: 1 },
        FormatError::Structure,
        FormatError::ColumnTwice(Column::Upn),
    ] {
        let _ = write!(words, "{error:?} {error} ");
    }
    words
        .into_bytes()
        .windows(RUN)
        .map(<[u8]>::to_vec)
        .collect()
});

/// The first run of the file that stands in what was said.
fn quoted(runs: &HashSet<&[u8]>, result: &Result<Reading, FormatError>) -> Option<String> {
    let said = match result {
        // The tokens are what was read, not what was said; Debug hides their secrets all the same.
        Ok(reading) => format!("{:?} {:#?}", reading.findings, reading.findings),
        Err(error) => format!("{error} {error:?} {error:#?}"),
    };
    let mut found = said.as_bytes().windows(RUN);
    found
        .find(|run| runs.contains(*run))
        .map(|run| String::from_utf8_lossy(run).into_owned())
}

#[test]
fn a_run_of_a_secret_counts_and_a_word_of_ours_does_not() {
    let runs = runs(b"timeIntervalInSeconds,GEZDGNBVGY3TQOJQ,short123");
    assert!(runs.contains(b"DGNBVGY3".as_slice()));
    assert!(!runs.contains(b"Interval".as_slice()));
    assert!(!runs.contains(b"short123".as_slice()));
}

#[test]
fn nothing_said_of_the_corpus_quotes_it() {
    for (format, bytes) in FILES.iter() {
        let runs = runs(bytes);
        read_as_everything(bytes, |result| {
            assert_eq!(quoted(&runs, result), None, "a file of {format:?}");
        });
    }
}

#[test]
fn no_secret_of_the_corpus_is_debugged_in_any_spelling() {
    for (format, bytes) in FILES.iter() {
        read_as_everything(bytes, |result| {
            let Ok(reading) = result else { return };
            let said = format!("{reading:?}").to_lowercase();
            for token in &reading.tokens {
                for encoding in [Encoding::Base32, Encoding::Hex, Encoding::Base64] {
                    let text = encode_seed(&token.secret, encoding).to_lowercase();
                    if text.len() >= 2 * RUN {
                        assert!(!said.contains(&text), "a file of {format:?}");
                    }
                }
            }
        });
    }
}

/// A change to a file.
#[derive(Clone, Debug)]
enum Change {
    Insert(Index, Vec<u8>),
    Replace(Index, Vec<u8>),
    Truncate(Index),
    Duplicate(Index, Index),
    Splice(Index, Index, Index),
}

fn change() -> impl Strategy<Value = Change> {
    let bytes = || {
        prop_oneof![
            2 => prop::sample::select(
                ["\"", ",", ";", "\t", "\n", "\r", "\r\n", " ", "#", "=", "%", "&", "{", "}", "[", "]", ":", "<", ">",
                 "/", "\\", "0", "1", "8", "-1", "18446744073709551616", "é", "鍵🔑", "\u{feff}", "\0", "\\ud800", "]]>", "&#0;"]
                    .map(|text| text.as_bytes().to_vec())
                    .to_vec()
            ),
            1 => vec(any::<u8>(), 1..12),
        ]
    };
    let place = any::<Index>;
    prop_oneof![
        (place(), bytes()).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        (place(), bytes()).prop_map(|(at, bytes)| Change::Replace(at, bytes)),
        place().prop_map(Change::Truncate),
        (place(), place()).prop_map(|(from, to)| Change::Duplicate(from, to)),
        (place(), place(), place()).prop_map(|(at, file, from)| Change::Splice(at, file, from)),
    ]
}

fn changed(mut bytes: Vec<u8>, change: &Change) -> Vec<u8> {
    let place = |index: &Index, length: usize| index.index(length + 1);
    let here = |index: &Index| place(index, bytes.len());
    match change {
        Change::Insert(at, new) => {
            let at = here(at);
            bytes.splice(at..at, new.iter().copied());
        }
        Change::Replace(at, new) => {
            let at = here(at);
            let end = (at + new.len()).min(bytes.len());
            bytes.splice(at..end, new.iter().copied());
        }
        Change::Truncate(at) => bytes.truncate(here(at)),
        Change::Duplicate(one, other) => {
            let (one, other) = (here(one), here(other));
            let slice = bytes[one.min(other)..one.max(other)].to_vec();
            bytes.splice(one..one, slice);
        }
        Change::Splice(at, file, from) => {
            let at = here(at);
            let (_, other) = file.get(&FILES);
            bytes.truncate(at);
            bytes.extend_from_slice(&other[place(from, other.len())..]);
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn arbitrary_bytes_never_make_it_panic(bytes in vec(any::<u8>(), 0..400)) {
        read_as_everything(&bytes, |_| {});
    }

    #[test]
    fn arbitrary_text_never_makes_it_panic(text in any::<String>()) {
        read_as_everything(text.as_bytes(), |_| {});
    }

    #[test]
    fn arbitrary_rows_never_make_it_panic(
        rows in vec(vec("[0-9A-Za-z@.=\"#{}<>-]{0,40}", 0..9), 0..6),
        delimiter in prop::sample::select(vec![",", ";", "\t", ":", " "]),
    ) {
        let lines: Vec<String> = rows.iter().map(|cells| cells.join(delimiter)).collect();
        read_as_everything(lines.join("\n").as_bytes(), |_| {});
    }

    #[test]
    fn no_change_to_a_file_makes_it_panic_or_quote(
        file in any::<Index>(),
        changes in vec(change(), 1..5),
    ) {
        let (_, bytes) = file.get(&FILES);
        let bytes = changes.iter().fold(bytes.clone(), changed);
        let runs = runs(&bytes);
        let mut found = None;
        read_as_everything(&bytes, |result| {
            found = found.take().or_else(|| quoted(&runs, result));
        });
        prop_assert_eq!(found, None);
    }

    #[test]
    fn columns_named_at_will_never_make_it_panic(
        file in any::<Index>(),
        has_header in any::<bool>(),
        delimiter in prop::sample::select(totp_toolset::formats::Delimiter::ALL.to_vec()),
        encoding in prop::sample::select(vec![
            EncodingChoice::Automatic,
            EncodingChoice::Only(Encoding::Base32),
            EncodingChoice::Only(Encoding::Hex),
            EncodingChoice::Only(Encoding::Base64),
        ]),
        places in vec(prop::option::of(0..300_usize), Column::ALL.len()),
    ) {
        let (_, bytes) = file.get(&FILES);
        let mut mapping = Mapping::nothing(delimiter);
        (mapping.has_header, mapping.encoding) = (has_header, encoding);
        let named = Column::ALL.into_iter().zip(places);
        let mapping = named.fold(mapping, |mapping, (column, place)| mapping.with(column, place));
        let read_as = ReadAs::Columns(mapping);
        let _ = read(bytes, read_as, &corrected(), &Assumed::default());
    }
}
