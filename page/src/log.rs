//! What the browser itself reported: its console and its errors, without a line of code in the page.
//! Each engine writes them elsewhere and in its own words, so never compare a whole line.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use serde_json::json;

use crate::{Browser, Failure, Outcome, Page};

/// How many lines of the log a failed trial shows.
const TAIL: usize = 12;

impl Page {
    /// The errors in the browser's console, one a line: in Chromium those since the last call, in Firefox those
    /// of the whole trial. In WebKit there is no way to it, see [`crate::Variant::with_notes`].
    ///
    /// # Errors
    ///
    /// When the browser does not answer, and always in WebKit.
    pub async fn console_errors(&self) -> Outcome<Vec<String>> {
        match self.browser() {
            Browser::Chromium => self.console_of_chromium().await,
            Browser::Firefox => Ok(self.log_lines(&["console.error:", "JavaScript error:"])),
            Browser::WebKit => Failure::because(
                "WebKit's console cannot be read: open the page from Variant::with_notes",
            ),
        }
    }

    async fn console_of_chromium(&self) -> Outcome<Vec<String>> {
        let entries = self
            .session()
            .post("se/log", json!({ "type": "browser" }))
            .await?;
        let entries = entries.as_array().cloned().unwrap_or_default();
        Ok(entries
            .iter()
            .filter(|entry| entry["level"] == "SEVERE")
            .map(|entry| entry["message"].as_str().unwrap_or_default().to_owned())
            .collect())
    }

    fn log_lines(&self, marks: &[&str]) -> Vec<String> {
        let log = self.log();
        let marked = |line: &&str| {
            marks.iter().any(|mark| line.contains(mark)) && !is_about_the_browser(line)
        };
        log.lines().filter(marked).map(ToOwned::to_owned).collect()
    }

    /// The last lines of what driver and browser have printed in this trial.
    pub(crate) fn log_tail(&self) -> String {
        let log = self.log();
        let lines: Vec<_> = log
            .lines()
            .filter(|line| !is_about_the_browser(line))
            .collect();
        lines[lines.len().saturating_sub(TAIL)..].join("\n")
    }

    fn log(&self) -> String {
        let session = self.session();
        let mut bytes = Vec::new();
        // A log that cannot be read is an empty one: it only ever helps to explain a failure.
        if let Ok(mut file) = File::open(&session.rooms.log) {
            let _ = file.seek(SeekFrom::Start(session.log_start));
            let _ = file.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// Firefox logs its own affairs beside the page's: by the addresses of its code, and a few by their names.
fn is_about_the_browser(line: &str) -> bool {
    let own = [
        "resource://",
        "chrome://",
        "RSLoader",
        "Remote Settings",
        "RemoteSettings",
        "BackupService",
        "Marionette",
        "Read port",
        "GFX1",
        "GLib-GObject",
        "g_type_add_interface_static",
        "headless mode",
        "  Stack:",
        "  Message: Error: Could not sync",
    ];
    own.iter().any(|mark| line.contains(mark))
}
