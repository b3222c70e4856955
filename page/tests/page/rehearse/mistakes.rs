//! What goes wrong in a roll-out, gone wrong on purpose.

use page::{Find, Outcome, Page, Role, eventually, expect, expect_eq};

use super::{
    MOMENT, activate, begin_with_samples, begin_with_uploaded_samples, choose, code_on_display,
    draft_policy, give_code, give_password, press, processed, require_mfa, screen, set_time,
};

const HEADER: &str = "upn,serial number,secret key,time interval,manufacturer,model";
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

pub async fn failures_are_told_saved_and_found_again_in_the_upload(page: Page) -> Outcome {
    begin_with_samples(&page).await?;
    let rows = [
        format!("helga@contoso.com,1000001,{SECRET},30,Contoso,HardwareKey"),
        "idris@contoso.com,1000002,GEZDGNBVGY3TQ0JQ,30,Contoso,HardwareKey".to_owned(),
        "nobody@contoso.com,1000003,MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U,30,Contoso,HardwareKey"
            .to_owned(),
        "mei@contoso.com,1000004,MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43V,45,Contoso,HardwareKey"
            .to_owned(),
    ];
    let file = format!("{HEADER}\r\n{}\r\n", rows.join("\r\n"));
    page.region("OATH tokens")
        .await?
        .drop_file("pilot.csv", file.as_bytes())
        .await?;
    processed(&page).await?;
    page.wait_for_text("3 of 4 lines failed; 1 token was added.")
        .await?;
    page.wait_for_text("Line 4: the user does not exist in the current directory.")
        .await?;
    let save = page
        .button("Download the failures: Failures_pilot.csv")
        .await?;
    let failures = page.download(async || save.click().await).await?;
    expect_eq("its name", failures.name.as_str(), "Failures_pilot.csv")?;
    let text = failures.text()?.to_owned();
    expect_eq("its lines", text.lines().count(), 4)?;
    expect(
        ["GEZDGNBV", "MFRGGZDF"]
            .iter()
            .all(|secret| !text.contains(secret)),
        || "no secret in the failures".to_owned(),
    )?;

    // A file that is none is refused as a whole.
    let region = page.region("OATH tokens").await?;
    region
        .drop_file("vendor.txt", b"1000001 3132333435363738\r\n")
        .await?;
    processed(&page).await?;
    page.wait_for_text("The whole file is refused.").await?;

    // What the tenant refuses, the checker finds.
    page.link("Check").await?.click().await?;
    let bench = page.region("Check a seed file").await?;
    bench.drop_file("pilot.csv", file.as_bytes()).await?;
    page.wait_for_text("pilot.csv, ").await?;
    bench
        .drop_file("Failures_pilot.csv", text.as_bytes())
        .await?;
    let table = page.table("Failures").await?;
    let lines: Vec<String> = table
        .rows()
        .await?
        .into_iter()
        .skip(1)
        .map(|cells| cells.join(" "))
        .collect();
    for (line, row) in lines.iter().zip(["3", "4", "5"]) {
        expect(line.contains(row), || format!("line {row} in {line}"))?;
    }
    expect_eq("the failures that are found", lines.len(), 3)
}

pub async fn a_clock_that_has_drifted_is_forgiven_as_far_as_it_goes(page: Page) -> Outcome {
    begin_with_uploaded_samples(&page).await?;
    press(&page, "Activate token SAMPLE-0001").await?;
    page.disclosure("Make the token go wrong")
        .await?
        .click()
        .await?;

    // Too far even for an activation, and then not.
    choose(&page, "Its clock is", "15 min slow").await?;
    let code = code_on_display(&page).await?;
    activate(&page, &code).await?;
    page.wait_for_text("This code was right 15 min ago").await?;
    // Where the view is low as well, it is this answer that is seen, and not the upload's once more.
    page.resize(1280, 420).await?;
    activate(&page, &code).await?;
    let seen = "const box = document.querySelector('#activation-form .answer').getBoundingClientRect(); \
        return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;";
    eventually("the answer to be in view", async || {
        Ok(page.script(seen).await? == true)
    })
    .await?;
    page.resize(1280, 900).await?;
    choose(&page, "Its clock is", "8 min slow").await?;
    let code = code_on_display(&page).await?;
    activate(&page, &code).await?;
    page.wait_for_text("The token’s clock is 16 steps slow; that is remembered.")
        .await?;
    require_mfa(&page).await?;

    // What was remembered makes up for the drift; four minutes more do not.
    screen(&page, "Sign in").await?;
    choose(&page, "User", "helga@contoso.com").await?;
    give_password(&page).await?;
    set_time(&page, MOMENT + 30).await?;
    let code = code_on_display(&page).await?;
    give_code(&page, &code).await?;
    page.wait_for_text("Signed in with password and code.")
        .await?;
    set_time(&page, MOMENT + 300).await?;
    choose(&page, "Its clock is", "4 min slow").await?;
    give_password(&page).await?;
    let code = code_on_display(&page).await?;
    give_code(&page, &code).await?;
    page.wait_for_text("This code will be right in 4 min")
        .await?;

    // An empty battery shows nothing.
    choose(&page, "Its battery is", "empty").await?;
    press(&page, "Press the token’s button").await?;
    page.wait_for_text("The display stays dark: the battery is empty.")
        .await?;

    // Nobody can type a password anywhere, and a code is a second factor, never the first.
    press(&page, "Sign in as this user").await?;
    let sign_in = page.region("helga@contoso.com → Office 365").await?;
    sign_in
        .wait_for_text("This is not Microsoft’s page: type no real password anywhere here.")
        .await?;
    expect_eq(
        "the fields of the password's stage",
        sign_in.names(Role::Field).await?.len(),
        0,
    )?;
    press(&page, "Use the code instead").await?;
    page.wait_for_text("Nobody signs in with a code alone")
        .await
}

pub async fn a_policy_that_only_reports_tells_what_it_would_ask(page: Page) -> Outcome {
    begin_with_uploaded_samples(&page).await?;
    draft_policy(&page).await?;
    choose(&page, "Enable policy", "Report-only").await?;
    press(&page, "Save the policy").await?;
    page.wait_for_text("Saved as report-only: nobody is asked for anything yet.")
        .await?;
    page.wait_for_text("If it were on now, it would keep admin@contoso.com and emergency@contoso.com out of the portal.")
        .await?;

    screen(&page, "Sign in").await?;
    give_password(&page).await?;
    page.wait_for_text("Signed in with the password alone.")
        .await?;
    page.heading("In the sign-in log").await?;
    page.wait_for_text(
        "“Report-only: User action required”: if the policy were on, it would keep this user out.",
    )
    .await?;
    page.wait_for_text("this user’s token was never activated")
        .await?;

    screen(&page, "OATH tokens").await?;
    press(&page, "Activate token SAMPLE-0001").await?;
    let code = code_on_display(&page).await?;
    activate(&page, &code).await?;
    screen(&page, "Authentication methods").await?;
    choose(&page, "Enable for", "All users").await?;
    press(&page, "Save the authentication methods").await?;
    screen(&page, "Sign in").await?;
    give_password(&page).await?;
    page.wait_for_text("if the policy were on, it would ask for a code now. This user has a token that can give one.")
        .await
}

pub async fn the_migration_can_take_the_method_away(page: Page) -> Outcome {
    begin_with_uploaded_samples(&page).await?;
    press(&page, "Activate token SAMPLE-0001").await?;
    let code = code_on_display(&page).await?;
    activate(&page, &code).await?;
    page.wait_for_text("Activated.").await?;
    screen(&page, "Authentication methods").await?;
    let folded = "Coming from the legacy MFA and SSPR policies";
    page.disclosure(folded).await?.click().await?;
    let legacy = "Legacy MFA policy: Verification code from mobile app or hardware token";
    page.checkbox(legacy).await?.set_checked(true).await?;
    choose(&page, "Manage migration", "Migration Complete").await?;
    page.wait_for_text("Completing now takes hardware tokens away")
        .await?;
    press(&page, "Save the authentication methods").await?;
    page.wait_for_text("Hardware OATH tokens are off.").await?;
    let is_enabled = page.checkbox(legacy).await?.is_enabled().await?;
    expect(!is_enabled, || "the legacy policy to be closed".to_owned())
}
