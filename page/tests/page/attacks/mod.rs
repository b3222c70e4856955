//! Attacks on the built page by whoever made a file, a name or a message, and by a clock that lies. One file for each kind; what
//! can be judged without a page is in `tests/attacks` of the app.

mod clobbering;
mod clock;
mod file_names;
mod formulas;
mod frames;
mod markup;
mod oversized;

use page::{Outcome, Page, Scenario, eventually, expect_eq};
use serde_json::json;

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    [
        clobbering::scenarios(),
        clock::scenarios(),
        file_names::scenarios(),
        formulas::scenarios(),
        frames::scenarios(),
        markup::scenarios(),
        oversized::scenarios(),
    ]
    .concat()
}

/// What is in the page and not of its making: see `strange.js`.
async fn strange(page: &Page) -> Outcome<String> {
    let found = page.script(include_str!("strange.js")).await?;
    Ok(found.as_str().unwrap_or("no answer").to_owned())
}

/// Nothing is in the page that is not of its making, nothing ran, and nothing went wrong: the page is a variant with notes.
async fn expect_untouched(page: &Page, after: &str) -> Outcome {
    expect_eq(
        &format!("what is strange after {after}"),
        strange(page).await?.as_str(),
        "",
    )?;
    let noted = page.noted().await?;
    expect_eq(&format!("what went wrong after {after}"), noted, Vec::new())
}

/// Drops a file of that name on the page, as a person does, with bytes that the page makes itself by this expression.
async fn drop_made(page: &Page, name: &str, bytes: &str) -> Outcome {
    let drop = format!(
        "const dataTransfer = new DataTransfer();
         dataTransfer.items.add(new File([{bytes}], arguments[0]));
         for (const kind of ['dragenter', 'dragover', 'drop'])
             document.getElementById('app').dispatchEvent(new DragEvent(kind, {{ bubbles: true, cancelable: true, dataTransfer }}));"
    );
    page.script_with(&drop, vec![json!(name)]).await?;
    Ok(())
}

/// Waits until the page says this. A driver leaves blanks out of a page's text, and Firefox's the marks around names from right to
/// left: so the text is asked for as it is in the document.
async fn says(page: &Page, text: &str) -> Outcome {
    eventually(&format!("the page to say {text:?}"), async || {
        let says = "return document.getElementById('app').textContent.includes(arguments[0]);";
        let said = page.script_with(says, vec![json!(text)]).await?;
        Ok(said.as_bool() == Some(true))
    })
    .await
}
