//! Watches the main thread and the worker, in the page itself: `probe.js` says what it can be asked. Asserts nothing.

use page::{Outcome, Page};
use serde_json::json;

/// The longest time between two turns of the page's timer, and what goes to and fro between the page and its worker. `hold`
/// keeps back what the worker is asked, until it is let go.
const PROBE: &str = include_str!("probe.js");

/// Opens the built page with the probe in it.
pub async fn open(page: &Page, fragment: &str) -> Outcome {
    let variant = page.variant()?.with_script(PROBE)?;
    page.open_variant(&variant, fragment).await
}

/// Asks the probe; what it answers, 0 where that is nothing.
pub async fn ask(page: &Page, what: &str) -> Outcome<f64> {
    let ask = "const root = document.documentElement; root.dataset.ask = arguments[0]; \
        document.dispatchEvent(new Event('probe')); return root.dataset.told;";
    let told = page.script_with(ask, vec![json!(what)]).await?;
    Ok(told
        .as_str()
        .and_then(|told| told.parse().ok())
        .unwrap_or(0.0))
}
