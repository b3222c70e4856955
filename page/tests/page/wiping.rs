//! Wiping: after a clearing, and after a token is removed, no memory of the program holds anything of its secret. The shipped
//! file is looked through, with a watch over its memories in front; that the watch can see is tried first.

use page::{Browser, Find, Outcome, Page, Role, Scenario, eventually, expect, expect_eq, scenario};

use crate::desk::{self, without_blanks};
use crate::memory::{self, STACK, Secret, holds_nothing_of, scan};
use crate::rehearse;

const IN_ONE: &str = "the program's memory is the same in each engine";

const HEADER: &str = "upn,serial number,secret key,time interval,manufacturer,model";

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(what_is_planted_shown_or_worked_on_is_found_in_the_memories),
        scenario!(a_seed_that_is_replaced_and_a_token_that_is_removed_leave_nothing),
        scenario!(issued_tokens_leave_nothing_when_the_list_is_cleared),
        scenario!(a_checked_file_leaves_nothing_when_it_is_forgotten),
        scenario!(a_token_that_the_practice_tenant_deletes_leaves_nothing)
            .not_in(Browser::Firefox, IN_ONE)
            .not_in(Browser::WebKit, IN_ONE),
        scenario!(clearing_everything_empties_every_field_and_the_memories),
    ]
}

async fn open(page: &Page, fragment: &str) -> Outcome {
    let variant = memory::watched(page.variant()?)?;
    page.open_variant(&variant, fragment).await?;
    page.region("Token list").await.map(|_| ())
}

async fn press(page: &Page, button: &str) -> Outcome {
    page.button(button).await?.click().await
}

async fn type_seed(page: &Page, text: &str) -> Outcome {
    page.field("Seed or otpauth URI").await?.fill(text).await?;
    page.wait_for_text("160 bits").await
}

async fn open_csv(page: &Page, name: &str, csv: &str) -> Outcome {
    let file = page.write_file(name, csv)?;
    page.file_input("Open a CSV file")
        .await?
        .upload(&[&file])
        .await
}

/// Neither what is seen nor what stands in a field, nor anything else of what the page has drawn.
async fn shows_nothing_of(page: &Page, secrets: &[&Secret]) -> Outcome {
    let drawn = "const fields = [...document.querySelectorAll('input, textarea')].map((field) => field.value); \
        return [document.body.innerText, document.getElementById('app').outerHTML, ...fields].join('\\n');";
    let drawn = page.script(drawn).await?;
    let drawn = without_blanks(drawn.as_str().unwrap_or_default());
    for secret in secrets {
        for (spelling, text) in secret.texts() {
            expect(!drawn.contains(&without_blanks(&text)), || {
                format!("nothing of {} in what is drawn, {spelling}", secret.name)
            })?;
        }
    }
    Ok(())
}

async fn the_page_holds(page: &Page, secret: &Secret) -> Outcome {
    let memories = scan(page, &[secret]).await?;
    expect(memories.page_holds(&secret.name), || {
        format!("{} in the page’s memory: it is in use", secret.name)
    })
}

/// The control: without it, finding nothing means nothing.
async fn what_is_planted_shown_or_worked_on_is_found_in_the_memories(page: Page) -> Outcome {
    open(&page, "#code").await?;
    let [planted, on_stack, typed, in_file] =
        ["planted", "on the stack", "typed", "in a file"].map(Secret::random);
    let all = [&planted, &on_stack, &typed, &in_file];
    expect(scan(&page, &all).await?.are_clean(), || {
        "nothing of secrets that nobody has told".to_owned()
    })?;
    type_seed(&page, &typed.hex()).await?;
    let shown = scan(&page, &[&typed]).await?;
    for spelling in ["raw", "base32 /", "hex /", "base64"] {
        expect(shown.page_holds(&format!("typed / {spelling}")), || {
            format!("the seed that is shown, {spelling}")
        })?;
    }

    // More rows than are read on the spot. The worker has the file and waits to be asked on: its fourth message, after the
    // program, the order and the file.
    let mut csv = format!("{HEADER}\r\n");
    for row in 0..1500 {
        let secret = if row == 777 {
            in_file.base32()
        } else {
            Secret::random("other").base32()
        };
        csv.push_str(&format!(
            "user{row}@contoso.com,{row:04},{secret},30,Contoso,Key\r\n"
        ));
    }
    memory::hold(&page, 4).await?;
    open_csv(&page, "large.csv", &csv).await?;
    eventually("the worker to wait with the file", async || {
        Ok(memory::held(&page).await? > 0)
    })
    .await?;
    eventually("the file in the worker’s memory", async || {
        let working = scan(&page, &[&in_file]).await?;
        Ok(working.a_worker_holds("in a file / base32 /"))
    })
    .await?;
    memory::plant(&page, &planted, 64).await?;
    let found = scan(&page, &[&planted]).await?;
    expect(
        found.page_holds("planted / raw") && found.a_worker_holds("planted / raw"),
        || "what was planted, in both memories".to_owned(),
    )?;
    memory::let_go(&page).await?;
    page.wait_for_text("large.csv: 1500 tokens added.").await?;
    eventually(
        "a worker that is done, alive and without the secret",
        async || {
            let done = scan(&page, &[&in_file]).await?;
            Ok(done.workers() == 1
                && !done.a_worker_holds("in a file")
                && done.page_holds("in a file"))
        },
    )
    .await?;
    press(&page, "Clear the list").await?;
    press(&page, "Forget them").await?;
    let cleared = holds_nothing_of(&page, &[&in_file]).await?;
    expect_eq("the workers that are left", cleared.workers(), 0)?;

    // On the stack, deep down and near its beginning: it is overwritten at the latest a second later.
    for at in [STACK / 5, STACK / 2, STACK - 1024] {
        let found = memory::plant(&page, &on_stack, at).await?;
        expect(found.page_holds("on the stack / raw"), || {
            format!("what was planted on the stack, at {at}")
        })?;
        holds_nothing_of(&page, &[&on_stack]).await?;
    }
    Ok(())
}

async fn a_seed_that_is_replaced_and_a_token_that_is_removed_leave_nothing(page: Page) -> Outcome {
    open(&page, "#code").await?;
    let [first, second, third] = ["first", "second", "third"].map(Secret::random);
    page.disclosure("Codes around now").await?.click().await?;
    page.disclosure("How the code comes about")
        .await?
        .click()
        .await?;
    // Each in another spelling, each used in every way that there is.
    let uri = format!(
        "otpauth://totp/Contoso:helga@contoso.com?secret={}&issuer=Contoso",
        third.base32()
    );
    for (secret, typed, serial) in [
        (&first, first.hex(), "0001"),
        (&second, second.base64(), "0002"),
        (&third, uri, "0003"),
    ] {
        type_seed(&page, &typed).await?;
        press(&page, "Copy the seed in base32").await?;
        press(&page, "Copy the seed in hex").await?;
        press(&page, "Copy the otpauth URI").await?;
        let save = page.button("Save the QR code as PNG").await?;
        page.download(async || save.click().await).await?;
        desk::add(&page, serial, "helga@contoso.com").await?;
        press(&page, &format!("Copy the code of token {serial}")).await?;
        the_page_holds(&page, secret).await?;
    }
    let save = page.button("Download the Entra CSV").await?;
    page.download(async || save.click().await).await?;
    press(&page, "Show token 0002").await?;
    press(&page, "New random seed").await?;
    page.field("Seed or otpauth URI")
        .await?
        .fill(&first.base32().to_lowercase())
        .await?;
    page.combobox("Read the seed as")
        .await?
        .choose("hex")
        .await?;
    press(&page, "New random seed").await?;

    // A removed token is kept as long as it can be put back, and that is said.
    press(&page, "Remove token 0001").await?;
    page.wait_for_text("Its secret is kept, to be put back, until you forget it")
        .await?;
    the_page_holds(&page, &first).await?;
    press(&page, "Forget it: the removed token").await?;
    page.wait_for_text("The removed token is forgotten.")
        .await?;
    holds_nothing_of(&page, &[&first]).await?;
    the_page_holds(&page, &second).await?;
    shows_nothing_of(&page, &[&first]).await?;
    // Another change of the list ends the keeping as well.
    press(&page, "Remove token 0002").await?;
    press(&page, "Remove token 0003").await?;
    holds_nothing_of(&page, &[&first, &second]).await?;
    press(&page, "Undo the removal").await?;
    the_page_holds(&page, &third).await?;
    press(&page, "Clear the list").await?;
    press(&page, "Forget them").await?;
    holds_nothing_of(&page, &[&first, &second, &third]).await?;
    shows_nothing_of(&page, &[&first, &second, &third]).await
}

async fn issued_tokens_leave_nothing_when_the_list_is_cleared(page: Page) -> Outcome {
    open(&page, "#issue").await?;
    page.field("Number of tokens").await?.fill("600").await?;
    press(&page, "Issue 600 tokens").await?;
    page.wait_for_text("600 tokens issued").await?;
    page.disclosure("Files").await?.click().await?;
    page.combobox("Kind of file")
        .await?
        .choose("otpauth URIs, one a line")
        .await?;
    let save = page.button("Download the list of URIs").await?;
    let uris = page.download(async || save.click().await).await?;
    let secrets = uris
        .text()?
        .lines()
        .filter_map(|line| line.split_once("secret=")?.1.split('&').next())
        .collect::<Vec<_>>();
    expect_eq("the secrets in the file", secrets.len(), 600)?;
    let [first, midst, last] = [0, 300, 599].map(|row| (format!("row {}", row + 1), secrets[row]));
    let secrets = [first, midst, last]
        .into_iter()
        .map(|(name, base32)| Secret::of_base32(&name, base32))
        .collect::<Outcome<Vec<_>>>()?;
    let all: Vec<&Secret> = secrets.iter().collect();
    for secret in &all {
        the_page_holds(&page, secret).await?;
    }
    let done = scan(&page, &all).await?;
    expect(done.workers() == 1 && !done.a_worker_holds("row"), || {
        "a worker that is alive and holds nothing".to_owned()
    })?;

    press(&page, "Show the QR codes").await?;
    press(&page, "Next QR code").await?;
    press(&page, "Previous QR code").await?;
    press(&page, "Begin to activate").await?;
    press(&page, "Next token to activate").await?;
    page.disclosure("Labels and letters").await?.click().await?;
    page.field("To row").await?.fill("20").await?;
    press(&page, "Show the sheets").await?;
    page.checkbox("QR code for an authenticator app: this is the secret")
        .await?
        .set_checked(true)
        .await?;
    page.wait_until_text_is_gone("Drawing them").await?;
    press(&page, "Clear the list").await?;
    press(&page, "Forget them").await?;
    let cleared = holds_nothing_of(&page, &all).await?;
    expect_eq("the workers that are left", cleared.workers(), 0)?;
    shows_nothing_of(&page, &all).await
}

async fn a_checked_file_leaves_nothing_when_it_is_forgotten(page: Page) -> Outcome {
    open(&page, "#check").await?;
    let [good, hex, typed, before] = ["good", "hex", "typed anew", "before"].map(Secret::random);
    let all = [&good, &hex, &typed, &before];
    let row =
        |serial: u32, secret: &str| format!("a@contoso.com,{serial},{secret},30,Contoso,Key\r\n");
    let bench = page.region("Check a seed file").await?;
    let former = format!("{HEADER}\r\n{}", row(1_000_000, &before.hex()));
    bench.drop_file("before.csv", former.as_bytes()).await?;
    press(&page, "It is hex: convert it to base32 in line 2").await?;
    page.wait_for_text("would take the only token").await?;
    let file = format!(
        "{HEADER}\r\n{}{}{}",
        row(1_000_001, &good.base32()),
        row(1_000_002, &hex.hex()),
        row(1_000_003, "TYPE ANEW")
    );
    bench.drop_file("broken.csv", file.as_bytes()).await?;
    press(&page, "It is hex: convert it to base32 in line 3").await?;
    page.disclosure("Type it anew: secret key, line 4")
        .await?
        .click()
        .await?;
    page.field("Secret key in line 4")
        .await?
        .fill(&typed.base32())
        .await?;
    press(&page, "Take it: secret key in line 4").await?;
    page.wait_for_text("Entra ID’s CSV upload would take all 3 tokens.")
        .await?;
    let save = page.button("Download the CSV of the checked file").await?;
    page.download(async || save.click().await).await?;
    for secret in all {
        the_page_holds(&page, secret).await?;
    }
    press(&page, "Forget the file").await?;
    holds_nothing_of(&page, &all).await?;
    shows_nothing_of(&page, &all).await
}

async fn a_token_that_the_practice_tenant_deletes_leaves_nothing(page: Page) -> Outcome {
    open(&page, "#rehearse/users").await?;
    press(&page, "Add sample users").await?;
    let [deleted, strangers, last, early] =
        ["deleted", "strangers", "last", "early"].map(Secret::random);
    let users = ["helga", "stranger", "helga"];
    let mut file = format!("{HEADER}\r\n");
    for ((secret, user), number) in [&deleted, &strangers, &last]
        .into_iter()
        .zip(users)
        .zip(1..)
    {
        let secret = secret.base32();
        file.push_str(&format!(
            "{user}@contoso.com,000{number},{secret},30,Contoso,Key\r\n"
        ));
    }
    // Twice, as people do: what was taken at first stands in the second upload too, and is refused there.
    rehearse::screen(&page, "OATH tokens").await?;
    for verdict in ["1 of 3 lines failed", "2 of 3 lines failed"] {
        page.region("OATH tokens")
            .await?
            .drop_file("pilot.csv", file.as_bytes())
            .await?;
        rehearse::processed(&page).await?;
        page.wait_for_text(verdict).await?;
        if page.has(Role::Button, "Create the missing users").await? {
            press(&page, "Create the missing users").await?;
        }
    }
    the_page_holds(&page, &deleted).await?;
    press(&page, "Delete token 0001").await?;
    page.wait_for_text("Deleted: nobody signs in with it any more.")
        .await?;
    holds_nothing_of(&page, &[&deleted]).await?;
    // The same before anybody has looked how far the upload is.
    let secret = early.base32();
    let file = format!("{HEADER}\r\nhelga@contoso.com,0004,{secret},30,Contoso,Key\r\n");
    page.region("OATH tokens")
        .await?
        .drop_file("early.csv", file.as_bytes())
        .await?;
    press(&page, "Delete token 0004").await?;
    page.button("Refresh").await?;
    holds_nothing_of(&page, &[&early]).await?;
    for kept in [&strangers, &last] {
        the_page_holds(&page, kept).await?;
    }
    Ok(())
}

async fn clearing_everything_empties_every_field_and_the_memories(page: Page) -> Outcome {
    open(&page, "#code").await?;
    let [shown, listed, removed, checked, pasted] =
        ["shown", "listed", "removed", "checked", "pasted"].map(Secret::random);
    let all = [&shown, &listed, &removed, &checked, &pasted];
    for (secret, serial) in [(&listed, "0001"), (&removed, "0002")] {
        type_seed(&page, &secret.hex()).await?;
        desk::add(&page, serial, "helga@contoso.com").await?;
    }
    press(&page, "Remove token 0002").await?;
    // The practice tenant has the listed one a second time.
    page.link("Rehearse").await?.click().await?;
    press(&page, "Add the users of the token list").await?;
    rehearse::screen(&page, "OATH tokens").await?;
    press(&page, "Upload the token list’s CSV").await?;
    rehearse::processed(&page).await?;
    page.wait_for_text("Success: 1 token was added.").await?;
    rehearse::screen(&page, "Microsoft Graph").await?;
    page.link("Code").await?.click().await?;
    type_seed(&page, &shown.base32()).await?;
    page.link("Check").await?.click().await?;
    let file = format!("serial,secret\r\n1000001,{}\r\n", checked.hex());
    page.region("Check a seed file")
        .await?
        .drop_file("list.csv", file.as_bytes())
        .await?;
    page.wait_for_text("list.csv").await?;
    page.disclosure("Or paste its text").await?.click().await?;
    // Typed, and not taken.
    page.field("Text of a seed file")
        .await?
        .fill(&pasted.hex())
        .await?;
    for secret in all {
        the_page_holds(&page, secret).await?;
    }
    press(&page, "Clear everything").await?;
    page.wait_for_text("2 tokens of the list, which are in this page only")
        .await?;
    press(&page, "Keep it").await?;
    the_page_holds(&page, &shown).await?;
    press(&page, "Clear everything").await?;
    press(&page, "Forget everything").await?;
    page.wait_for_text("Everything is forgotten.").await?;
    page.wait_for_text("Out of its reach are texts that the browser keeps")
        .await?;
    let cleared = holds_nothing_of(&page, &all).await?;
    expect_eq("the workers that are left", cleared.workers(), 0)?;
    shows_nothing_of(&page, &all).await?;
    let fields =
        "return [...document.querySelectorAll('textarea')].map((field) => field.value).join('');";
    expect_eq(
        "what is left in fields of several lines",
        page.script(fields).await?.as_str(),
        Some(""),
    )?;
    // It can be worked with as before.
    page.link("Code").await?.click().await?;
    press(&page, "New random seed").await?;
    let seed = desk::seed(&page).await?;
    desk::agrees_with_oathtool(&page, "sha1", &seed, 6, 30).await
}
