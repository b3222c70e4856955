//! Drives the built page through WebDriver in Chromium, Firefox and WebKit, as a person would use it.
//!
//! A scenario is an async function that gets a [`Page`], finds controls by what they are and what they are
//! called ([`Find`]), uses them ([`Control`]) and says what it expected ([`expect`], [`eventually`]). It becomes
//! one trial for each browser, and one more where it says that another origin matters:
//!
//! ```no_run
//! use page::{Find, Outcome, Page, Scenario, scenario};
//!
//! async fn a_copied_seed_is_in_the_clipboard(page: Page) -> Outcome {
//!     page.open("#code").await?;
//!     page.button("Copy the seed").await?.click().await?;
//!     page::expect_eq("the clipboard", page.clipboard().await?.len(), 32)
//! }
//!
//! pub fn scenarios() -> Vec<Scenario> {
//!     vec![scenario!(a_copied_seed_is_in_the_clipboard)]
//! }
//! ```
//!
//! `cargo xtask test` builds the page, finds the browsers and runs this; see [`Environment`] for the variables.
//! What each engine does differently is written down where it is made up for: in `chromium`, `firefox`,
//! `webkit` and `role`.
//!
//! For Unix only: drivers are ended by their process groups.

mod browser;
mod chromium;
mod control;
mod download;
mod driver;
mod environment;
mod failure;
mod find;
mod firefox;
mod keys;
mod log;
mod network;
pub mod oathtool;
mod page;
mod pdf;
mod role;
mod server;
mod session;
mod trial;
mod variant;
mod wait;
mod webkit;

pub use browser::{Browser, Options};
pub use control::Control;
pub use download::Download;
pub use environment::{Environment, Tools};
pub use failure::{Failure, Outcome, expect, expect_eq};
pub use find::{Find, Scope};
pub use network::ATTEMPTS;
pub use page::{Focused, Origin, Page};
pub use pdf::Printed;
pub use role::Role;
pub use server::{Request, Server};
pub use trial::{Scenario, run};
pub use variant::{Variant, hash_source};
pub use wait::{Answer, PATIENCE, eventually, eventually_within};
