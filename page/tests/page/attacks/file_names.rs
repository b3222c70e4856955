//! Names of files that are no names: they are shown as what they are, and nothing that is handed out is called after them.

use page::{Find, Outcome, Page, Role, Scenario, expect, expect_eq, scenario};
use serde_json::json;

use super::{drop_made, expect_untouched, says};

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    vec![scenario!(
        hostile_names_of_files_are_shown_and_used_for_nothing
    )]
}

/// A name, and how the page shows what the browser makes of it.
const NAMES: [&str; 10] = [
    "../../etc/passwd",
    "C:\\Windows\\x.csv",
    "con.csv",
    "\u{202e}vsc.exe",
    "two\nlines: 5 tokens added.csv",
    "tab\tand\u{0}zero.csv",
    "<img src=x onerror=document.title=1>.csv",
    "__proto__",
    "\u{5d0}\u{5d1} 1",
    " ",
];

const CONTENT: &str = "'upn,serial number,secret key,time interval,manufacturer,model\\na@b.com,1,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,30,Contoso,Key\\n'";

/// What the browser makes of a name: it may turn a slash into a colon.
async fn kept(page: &Page, name: &str) -> Outcome<String> {
    let kept = page
        .script_with("return new File([], arguments[0]).name", vec![json!(name)])
        .await?;
    Ok(kept.as_str().unwrap_or_default().to_owned())
}

/// As the page shows it: what cannot be seen by its number, from right to left isolated, of a long one the beginning.
fn shown(name: &str) -> String {
    let cut: String = name.chars().take(255).collect();
    let more = if cut == name { "" } else { "…" };
    let visible: String = cut
        .chars()
        .map(|c| match c {
            c if c.is_control() || c == '\u{202e}' => format!("[U+{:04X}]", u32::from(c)),
            c => c.to_string(),
        })
        .collect();
    if visible.contains('\u{5d0}') {
        format!("\u{2068}{visible}\u{2069}{more}")
    } else {
        format!("{visible}{more}")
    }
}

async fn hostile_names_of_files_are_shown_and_used_for_nothing(page: Page) -> Outcome {
    let variant = page.variant()?.with_notes()?;
    page.open_variant(&variant, "#check").await?;
    page.region("Check a seed file").await?;
    let long = "x".repeat(5_000);
    for name in NAMES.into_iter().chain([long.as_str()]) {
        drop_made(&page, name, CONTENT).await?;
        let expected = shown(&kept(&page, name).await?);
        says(&page, &format!("{expected}, 120 bytes: 1 token")).await?;
        expect_untouched(&page, &format!("{name:?}")).await?;
        let save = page.button("Download the findings").await?;
        let findings = page.download(async || save.click().await).await?;
        expect(is_ours(&findings.name, "findings-", ".txt"), || {
            format!("a name of ours, not {}", findings.name)
        })?;
        let text = String::from_utf8_lossy(&findings.bytes).into_owned();
        let lines: Vec<&str> = text.lines().collect();
        expect_eq(
            "the file in the findings",
            lines[1],
            format!("File: {expected}").as_str(),
        )?;
        expect(lines[2].starts_with("Date: "), || {
            format!("no line of its own of {name:?}")
        })?;
    }
    // Overflow would show as a page that is wider than the window.
    expect(page.overflow().await? <= 0, || {
        "a long name to be wrapped".to_owned()
    })?;
    let save = page.button("Download the CSV of the checked file").await?;
    let csv = page.download(async || save.click().await).await?;
    expect(is_ours(&csv.name, "entra-oath-tokens-", ".csv"), || {
        format!("a name of ours, not {}", csv.name)
    })?;
    page.link("Code").await?.click().await?;
    page.find(Role::Status, "Current code").await?;
    for name in ["../../x", "\u{202e}vsc.exe", "<b>x"] {
        drop_made(&page, name, CONTENT).await?;
        let expected = shown(&kept(&page, name).await?);
        page.wait_for_text(&format!("{expected}: 1 token added."))
            .await?;
        drop_made(&page, name, "'<Other/>'").await?;
        page.wait_for_text(&format!("{expected}: ")).await?;
    }
    expect_untouched(&page, "opening").await
}

/// The name is the beginning, a date and the extension; a browser may count copies.
fn is_ours(name: &str, beginning: &str, extension: &str) -> bool {
    let rest = name
        .strip_prefix(beginning)
        .and_then(|rest| rest.strip_suffix(extension));
    rest.is_some_and(|rest| {
        rest.chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | ' ' | '(' | ')'))
    })
}
