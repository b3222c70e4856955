//! Labels, letters and the handout: the preview, and what comes out of the printer.

use page::{Browser, Find, Outcome, Page, Printed, Role, Scenario, expect, expect_eq, scenario};

use crate::desk;

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    let without_print = "WebKit's driver has no Print command";
    vec![
        scenario!(a_hundred_labels_are_five_sheets_and_nothing_else_is_printed)
            .not_in(Browser::WebKit, without_print),
        scenario!(letters_and_the_handout_are_printed_a_page_each)
            .not_in(Browser::WebKit, without_print),
        scenario!(a_label_has_its_true_measure),
        scenario!(secrets_are_on_paper_only_where_asked_for),
        scenario!(sheets_fit_into_320_pixels),
    ]
}

const A4: [f64; 2] = [210.0, 297.0];
const LETTER: [f64; 2] = [215.9, 279.4];

/// A list of a hundred tokens of fifty users, and its sheets.
async fn open_sheets(page: &Page) -> Outcome {
    page.open("#issue").await?;
    let mut csv = "upn,serial number,secret key,time interval,manufacturer,model\r\n".to_owned();
    for number in 0..100_u8 {
        let secret = data_encoding::BASE32_NOPAD.encode(&[&[number][..], &[7; 19]].concat());
        let user = number % 50;
        csv.push_str(&format!(
            "user{user}@contoso.com,{number:04},{secret},30,Contoso,Key\r\n"
        ));
    }
    let file = page.write_file("hundred.csv", &csv)?;
    page.file_input("Open a CSV file")
        .await?
        .upload(&[&file])
        .await?;
    page.wait_for_text("hundred.csv: 100 tokens added.").await?;
    page.disclosure("Labels and letters").await?.click().await?;
    page.button("Show the sheets").await?.click().await?;
    let print = page.button("Print").await?;
    page.wait_for_text("100 labels on 5 sheets of A4.").await?;
    page.wait_until_text_is_gone("Drawing them").await?;
    expect(print.is_enabled().await?, || {
        "a print that can begin".to_owned()
    })
}

async fn prints(page: &Page, paper: [f64; 2], sheets: usize) -> Outcome {
    page.wait_until_text_is_gone("Drawing them").await?;
    let Printed { sheets: printed } = page.print_on(paper[0], paper[1]).await?;
    expect_eq("the number of sheets", printed.len(), sheets)?;
    let points = paper.map(|millimetres| millimetres / 25.4 * 72.0);
    for sheet in printed {
        // Firefox counts in whole points.
        let off = (sheet[0] - points[0])
            .abs()
            .max((sheet[1] - points[1]).abs());
        expect(off < 1.0, || {
            format!("paper of {points:?} points, not {sheet:?}")
        })?;
    }
    Ok(())
}

async fn a_hundred_labels_are_five_sheets_and_nothing_else_is_printed(page: Page) -> Outcome {
    open_sheets(&page).await?;
    prints(&page, A4, 5).await?;
    page.checkbox("QR code for an authenticator app: this is the secret")
        .await?
        .set_checked(true)
        .await?;
    prints(&page, A4, 5).await?;
    page.field("Labels already gone").await?.fill("6").await?;
    page.wait_for_text("100 labels on 6 sheets of A4.").await?;
    prints(&page, A4, 6).await?;
    page.field("To row").await?.fill("15").await?;
    page.wait_for_text("15 labels on 1 sheet of A4.").await?;
    prints(&page, A4, 1).await?;
    page.field("Labels already gone").await?.fill("0").await?;
    page.field("To row").await?.fill("").await?;
    page.combobox("Sheet of labels")
        .await?
        .choose("US 5160: 30 of 2⅝ × 1 inch")
        .await?;
    page.wait_for_text("100 labels on 4 sheets of US Letter.")
        .await?;
    prints(&page, LETTER, 4).await?;
    // The page itself again.
    page.button("Put the sheets away").await?.click().await?;
    let Printed { sheets } = page.print_on(A4[0], A4[1]).await?;
    expect(!sheets.is_empty(), || "a page that prints".to_owned())?;
    let unmarked = "return !document.documentElement.hasAttribute('data-prints-sheets');";
    expect_eq(
        "a page without the mark",
        page.script(unmarked).await?.as_bool(),
        Some(true),
    )
}

async fn letters_and_the_handout_are_printed_a_page_each(page: Page) -> Outcome {
    open_sheets(&page).await?;
    page.combobox("Print")
        .await?
        .choose("letters, one for each user")
        .await?;
    page.wait_for_text("50 letters for 100 tokens on 50 sheets of A4.")
        .await?;
    prints(&page, A4, 50).await?;
    page.combobox("Print")
        .await?
        .choose("a handout, the same for everybody")
        .await?;
    page.combobox("Paper").await?.choose("US Letter").await?;
    page.wait_for_text("The handout on 1 sheet of US Letter.")
        .await?;
    prints(&page, LETTER, 1).await?;
    // In the other tool the sheets are out of sight, and the page is what is printed.
    page.link("Code").await?.click().await?;
    page.find(Role::Status, "Current code").await?;
    let Printed { sheets } = page.print_on(A4[0], A4[1]).await?;
    expect(sheets.len() > 1, || {
        format!("the whole page, not {sheets:?}")
    })
}

async fn a_label_has_its_true_measure(page: Page) -> Outcome {
    open_sheets(&page).await?;
    // In millimetres of the paper as it is drawn; a pixel is less than half of one.
    let measured = page
        .script(
            "const sheet = document.querySelector('.sheet').getBoundingClientRect(); \
             const [a, b] = [...document.querySelectorAll('.sticker')].map((e) => e.getBoundingClientRect()).filter((_, n) => n === 0 || n === 4); \
             const mm = sheet.width / 210; \
             return [a.left - sheet.left, a.top - sheet.top, a.width, a.height, b.left - a.left, b.top - a.top].map((pixels) => pixels / mm);",
        )
        .await?;
    for (place, wanted) in [7.2, 15.15, 63.5, 38.1, 66.04, 38.1]
        .into_iter()
        .enumerate()
    {
        let seen = measured[place].as_f64().unwrap_or_default();
        expect((seen - wanted).abs() < 0.2, || {
            format!("measure {place} to be {wanted} mm, not {seen}")
        })?;
    }
    Ok(())
}

async fn secrets_are_on_paper_only_where_asked_for(page: Page) -> Outcome {
    open_sheets(&page).await?;
    let preview = page.region("Print preview").await?;
    // Part of every secret of that list.
    let secret = "OBYHA4DQ";
    let first = async || Ok::<_, page::Failure>(desk::without_blanks(&preview.text().await?));
    expect(first().await?.contains("0000"), || {
        "serial numbers".to_owned()
    })?;
    expect(!first().await?.contains(secret), || "no secret".to_owned())?;
    expect(
        !preview.has(Role::Image, "QR code of token 0000").await?,
        || "no QR code".to_owned(),
    )?;
    page.checkbox("Secret in base32")
        .await?
        .set_checked(true)
        .await?;
    page.wait_for_text("Whoever sees this paper").await?;
    page.wait_until_text_is_gone("Drawing them").await?;
    expect(first().await?.contains(secret), || {
        "the secrets asked for".to_owned()
    })?;
    page.checkbox("QR code for an authenticator app: this is the secret")
        .await?
        .set_checked(true)
        .await?;
    preview.find(Role::Image, "QR code of token 0000").await?;
    page.button("Hide secrets").await?.click().await?;
    page.wait_for_text("Secrets are hidden, so they are not on the sheets.")
        .await?;
    expect(!first().await?.contains(secret), || {
        "no secret while hidden".to_owned()
    })?;
    expect(
        !preview.has(Role::Image, "QR code of token 0000").await?,
        || "no QR code while hidden".to_owned(),
    )
}

async fn sheets_fit_into_320_pixels(page: Page) -> Outcome {
    page.resize(320, 640).await?;
    open_sheets(&page).await?;
    expect_eq(
        "how much wider than the view the page is",
        page.overflow().await?,
        0,
    )
}
