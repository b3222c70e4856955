//! Spreadsheet formulas: the page says that a cell would run, at the list and with each file, and writes what was given.

use page::{Find, Outcome, Page, Scenario, expect, scenario};

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    vec![scenario!(a_formula_is_said_and_stays_as_it_is)]
}

const FORMULA: &str = "=HYPERLINK(1)";
const SAID: &str = "a spreadsheet may run it as a formula";

async fn a_formula_is_said_and_stays_as_it_is(page: Page) -> Outcome {
    page.open("#issue").await?;
    let csv = format!(
        "upn,serial number,secret key,time interval,manufacturer,model\r\na@b.com,1,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,30,{FORMULA},Key;＝1\r\n"
    );
    let file = page.write_file("formulas.csv", csv)?;
    page.file_input("Open a CSV file")
        .await?
        .upload(&[&file])
        .await?;
    page.wait_for_text("formulas.csv: 1 token added.").await?;
    page.wait_for_text(SAID).await?;
    page.disclosure("Files").await?.click().await?;
    let save = page.button("Download the Entra CSV").await?;
    let csv = page.download(async || save.click().await).await?;
    let upload = String::from_utf8_lossy(&csv.bytes).into_owned();
    expect(upload.contains(&format!(",{FORMULA},Key;＝1\r\n")), || {
        format!("the texts as they came: {upload}")
    })?;
    let files = page.region("Files").await?;
    files
        .combobox("Kind of file")
        .await?
        .choose("Inventory without secrets (CSV)")
        .await?;
    let save = files.button("Download the inventory").await?;
    let csv = page.download(async || save.click().await).await?;
    let inventory = String::from_utf8_lossy(&csv.bytes).into_owned();
    expect(inventory.contains(&format!(",{FORMULA},Key;＝1,")), || {
        format!("the texts as they came: {inventory}")
    })?;
    // With the file, not behind it in the list alone.
    files.wait_for_text(SAID).await
}
