//! The proof that nothing leaves the page: what the recorder has seen, less what the browser does by itself.
//! It sees what goes through the browser's HTTP stack. It cannot see WebRTC, nor what a page that was
//! navigated away from would send: never claim more from it.

use crate::server::Request;
use crate::{Browser, Failure, Outcome, Page, eventually};

/// Tries every way out that a policy can close. Expects `data-listener` on the root element.
pub const ATTEMPTS: &str = include_str!("attempts.js");

/// Hosts that a browser reaches by itself in spite of every preference, as measured. By exact name only.
fn is_background(browser: Browser, host: &str) -> bool {
    let hosts: &[&str] = match browser {
        // Whatever switches are set: the list of signed-in accounts, the updates of components, and, when a tab
        // is opened, the start page of Debian's Chromium.
        Browser::Chromium => &[
            "accounts.google.com",
            "start.duckduckgo.com",
            "update.googleapis.com",
        ],
        Browser::Firefox | Browser::WebKit => &[],
    };
    hosts.contains(&host)
}

impl Page {
    /// Everything that has reached the trial's server so far, be it asked directly or, with
    /// [`crate::Options::recorded`], as the browser's proxy. What the browser does by itself is left out.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        let mut requests = self.server().requests();
        requests.retain(|request| !is_background(self.browser(), &request.host));
        requests
    }

    /// Waits until a request of the test's own has gone the same way as the page's would, so that whatever the
    /// page sent before it has arrived. Give it a trial with [`crate::Options::recorded`].
    ///
    /// # Errors
    ///
    /// When the marker does not arrive.
    pub async fn settle_requests(&self) -> Outcome {
        let mark = format!("/mark/{}", self.server().requests().len());
        // Without an icon of its own the browser would ask for one.
        self.server()
            .serve(&mark, "<!doctype html><link rel=icon href=data:,>");
        let address = self.server().url(&mark);
        self.session()
            .aside(async || self.open_address(&address).await)
            .await?;
        let arrived = |request: &Request| request.path == mark;
        eventually("the marker request to arrive", async || {
            Ok(self.server().requests().iter().any(arrived))
        })
        .await
    }

    /// Fails if anything was requested but what `expected` allows; markers are allowed.
    ///
    /// # Errors
    ///
    /// Names the requests that were not expected.
    pub async fn expect_no_requests_but(&self, expected: &[&str]) -> Outcome {
        self.settle_requests().await?;
        let unexpected: Vec<_> = self
            .requests()
            .into_iter()
            // Only what goes to the trial's own server can have been allowed: a path says nothing of its host.
            .filter(|request| {
                let allowed =
                    request.path.starts_with("/mark/") || expected.contains(&request.path.as_str());
                !(allowed && request.host == "127.0.0.1")
            })
            .map(|request| request.to_string())
            .collect();
        if unexpected.is_empty() {
            return Ok(());
        }
        Failure::because(format!(
            "expected no request but {expected:?}, and saw {unexpected:?}"
        ))
    }
}
