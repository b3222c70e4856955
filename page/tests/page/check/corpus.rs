//! Every file of the corpus, dropped on the page.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use page::{Find, Outcome, Page, Role, eventually, expect};

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

pub async fn every_file_of_the_corpus_is_told_as_it_should_be(page: Page) -> Outcome {
    let folders = fs::read_dir(CORPUS)?
        .map(|folder| Ok(folder?.file_name().to_string_lossy().into_owned()))
        .collect::<Outcome<BTreeSet<_>>>()?;
    let read = FOLDERS.map(|(folder, _)| folder.to_owned());
    let missing: Vec<_> = folders.difference(&read.into()).cloned().collect();
    expect(
        missing.iter().all(|folder| folder.starts_with("into_")),
        || format!("no folder to be left out, as {missing:?}"),
    )?;
    open(&page).await?;
    let mut tried = 0;
    for (folder, format) in FOLDERS {
        for (path, expected) in corpus(folder)? {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let bytes = fs::read(&path)?;
            check(&page, &name, &bytes).await?;
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
            tried += 1;
        }
    }
    expect(tried > 100, || {
        format!("a corpus worth the name, not {tried} files")
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
