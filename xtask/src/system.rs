//! What the tests need from the operating system: browsers, their drivers, a display, oathtool.
//!
//! On Debian, as root, what is missing is installed with apt-get. Anywhere else nothing is installed:
//! the error says what to run. Never `sudo`, and never a silent "not there".

use crate::{
    run::{announce, on_path, output, run},
    tools::NPM_NAMES,
};
use anyhow::{Result, bail};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// Something the system must have, and how one gets it.
#[derive(Debug, Clone, Copy)]
pub struct Need {
    /// What a person calls it.
    pub name: &'static str,
    /// Debian's packages for it.
    packages: &'static [&'static str],
    /// How to tell that it is there.
    found: Found,
    /// An environment variable that names the program, where it lies in an unusual place.
    variable: Option<&'static str>,
}

#[derive(Debug, Clone, Copy)]
enum Found {
    /// One of these commands is on `PATH`.
    Command(&'static [&'static str]),
    /// The program lies in one of these folders; `*` stands for a part of one folder's name.
    File(&'static [&'static str]),
}

/// Chromium itself.
pub const CHROMIUM: Need = Need {
    name: "Chromium",
    packages: &["chromium", "fonts-dejavu-core"],
    found: Found::Command(&[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ]),
    variable: Some("CHROMIUM"),
};

/// Its WebDriver server, which must be of the browser's own version.
pub const CHROMEDRIVER: Need = Need {
    name: "ChromeDriver",
    packages: &["chromium-driver"],
    found: Found::Command(&["chromedriver"]),
    variable: Some("CHROMEDRIVER"),
};

/// Firefox. Its WebDriver server is one of the pinned tools.
pub const FIREFOX: Need = Need {
    name: "Firefox",
    packages: &["firefox-esr", "fonts-dejavu-core"],
    found: Found::Command(&["firefox", "firefox-esr"]),
    variable: Some("FIREFOX"),
};

/// WebKitGTK's WebDriver server.
pub const WEBKITDRIVER: Need = Need {
    name: "WebKitWebDriver",
    packages: &["webkit2gtk-driver"],
    found: Found::Command(&["WebKitWebDriver"]),
    variable: Some("WEBKITDRIVER"),
};

/// WebKitGTK's own small browser.
pub const MINIBROWSER: Need = Need {
    name: "WebKit's MiniBrowser",
    packages: &["webkit2gtk-driver", "fonts-dejavu-core"],
    found: Found::File(&[
        "/usr/lib/*/webkit2gtk-4.*/MiniBrowser",
        "/usr/lib/webkit2gtk-4.*/MiniBrowser",
        "/usr/libexec/webkit2gtk-4.*/MiniBrowser",
    ]),
    variable: Some("MINIBROWSER"),
};

/// A display for the browser that has no headless mode.
pub const XVFB: Need = Need {
    name: "Xvfb",
    packages: &["xvfb"],
    found: Found::Command(&["Xvfb"]),
    variable: None,
};

/// The independent implementation that codes are compared with.
pub const OATHTOOL: Need = Need {
    name: "oathtool",
    packages: &["oathtool"],
    found: Found::Command(&["oathtool"]),
    variable: None,
};

/// Where wasm-opt comes from, and what runs it.
pub const NPM: Need = Need {
    name: "npm, with Node.js 18 or newer",
    packages: &["nodejs", "npm"],
    found: Found::Command(NPM_NAMES),
    variable: None,
};

impl Need {
    /// Where it is, if it is there: a full path, since the tests run in other folders.
    pub fn find(&self) -> Option<PathBuf> {
        std::path::absolute(self.named_or_found()?).ok()
    }

    fn named_or_found(&self) -> Option<PathBuf> {
        if let Some(named) = self.variable.and_then(std::env::var_os) {
            return Some(PathBuf::from(named));
        }
        match self.found {
            Found::Command(names) => on_path(names),
            Found::File(patterns) => patterns.iter().find_map(|pattern| first_match(pattern)),
        }
    }

    fn remedy(&self) -> String {
        let place = match self.variable {
            Some(variable) => format!("put it on PATH, or its full path into {variable}"),
            None => "put it on PATH".to_owned(),
        };
        format!(
            "install it with this system's packages (on Debian the command is `apt-get install {}`) and {place}",
            self.packages.join(" ")
        )
    }
}

/// Sees to it that all of these are there.
///
/// # Errors
/// When one is missing and this is not root on Debian, or apt-get fails.
pub fn ensure(needs: &[Need]) -> Result<()> {
    let missing = missing(needs);
    if missing.is_empty() {
        return Ok(());
    }
    if !is_debian() {
        bail!("{}", remedies(&missing));
    }
    let packages = packages(&missing);
    if !is_root() {
        bail!("{}", debian_remedy(&missing, &packages));
    }
    announce(&format!(
        "Installing {} with apt-get (some minutes, once)",
        packages.join(" ")
    ));
    run(&mut apt_get(&["update", "-q"]))?;
    let mut install = apt_get(&["install", "-q", "-y", "--no-install-recommends"]);
    run(install.args(&packages))?;
    match self::missing(needs) {
        still if still.is_empty() => Ok(()),
        still => bail!("apt-get has run, and yet: {}", remedies(&still)),
    }
}

fn missing(needs: &[Need]) -> Vec<Need> {
    needs
        .iter()
        .filter(|need| need.find().is_none())
        .copied()
        .collect()
}

/// The Debian packages of these needs, each once.
fn packages(needs: &[Need]) -> Vec<&'static str> {
    let mut packages: Vec<_> = needs
        .iter()
        .flat_map(|need| need.packages.iter().copied())
        .collect();
    packages.sort_unstable();
    packages.dedup();
    packages
}

fn remedies(missing: &[Need]) -> String {
    missing
        .iter()
        .map(|need| format!("{} is missing: {}", need.name, need.remedy()))
        .collect::<Vec<_>>()
        .join("; ")
}

fn debian_remedy(missing: &[Need], packages: &[&str]) -> String {
    let names: Vec<_> = missing.iter().map(|need| need.name).collect();
    format!(
        "missing: {}. As root, run `apt-get update && apt-get install --no-install-recommends {}`, then try again",
        names.join(", "),
        packages.join(" ")
    )
}

fn apt_get(arguments: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command
        .args(arguments)
        // Another installation may be under way: wait for it, in seconds.
        .args(["-o", "DPkg::Lock::Timeout=300"])
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn is_debian() -> bool {
    std::fs::read_to_string("/etc/os-release").is_ok_and(|text| names_debian(&text))
}

/// Whether an os-release file is Debian's, or that of a system made from it. Ubuntu and what is made from that name
/// their packages otherwise: Firefox and Chromium are snaps there.
fn names_debian(os_release: &str) -> bool {
    let names = || {
        os_release
            .lines()
            .filter_map(|line| {
                line.strip_prefix("ID=")
                    .or_else(|| line.strip_prefix("ID_LIKE="))
            })
            .flat_map(|value| value.trim_matches(['"', '\'']).split_whitespace())
    };
    names().any(|name| name == "debian") && !names().any(|name| name == "ubuntu")
}

fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}

/// The first file that a pattern names, in the order of the names.
fn first_match(pattern: &str) -> Option<PathBuf> {
    let mut found = vec![PathBuf::from("/")];
    for part in pattern.split('/').filter(|part| !part.is_empty()) {
        found = found
            .iter()
            .flat_map(|folder| matching(folder, part))
            .collect();
    }
    found.into_iter().find(|file| file.is_file())
}

fn matching(folder: &Path, part: &str) -> Vec<PathBuf> {
    let Some((start, end)) = part.split_once('*') else {
        return vec![folder.join(part)];
    };
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<_> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.len() >= start.len() + end.len())
        .filter(|name| name.starts_with(start) && name.ends_with(end))
        .collect();
    names.sort_unstable();
    names.into_iter().map(|name| folder.join(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Scratch;

    #[test]
    fn debian_is_recognised() {
        assert!(names_debian(
            "PRETTY_NAME=\"Debian GNU/Linux\"\nID=debian\n"
        ));
    }

    #[test]
    fn a_system_made_from_debian_is_recognised() {
        assert!(names_debian("ID=raspbian\nID_LIKE=\"debian\"\n"));
    }

    #[test]
    fn ubuntu_has_other_packages_than_debian() {
        assert!(!names_debian("ID=ubuntu\nID_LIKE=debian\n"));
        assert!(!names_debian("ID=mint\nID_LIKE=\"ubuntu debian\"\n"));
    }

    #[test]
    fn another_system_is_not_taken_for_debian() {
        assert!(!names_debian(
            "NAME=\"not debian\"\nID=fedora\nID_LIKE=rhel\n"
        ));
    }

    #[test]
    fn a_package_that_two_needs_share_is_installed_once() {
        assert_eq!(
            packages(&[CHROMIUM, FIREFOX, XVFB]),
            ["chromium", "firefox-esr", "fonts-dejavu-core", "xvfb"]
        );
    }

    #[test]
    fn the_remedy_on_debian_is_a_command_to_copy() {
        let text = debian_remedy(&[OATHTOOL], &packages(&[OATHTOOL]));
        assert!(
            text.contains("`apt-get update && apt-get install --no-install-recommends oathtool`"),
            "{text}"
        );
    }

    #[test]
    fn the_remedy_elsewhere_names_the_variable() {
        let text = remedies(&[MINIBROWSER]);
        assert!(text.contains("full path into MINIBROWSER"), "{text}");
    }

    #[test]
    fn a_pattern_finds_a_file_whatever_the_machine_is_called() {
        let scratch = Scratch::new("pattern");
        let folder = scratch.0.join("riscv64-linux-gnu/webkit2gtk-4.1");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("MiniBrowser"), "").unwrap();
        let pattern = format!("{}/*/webkit2gtk-4.*/MiniBrowser", scratch.0.display());
        assert_eq!(first_match(&pattern), Some(folder.join("MiniBrowser")));
    }

    #[test]
    fn a_pattern_without_a_file_finds_nothing() {
        let scratch = Scratch::new("no-pattern");
        let pattern = format!("{}/*/MiniBrowser", scratch.0.display());
        assert_eq!(first_match(&pattern), None);
    }
}
