//! What leaves the page by a person's own hand: what is copied can be cleared away, and each download says what it holds.

use page::{Find, Outcome, Page, Role, Scenario, eventually, expect, expect_eq, scenario};

use crate::desk;

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(a_minute_after_a_secret_was_copied_clearing_the_clipboard_is_offered),
        scenario!(every_download_says_whether_it_holds_secrets),
    ]
}

const CLEAR: &str = "Clear the clipboard";

#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
async fn copied_at(page: &Page, seconds: u64, what: &str) -> Outcome {
    page.set_clock(seconds as f64).await?;
    let copy = page.button(what).await?;
    copy.click().await?;
    eventually("this button to confirm", async || {
        Ok(copy.text().await? == "Copied")
    })
    .await
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
async fn a_minute_after_a_secret_was_copied_clearing_the_clipboard_is_offered(
    page: Page,
) -> Outcome {
    let variant = page.variant()?.with_clock()?;
    page.open_variant(&variant, "#code").await?;
    page.find(Role::Status, "Current code").await?;
    let start = desk::now();

    // A code is over by itself.
    copied_at(&page, start, "Copy the code").await?;
    page.set_clock((start + 90) as f64).await?;
    desk::let_a_second_pass(&page).await?;
    expect(!page.has(Role::Button, CLEAR).await?, || {
        "no offer after a code was copied".to_owned()
    })?;

    let start = start + 1000;
    copied_at(&page, start, "Copy the seed in base32").await?;
    page.set_clock((start + 50) as f64).await?;
    desk::let_a_second_pass(&page).await?;
    expect(!page.has(Role::Button, CLEAR).await?, || {
        "no offer before the minute is over".to_owned()
    })?;

    // It comes without moving anything, nor the keyboard.
    let seed = page.field("Seed or otpauth URI").await?;
    seed.click().await?;
    let before = seed.rectangle().await?;
    page.set_clock((start + 61) as f64).await?;
    let bar = page.region("Clipboard").await?;
    bar.wait_for_text(
        "A clipboard history, or a clipboard shared between devices, may keep a copy",
    )
    .await?;
    expect_eq("the place of the field", seed.rectangle().await?, before)?;
    expect(seed.has_focus().await?, || {
        "the keyboard where it was".to_owned()
    })?;
    page.button(CLEAR).await?.click().await?;
    page.wait_for_text("The clipboard now holds a blank.")
        .await?;
    let close = page.button("Close: the clipboard").await?;
    eventually("the keyboard on what is left to be pressed", async || {
        close.has_focus().await
    })
    .await?;
    expect_eq("the clipboard", page.clipboard().await?.as_str(), " ")?;
    page.button("Close: the clipboard").await?.click().await?;
    page.wait_until_gone(Role::Region, "Clipboard").await
}

async fn says_of_secrets(page: &Page, download: &str, said: &str) -> Outcome {
    let described = page.button(download).await?.description().await?;
    expect(described.contains(said), || {
        format!("“{said}” beside “{download}”, not “{described}”")
    })
}

async fn every_download_says_whether_it_holds_secrets(page: Page) -> Outcome {
    const CLEAR: &str = "in the clear";
    const NONE: &str = "This file holds no secret.";
    desk::open(&page).await?;
    says_of_secrets(&page, "Save the QR code as SVG", CLEAR).await?;
    says_of_secrets(&page, "Save the QR code as PNG", CLEAR).await?;
    desk::add(&page, "0001", "helga@contoso.com").await?;
    says_of_secrets(&page, "Download the Entra CSV", CLEAR).await?;
    page.link("Issue").await?.click().await?;
    page.disclosure("Files").await?.click().await?;
    for (kind, button, said) in [
        (
            "otpauth URIs, one a line",
            "Download the list of URIs",
            CLEAR,
        ),
        (
            "Secrets for the YubiKey commands (CSV)",
            "Download the secrets",
            CLEAR,
        ),
        (
            "Inventory without secrets (CSV)",
            "Download the inventory",
            NONE,
        ),
    ] {
        page.combobox("Kind of file").await?.choose(kind).await?;
        says_of_secrets(&page, button, said).await?;
    }
    let save = page.button("Download the inventory").await?;
    page.download(async || save.click().await).await?;
    says_of_secrets(&page, "Download the receipt", NONE).await?;
    page.link("Check").await?.click().await?;
    page.region("Check a seed file")
        .await?
        .drop_file(
            "list.csv",
            b"serial,secret\r\n1,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\r\n",
        )
        .await?;
    says_of_secrets(&page, "Download the findings", NONE).await?;
    // None was left out: whatever is saved says so.
    let silent = "return [...document.querySelectorAll('button')] \
        .filter((button) => /^(Download|Save) /.test(button.textContent.trim()) && button.checkVisibility()) \
        .filter((button) => !/secret/.test(document.getElementById(button.getAttribute('aria-describedby'))?.textContent)) \
        .map((button) => button.textContent.trim()).join(', ');";
    expect_eq(
        "downloads that do not say it",
        page.script(silent).await?.as_str(),
        Some(""),
    )
}
