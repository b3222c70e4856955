//! The page on a web server: what it asks for there, that it then works without, how a newer version comes, and that a frame
//! or a host that has the page alone changes nothing.

use std::collections::BTreeSet;

use page::{
    Browser, Find, Origin, Outcome, Page, Role, Scenario, Server, eventually, expect, expect_eq,
    scenario,
};
use serde_json::json;

use crate::desk;
use crate::host::{self, Site};

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    [
        scenario!(a_page_that_was_opened_once_works_without_a_network),
        scenario!(a_newer_version_is_offered_and_never_mixed_with_the_older),
        scenario!(the_page_is_not_framed_and_in_a_frame_its_copy_asks_for_nothing),
        scenario!(a_page_that_is_hosted_alone_says_nothing_of_it),
    ]
    .map(|scenario| scenario.only_from(Origin::Http))
    .to_vec()
}

/// A folder of its host: nothing may depend on being at the root.
const FOLDER: &str = "/a/b/";

async fn a_page_that_was_opened_once_works_without_a_network(page: Page) -> Outcome {
    let site = Site::built(&page)?;
    let server = Server::start()?;
    site.serve(&server, FOLDER)?;
    let home = server.url(FOLDER);
    host::open(&page, &home).await?;
    host::kept(&page).await?;
    eventually("the manifest to be named", async || {
        host::has_manifest(&page).await
    })
    .await?;

    if page.browser() == Browser::Chromium {
        eventually("the page to be installable", async || {
            Ok(page.hindrances_to_install().await? == json!([]))
        })
        .await?;
    }
    let (asked, answered) = site.listed(FOLDER)?;
    let mut permitted = asked.clone();
    permitted.extend([FOLDER.to_owned(), format!("{FOLDER}sw.js")]);
    expect_eq("what was asked for", host::asked(&server), permitted)?;
    expect_eq(
        "what is kept",
        host::caches(&page).await?,
        vec![(FOLDER.to_owned(), answered)],
    )?;

    // From here on nobody listens there.
    drop(server);
    host::reload(&page).await?;
    for name in ["totp-toolset.html", "index.html", ""] {
        host::open(&page, &format!("{home}{name}")).await?;
    }
    // What is not listed is not there: it is the worker that has answered until now, and not the browser's own cache. Some
    // drivers call it an error, others show what the browser says.
    let opened = page.open_address(&format!("{home}embed/")).await;
    let answered = opened.is_ok() && page.has(Role::Heading, "TOTP Toolset").await?;
    expect(!answered, || {
        "no answer for an address that is not listed".to_owned()
    })
}

async fn a_newer_version_is_offered_and_never_mixed_with_the_older(page: Page) -> Outcome {
    let first = Site::built(&page)?;
    let second = first.with_version("2")?;
    let server = Server::start()?;
    first.serve(&server, "/")?;
    first.serve(&server, FOLDER)?;
    let (root, folder) = (server.url("/"), server.url(FOLDER));
    for home in [&folder, &root] {
        host::open(&page, home).await?;
        host::kept(&page).await?;
    }
    host::reload(&page).await?;
    desk::add(&page, "0099", "helga@contoso.com").await?;

    // A host that has the new worker, and still the old page.
    first.with_worker_of(&second)?.serve(&server, "/")?;
    expect_eq(
        "what becomes of half a version",
        host::look_for_update(&page).await?.as_str(),
        "redundant",
    )?;
    expect_no_offer(&page).await?;

    second.serve(&server, "/")?;
    expect_eq(
        "what becomes of a whole one",
        host::look_for_update(&page).await?.as_str(),
        "installed",
    )?;
    page.button(LOAD).await?;
    page.wait_for_text("A new version is ready.").await?;
    expect_eq("the page in use", host::version(&page).await?.as_str(), "")?;
    let rows = page.table("Tokens").await?.rows().await?;
    expect_eq("its tokens", rows.len(), 2)?;

    // Opened now, a second tab is still of the first version, and stays so while this one changes.
    let here = page.client().window().await?;
    let there = page.client().new_window(true).await?.handle;
    page.client().switch_to_window(there.clone()).await?;
    host::open(&page, &root).await?;
    expect_eq("the other tab", host::version(&page).await?.as_str(), "")?;
    page.script("document.title = 'untouched';").await?;
    page.button(LOAD).await?;
    page.client().switch_to_window(here.clone()).await?;

    page.button(LOAD).await?.click().await?;
    becomes(&page, "2").await?;
    expect_no_offer(&page).await?;
    page.client().switch_to_window(there).await?;
    expect_eq("the other tab", page.title().await?.as_str(), "untouched")?;
    page.button(LOAD).await?.click().await?;
    becomes(&page, "2").await?;

    // One version for each folder; the other copy on this host has kept its own.
    let (_, of_root) = second.listed("/")?;
    let (_, of_folder) = first.listed(FOLDER)?;
    let kept: BTreeSet<_> = host::caches(&page).await?.into_iter().collect();
    let expected = BTreeSet::from([("/".to_owned(), of_root), (FOLDER.to_owned(), of_folder)]);
    expect_eq("what is kept", kept, expected)?;
    drop(server);
    for (home, version) in [(&root, "2"), (&folder, "")] {
        host::open(&page, home).await?;
        expect_eq("the version", host::version(&page).await?.as_str(), version)?;
    }
    page.client().close_window().await?;
    page.client().switch_to_window(here).await?;
    Ok(())
}

const LOAD: &str = "Load the new version";

async fn expect_no_offer(page: &Page) -> Outcome {
    expect(!page.has(Role::Button, LOAD).await?, || {
        "no newer version to be offered".to_owned()
    })
}

async fn becomes(page: &Page, version: &str) -> Outcome {
    let what = format!("the page of version {version}");
    eventually(&what, async || Ok(host::version(page).await? == version)).await?;
    page.find(Role::Status, "Current code").await.map(|_| ())
}

async fn the_page_is_not_framed_and_in_a_frame_its_copy_asks_for_nothing(page: Page) -> Outcome {
    let site = Site::built(&page)?;
    let server = Server::start()?;
    site.serve(&server, "/")?;
    let frames = |origin: &str| {
        format!(
            "<!doctype html><link rel=icon href=data:,><iframe title=Page src='{origin}/'></iframe>\
             <iframe title=Copy src='{origin}/embed/'></iframe>"
        )
    };
    page.server().serve("/host.html", frames(&server.url("")));
    page.open_address(&page.server().url("/host.html")).await?;
    expect_a_code_in(&page, "Copy").await?;
    page.frame("Page").await?.enter_frame().await?;
    expect(!page.has(Role::Heading, "TOTP Toolset").await?, || {
        "the page not to be framed".to_owned()
    })?;
    page.leave_frame().await?;

    // Without its headers it is, by its own host even; and then it does nothing that a page of its own does.
    let html = page.variant()?.html().to_owned();
    server.serve("/", html);
    server.serve("/host.html", frames(""));
    page.open_address(&server.url("/host.html")).await?;
    expect_a_code_in(&page, "Copy").await?;
    expect_a_code_in(&page, "Page").await?;
    let permitted = ["/", "/embed/", "/host.html"].map(str::to_owned);
    expect_eq(
        "what was asked for",
        host::asked(&server),
        BTreeSet::from(permitted),
    )?;

    // Nor does the copy when somebody opens it by itself.
    host::open(&page, &server.url("/embed/")).await?;
    expect(!host::has_manifest(&page).await?, || {
        "no manifest for the copy".to_owned()
    })?;
    let permitted = ["/", "/embed/", "/host.html"].map(str::to_owned);
    expect_eq(
        "what was asked for in the end",
        host::asked(&server),
        BTreeSet::from(permitted),
    )
}

async fn expect_a_code_in(page: &Page, frame: &str) -> Outcome {
    page.frame(frame).await?.enter_frame().await?;
    page.find(Role::Status, "Current code").await?;
    expect(!host::has_manifest(page).await?, || {
        "no manifest in a frame".to_owned()
    })?;
    page.leave_frame().await
}

async fn a_page_that_is_hosted_alone_says_nothing_of_it(page: Page) -> Outcome {
    let variant = page.variant()?.with_notes()?;
    page.open_variant(&variant, "#code").await?;
    page.find(Role::Status, "Current code").await?;
    let asked = BTreeSet::from(["/sw.js", "/variant.html"].map(str::to_owned));
    eventually("the worker to be asked for", async || {
        Ok(host::asked(page.server()) == asked)
    })
    .await?;
    // A second attempt comes after the page's own: by then that one is answered.
    let again = "const done = arguments[arguments.length - 1]; \
        navigator.serviceWorker.register('sw.js').then(() => done('kept'), () => done('refused'));";
    let refused = page.script_until_called(again).await?;
    expect_eq("the attempt", refused.as_str(), Some("refused"))?;
    expect_eq("what went wrong", page.noted().await?, Vec::new())?;
    expect(!host::has_manifest(&page).await?, || {
        "no manifest where there is none".to_owned()
    })?;
    expect_eq("what was asked for", host::asked(page.server()), asked)
}
