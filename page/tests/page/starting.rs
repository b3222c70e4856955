//! When the page cannot start, when it stops, and when it is left: what a person reads then, and what nobody does.

use page::{Find, Options, Outcome, Page, Role, Scenario, eventually, expect, expect_eq, scenario};

use crate::desk;

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(without_scripts_the_page_says_so).with(Options::new().without_script()),
        scenario!(without_webassembly_the_page_says_so),
        scenario!(without_decompression_the_page_says_so),
        scenario!(with_a_decompression_that_is_too_old_the_page_says_so),
        scenario!(a_damaged_file_says_so),
        scenario!(without_entropy_there_is_no_seed),
        scenario!(a_page_that_starts_shows_none_of_this),
        scenario!(a_program_that_stops_shows_the_panel)
            .from_both("what a page is told of an error depends on its origin"),
        scenario!(secrets_hide_after_a_while_without_use),
        scenario!(use_keeps_secrets_shown),
        scenario!(coming_back_through_the_history_shows_no_secret)
            .from_both("which pages a browser keeps for its history depends on their origin"),
    ]
}

const CANNOT_START: &str = "This page cannot start in this browser";

async fn without_scripts_the_page_says_so(page: Page) -> Outcome {
    page.open("").await?;
    page.wait_for_text("JavaScript is switched off.").await?;
    page.wait_for_text("Allow both for this page, then reload it.")
        .await
}

/// Opens the page after `script` has taken something away, and waits for the explanation.
async fn open_without(page: &Page, script: &str, explanation: &str) -> Outcome {
    let variant = page.variant()?.with_script(script)?;
    page.open_variant(&variant, "").await?;
    page.region(CANNOT_START)
        .await
        .or(page.find(Role::Alert, CANNOT_START).await)?;
    page.wait_for_text(explanation).await?;
    page.wait_for_text(
        "Use Chrome, Chromium or Edge 103 or newer, Firefox 113 or newer, or Safari 16.4 or newer.",
    )
    .await?;
    expect(!page.has(Role::Status, "Current code").await?, || {
        "no code".to_owned()
    })
}

async fn without_webassembly_the_page_says_so(page: Page) -> Outcome {
    open_without(
        &page,
        "delete window.WebAssembly;",
        "WebAssembly is missing",
    )
    .await
}

async fn without_decompression_the_page_says_so(page: Page) -> Outcome {
    open_without(
        &page,
        "delete window.DecompressionStream;",
        "cannot unpack the program",
    )
    .await
}

/// Chromium 80 to 102 have the class, but not the format.
async fn with_a_decompression_that_is_too_old_the_page_says_so(page: Page) -> Outcome {
    let old = "const Known = window.DecompressionStream; \
        window.DecompressionStream = function (format) { \
            if (format === 'deflate-raw') throw new TypeError('Unsupported compression format'); \
            return new Known(format); };";
    open_without(&page, old, "cannot unpack the program").await
}

async fn a_damaged_file_says_so(page: Page) -> Outcome {
    let html = page.variant()?.html().to_owned();
    let start = html.find("id=\"wasm\"").unwrap_or_default() + 2000;
    let damaged = format!("{}AAAA{}", &html[..start], &html[start + 4..]);
    page.open_variant(&page::Variant::of_html(damaged), "")
        .await?;
    page.wait_for_text(CANNOT_START).await?;
    page.wait_for_text("the file is incomplete or was changed")
        .await
}

/// A source that fails from the start blocks the page, see `proof`; this one fails later.
async fn without_entropy_there_is_no_seed(page: Page) -> Outcome {
    let script = "const real = crypto.getRandomValues.bind(crypto); \
        crypto.getRandomValues = (place) => { \
            if (document.documentElement.dataset.entropy === 'none') throw new Error('no entropy'); \
            return real(place); }; \
        Math.random = () => { document.title = 'weak'; return 0.5; };";
    let variant = page.variant()?.with_script(script)?;
    page.open_variant(&variant, "").await?;
    page.find(Role::Status, "Current code").await?;
    page.script("document.documentElement.dataset.entropy = 'none';")
        .await?;
    page.button("New random seed").await?.click().await?;
    page.wait_for_text("No random seed").await?;
    page.wait_for_text("No code yet").await?;
    expect_eq("the seed", desk::seed(&page).await?.as_str(), "")?;
    // A typed seed works all the same.
    page.field("Seed or otpauth URI")
        .await?
        .fill("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        .await?;
    desk::agrees_with_oathtool(&page, "sha1", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 6, 30).await?;
    expect_eq("the title", page.title().await?.as_str(), "TOTP Toolset")
}

async fn a_page_that_starts_shows_none_of_this(page: Page) -> Outcome {
    desk::open(&page).await?;
    for text in [
        CANNOT_START,
        "JavaScript is switched off",
        "The page has stopped",
        "It starts by itself",
    ] {
        expect(!page.shows(text).await?, || format!("not to read: {text}"))?;
    }
    expect_eq(
        "the headings of level 1",
        page.script(
            "return [...document.querySelectorAll('h1')].filter(h => h.checkVisibility()).length;",
        )
        .await?
        .as_i64(),
        Some(1),
    )
}

/// What a translating extension does to a page: nodes that the program holds are gone when it looks for them.
pub const DISTURB: &str = "for (const node of document.querySelectorAll('#seed > *')) { \
    const font = document.createElement('font'); node.replaceWith(font); font.append(node); }";

async fn a_program_that_stops_shows_the_panel(page: Page) -> Outcome {
    desk::open(&page).await?;
    let seed = desk::seed(&page).await?;
    expect(
        !page.has(Role::Alert, "The page has stopped").await?,
        || "no panel yet".to_owned(),
    )?;
    page.script(DISTURB).await?;
    page.button("Hide secrets").await?.click().await?;
    page.find(Role::Alert, "The page has stopped").await?;
    page.wait_for_text("Reload the page. Seeds that were only in its memory are lost")
        .await?;
    let panel = page
        .script("return document.getElementById('panic').textContent;")
        .await?;
    expect(
        !panel.as_str().is_some_and(|panel| panel.contains(&seed)),
        || "no seed in the panel".to_owned(),
    )?;
    // The program can hide nothing any more: leaving the page has to empty it.
    page.script("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));")
        .await?;
    expect_eq(
        "what is left of the program",
        page.script("return document.getElementById('app').childNodes.length;")
            .await?
            .as_i64(),
        Some(0),
    )?;
    page.button("Reload the page").await?.click().await?;
    eventually("the page to start again", async || {
        page.has(Role::Status, "Current code").await
    })
    .await?;
    expect(!page.shows("The page has stopped").await?, || {
        "no panel after the reload".to_owned()
    })
}

async fn secrets_hide_after_a_while_without_use(page: Page) -> Outcome {
    let variant = page.variant()?.with_clock()?;
    page.open_variant(&variant, "#code").await?;
    page.field("Seed or otpauth URI").await?.click().await?;
    let start = desk::now();
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let later = |seconds: u64| (start + seconds) as f64;
    page.set_clock(later(240)).await?;
    desk::let_a_second_pass(&page).await?;
    expect(page.has(Role::Button, "Hide secrets").await?, || {
        "secrets shown after four minutes".to_owned()
    })?;
    page.set_clock(later(700)).await?;
    page.wait_for_text("Secrets were hidden because the page was not used for a while.")
        .await?;
    page.button("Show secrets").await?.click().await?;
    page.field("Seed or otpauth URI").await.map(|_| ())
}

async fn use_keeps_secrets_shown(page: Page) -> Outcome {
    let variant = page.variant()?.with_clock()?;
    page.open_variant(&variant, "#code").await?;
    page.disclosure("Settings").await?.click().await?;
    page.combobox("Hide secrets")
        .await?
        .choose("after 1 minute without use")
        .await?;
    let start = desk::now();
    for seconds in [40_u64, 80, 120] {
        #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
        page.set_clock((start + seconds) as f64).await?;
        page.field("Issuer").await?.fill("Contoso").await?;
        desk::let_a_second_pass(&page).await?;
    }
    expect(page.has(Role::Button, "Hide secrets").await?, || {
        "secrets still shown".to_owned()
    })?;
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    page.set_clock((start + 300) as f64).await?;
    page.button("Show secrets").await.map(|_| ())
}

async fn coming_back_through_the_history_shows_no_secret(page: Page) -> Outcome {
    desk::open(&page).await?;
    page.field("Seed or otpauth URI")
        .await?
        .fill("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")
        .await?;
    desk::add(&page, "0099", "helga@contoso.com").await?;
    page.open_fixture("doing.html").await?;
    page.client().back().await?;
    // From the browser's memory, with secrets hidden, or anew, with a seed of its own.
    eventually("the page to be back", async || {
        page.has(Role::Status, "Current code").await
    })
    .await?;
    let whole = page
        .script(
            "const values = [...document.querySelectorAll('input, textarea')].map((field) => field.value); \
             return (document.body.textContent + values.join(' ')).replace(/\\s/g, '');",
        )
        .await?;
    expect(
        whole
            .as_str()
            .is_some_and(|whole| !whole.contains("GEZDGNBVGY3TQOJQ")),
        || "the seed not to be in the page that came back".to_owned(),
    )?;
    // And the same when the browser keeps the page, as far as events go.
    page.reload().await?;
    page.find(Role::Status, "Current code").await?;
    page.script("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));")
        .await?;
    page.button("Show secrets").await?;
    page.wait_for_text("Secrets were hidden because you left the page.")
        .await
}
