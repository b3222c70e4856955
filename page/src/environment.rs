//! What the tooling tells the tests through environment variables: the built page, the browsers, their drivers.
//! Never look for a browser elsewhere, and never skip one that is missing: say which variable, and the remedy.

use std::env;
use std::path::{Path, PathBuf};

use crate::Browser;

const REMEDY: &str =
    "Run `cargo xtask test`, which builds the page, finds the browsers and sets this up.";

/// Everything `cargo xtask test` hands over.
#[derive(Clone, Debug)]
pub struct Environment {
    /// `TOTP_PAGE`: the built page, one HTML file.
    pub page: PathBuf,
    /// `TOTP_SITE`: the folder for a web server, made of the same page.
    pub site: PathBuf,
    /// `PAGE_BROWSERS`: the browsers to drive, each with its programs.
    pub browsers: Vec<Tools>,
}

/// One browser and the driver that speaks for it.
#[derive(Clone, Debug)]
pub struct Tools {
    /// Which of the three.
    pub browser: Browser,
    /// The browser's own program.
    pub program: PathBuf,
    /// The WebDriver server for it.
    pub driver: PathBuf,
}

impl Environment {
    /// Reads the variables.
    ///
    /// # Errors
    ///
    /// Names the variable that is missing or wrong, and the remedy.
    pub fn read() -> Result<Self, String> {
        let page = file("TOTP_PAGE")?;
        let site = folder("TOTP_SITE")?;
        let listed =
            env::var("PAGE_BROWSERS").map_err(|_| format!("PAGE_BROWSERS is not set. {REMEDY}"))?;
        let browsers = listed
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(tools)
            .collect::<Result<Vec<_>, _>>()?;
        if browsers.is_empty() {
            return Err(format!("PAGE_BROWSERS names no browser. {REMEDY}"));
        }
        Ok(Self {
            page,
            site,
            browsers,
        })
    }
}

fn tools(name: &str) -> Result<Tools, String> {
    let browser = Browser::ALL
        .into_iter()
        .find(|browser| browser.name() == name)
        .ok_or_else(|| {
            format!(
                "PAGE_BROWSERS names “{name}”, which is none of chromium, firefox, webkit. {REMEDY}"
            )
        })?;
    let (program, driver) = match browser {
        Browser::Chromium => ("CHROMIUM", "CHROMEDRIVER"),
        Browser::Firefox => ("FIREFOX", "GECKODRIVER"),
        Browser::WebKit => ("MINIBROWSER", "WEBKITDRIVER"),
    };
    Ok(Tools {
        browser,
        program: file(program)?,
        driver: file(driver)?,
    })
}

fn file(variable: &str) -> Result<PathBuf, String> {
    path(variable, "file", Path::is_file)
}

fn folder(variable: &str) -> Result<PathBuf, String> {
    path(variable, "folder", Path::is_dir)
}

fn path(variable: &str, kind: &str, is_there: fn(&Path) -> bool) -> Result<PathBuf, String> {
    let path = env::var_os(variable)
        .map(PathBuf::from)
        .ok_or_else(|| format!("{variable} is not set. {REMEDY}"))?;
    if path.is_absolute() && is_there(&path) {
        Ok(path)
    } else {
        Err(format!(
            "{variable} is {}, which is not the absolute path of a {kind}. {REMEDY}",
            path.display()
        ))
    }
}
