//! The practice tenant: the journey from a seed to a sign-in, the mistakes on the way, and many tokens at once.

mod graph;
mod guide;
mod many;
mod mistakes;

use self::graph::a_token_goes_the_whole_way_by_graph_and_a_user_takes_another;
use self::guide::the_guide_is_printed_alone_with_all_its_steps;
use self::guide::the_guide_knows_where_the_person_is_and_starting_over_clears_the_walk;
use self::many::a_hundred_thousand_tokens_are_uploaded_and_searched;
use self::mistakes::a_clock_that_has_drifted_is_forgiven_as_far_as_it_goes;
use self::mistakes::a_policy_that_only_reports_tells_what_it_would_ask;
use self::mistakes::failures_are_told_saved_and_found_again_in_the_upload;
use self::mistakes::the_migration_can_take_the_method_away;

use page::{
    Browser, Find, Outcome, Page, Role, Scenario, eventually, expect, expect_eq, oathtool, scenario,
};

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(the_journey_from_a_seed_to_a_sign_in),
        scenario!(the_browsers_way_back_goes_through_the_screens),
        scenario!(failures_are_told_saved_and_found_again_in_the_upload),
        scenario!(a_clock_that_has_drifted_is_forgiven_as_far_as_it_goes),
        in_one_engine(scenario!(the_migration_can_take_the_method_away)),
        in_one_engine(scenario!(
            a_policy_that_only_reports_tells_what_it_would_ask
        )),
        in_one_engine(scenario!(
            a_token_goes_the_whole_way_by_graph_and_a_user_takes_another
        )),
        scenario!(the_guide_knows_where_the_person_is_and_starting_over_clears_the_walk),
        scenario!(the_guide_is_printed_alone_with_all_its_steps)
            .not_in(Browser::WebKit, "WebKit's driver has no Print command"),
        in_one_engine(scenario!(
            a_hundred_thousand_tokens_are_uploaded_and_searched
        )),
    ]
}

/// What asks nothing of an engine that the journey and the benches do not ask of each.
fn in_one_engine(scenario: Scenario) -> Scenario {
    let why = "nothing in it differs between engines: the journey goes the same ways in each";
    scenario
        .not_in(Browser::Firefox, why)
        .not_in(Browser::WebKit, why)
}

async fn press(page: &Page, button: &str) -> Outcome {
    page.button(button).await?.click().await
}

async fn choose(page: &Page, list: &str, choice: &str) -> Outcome {
    page.combobox(list).await?.choose(choice).await
}

/// Begins with sample tokens, at a moment that stands still.
async fn begin_with_samples(page: &Page) -> Outcome {
    page.open("#rehearse").await?;
    set_time(page, MOMENT).await?;
    press(page, "Begin with sample tokens").await?;
    page.heading("OATH tokens").await.map(|_| ())
}

/// The same with the tokens uploaded.
async fn begin_with_uploaded_samples(page: &Page) -> Outcome {
    begin_with_samples(page).await?;
    press(page, "Upload the token list’s CSV").await?;
    processed(page).await?;
    page.wait_for_text("Success: 5 tokens were added.").await
}

/// Types the code into the form of the chosen token.
async fn activate(page: &Page, code: &str) -> Outcome {
    page.field("Verification code").await?.fill(code).await?;
    press(page, "OK: activate the token").await
}

/// Turns the method and a policy on for all users, with the emergency access account left out.
async fn require_mfa(page: &Page) -> Outcome {
    screen(page, "Authentication methods").await?;
    choose(page, "Enable for", "All users").await?;
    press(page, "Save the authentication methods").await?;
    page.wait_for_text("Hardware OATH tokens are on for all users.")
        .await?;
    draft_policy(page).await?;
    press(page, "Save the policy").await?;
    press(page, "Exclude the emergency access account and save").await?;
    page.wait_for_text("Saved, and on.").await
}

pub async fn draft_policy(page: &Page) -> Outcome {
    screen(page, "Conditional Access").await?;
    page.field("Name")
        .await?
        .fill("Require MFA for all users")
        .await?;
    choose(page, "Users", "All users").await?;
    let all = "All resources (formerly “All cloud apps”)";
    choose(page, "Target resources", all).await?;
    choose(page, "Grant", "Require multifactor authentication").await?;
    choose(page, "Enable policy", "On").await
}

/// Opens a screen of the tenant.
pub async fn screen(page: &Page, name: &str) -> Outcome {
    let screens = page
        .find(Role::Navigation, "Screens of the practice tenant")
        .await?;
    screens.button(name).await?.click().await?;
    page.heading(name).await.map(|_| ())
}

/// Selects Refresh, as in the portal, until the upload is processed.
pub async fn processed(page: &Page) -> Outcome {
    page.wait_for_text("is being processed.").await?;
    eventually("the upload to be processed", async || {
        if page.has(Role::Button, "Refresh").await? {
            page.button("Refresh").await?.click().await?;
        }
        Ok(!page.shows("is being processed.").await?)
    })
    .await
}

/// The code that the virtual token shows when its button is pressed.
async fn code_on_display(page: &Page) -> Outcome<String> {
    page.button("Press the token’s button")
        .await?
        .click()
        .await?;
    page.wait_for_text("The display shows a code.").await?;
    let code = page
        .find(Role::Status, "Code on the display")
        .await?
        .text()
        .await?;
    Ok(code.chars().filter(char::is_ascii_digit).collect())
}

/// Sets the page's clock, which is the tenant's: time stands still until it is set again.
async fn set_time(page: &Page, seconds: u64) -> Outcome {
    if !page.has(Role::Combobox, "Codes are for").await? {
        page.disclosure("Time").await?.click().await?;
    }
    let clock = page.combobox("Codes are for").await?;
    clock.choose("a time I set, standing still").await?;
    page.field("Time in UTC")
        .await?
        .fill(&seconds.to_string())
        .await?;
    page.button("Set the time").await?.click().await
}

/// Puts a token of a random seed into the list.
async fn make_a_token(page: &Page) -> Outcome {
    page.open("#code").await?;
    page.button("New random seed").await?.click().await?;
    page.field("Serial number").await?.fill("0012345").await?;
    page.field("User principal name")
        .await?
        .fill("helga@contoso.com")
        .await?;
    page.field("Manufacturer").await?.fill("Contoso").await?;
    page.field("Model").await?.fill("HardwareKey").await?;
    page.button("Add to list").await?.click().await?;
    page.table("Tokens").await.map(|_| ())
}

async fn give_password(page: &Page) -> Outcome {
    page.button("Sign in as this user").await?.click().await?;
    page.button("Fill in the practice password")
        .await?
        .click()
        .await?;
    page.button("Next: give the password").await?.click().await
}

async fn give_code(page: &Page, code: &str) -> Outcome {
    page.field("Code").await?.fill(code).await?;
    page.button("Verify").await?.click().await
}

async fn the_browsers_way_back_goes_through_the_screens(page: Page) -> Outcome {
    let address = async || page.script("return location.hash;").await;
    let keyboard_is_at = async |heading: &str| {
        eventually("the keyboard at the screen", async || {
            Ok(page.focused().await?.name == heading)
        })
        .await
    };
    page.open("").await?;
    page.link("Rehearse").await?.click().await?;
    for name in ["OATH tokens", "Sign in", "Users", "Sign in"] {
        screen(&page, name).await?;
        keyboard_is_at(name).await?;
    }
    expect_eq("the address", address().await?, "#rehearse/sign-in")?;
    // Another tool and back: the screen is still open.
    page.link("Check").await?.click().await?;
    page.heading("Check a seed file").await?;
    page.link("Rehearse").await?.click().await?;
    page.heading("Sign in").await?;

    page.client().back().await?;
    page.heading("Check a seed file").await?;
    for name in ["Sign in", "Users", "Sign in", "OATH tokens", "Users"] {
        page.client().back().await?;
        page.heading(name).await?;
    }
    expect_eq("the address", address().await?, "#rehearse")?;
    // What had the keyboard goes with the screen that is left: the keyboard goes to the one that comes.
    page.field("Name of a new user")
        .await?
        .fill("helga")
        .await?;
    page.client().forward().await?;
    page.heading("OATH tokens").await?;
    expect_eq("the address", address().await?, "#rehearse/oath-tokens")?;
    keyboard_is_at("OATH tokens").await?;
    page.client().back().await?;
    keyboard_is_at("Users").await?;
    page.client().back().await?;
    page.field("Seed or otpauth URI").await?;

    // The same from a sample, whose address names no screen.
    page.open("#rehearse/sample").await?;
    page.reload().await?;
    screen(&page, "Conditional Access").await?;
    expect_eq(
        "the address",
        address().await?,
        "#rehearse/conditional-access",
    )?;
    page.client().back().await?;
    page.heading("Users").await?;
    expect_eq("the address", address().await?, "#rehearse/sample")?;
    expect(!page.shows("The sample was left out").await?, || {
        "no word of a sample that is there".to_owned()
    })
}

/// Some moment; that the time stands still makes codes certain.
const MOMENT: u64 = 1_790_000_000;

async fn the_journey_from_a_seed_to_a_sign_in(page: Page) -> Outcome {
    make_a_token(&page).await?;
    let save = page.button("Download the Entra CSV").await?;
    let file = page.download(async || save.click().await).await?;
    let row = file.text()?.lines().nth(1).unwrap_or_default().to_owned();
    let secret = row.split(',').nth(2).unwrap_or_default().to_owned();
    set_time(&page, MOMENT).await?;

    page.link("Rehearse").await?.click().await?;
    page.wait_for_text("Practice tenant: not Microsoft’s")
        .await?;

    // The file names a user that the tenant does not have.
    screen(&page, "OATH tokens").await?;
    page.button("Upload the token list’s CSV")
        .await?
        .click()
        .await?;
    processed(&page).await?;
    page.wait_for_text("Line 2: the user does not exist")
        .await?;
    page.button("Create the missing users")
        .await?
        .click()
        .await?;
    page.button("Upload the token list’s CSV")
        .await?
        .click()
        .await?;
    processed(&page).await?;
    page.wait_for_text("Success: 1 token was added.").await?;
    let tokens = page.table("OATH tokens of the tenant").await?;
    expect_eq(
        "the status",
        tokens.rows().await?[1][2].as_str(),
        "Not activated",
    )?;

    // A wrong code, and the one of the device: oathtool's for this secret.
    page.field("Verification code").await?.fill("12345").await?;
    page.button("OK: activate the token").await?.click().await?;
    page.wait_for_text("Not a code: type six digits").await?;
    let code = code_on_display(&page).await?;
    let expected = oathtool::totp("sha1", &secret, 6, 30, MOMENT)?;
    expect_eq("the code on the display", code.as_str(), expected.as_str())?;
    page.field("Verification code").await?.fill(&code).await?;
    page.button("OK: activate the token").await?.click().await?;
    page.wait_for_text("Activated.").await?;
    expect_eq(
        "the status",
        tokens.rows().await?[1][2].as_str(),
        "Activated",
    )?;

    // Without a policy nobody is asked for a code.
    screen(&page, "Sign in").await?;
    page.combobox("User")
        .await?
        .choose("helga@contoso.com")
        .await?;
    give_password(&page).await?;
    page.wait_for_text("Signed in with the password alone.")
        .await?;

    // The policy would lock every administrator out, and says so.
    screen(&page, "Conditional Access").await?;
    page.field("Name")
        .await?
        .fill("Require MFA for all users")
        .await?;
    page.combobox("Users").await?.choose("All users").await?;
    page.combobox("Target resources")
        .await?
        .choose("All resources (formerly “All cloud apps”)")
        .await?;
    page.combobox("Grant")
        .await?
        .choose("Require multifactor authentication")
        .await?;
    page.combobox("Enable policy").await?.choose("On").await?;
    page.button("Save the policy").await?.click().await?;
    page.wait_for_text("Don't lock yourself out!").await?;
    page.button("Exclude the emergency access account and save")
        .await?
        .click()
        .await?;
    page.wait_for_text("Saved, and on.").await?;

    // The method is not on yet.
    screen(&page, "Sign in").await?;
    give_password(&page).await?;
    page.wait_for_text("hardware OATH tokens are not on for this user")
        .await?;
    screen(&page, "Authentication methods").await?;
    page.combobox("Enable for")
        .await?
        .choose("All users")
        .await?;
    page.button("Save the authentication methods")
        .await?
        .click()
        .await?;
    page.wait_for_text("Hardware OATH tokens are on for all users.")
        .await?;

    // The code that activated the token is used up; the next one is right.
    screen(&page, "Sign in").await?;
    give_password(&page).await?;
    give_code(&page, &code).await?;
    page.wait_for_text("verification code already used once")
        .await?;
    set_time(&page, MOMENT + 30).await?;
    let code = code_on_display(&page).await?;
    give_code(&page, &code).await?;
    page.wait_for_text("Signed in with password and code.")
        .await?;
    page.wait_for_text("All steps are done").await
}
