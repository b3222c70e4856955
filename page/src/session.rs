//! A browser under a driver's control, in rooms of its own: profile, downloads, home. Nothing of it is kept,
//! and nothing of the machine's own user is touched.

use std::ffi::OsStr;
use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use fantoccini::error::CmdError;
use fantoccini::wd::{WebDriverCompatibleCommand, WindowHandle};
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::driver::{Driver, Screen};
use crate::environment::Tools;
use crate::{Browser, Failure, Options, Outcome, chromium, firefox, webkit};

/// What starting a browser may take: a second or two, many on a machine that is busy.
const START: Duration = Duration::from_secs(60);

/// What a browser may take to leave before it is made to.
const FAREWELL: Duration = Duration::from_secs(5);

/// The folders of one browser, gone when it is.
pub(crate) struct Rooms {
    _root: TempDir,
    /// What the driver and the browser print.
    pub(crate) log: PathBuf,
    pub(crate) profile: PathBuf,
    pub(crate) downloads: PathBuf,
    pub(crate) config: PathBuf,
    home: PathBuf,
    temporary: PathBuf,
    /// Not theirs alone.
    plugins: PathBuf,
}

impl Rooms {
    fn new() -> Outcome<Self> {
        let root = tempfile::Builder::new().prefix("page-").tempdir()?;
        let room = |name: &str| -> Outcome<PathBuf> {
            let path = root.path().join(name);
            fs::create_dir(&path)?;
            Ok(path)
        };
        Ok(Self {
            log: root.path().join("driver.log"),
            profile: room("profile")?,
            downloads: room("downloads")?,
            config: room("config")?,
            home: room("home")?,
            temporary: room("tmp")?,
            plugins: webkit::registry_of_plugins()?,
            _root: root,
        })
    }

    /// The variables that keep a browser inside these rooms, and quiet.
    fn surroundings(&self) -> Vec<(&'static str, &OsStr)> {
        let mut surroundings = vec![
            ("HOME", self.home.as_os_str()),
            ("TMPDIR", self.temporary.as_os_str()),
            ("XDG_CONFIG_HOME", self.config.as_os_str()),
            ("XDG_CACHE_HOME", self.home.as_os_str()),
            ("XDG_DATA_HOME", self.home.as_os_str()),
            ("GST_REGISTRY", self.plugins.as_os_str()),
            // The names that browsers give their own controls are English everywhere.
            ("LANGUAGE", OsStr::new("en")),
        ];
        let own = firefox::SURROUNDINGS.iter().chain(&webkit::SURROUNDINGS);
        surroundings.extend(own.map(|&(name, value)| (name, OsStr::new(value))));
        surroundings
    }
}

/// A running browser. Dropping it ends browser and driver.
pub(crate) struct Session {
    pub(crate) browser: Browser,
    pub(crate) client: Client,
    // Before the rooms: who still lives in them would go on writing while they are cleared.
    _driver: Driver,
    pub(crate) rooms: Rooms,
    /// Where this trial's part of the log begins, in bytes.
    pub(crate) log_start: u64,
    options: Options,
}

/// Browsers that wait, cleaned, for the next trial with their options.
static WAITING: Mutex<Vec<Session>> = Mutex::new(Vec::new());

impl Session {
    /// A browser with these options: one that is waiting, or a new one.
    pub(crate) async fn obtain(tools: &Tools, options: &Options) -> Outcome<Self> {
        let fits = |one: &Session| one.browser == tools.browser && one.options == *options;
        let found = {
            let mut waiting = waiting();
            let place = waiting.iter().position(fits);
            place.map(|place| waiting.swap_remove(place))
        };
        match found {
            Some(session) => Ok(session),
            None => match Self::start_in_time(tools, options).await {
                // The free port of a moment ago may be somebody else's by now: that says nothing of the page.
                Err(failure) => {
                    eprintln!("{} is started once more: {failure}", tools.browser);
                    Self::start_in_time(tools, options).await
                }
                started => started,
            },
        }
    }

    async fn start_in_time(tools: &Tools, options: &Options) -> Outcome<Self> {
        tokio::time::timeout(START, Self::start(tools, options))
            .await
            .map_err(|_| Failure::new(format!("{} did not start in time", tools.browser)))?
    }

    async fn start(tools: &Tools, options: &Options) -> Outcome<Self> {
        let rooms = Rooms::new()?;
        let browser = tools.browser;
        let (arguments, screen): (fn(u16) -> Vec<String>, _) = match browser {
            Browser::Chromium => (chromium::driver_arguments, None),
            Browser::Firefox => (firefox::driver_arguments, None),
            Browser::WebKit => {
                webkit::furnish(options, &rooms)?;
                (webkit::driver_arguments, Some(Screen::start()?))
            }
        };
        let surroundings = rooms.surroundings();
        let driver =
            Driver::start(&tools.driver, arguments, &surroundings, screen, &rooms.log).await?;

        let mut capabilities = match browser {
            Browser::Chromium => chromium::capabilities(tools, options, &rooms),
            Browser::Firefox => firefox::capabilities(tools, options, &rooms),
            Browser::WebKit => webkit::capabilities(tools, options),
        };
        // Milliseconds. Bounds of the driver's own, below a trial's.
        capabilities["timeouts"] = json!({ "script": 30_000, "pageLoad": 30_000, "implicit": 0 });
        let Value::Object(capabilities) = capabilities else {
            return Failure::because("the capabilities are an object");
        };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&driver.url())
            .await
            .map_err(|error| Failure::new(format!("{browser} did not start: {error}")))?;
        let session = Self {
            browser,
            client,
            rooms,
            log_start: 0,
            options: options.clone(),
            _driver: driver,
        };
        if browser == Browser::Chromium {
            let media = chromium::media(options);
            session.post("goog/cdp/execute", media).await?;
        }
        Ok(session)
    }

    /// Whether pages may run scripts in it.
    pub(crate) fn runs_scripts(&self) -> bool {
        !self.options.without_script
    }

    /// Gives the browser back after a trial that passed: if it can be cleaned, it waits for the next one. That
    /// saves Chromium one second and Firefox three; WebKit starts in less than one and cannot be cleaned. A proxy is one
    /// trial's own, and its browser with it.
    pub(crate) async fn give_back(mut self) {
        let clean = self.options.proxy.is_none()
            && self.browser != Browser::WebKit
            && matches!(
                tokio::time::timeout(FAREWELL, self.clean()).await,
                Ok(Ok(()))
            );
        if clean {
            waiting().push(self);
        } else {
            self.close().await;
        }
    }

    /// Ends the browser, in peace if it is willing.
    pub(crate) async fn close(self) {
        // Whatever it answers, the driver's process group is ended after this.
        let _ = tokio::time::timeout(FAREWELL, self.client.clone().close()).await;
    }

    /// Ends the browsers that still wait, and with them what they shared.
    pub(crate) async fn close_all() {
        loop {
            // A statement of its own: the lock must not be held while a browser is leaving.
            let next = waiting().pop();
            match next {
                Some(session) => session.close().await,
                None => return webkit::clear_shared(),
            }
        }
    }

    /// Leaves one empty tab, and nothing that the last trial wrote.
    async fn clean(&mut self) -> Outcome {
        let fresh = self.new_tab().await?;
        for old in self.client.windows().await? {
            if old != fresh {
                self.client.switch_to_window(old).await?;
                self.client.close_window().await?;
            }
        }
        self.go_to_tab(fresh).await?;
        match self.browser {
            Browser::Chromium => {
                for command in chromium::cleaning(&self.options) {
                    self.post("goog/cdp/execute", command).await?;
                }
                // Reading the console empties it.
                self.post("se/log", json!({ "type": "browser" })).await?;
            }
            Browser::Firefox => self.in_firefox_itself(firefox::CLEAN).await?,
            Browser::WebKit => return Failure::because("WebKit cannot be cleaned"),
        }
        for entry in fs::read_dir(&self.rooms.downloads)? {
            fs::remove_file(entry?.path())?;
        }
        self.log_start = fs::metadata(&self.rooms.log)?.len();
        Ok(())
    }

    /// Opens an empty tab and goes there.
    pub(crate) async fn new_tab(&self) -> Outcome<WindowHandle> {
        let tab = self.client.new_window(true).await?.handle;
        self.go_to_tab(tab.clone()).await?;
        Ok(tab)
    }

    /// Goes to a tab, and gives it the focus, which Chromium does not do by itself.
    pub(crate) async fn go_to_tab(&self, tab: WindowHandle) -> Outcome {
        self.client.switch_to_window(tab).await?;
        if self.browser == Browser::Chromium {
            let front = json!({ "cmd": "Page.bringToFront", "params": {} });
            self.post("goog/cdp/execute", front).await?;
        }
        Ok(())
    }

    /// Does something in a tab of its own, and comes back.
    pub(crate) async fn aside<T>(&self, deed: impl AsyncFnOnce() -> Outcome<T>) -> Outcome<T> {
        let here = self.client.window().await?;
        self.new_tab().await?;
        let done = deed().await;
        self.client.close_window().await?;
        self.go_to_tab(here).await?;
        done
    }

    /// Runs a script with the rights of Firefox's own code; it calls back when it is done.
    pub(crate) async fn in_firefox_itself(&self, script: &str) -> Outcome {
        self.post("moz/context", json!({ "context": "chrome" }))
            .await?;
        let done = self.client.execute_async(script, Vec::new()).await;
        self.post("moz/context", json!({ "context": "content" }))
            .await?;
        done?;
        Ok(())
    }

    /// Sends a command that the client has no method for.
    pub(crate) async fn post(&self, path: &str, body: Value) -> Outcome<Value> {
        self.issue(Method::POST, path, Some(body)).await
    }

    /// Asks something that the client has no method for.
    pub(crate) async fn get(&self, path: &str) -> Outcome<Value> {
        self.issue(Method::GET, path, None).await
    }

    /// [`Session::get`] of something about an element: nothing if the element has left the page.
    pub(crate) async fn ask(&self, path: &str) -> Outcome<Option<Value>> {
        match self.send(Method::GET, path, None).await {
            Ok(answer) => Ok(Some(answer)),
            Err(error) if error.is_stale_element_reference() => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    async fn issue(&self, method: Method, path: &str, body: Option<Value>) -> Outcome<Value> {
        Ok(self.send(method, path, body).await?)
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> Result<Value, CmdError> {
        let command = Command {
            path: path.to_owned(),
            method,
            body: body.map(|body| body.to_string()),
        };
        self.client.issue_cmd(command).await
    }
}

fn waiting() -> MutexGuard<'static, Vec<Session>> {
    WAITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A command of the session, by its path below `/session/{id}/`.
#[derive(Debug)]
struct Command {
    path: String,
    method: Method,
    body: Option<String>,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/{}", self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (Method, Option<String>) {
        (self.method.clone(), self.body.clone())
    }
}
