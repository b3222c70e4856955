//! A clock that stands, jumps or shows another age: codes are for the time that is shown, what speaks against that time is said,
//! and secrets hide all the same.

use page::{
    Find, Outcome, Page, Role, Scenario, eventually, expect, expect_eq, oathtool, scenario,
};

use super::strange;
use crate::desk;

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(secrets_hide_though_the_clock_stands_or_goes_back),
        scenario!(codes_are_for_the_time_that_the_clock_shows_and_doubts_are_said),
    ]
}

const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const NOW: u64 = 1_795_516_200;

const HIDDEN: &str = "Secrets were hidden because the page was not used for a while.";
const TOO_EARLY: &str = "shows a time before this page was made";
const TOO_LATE: &str = "shows a time after 2099";
const FELL_BEHIND: &str = "stood still or was put back while this page was open";

async fn open(page: &Page) -> Outcome {
    let variant = page.variant()?.with_clock()?.with_notes()?;
    page.open_variant(&variant, "#code").await?;
    page.find(Role::Status, "Current code").await?;
    page.field("Seed or otpauth URI").await?.fill(SECRET).await
}

async fn secrets_hide_though_the_clock_stands_or_goes_back(page: Page) -> Outcome {
    open(&page).await?;
    page.disclosure("Settings").await?.click().await?;
    page.stop_clock(NOW as f64).await?;
    page.combobox("Hide secrets")
        .await?
        .choose("after 1 minute without use")
        .await?;
    page.set_uptime_ahead(30.0).await?;
    desk::let_timers_look(&page).await?;
    expect_eq(
        "hidden after half a minute",
        page.shows(HIDDEN).await?,
        false,
    )?;
    page.set_uptime_ahead(61.0).await?;
    page.wait_for_text(HIDDEN).await?;
    page.button("Show secrets").await?.click().await?;
    // Back by an hour with each look: a clock that always goes back would never have waited a minute.
    page.stop_clock((NOW - 3_600) as f64).await?;
    page.set_uptime_ahead(100.0).await?;
    desk::let_timers_look(&page).await?;
    page.stop_clock((NOW - 7_200) as f64).await?;
    page.set_uptime_ahead(130.0).await?;
    page.wait_for_text(HIDDEN).await?;
    // Asleep, only the computer's clock goes on.
    page.button("Show secrets").await?.click().await?;
    page.stop_clock((NOW + 7_200) as f64).await?;
    page.wait_for_text(HIDDEN).await?;
    let whole = page
        .script("return document.getElementById('app').outerHTML")
        .await?;
    expect(!whole.as_str().unwrap_or(SECRET).contains(SECRET), || {
        "no secret in the page".to_owned()
    })
}

async fn codes_are_for_the_time_that_the_clock_shows_and_doubts_are_said(page: Page) -> Outcome {
    open(&page).await?;
    page.disclosure("Time").await?.click().await?;
    // Forward first: what was put back stays doubted until another clock is chosen.
    for (seconds, doubt) in [
        // 2038-01-19, the end of 31 bits.
        (2_147_483_647, None),
        (2_147_483_648, None),
        (4_102_444_800, Some(TOO_LATE)),
        // The end of 32 bits, and of JavaScript's dates: the year 275760.
        (4_294_967_296, Some(TOO_LATE)),
        (8_640_000_000_000, Some(TOO_LATE)),
        (59, Some(FELL_BEHIND)),
    ] {
        page.stop_clock(seconds as f64).await?;
        if seconds == 8_640_000_000_000 {
            // No program beside ours counts so far.
            page.wait_for_text(&seconds.to_string()).await?;
            page.find(Role::Status, "Current code").await?;
        } else {
            let wanted = oathtool::totp("sha1", SECRET, 6, 30, seconds)?;
            eventually(&format!("the code of {seconds}"), async || {
                Ok(desk::code(&page).await? == wanted)
            })
            .await?;
        }
        let said = async || page.region("Code").await?.text().await;
        match doubt {
            Some(doubt) => eventually(doubt, async || Ok(said().await?.contains(doubt))).await?,
            None => {
                desk::let_timers_look(&page).await?;
                let said = said().await?;
                expect(!said.contains("clock"), || {
                    format!("no doubt at {seconds}: {said}")
                })?;
            }
        }
        expect_eq("what is strange", strange(&page).await?.as_str(), "")?;
    }
    // Before 1970, and no number at all.
    page.stop_clock(-1.0).await?;
    page.wait_for_text("No code: the time is before 1970")
        .await?;
    page.script("document.documentElement.dataset.clock = '=NaN'")
        .await?;
    let zero = oathtool::totp("sha1", SECRET, 6, 30, 0)?;
    eventually("the code of 1970", async || {
        Ok(page.has(Role::Status, "Current code").await? && desk::code(&page).await? == zero)
    })
    .await?;
    // Whoever sets the right time has it, and the doubt is over.
    page.combobox("Codes are for")
        .await?
        .choose("a time I set, running on")
        .await?;
    page.field("Time in UTC")
        .await?
        .fill(&NOW.to_string())
        .await?;
    page.button("Set the time").await?.click().await?;
    page.wait_for_text("Not this computer’s time: the code is for a clock you set.")
        .await?;
    eventually("no doubt any more", async || {
        Ok(!page
            .region("Code")
            .await?
            .text()
            .await?
            .contains(FELL_BEHIND))
    })
    .await?;
    let right = oathtool::totp("sha1", SECRET, 6, 30, NOW)?;
    eventually("the code of the time that was set", async || {
        Ok(desk::code(&page).await? == right)
    })
    .await?;
    // With the computer's clock put right meanwhile, the time that was set by it is doubted; and in another age, too.
    page.set_clock(NOW as f64).await?;
    page.wait_for_text("The computer slept, or its clock was put ahead, since you set the time.")
        .await?;
    page.combobox("Codes are for")
        .await?
        .choose("this computer’s clock")
        .await?;
    eventually("no mark", async || {
        Ok(!page.region("Code").await?.text().await?.contains("clock"))
    })
    .await?;
    page.script("document.documentElement.dataset.clock = '=0'")
        .await?;
    page.combobox("Codes are for")
        .await?
        .choose("a time I set, standing still")
        .await?;
    page.combobox("Codes are for")
        .await?
        .choose("this computer’s clock")
        .await?;
    page.wait_for_text(TOO_EARLY).await?;
    expect_eq("what went wrong", page.noted().await?, Vec::new())
}
