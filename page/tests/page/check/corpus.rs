//! Every file of the corpus, dropped on the page.

use std::fs;
use std::path::{Path, PathBuf};

use page::{Browser, Find, Outcome, Page, Role, Scenario, eventually, expect};

use super::{bench, check, open};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/corpus");

/// The folders of the corpus that hold files to read, and what the formats are called in the page.
const FOLDERS: [(&str, &str); 14] = [
    ("aladdin_xml", "Aladdin/SafeNet XML"),
    ("entra_csv", "Entra ID CSV"),
    ("graph_json", "Microsoft Graph JSON"),
    ("linotp_csv", "LinOTP OATH CSV"),
    ("multiotp_csv", "multiOTP list"),
    ("netiq_csv", "NetIQ list"),
    ("nexus_csv", "Nexus list"),
    ("otpauth_list", "otpauth URIs"),
    ("pingid_csv", "PingID list"),
    ("privacyidea_csv", "privacyIDEA OATH CSV"),
    ("python_pskc_csv", "python-pskc CSV"),
    ("vendor_list", "vendor list: serial number and hex secret"),
    ("yubikey_traditional", "YubiKey log, traditional"),
    ("yubikey_yubico", "YubiKey log, Yubico format"),
];

/// A file of the corpus with what is expected of it.
fn corpus(folder: &str) -> Outcome<Vec<(PathBuf, String)>> {
    let folder = Path::new(CORPUS).join(folder);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "expected")
        {
            continue;
        }
        let expected = fs::read_to_string(path.with_extension("expected"))?;
        files.push((path, expected));
    }
    files.sort();
    Ok(files)
}

/// Every file of the corpus is told as it should be: a scenario for each folder, since a trial has its time.
pub fn scenarios() -> Vec<Scenario> {
    let scenario = |(folder, format): (&'static str, &'static str)| {
        let name = format!("every_file_of_{folder}_is_told_as_it_should_be");
        // Reading is the same program in each engine; how a file gets to it, each is tried with elsewhere.
        let once = "what is read is tried natively too, and files are dropped in every engine by other trials";
        Scenario::new(&name, move |page| every_file_is_told(page, folder, format))
            .not_in(Browser::Firefox, once)
            .not_in(Browser::WebKit, once)
    };
    FOLDERS.map(scenario).to_vec()
}

async fn every_file_is_told(page: Page, folder: &str, format: &str) -> Outcome {
    expect_no_folder_left_out()?;
    let files = corpus(folder)?;
    expect(!files.is_empty(), || format!("files in {folder}"))?;
    open(&page).await?;
    for (path, expected) in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        check(&page, &name, &fs::read(&path)?).await?;
        let bench = bench(&page).await?;
        let chooses = bench.names(Role::Combobox).await?;
        let is_read = bench.text().await?.contains(&format!("Read as {format}"));
        // Another format is more like it, or none is sure of it.
        if !is_read && chooses.contains(&"Read the file as".to_owned()) {
            bench
                .combobox("Read the file as")
                .await?
                .choose(format)
                .await?;
        }
        told(&page, &format!("{folder}/{name}"), &expected).await?;
    }
    Ok(())
}

fn expect_no_folder_left_out() -> Outcome {
    let mut left_out = Vec::new();
    for entry in fs::read_dir(CORPUS)? {
        let entry = entry?;
        if !entry.file_type()?.is_dir() {
            continue;
        }
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_read = FOLDERS.iter().any(|(folder, _)| *folder == name);
        if !is_read && !name.starts_with("into_") {
            left_out.push(name);
        }
    }
    expect(left_out.is_empty(), || {
        format!("no folder left out, not {left_out:?}")
    })
}

/// The page says how many tokens there are, and each kind of finding that it has room for.
async fn told(page: &Page, file: &str, expected: &str) -> Outcome {
    let starts = |start: &'static str| expected.lines().filter(move |line| line.starts_with(start));
    if starts("unusable: ").count() > 0 {
        let said = bench(page).await?.text().await?;
        return expect(
            said.contains("0 tokens") || !said.contains(" tokens. Read"),
            || format!("no token of {file}: {said}"),
        );
    }
    let tokens = starts("token: ").count();
    let counted = format!(": {tokens} token");
    eventually(&format!("{tokens} tokens of {file}"), async || {
        Ok(bench(page).await?.text().await?.contains(&counted))
    })
    .await?;
    let codes = starts("finding: ").chain(starts("entra: "));
    let codes: Vec<&str> = codes.filter_map(|line| line.rsplit(": ").next()).collect();
    if codes.is_empty() || codes.len() > 40 {
        return Ok(());
    }
    let said = page
        .find(Role::List, "What was found")
        .await?
        .text()
        .await?;
    for code in codes {
        expect(said.contains(code), || {
            format!("{code} to be said of {file}: {said}")
        })?;
    }
    Ok(())
}
