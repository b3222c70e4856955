//! The user guide as it is built: its demos run beside the text, its pages obey their policies, and nothing of it comes from
//! another host.

use std::collections::BTreeSet;
use std::fs;

use page::{
    Failure, Find, Options, Origin, Outcome, Page, Role, Scenario, Variant, eventually, expect,
    expect_eq, scenario,
};

use crate::desk;

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(the_demos_of_the_guide_run_beside_its_text)
            .only_from(Origin::Http)
            .with(Options::new().recorded()),
        scenario!(every_chapter_obeys_its_policy_and_fits_a_narrow_screen).only_from(Origin::Http),
        scenario!(from_a_file_the_guide_is_read_and_says_where_the_tool_is),
    ]
}

/// Serves it as a host does.
fn serve(page: &Page) -> Outcome {
    let site = page.site();
    page.server().serve_folder("/guide/", &site.join("guide"));
    for (path, file) in [("/embed/", "embed/index.html"), ("/embed.js", "embed.js")] {
        page.server().serve_file(path, &site.join(file));
    }
    Ok(())
}

/// The names of the guide's pages.
fn chapters(page: &Page) -> Outcome<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(page.site().join("guide"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".html") {
            names.push(name);
        }
    }
    names.sort();
    expect(names.len() > 10, || {
        format!("the chapters of the guide, not {names:?}")
    })?;
    Ok(names)
}

async fn the_demos_of_the_guide_run_beside_its_text(page: Page) -> Outcome {
    serve(&page)?;
    let open = async |chapter: &str| {
        let address = page.server().url(&format!("/guide/{chapter}.html"));
        page.open_address(&address).await?;
        page.frame("TOTP Toolset").await?.enter_frame().await
    };

    open("code").await?;
    desk::agrees_with_oathtool(&page, "sha1", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 6, 30).await?;
    page.leave_frame().await?;

    open("issue").await?;
    page.button("Issue 5 tokens").await?.click().await?;
    page.wait_for_text("5 tokens issued").await?;
    let rows = page.table("Tokens").await?.rows().await?;
    expect_eq("the rows of the token list and its head", rows.len(), 6)?;
    page.leave_frame().await?;

    open("check").await?;
    page.heading("What was found").await?;
    page.wait_for_text("secret-looks-hex").await?;
    page.leave_frame().await?;

    page.settle_requests().await?;
    let asked: BTreeSet<String> = page
        .requests()
        .iter()
        .filter(|request| request.host != "127.0.0.1" || !is_expected(&request.path))
        .map(ToString::to_string)
        .collect();
    expect_eq("other requests", asked, BTreeSet::new())
}

/// What a page of the guide loads: its own files, the script for demos, and the page in the frame, each from its own host.
fn is_expected(path: &str) -> bool {
    path.starts_with("/guide/")
        || path.starts_with("/mark/")
        || ["/embed.js", "/embed/"].contains(&path)
}

async fn every_chapter_obeys_its_policy_and_fits_a_narrow_screen(page: Page) -> Outcome {
    serve(&page)?;
    page.resize(360, 700).await?;
    for chapter in chapters(&page)? {
        // Not a page for itself: the contents for browsers without scripts.
        if chapter == "toc.html" {
            continue;
        }
        open_noted(&page, &chapter, "").await?;
        expect_eq(
            &format!("what went wrong in {chapter}"),
            page.noted().await?,
            Vec::new(),
        )?;
        expect_eq(
            &format!("pixels that {chapter} is too wide"),
            page.overflow().await?,
            0,
        )?;
    }
    // And a script that the policy does not know would have been noted.
    open_noted(
        &page,
        "index.html",
        "<script>document.title = 'broken'</script>",
    )
    .await?;
    eventually("a breach to be noted", async || {
        let noted = page.noted().await?;
        Ok(noted.iter().any(|(kind, _)| kind == "violation"))
    })
    .await
}

/// Opens a chapter that notes what goes wrong, with something more at its end, and waits for its contents.
async fn open_noted(page: &Page, chapter: &str, more: &str) -> Outcome {
    let html = fs::read_to_string(page.site().join("guide").join(chapter))?;
    let variant = Variant::of_html(html + more).with_notes()?;
    let path = format!("/guide/noted-{chapter}");
    page.server().serve(&path, variant.html());
    page.open_address(&page.server().url(&path)).await?;
    let ready = "return document.readyState === 'complete' && document.documentElement.classList.contains('js') \
        && document.querySelectorAll('#mdbook-sidebar a, .sidebar a').length > 10;";
    eventually(&format!("{chapter} to be complete"), async || {
        Ok(page.script(ready).await? == true)
    })
    .await
}

async fn from_a_file_the_guide_is_read_and_says_where_the_tool_is(page: Page) -> Outcome {
    let chapter = page.site().join("guide").join("code.html");
    let Ok(address) = url::Url::from_file_path(&chapter) else {
        return Failure::because(format!("expected a whole path, not {}", chapter.display()));
    };
    page.open_address(address.as_str()).await?;
    page.heading("Give it a seed").await?;
    page.find(Role::Link, "Open the tool itself").await?;
    // The guide's own style has arrived: mdBook's tables have lines all around.
    let line = "return getComputedStyle(document.querySelector('main td')).borderLeftWidth;";
    let line = page.script(line).await?;
    expect_eq("the line beside a cell", line.as_str(), Some("0px"))
}
