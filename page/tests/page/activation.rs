//! The activation helper: one token after the other with the keyboard, each with the code that `oathtool` shows.

use page::{
    Find, Outcome, Page, Role, Scenario, eventually, expect, expect_eq, oathtool, scenario,
};

use crate::desk::{self, without_blanks};

/// The secrets of [`open_three`], in the order of the file.
pub const SECRETS: [&str; 3] = [
    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
    "S46SQCPPTCNPROMHWYBDCTBZXUS46SQC",
    "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
];
/// Their steps.
pub const STEPS: [u32; 3] = [30, 60, 30];

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(tokens_are_activated_one_after_the_other_with_the_keyboard),
        scenario!(the_code_to_type_is_what_is_copied),
    ]
}

/// Opens `#issue` with a file of three tokens: 0001 to 0003.
pub async fn open_three(page: &Page) -> Outcome {
    page.open("#issue").await?;
    let mut csv = "upn,serial number,secret key,time interval,manufacturer,model\r\n".to_owned();
    for (place, (secret, step)) in (1..).zip(SECRETS.iter().zip(STEPS)) {
        csv.push_str(&format!(
            "user{place}@contoso.com,000{place},{secret},{step},Contoso,Key\r\n"
        ));
    }
    let file = page.write_file("three.csv", csv.as_bytes())?;
    page.file_input("Open a CSV file")
        .await?
        .upload(&[&file])
        .await?;
    page.wait_for_text("three.csv: 3 tokens added.").await
}

/// Sorts the table by serial number, the last first.
pub async fn sort_descending(page: &Page) -> Outcome {
    page.combobox("Order")
        .await?
        .choose("serial number, descending")
        .await
}

async fn code_to_type(page: &Page) -> Outcome<String> {
    let shown = page.find(Role::Status, "Code to type").await?;
    Ok(without_blanks(&shown.text().await?))
}

async fn agrees(page: &Page, place: usize) -> Outcome {
    eventually(
        "the code that oathtool computes for this second",
        async || {
            let wanted = oathtool::totp("sha1", SECRETS[place], 6, STEPS[place], desk::now())?;
            Ok(code_to_type(page).await? == wanted)
        },
    )
    .await
}

async fn tokens_are_activated_one_after_the_other_with_the_keyboard(page: Page) -> Outcome {
    open_three(&page).await?;
    sort_descending(&page).await?;
    page.button("Begin to activate").await?.click().await?;
    for (turn, place) in [2, 1, 0].into_iter().enumerate() {
        let region = page.region("Activation").await?;
        region
            .wait_for_text(&format!("Token {} of 3, row {}", turn + 1, place + 1))
            .await?;
        region.wait_for_text(&format!("user{}@", place + 1)).await?;
        let next = page.button("Next token to activate").await?;
        expect(next.has_focus().await?, || {
            format!("the keyboard on Next at token {}", turn + 1)
        })?;
        agrees(&page, place).await?;
        // A button is pressed by either key.
        page.press(if turn == 1 { "Space" } else { "Enter" })
            .await?;
    }
    page.wait_for_text("All 3 tokens were walked through: 3 activated, 0 skipped.")
        .await?;
    page.press("Enter").await?;
    let still = page.shows("All 3 tokens were walked through").await?;
    expect_eq("the summary after one key too many", still, true)?;
    page.button("Begin again").await?.click().await?;
    page.wait_for_text("Begun again").await?;
    page.wait_for_text("3 of 200 activations").await
}

async fn the_code_to_type_is_what_is_copied(page: Page) -> Outcome {
    open_three(&page).await?;
    page.button("Begin to activate").await?.click().await?;
    page.button("Copy the code to type").await?.click().await?;
    eventually("the code in the clipboard", async || {
        let wanted = oathtool::totp("sha1", SECRETS[0], 6, STEPS[0], desk::now())?;
        let before = oathtool::totp("sha1", SECRETS[0], 6, STEPS[0], desk::now() - 30)?;
        Ok([wanted, before].contains(&page.clipboard().await?))
    })
    .await
}
