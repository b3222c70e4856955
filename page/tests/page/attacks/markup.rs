//! Markup and script in every text that reaches the page: it is shown as it is, and nothing of it comes to life.

use page::{Browser, Find, Outcome, Page, Role, Scenario, eventually, expect, expect_eq, scenario};

use super::{expect_untouched, says, strange};
use crate::rehearse;

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(an_intruder_s_elements_are_seen),
        scenario!(markup_in_fields_is_shown_as_text),
        scenario!(markup_in_files_of_the_first_formats_is_shown_as_text),
        scenario!(markup_in_files_of_the_other_formats_is_shown_as_text),
        scenario!(markup_beside_a_seed_file_is_shown_as_text),
        scenario!(markup_in_tokens_is_shown_as_text_on_paper_and_in_walks),
        scenario!(markup_in_the_practice_tenant_is_shown_as_text),
        scenario!(what_cannot_be_seen_or_turns_the_text_is_shown),
    ]
}

/// Each in another context: an element, the end of a raw text, an attribute, a script's string, a comment, a template, entities,
/// an address, foreign content.
const POLYGLOTS: [&str; 9] = [
    "<img src=x onerror=\"document.documentElement.dataset.ran=1\">",
    "</textarea></title></style></script><script>document.documentElement.dataset.ran=1</script>",
    "\"><svg/onload=document.documentElement.dataset.ran=1>",
    "'-document.documentElement.setAttribute('data-ran',1)-'",
    "<!--><iframe srcdoc='<script>parent.document.title=1</script>'>",
    "{{constructor.constructor('document.title=1')()}}${7*7}<%=7*7%>",
    "&lt;b&gt;&#60;b&#62;&amp;<b>x",
    "javascript:alert(1)//<a href=javascript:alert(1)>",
    "]]><math><mtext></form><form id=app name=body>",
];

/// One that has no blank and can be the name of a user.
const UPN: &str = "<img/src=x/onerror=document.title=1>@contoso.com";

async fn open(page: &Page, fragment: &str) -> Outcome {
    let variant = page.variant()?.with_notes()?;
    page.open_variant(&variant, fragment).await?;
    page.find(Role::Heading, "TOTP Toolset").await.map(|_| ())
}

async fn an_intruder_s_elements_are_seen(page: Page) -> Outcome {
    open(&page, "#code").await?;
    expect_untouched(&page, "opening").await?;
    for (planted, seen) in [
        (
            "app.append(document.createElement('img'))",
            "element: <img>",
        ),
        (
            "app.append(Object.assign(document.createElement('p'), { id: 'app' }))",
            "id app twice",
        ),
        (
            "app.firstElementChild.setAttribute('onclick', '')",
            "attribute onclick",
        ),
        ("Object.prototype.polluted = 1", "Object.prototype has more"),
        ("document.documentElement.dataset.ran = 1", "a payload ran"),
        ("document.body.append(document.createElement('form'))", ""),
    ] {
        // In Firefox a driver's script has globals of its own.
        if planted.starts_with("Object") && page.browser() == Browser::Firefox {
            continue;
        }
        page.script(&format!(
            "const app = document.getElementById('app'); {planted};"
        ))
        .await?;
        let found = strange(&page).await?;
        expect(found.contains(seen), || {
            format!("{planted} to be seen as {seen}: {found}")
        })?;
    }
    Ok(())
}

async fn markup_in_fields_is_shown_as_text(page: Page) -> Outcome {
    open(&page, "#code").await?;
    page.find(Role::Status, "Current code").await?;
    page.disclosure("Time").await?.click().await?;
    page.combobox("Codes are for")
        .await?
        .choose("a time I set, standing still")
        .await?;
    // All in one, for typing takes its time.
    let markup = format!("{}{}", POLYGLOTS[1], POLYGLOTS[2]);
    for name in ["Issuer", "Account", "Step in seconds", "Time in UTC"] {
        let field = page.field(name).await?;
        field.fill(&markup).await?;
        expect_eq("what the field holds", field.value().await?, markup.clone())?;
    }
    page.button("Set the time").await?.click().await?;
    page.field("Step in seconds").await?.fill("30").await?;
    for text in POLYGLOTS {
        page.field("Seed or otpauth URI")
            .await?
            .fill(&format!(
                "otpauth://totp/{text}:{text}?secret={text}&issuer={text}"
            ))
            .await?;
        expect_untouched(&page, text).await?;
    }
    // Fields of one token each: none may hold more than 128 characters.
    for name in [
        "Serial number",
        "Manufacturer",
        "Model",
        "User principal name",
    ] {
        let text = if name.starts_with("User") {
            UPN
        } else {
            POLYGLOTS[1]
        };
        page.field(name).await?.fill(text).await?;
    }
    page.button("New random seed").await?.click().await?;
    page.field("Account").await?.fill("a").await?;
    page.button("Add to list").await?.click().await?;
    page.wait_for_text("Added as row 1").await?;
    let rows = page.table("Tokens").await?.rows().await?;
    expect_eq(
        "the serial number in the list",
        rows[1][1].as_str(),
        POLYGLOTS[1],
    )?;
    expect_eq("the user in the list", rows[1][2].as_str(), UPN)?;
    expect_untouched(&page, "a token of the list").await?;
    page.link("Issue").await?.click().await?;
    let order = page.region("Issue tokens").await?;
    for name in [
        "First serial number",
        "Manufacturer of the tokens",
        "Model of the tokens",
        "Number of tokens",
    ] {
        order.field(name).await?.fill(POLYGLOTS[0]).await?;
    }
    expect_untouched(&page, "an order").await
}

/// A text in single cells: where the delimiter and the quotation mark mean something, both are written as CSV has it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// A text without what its format would cut at.
fn without(text: &str, cut: &[char]) -> String {
    text.replace(|c| cut.contains(&c), "")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

const HEX: &str = "3132333435363738393031323334353637383930";
const BASE32: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// A file of each format with these texts wherever it has one: in cells that take any, and in those where it is a fault.
fn files() -> Vec<(&'static str, String)> {
    let all = |row: &dyn Fn(&str) -> String| -> String {
        POLYGLOTS.iter().map(|text| row(text)).collect()
    };
    let percent =
        |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02X}")).collect() };
    vec![
        ("Entra ID CSV", all(&|text| {
            let text = quoted(text);
            format!("{UPN},{text},{BASE32},30,{text},{text}\n{text},{text},{text},{text},{text},{text}\n")
        })).map_head("upn,serial number,secret key,time interval,manufacturer,model\n"),
        ("Microsoft Graph JSON", {
            let devices: Vec<String> = POLYGLOTS.iter().map(|text| {
                let text = serde_json::json!(text);
                format!("{{\"serialNumber\":{text},\"manufacturer\":{text},\"model\":{text},\"secretKey\":\"{BASE32}\",\"timeIntervalInSeconds\":30,\"hashFunction\":\"hmacsha1\",{text}:{text}}},{{\"serialNumber\":{text},\"secretKey\":{text},\"timeIntervalInSeconds\":{text},\"hashFunction\":{text}}}")
            }).collect();
            format!("{{\"value\":[{}]}}", devices.join(","))
        }),
        ("otpauth URIs", all(&|text| {
            let text = percent(text);
            format!("otpauth://totp/{text}:{text}?secret={BASE32}&issuer={text}&{text}={text}\notpauth://totp/a?secret={text}&digits={text}&algorithm={text}&period={text}\n")
        })),
        ("Aladdin/SafeNet XML", format!("<?xml version=\"1.0\"?><!-- <script>document.title=1</script> --><Tokens>{}</Tokens>", all(&|text| {
            let attribute = escaped(text);
            let data = text.replace("]]>", "]]&gt;");
            format!("<Token serial=\"{attribute}\" onload=\"{attribute}\"><img src=\"x\" onerror=\"document.title=1\"/><script>document.title=1</script><Model><![CDATA[{data}]]></Model><Applications><Application ConnectorID=\"{{a}}\"><Seed>{HEX}</Seed><MovingFactor>1</MovingFactor></Application></Applications></Token>\n<Token serial=\"{attribute}\"><Applications><Application><Seed>{attribute}</Seed></Application></Applications></Token>\n")
        }))),
        ("LinOTP OATH CSV", all(&|text| { let text = quoted(text); format!("{text},{HEX},totp,6,30,sha1\n{text},{text},{text},{text},{text},{text}\n") })),
        ("privacyIDEA OATH CSV", all(&|text| { let text = quoted(text); format!("{text},{HEX},totp,6,30\n{text},{text},{text},{text},{text}\n") })),
        ("multiOTP list", all(&|text| { let text = without(text, &[';', '"']); format!("{text};{text};TOTP;{HEX};6;60\n{text};{text};{text};{text};{text};{text}\n") })),
        ("NetIQ list", all(&|text| { let text = quoted(text); format!("{text},{HEX},totp,6,30\n{text},{text},{text},{text},{text}\n") })),
        ("Nexus list", all(&|text| { let text = without(text, &[':', '"']); format!("{text}:MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=:AA==\n{text}:{text}:{text}\n") })),
        ("PingID list", all(&|text| { let text = quoted(text); format!("{text},{HEX},1\n{text},{text},{text}\n") })),
        ("python-pskc CSV", format!("serial,secret,algorithm,response_length,time_interval,manufacturer,model\n{}", all(&|text| { let text = quoted(text); format!("{text},{HEX},totp,6,30,{text},{text}\n{text},{text},{text},{text},{text},{text},{text}\n") }))),
        ("vendor list: serial number and hex secret", all(&|text| { let text = quoted(text); format!("{text},{HEX}\n{text},{text}\n") })),
        ("YubiKey log, traditional", all(&|text| { let text = quoted(text); format!("OATH-HOTP,{text},1,{text},,{HEX},,,0,0,0,6,0,0,0,0,0,0\nOATH-HOTP,{text},{text},{text},{text},{text},{text}\n") })),
        ("YubiKey log, Yubico format", all(&|text| { let text = quoted(text); format!("{text},,0,{HEX},,2026-03-02T08:41:07,\n{text},{text},{text},{text},{text},{text},{text}\n") })),
    ]
}

/// A file with a head before its rows.
trait WithHead {
    fn map_head(self, head: &str) -> Self;
}

impl WithHead for (&'static str, String) {
    fn map_head(self, head: &str) -> Self {
        (self.0, format!("{head}{}", self.1))
    }
}

async fn markup_in_files_of_the_first_formats_is_shown_as_text(page: Page) -> Outcome {
    open(&page, "#check").await?;
    check_and_join(&page, &files()[..7]).await?;
    // As columns that a person names, with the cells beside the choice.
    let bench = page.region("Check a seed file").await?;
    bench
        .drop_file("again.csv", files()[0].1.as_bytes())
        .await?;
    page.wait_for_text("again.csv, ").await?;
    page.combobox("Read the file as")
        .await?
        .choose("another table: I say what the columns are")
        .await?;
    page.wait_for_text("Column 3").await?;
    page.wait_for_text(POLYGLOTS[0]).await?;
    expect_untouched(&page, "the columns").await
}

async fn markup_in_files_of_the_other_formats_is_shown_as_text(page: Page) -> Outcome {
    open(&page, "#check").await?;
    expect_eq("formats", files().len(), 14)?;
    check_and_join(&page, &files()[7..]).await
}

/// Checks each file, and puts its tokens into the list.
async fn check_and_join(page: &Page, files: &[(&str, String)]) -> Outcome {
    let mut joined = 0;
    for (place, (format, content)) in files.iter().enumerate() {
        let bench = page.region("Check a seed file").await?;
        let name = format!("{place}<b onclick=alert(1)>.csv");
        bench.drop_file(&name, content.as_bytes()).await?;
        page.wait_for_text(&format!("{name}, ")).await?;
        page.combobox("Read the file as")
            .await?
            .choose(format)
            .await?;
        page.wait_for_text(&format!("Read as {format}")).await?;
        expect_untouched(page, format).await?;
        let names = page.names(Role::Button).await?;
        if let Some(put) = names
            .iter()
            .find(|name| name.starts_with("Put ") && name.contains("into the token list"))
        {
            page.button(put).await?.click().await?;
            joined += 1;
            page.link("Check").await?.click().await?;
        }
    }
    expect(joined > 4, || {
        format!("tokens of {joined} files in the list")
    })?;
    expect_untouched(page, "the list").await
}

async fn markup_beside_a_seed_file_is_shown_as_text(page: Page) -> Outcome {
    open(&page, "#check").await?;
    let bench = page.region("Check a seed file").await?;
    let file = &files()[0].1;
    bench.drop_file("Failures.csv", file.as_bytes()).await?;
    page.wait_for_text("Failures.csv, ").await?;
    for fold in ["Users for the tokens", "What the portal said"] {
        page.disclosure(fold).await?.click().await?;
    }
    let rows = |head: &str| -> String {
        let rows = POLYGLOTS
            .iter()
            .map(|text| format!("{UPN},{0},{0},{0}\n", quoted(text)));
        format!("{head}\n{}", rows.collect::<String>())
    };
    page.field("List of users")
        .await?
        .fill(&rows(
            "userPrincipalName,<b>name</b>,<script>x</script>,department",
        ))
        .await?;
    let messages: String = POLYGLOTS.iter().map(|text| format!("Invalid base32 encoding due to illegal character < for: {UPN}, serial number: {text}\nUser {text} does not exist in the current directory.\n{text} something went wrong\n")).collect();
    page.field("Messages of the portal")
        .await?
        .fill(&messages)
        .await?;
    page.field("Failures file")
        .await?
        .fill(&rows(
            "user,<b>serial</b>,<img src=x onerror=alert(1)>reason,other",
        ))
        .await?;
    page.find(Role::Table, "Failures").await?;
    let said = page
        .find(Role::List, "What the messages mean")
        .await?
        .text()
        .await?;
    expect(
        said.contains("The secret holds the character “<”"),
        || format!("the character that the portal named: {said}"),
    )?;
    let told = page.table("Failures").await?.text().await?;
    expect(told.contains(POLYGLOTS[0]), || {
        format!("the words of the portal as they are: {told}")
    })?;
    expect_untouched(&page, "users, messages and failures").await?;
    // A message that is pasted instead of a file.
    page.button("Forget the file").await?.click().await?;
    page.field("Text of a seed file")
        .await?
        .fill(&messages)
        .await?;
    page.button("Check the text").await?.click().await?;
    page.wait_for_text("That is a message of the portal.")
        .await?;
    expect_untouched(&page, "a pasted message").await
}

/// Opens `#issue` with a token for each text, of users with names and departments of the same kind.
async fn issue_hostile(page: &Page) -> Outcome {
    open(page, "#issue").await?;
    page.combobox("Tokens for")
        .await?
        .choose("the users of a list")
        .await?;
    let rows: String = POLYGLOTS
        .iter()
        .enumerate()
        .map(|(n, text)| {
            format!(
                "<b>{n}@contoso.com,{},{}\n",
                quoted(text),
                quoted(&text[..text.len().min(60)])
            )
        })
        .collect();
    page.field("Users")
        .await?
        .fill(&format!("userPrincipalName,displayName,department\n{rows}"))
        .await?;
    let order = page.region("Issue tokens").await?;
    order
        .field("First serial number")
        .await?
        .fill("<svg/onload=alert(1)>001")
        .await?;
    order
        .field("Manufacturer of the tokens")
        .await?
        .fill("<!--<img src=x onerror=alert(1)>")
        .await?;
    order
        .field("Model of the tokens")
        .await?
        .fill("</p></section><script>document.title=1</script>")
        .await?;
    page.button("Issue 9 tokens").await?.click().await?;
    page.wait_for_text("9 tokens issued").await
}

async fn markup_in_tokens_is_shown_as_text_on_paper_and_in_walks(page: Page) -> Outcome {
    issue_hostile(&page).await?;
    expect_untouched(&page, "issuing").await?;
    page.disclosure("Files").await?.click().await?;
    page.button("Begin to activate").await?.click().await?;
    page.button("Show the QR codes").await?.click().await?;
    page.disclosure("Labels and letters").await?.click().await?;
    for kind in ["labels, one for each token", "letters, one for each user"] {
        page.combobox("Print").await?.choose(kind).await?;
        page.button("Show the sheets").await?.click().await?;
        eventually("the name on paper", async || {
            Ok(page
                .text()
                .await?
                .matches("<svg/onload=alert(1)>00")
                .count()
                > 9)
        })
        .await?;
        expect_untouched(&page, kind).await?;
        page.button("Put the sheets away").await?.click().await?;
    }
    page.button("Next token to activate").await?.click().await?;
    page.button("Mark as burned and next")
        .await?
        .click()
        .await?;
    page.wait_for_text(&format!("<b>1@contoso.com ({})", POLYGLOTS[1]))
        .await?;
    expect_untouched(&page, "the walks").await
}

async fn markup_in_the_practice_tenant_is_shown_as_text(page: Page) -> Outcome {
    issue_hostile(&page).await?;
    page.link("Rehearse").await?.click().await?;
    page.button("Add the users of the token list")
        .await?
        .click()
        .await?;
    page.wait_for_text("9 users were added.").await?;
    expect_untouched(&page, "the users").await?;
    rehearse::screen(&page, "OATH tokens").await?;
    page.button("Upload the token list’s CSV")
        .await?
        .click()
        .await?;
    rehearse::processed(&page).await?;
    let row = page.table("OATH tokens of the tenant").await?;
    expect_eq(
        "the user of the first token",
        row.rows().await?[1][3].as_str(),
        "<b>0@contoso.com",
    )?;
    page.button("Activate token <svg/onload=alert(1)>001")
        .await?
        .click()
        .await?;
    page.field("Verification code")
        .await?
        .fill(POLYGLOTS[0])
        .await?;
    page.button("OK: activate the token").await?.click().await?;
    page.wait_for_text("Not a code: type six digits").await?;
    // A file of that name, which is refused.
    page.region("OATH tokens")
        .await?
        .drop_file("<img src=x onerror=document.title=1>.csv", b"<b>,<i>")
        .await?;
    rehearse::processed(&page).await?;
    page.wait_for_text("<img src=x onerror=document.title=1>.csv")
        .await?;
    expect_untouched(&page, "the tokens").await?;
    rehearse::draft_policy(&page).await?;
    page.field("Name").await?.fill(POLYGLOTS[1]).await?;
    page.combobox("Enable policy")
        .await?
        .choose("Report-only")
        .await?;
    page.button("Save the policy").await?.click().await?;
    page.wait_for_text(&format!("Saved policy: {}", POLYGLOTS[1]))
        .await?;
    expect_untouched(&page, "the policy").await?;
    rehearse::screen(&page, "Sign in").await?;
    page.combobox("User")
        .await?
        .choose("<b>1@contoso.com")
        .await?;
    page.button("Sign in as this user").await?.click().await?;
    rehearse::screen(&page, "Microsoft Graph").await?;
    expect_untouched(&page, "Graph").await
}

async fn what_cannot_be_seen_or_turns_the_text_is_shown(page: Page) -> Outcome {
    open(&page, "#check").await?;
    let bench = page.region("Check a seed file").await?;
    let csv = "upn,serial number,secret key,time interval,manufacturer,model\n\
        a\u{200b}@contoso.com,10\u{202e}01,GEZDGNBV\u{202e}GY3TQOJQ0,30,Con\u{202e}toso,Key\u{0}\n";
    // UTF-16, so that the zero is no sign of a binary file; it is refused all the same.
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(csv.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    bench.drop_file("zero.csv", &utf16).await?;
    page.wait_for_text("zero.csv").await?;
    bench
        .drop_file("turned\u{202e}gpj.csv", csv.replace('\u{0}', "").as_bytes())
        .await?;
    page.wait_for_text("turned[U+202E]gpj.csv, ").await?;
    let said = page
        .find(Role::List, "What was found")
        .await?
        .text()
        .await?;
    for (sentence, place) in [
        ("Line 2, character 2", "the user"),
        ("Line 2, character 3", "the serial number"),
        ("Line 2, character 4", "the manufacturer"),
    ] {
        expect(said.contains(sentence), || {
            format!("{place} to be said by {sentence}: {said}")
        })?;
    }
    page.combobox("Read the file as")
        .await?
        .choose("another table: I say what the columns are")
        .await?;
    page.wait_for_text("10[U+202E]01").await?;
    let whole = page.text().await?;
    for hidden in ['\u{202e}', '\u{200b}'] {
        expect(!whole.contains(hidden), || {
            format!("no {hidden:?} in what the page shows")
        })?;
    }
    // A name from right to left moves nothing beside it: the count stands behind it, in the order of reading.
    let bench = page.region("Check a seed file").await?;
    bench
        .drop_file(
            "\u{5d0}\u{5d1}\u{5d2} 1",
            b"1000001,3132333435363738393031323334353637383930\n",
        )
        .await?;
    let name = "\u{2068}\u{5d0}\u{5d1}\u{5d2} 1\u{2069}, ";
    says(&page, name).await?;
    expect_untouched(&page, "what cannot be seen").await
}
