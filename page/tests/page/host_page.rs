//! A page of another origin that frames the built page, and writes down all that it hears. Asserts nothing.

use page::{Failure, Outcome, Page, Server, eventually};
use serde_json::Value;

/// What a host page loads, as it is shipped.
pub const EMBED: &str = include_str!("../../../www/embed.js");

/// Notes every message, every event of the elements, every violation of the host's policy and every error.
const RECORDER: &str = include_str!("host.js");

/// What a host page is made of. In `body`, `{page}` is the built page's address and `{base}` that of its server's root.
#[derive(Clone, Copy)]
pub struct Stage<'a> {
    pub body: &'a str,
    /// A script that runs before `embed.js`.
    pub before: &'a str,
    /// The script itself; nothing where a trial adds it later.
    pub embed: &'a str,
    /// A policy of the host's own; `{base}` as above.
    pub policy: &'a str,
}

impl Default for Stage<'_> {
    fn default() -> Self {
        Self {
            body: "",
            before: "",
            embed: EMBED,
            policy: "",
        }
    }
}

impl<'a> Stage<'a> {
    /// This body, and nothing out of the ordinary.
    pub fn of(body: &'a str) -> Self {
        Self {
            body,
            ..Self::default()
        }
    }
}

/// The host's own server. The built page and `embed.js` are on the trial's.
pub struct Host {
    _server: Server,
}

impl Host {
    /// Opens a host page.
    pub async fn open(page: &Page, stage: Stage<'_>) -> Outcome<Self> {
        let theirs = page.server();
        for (path, script) in [
            ("/embed.js", stage.embed),
            ("/recorder.js", RECORDER),
            ("/before.js", stage.before),
        ] {
            theirs.serve(path, script);
        }
        let filled = |text: &str| {
            text.replace("{page}", "{base}/embed/")
                .replace("{base}", theirs.url("").as_str())
        };
        let html = filled(&format!(
            "<!doctype html><html lang=en><meta charset=utf-8><title>A host page</title>\
             <script src=\"{{base}}/recorder.js\"></script><script src=\"{{base}}/before.js\"></script>\
             <script src=\"{{base}}/embed.js\"></script><h1>A host page</h1>{}",
            stage.body
        ));
        let policy = filled(stage.policy);
        let headers = [("Content-Security-Policy", policy.as_str())];
        let headers = if policy.is_empty() { &[][..] } else { &headers };
        let server = Server::start()?;
        // A recorded browser is sent to the trial's server, whatever it asks for.
        for server in [&server, theirs] {
            server.serve_with("/host.html", html.as_str(), headers);
        }
        page.open_address(&server.url("/host.html")).await?;
        Ok(Self { _server: server })
    }

    /// All that was noted so far, a text each: `one ready`, `two error address`, `violation …`, `mistake …`, `message …`.
    pub async fn heard(&self, page: &Page) -> Outcome<Vec<String>> {
        let heard = "return JSON.parse(document.documentElement.dataset.heard || '[]');";
        Ok(serde_json::from_value(page.script(heard).await?)?)
    }

    /// What was noted and begins so.
    pub async fn heard_of(&self, page: &Page, beginning: &str) -> Outcome<Vec<String>> {
        let mut heard = self.heard(page).await?;
        heard.retain(|one| one.starts_with(beginning));
        Ok(heard)
    }

    /// The messages that came, without the origin.
    pub async fn messages(&self, page: &Page) -> Outcome<Vec<Value>> {
        let heard = self.heard_of(page, "message ").await?;
        let data = heard
            .iter()
            .filter_map(|one| one.splitn(3, ' ').nth(2))
            .map(serde_json::from_str);
        Ok(data.collect::<Result<_, _>>()?)
    }

    /// Waits until this was noted so often.
    pub async fn wait_for(&self, page: &Page, what: &str, times: usize) -> Outcome {
        eventually(
            &format!("the host to hear “{what}” {times} times"),
            async || {
                let heard = self.heard(page).await?;
                if heard.iter().filter(|one| *one == what).count() == times {
                    return Ok(true);
                }
                Failure::because(format!("it has heard {heard:?}"))
            },
        )
        .await
    }
}
