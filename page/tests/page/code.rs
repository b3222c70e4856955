//! `#code`: a seed, its code, its QR code, its spellings, its time.

use page::{
    Find, Outcome, Page, Role, Scenario, eventually, expect, expect_eq, oathtool, scenario,
};

use crate::desk::{self, without_blanks};

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(the_page_opens_with_a_seed_and_the_code_that_oathtool_shows)
            .from_both("the journey of one code, from the first look on"),
        scenario!(a_typed_seed_shows_the_code_that_oathtool_shows),
        scenario!(every_opening_and_every_press_gives_another_seed),
        scenario!(a_uri_brings_its_settings),
        scenario!(hash_digits_and_step_can_be_set),
        scenario!(the_published_codes_are_shown_at_their_times),
        scenario!(a_counter_based_token_goes_on_by_hand),
        scenario!(a_mistyped_seed_is_explained_beside_the_field),
        scenario!(a_seed_that_is_hex_too_can_be_read_as_hex),
        scenario!(the_code_changes_at_the_boundary_and_not_before),
        scenario!(the_code_is_right_after_the_computer_slept),
        scenario!(a_set_time_is_marked_wherever_codes_are),
        scenario!(the_table_shows_the_codes_around_now),
        scenario!(how_the_code_comes_about_is_shown),
        scenario!(the_saved_qr_code_holds_the_uri),
        scenario!(what_is_copied_is_in_the_clipboard)
            .from_both("browsers grant the clipboard by origin"),
        scenario!(the_seed_is_spelled_three_ways),
    ]
}

async fn the_page_opens_with_a_seed_and_the_code_that_oathtool_shows(page: Page) -> Outcome {
    desk::open(&page).await?;
    let seed = desk::seed(&page).await?;
    expect_eq("the length of the seed in base32", seed.len(), 32)?;
    page.wait_for_text("160 bits").await?;
    page.image("QR code of the otpauth URI").await?;
    desk::agrees_with_oathtool(&page, "sha1", &seed, 6, 30).await
}

async fn a_typed_seed_shows_the_code_that_oathtool_shows(page: Page) -> Outcome {
    desk::open(&page).await?;
    let field = page.field("Seed or otpauth URI").await?;
    field.fill("s46s-qcpp tcnp romh wybd ctbz xv==").await?;
    page.wait_for_text("Read as base32: 128 bits or 16 bytes.")
        .await?;
    page.wait_for_text("Removed: 5 blanks, 1 dash, 2 padding characters (=).")
        .await?;
    desk::agrees_with_oathtool(&page, "sha1", "S46SQCPPTCNPROMHWYBDCTBZXV", 6, 30).await
}

async fn every_opening_and_every_press_gives_another_seed(page: Page) -> Outcome {
    desk::open(&page).await?;
    let mut seeds = vec![desk::seed(&page).await?];
    page.button("New random seed").await?.click().await?;
    seeds.push(desk::seed(&page).await?);
    page.reload().await?;
    page.find(Role::Status, "Current code").await?;
    seeds.push(desk::seed(&page).await?);
    seeds.sort();
    seeds.dedup();
    expect_eq("the number of different seeds", seeds.len(), 3)
}

async fn a_uri_brings_its_settings(page: Page) -> Outcome {
    desk::open(&page).await?;
    let uri = "otpauth://totp/Contoso:helga%40contoso.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Contoso&algorithm=SHA256&digits=8&period=60";
    page.field("Seed or otpauth URI").await?.fill(uri).await?;
    page.wait_for_text("Read as an otpauth URI").await?;
    expect_eq(
        "the hash",
        page.combobox("Hash").await?.chosen().await?.as_str(),
        "SHA-256",
    )?;
    expect_eq(
        "the digits",
        page.combobox("Digits").await?.chosen().await?.as_str(),
        "8",
    )?;
    expect_eq(
        "the step",
        page.field("Step in seconds").await?.value().await?.as_str(),
        "60",
    )?;
    expect_eq(
        "the issuer",
        page.field("Issuer").await?.value().await?.as_str(),
        "Contoso",
    )?;
    expect_eq(
        "the account",
        page.field("Account").await?.value().await?.as_str(),
        "helga@contoso.com",
    )?;
    page.wait_for_text("Many authenticator apps ignore hash, digits and step")
        .await?;
    desk::agrees_with_oathtool(&page, "sha256", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 8, 60).await
}

async fn hash_digits_and_step_can_be_set(page: Page) -> Outcome {
    desk::open(&page).await?;
    let seed = desk::seed(&page).await?;
    page.combobox("Hash").await?.choose("SHA-512").await?;
    page.combobox("Digits").await?.choose("8").await?;
    page.field("Step in seconds").await?.fill("45").await?;
    desk::agrees_with_oathtool(&page, "sha512", &seed, 8, 45).await?;
    page.field("Step in seconds").await?.fill("0").await?;
    let step = page.field("Step in seconds").await?;
    expect_eq(
        "the step's mark",
        step.attribute("aria-invalid").await?.as_deref(),
        Some("true"),
    )?;
    expect(
        step.description()
            .await?
            .contains("Not a number of seconds"),
        || "the reason beside the step".to_owned(),
    )?;
    page.wait_for_text("No code yet").await
}

/// RFC 6238, appendix B: all rows of SHA-1, which reach beyond 2^32 seconds.
async fn the_published_codes_are_shown_at_their_times(page: Page) -> Outcome {
    desk::open(&page).await?;
    page.field("Seed or otpauth URI")
        .await?
        .fill("3132333435363738393031323334353637383930")
        .await?;
    page.combobox("Digits").await?.choose("8").await?;
    desk::stand_still_at(&page, "59").await?;
    for (time, wanted) in [
        ("59", "94287082"),
        ("2005-03-18 01:58:29", "07081804"),
        ("1111111111", "14050471"),
        ("2009-02-13T23:31:30Z", "89005924"),
        ("2000000000", "69279037"),
        ("20000000000", "65353130"),
    ] {
        page.field("Time in UTC").await?.fill(time).await?;
        page.press("Enter").await?;
        eventually(&format!("the published code of {time}"), async || {
            Ok(desk::code(&page).await? == wanted)
        })
        .await?;
    }
    page.field("Time in UTC").await?.fill("-1").await?;
    page.press("Enter").await?;
    page.wait_for_text("the time is before 1970").await
}

async fn a_counter_based_token_goes_on_by_hand(page: Page) -> Outcome {
    desk::open(&page).await?;
    let seed = desk::seed(&page).await?;
    page.combobox("Moved by")
        .await?
        .choose("counter (HOTP)")
        .await?;
    page.field("Counter").await?.fill("4294967296").await?;
    expect_eq(
        "the code",
        desk::code(&page).await?,
        oathtool::hotp(&seed, 6, 4_294_967_296)?,
    )?;
    page.button("Next code").await?.click().await?;
    expect_eq(
        "the counter",
        page.field("Counter").await?.value().await?.as_str(),
        "4294967297",
    )?;
    expect_eq(
        "the code after it",
        desk::code(&page).await?,
        oathtool::hotp(&seed, 6, 4_294_967_297)?,
    )
}

async fn a_mistyped_seed_is_explained_beside_the_field(page: Page) -> Outcome {
    desk::open(&page).await?;
    let field = page.field("Seed or otpauth URI").await?;
    field.fill("JBSW Y3DP 1HPK 3PXP").await?;
    expect_eq(
        "the mark",
        field.attribute("aria-invalid").await?.as_deref(),
        Some("true"),
    )?;
    let said = field.description().await?;
    expect(said.contains("Character 11 is the digit 1"), || {
        format!("the place and the reason, not: {said}")
    })?;
    expect(said.contains("valid as base64"), || {
        format!("the other encoding, not: {said}")
    })?;
    expect_eq(
        "the field",
        field.value().await?.as_str(),
        "JBSW Y3DP 1HPK 3PXP",
    )?;
    page.wait_for_text("No code yet").await
}

async fn a_seed_that_is_hex_too_can_be_read_as_hex(page: Page) -> Outcome {
    desk::open(&page).await?;
    page.field("Seed or otpauth URI")
        .await?
        .fill("2234567abcdef2234567abcdef234567")
        .await?;
    page.wait_for_text("Read as base32: 160 bits").await?;
    page.wait_for_text("Also valid as hex").await?;
    desk::agrees_with_oathtool(&page, "sha1", "2234567abcdef2234567abcdef234567", 6, 30).await?;
    page.combobox("Read the seed as")
        .await?
        .choose("hex")
        .await?;
    page.wait_for_text("Read as hex: 128 bits").await?;
    // The same sixteen bytes, in base32.
    desk::agrees_with_oathtool(&page, "sha1", "EI2FM6V433ZCGRLHVPG66I2FM4", 6, 30).await
}

/// Records at which moment of the page's clock the code's text changed.
const WATCH: &str = "let last = ''; \
    new MutationObserver(() => { \
        const code = document.getElementById('current-code'); \
        const text = code ? code.textContent : ''; \
        if (text === last) return; \
        last = text; \
        const changes = document.documentElement.dataset.changes || ''; \
        document.documentElement.dataset.changes = `${changes}${Date.now()}:${text} `; \
    }).observe(document, { childList: true, subtree: true, characterData: true });";

async fn the_code_changes_at_the_boundary_and_not_before(page: Page) -> Outcome {
    let variant = page.variant()?.with_script(WATCH)?.with_clock()?;
    page.open_variant(&variant, "#code").await?;
    let seed = desk::seed(&page).await?;
    let mut late = Vec::new();
    // On a busy computer the page may be held up once; a clock that is read every few seconds is late each time.
    for minute in 1..=4 {
        let boundary = 1_700_000_010_u64 + minute * 60;
        let wanted = oathtool::totp("sha1", &seed, 6, 30, boundary)?;
        #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
        let boundary = boundary as f64;
        page.set_clock(boundary - 1.5).await?;
        let changed = eventually("the code to change", async || {
            let changes = page
                .script("return document.documentElement.dataset.changes;")
                .await?;
            let changes = changes.as_str().unwrap_or_default();
            let change = changes
                .split(' ')
                .filter_map(|change| change.split_once(':'))
                .find(|(_, code)| *code == wanted);
            Ok(change.and_then(|(milliseconds, _)| milliseconds.parse::<f64>().ok()))
        })
        .await?;
        let milliseconds_late = changed - boundary * 1000.0;
        expect(milliseconds_late >= 0.0, || {
            format!("no change before the boundary, but {milliseconds_late} ms")
        })?;
        late.push(milliseconds_late);
    }
    expect(late.iter().any(|&late| late < 500.0), || {
        format!("a change within half a second of the boundary, at least once in four: {late:?} ms")
    })
}

async fn the_code_is_right_after_the_computer_slept(page: Page) -> Outcome {
    let variant = page.variant()?.with_clock()?;
    page.open_variant(&variant, "#code").await?;
    let seed = desk::seed(&page).await?;
    for woken in [1_700_000_000_u64, 1_700_012_345] {
        // The page's timers know nothing of this leap, as after a sleep.
        #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
        page.stop_clock(woken as f64).await?;
        let wanted = oathtool::totp("sha1", &seed, 6, 30, woken)?;
        eventually("the code of the time after the leap", async || {
            Ok(desk::code(&page).await? == wanted)
        })
        .await?;
    }
    Ok(())
}

async fn a_set_time_is_marked_wherever_codes_are(page: Page) -> Outcome {
    desk::open(&page).await?;
    desk::add(&page, "0099", "helga@contoso.com").await?;
    page.disclosure("Codes around now").await?.click().await?;
    page.disclosure("How the code comes about")
        .await?
        .click()
        .await?;
    expect(!page.shows("Not the present").await?, || {
        "no mark as long as the time is the computer's".to_owned()
    })?;
    desk::stand_still_at(&page, "2026-02-28 12:00").await?;
    for region in [
        "Code",
        "Codes around now",
        "How the code comes about",
        "Token list",
    ] {
        page.region(region)
            .await?
            .wait_for_text("Not the present")
            .await?;
    }
    page.field("Time in UTC")
        .await?
        .fill("2026-02-30 12:00")
        .await?;
    page.press("Enter").await?;
    let field = page.field("Time in UTC").await?;
    expect(field.description().await?.contains("No such date"), || {
        "the reason beside the field".to_owned()
    })?;
    page.region("Time")
        .await?
        .wait_for_text("2026-02-28 12:00:00")
        .await?;
    page.combobox("Codes are for")
        .await?
        .choose("a time I set, running on")
        .await?;
    page.region("Code")
        .await?
        .wait_for_text("Not this computer’s time")
        .await?;
    page.combobox("Codes are for")
        .await?
        .choose("this computer’s clock")
        .await?;
    page.wait_until_text_is_gone("Not this computer’s time")
        .await
}

async fn the_table_shows_the_codes_around_now(page: Page) -> Outcome {
    desk::open(&page).await?;
    let seed = desk::seed(&page).await?;
    desk::stand_still_at(&page, "1700000000").await?;
    page.disclosure("Codes around now").await?.click().await?;
    page.combobox("Steps before and after")
        .await?
        .choose("± 10")
        .await?;
    let table = page.table("Codes of the steps around now").await?;
    eventually("21 rows and a head", async || {
        Ok(table.rows().await?.len() == 22)
    })
    .await?;
    let rows = table.rows().await?;
    for (row, steps) in rows[1..].iter().zip(-10_i64..) {
        let time = u64::try_from(1_700_000_000 + steps * 30)?;
        expect_eq(
            &format!("the code {steps} steps from now"),
            without_blanks(&row[1]),
            oathtool::totp("sha1", &seed, 6, 30, time)?,
        )?;
        expect_eq("the counter", row[4].clone(), (time / 30).to_string())?;
    }
    expect_eq(
        "when the current step began, in UTC",
        rows[11][3].as_str(),
        "2023-11-14 22:13:00",
    )
}

async fn how_the_code_comes_about_is_shown(page: Page) -> Outcome {
    desk::open(&page).await?;
    // RFC 4226, appendix D, count 0: the last byte, b0, puts the offset at 0.
    page.field("Seed or otpauth URI")
        .await?
        .fill("3132333435363738393031323334353637383930")
        .await?;
    page.combobox("Moved by")
        .await?
        .choose("counter (HOTP)")
        .await?;
    page.disclosure("How the code comes about")
        .await?
        .click()
        .await?;
    let region = page.region("How the code comes about").await?;
    let text = without_blanks(&region.text().await?);
    for part in [
        "0000000000000000",
        "cc93cf18508d94934c64b65d8ba7667fb7cde4b0",
        "4c93cf18=1284755224",
        "755224",
    ] {
        expect(text.contains(part), || format!("{part} in {text}"))?;
    }
    let marked = region.script("return [...arguments[0].querySelectorAll('mark')].map(mark => mark.textContent).join('');").await?;
    expect_eq("the marked bytes", marked.as_str(), Some("cc93cf18"))
}

async fn the_saved_qr_code_holds_the_uri(page: Page) -> Outcome {
    desk::open(&page).await?;
    page.field("Issuer").await?.fill("Contoso & Söhne").await?;
    page.field("Account")
        .await?
        .fill("helga@contoso.com")
        .await?;
    let seed = desk::seed(&page).await?;
    let wanted = format!(
        "otpauth://totp/Contoso%20%26%20S%C3%B6hne:helga@contoso.com?secret={seed}\
         &issuer=Contoso%20%26%20S%C3%B6hne&algorithm=SHA1&digits=6&period=30"
    );
    page.wait_for_text(&wanted).await?;
    let save = page.button("Save the QR code as PNG").await?;
    let png = page.download(async || save.click().await).await?;
    expect_eq("the name", png.name.as_str(), "otpauth-qr.png")?;
    expect_eq("what a scanner reads", scan(&png.bytes)?, wanted)?;
    let save = page.button("Save the QR code as SVG").await?;
    let svg = page.download(async || save.click().await).await?;
    expect_eq("the name", svg.name.as_str(), "otpauth-qr.svg")?;
    expect(
        svg.text()?
            .starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""),
        || "an SVG file".to_owned(),
    )
}

/// Reads a QR code out of a PNG of grey pixels, as a camera's program would.
fn scan(file: &[u8]) -> Outcome<String> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(file));
    reader.set_transformations(png::Transformations::EXPAND);
    let mut reader = reader.read_info()?;
    let mut pixels = vec![0; reader.output_buffer_size().unwrap_or_default()];
    let info = reader.next_frame(&mut pixels)?;
    let (width, height) = (usize::try_from(info.width)?, usize::try_from(info.height)?);
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| pixels[y * width + x]);
    let grids = image.detect_grids();
    expect_eq("the number of QR codes in the picture", grids.len(), 1)?;
    Ok(grids[0].decode()?.1)
}

async fn what_is_copied_is_in_the_clipboard(page: Page) -> Outcome {
    desk::open(&page).await?;
    let seed = desk::seed(&page).await?;
    page.button("Copy the seed in base32")
        .await?
        .click()
        .await?;
    page.wait_for_text("Copied").await?;
    expect_eq("the clipboard", page.clipboard().await?, seed.clone())?;
    page.button("Copy the otpauth URI").await?.click().await?;
    eventually("the URI in the clipboard", async || {
        Ok(page.clipboard().await?.starts_with(&format!(
            "otpauth://totp/TOTP%20Toolset:Virtual%20token?secret={seed}"
        )))
    })
    .await?;
    page.button("Copy the code").await?.click().await?;
    eventually("the code in the clipboard", async || {
        let copied = page.clipboard().await?;
        Ok(copied.len() == 6 && copied.bytes().all(|byte| byte.is_ascii_digit()))
    })
    .await
}

async fn the_seed_is_spelled_three_ways(page: Page) -> Outcome {
    desk::open(&page).await?;
    page.field("Seed or otpauth URI")
        .await?
        .fill("3132333435363738393031323334353637383930")
        .await?;
    let region = page.region("The seed, spelled three ways").await?;
    let text = without_blanks(&region.text().await?);
    for spelling in [
        "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
        "3132333435363738393031323334353637383930",
        "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=",
        "160bits",
    ] {
        expect(text.contains(spelling), || format!("{spelling} in {text}"))?;
    }
    Ok(())
}
