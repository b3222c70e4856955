//! Checking: a file is recognised, explained, mended and converted, and what is downloaded is what Entra ID takes.

mod complaints;
mod converting;
mod corpus;
mod worker;

use self::complaints::every_complaint_ends_in_a_file_that_would_be_accepted;
use self::converting::a_vendors_list_becomes_every_other_format;
use self::worker::a_hundred_thousand_rows_are_checked_by_a_worker_and_can_be_cancelled;
use self::worker::without_a_worker_a_small_file_is_checked_all_the_same;

use page::{Control, Find, Outcome, Page, Role, Scenario, eventually, expect, expect_eq, scenario};

const HEADER: &str = "upn,serial number,secret key,time interval,manufacturer,model";
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const HEX: &str = "3132333435363738393031323334353637383930";
const OTHER: &str = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U";

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    let mut scenarios = vec![
        scenario!(a_broken_file_is_explained_mended_and_downloaded)
            .from_both("the journey of a file that is checked, with worker and download"),
        scenario!(every_complaint_ends_in_a_file_that_would_be_accepted),
        scenario!(corrections_can_be_taken_back_and_cells_typed_anew),
        scenario!(any_table_can_be_read_by_naming_its_columns),
        scenario!(a_vendors_list_becomes_every_other_format),
        scenario!(checked_tokens_join_the_list),
        scenario!(hidden_secrets_are_hidden_in_findings_too),
        scenario!(the_findings_are_downloaded_without_secrets),
        scenario!(users_are_merged_by_order_and_by_serial_number),
        scenario!(what_the_portal_said_is_found_in_the_file),
        scenario!(a_hundred_thousand_rows_are_checked_by_a_worker_and_can_be_cancelled),
        scenario!(without_a_worker_a_small_file_is_checked_all_the_same),
    ];
    scenarios.extend(corpus::scenarios());
    scenarios
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

async fn choose(page: &Page, list: &str, option: &str) -> Outcome {
    page.combobox(list).await?.choose(option).await
}

async fn fill(page: &Page, field: &str, text: &str) -> Outcome {
    page.field(field).await?.fill(text).await
}

async fn corrected(page: &Page) -> Outcome<String> {
    let card = page.region("The corrected file, or another format").await?;
    let save = card.button("Download the CSV of the checked file").await?;
    let file = page.download(async || save.click().await).await?;
    Ok(file.text()?.to_owned())
}

async fn expect_corrected(page: &Page, wanted: &str) -> Outcome {
    let file = corrected(page).await?;
    expect_eq("the corrected file", file.as_str(), wanted)
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
    expect_corrected(&page, &wanted).await?;
    page.wait_for_text("3 tokens handed to the browser.").await
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
    choose(&page, "Column 3", "Serial number").await?;
    choose(&page, "Column 2", "Secret key").await?;
    choose(&page, "Column 1", "User principal name").await?;
    choose(&page, "Secrets are written in", "hex").await?;
    page.checkbox("The first line is a header")
        .await?
        .set_checked(true)
        .await?;
    fill(&page, "Manufacturer of all", "Contoso").await?;
    fill(&page, "Model of all", "HardwareKey").await?;
    choose(&page, "Codes change with", "time, 60 s").await?;
    page.wait_for_text("Entra ID’s CSV upload would take the only token.")
        .await?;
    let wanted = csv(&[&format!(
        "helga@contoso.com,A-17,{SECRET},60,Contoso,HardwareKey"
    )]);
    expect_corrected(&page, &wanted).await
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
    expect_corrected(&page, &wanted).await
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
