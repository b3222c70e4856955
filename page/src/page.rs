//! The page in a browser, as one trial has it: where it is opened from, and what a person sees and does there.
//! Never touches the page's insides, except in the few methods that say so.

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use data_encoding::BASE64;
use fantoccini::Client;
use fantoccini::actions::Actions;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::control::string;
use crate::download::{self, Download};
use crate::find::{Find, Scope};
use crate::keys;
use crate::pdf::Printed;
use crate::role::squeeze;
use crate::server::Server;
use crate::session::Session;
use crate::{
    Browser, Control, Failure, Outcome, Role, Variant, eventually, eventually_within, firefox,
};

/// The view of a trial that asks for no other, in CSS pixels.
pub(crate) const USUAL_VIEW: (u32, u32) = (1280, 900);

/// What a page may take to load.
const LOADING: Duration = Duration::from_secs(30);

/// What a page may take to be laid out anew when its window has another size; a window that has it already takes as long.
const LAYING_OUT: Duration = Duration::from_secs(1);

/// Where the page is opened from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Origin {
    /// By double click: `file://`.
    File,
    /// From a server: `http://127.0.0.1`.
    Http,
}

impl Origin {
    /// Both.
    pub const ALL: [Self; 2] = [Self::File, Self::Http];

    /// The name in the names of trials.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Http => "http",
        }
    }
}

/// One tab of one browser, for the length of a trial. Clones are handles of the same one.
#[derive(Clone)]
pub struct Page(Rc<Inner>);

struct Inner {
    session: Session,
    server: Server,
    origin: Origin,
    product: PathBuf,
    site: PathBuf,
    scratch: TempDir,
}

/// What has the keyboard's focus.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Focused {
    /// Its computed role, as this browser names it.
    pub role: String,
    /// Its accessible name.
    pub name: String,
}

impl Find for Page {
    fn scope(&self) -> Scope {
        Scope {
            page: self.clone(),
            root: None,
        }
    }
}

// ---- A trial's beginning and end ----

impl Page {
    pub(crate) async fn begin(
        session: Session,
        server: Server,
        origin: Origin,
        product: PathBuf,
        site: PathBuf,
    ) -> Outcome<Self> {
        if let Some(folder) = product.parent() {
            server.serve_folder("/", folder);
        }
        server.serve_file("/", &product);
        server.serve_file("/embed/", &product);
        server.serve_folder("/fixtures/", &fixtures());
        let page = Self(Rc::new(Inner {
            session,
            server,
            origin,
            product,
            site,
            scratch: tempfile::Builder::new().prefix("page-trial-").tempdir()?,
        }));
        page.resize(USUAL_VIEW.0, USUAL_VIEW.1).await?;
        Ok(page)
    }

    /// The browser, if nobody else holds this page any more.
    pub(crate) fn into_session(self) -> Option<Session> {
        Rc::into_inner(self.0).map(|inner| inner.session)
    }

    pub(crate) fn session(&self) -> &Session {
        &self.0.session
    }

    /// The WebDriver client, for what has no method here.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.session().client
    }

    /// The browser it is open in.
    #[must_use]
    pub fn browser(&self) -> Browser {
        self.session().browser
    }

    /// Where it is opened from.
    #[must_use]
    pub fn origin(&self) -> Origin {
        self.0.origin
    }

    /// The trial's server: it serves the http origin, and records all that arrives.
    #[must_use]
    pub fn server(&self) -> &Server {
        &self.0.server
    }

    /// The folder for a web server, made of the built page. The trial's server serves the page alone.
    #[must_use]
    pub fn site(&self) -> &Path {
        &self.0.site
    }

    /// A folder for the trial's own files, gone afterwards.
    #[must_use]
    pub fn scratch(&self) -> &Path {
        self.0.scratch.path()
    }

    /// Writes a file into the scratch folder, to be uploaded for instance.
    pub fn write_file(&self, name: &str, bytes: impl AsRef<[u8]>) -> Outcome<PathBuf> {
        let path = self.scratch().join(name);
        fs::write(&path, bytes)?;
        Ok(path)
    }
}

// ---- Opening ----

impl Page {
    /// Opens the built page from the trial's origin. `fragment` is empty, or begins with `#`.
    pub async fn open(&self, fragment: &str) -> Outcome {
        let address = match self.origin() {
            Origin::File => file_url(&self.0.product)?,
            Origin::Http => self.server().url("/"),
        };
        self.open_address(&format!("{address}{fragment}")).await
    }

    /// The built page, to be changed and then opened with [`Page::open_variant`].
    pub fn variant(&self) -> Outcome<Variant> {
        Variant::of_file(&self.0.product)
    }

    /// Opens a changed page from the trial's origin.
    pub async fn open_variant(&self, variant: &Variant, fragment: &str) -> Outcome {
        let address = match self.origin() {
            Origin::File => file_url(&self.write_file("variant.html", variant.html())?)?,
            Origin::Http => {
                self.server().serve("/variant.html", variant.html());
                self.server().url("/variant.html")
            }
        };
        self.open_address(&format!("{address}{fragment}")).await
    }

    /// Opens the built page over plain http from another host than this machine, where browsers withhold what
    /// needs a secure context. Only with [`crate::Options::recorded`]: the host exists for the proxy alone.
    pub async fn open_insecurely(&self, fragment: &str) -> Outcome {
        self.open_address(&format!("http://toolset.test/{fragment}"))
            .await?;
        let secure = self.script("return isSecureContext;").await?;
        crate::expect(secure == json!(false), || "an insecure context".to_owned())
    }

    /// Opens a page of `tests/fixtures` from the trial's origin.
    pub async fn open_fixture(&self, name: &str) -> Outcome {
        let address = match self.origin() {
            Origin::File => file_url(&fixtures().join(name))?,
            Origin::Http => self.server().url(&format!("/fixtures/{name}")),
        };
        self.open_address(&address).await
    }

    /// Opens any address.
    pub async fn open_address(&self, address: &str) -> Outcome {
        // The client's own `goto` asks for the current address first.
        let navigation = self.session().post("url", json!({ "url": address }));
        tokio::time::timeout(LOADING, navigation)
            .await
            .map_err(|_| Failure::new(format!("expected {address} to load")))??;
        Ok(())
    }

    /// Loads the page again, as with the browser's own button.
    pub async fn reload(&self) -> Outcome {
        Ok(self.client().refresh().await?)
    }

    /// A frame by its title, to be entered with [`crate::Control::enter_frame`].
    pub async fn frame(&self, title: &str) -> Outcome<Control> {
        self.find(Role::Frame, title).await
    }

    /// Leaves the frame that [`crate::Control::enter_frame`] entered.
    pub async fn leave_frame(&self) -> Outcome {
        Ok(self.client().clone().enter_parent_frame().await?)
    }
}

// ---- Seeing ----

impl Page {
    /// The text that the page shows.
    pub async fn text(&self) -> Outcome<String> {
        Ok(string(
            self.script("return document.body ? document.body.innerText : '';")
                .await?,
        ))
    }

    /// Whether the page shows this text at this moment, whatever the white space.
    pub async fn shows(&self, text: &str) -> Outcome<bool> {
        Ok(squeeze(&self.text().await?).contains(&squeeze(text)))
    }

    /// Waits until the page shows this text, whatever the white space.
    pub async fn wait_for_text(&self, text: &str) -> Outcome {
        let what = format!("the page to show “{text}”");
        eventually(&what, async || self.shows(text).await).await
    }

    /// Waits until the page does not show this text any more.
    pub async fn wait_until_text_is_gone(&self, text: &str) -> Outcome {
        let what = format!("the page not to show “{text}”");
        eventually(&what, async || Ok(!self.shows(text).await?)).await
    }

    /// The title of the document.
    pub async fn title(&self) -> Outcome<String> {
        Ok(self.client().title().await?)
    }

    /// The address of the document.
    pub async fn address(&self) -> Outcome<String> {
        Ok(self.client().current_url().await?.to_string())
    }

    /// What has the keyboard's focus.
    pub async fn focused(&self) -> Outcome<Focused> {
        let element = self.client().active_element().await?;
        let path = format!("element/{}", element.element_id().as_ref());
        let role = self.session().get(&format!("{path}/computedrole")).await?;
        let name = self.session().get(&format!("{path}/computedlabel")).await?;
        Ok(Focused {
            role: string(role),
            name: squeeze(&string(name)),
        })
    }

    /// The view as a PNG.
    pub async fn screenshot(&self) -> Outcome<Vec<u8>> {
        Ok(self.client().screenshot().await?)
    }

    /// The page as it would be printed, as a PDF. WebKit's driver has no such command: give the scenario
    /// [`crate::Scenario::not_in`].
    pub async fn print(&self) -> Outcome<Vec<u8>> {
        let pdf = self.session().post("print", json!({})).await?;
        Ok(BASE64.decode(string(pdf).as_bytes())?)
    }

    /// What comes out of a printer with paper of this size, in millimetres, that prints up to the edges. Not in WebKit
    /// either.
    pub async fn print_on(&self, width: f64, height: f64) -> Outcome<Printed> {
        let body = json!({
            "page": { "width": width / 10.0, "height": height / 10.0 },
            "margin": { "top": 0, "bottom": 0, "left": 0, "right": 0 },
            "shrinkToFit": false,
        });
        let pdf = self.session().post("print", body).await?;
        Printed::of_pdf(&BASE64.decode(string(pdf).as_bytes())?)
    }

    /// What Chromium says stands in the way of installing the page. Only there.
    pub async fn hindrances_to_install(&self) -> Outcome<Value> {
        let ask = json!({ "cmd": "Page.getInstallabilityErrors", "params": {} });
        let answer = self.session().post("goog/cdp/execute", ask).await?;
        Ok(answer["installabilityErrors"].clone())
    }

    /// How many CSS pixels the page is wider than its view.
    pub async fn overflow(&self) -> Outcome<i64> {
        let overflow = "const e = document.scrollingElement; return e.scrollWidth - e.clientWidth;";
        Ok(self.script(overflow).await?.as_i64().unwrap_or_default())
    }
}

// ---- Doing ----

impl Page {
    /// Presses a key or a chord: `Tab`, `Shift+Tab`, `Control+V`, `ArrowDown`, `a`.
    pub async fn press(&self, chord: &str) -> Outcome {
        let chord = keys::chord(chord)?;
        self.client().perform_actions(Actions::from(chord)).await?;
        Ok(())
    }

    /// Makes the view exactly this large, in CSS pixels; nothing below 320 by 300.
    pub async fn resize(&self, width: u32, height: u32) -> Outcome {
        if self.browser() == Browser::Firefox && width < 500 {
            self.session().in_firefox_itself(firefox::NARROW).await?;
        }
        let wanted = (i64::from(width), i64::from(height));
        let what = format!("a view of {width} by {height}");
        let mut asked = wanted;
        eventually(&what, async || {
            let before = self.view().await?;
            if before == wanted {
                return Ok(true);
            }
            let body = json!({ "width": asked.0, "height": asked.1 });
            self.session().post("window/rect", body).await?;
            // The driver may answer before the page is laid out anew: what the window's frame takes is seen only then, and a
            // window that is as asked, with a frame, changes once more.
            let changed = eventually_within(LAYING_OUT, "another view", async || {
                let inner = self.view().await?;
                Ok((inner != before).then_some(inner))
            });
            let inner = changed.await.unwrap_or(before);
            if inner == wanted {
                return Ok(true);
            }
            asked = (
                (asked.0 + wanted.0 - inner.0).max(1),
                (asked.1 + wanted.1 - inner.1).max(1),
            );
            Ok(false)
        })
        .await
    }

    async fn view(&self) -> Outcome<(i64, i64)> {
        let size = self.script("return [innerWidth, innerHeight];").await?;
        Ok(serde_json::from_value(size)?)
    }

    /// Does something that saves a file, and waits for the file.
    pub async fn download(&self, deed: impl AsyncFnOnce() -> Outcome) -> Outcome<Download> {
        download::after(&self.session().rooms.downloads, deed).await
    }

    /// The text in the clipboard: pastes it into a field of its own tab, as a person would to look.
    pub async fn clipboard(&self) -> Outcome<String> {
        self.session()
            .aside(async || self.paste_aside().await)
            .await
    }

    async fn paste_aside(&self) -> Outcome<String> {
        let path = self.write_file("paste.html", "<textarea aria-label=Paste></textarea>")?;
        self.open_address(&file_url(&path)?).await?;
        let field = self.field("Paste").await?;
        field.click().await?;
        self.press("Control+v").await?;
        eventually("a text to be pasted", async || {
            let text = field.value().await?;
            Ok((!text.is_empty()).then_some(text))
        })
        .await
    }

    /// Sets the clock of a page opened from [`Variant::with_clock`]: it goes on from this moment, in seconds
    /// since 1970.
    pub async fn set_clock(&self, seconds: f64) -> Outcome {
        let set = "const real = performance.timeOrigin + new Event('').timeStamp; \
            document.documentElement.dataset.clock = String(arguments[0] * 1000 - real);";
        self.script_with(set, vec![json!(seconds)]).await?;
        Ok(())
    }

    /// Lets that clock stand still at this moment, in seconds since 1970.
    pub async fn stop_clock(&self, seconds: f64) -> Outcome {
        let set = "document.documentElement.dataset.clock = '=' + arguments[0] * 1000;";
        self.script_with(set, vec![json!(seconds)]).await?;
        Ok(())
    }

    /// Lets so many seconds more have passed, by the other clock of such a page: the one that only goes on.
    pub async fn set_uptime_ahead(&self, seconds: f64) -> Outcome {
        let set = "document.documentElement.dataset.uptime = String(arguments[0] * 1000);";
        self.script_with(set, vec![json!(seconds)]).await?;
        Ok(())
    }

    /// What a page opened from [`Variant::with_notes`] has noted: `(kind, text)`, where the kind is `error`,
    /// `rejection`, `violation` or `console`.
    pub async fn noted(&self) -> Outcome<Vec<(String, String)>> {
        let noted = "return JSON.parse(document.documentElement.dataset.noted || '[]') \
            .map(note => [note.kind, note.text]);";
        Ok(serde_json::from_value(self.script(noted).await?)?)
    }

    /// Runs a script in the page, for what WebDriver has no command for. In Firefox it does not see the
    /// page's own globals.
    pub async fn script(&self, script: &str) -> Outcome<Value> {
        self.script_with(script, Vec::new()).await
    }

    /// Runs a script that is done when it calls its last argument, with what it calls it with.
    pub async fn script_until_called(&self, script: &str) -> Outcome<Value> {
        Ok(self.client().execute_async(script, Vec::new()).await?)
    }

    /// Runs a script with arguments.
    pub async fn script_with(&self, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        Ok(self.client().execute(script, arguments).await?)
    }
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn file_url(path: &Path) -> Outcome<String> {
    match url::Url::from_file_path(path) {
        Ok(url) => Ok(url.to_string()),
        Err(()) => Failure::because(format!("{} is no absolute path", path.display())),
    }
}
