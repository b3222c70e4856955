//! Large files are checked by the worker; small ones without it too.

use page::{Find, Outcome, Page, eventually, expect, expect_eq};

use super::{HEX, SECRET, bench, check, corrected, csv, fill, press, row};
use crate::probe::{self, ask};

pub async fn a_hundred_thousand_rows_are_checked_by_a_worker_and_can_be_cancelled(
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
    fill(&page, "Text of a seed file", "typed meanwhile").await?;
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

pub async fn without_a_worker_a_small_file_is_checked_all_the_same(page: Page) -> Outcome {
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
