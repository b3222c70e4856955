//! Spreadsheet formulas: the page says that a cell would run before it hands the file out, and writes what was given.

use page::{Find, Origin, Outcome, Page, Scenario, expect, scenario};

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(a_formula_is_said_before_it_is_handed_out_and_stays_as_it_is)
            .only_from(Origin::File),
    ]
}

const FORMULA: &str = "=HYPERLINK(1)";
const SAID: &str = "a spreadsheet may run it as a formula";

async fn a_formula_is_said_before_it_is_handed_out_and_stays_as_it_is(page: Page) -> Outcome {
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
    let files = page.region("Files").await?;
    for (kind, button) in [
        ("Entra ID", "Download the CSV"),
        ("Inventory without secrets (CSV)", "Download the inventory"),
    ] {
        let kinds = files.combobox("Kind of file").await?;
        if kind != "Entra ID" {
            kinds.choose(kind).await?;
            files.wait_for_text(SAID).await?;
        }
        if kind == "Entra ID" {
            let save = page.button("Download the Entra CSV").await?;
            let csv = page.download(async || save.click().await).await?;
            expect(
                String::from_utf8_lossy(&csv.bytes).contains(&format!(",{FORMULA},Key;＝1\r\n")),
                || "the texts as they came".to_owned(),
            )?;
        } else {
            let save = files.button(button).await?;
            let csv = page.download(async || save.click().await).await?;
            expect(
                String::from_utf8_lossy(&csv.bytes).contains(&format!(",{FORMULA},Key;＝1,")),
                || "the texts as they came".to_owned(),
            )?;
        }
    }
    Ok(())
}
