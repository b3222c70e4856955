//! Keyboard, names, narrow views, dark, motion, print: the page for everybody.

use page::{
    Browser, Find, Options, Outcome, Page, Role, Scenario, eventually, expect, expect_eq, scenario,
};

use crate::desk;

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(the_keyboard_reaches_everything_in_order),
        scenario!(everything_fits_into_320_pixels),
        scenario!(the_bench_of_check_is_for_everybody_light),
        scenario!(the_bench_of_check_is_for_everybody_dark).with(Options::new().dark()),
        scenario!(the_bench_of_proof_is_for_everybody_light),
        scenario!(the_bench_of_proof_is_for_everybody_dark).with(Options::new().dark()),
        scenario!(the_practice_tenant_is_for_everybody_light),
        scenario!(the_practice_tenant_is_for_everybody_dark).with(Options::new().dark()),
        scenario!(a_dark_page_has_contrast).with(Options::new().dark()),
        scenario!(a_light_page_has_contrast),
        scenario!(reduced_motion_stops_the_bar).with(Options::new().reduced_motion()),
        scenario!(the_countdown_is_no_part_of_the_code),
        scenario!(the_page_prints).not_in(Browser::WebKit, "WebKit's driver has no Print command"),
    ]
}

async fn unfold_everything(page: &Page) -> Outcome {
    desk::open(page).await?;
    desk::add(page, "0099", "helga@contoso.com").await?;
    page.button("Show token 0099").await?;
    for fold in [
        "Codes around now",
        "How the code comes about",
        "Time",
        "Settings",
    ] {
        page.disclosure(fold).await?.click().await?;
    }
    page.combobox("Codes are for")
        .await?
        .choose("a time I set, running on")
        .await
}

async fn the_keyboard_reaches_everything_in_order(page: Page) -> Outcome {
    unfold_everything(&page).await?;
    keyboard(&page).await
}

async fn keyboard(page: &Page) -> Outcome {
    let wanted = page
        .script(
            "return [...document.querySelectorAll('button, input, select, textarea, summary')]
                 .filter((element) => element.checkVisibility() && !element.disabled).length;",
        )
        .await?
        .as_i64()
        .unwrap_or_default();
    page.script("document.activeElement.blur(); document.body.tabIndex = -1; document.body.focus(); document.body.dataset.reached = ''; scrollTo(0, 0); \
        for (const element of document.querySelectorAll('button, input, select, textarea, summary')) element.addEventListener('focus', () => element.dataset.reached = 'yes');").await?;
    let mut last_top = f64::MIN;
    let mut jumps_back = 0;
    for _ in 0..wanted + 24 {
        page.press("Tab").await?;
        let look = "const element = document.activeElement; const outline = getComputedStyle(element); \
            return [element === document.body ? 0 : 1, element.getBoundingClientRect().top + scrollY, outline.outlineStyle === 'none' ? 0 : 1];";
        let seen = page.script(look).await?;
        let number = |place: usize| seen[place].as_f64().unwrap_or_default();
        if number(0) == 0.0 {
            break;
        }
        expect(number(2) == 1.0, || "the focus to be visible".to_owned())?;
        if number(1) < last_top - 700.0 {
            jumps_back += 1;
        }
        last_top = number(1);
    }
    let missed = page
        .script(
            "return [...document.querySelectorAll('button, input, select, textarea, summary')]
                 .filter((element) => element.checkVisibility() && !element.disabled && !element.dataset.reached)
                 .map((element) => element.outerHTML.slice(0, 90)).join('\\n');",
        )
        .await?;
    expect_eq("controls that Tab misses", missed.as_str(), Some(""))?;
    // From the foot of one column to the head of the next, and no more.
    expect(jumps_back <= 2, || {
        format!("a natural order, not {jumps_back} jumps back")
    })
}

/// A file with all kinds of findings, a table to be mapped, users and the portal's words: everything that the bench has.
async fn bench(page: &Page, file: &str) -> Outcome {
    page.open("#check").await?;
    page.file_input("Open a seed file").await?;
    page.region("Check a seed file")
        .await?
        .drop_file("broken.csv", file.as_bytes())
        .await?;
    page.wait_for_text("broken.csv, ").await?;
    for fold in ["Users for the tokens", "What the portal said"] {
        page.disclosure(fold).await?.click().await?;
    }
    page.field("List of users")
        .await?
        .fill("x@contoso.com;Name\ny@contoso.com;Name\nguest")
        .await?;
    page.field("Messages of the portal")
        .await?
        .fill("something went wrong")
        .await?;
    page.field("Failures file")
        .await?
        .fill("a@contoso.com,1000001,The user does not exist")
        .await?;
    page.table("Failures").await.map(|_| ())
}

const BROKEN: &str = "upn;serial number;secret key;timeinterval;manufacturer;model\n\
    a’b@contoso.com;1000001;GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ;30;Contoso;“HardwareKey”\n\
    b@contoso.com;1000002;3132333435363738393031323334353637383930;30;Contoso;HardwareKey\n\
    c@contoso.com;1000003;ABCDEF22ABCDEF22ABCDEF22ABCDEF22ABCDEF22;45;;\n\
    d@contoso.com;99;GEZDGNBVGY3TQOJQGEZDGNBVGY3TQ0JQ;30;Contoso;HardwareKey\n";

async fn the_bench_of_check_is_for_everybody_light(page: Page) -> Outcome {
    page.resize(320, 640).await?;
    bench(&page, BROKEN).await?;
    fits(&page).await?;
    contrasts(&page).await?;
    keyboard(&page).await?;
    // A table to be mapped.
    let table =
        "one;two;three, and a very long cell that goes on and on and on and on\nfour;five;six\n";
    page.region("Check a seed file")
        .await?
        .drop_file("table.txt", table.as_bytes())
        .await?;
    page.combobox("Column 3").await?;
    fits(&page).await?;
    contrasts(&page).await
}

async fn the_bench_of_check_is_for_everybody_dark(page: Page) -> Outcome {
    bench(&page, BROKEN).await?;
    contrasts(&page).await
}

/// A refusal in the list, a file with a SHA-256 that differs: everything that `#proof` has.
async fn proof(page: &Page) -> Outcome {
    page.open("#proof").await?;
    page.button("Copy the SHA-256 of style").await?;
    page.script("fetch('https://collector.test/' + 'a'.repeat(150)).catch(() => {});")
        .await?;
    page.wait_for_text("The policy refused 1 attempt").await?;
    let file = page.write_file("page.html", "<p>")?;
    page.file_input("File to hash")
        .await?
        .upload(&[&file])
        .await?;
    page.field("Published SHA-256")
        .await?
        .fill(&"0".repeat(64))
        .await?;
    page.wait_for_text("Different:").await
}

async fn the_bench_of_proof_is_for_everybody_light(page: Page) -> Outcome {
    page.resize(320, 640).await?;
    proof(&page).await?;
    fits(&page).await?;
    contrasts(&page).await?;
    keyboard(&page).await
}

async fn the_bench_of_proof_is_for_everybody_dark(page: Page) -> Outcome {
    proof(&page).await?;
    contrasts(&page).await
}

/// Each screen of the practice tenant, with something on it, looked at in turn.
async fn practice(page: &Page, narrow: bool) -> Outcome {
    page.open("#rehearse").await?;
    page.button("Begin with sample tokens")
        .await?
        .click()
        .await?;
    page.disclosure("Make the token go wrong")
        .await?
        .click()
        .await?;
    for screen in [
        "Users",
        "OATH tokens",
        "Authentication methods",
        "Conditional Access",
        "Sign in",
        "Microsoft Graph",
    ] {
        let screens = page
            .find(Role::Navigation, "Screens of the practice tenant")
            .await?;
        screens.button(screen).await?.click().await?;
        page.heading(screen).await?;
        match screen {
            "OATH tokens" => {
                page.button("Upload the token list’s CSV")
                    .await?
                    .click()
                    .await?;
                crate::rehearse::processed(page).await?;
                page.button("Activate token SAMPLE-0001")
                    .await?
                    .click()
                    .await?;
                page.button("OK: activate the token").await?.click().await?;
            }
            "Authentication methods" => {
                page.combobox("Enable for")
                    .await?
                    .choose("Select users")
                    .await?;
                page.disclosure("Coming from the legacy MFA and SSPR policies")
                    .await?
                    .click()
                    .await?;
            }
            "Conditional Access" => {
                crate::rehearse::draft_policy(page).await?;
                page.button("Save the policy").await?.click().await?;
            }
            "Sign in" => {
                page.button("Sign in as this user").await?.click().await?;
                page.button("Fill in the practice password")
                    .await?
                    .click()
                    .await?;
            }
            _ => {}
        }
        if narrow {
            fits(page).await?;
        }
        contrasts(page).await?;
    }
    Ok(())
}

async fn the_practice_tenant_is_for_everybody_light(page: Page) -> Outcome {
    // As high as no phone is: the token at the lower edge covers what WebDriver would click, and no person would.
    page.resize(320, 3000).await?;
    practice(&page, true).await?;
    keyboard(&page).await
}

async fn the_practice_tenant_is_for_everybody_dark(page: Page) -> Outcome {
    practice(&page, false).await
}

async fn fits(page: &Page) -> Outcome {
    let wider = page.overflow().await?;
    let widest = "return [...document.querySelectorAll('#app *')].filter((e) => e.checkVisibility() && !e.closest('.scrolls, .windowed'))
        .map((e) => [Math.round(e.getBoundingClientRect().right + scrollX), e]).filter(([right]) => right > innerWidth)
        .map(([right, e]) => `${right} ${e.tagName}#${e.id}.${e.className}`).join('\\n');";
    let widest = page.script(widest).await?;
    expect(wider == 0, || {
        format!(
            "nothing to be wider than the view, but {wider} pixels are: {}",
            widest.as_str().unwrap_or_default()
        )
    })
}

async fn contrasts(page: &Page) -> Outcome {
    expect_eq(
        "texts with too little contrast",
        page.script(CONTRAST).await?.as_str(),
        Some(""),
    )
}

async fn everything_fits_into_320_pixels(page: Page) -> Outcome {
    page.resize(320, 640).await?;
    unfold_everything(&page).await?;
    page.combobox("Digits").await?.choose("8").await?;
    page.field("Seed or otpauth URI")
        .await?
        .fill("JBSW Y3DP 1HPK 3PXP")
        .await?;
    fits(&page).await?;
    page.button("New random seed").await?.click().await?;
    fits(&page).await?;
    page.button("Clear the list").await?.click().await?;
    fits(&page).await
}

/// For each visible text: the contrast of its colour with the nearest background, by WCAG 2.2.
const CONTRAST: &str = r"
const parse = (colour) => (colour.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
};
const background = (element) => {
    for (let e = element; e; e = e.parentElement) {
        const colour = parse(getComputedStyle(e).backgroundColor);
        if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
};
const low = [];
for (const element of document.querySelectorAll('body *')) {
    const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!text || !element.checkVisibility() || element.closest('.visually-hidden, :disabled, option')) continue;
    const [a, b] = [luminance(parse(getComputedStyle(element).color)), luminance(background(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) low.push(`${element.tagName}.${element.className} ${ratio.toFixed(2)}`);
}
return [...new Set(low)].join('\n');";

async fn contrast(page: &Page) -> Outcome {
    unfold_everything(page).await?;
    desk::add(page, "0099", "").await?;
    page.field("Seed or otpauth URI")
        .await?
        .fill("JBSW Y3DP 1HPK 3PXP")
        .await?;
    contrasts(page).await?;
    page.button("New random seed").await?.click().await?;
    page.button("Copy the code").await?.click().await?;
    page.field("Serial number").await?.fill("0101").await?;
    page.button("Add to list").await?.click().await?;
    contrasts(page).await
}

async fn a_dark_page_has_contrast(page: Page) -> Outcome {
    desk::open(&page).await?;
    let ground = page
        .script("return getComputedStyle(document.documentElement).backgroundColor;")
        .await?;
    expect_eq("the ground", ground.as_str(), Some("rgb(18, 21, 26)"))?;
    contrast(&page).await
}

async fn a_light_page_has_contrast(page: Page) -> Outcome {
    contrast(&page).await
}

async fn reduced_motion_stops_the_bar(page: Page) -> Outcome {
    desk::open(&page).await?;
    let bars = "return [...document.querySelectorAll('.countdown-bar')].filter((bar) => bar.checkVisibility()).length;";
    expect_eq("bars that move", page.script(bars).await?.as_i64(), Some(0))?;
    page.wait_for_text("seconds left").await
}

async fn the_countdown_is_no_part_of_the_code(page: Page) -> Outcome {
    desk::open(&page).await?;
    let code = page.find(Role::Status, "Current code").await?;
    expect_eq(
        "whether it is announced",
        code.attribute("aria-live").await?.as_deref(),
        Some("off"),
    )?;
    eventually("six digits and nothing else", async || {
        let text = desk::without_blanks(&code.text().await?);
        Ok(text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit()))
    })
    .await
}

async fn the_page_prints(page: Page) -> Outcome {
    unfold_everything(&page).await?;
    let pdf = page.print().await?;
    expect(pdf.starts_with(b"%PDF-") && pdf.len() > 10_000, || {
        "a PDF with something in it".to_owned()
    })
}
