//! The token list: adding, Entra's CSV out and in again, what Entra would refuse, forgetting.

use page::{
    Find, Outcome, Page, Role, Scenario, eventually, expect, expect_eq, oathtool, scenario,
};

use crate::desk::{self, without_blanks};

const HEADER: &str = "upn,serial number,secret key,time interval,manufacturer,model";

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(a_downloaded_csv_opens_again_with_the_same_tokens_and_codes)
            .from_both("the journey of a list, with its download"),
        scenario!(what_entra_would_refuse_is_said_and_left_out),
        scenario!(nothing_is_downloaded_where_every_row_would_be_refused),
        scenario!(a_token_that_lacks_something_is_not_added),
        scenario!(a_listed_token_can_be_shown_removed_and_put_back),
        scenario!(clearing_asks_first_and_then_forgets),
        scenario!(a_file_that_is_none_is_explained),
        scenario!(a_bad_row_does_not_kill_the_file),
        scenario!(a_dropped_file_opens),
        scenario!(a_long_list_keeps_few_rows_and_says_how_many_there_are),
    ]
}

async fn a_downloaded_csv_opens_again_with_the_same_tokens_and_codes(page: Page) -> Outcome {
    desk::open(&page).await?;
    let first = desk::seed(&page).await?;
    desk::add(&page, "0099", "helga@contoso.com").await?;
    page.button("New random seed").await?.click().await?;
    let second = desk::seed(&page).await?;
    page.field("Step in seconds").await?.fill("60").await?;
    page.field("Manufacturer")
        .await?
        .fill("Contoso, \"Tokens\" & Söhne")
        .await?;
    desk::add(&page, "0100", "o'hara@contoso.com").await?;

    let save = page.button("Download the Entra CSV").await?;
    let csv = page.download(async || save.click().await).await?;
    expect(is_dated(&csv.name), || {
        format!("a name with the date, not {}", csv.name)
    })?;
    let wanted = format!(
        "{HEADER}\r\n\
         helga@contoso.com,0099,{first},30,TOTP Toolset,Virtual token\r\n\
         o'hara@contoso.com,0100,{second},60,\"Contoso, \"\"Tokens\"\" & Söhne\",Virtual token\r\n"
    );
    expect_eq("the file", csv.text()?, wanted.as_str())?;

    // Tomorrow, in a page that knows nothing.
    page.reload().await?;
    page.find(Role::Status, "Current code").await?;
    let file = page.write_file("again.csv", &csv.bytes)?;
    page.file_input("Open a CSV file")
        .await?
        .upload(&[&file])
        .await?;
    page.wait_for_text("again.csv: 2 tokens added.").await?;
    let save = page.button("Download the Entra CSV").await?;
    let again = page.download(async || save.click().await).await?;
    expect_eq(
        "the file written from what was read",
        again.text()?,
        wanted.as_str(),
    )?;
    for (serial, secret, step) in [("0099", &first, 30), ("0100", &second, 60)] {
        eventually("the listed code that oathtool computes", async || {
            let rows = page.table("Tokens").await?.rows().await?;
            let row = rows.into_iter().find(|row| row[1] == serial);
            Ok(row.map(|row| without_blanks(&row[3]))
                == Some(oathtool::totp("sha1", secret, 6, step, desk::now())?))
        })
        .await?;
    }
    Ok(())
}

/// `entra-oath-tokens-2026-11-24.csv`; a browser may have added ` (1)`.
fn is_dated(name: &str) -> bool {
    let date = name
        .strip_prefix("entra-oath-tokens-")
        .and_then(|rest| rest.strip_suffix(".csv"));
    date.is_some_and(|date| {
        date.len() == 10
            && date.bytes().enumerate().all(|(place, byte)| match place {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            })
    })
}

async fn what_entra_would_refuse_is_said_and_left_out(page: Page) -> Outcome {
    desk::open(&page).await?;
    let good = desk::seed(&page).await?;
    desk::add(&page, "1", "a@contoso.com").await?;
    page.button("New random seed").await?.click().await?;
    page.combobox("Digits").await?.choose("8").await?;
    desk::add(&page, "2", "b@contoso.com").await?;
    page.button("New random seed").await?.click().await?;
    page.combobox("Digits").await?.choose("6").await?;
    page.combobox("Hash").await?.choose("SHA-256").await?;
    desk::add(&page, "3", "c@contoso.com").await?;
    page.button("New random seed").await?.click().await?;
    page.combobox("Hash").await?.choose("SHA-1").await?;
    page.field("Step in seconds").await?.fill("45").await?;
    desk::add(&page, "4", "d@contoso.com").await?;
    page.field("Step in seconds").await?.fill("30").await?;
    page.field("Seed or otpauth URI")
        .await?
        .fill(&"ab".repeat(81))
        .await?;
    desk::add(&page, "5", "e@contoso.com").await?;
    page.button("New random seed").await?.click().await?;
    desk::add(&page, "6", "").await?;

    let findings = page.find(Role::List, "What Entra ID would say").await?;
    for said in [
        "Row 2: the token does not have 6 digits",
        "Row 3: the token does not use SHA-1",
        "Row 4: the time step is neither 30 nor 60 seconds",
        "Row 5: the secret is longer than 128 base32 characters",
        "Row 6: no user principal name",
    ] {
        findings.wait_for_text(said).await?;
    }
    let save = page
        .button("Download the Entra CSV without 5 of 6 rows")
        .await?;
    let csv = page.download(async || save.click().await).await?;
    expect_eq(
        "the file",
        csv.text()?,
        format!("{HEADER}\r\na@contoso.com,1,{good},30,TOTP Toolset,Virtual token\r\n").as_str(),
    )?;
    page.wait_for_text("1 token handed to the browser").await?;
    page.wait_for_text("5 left out").await
}

async fn nothing_is_downloaded_where_every_row_would_be_refused(page: Page) -> Outcome {
    desk::open(&page).await?;
    desk::add(&page, "1", "").await?;
    let save = page
        .button("Download the Entra CSV without 1 of 1 rows")
        .await?;
    expect(!save.is_enabled().await?, || {
        "a download that cannot be pressed".to_owned()
    })?;
    page.wait_for_text("Nothing to download").await
}

async fn a_token_that_lacks_something_is_not_added(page: Page) -> Outcome {
    desk::open(&page).await?;
    desk::add(&page, "", "helga contoso.com").await?;
    let serial = page.field("Serial number").await?;
    expect(serial.description().await?.contains("empty"), || {
        "the reason beside the serial number".to_owned()
    })?;
    expect(serial.has_focus().await?, || {
        "the keyboard in the first field that is wrong".to_owned()
    })?;
    let upn = page.field("User principal name").await?;
    expect(
        upn.description().await?.contains("Character 6 is a blank"),
        || "the reason beside the UPN".to_owned(),
    )?;
    page.wait_for_text("No tokens yet").await?;
    desk::add(&page, "0099", "helga@contoso.com").await?;
    page.wait_for_text("Added as row 1").await?;
    expect_eq(
        "the next serial number",
        page.field("Serial number").await?.value().await?.as_str(),
        "0100",
    )?;
    page.button("New random seed").await?.click().await?;
    desk::add(&page, "0099", "").await?;
    let serial = page.field("Serial number").await?;
    expect(serial.description().await?.contains("Row 1"), || {
        "the row that has the serial number".to_owned()
    })
}

async fn a_listed_token_can_be_shown_removed_and_put_back(page: Page) -> Outcome {
    desk::open(&page).await?;
    let seed = desk::seed(&page).await?;
    page.field("Step in seconds").await?.fill("60").await?;
    desk::add(&page, "0099", "helga@contoso.com").await?;
    page.button("New random seed").await?.click().await?;
    page.field("Step in seconds").await?.fill("30").await?;
    page.button("Show token 0099").await?.click().await?;
    eventually("the listed seed in the field", async || {
        Ok(desk::seed(&page).await? == seed)
    })
    .await?;
    expect_eq(
        "the step",
        page.field("Step in seconds").await?.value().await?.as_str(),
        "60",
    )?;
    expect_eq(
        "the account",
        page.field("Account").await?.value().await?.as_str(),
        "helga@contoso.com",
    )?;
    expect_eq(
        "where the keyboard is",
        page.focused().await?.name.as_str(),
        "Code",
    )?;

    page.button("Remove token 0099").await?.click().await?;
    page.wait_for_text("No tokens yet").await?;
    let undo = page.button("Undo the removal").await?;
    expect(undo.has_focus().await?, || {
        "the keyboard on Undo".to_owned()
    })?;
    undo.click().await?;
    page.button("Show token 0099").await?;
    expect_eq(
        "where the keyboard is",
        page.focused().await?.name.as_str(),
        "Token list",
    )
}

async fn clearing_asks_first_and_then_forgets(page: Page) -> Outcome {
    desk::open(&page).await?;
    desk::add(&page, "0099", "helga@contoso.com").await?;
    page.button("Clear the list").await?.click().await?;
    page.wait_for_text("Forget 1 token? This cannot be undone.")
        .await?;
    let keep = page.button("Keep them").await?;
    expect(keep.has_focus().await?, || {
        "the keyboard on what changes nothing".to_owned()
    })?;
    keep.click().await?;
    page.button("Show token 0099").await?;
    page.button("Clear the list").await?.click().await?;
    page.button("Forget them").await?.click().await?;
    page.wait_for_text("No tokens yet").await?;
    page.wait_for_text("The list is empty and forgotten.").await
}

async fn a_file_that_is_none_is_explained(page: Page) -> Outcome {
    desk::open(&page).await?;
    let chooser = page.file_input("Open a CSV file").await?;
    for (name, bytes, said) in [
        ("empty.csv", &b""[..], "The file is empty"),
        ("workbook.csv", b"PK\x03\x04\0\0", "The file is no text"),
        ("latin.csv", b"upn,\nS\xf6hne", "Line 2 is not UTF-8"),
        (
            "other.csv",
            b"name,secret\nx,y\n",
            "No known kind of seed file",
        ),
        (
            "twice.csv",
            b"upn,upn,serial number,secret key,time interval,manufacturer,model\n",
            "names “upn” twice",
        ),
    ] {
        let file = page.write_file(name, bytes)?;
        chooser.upload(&[&file]).await?;
        page.wait_for_text(&format!("{name}:")).await?;
        page.wait_for_text(said).await?;
    }
    page.wait_for_text("No tokens yet").await
}

async fn a_bad_row_does_not_kill_the_file(page: Page) -> Outcome {
    desk::open(&page).await?;
    // Two of these are Microsoft's own samples.
    let text = "upn,serial number,secret key,timeinterval,manufacturer,model\r\n\
        Helga@contoso.com,1234567,2234567abcdef2234567abcdef,60,Contoso,HardwareKey\r\n\
        sue@contoso.com,1234568,C2dE3fH4iJ5kL6mN7oP1qR2sT3uV4w,30,Contoso,HardwareKey\r\n";
    let file = page.write_file("microsoft.csv", text)?;
    page.file_input("Open a CSV file")
        .await?
        .upload(&[&file])
        .await?;
    page.wait_for_text("microsoft.csv: 1 token added, 1 line left out.")
        .await?;
    let noticed = page
        .find(Role::List, "What was noticed in the file")
        .await?;
    noticed
        .wait_for_text("Left out – Line 3, character 20: the secret has a 0, 1 or 8 here")
        .await?;
    noticed
        .wait_for_text("Warning – Line 2: the last character of the secret")
        .await
}

async fn a_dropped_file_opens(page: Page) -> Outcome {
    desk::open(&page).await?;
    let text =
        format!("{HEADER}\na@contoso.com,7,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,30,Contoso,Key\n");
    page.region("Token list")
        .await?
        .drop_file("dropped.csv", text.as_bytes())
        .await?;
    page.wait_for_text("dropped.csv: 1 token added.").await?;
    page.button("Show token 7").await.map(|_| ())
}

async fn a_long_list_keeps_few_rows_and_says_how_many_there_are(page: Page) -> Outcome {
    desk::open(&page).await?;
    let mut text = format!("{HEADER}\r\n");
    for number in 0..100_000_u32 {
        let secret =
            data_encoding::BASE32_NOPAD.encode(&[&number.to_be_bytes()[..], &[7; 16]].concat());
        text.push_str(&format!(
            "user{number}@contoso.com,{number:06},{secret},30,Contoso,Key\r\n"
        ));
    }
    let file = page.write_file("many.csv", &text)?;
    page.file_input("Open a CSV file")
        .await?
        .upload(&[&file])
        .await?;
    page.wait_for_text("many.csv: 100000 tokens added.").await?;
    let table = page.table("Tokens").await?;
    expect_eq(
        "the row count that is told",
        table.attribute("aria-rowcount").await?.as_deref(),
        Some("100001"),
    )?;
    let rows = table.rows().await?.len();
    expect(rows < 40, || format!("few rows, not {rows}"))?;
    table
        .script("arguments[0].parentElement.scrollTop = 1e9;")
        .await?;
    page.button("Show token 099999").await?;
    let rows = table.rows().await?.len();
    expect(rows < 40, || format!("few rows at the end, not {rows}"))?;
    let save = page.button("Download the Entra CSV").await?;
    let again = page.download(async || save.click().await).await?;
    expect(again.text()? == text, || "the same 100,000 rows".to_owned())
}
