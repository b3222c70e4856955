//! The first look: what everybody sees who opens the page.

use page::{Find, Outcome, Page, Scenario, expect_eq, scenario};

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(the_page_says_what_it_is)
            .from_both("the shortest trial of all: whether the page opens there"),
    ]
}

async fn the_page_says_what_it_is(page: Page) -> Outcome {
    page.open("").await?;
    let heading = page.heading("TOTP Toolset").await?;
    expect_eq(
        "the level of the heading",
        heading.property("tagName").await?,
        "H1",
    )
}
