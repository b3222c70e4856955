//! The built page with something changed: a script put before all others, or the policy taken away.
//! For questions that the page as it is cannot answer; whatever else differs is a fault of this module.

use std::fs;
use std::path::Path;

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use crate::{Failure, Outcome};

/// Lets a test set the page's clock: see [`crate::Page::set_clock`].
const CLOCK: &str = include_str!("clock.js");

/// Notes what goes wrong from the first moment: see [`crate::Page::noted`].
const NOTES: &str = include_str!("notes.js");

/// A page's HTML, to be changed.
#[derive(Clone, Debug)]
pub struct Variant {
    html: String,
}

impl Variant {
    /// Starts from a file.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn of_file(path: &Path) -> Outcome<Self> {
        let html = fs::read_to_string(path)
            .map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
        Ok(Self { html })
    }

    /// Starts from HTML.
    pub fn of_html(html: impl Into<String>) -> Self {
        Self { html: html.into() }
    }

    /// The HTML as it is now.
    #[must_use]
    pub fn html(&self) -> &str {
        &self.html
    }

    /// Inserts a classic script before every other one, allowed by its hash if there is a policy.
    ///
    /// # Errors
    ///
    /// When the page has no head, its policy has no `script-src`, or a script comes before the policy.
    pub fn with_script(mut self, script: &str) -> Outcome<Self> {
        if script.contains("</script") {
            return Failure::because("a script to be inserted must not contain its own end");
        }
        let element = format!("<script>{script}</script>");
        let place = match Policy::find(&self.html)? {
            Some(policy) => {
                if find_ignoring_case(&self.html[..policy.tag.end], "<script").is_some() {
                    return Failure::because("expected the policy before the first script");
                }
                let allowed = policy.allowing("script-src", script)?;
                let grown = policy.tag.end + allowed.len() - policy.content.len();
                self.html.replace_range(policy.content, &allowed);
                grown
            }
            None => self.end_of_head_tag()?,
        };
        self.html.insert_str(place, &element);
        Ok(self)
    }

    /// Lets [`crate::Page::set_clock`] and [`crate::Page::stop_clock`] move the page's `Date`, and
    /// [`crate::Page::set_uptime_ahead`] its `performance.now`. Workers keep the real time.
    ///
    /// # Errors
    ///
    /// As [`Variant::with_script`].
    pub fn with_clock(self) -> Outcome<Self> {
        self.with_script(CLOCK)
    }

    /// Notes errors, console errors and breaches of the policy from the first moment on, for
    /// [`crate::Page::noted`].
    ///
    /// # Errors
    ///
    /// As [`Variant::with_script`].
    pub fn with_notes(self) -> Outcome<Self> {
        self.with_script(NOTES)
    }

    /// Removes the policy.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub fn without_policy(mut self) -> Outcome<Self> {
        let policy = Policy::find(&self.html)?
            .ok_or_else(|| Failure::new("expected a Content-Security-Policy in the page"))?;
        self.html.replace_range(policy.tag, "");
        Ok(self)
    }

    fn end_of_head_tag(&self) -> Outcome<usize> {
        let head = find_ignoring_case(&self.html, "<head")
            .ok_or_else(|| Failure::new("expected a <head> in the page"))?;
        match self.html[head..].find('>') {
            Some(end) => Ok(head + end + 1),
            None => Failure::because("expected the <head> tag to end"),
        }
    }
}

/// The hash of an inline script or style as a policy names it (CSP 3 §2.3.1).
#[must_use]
pub fn hash_source(text: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(&Sha256::digest(text)))
}

/// The `meta` element with the policy, by its places in the HTML.
struct Policy<'h> {
    html: &'h str,
    tag: std::ops::Range<usize>,
    content: std::ops::Range<usize>,
}

impl<'h> Policy<'h> {
    fn find(html: &'h str) -> Outcome<Option<Self>> {
        let Some(name) = find_ignoring_case(html, "content-security-policy") else {
            return Ok(None);
        };
        let malformed = || Failure::new("expected the policy as <meta http-equiv=… content=\"…\">");
        let start = html[..name].rfind('<').ok_or_else(malformed)?;
        let content = start
            + find_ignoring_case(&html[start..], "content=\"").ok_or_else(malformed)?
            + "content=\"".len();
        let length = html[content..].find('"').ok_or_else(malformed)?;
        let last = name.max(content + length);
        let end = last + html[last..].find('>').ok_or_else(malformed)? + 1;
        Ok(Some(Self {
            html,
            tag: start..end,
            content: content..content + length,
        }))
    }

    /// The policy with the hash of `text` added to a directive.
    fn allowing(&self, directive: &str, text: &str) -> Outcome<String> {
        let policy = &self.html[self.content.clone()];
        let place = policy
            .find(directive)
            .ok_or_else(|| Failure::new(format!("expected {directive} in the policy")))?
            + directive.len();
        let hash = hash_source(text);
        Ok(format!("{} {hash}{}", &policy[..place], &policy[place..]))
    }
}

/// ASCII only, which keeps the places of both texts the same.
fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    text.to_ascii_lowercase().find(&wanted.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><head><meta charset=utf-8>\
        <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-x'; style-src 'none'\">\
        <script>first()</script></head>";

    #[test]
    fn a_script_comes_after_the_policy_and_before_every_other() {
        let variant = Variant::of_html(PAGE).with_script("mine()").unwrap();
        let html = variant.html();
        let hash = hash_source("mine()");
        assert!(html.contains(&format!("script-src {hash} 'sha256-x'; style-src 'none'\"><script>mine()</script><script>first()")));
    }

    #[test]
    fn a_page_without_policy_takes_the_script_at_the_start_of_its_head() {
        let variant = Variant::of_html(PAGE).without_policy().unwrap();
        assert!(!variant.html().contains("default-src"));
        let html = variant.with_script("mine()").unwrap();
        assert!(
            html.html()
                .contains("<head><script>mine()</script><meta charset")
        );
    }
}
