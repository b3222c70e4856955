//! Huge files at the page itself: one beyond the limit is not even read, and what a huge cell holds does not come to the page.
//!
//! The readers are tried natively. A file whose stream never ends cannot be made by a test: a browser gives a size first, and a
//! device that has none counts as empty.

use page::{Find, Outcome, Page, Role, Scenario, expect, scenario};

use super::{drop_made, expect_untouched};

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    vec![scenario!(huge_files_are_refused_or_told_in_short)]
}

/// The characters of the program's own markup and fields.
async fn size(page: &Page) -> Outcome<i64> {
    let size = "const app = document.getElementById('app'); \
        return app.outerHTML.length + [...app.querySelectorAll('input, textarea')].reduce((sum, field) => sum + field.value.length, 0);";
    Ok(page.script(size).await?.as_i64().unwrap_or(i64::MAX))
}

async fn huge_files_are_refused_or_told_in_short(page: Page) -> Outcome {
    let variant = page.variant()?.with_notes()?;
    page.open_variant(&variant, "#check").await?;
    page.region("Check a seed file").await?;
    // Of zeros, which would be told to be no text, had anybody looked.
    drop_made(&page, "huge.csv", "new Uint8Array(65 << 20)").await?;
    page.wait_for_text("64 MiB").await?;
    let header = "upn,serial number,secret key,time interval,manufacturer,model\\n";
    for (name, bytes) in [
        ("cell.csv", format!("'{header}a@b.com,1,' + '0'.repeat(10 << 20) + ',30,' + '“'.repeat(1 << 20) + ',Key\\n'")),
        ("cells.csv", format!("'{header}' + ('a@b.com,1,' + '0'.repeat(100000) + ',30,A,Key\\n').repeat(60)")),
        ("columns.csv", format!("'{header}a@b.com,1,' + ','.repeat(4 << 20)")),
        ("quotes.csv", format!("'{header}' + '\"'.repeat(4 << 20)")),
        ("nested.json", "'{\"secretKey\":'.repeat(300000)".to_owned()),
        ("entities.xml", "'<!DOCTYPE a [<!ENTITY e \"' + 'x'.repeat(1 << 20) + '\">]><Tokens>' + '&e;'.repeat(1 << 18) + '</Tokens>'".to_owned()),
        ("findings.csv", format!("'{header}' + '=,+,!,x,@,-\\n'.repeat(100000)")),
    ] {
        drop_made(&page, name, &bytes).await?;
        page.wait_for_text(&format!("{name}, ")).await?;
        page.wait_for_text("Read as").await?;
        let size = size(&page).await?;
        expect(size < 400_000, || format!("no more than 400,000 characters of the page for {name}: {size}"))?;
    }
    // A paste of megabytes: the browser takes no more of it than tells that it is too long.
    page.link("Code").await?.click().await?;
    let field = page.field("Seed or otpauth URI").await?;
    field.click().await?;
    let paste = "document.execCommand('selectAll'); \
        document.execCommand('insertText', false, 'otpauth://totp/a?secret=' + 'A'.repeat(1 << 20)); \
        return document.getElementById('seed-text').value.length;";
    let kept = page.script(paste).await?.as_i64();
    expect(
        kept.is_some_and(|kept| (8_193..=16_384).contains(&kept)),
        || format!("the beginning of what was pasted: {kept:?} characters"),
    )?;
    page.wait_for_text("No code yet.").await?;
    page.button("New random seed").await?.click().await?;
    page.find(Role::Status, "Current code").await?;
    expect_untouched(&page, "huge files").await
}
