//! The three browsers, and what a trial may ask of one before it starts.
//! How each engine is told lives in its own module; nothing here names a flag.

use std::fmt;
use std::net::SocketAddr;

/// An engine, and the browser that stands for it.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Browser {
    /// Blink: Chromium with chromedriver.
    Chromium,
    /// Gecko: Firefox with geckodriver.
    Firefox,
    /// WebKit: WebKitGTK's MiniBrowser with WebKitWebDriver.
    WebKit,
}

impl Browser {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The name in `PAGE_BROWSERS` and in the names of trials.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }
}

impl fmt::Display for Browser {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// What a browser is asked to be, before it starts. Trials that ask for the same may follow one another in one
/// browser, cleaned in between, where starting a new one is slow.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Options {
    pub(crate) dark: bool,
    pub(crate) reduced_motion: bool,
    pub(crate) without_script: bool,
    pub(crate) recorded: bool,
    pub(crate) proxy: Option<SocketAddr>,
    pub(crate) arguments: Vec<(Browser, String)>,
}

impl Options {
    /// Light, with motion and scripts, no proxy: a browser as it comes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// `prefers-color-scheme: dark`.
    #[must_use]
    pub fn dark(mut self) -> Self {
        self.dark = true;
        self
    }

    /// `prefers-reduced-motion: reduce`.
    #[must_use]
    pub fn reduced_motion(mut self) -> Self {
        self.reduced_motion = true;
        self
    }

    /// Scripts switched off, as by a careful administrator. WebDriver still reads the page.
    #[must_use]
    pub fn without_script(mut self) -> Self {
        self.without_script = true;
        self
    }

    /// Everything the browser sends, to itself included, goes through the recorder.
    #[must_use]
    pub fn recorded(mut self) -> Self {
        self.recorded = true;
        self
    }

    /// A further command line argument for one browser.
    #[must_use]
    pub fn argument(mut self, browser: Browser, argument: impl Into<String>) -> Self {
        self.arguments.push((browser, argument.into()));
        self
    }

    pub(crate) fn arguments_for(&self, browser: Browser) -> impl Iterator<Item = &str> {
        self.arguments
            .iter()
            .filter(move |(whose, _)| *whose == browser)
            .map(|(_, argument)| argument.as_str())
    }
}
