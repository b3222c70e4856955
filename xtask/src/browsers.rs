//! The browsers that the tests run in, and the programs that drive them.
//!
//! Nothing here starts a browser: it finds the programs and names them to the tests by environment
//! variables with full paths.

use crate::{
    system::{self, Need},
    tools,
    workspace::Workspace,
};
use anyhow::{Context, Result, anyhow};
use std::{fmt, path::PathBuf, process::Command, str::FromStr};

/// A browser engine, by the name it has on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Browser {
    /// Chromium, and with it Chrome and Edge.
    Chromium,
    /// Firefox.
    Firefox,
    /// WebKitGTK, the engine of Safari.
    Webkit,
}

impl Browser {
    /// All of them, in the order in which they are tested.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// The name on the command line and in `PAGE_BROWSERS`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// What the system must have for it.
    pub fn needs(self) -> &'static [Need] {
        match self {
            Self::Chromium => &[system::CHROMIUM, system::CHROMEDRIVER],
            Self::Firefox => &[system::FIREFOX],
            Self::Webkit => &[system::MINIBROWSER, system::WEBKITDRIVER, system::XVFB],
        }
    }

    /// The programs for this browser, found or installed.
    ///
    /// # Errors
    /// When one is missing and cannot be installed.
    pub fn ensure(self, workspace: &Workspace) -> Result<Programs> {
        system::ensure(self.needs())?;
        let (browser, driver) = match self {
            Self::Chromium => (
                ("CHROMIUM", found(system::CHROMIUM)?),
                ("CHROMEDRIVER", found(system::CHROMEDRIVER)?),
            ),
            Self::Firefox => (
                ("FIREFOX", found(system::FIREFOX)?),
                ("GECKODRIVER", tools::ensure_geckodriver(workspace)?),
            ),
            Self::Webkit => (
                ("MINIBROWSER", found(system::MINIBROWSER)?),
                ("WEBKITDRIVER", found(system::WEBKITDRIVER)?),
            ),
        };
        Ok(Programs { browser, driver })
    }
}

impl fmt::Display for Browser {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::Webkit => "WebKit",
        })
    }
}

impl FromStr for Browser {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|browser| browser.id() == text)
            .ok_or_else(|| {
                let names = Self::ALL.map(Self::id).join(", ");
                anyhow!("there is no browser `{text}` here. There are: {names}")
            })
    }
}

/// A browser and its driver, each with the variable that names it to the tests.
#[derive(Debug, Clone)]
pub struct Programs {
    browser: (&'static str, PathBuf),
    driver: (&'static str, PathBuf),
}

impl Programs {
    /// Names both to a command.
    pub fn name_to(&self, command: &mut Command) {
        command.env(self.browser.0, &self.browser.1);
        self.name_driver_to(command);
    }

    /// Names only the driver: what wasm-bindgen's runner chooses the browser by.
    pub fn name_driver_to(&self, command: &mut Command) {
        command.env(self.driver.0, &self.driver.1);
    }
}

fn found(need: Need) -> Result<PathBuf> {
    need.find()
        .with_context(|| format!("{} has gone since it was looked for", need.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_browser_is_read_by_its_own_name() {
        for browser in Browser::ALL {
            assert_eq!(browser.id().parse::<Browser>().unwrap(), browser);
        }
    }

    #[test]
    fn a_test_is_told_browser_and_driver() {
        let programs = Programs {
            browser: ("FIREFOX", PathBuf::from("/a/firefox")),
            driver: ("GECKODRIVER", PathBuf::from("/b/geckodriver")),
        };
        let mut command = Command::new("true");
        programs.name_to(&mut command);
        let names: Vec<_> = command.get_envs().map(|(name, _)| name).collect();
        assert_eq!(names, ["FIREFOX", "GECKODRIVER"]);
    }
}
