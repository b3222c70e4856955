//! The practice tenant and `#check` never disagree of a file: they judge by the same rules.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use totp_toolset::check::{Examination, Request, examine};
use totp_toolset::formats::{FindingCode, Format, FormatError, ReadAs, Severity};
use totp_toolset::rehearsal::{FileRefused, Tenant, judge};

use crate::{HEADER, at, upload};

/// The rows that fail, by their lines, and how many tokens are taken; `None`: the file as a whole is refused.
type Verdict = Option<(Vec<usize>, usize)>;

/// What a tenant says in which every user of the file exists.
fn by_tenant(bytes: &[u8]) -> Verdict {
    let (judged, tokens) = judge(bytes).ok()?;
    let mut tenant = Tenant::default();
    let upns = tokens.iter().filter_map(|token| token.upn.as_ref());
    tenant.add_users(upns.map(|upn| upn.as_str()));
    let pack = std::rc::Rc::new(totp_toolset::packed::Pack::of(&tokens));
    tenant.upload("file.csv".into(), Ok(judged), 0, vec![pack], at(0));
    tenant.refresh(at(9));
    let taken = crate::taken(&tenant);
    let lines = taken.failures.iter().map(|failure| failure.line as usize);
    let lines: Vec<usize> = lines.collect();
    assert_eq!(taken.rows, lines.len() + taken.tokens);
    Some((lines, taken.tokens))
}

fn examination(bytes: &[u8]) -> Result<Examination, FormatError> {
    let request = Request {
        read_as: Some(ReadAs::Format(Format::EntraCsv)),
        ..Request::default()
    };
    Ok(examine(bytes, &request)?.examination)
}

/// What `#check` says.
fn by_check(bytes: &[u8]) -> Verdict {
    let examination = examination(bytes).ok()?;
    let of_header = [
        FindingCode::DelimiterNotComma,
        FindingCode::HeaderMissing,
        FindingCode::ColumnMissing,
    ];
    let refused = of_header.iter().any(|code| examination.count(*code) > 0);
    if examination.unusable.is_some() || refused {
        return None;
    }
    let errors = examination
        .runs
        .iter()
        .filter(|run| run.finding.severity() == Severity::Error)
        .flat_map(|run| run.finding.location.row..=run.last_row);
    let failed: BTreeSet<usize> = errors.collect();
    let lines = examination.lines.iter().map(|line| *line as usize);
    let good = lines.filter(|line| !failed.contains(line)).count();
    let is_empty = failed.is_empty() && good == 0;
    (!is_empty).then(|| (failed.into_iter().collect(), good))
}

fn files_of(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("a readable entry").path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_none_or(|ending| ending != "expected"))
        .collect();
    paths.sort();
    paths
}

/// The files of the corpus with what their folders are named, without those that show what becomes of tokens elsewhere.
fn corpus() -> Vec<(String, PathBuf)> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let folders = files_of(&corpus).into_iter().filter(|path| path.is_dir());
    let folders = folders.filter_map(|folder| {
        let name = folder.file_name()?.to_str()?.to_owned();
        (!name.starts_with("into_")).then_some((name, folder))
    });
    folders
        .flat_map(|(name, folder)| {
            let files = files_of(&folder).into_iter();
            files
                .map(move |file| (name.clone(), file))
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn tenant_and_check_agree_on_every_file_of_the_corpus() {
    let mut agreed = 0;
    for (_, path) in corpus() {
        let bytes = fs::read(&path).expect("a readable file");
        assert_eq!(by_tenant(&bytes), by_check(&bytes), "{}", path.display());
        agreed += 1;
    }
    // Lest it pass because the corpus moved.
    assert!(agreed > 200, "{agreed} files");
}

#[test]
fn the_corpus_has_files_of_every_verdict() {
    let verdicts: Vec<Verdict> = corpus()
        .into_iter()
        .filter(|(folder, _)| folder == "entra_csv")
        .map(|(_, path)| by_tenant(&fs::read(path).expect("a readable file")))
        .collect();
    let has = |such: fn(&Verdict) -> bool| verdicts.iter().any(such);
    assert!(has(Option::is_none));
    assert!(has(
        |verdict| matches!(verdict, Some((failed, 1..)) if failed.is_empty())
    ));
    assert!(has(
        |verdict| matches!(verdict, Some((failed, 0)) if !failed.is_empty())
    ));
    assert!(has(
        |verdict| matches!(verdict, Some((failed, 1..)) if !failed.is_empty())
    ));
}

#[test]
fn files_of_other_formats_are_refused_as_a_whole() {
    let mut refused = 0;
    for (folder, path) in corpus() {
        if folder == "entra_csv" {
            continue;
        }
        let bytes = fs::read(&path).expect("a readable file");
        let examination = examination(&bytes);
        if examination.is_ok_and(|examination| examination.unusable.is_none()) {
            // It can be read as one, and then its rows are judged.
            continue;
        }
        let verdict = judge(&bytes).err();
        assert!(
            matches!(verdict, Some(FileRefused::Format(_))),
            "{}: {verdict:?}",
            path.display()
        );
        refused += 1;
    }
    assert!(refused > 100, "{refused} files");
}

const UPNS: &[&str] = &[
    "a@contoso.com",
    "B@contoso.com",
    "g#EXT#@contoso.com",
    "",
    "none",
    " c@contoso.com ",
    "d’e@contoso.com",
    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
];
const SERIALS: &[&str] = &["1", "2", "3", "0004", "", "2.3E+12", "x\u{1}", "=1", "1,2"];
const SECRETS: &[&str] = &[
    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
    "mfrggzdfmztwq2lknnwg23tpobyxe43u",
    "2234567abcdef2234567abcdef",
    "C2dE3fH4iJ5kL6mN7oP1qR2sT3uV4w",
    "3132333435363738393031323334353637383930",
    "GEZD GNBV",
    "GEZDGNBV======",
    "GEZDG",
    "",
    "1",
];
const STEPS: &[&str] = &["30", "60", "45", "", "sixty", "030", " 30"];
const NAMES: &[&str] = &["Contoso", "", "@x", "a\u{2019}b"];

/// A row of good and bad cells, whole, cut, or packed into one cell.
fn row() -> impl Strategy<Value = String> {
    let cell = |cells: &'static [&'static str]| prop::sample::select(cells);
    let cells = (
        cell(UPNS),
        cell(SERIALS),
        cell(SECRETS),
        cell(STEPS),
        cell(NAMES),
        cell(NAMES),
    );
    let shape = prop::sample::select(
        &[
            "whole", "whole", "whole", "short", "long", "packed", "quoted", "open", "blank",
        ][..],
    );
    (cells, shape).prop_map(|((upn, serial, secret, step, maker, model), shape)| {
        let cells = [upn, serial, secret, step, maker, model];
        let quoted = cells.map(|cell| format!("\"{cell}\"")).join(",");
        match shape {
            "whole" => cells.join(","),
            "short" => cells[..4].join(","),
            "long" => format!("{},x", cells.join(",")),
            "packed" => format!("\"{}\",,,,,", cells.join(",")),
            "quoted" => quoted,
            "open" => format!("\"{}", cells.join(",")),
            _ => String::new(),
        }
    })
}

fn header() -> impl Strategy<Value = String> {
    let other = [
        "",
        "upn,serial number,secret key,timeinterval,manufacturer,model",
        "upn,serial number,secret key,time interval,manufacturer,model,Enabled",
        "serial number,secret key,time interval,manufacturer,model",
        "upn;serial number;secret key;time interval;manufacturer;model",
        "\"upn,serial number,secret key,time interval,manufacturer,model\"",
        "upn,upn,secret key",
        "x,y,z",
    ];
    prop_oneof![
        8 => Just(HEADER.to_owned()),
        3 => prop::sample::select(other.map(str::to_owned).to_vec()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 500,
        // A failure names its case; no file is written beside the tests.
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn tenant_and_check_agree_on_hostile_rows(
        header in header(),
        rows in prop::collection::vec(row(), 0..12),
        line_end in prop::sample::select(&["\n", "\r\n", "\r"][..]),
    ) {
        let lines = std::iter::once(header).chain(rows);
        let text: String = lines.map(|line| format!("{line}{line_end}")).collect();
        prop_assert_eq!(by_tenant(text.as_bytes()), by_check(text.as_bytes()));
    }

    /// Whatever came into a tenant: nobody's token is there, and no serial number twice.
    #[test]
    fn whatever_is_uploaded_every_token_has_a_user_and_a_serial_number_of_its_own(
        files in prop::collection::vec(prop::collection::vec(row(), 0..8), 1..4),
    ) {
        let mut tenant = Tenant::default();
        tenant.add_users(["a@contoso.com", "c@contoso.com"]);
        for rows in files {
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            upload(&mut tenant, "file.csv", &crate::csv(&rows), at(0));
        }
        let inventory = tenant.inventory();
        let serials: BTreeSet<&str> = inventory.iter().map(|(id, _)| inventory.serial(id)).collect();
        prop_assert_eq!(serials.len(), inventory.len());
        prop_assert!(inventory.iter().all(|(_, token)| token.user.is_some()));
    }
}
