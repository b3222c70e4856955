//! Checking: a file is recognised, explained, mended and converted, and what is downloaded is what Entra ID takes.

use std::fs;
use std::path::{Path, PathBuf};

use crate::probe::{self, ask};
use page::{
    Control, Find, Origin, Outcome, Page, Role, Scenario, eventually, expect, expect_eq, scenario,
};

const HEADER: &str = "upn,serial number,secret key,time interval,manufacturer,model";
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const HEX: &str = "3132333435363738393031323334353637383930";
const OTHER: &str = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U";

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(a_broken_file_is_explained_mended_and_downloaded),
        scenario!(every_complaint_ends_in_a_file_that_would_be_accepted).only_from(Origin::File),
        scenario!(every_file_of_the_corpus_is_told_as_it_should_be).only_from(Origin::File),
        scenario!(corrections_can_be_taken_back_and_cells_typed_anew).only_from(Origin::File),
        scenario!(any_table_can_be_read_by_naming_its_columns).only_from(Origin::File),
        scenario!(a_vendors_list_becomes_every_other_format).only_from(Origin::File),
        scenario!(checked_tokens_join_the_list).only_from(Origin::File),
        scenario!(hidden_secrets_are_hidden_in_findings_too).only_from(Origin::File),
        scenario!(the_findings_are_downloaded_without_secrets).only_from(Origin::File),
        scenario!(users_are_merged_by_order_and_by_serial_number).only_from(Origin::File),
        scenario!(what_the_portal_said_is_found_in_the_file).only_from(Origin::File),
        scenario!(a_hundred_thousand_rows_are_checked_by_a_worker_and_can_be_cancelled)
            .only_from(Origin::File),
        scenario!(without_a_worker_a_small_file_is_checked_all_the_same).only_from(Origin::File),
    ]
}

async fn open(page: &Page) -> Outcome {
    page.open("#check").await?;
    page.file_input("Open a seed file").await.map(|_| ())
}

async fn bench(page: &Page) -> Outcome<Control> {
    page.region("Check a seed file").await
}

/// Drops a file, and waits until the page has looked at it.
async fn check(page: &Page, name: &str, bytes: &[u8]) -> Outcome {
    bench(page).await?.drop_file(name, bytes).await?;
    page.wait_for_text(&format!("{name}, {} byte", bytes.len()))
        .await
}

async fn press(page: &Page, button: &str) -> Outcome {
    page.button(button).await?.click().await
}

async fn corrected(page: &Page) -> Outcome<String> {
    let card = page.region("The corrected file, or another format").await?;
    let save = card.button("Download the CSV of the checked file").await?;
    let file = page.download(async || save.click().await).await?;
    Ok(file.text()?.to_owned())
}

/// An Entra CSV with these rows behind its header.
fn csv(rows: &[&str]) -> String {
    let lines = std::iter::once(HEADER).chain(rows.iter().copied());
    lines.map(|line| format!("{line}\r\n")).collect()
}

fn row(upn: &str, serial: &str, secret: &str) -> String {
    format!("{upn},{serial},{secret},30,Contoso,HardwareKey")
}

async fn a_broken_file_is_explained_mended_and_downloaded(page: Page) -> Outcome {
    open(&page).await?;
    let good = row("a@contoso.com", "1000001", OTHER);
    let broken = csv(&[
        &good,
        &row(
            "o’hara@contoso.com",
            "1000002",
            "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ",
        ),
        &row("c@contoso.com", "1000003", HEX),
    ]);
    check(&page, "broken.csv", broken.as_bytes()).await?;
    let findings = page.find(Role::List, "What was found").await?;
    for said in [
        "Error – Line 3: the secret holds blanks or dashes",
        "Warning – Line 3: the user principal name has a typographic apostrophe",
        "Error – Line 4: the secret is hex, and base32 belongs here.",
        "As hex it has 160 bits; it is no base32.",
        "secret-looks-hex – Microsoft Learn",
    ] {
        findings.wait_for_text(said).await?;
    }
    press(&page, "Correct all that is safe (2)").await?;
    press(&page, "It is hex: convert it to base32 in line 4").await?;
    page.wait_for_text("1 warning, 0 notes. Entra ID’s CSV upload would take all 3 tokens.")
        .await?;
    let wanted = csv(&[
        &good,
        &row("o'hara@contoso.com", "1000002", SECRET),
        &row("c@contoso.com", "1000003", SECRET),
    ]);
    expect_eq(
        "the corrected file",
        corrected(&page).await?.as_str(),
        wanted.as_str(),
    )?;
    page.wait_for_text("3 tokens handed to the browser.").await
}

/// A complaint: the file, what is said, the buttons that mend it, and the file that comes of it.
struct Complaint {
    what: &'static str,
    file: Vec<u8>,
    said: &'static str,
    press: &'static [&'static str],
    wanted: String,
}

fn complaints() -> Vec<Complaint> {
    let fine = row("a@contoso.com", "1000001", SECRET);
    let of = |what, file: String, said, press, wanted: String| Complaint {
        what,
        file: file.into_bytes(),
        said,
        press,
        wanted,
    };
    let three = |first: &str| {
        csv(&[
            first,
            &row("b@contoso.com", "1000002", OTHER),
            &row(
                "c@contoso.com",
                "1000003",
                "KRUGKIDROVUWG2ZAMJZG653OEBTG66BA",
            ),
        ])
    };
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(csv(&[&fine]).encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut complaints = vec![
        of(
            "an illegal character",
            csv(&[&row(
                "a@contoso.com",
                "1000001",
                &SECRET.replace("OJ", "0J"),
            )]),
            "Error – Line 2, character 14: the secret has a 0, 1 or 8 here",
            &["Read each 0 as the letter O in line 2"],
            csv(&[&fine]),
        ),
        of(
            "hex in the base32 column",
            csv(&[&row("a@contoso.com", "1000001", HEX)]),
            "the secret is hex, and base32 belongs here",
            &["It is hex: convert it to base32 in line 2"],
            csv(&[&fine]),
        ),
        of(
            "hex or base32",
            csv(&[&row(
                "a@contoso.com",
                "1000001",
                "ABCDEF22ABCDEF22ABCDEF22ABCDEF22ABCDEF22",
            )]),
            "As hex it has 160 bits, as base32 200.",
            &["It is hex: convert it to base32 in line 2"],
            csv(&[&row(
                "a@contoso.com",
                "1000001",
                "VPG66IVLZXXSFK6N54RKXTPPEKV433ZC",
            )]),
        ),
        of(
            "a seventh column",
            format!("{HEADER},Enabled\r\n{fine},TRUE\r\n"),
            "the file says something that",
            &[],
            csv(&[&fine]),
        ),
        of(
            "the whole line in one cell",
            format!("\"{HEADER}\",,,,,\r\n\"{fine}\",,,,,\r\n"),
            "the whole line stands in one spreadsheet cell",
            &[],
            csv(&[&fine]),
        ),
        of(
            "semicolons",
            csv(&[&fine]).replace(',', ";"),
            "semicolons or tabs stand between the cells",
            &[],
            csv(&[&fine]),
        ),
        of(
            "mixed line ends and blank lines",
            format!("{HEADER}\n\r\n{fine}\r\n,,,,,\r\n"),
            "there are blank lines",
            &[],
            csv(&[&fine]),
        ),
        of(
            "a serial number cut to a power of ten",
            csv(&[&row("a@contoso.com", "2.3E+12", SECRET)]),
            "Its digits are lost",
            &["type serial number 2 2300000000017"],
            csv(&[&row("a@contoso.com", "2300000000017", SECRET)]),
        ),
        of(
            "lost zeros",
            three(&row("a@contoso.com", "17", SECRET)),
            "The other serial numbers have 7 digits.",
            &["Put zeros in front, up to 7 digits in line 2"],
            three(&row("a@contoso.com", "0000017", SECRET)),
        ),
        of(
            "an apostrophe doubled",
            csv(&[&row("o''hara@contoso.com", "1000001", SECRET)]),
            "two apostrophes in a row",
            &["Write one apostrophe in line 2"],
            csv(&[&row("o'hara@contoso.com", "1000001", SECRET)]),
        ),
        of(
            "smart quotes",
            csv(&[&row("a@contoso.com", "“1000001”", SECRET)]),
            "quotation marks of a word processor",
            &["Correct all that is safe (1)"],
            csv(&[&fine]),
        ),
        of(
            "padding",
            csv(&[&row(
                "a@contoso.com",
                "1000001",
                "GEZDGNBVGY3TQOJQGEZDGNBVGY======",
            )]),
            "the secret ends in padding (=), which Entra ID refuses",
            &["Correct all that is safe (1)"],
            csv(&[&row(
                "a@contoso.com",
                "1000001",
                "GEZDGNBVGY3TQOJQGEZDGNBVGY",
            )]),
        ),
        of(
            "no header",
            format!("{fine}\r\n"),
            "the header is missing: this line is a token already",
            &[],
            csv(&[&fine]),
        ),
    ];
    complaints.push(Complaint {
        what: "UTF-16",
        file: utf16,
        said: "the file is UTF-16. It is read, and written as UTF-8.",
        press: &[],
        wanted: csv(&[&fine]),
    });
    complaints
}

async fn every_complaint_ends_in_a_file_that_would_be_accepted(page: Page) -> Outcome {
    open(&page).await?;
    for (number, complaint) in complaints().into_iter().enumerate() {
        let name = format!("complaint-{number}.csv");
        check(&page, &name, &complaint.file).await?;
        page.wait_for_text(complaint.said).await?;
        for button in complaint.press {
            match button.strip_prefix("type serial number 2 ") {
                Some(serial) => retype(&page, "Serial number", 2, serial).await?,
                None => press(&page, button).await?,
            }
        }
        let file = corrected(&page).await?;
        expect_eq(complaint.what, file.as_str(), complaint.wanted.as_str())?;
        // What was written has no error left.
        check(&page, &format!("again-{number}.csv"), file.as_bytes()).await?;
        page.wait_for_text("0 errors").await?;
    }
    Ok(())
}

async fn retype(page: &Page, column: &str, line: usize, text: &str) -> Outcome {
    let small = column.to_lowercase();
    page.disclosure(&format!("Type it anew: {small}, line {line}"))
        .await?
        .click()
        .await?;
    page.field(&format!("{column} in line {line}"))
        .await?
        .fill(text)
        .await?;
    press(page, &format!("Take it: {small} in line {line}")).await
}

/// The folders of the corpus, and what the formats are called in the page.
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
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/corpus")
        .join(folder);
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

async fn every_file_of_the_corpus_is_told_as_it_should_be(page: Page) -> Outcome {
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

async fn corrections_can_be_taken_back_and_cells_typed_anew(page: Page) -> Outcome {
    open(&page).await?;
    let broken = csv(&[
        &row("a@contoso.com", "1000001", HEX),
        &row("b@contoso.com", "1000002", HEX),
        &row("guest", "1000003", OTHER),
    ]);
    check(&page, "broken.csv", broken.as_bytes()).await?;
    page.wait_for_text("2 rows could not be read.").await?;
    press(&page, "It is hex: convert it to base32 in lines 2 to 3").await?;
    page.wait_for_text("1 correction so far.").await?;
    retype(&page, "User principal name", 4, "c@contoso.com").await?;
    page.wait_for_text("2 corrections so far.").await?;
    page.wait_for_text("0 errors").await?;
    for left in ["1 correction so far.", "2 rows could not be read."] {
        press(&page, "Undo the last correction").await?;
        page.wait_for_text(left).await?;
    }
    expect(!page.text().await?.contains("so far."), || {
        "no correction left".to_owned()
    })
}

async fn any_table_can_be_read_by_naming_its_columns(page: Page) -> Outcome {
    open(&page).await?;
    let table = format!("Wer;Was;Nummer\nhelga@contoso.com;{HEX};A-17\n");
    check(&page, "table.txt", table.as_bytes()).await?;
    page.wait_for_text("Read as a table with columns that you name")
        .await?;
    page.combobox("Column 3")
        .await?
        .choose("Serial number")
        .await?;
    page.combobox("Column 2")
        .await?
        .choose("Secret key")
        .await?;
    page.combobox("Column 1")
        .await?
        .choose("User principal name")
        .await?;
    page.combobox("Secrets are written in")
        .await?
        .choose("hex")
        .await?;
    page.checkbox("The first line is a header")
        .await?
        .set_checked(true)
        .await?;
    page.field("Manufacturer of all")
        .await?
        .fill("Contoso")
        .await?;
    page.field("Model of all")
        .await?
        .fill("HardwareKey")
        .await?;
    page.combobox("Codes change with")
        .await?
        .choose("time, 60 s")
        .await?;
    page.wait_for_text("Entra ID’s CSV upload would take the only token.")
        .await?;
    let wanted = csv(&[&format!(
        "helga@contoso.com,A-17,{SECRET},60,Contoso,HardwareKey"
    )]);
    expect_eq(
        "the file",
        corrected(&page).await?.as_str(),
        wanted.as_str(),
    )
}

async fn a_vendors_list_becomes_every_other_format(page: Page) -> Outcome {
    open(&page).await?;
    check(&page, "vendor.txt", format!("1000001 {HEX}\r\n").as_bytes()).await?;
    page.wait_for_text("Read as vendor list").await?;
    page.combobox("Codes change with")
        .await?
        .choose("time, 60 s")
        .await?;
    let card = page.region("The corrected file, or another format").await?;
    for (kind, button, said, holds) in [
        (
            "otpauth URIs, one a line",
            "Download the list of URIs",
            "It carries 1 token",
            "otpauth://totp/1000001?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&period=60",
        ),
        (
            "privacyIDEA: OATH CSV",
            "Download the token file",
            "It carries 1 token, and loses nothing.",
            "totp,6,60",
        ),
        (
            "LinOTP: OATH CSV",
            "Download the token file",
            "It carries 1 token, and loses nothing.",
            "totp,6,60",
        ),
        (
            "NetIQ: OATH CSV",
            "Download the token file",
            "It carries 1 token, and loses nothing.",
            "totp,6,60",
        ),
        (
            "multiOTP: token list",
            "Download the token file",
            "It carries 1 token",
            HEX,
        ),
        (
            "python-pskc: CSV",
            "Download the token file",
            "It carries 1 token",
            "60",
        ),
        (
            "PingID: token CSV",
            "Download the token file",
            "the time step is not 30 seconds, and the file cannot say so",
            HEX,
        ),
        (
            "Vendor list: serial numbers and hex secrets",
            "Download the hex list",
            "the time step is not 30 seconds, and the file cannot say so",
            HEX,
        ),
    ] {
        card.combobox("Kind of file").await?.choose(kind).await?;
        card.wait_for_text(said).await?;
        let save = card
            .button(&format!("{button} of the checked file"))
            .await?;
        let file = page.download(async || save.click().await).await?;
        expect(file.text()?.contains(holds), || {
            format!("{holds} in {kind}")
        })?;
    }
    // Graph needs names that the list does not have.
    card.combobox("Kind of file")
        .await?
        .choose("Microsoft Graph: create many (JSON)")
        .await?;
    card.wait_for_text("Nothing can be written").await?;
    card.wait_for_text("PATCH /beta/directory/authenticationMethodDevices/hardwareOathDevices")
        .await?;
    page.field("Manufacturer of all")
        .await?
        .fill("Contoso")
        .await?;
    page.field("Model of all")
        .await?
        .fill("HardwareKey")
        .await?;
    card.wait_for_text("It carries 1 token").await?;
    let save = card
        .button("Download the bodies of the checked file")
        .await?;
    let body = page.download(async || save.click().await).await?;
    expect(
        body.text()?.contains("\"timeIntervalInSeconds\": 60"),
        || "the step in the body".to_owned(),
    )
}

async fn checked_tokens_join_the_list(page: Page) -> Outcome {
    open(&page).await?;
    let broken = csv(&[
        &row("a@contoso.com", "1000001", HEX),
        &row("b@contoso.com", "1000002", OTHER),
    ]);
    check(&page, "broken.csv", broken.as_bytes()).await?;
    press(&page, "It is hex: convert it to base32 in line 2").await?;
    press(&page, "Put 2 tokens into the token list").await?;
    page.wait_for_text("2 tokens of the checked file joined the list, from row 1 on.")
        .await?;
    let rows = page.table("Tokens").await?.rows().await?;
    expect_eq("the first", rows[1][1].as_str(), "1000001")?;
    expect_eq(
        "the keyboard",
        page.focused().await?.name.as_str(),
        "Token list",
    )
}

async fn hidden_secrets_are_hidden_in_findings_too(page: Page) -> Outcome {
    open(&page).await?;
    let broken = csv(&[&row("a@contoso.com", "1000001", HEX)]);
    check(&page, "broken.csv", broken.as_bytes()).await?;
    page.wait_for_text(HEX).await?;
    press(&page, "Hide secrets").await?;
    page.wait_until_text_is_gone(HEX).await?;
    let html = page.script("return document.documentElement.outerHTML + [...document.querySelectorAll('input, textarea')].map((field) => field.value).join();").await?;
    let html = html.as_str().unwrap_or_default();
    for secret in [HEX, SECRET] {
        expect(!html.contains(secret), || {
            "no secret in the page".to_owned()
        })?;
    }
    Ok(())
}

async fn the_findings_are_downloaded_without_secrets(page: Page) -> Outcome {
    open(&page).await?;
    let broken = csv(&[
        &row("a@contoso.com", "1000001", HEX),
        &row("b#EXT#@contoso.com", "1000001", OTHER),
    ]);
    check(&page, "broken.csv", broken.as_bytes()).await?;
    let save = page.button("Download the findings").await?;
    let report = page.download(async || save.click().await).await?;
    let text = report.text()?;
    for said in [
        "File: broken.csv",
        "Read as: Entra ID CSV",
        "Line 2: the secret is hex",
        "secret-looks-hex",
        "Line 3: the user is a guest",
    ] {
        expect(text.contains(said), || format!("“{said}” in {text}"))?;
    }
    for secret in [HEX, SECRET, OTHER, "contoso.com"] {
        expect(!text.contains(secret), || {
            "nothing of the file in the report".to_owned()
        })?;
    }
    Ok(())
}

async fn users_are_merged_by_order_and_by_serial_number(page: Page) -> Outcome {
    open(&page).await?;
    let header = HEADER.strip_prefix("upn,").unwrap_or_default();
    let file = format!(
        "{header}\r\n1000001,{SECRET},30,Contoso,HardwareKey\r\n1000002,{OTHER},30,Contoso,HardwareKey\r\n"
    );
    check(&page, "vendor.csv", file.as_bytes()).await?;
    page.wait_for_text("the file has no column “upn”").await?;
    page.disclosure("Users for the tokens")
        .await?
        .click()
        .await?;
    let card = page.region("Users for the tokens").await?;
    card.field("List of users")
        .await?
        .fill("b@contoso.com\na@contoso.com\nc@contoso.com\n")
        .await?;
    card.wait_for_text("2 tokens got their users.").await?;
    card.wait_for_text("1 user of the list has no token, on line 3 of the list.")
        .await?;
    let pairs = card.table("The first pairs").await?.rows().await?;
    expect_eq(
        "the first pair",
        &pairs[1][1..3],
        ["1000001", "b@contoso.com"],
    )?;

    // That the list has serial numbers is found out.
    card.field("List of users")
        .await?
        .fill("b@contoso.com;1000002\na@contoso.com;1000001\n")
        .await?;
    eventually("the pairs by serial number", async || {
        let pairs = card.table("The first pairs").await?.rows().await?;
        let right = |row: &Vec<String>| row[1..3] == ["1000001", "a@contoso.com"];
        Ok(pairs.len() == 3 && pairs.iter().any(right))
    })
    .await?;
    let wanted = csv(&[
        &row("a@contoso.com", "1000001", SECRET),
        &row("b@contoso.com", "1000002", OTHER),
    ]);
    expect_eq(
        "the file",
        corrected(&page).await?.as_str(),
        wanted.as_str(),
    )
}

async fn what_the_portal_said_is_found_in_the_file(page: Page) -> Outcome {
    open(&page).await?;
    let broken = csv(&[
        &row("a@contoso.com", "1000001", SECRET),
        &row("b@contoso.com", "1000002", &OTHER.replace("XE4", "XE8")),
    ]);
    // Synthetic: the columns of this file are not documented.
    let failures = "UserPrincipalName,SerialNumber,Error\r\n\
        b@contoso.com,1000002,Invalid base32 encoding due to illegal character 8 for: b@contoso.com\r\n";
    page.file_input("Open a seed file")
        .await?
        .upload(&[
            &page.write_file("Failures_upload.csv", failures)?,
            &page.write_file("upload.csv", &broken)?,
        ])
        .await?;
    page.wait_for_text("upload.csv, ").await?;
    // It has unfolded by itself.
    let card = page.region("What the portal said").await?;
    eventually("the failure with its line", async || {
        let rows = card.table("Failures").await?.rows().await?;
        Ok(rows.len() == 2 && rows[1][0] == "3" && rows[1][4].contains("the character “8”"))
    })
    .await?;
    card.field("Messages of the portal")
        .await?
        .fill("hardwareTokenUploadValidationFailure: Invalid base32 encoding due to illegal character 8 for: b@contoso.com, serial number: 1000002")
        .await?;
    let means = page.find(Role::List, "What the messages mean").await?;
    means
        .wait_for_text("Line 3 of your file (1000002, b@contoso.com):")
        .await?;
    means
        .wait_for_text("It is character 30 of the secret.")
        .await
}

async fn a_hundred_thousand_rows_are_checked_by_a_worker_and_can_be_cancelled(
    page: Page,
) -> Outcome {
    probe::open(&page, "#check").await?;
    let mut file = csv(&[]);
    for number in 0..100_000 {
        // 160 bits, each of its own: the digits of the number in base32's letters.
        let digits: String = format!("{number:08}")
            .bytes()
            .map(|digit| char::from(digit - b'0' + b'A'))
            .collect();
        let secret = if number == 77_777 {
            HEX.to_owned()
        } else {
            format!("GEZDGNBVGY3TQOJQGEZDGNBV{digits}")
        };
        file.push_str(&row(
            &format!("user{number}@contoso.com"),
            &format!("{number:07}"),
            &secret,
        ));
        file.push_str("\r\n");
    }
    let file = page.write_file("large.csv", file)?;
    ask(&page, "hold 40").await?;
    page.file_input("Open a seed file")
        .await?
        .upload(&[&file])
        .await?;
    eventually("the work to be in its midst", async || {
        Ok(ask(&page, "held").await? > 0.0)
    })
    .await?;
    page.wait_for_text("Checking large.csv").await?;
    page.disclosure("Or paste its text").await?.click().await?;
    page.field("Text of a seed file")
        .await?
        .fill("typed meanwhile")
        .await?;
    press(&page, "Cancel").await?;
    page.wait_for_text("Not checked: it was cancelled.").await?;
    ask(&page, "let-go").await?;
    press(&page, "Check it again").await?;
    page.wait_for_text("99999 tokens. Read as Entra ID CSV")
        .await?;
    page.wait_for_text("Line 77779: the secret is hex").await?;
    expect(ask(&page, "workers").await? >= 1.0, || {
        "a worker".to_owned()
    })?;
    press(&page, "It is hex: convert it to base32 in line 77779").await?;
    page.wait_for_text("100000 tokens. Read as Entra ID CSV")
        .await?;
    page.wait_for_text(
        "0 errors, 0 warnings, 0 notes. Entra ID’s CSV upload would take all 100000 tokens.",
    )
    .await?;
    let text = corrected(&page).await?;
    expect_eq(
        "the lines of the corrected file",
        &text.lines().count(),
        &100_001,
    )?;
    expect(
        text.contains(&row("user77777@contoso.com", "0077777", SECRET)),
        || "the corrected row".to_owned(),
    )
}

async fn without_a_worker_a_small_file_is_checked_all_the_same(page: Page) -> Outcome {
    let variant = page
        .variant()?
        .with_script("Worker = class { constructor() { throw new Error('refused'); } };")?;
    page.open_variant(&variant, "#check").await?;
    page.file_input("Open a seed file").await?;
    check(
        &page,
        "small.csv",
        csv(&[&row("a@contoso.com", "1000001", SECRET)]).as_bytes(),
    )
    .await?;
    page.wait_for_text("Entra ID’s CSV upload would take the only token.")
        .await?;
    let large = csv(&[]) + &format!("{}\r\n", row("a@contoso.com", "1000001", SECRET)).repeat(2000);
    bench(&page)
        .await?
        .drop_file("large.csv", large.as_bytes())
        .await?;
    page.wait_for_text("The browser stopped the page’s background work, or does not allow it.")
        .await
}
