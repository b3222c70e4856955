//! Many tokens in the practice tenant.

use std::fmt::Write;

use page::{Find, Outcome, Page, expect, expect_eq};

use super::{press, processed, screen};
use crate::probe::{self, ask};

pub async fn a_hundred_thousand_tokens_are_uploaded_and_searched(page: Page) -> Outcome {
    probe::open(&page, "#rehearse").await?;
    screen(&page, "OATH tokens").await?;
    let mut csv = "upn,serial number,secret key,time interval,manufacturer,model\r\n".to_owned();
    for number in 0..100_000 {
        // 160 bits, each of its own: the digits of the number in base32's letters.
        let digits: String = format!("{number:08}")
            .bytes()
            .map(|digit| char::from(digit - b'0' + b'A'))
            .collect();
        write!(
            csv,
            "user{number}@contoso.com,{number:07},GEZDGNBVGY3TQOJQGEZDGNBV{digits},30,Contoso,HardwareKey\r\n"
        )
        .expect("a string takes everything");
    }
    let file = page.write_file("all.csv", csv)?;
    let upload = async || -> Outcome {
        let input = page.file_input("Upload another file").await?;
        input.upload(&[&file]).await?;
        processed(&page).await
    };
    // Nobody of them exists; then all of them do.
    upload().await?;
    page.wait_for_text("100000 of 100000 lines failed; 0 tokens were added.")
        .await?;
    page.wait_for_text("99950 more in the file of failures.")
        .await?;
    press(&page, "Create the missing users").await?;
    upload().await?;
    page.wait_for_text("Success: 100000 tokens were added.")
        .await?;
    expect(ask(&page, "workers").await? >= 1.0, || {
        "a worker".to_owned()
    })?;
    let table = page.table("OATH tokens of the tenant").await?;
    let rows = table.attribute("aria-rowcount").await?;
    expect_eq("the row count", rows.as_deref(), Some("100001"))?;
    let search = page
        .region("OATH tokens")
        .await?
        .field("Search serial number or user")
        .await?;
    search.fill("0077777").await?;
    page.wait_for_text("1 of 100000 tokens.").await?;
    expect_eq(
        "the row that is found",
        table.rows().await?[1][3].as_str(),
        "user77777@contoso.com",
    )?;
    press(&page, "Activate token 0077777").await?;
    page.field("Verification code").await.map(|_| ())
}
