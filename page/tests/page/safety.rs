//! What must never happen: a request, something stored, a script from a field or a file. And that these tests can fail.

use page::{
    ATTEMPTS, Find, Options, Origin, Outcome, Page, Role, Scenario, eventually, expect, expect_eq,
    scenario,
};

use crate::host::{self, Site};
use crate::{desk, rehearse};

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    let hosted = "a page with a host asks it for what keeps the page, and may ask for other things";
    vec![
        scenario!(a_whole_session_makes_no_request)
            .from_both(hosted)
            .with(Options::new().recorded()),
        scenario!(the_same_page_without_its_policy_would_be_seen)
            .from_both(hosted)
            .with(Options::new().recorded()),
        scenario!(an_intruder_in_the_page_is_not_heard)
            .from_both(hosted)
            .with(Options::new().recorded()),
        scenario!(nothing_is_stored).from_both("what is stored is stored by origin"),
        scenario!(the_page_has_no_link_that_leads_out_and_no_form),
        scenario!(hidden_secrets_are_nowhere_in_the_page),
    ]
}

/// All that the page can do, once.
pub async fn use_everything(page: &Page) -> Outcome {
    page.find(Role::Status, "Current code").await?;
    for fold in [
        "Codes around now",
        "How the code comes about",
        "Time",
        "Settings",
    ] {
        page.disclosure(fold).await?.click().await?;
    }
    page.button("New random seed").await?.click().await?;
    page.field("Seed or otpauth URI")
        .await?
        .fill("otpauth://totp/a?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        .await?;
    page.field("Seed or otpauth URI")
        .await?
        .fill("JBSW Y3DP 1HPK 3PXP")
        .await?;
    page.button("New random seed").await?.click().await?;
    page.combobox("Read the seed as")
        .await?
        .choose("base32")
        .await?;
    page.combobox("Hash").await?.choose("SHA-512").await?;
    page.combobox("Hash").await?.choose("SHA-1").await?;
    page.combobox("Moved by")
        .await?
        .choose("counter (HOTP)")
        .await?;
    page.button("Next code").await?.click().await?;
    page.combobox("Moved by")
        .await?
        .choose("time (TOTP)")
        .await?;
    page.field("Issuer").await?.fill("Contoso").await?;
    page.field("Account")
        .await?
        .fill("helga@contoso.com")
        .await?;
    page.combobox("Codes to come").await?.choose("10").await?;
    page.combobox("Hide secrets")
        .await?
        .choose("only when I hide them")
        .await?;
    page.combobox("Steps before and after")
        .await?
        .choose("± 60")
        .await?;
    page.combobox("Codes are for")
        .await?
        .choose("a time I set, running on")
        .await?;
    page.button("Set the time").await?.click().await?;
    page.combobox("Codes are for")
        .await?
        .choose("this computer’s clock")
        .await?;
    for copied in [
        "Copy the code",
        "Copy the otpauth URI",
        "Copy the seed in hex",
    ] {
        page.button(copied).await?.click().await?;
    }
    for saved in ["Save the QR code as SVG", "Save the QR code as PNG"] {
        let save = page.button(saved).await?;
        page.download(async || save.click().await).await?;
    }
    desk::add(page, "0099", "helga@contoso.com").await?;
    let save = page.button("Download the Entra CSV").await?;
    let csv = page.download(async || save.click().await).await?;
    page.button("Show token 0099").await?.click().await?;
    page.button("Remove token 0099").await?.click().await?;
    page.button("Undo the removal").await?.click().await?;
    page.button("Clear the list").await?.click().await?;
    page.button("Forget them").await?.click().await?;
    let file = page.write_file("again.csv", &csv.bytes)?;
    page.file_input("Open a CSV file")
        .await?
        .upload(&[&file])
        .await?;
    page.wait_for_text("again.csv: 1 token added.").await?;
    issue_and_use_everything(page).await?;
    check_and_use_everything(page).await?;
    rehearse_and_use_everything(page).await?;
    proof_and_use_everything(page).await?;
    page.button("Hide secrets").await?.click().await?;
    page.button("Show secrets").await?.click().await
}

/// The same for `#issue`: more tokens than are issued without the worker.
async fn issue_and_use_everything(page: &Page) -> Outcome {
    page.link("Issue").await?.click().await?;
    page.combobox("Tokens for")
        .await?
        .choose("the users of a list")
        .await?;
    let users: String = (1..=600)
        .map(|n| format!("user{n}@contoso.com\n"))
        .collect();
    page.field("Users").await?.fill(&users).await?;
    page.button("Issue 600 tokens").await?.click().await?;
    page.wait_for_text("600 tokens issued").await?;
    page.combobox("Order").await?.choose("user, Z to A").await?;
    page.field("Search serial number or user")
        .await?
        .fill("user599")
        .await?;
    page.wait_for_text("1 of 601 tokens.").await?;
    page.disclosure("Files").await?.click().await?;
    for (kind, button) in [
        ("Microsoft Graph: create many (JSON)", "Download the bodies"),
        ("Inventory without secrets (CSV)", "Download the inventory"),
    ] {
        page.combobox("Kind of file").await?.choose(kind).await?;
        let save = page.button(button).await?;
        page.download(async || save.click().await).await?;
    }
    page.button("Show the QR codes").await?.click().await?;
    page.button("Mark as burned and next")
        .await?
        .click()
        .await?;
    page.button("Begin to activate").await?.click().await?;
    page.disclosure("Labels and letters").await?.click().await?;
    page.checkbox("Secret in base32").await?.click().await?;
    page.button("Show the sheets").await?.click().await?;
    page.button("Put the sheets away").await?.click().await?;
    page.link("Code").await?.click().await?;
    page.find(Role::Status, "Current code").await.map(|_| ())
}

/// The same for `#check`: a file that the worker looks at, and one that is looked at on the spot.
async fn check_and_use_everything(page: &Page) -> Outcome {
    page.link("Check").await?.click().await?;
    let bench = page.region("Check a seed file").await?;
    let header = "serial number,secret key,time interval,manufacturer,model\r\n";
    let rows: String = (0..2000)
        .map(|n| format!("{n:07},GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,30,Contoso,HardwareKey\r\n"))
        .collect();
    bench
        .drop_file("large.csv", format!("{header}{rows}").as_bytes())
        .await?;
    page.wait_for_text("2000 tokens. Read as Entra ID CSV")
        .await?;
    let small = "1000001;3132333435363738393031323334353637383930\r\n";
    bench.drop_file("small.txt", small.as_bytes()).await?;
    page.wait_for_text("1 token. Read as vendor list").await?;
    page.combobox("Read the file as")
        .await?
        .choose("another table: I say what the columns are")
        .await?;
    page.combobox("Secrets are written in")
        .await?
        .choose("hex")
        .await?;
    page.disclosure("Users for the tokens")
        .await?
        .click()
        .await?;
    page.field("List of users")
        .await?
        .fill("helga@contoso.com")
        .await?;
    page.disclosure("What the portal said")
        .await?
        .click()
        .await?;
    page.field("Messages of the portal")
        .await?
        .fill("something went wrong")
        .await?;
    let save = page.button("Download the findings").await?;
    page.download(async || save.click().await).await?;
    let card = page.region("The corrected file, or another format").await?;
    card.combobox("Kind of file")
        .await?
        .choose("otpauth URIs, one a line")
        .await?;
    let save = card
        .button("Download the list of URIs of the checked file")
        .await?;
    page.download(async || save.click().await).await?;
    page.button("Put 1 token into the token list")
        .await?
        .click()
        .await?;
    page.button("Forget the file").await?.click().await?;
    page.link("Code").await?.click().await?;
    page.find(Role::Status, "Current code").await.map(|_| ())
}

/// The same for `#rehearse`: a file that the worker judges, its failures, and every screen.
async fn rehearse_and_use_everything(page: &Page) -> Outcome {
    page.link("Rehearse").await?.click().await?;
    page.button("Begin with sample tokens")
        .await?
        .click()
        .await?;
    page.heading("OATH tokens").await?;
    page.button("Upload the token list’s CSV")
        .await?
        .click()
        .await?;
    rehearse::processed(page).await?;
    let save = page.region("OATH tokens").await?;
    let failures = save.all(Role::Button).await?;
    let failures = failures
        .iter()
        .find(|button| button.name().starts_with("Download the failures"));
    if let Some(failures) = failures {
        page.download(async || failures.click().await).await?;
    }
    page.button("Press the token’s button")
        .await?
        .click()
        .await?;
    for screen in [
        "Users",
        "Authentication methods",
        "Conditional Access",
        "Sign in",
    ] {
        rehearse::screen(page, screen).await?;
    }
    rehearse::screen(page, "Microsoft Graph").await?;
    page.button("Copy the request that creates the token")
        .await?
        .click()
        .await?;
    page.button("Start over").await?.click().await?;
    page.button("Forget them and start over")
        .await?
        .click()
        .await?;
    page.link("Code").await?.click().await?;
    page.find(Role::Status, "Current code").await.map(|_| ())
}

/// The same for `#proof`: the program unpacked once more, a file hashed.
async fn proof_and_use_everything(page: &Page) -> Outcome {
    page.link("Proof").await?.click().await?;
    page.button("Copy the SHA-256 of program (WebAssembly)")
        .await?
        .click()
        .await?;
    let file = page.write_file("hashed.txt", vec![b'a'; 3 << 20])?;
    page.file_input("File to hash")
        .await?
        .upload(&[&file])
        .await?;
    page.wait_for_text("hashed.txt, 3145728 bytes, has the SHA-256")
        .await?;
    page.field("Published SHA-256").await?.fill("none").await?;
    page.wait_for_text("No SHA-256 in that text").await?;
    page.button("Copy the command for Windows")
        .await?
        .click()
        .await?;
    page.link("Code").await?.click().await?;
    page.find(Role::Status, "Current code").await.map(|_| ())
}

/// What is fetched when a page is opened that its host has alone: the page itself, and in vain what would keep it; nothing
/// from a file.
fn permitted_alone(page: &Page, name: &'static str) -> Vec<&'static str> {
    match page.origin() {
        Origin::File => Vec::new(),
        Origin::Http => vec![name, "/sw.js"],
    }
}

/// Nothing after the page itself: on a host, after what is kept of it for use without a network. Each address is listed.
async fn a_whole_session_makes_no_request(page: Page) -> Outcome {
    if page.origin() == Origin::File {
        desk::open(&page).await?;
        expect(!host::has_manifest(&page).await?, || {
            "no manifest for a file".to_owned()
        })?;
        use_everything(&page).await?;
        return page.expect_no_requests_but(&[]).await;
    }
    let site = Site::built(&page)?;
    site.serve(page.server(), HOSTED)?;
    host::open(&page, &page.server().url(HOSTED)).await?;
    host::kept(&page).await?;
    use_everything(&page).await?;
    let (mut permitted, _) = site.listed(HOSTED)?;
    permitted.extend([HOSTED.to_owned(), format!("{HOSTED}sw.js")]);
    let permitted: Vec<_> = permitted.iter().map(String::as_str).collect();
    page.expect_no_requests_but(&permitted).await
}

/// The path under which the folder for a web server is served.
const HOSTED: &str = "/hosted/";

/// An intruder's script, which tries every way out. The host does not exist: the recorder is the browser's proxy.
fn intruder() -> String {
    format!("document.documentElement.dataset.listener = 'http://collector.test'; {ATTEMPTS}")
}

async fn the_same_page_without_its_policy_would_be_seen(page: Page) -> Outcome {
    let variant = page.variant()?.without_policy()?.with_script(&intruder())?;
    page.open_variant(&variant, "").await?;
    eventually(
        "the attempts of a page without policy to be seen",
        async || {
            let seen = page.requests();
            Ok(seen
                .iter()
                .filter(|request| request.path.contains("/attempt/"))
                .count()
                >= 5)
        },
    )
    .await?;
    let seen: Vec<_> = page.requests().iter().map(ToString::to_string).collect();
    eprintln!(
        "{} {}: without the policy {} requests were seen",
        page.browser(),
        page.origin().name(),
        seen.len()
    );
    Ok(())
}

async fn an_intruder_in_the_page_is_not_heard(page: Page) -> Outcome {
    let variant = page.variant()?.with_script(&intruder())?.with_notes()?;
    page.open_variant(&variant, "").await?;
    use_everything(&page).await?;
    let violations = page
        .noted()
        .await?
        .iter()
        .filter(|(kind, _)| kind == "violation")
        .count();
    expect(violations > 0, || {
        "the policy to have been breached, and the breaches refused".to_owned()
    })?;
    page.expect_no_requests_but(&permitted_alone(&page, "/variant.html"))
        .await
}

async fn nothing_is_stored(page: Page) -> Outcome {
    desk::open(&page).await?;
    desk::add(&page, "0099", "helga@contoso.com").await?;
    // An access that is refused has stored nothing either.
    let stored = page
        .script(
            "const count = (read) => { try { return read(); } catch { return 0; } };
             return [count(() => localStorage.length), count(() => sessionStorage.length), document.cookie,
                     location.search, location.hash, name].join('|');",
        )
        .await?;
    expect_eq("what is stored", stored.as_str(), Some("0|0|||#code|"))?;
    if page.origin() == Origin::Http {
        let kept = page
            .client()
            .execute_async(
                "const done = arguments[arguments.length - 1];
                 const databases = indexedDB.databases ? indexedDB.databases() : Promise.resolve([]);
                 const caching = self.caches ? caches.keys() : Promise.resolve([]);
                 const workers = navigator.serviceWorker ? navigator.serviceWorker.getRegistrations() : Promise.resolve([]);
                 Promise.all([databases, caching, workers]).then((all) => done(all.map((some) => some.length).join(' ')), (e) => done(String(e)));",
                Vec::new(),
            )
            .await?;
        expect_eq(
            "databases, caches and workers",
            kept.as_str(),
            Some("0 0 0"),
        )?;
    }
    Ok(())
}

async fn the_page_has_no_link_that_leads_out_and_no_form(page: Page) -> Outcome {
    desk::open(&page).await?;
    let found = page
        .script(
            "return [...document.querySelectorAll('a[href], form, iframe, img, link, [style], [src], [action], [ping]')]
                 .filter((element) => !(element.matches('link[rel=icon]') && element.href.startsWith('data:')))
                 .filter((element) => !element.matches('.countdown-bar, a[href^=\"#\"]'))
                 .map((element) => element.outerHTML.slice(0, 80)).join('\\n');",
        )
        .await?;
    expect_eq("ways out of the page", found.as_str(), Some(""))
}

async fn hidden_secrets_are_nowhere_in_the_page(page: Page) -> Outcome {
    desk::open(&page).await?;
    page.field("Seed or otpauth URI")
        .await?
        .fill("3132333435363738393031323334353637383930")
        .await?;
    desk::add(&page, "0099", "helga@contoso.com").await?;
    let spellings = [
        "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
        "3132333435363738393031323334353637383930",
        "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=",
    ];
    let whole = "const app = document.getElementById('app'); \
        const values = [...app.querySelectorAll('input, textarea')].map((field) => field.value); \
        return (app.outerHTML + values.join(' ')).replace(/<[^>]*>|\\s/g, '') + app.outerHTML;";
    let shown = page.script(whole).await?;
    for spelling in spellings {
        expect(
            shown.as_str().is_some_and(|shown| shown.contains(spelling)),
            || format!("{spelling} to be in the page as long as secrets are shown"),
        )?;
    }
    let codes_before = desk::code(&page).await?.len();
    page.button("Hide secrets").await?.click().await?;
    page.button("Show secrets").await?;
    let hidden = page.script(whole).await?;
    let hidden = hidden.as_str().unwrap_or("?");
    for spelling in spellings {
        expect(!hidden.contains(spelling), || {
            format!("{spelling} to be nowhere in the page")
        })?;
    }
    expect(!hidden.contains("otpauth:"), || {
        "no URI in the page".to_owned()
    })?;
    expect(
        !page.has(Role::Image, "QR code of the otpauth URI").await?,
        || "no QR code".to_owned(),
    )?;
    expect_eq(
        "the code, which stays",
        desk::code(&page).await?.len(),
        codes_before,
    )?;
    page.button("Show secrets").await?.click().await?;
    expect_eq(
        "the seed, back again",
        desk::seed(&page).await?.as_str(),
        "3132333435363738393031323334353637383930",
    )
}
