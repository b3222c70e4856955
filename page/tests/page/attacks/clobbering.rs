//! Names that JavaScript's objects, the document and the page's own elements have, wherever a text can be a name.

use page::{Find, Outcome, Page, Role, Scenario, expect_eq, scenario};

use super::expect_untouched;
use crate::desk;

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(names_of_objects_and_elements_are_names_like_any_other),
        scenario!(a_hostile_name_of_the_window_and_address_change_nothing)
            .from_both("addresses of files are read otherwise"),
    ]
}

const NAMES: [&str; 16] = [
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "hasOwnProperty",
    "valueOf",
    "app",
    "glue",
    "wasm",
    "panic",
    "panic-place",
    "start",
    "loader",
    "current-heading",
    "list-heading",
    "getElementById",
];

async fn names_of_objects_and_elements_are_names_like_any_other(page: Page) -> Outcome {
    let variant = page.variant()?.with_notes()?;
    page.open_variant(&variant, "#code").await?;
    page.find(Role::Status, "Current code").await?;
    let rows: String = NAMES
        .iter()
        .enumerate()
        .map(|(n, name)| {
            format!(
                "{name}@{name}.com,{name},GEZDGNBVGY3TQOJQGEZDGNBVGY3TQO{}{},30,{name},{name}\r\n",
                char::from(b'A' + n as u8),
                'A'
            )
        })
        .collect();
    let csv = format!(
        "upn,serial number,secret key,time interval,manufacturer,model,__proto__,constructor\r\n{}",
        rows.replace("\r\n", ",x,y\r\n")
    );
    let file = page.write_file("__proto__", csv)?;
    page.file_input("Open a CSV file")
        .await?
        .upload(&[&file])
        .await?;
    page.wait_for_text("__proto__: 16 tokens added.").await?;
    expect_untouched(&page, "a list of such names").await?;
    // Sorted, searched, shown and removed by these names.
    page.combobox("Order")
        .await?
        .choose("serial number, descending")
        .await?;
    page.field("Search serial number or user")
        .await?
        .fill("__proto__")
        .await?;
    page.wait_for_text("1 of 16 tokens.").await?;
    page.button("Show token __proto__").await?.click().await?;
    expect_eq(
        "the issuer",
        page.field("Issuer").await?.value().await?.as_str(),
        "__proto__",
    )?;
    page.button("Remove token __proto__").await?.click().await?;
    page.button("Undo the removal").await?.click().await?;
    expect_untouched(&page, "a search").await?;
    // As columns of lists, and as users.
    page.link("Issue").await?.click().await?;
    page.combobox("Tokens for")
        .await?
        .choose("the users of a list")
        .await?;
    let users: String = NAMES
        .iter()
        .map(|name| format!("{name}@{name}.com,{name},{name}\n"))
        .collect();
    page.field("Users")
        .await?
        .fill(&format!("upn,__proto__,constructor\n{users}"))
        .await?;
    page.wait_for_text("16 users").await?;
    expect_untouched(&page, "a list of users").await?;
    page.link("Check").await?.click().await?;
    let json = r#"{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"serialNumber":"__proto__","secretKey":"GEZDGNBVGY3TQOJQ","timeIntervalInSeconds":30,"hashFunction":"hmacsha1"}"#;
    page.region("Check a seed file")
        .await?
        .drop_file("constructor", json.as_bytes())
        .await?;
    page.wait_for_text("constructor, ").await?;
    page.wait_for_text("1 token. Read as Microsoft Graph JSON")
        .await?;
    expect_untouched(&page, "JSON with such keys").await
}

async fn a_hostile_name_of_the_window_and_address_change_nothing(page: Page) -> Outcome {
    // What a page that opens this one, or was there before, leaves behind.
    let left = "name = '<img src=x onerror=\"document.documentElement.dataset.ran=1\">#check';";
    let variant = page.variant()?.with_script(left)?.with_notes()?;
    for fragment in [
        "#panic",
        "#app",
        "#__proto__",
        "#<img src=x onerror=alert(1)>",
        "#check?seed=GEZDGNBVGY3TQOJQ",
        "#code&secret=GEZDGNBVGY3TQOJQ",
        "#%00",
    ] {
        page.open_variant(&variant, fragment).await?;
        page.find(Role::Status, "Current code").await?;
        expect_untouched(&page, fragment).await?;
        let seed = desk::seed(&page).await?;
        expect_eq(
            "a seed from the address",
            seed.contains("GEZDGNBVGY3TQOJQ"),
            false,
        )?;
    }
    Ok(())
}
