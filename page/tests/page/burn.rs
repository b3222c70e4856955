//! Burning: the QR codes on the screen hold the tokens' URIs, and what was burned stays marked.

use page::{Find, Outcome, Page, Scenario, eventually, expect, expect_eq, scenario};

use crate::activation::{SECRETS, STEPS, open_three, sort_descending};

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(each_qr_code_on_the_screen_holds_the_tokens_uri),
        scenario!(marks_survive_a_search_and_another_order),
        scenario!(hidden_secrets_have_no_qr_code_to_burn),
    ]
}

const PICTURE: &str = "QR code to burn";
const MARK: &str = "Mark as burned and next";

fn uri(place: usize) -> String {
    format!(
        "otpauth://totp/Contoso:user{}@contoso.com?secret={}&issuer=Contoso&algorithm=SHA1&digits=6&period={}",
        place + 1,
        SECRETS[place],
        STEPS[place]
    )
}

/// What a scanner reads off the picture as it is drawn. The path has a rectangle of one row for each run of dark modules.
async fn scanned(page: &Page) -> Outcome<Option<String>> {
    let picture = page.image(PICTURE).await?;
    let drawn = picture
        .script("return [arguments[0].getAttribute('viewBox'), arguments[0].querySelector('path').getAttribute('d')].join('|')")
        .await?;
    let drawn = drawn.as_str().unwrap_or_default().to_owned();
    let (view, path) = drawn.split_once('|').unwrap_or_default();
    let side: usize = view.rsplit(' ').next().unwrap_or_default().parse()?;
    let mut dark = vec![false; side * side];
    for run in path.split('M').skip(1) {
        let (x, rest) = run.split_once(' ').unwrap_or_default();
        let (y, rest) = rest.split_once('h').unwrap_or_default();
        let (length, _) = rest.split_once('v').unwrap_or_default();
        let (x, y, length): (usize, usize, usize) = (x.parse()?, y.parse()?, length.parse()?);
        dark[y * side + x..y * side + x + length].fill(true);
    }
    const SCALE: usize = 8;
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(side * SCALE, side * SCALE, |x, y| {
            if dark[y / SCALE * side + x / SCALE] {
                0
            } else {
                255
            }
        });
    let grids = image.detect_grids();
    Ok(match grids.first() {
        Some(grid) => Some(grid.decode()?.1),
        None => None,
    })
}

async fn holds(page: &Page, place: usize) -> Outcome {
    eventually("the QR code of the token’s URI", async || {
        Ok(scanned(page).await? == Some(uri(place)))
    })
    .await
}

async fn each_qr_code_on_the_screen_holds_the_tokens_uri(page: Page) -> Outcome {
    open_three(&page).await?;
    page.button("Show the QR codes").await?.click().await?;
    let [_, _, width, height] = page.image(PICTURE).await?.rectangle().await?;
    expect(width >= 190.0 && (width - height).abs() < 1.0, || {
        format!("a square that a phone can scan, not {width} by {height}")
    })?;
    holds(&page, 0).await?;
    let mark = page.button(MARK).await?;
    expect(mark.has_focus().await?, || {
        "the keyboard on the first button".to_owned()
    })?;
    page.press("Space").await?;
    holds(&page, 1).await?;
    page.press("n").await?;
    holds(&page, 2).await?;
    page.press("p").await?;
    holds(&page, 1).await?;
    page.press("Enter").await?;
    holds(&page, 2).await?;
    page.wait_for_text("2 of 3 burned, 1 not burned yet.").await
}

async fn marks_survive_a_search_and_another_order(page: Page) -> Outcome {
    open_three(&page).await?;
    page.button("Show the QR codes").await?.click().await?;
    page.button("Next QR code").await?.click().await?;
    page.button(MARK).await?.click().await?;
    page.wait_for_text("1 of 3 burned, 2 not burned yet.")
        .await?;
    let search = page.field("Search serial number or user").await?;
    search.fill("user2").await?;
    page.wait_for_text("The one token is burned.").await?;
    search.fill("user").await?;
    sort_descending(&page).await?;
    page.wait_for_text("1 of 3 burned, 2 not burned yet.")
        .await?;
    page.button("Go to the first not burned")
        .await?
        .click()
        .await?;
    holds(&page, 2).await?;
    page.button("Next QR code").await?.click().await?;
    holds(&page, 1).await?;
    let ticked = page.checkbox("This token is burned").await?;
    expect_eq("the mark", ticked.is_checked().await?, true)?;
    page.button("Put the QR codes away").await?.click().await?;
    page.button("Show the QR codes").await?.click().await?;
    page.wait_for_text("1 of 3 burned, 2 not burned yet.").await
}

async fn hidden_secrets_have_no_qr_code_to_burn(page: Page) -> Outcome {
    open_three(&page).await?;
    page.button("Show the QR codes").await?.click().await?;
    page.button("Hide secrets").await?.click().await?;
    page.wait_for_text("QR code hidden").await?;
    let pictures = page.names(page::Role::Image).await?;
    expect(!pictures.iter().any(|name| name == PICTURE), || {
        format!("no QR code, but {pictures:?}")
    })?;
    page.button("Show secrets").await?.click().await?;
    holds(&page, 0).await
}
