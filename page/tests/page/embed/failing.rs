//! What the element says where it cannot show the page, or where the page in it fails.

use page::{Find, Outcome, Page, Role, eventually, expect_eq};
use serde_json::json;

use super::{RFC_SEED, fits, heard_nothing, only_permitted, said};
use crate::host_page::{EMBED, Host, Stage};

/// Shortens the time after which a silent frame is said to be one.
const IMPATIENT: &str = "{ const real = window.setTimeout; window.setTimeout = (deed, time) => real(deed, time === 15000 ? 50 : time); }";

pub async fn what_cannot_be_shown_is_said(page: Page) -> Outcome {
    let addresses = [
        "",
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "blob:null/1",
        "about:blank",
        "http://",
        "ftp://example.org/",
        "JaVaScRiPt:alert(1)",
        "\tjavascript:alert(1)",
    ];
    let elements = addresses.iter().enumerate().map(|(n, address)| {
        let address = address.replace('<', "&lt;");
        format!(
            "<totp-toolset id=bad{n} src=\"{address}\"><a href=\"#\">Open it</a></totp-toolset>"
        )
    });
    let body = elements.collect::<String>()
        + "<totp-toolset id=none><a href=\"#\">Open it</a></totp-toolset>";
    let stage = Stage {
        body: &body,
        ..Stage::default()
    };
    let host = Host::open(&page, stage).await?;
    host.wait_for(&page, "none error address", 1).await?;
    for n in 0..addresses.len() {
        host.wait_for(&page, &format!("bad{n} error address"), 1)
            .await?;
    }
    expect_eq("the frames", page.all(Role::Frame).await?.len(), 0)?;
    expect_eq(
        "what stands inside",
        page.names(Role::Link).await?.len(),
        addresses.len() + 1,
    )?;
    expect_eq(
        "the complaints",
        page.all(Role::Alert).await?.len(),
        addresses.len() + 1,
    )?;
    let said = page
        .script("return document.getElementById('bad1').shadowRoot.textContent;")
        .await?;
    expect_eq(
        "what is said",
        said.as_str(),
        Some(
            "TOTP Toolset is not shown: this element’s src is no http or https address. Give it the page’s, such as https://example.org/embed/",
        ),
    )?;
    heard_nothing(&host, &page, "mistake").await
}

/// A page of another version, with something to use in it.
const STRANGER: &str = "<!doctype html><meta charset=utf-8><link rel=icon href=\"data:,\"><button>Use me</button><script>\
    const say = (kind, more) => parent.postMessage({ type: 'totp-toolset', version: 2, kind, ...more }, '*'); \
    say('ready'); say('resize', { height: 300 }); say('ready'); \
    document.querySelector('button').onclick = () => { document.body.append('used'); };</script>";

pub async fn a_frame_that_fails_is_told_to_the_host(page: Page) -> Outcome {
    page.server().serve("/stranger", STRANGER);
    page.server().serve(
        "/silent",
        "<!doctype html><link rel=icon href=\"data:,\"><p>Something else</p>",
    );
    let old = page.variant()?.with_script("delete window.WebAssembly;")?;
    page.server().serve("/old", old.html());
    let body = "<totp-toolset id=stranger src=\"{base}/stranger\" title=Stranger></totp-toolset>\
        <totp-toolset id=silent src=\"{base}/silent\" height=200></totp-toolset>\
        <totp-toolset id=old src=\"{base}/old\" title=Old></totp-toolset>\
        <table height=30000><tr><td></table>\
        <totp-toolset id=far src=\"{page}\" title=Far height=700></totp-toolset>";
    let stage = Stage {
        body,
        before: IMPATIENT,
        ..Stage::default()
    };
    let host = Host::open(&page, stage).await?;
    for (id, heard) in [
        ("stranger", "stranger error version"),
        ("silent", "silent error silent"),
        ("old", "old error cannot-start"),
    ] {
        // Frames load as they come near: some browsers wait until they are in sight.
        page.script_with(
            "document.getElementById(arguments[0]).scrollIntoView();",
            vec![json!(id)],
        )
        .await?;
        eventually(&format!("the host to hear “{heard}”"), async || {
            Ok(host.heard(&page).await?.iter().any(|one| one == heard))
        })
        .await?;
    }
    said(
        &page,
        "stranger",
        "TOTP Toolset and this site’s embed.js are of different versions",
    )
    .await?;
    let stranger = page.frame("Stranger").await?;
    stranger.script("arguments[0].scrollIntoView();").await?;
    expect_eq(
        "the height of the stranger",
        stranger.rectangle().await?[3],
        640.0,
    )?;
    stranger.enter_frame().await?;
    page.button("Use me").await?.click().await?;
    page.wait_for_text("used").await?;
    page.leave_frame().await?;
    // What cannot start says so itself, all of it in sight.
    fits(&page, "Old").await?;
    page.frame("Old").await?.enter_frame().await?;
    page.wait_for_text("WebAssembly is missing").await?;
    page.leave_frame().await?;
    // What is far away is not loaded yet, and not called silent for it.
    heard_nothing(&host, &page, "far").await?;
    page.script("document.getElementById('far').scrollIntoView();")
        .await?;
    eventually("the far one to be ready", async || {
        Ok(host
            .heard_of(&page, "far")
            .await?
            .last()
            .is_some_and(|one| one == "far ready"))
    })
    .await?;
    // A program that stops tells that it has, and nothing of what it held.
    page.frame("Far").await?.enter_frame().await?;
    page.field("Seed or otpauth URI").await?.click().await?;
    page.field("Seed or otpauth URI")
        .await?
        .fill(RFC_SEED)
        .await?;
    page.script(crate::starting::DISTURB).await?;
    page.button("Hide secrets").await?.click().await?;
    page.find(Role::Alert, "The page has stopped").await?;
    page.leave_frame().await?;
    host.wait_for(&page, "far error stopped", 1).await?;
    only_permitted(&host.messages(&page).await?, &[1, 2])
}

pub async fn an_old_browser_keeps_what_stands_inside(page: Page) -> Outcome {
    let body = "<totp-toolset src=\"{page}\"><a href=\"#\">Open it</a></totp-toolset><p id=after>After it</p>";
    for (before, embed) in [
        ("delete window.customElements;", EMBED),
        ("delete Document.prototype.adoptedStyleSheets;", EMBED),
        // As a browser sees it that does not know the language.
        ("", "class { #what } ?.?."),
    ] {
        let stage = Stage {
            body,
            before,
            embed,
            ..Stage::default()
        };
        let host = Host::open(&page, stage).await?;
        page.link("Open it").await?;
        page.wait_for_text("After it").await?;
        expect_eq("the frames", page.all(Role::Frame).await?.len(), 0)?;
        // Only the unknown language is a mistake, and the browser's to tell.
        let mistakes = host.heard_of(&page, "mistake").await?.len();
        expect_eq("mistakes", mistakes, usize::from(before.is_empty()))?;
    }
    Ok(())
}
