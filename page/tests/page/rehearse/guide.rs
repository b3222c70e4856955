//! The guide beside the practice tenant.

use page::{Find, Outcome, Page, Role, expect, expect_eq};

use super::{begin_with_uploaded_samples, press};

pub async fn the_guide_knows_where_the_person_is_and_starting_over_clears_the_walk(
    page: Page,
) -> Outcome {
    page.open("#rehearse").await?;
    page.wait_for_text("0 of 7 steps are done.").await?;
    begin_with_uploaded_samples(&page).await?;
    page.wait_for_text("3 of 7 steps are done.").await?;
    // What comes next is unfolded, with the portal's names and who may do it.
    page.wait_for_text("Privileged Authentication Administrator, or the end user.")
        .await?;
    page.disclosure("Turn the method on Later")
        .await?
        .click()
        .await?;
    press(&page, "Open Authentication methods: Turn the method on").await?;
    page.heading("Authentication methods").await?;

    // Tokens of one's own stay, those of the walk go.
    press(&page, "Start over").await?;
    page.wait_for_text("Forget 5 users, 5 tokens and the policies")
        .await?;
    press(&page, "Forget them and start over").await?;
    page.wait_for_text("Started over:").await?;
    page.wait_for_text("0 of 7 steps are done.").await?;
    page.wait_for_text("No tokens yet.").await?;
    expect_eq(
        "the tables of tokens",
        page.names(Role::Table)
            .await?
            .iter()
            .filter(|name| name.contains("okens"))
            .count(),
        0,
    )
}

pub async fn the_guide_is_printed_alone_with_all_its_steps(page: Page) -> Outcome {
    begin_with_uploaded_samples(&page).await?;
    // The dialogue of a browser cannot be driven: what it would print is asked for while it is open.
    page.script(
        "window.print = () => { window.dispatchEvent(new Event('beforeprint')); \
         window.printed = document.documentElement.dataset.printsPart; \
         window.dispatchEvent(new Event('afterprint')); };",
    )
    .await?;
    press(&page, "Print the guide").await?;
    let printed = page.script("return window.printed;").await?;
    expect_eq("what is printed", printed.as_str(), Some("guide"))?;
    let left = page
        .script("return document.documentElement.dataset.printsPart ?? 'nothing';")
        .await?;
    expect_eq("what is left of it", left.as_str(), Some("nothing"))?;

    let everything = page.print_on(210.0, 297.0).await?.sheets.len();
    page.script("document.documentElement.dataset.printsPart = 'guide';")
        .await?;
    let guide = page.print_on(210.0, 297.0).await?.sheets.len();
    expect(guide == 1 && everything > guide, || {
        format!("the guide on a sheet of its own: {guide} of {everything}")
    })
}
