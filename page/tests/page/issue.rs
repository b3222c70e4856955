//! Tokens for many at once: orders, lists of users, the worker, the files that come of it.

use std::fmt::Write;

use page::{
    Failure, Find, Outcome, Page, Role, Scenario, eventually, expect, expect_eq, oathtool, scenario,
};
use serde_json::json;

use crate::desk;
use crate::probe::{self, ask};

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(a_thousand_users_get_tokens_whose_codes_are_right),
        scenario!(a_hundred_thousand_tokens_are_issued_by_a_worker_while_the_page_answers),
        scenario!(what_is_cancelled_leaves_nothing_and_can_be_done_again),
        scenario!(duplicates_and_guests_among_three_thousand_users_are_said),
        scenario!(serial_numbers_count_on_and_never_collide),
        scenario!(devices_in_the_drawer_keep_their_serial_numbers),
        scenario!(a_list_of_users_can_be_dropped_and_its_columns_chosen),
        scenario!(the_list_is_searched_and_sorted_and_a_row_opens_in_code),
        scenario!(files_of_every_kind_and_the_receipt_agree),
        scenario!(unsaved_tokens_are_asked_about_before_leaving),
        scenario!(a_failing_source_of_randomness_issues_nothing),
        scenario!(without_a_worker_it_says_so_and_small_work_goes_on),
    ]
}

async fn open(page: &Page) -> Outcome {
    page.open("#issue").await?;
    page.button("Issue 10 tokens").await.map(|_| ())
}

async fn open_with_probe(page: &Page) -> Outcome {
    probe::open(page, "#issue").await?;
    page.button("Issue 10 tokens").await.map(|_| ())
}

/// Orders tokens for these users.
async fn for_users(page: &Page, list: &str) -> Outcome {
    page.combobox("Tokens for")
        .await?
        .choose("the users of a list")
        .await?;
    page.field("Users").await?.fill(list).await
}

async fn issue(page: &Page, tokens: usize) -> Outcome {
    page.button(&format!("Issue {tokens} tokens"))
        .await?
        .click()
        .await?;
    page.wait_for_text(&format!("{tokens} tokens issued")).await
}

async fn csv(page: &Page) -> Outcome<String> {
    let save = page.button("Download the Entra CSV").await?;
    Ok(page
        .download(async || save.click().await)
        .await?
        .text()?
        .to_owned())
}

fn users(count: usize) -> String {
    let mut list = String::new();
    for number in 1..=count {
        writeln!(list, "user{number}@contoso.com").expect("a string takes everything");
    }
    list
}

async fn a_thousand_users_get_tokens_whose_codes_are_right(page: Page) -> Outcome {
    open(&page).await?;
    for_users(&page, &users(1000)).await?;
    issue(&page, 1000).await?;
    let written = csv(&page).await?;
    let rows: Vec<Vec<&str>> = written
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect())
        .collect();
    expect_eq("the rows of the file", &rows.len(), &1000)?;

    // Tomorrow, in a page that knows nothing: same tokens, same codes.
    page.reload().await?;
    let file = page.write_file("again.csv", written.as_bytes())?;
    page.file_input("Open a CSV file")
        .await?
        .upload(&[&file])
        .await?;
    page.wait_for_text("again.csv: 1000 tokens added.").await?;
    expect_eq(
        "the file written again",
        csv(&page).await?.as_str(),
        &written,
    )?;

    // All codes of one moment, as a file, against oathtool's for the moment that the file itself names.
    page.disclosure("Files").await?.click().await?;
    page.combobox("Kind of file")
        .await?
        .choose("Codes of this moment (CSV)")
        .await?;
    let save = page.button("Download the codes").await?;
    let codes = page.download(async || save.click().await).await?;
    let mut compared = 0;
    for (row, line) in rows.iter().zip(codes.text()?.lines().skip(1)) {
        let cells: Vec<&str> = line.split(',').collect();
        expect_eq("the serial number", cells[0], row[1])?;
        let good_until = unix_seconds(cells[3])?;
        let code = oathtool::totp("sha1", row[2], 6, 30, good_until - 1)?;
        expect_eq("the code", cells[2], code.as_str())?;
        compared += 1;
    }
    expect_eq("the codes compared", &compared, &1000)
}

/// Of `2026-11-24T10:30:00Z`.
fn unix_seconds(moment: &str) -> Outcome<u64> {
    let output = std::process::Command::new("date")
        .args(["-u", "-d", moment, "+%s"])
        .output()
        .map_err(|error| Failure::new(format!("date: {error}")))?;
    String::from_utf8_lossy(&output.stdout)
        .trim()
        .parse()
        .map_err(|_| Failure::new(format!("expected a moment, not {moment}")))
}

async fn a_hundred_thousand_tokens_are_issued_by_a_worker_while_the_page_answers(
    page: Page,
) -> Outcome {
    open_with_probe(&page).await?;
    page.field("Number of tokens").await?.fill("100000").await?;
    page.button("Issue 100000 tokens").await?;
    ask(&page, "reset").await?;
    // In the midst of the work input is answered: a field takes what is typed, and what it says of it is right.
    ask(&page, "hold 50").await?;
    page.button("Issue 100000 tokens").await?.click().await?;
    eventually("the work to be in its midst", async || {
        Ok(ask(&page, "held").await? > 0.0)
    })
    .await?;
    let model = page.field("Model of the tokens").await?;
    model.fill("Typed meanwhile").await?;
    expect_eq(
        "what was typed meanwhile",
        model.value().await?.as_str(),
        "Typed meanwhile",
    )?;
    page.wait_for_text("Issuing tokens").await?;
    ask(&page, "let-go").await?;
    page.wait_for_text("100000 tokens issued").await?;
    expect(ask(&page, "workers").await? >= 1.0, || {
        "a worker".to_owned()
    })?;
    // A slice of at most 1,024 tokens a message: what came from the worker is the tokens.
    let slices = ask(&page, "answers").await?;
    expect(slices >= 98.0, || {
        format!("98 slices from the worker, not {slices}")
    })?;

    // The probe would have seen the page stand still: a planted block of 200 ms it sees.
    ask(&page, "reset").await?;
    ask(&page, "block 200").await?;
    eventually("the planted block to be seen", async || {
        Ok(ask(&page, "longest").await? >= 200.0)
    })
    .await?;

    let rows = page
        .table("Tokens")
        .await?
        .attribute("aria-rowcount")
        .await?;
    expect_eq(
        "the row count",
        rows.as_deref().unwrap_or_default(),
        "100001",
    )?;
    page.field("Search serial number or user")
        .await?
        .fill("1099999")
        .await?;
    page.wait_for_text("1 of 100000 tokens.").await?;
    page.button("Clear the list").await?.click().await?;
    page.button("Forget them").await?.click().await?;
    page.wait_for_text("No tokens yet.").await
}

async fn what_is_cancelled_leaves_nothing_and_can_be_done_again(page: Page) -> Outcome {
    open_with_probe(&page).await?;
    page.field("Number of tokens").await?.fill("100000").await?;
    page.button("Issue 100000 tokens").await?;
    ask(&page, "hold 40").await?;
    page.button("Issue 100000 tokens").await?.click().await?;
    eventually("the work to stand at a part of it", async || {
        Ok(ask(&page, "held").await? > 0.0)
    })
    .await?;
    page.wait_for_text("Issuing tokens").await?;
    page.wait_for_text("37 %").await?;
    page.button("Cancel").await?.click().await?;
    page.wait_for_text("Cancelled. Nothing was changed.")
        .await?;
    ask(&page, "let-go").await?;
    page.wait_for_text("No tokens yet.").await?;
    issue(&page, 100_000).await?;
    let rows = page
        .table("Tokens")
        .await?
        .attribute("aria-rowcount")
        .await?;
    expect_eq(
        "the row count",
        rows.as_deref().unwrap_or_default(),
        "100001",
    )
}

async fn duplicates_and_guests_among_three_thousand_users_are_said(page: Page) -> Outcome {
    open(&page).await?;
    let mut list = users(2998);
    list.push_str("USER7@contoso.com\npartner_fabrikam.com#EXT#@contoso.onmicrosoft.com\n");
    for_users(&page, &list).await?;
    page.wait_for_text(
        "2998 tokens for 2998 users, serial numbers 1000001 to 1002998. 2 lines left out.",
    )
    .await?;
    let noticed = page
        .find(Role::List, "What was noticed in the list of users")
        .await?;
    let said = noticed.text().await?;
    for wanted in [
        "Left out – Line 2999: the user of line 7 again.",
        "Left out – Line 3000: a guest (#EXT#), and Entra ID gives guests no hardware tokens.",
    ] {
        expect(said.contains(wanted), || format!("“{wanted}” in {said}"))?;
    }
    issue(&page, 2998).await?;
    // What comes next is planned now, and its notes move what is below them, also from under a click.
    page.wait_for_text("2998 tokens for 2998 users, serial numbers 1002999 to 1005996.")
        .await?;
    let written = csv(&page).await?;
    expect_eq("the lines of the file", &written.lines().count(), &2999)
}

async fn serial_numbers_count_on_and_never_collide(page: Page) -> Outcome {
    open(&page).await?;
    let first = page.field("First serial number").await?;
    first.fill("AB-0098").await?;
    page.field("Number of tokens").await?.fill("3").await?;
    page.wait_for_text("3 tokens, serial numbers AB-0098 to AB-0100.")
        .await?;
    issue(&page, 3).await?;
    expect_eq(
        "the serial number that comes next",
        first.value().await?.as_str(),
        "AB-0101",
    )?;
    first.fill("AB-0099").await?;
    eventually("the collision to be said", async || {
        Ok(first.description().await?
            == "2 of these serial numbers are in the list already, the first in row 2. Begin with another one.")
    })
    .await?;
    page.button("Issue the tokens").await?.click().await?;
    eventually("the field to get the keyboard", async || {
        first.has_focus().await
    })
    .await?;
    expect_eq(
        "the rows",
        &page.table("Tokens").await?.rows().await?.len(),
        &4,
    )
}

async fn devices_in_the_drawer_keep_their_serial_numbers(page: Page) -> Outcome {
    open(&page).await?;
    for_users(&page, &users(2)).await?;
    page.combobox("Serial numbers")
        .await?
        .choose("those of devices I have")
        .await?;
    let existing = page.field("Existing serial numbers").await?;
    existing.fill("2308000777\n").await?;
    eventually("the missing one to be said", async || {
        Ok(existing
            .description()
            .await?
            .starts_with("One serial number is missing."))
    })
    .await?;
    existing
        .fill("2308000777\n0000000042\n0000000043\n")
        .await?;
    page.wait_for_text("1 serial number of the list will be left over.")
        .await?;
    issue(&page, 2).await?;
    let rows = page.table("Tokens").await?.rows().await?;
    expect_eq("the first", rows[1][1].as_str(), "2308000777")?;
    expect_eq("the second", rows[2][1].as_str(), "0000000042")
}

async fn a_list_of_users_can_be_dropped_and_its_columns_chosen(page: Page) -> Outcome {
    open(&page).await?;
    for_users(&page, "").await?;
    let list = "Mitarbeiter;Anmeldung;Abteilung\n\
        Helga Huber;helga@contoso.com;Sales\n\
        Bob;bob@contoso.com;IT\n";
    page.field("Users")
        .await?
        .drop_file("users.csv", list.as_bytes())
        .await?;
    page.combobox("The first line is")
        .await?
        .choose("the names of the columns")
        .await?;
    page.combobox("Display name is in")
        .await?
        .choose("column 1: Mitarbeiter")
        .await?;
    page.wait_for_text("2 tokens for 2 users").await?;
    let shown = page.combobox("User principal name is in").await?;
    expect_eq(
        "the column of user principal names",
        shown.chosen().await?.as_str(),
        "column 2: Anmeldung",
    )?;
    issue(&page, 2).await?;
    page.disclosure("Files").await?.click().await?;
    page.combobox("Kind of file")
        .await?
        .choose("Inventory without secrets (CSV)")
        .await?;
    let save = page.button("Download the inventory").await?;
    let inventory = page.download(async || save.click().await).await?;
    let text = inventory.text()?;
    expect(
        text.contains("1000001,helga@contoso.com,Helga Huber,"),
        || format!("the user’s name in {text}"),
    )
}

async fn the_list_is_searched_and_sorted_and_a_row_opens_in_code(page: Page) -> Outcome {
    open(&page).await?;
    for_users(
        &page,
        "zoe@contoso.com\nada@contoso.com\nbob@fabrikam.com\n",
    )
    .await?;
    issue(&page, 3).await?;
    page.combobox("Order").await?.choose("user, A to Z").await?;
    let upns = async || -> Outcome<Vec<String>> {
        let rows = page.table("Tokens").await?.rows().await?;
        Ok(rows.into_iter().skip(1).map(|row| row[2].clone()).collect())
    };
    eventually("the rows in the order of their users", async || {
        Ok(upns().await? == ["ada@contoso.com", "bob@fabrikam.com", "zoe@contoso.com"])
    })
    .await?;
    page.field("Search serial number or user")
        .await?
        .fill("CONTOSO")
        .await?;
    page.wait_for_text("2 of 3 tokens.").await?;
    expect_eq("the rows found", &upns().await?.len(), &2)?;
    page.button("Show token 1000002").await?.click().await?;
    eventually("the code’s heading to get the keyboard", async || {
        Ok(page.focused().await?.name == "Code")
    })
    .await?;
    expect(page.address().await?.ends_with("#code"), || {
        "the address of #code".to_owned()
    })?;
    let seed = desk::seed(&page).await?;
    desk::agrees_with_oathtool(&page, "sha1", &seed, 6, 30).await
}

async fn files_of_every_kind_and_the_receipt_agree(page: Page) -> Outcome {
    open(&page).await?;
    for_users(&page, &users(5)).await?;
    issue(&page, 5).await?;
    page.disclosure("Files").await?.click().await?;
    let mut made: Vec<(String, Vec<u8>)> = Vec::new();
    for (kind, button) in [
        ("Microsoft Graph: create many (JSON)", "Download the bodies"),
        (
            "Microsoft Graph: create one by one (JSON Lines)",
            "Download the list of bodies",
        ),
        ("otpauth URIs, one a line", "Download the list of URIs"),
        (
            "Vendor list: serial numbers and hex secrets",
            "Download the hex list",
        ),
        ("Inventory without secrets (CSV)", "Download the inventory"),
        (
            "YubiKey commands for a POSIX shell",
            "Download the commands",
        ),
        (
            "Secrets for the YubiKey commands (CSV)",
            "Download the secrets",
        ),
        ("Codes of this moment (JSON)", "Download the codes"),
        (
            "Microsoft Graph: assign and activate (JSON Lines)",
            "Download the requests",
        ),
    ] {
        page.combobox("Kind of file").await?.choose(kind).await?;
        let save = page.button(button).await?;
        let file = page.download(async || save.click().await).await?;
        made.push((file.name.clone(), file.bytes.clone()));
    }
    let uris = String::from_utf8_lossy(&made[2].1).into_owned();
    let secrets: Vec<&str> = uris
        .lines()
        .filter_map(|line| line.split("secret=").nth(1)?.split('&').next())
        .collect();
    expect_eq("the secrets", &secrets.len(), &5)?;
    // The inventory, the commands, the codes and the requests show none of them.
    for place in [4, 5, 7, 8] {
        let text = String::from_utf8_lossy(&made[place].1);
        expect(!secrets.iter().any(|secret| text.contains(secret)), || {
            format!("no secret in {}", made[place].0)
        })?;
    }
    let save = page.button("Download the receipt").await?;
    let receipt = page.download(async || save.click().await).await?;
    let receipt = receipt.text()?;
    for (name, bytes) in &made {
        let hash = sha256(bytes);
        expect(receipt.contains(&hash), || {
            format!("the hash of {name}, {hash}, in {receipt}")
        })?;
    }
    expect(
        !secrets.iter().any(|secret| receipt.contains(secret)),
        || "no secret in the receipt".to_owned(),
    )
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))
}

async fn unsaved_tokens_are_asked_about_before_leaving(page: Page) -> Outcome {
    open(&page).await?;
    let asks = async || -> Outcome<bool> {
        let ask = "const event = new Event('beforeunload', { cancelable: true }); \
            dispatchEvent(event); return event.defaultPrevented;";
        Ok(page.script(ask).await? == json!(true))
    };
    expect(!asks().await?, || "no question without tokens".to_owned())?;
    for_users(&page, &users(2)).await?;
    issue(&page, 2).await?;
    expect(asks().await?, || {
        "a question with unsaved tokens".to_owned()
    })?;
    csv(&page).await?;
    page.wait_for_text("2 tokens handed to the browser as")
        .await?;
    expect(!asks().await?, || {
        "no question once they are saved".to_owned()
    })
}

async fn a_failing_source_of_randomness_issues_nothing(page: Page) -> Outcome {
    issues_nothing_where_the_worker_draws(&page, "() => { throw new Error(); }").await
}

/// The worker has a source of its own: where its `crypto.getRandomValues` is this, nothing is issued.
pub async fn issues_nothing_where_the_worker_draws(page: &Page, source: &str) -> Outcome {
    // In the script that the worker is made of.
    let variant = page.variant()?.with_script(&format!(
        "const RealBlob = Blob; \
         Blob = class extends RealBlob {{ constructor(parts, options) {{ \
             const source = 'crypto.getRandomValues = {source};'; \
             super(options?.type === 'text/javascript' ? [source, ...parts] : parts, options); }} }};",
    ))?;
    page.open_variant(&variant, "#issue").await?;
    page.field("Number of tokens").await?.fill("1000").await?;
    page.button("Issue 1000 tokens").await?.click().await?;
    page.wait_for_text("this browser’s source of randomness failed")
        .await?;
    page.wait_for_text("No tokens yet.").await
}

async fn without_a_worker_it_says_so_and_small_work_goes_on(page: Page) -> Outcome {
    let variant = page
        .variant()?
        .with_script("Worker = class { constructor() { throw new Error('refused'); } };")?;
    page.open_variant(&variant, "#issue").await?;
    let count = page.field("Number of tokens").await?;
    count.fill("3").await?;
    issue(&page, 3).await?;
    count.fill("1000").await?;
    // What would be issued is found out all the same.
    page.button("Issue 1000 tokens").await?.click().await?;
    page.wait_for_text("The browser stopped the page’s background work, or does not allow it.")
        .await?;
    let rows = page.table("Tokens").await?.rows().await?;
    expect_eq("the rows", &rows.len(), &4)?;
    // And so is what Entra ID would say, and what a search finds, of a list that came in small pieces.
    for _ in 0..2 {
        count.fill("400").await?;
        issue(&page, 400).await?;
    }
    page.field("Search serial number or user")
        .await?
        .fill("1000777")
        .await?;
    page.wait_for_text("1 of 803 tokens.").await?;
    page.wait_for_text("Refused – Rows 1 to 803: no user principal name.")
        .await
}
