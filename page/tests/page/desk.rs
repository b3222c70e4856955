//! What several scenarios do at the page: open it, read its code, set its time. Never asserts what a scenario is about.

use std::time::{SystemTime, UNIX_EPOCH};

use page::{Find, Outcome, Page, Role, eventually, oathtool};

/// Opens the built page and waits until it shows a code.
pub async fn open(page: &Page) -> Outcome {
    page.open("#code").await?;
    page.find(Role::Status, "Current code").await.map(|_| ())
}

/// The digits of the current code.
pub async fn code(page: &Page) -> Outcome<String> {
    let shown = page.find(Role::Status, "Current code").await?;
    Ok(without_blanks(&shown.text().await?))
}

/// The seed in base32, as it stands in the field.
pub async fn seed(page: &Page) -> Outcome<String> {
    let field = page.field("Seed or otpauth URI").await?;
    Ok(without_blanks(&field.value().await?))
}

/// Waits until the page shows the code that `oathtool` computes for the same second.
pub async fn agrees_with_oathtool(
    page: &Page,
    algorithm: &str,
    secret: &str,
    digits: u8,
    period: u32,
) -> Outcome {
    eventually(
        "the code that oathtool computes for this second",
        async || Ok(code(page).await? == oathtool::totp(algorithm, secret, digits, period, now())?),
    )
    .await
}

/// Unix seconds.
pub fn now() -> u64 {
    // The tests' computer is set to a time after 1970.
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}

/// Waits until the countdown has moved on twice: whatever looks once a second has looked by then.
pub async fn let_a_second_pass(page: &Page) -> Outcome {
    for _ in 0..2 {
        let before = page.region("Code").await?.text().await?;
        eventually("the countdown to move on", async || {
            Ok(page.region("Code").await?.text().await? != before)
        })
        .await?;
    }
    Ok(())
}

/// Lets the page's own clock stand still at this time, in Unix seconds or as a date in UTC.
pub async fn stand_still_at(page: &Page, time: &str) -> Outcome {
    page.disclosure("Time").await?.click().await?;
    page.combobox("Codes are for")
        .await?
        .choose("a time I set, standing still")
        .await?;
    page.field("Time in UTC").await?.fill(time).await?;
    page.button("Set the time").await?.click().await
}

/// Puts the token that is shown into the list.
pub async fn add(page: &Page, serial: &str, upn: &str) -> Outcome {
    page.field("Serial number").await?.fill(serial).await?;
    page.field("User principal name").await?.fill(upn).await?;
    page.button("Add to list").await?.click().await
}

/// The text without any white space.
pub fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Waits until the page's timers have come round twice: whatever looks once a second has looked by then.
pub async fn let_timers_look(page: &Page) -> Outcome {
    let wait = "const root = document.documentElement; root.dataset.rounds = '0'; \
        const timer = setInterval(() => { root.dataset.rounds = String(Number(root.dataset.rounds) + 1); if (root.dataset.rounds === '2') clearInterval(timer); }, 1000);";
    page.script(wait).await?;
    eventually("two rounds of the page's timers", async || {
        let rounds = page
            .script("return document.documentElement.dataset.rounds")
            .await?;
        Ok(rounds.as_str() == Some("2"))
    })
    .await
}
