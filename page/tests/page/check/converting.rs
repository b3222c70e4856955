//! What was read is written as every other format.

use page::{Find, Outcome, Page, expect};

use super::{HEX, check, choose, fill, open};

pub async fn a_vendors_list_becomes_every_other_format(page: Page) -> Outcome {
    open(&page).await?;
    check(&page, "vendor.txt", format!("1000001 {HEX}\r\n").as_bytes()).await?;
    page.wait_for_text("Read as vendor list").await?;
    choose(&page, "Codes change with", "time, 60 s").await?;
    let card = page.region("The corrected file, or another format").await?;
    for (kind, button, said, holds) in [
        (
            "otpauth URIs, one a line",
            "Download the list of URIs",
            "It carries 1 token",
            "otpauth://totp/1000001?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&period=60",
        ),
        (
            "privacyIDEA: OATH CSV",
            "Download the token file",
            "It carries 1 token, and loses nothing.",
            "totp,6,60",
        ),
        (
            "LinOTP: OATH CSV",
            "Download the token file",
            "It carries 1 token, and loses nothing.",
            "totp,6,60",
        ),
        (
            "NetIQ: OATH CSV",
            "Download the token file",
            "It carries 1 token, and loses nothing.",
            "totp,6,60",
        ),
        (
            "multiOTP: token list",
            "Download the token file",
            "It carries 1 token",
            HEX,
        ),
        (
            "python-pskc: CSV",
            "Download the token file",
            "It carries 1 token",
            "60",
        ),
        (
            "PingID: token CSV",
            "Download the token file",
            "the time step is not 30 seconds, and the file cannot say so",
            HEX,
        ),
        (
            "Vendor list: serial numbers and hex secrets",
            "Download the hex list",
            "the time step is not 30 seconds, and the file cannot say so",
            HEX,
        ),
    ] {
        card.combobox("Kind of file").await?.choose(kind).await?;
        card.wait_for_text(said).await?;
        let save = card
            .button(&format!("{button} of the checked file"))
            .await?;
        let file = page.download(async || save.click().await).await?;
        expect(file.text()?.contains(holds), || {
            format!("{holds} in {kind}")
        })?;
    }
    // Graph needs names that the list does not have.
    card.combobox("Kind of file")
        .await?
        .choose("Microsoft Graph: create many (JSON)")
        .await?;
    card.wait_for_text("Nothing can be written").await?;
    card.wait_for_text("PATCH /beta/directory/authenticationMethodDevices/hardwareOathDevices")
        .await?;
    fill(&page, "Manufacturer of all", "Contoso").await?;
    fill(&page, "Model of all", "HardwareKey").await?;
    card.wait_for_text("It carries 1 token").await?;
    let save = card
        .button("Download the bodies of the checked file")
        .await?;
    let body = page.download(async || save.click().await).await?;
    expect(
        body.text()?.contains("\"timeIntervalInSeconds\": 60"),
        || "the step in the body".to_owned(),
    )
}
