//! The same journey by Microsoft Graph, and the user's own way.

use page::{Find, Outcome, Page, expect};

use super::{MOMENT, begin_with_samples, choose, code_on_display, press, screen, set_time};

pub async fn a_token_goes_the_whole_way_by_graph_and_a_user_takes_another(page: Page) -> Outcome {
    begin_with_samples(&page).await?;
    screen(&page, "Microsoft Graph").await?;
    page.wait_for_text("hardwareOathAuthenticationMethodConfiguration")
        .await?;
    press(&page, "Do it: turn the method on for all users").await?;

    // The body that creates the token has its secret, and hides it with all others.
    let create = page.group("the request that creates the token").await?;
    create.wait_for_text("\"secretKey\": \"").await?;
    press(&page, "Hide secrets").await?;
    create.wait_for_text("hidden").await?;
    expect(!create.text().await?.contains("secretKey"), || {
        "the secret to be hidden".to_owned()
    })?;
    press(&page, "Show secrets").await?;
    press(&page, "Do it: create the token").await?;
    page.wait_for_text("201 Created: the token is available")
        .await?;
    choose(&page, "To the user", "helga@contoso.com").await?;
    press(&page, "Do it: assign the token").await?;
    page.wait_for_text("201 Created: the token is the user’s")
        .await?;
    press(&page, "Do it: activate with the code of now").await?;
    page.wait_for_text("Activated.").await?;

    // Another one is taken by its user; one of a CSV upload could not be.
    choose(
        &page,
        "Token in your hand",
        "SAMPLE-0002, idris@contoso.com",
    )
    .await?;
    press(&page, "Do it: create the token").await?;
    page.disclosure("Or the user does it: Security info")
        .await?
        .click()
        .await?;
    choose(&page, "Signed in as", "idris@contoso.com").await?;
    page.field("Serial number on the token")
        .await?
        .fill("SAMPLE-0002")
        .await?;
    let code = code_on_display(&page).await?;
    // A code is good for a minute there.
    set_time(&page, MOMENT + 120).await?;
    page.field("Code on the token").await?.fill(&code).await?;
    press(&page, "Add the token").await?;
    page.wait_for_text("This code was right 2 min ago").await?;
    let code = code_on_display(&page).await?;
    page.field("Code on the token").await?.fill(&code).await?;
    press(&page, "Add the token").await?;
    page.wait_for_text("Activated.").await?;

    // It is lost: Graph deletes only what is nobody's.
    press(&page, "Do it: delete the token").await?;
    page.wait_for_text("Not deleted: the token is a user’s.")
        .await?;
    press(&page, "Do it: take the token from its user").await?;
    page.wait_for_text("204 No Content: the token is nobody’s now")
        .await?;
    press(&page, "Do it: delete the token").await?;
    page.wait_for_text("204 No Content: the token is deleted.")
        .await?;
    page.wait_for_text("The tenant has no token of this serial number.")
        .await?;

    screen(&page, "OATH tokens").await?;
    let rows = page
        .table("OATH tokens of the tenant")
        .await?
        .rows()
        .await?;
    let activated = rows.iter().filter(|row| row[2] == "Activated (Graph)");
    expect(activated.count() == 1 && rows.len() == 2, || {
        format!("one token, activated by Graph, in {rows:?}")
    })
}
