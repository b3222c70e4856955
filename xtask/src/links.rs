//! Follows every link of a folder of HTML pages, without a network: files, places in pages, other hosts.
//!
//! A link that a reader clicks may lead to the hosts listed here. Nothing else may name another host: it would
//! be loaded.

use crate::policy::{attributes, tags};
use anyhow::{Context, Result, ensure};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Component, Path, PathBuf},
};

/// Where a link may lead that a reader clicks.
const HOSTS: [&str; 8] = [
    "aka.ms",
    "datatracker.ietf.org",
    "developer.mozilla.org",
    "entra.microsoft.com",
    "github.com",
    "learn.microsoft.com",
    "rust-lang.github.io",
    "www.rfc-editor.org",
];

/// The HTML pages in a folder and all below it.
///
/// # Errors
/// When a folder cannot be read.
pub fn pages(folder: &Path) -> Result<Vec<PathBuf>> {
    Ok(files(folder)?
        .into_iter()
        .filter(|file| file.extension().is_some_and(|ending| ending == "html"))
        .collect())
}

/// Follows the links of the pages in `folder`, a part of the hosted folder `site`. Links may lead anywhere in `site`.
///
/// # Errors
/// When one leads nowhere, or something would be loaded from another host. All of them are named.
pub fn check(site: &Path, folder: &Path) -> Result<()> {
    let mut ids = BTreeMap::new();
    let mut faults = Vec::new();
    for page in pages(folder)? {
        let html = fs::read_to_string(&page)?;
        for link in links(&html) {
            if let Err(error) = follow(site, &page, &link, &mut ids) {
                let page = page.strip_prefix(site).unwrap_or(&page);
                faults.push(format!("{}: {error:#}", page.display()));
            }
        }
    }
    for file in files(folder)? {
        if file.extension().is_some_and(|ending| ending == "css") {
            let style = fs::read_to_string(&file)?;
            if style.contains("url(http")
                || style.contains("url(\"http")
                || style.contains("@import")
            {
                faults.push(format!("{}: loads from elsewhere", file.display()));
            }
        }
    }
    ensure!(
        faults.is_empty(),
        "the guide's links:\n{}",
        faults.join("\n")
    );
    Ok(())
}

/// Something that a page refers to.
#[derive(Debug, PartialEq, Eq)]
struct Link {
    /// As it stands there, entities resolved.
    target: String,
    /// Whether a reader has to click it.
    clicked: bool,
}

fn links(html: &str) -> Vec<Link> {
    let mut found = Vec::new();
    for tag in tags(html) {
        let clicked = tag.split_whitespace().next() == Some("a");
        for (name, value) in named(tag) {
            if matches!(name, "href" | "src" | "srcset" | "poster" | "data") {
                found.push(Link {
                    target: value.replace("&amp;", "&").replace("&#x27;", "'"),
                    clicked,
                });
            }
        }
    }
    found
}

/// A start tag's attributes that have a value.
fn named(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    attributes(tag)
        .into_iter()
        .filter_map(|attribute| attribute.split_once('='))
        .map(|(name, value)| (name, value.trim_matches(['"', '\''])))
}

type Ids = BTreeMap<PathBuf, BTreeSet<String>>;

fn follow(site: &Path, page: &Path, link: &Link, ids: &mut Ids) -> Result<()> {
    let target = link.target.as_str();
    if let Some(rest) = target.strip_prefix("https://") {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        ensure!(link.clicked, "{target} would be loaded from another host");
        ensure!(
            HOSTS.contains(&host),
            "{target} leads to a host that xtask/src/links.rs does not list"
        );
        return Ok(());
    }
    ensure!(
        !target.contains("//") && !target.split('/').next().unwrap_or_default().contains(':'),
        "{target} is neither a relative link nor https"
    );
    let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
    let file = match path {
        "" => page.to_path_buf(),
        _ => within(page.parent().unwrap_or(site), path)
            .filter(|file| file.starts_with(site))
            .with_context(|| format!("{target} leads out of the folder"))?,
    };
    let file = if file.is_dir() {
        file.join("index.html")
    } else {
        file
    };
    ensure!(file.is_file(), "{target} leads nowhere");
    // What follows the page's own name is one of its tools, not a place in it.
    if fragment.is_empty() || !file.starts_with(page.parent().unwrap_or(site)) {
        return Ok(());
    }
    if !ids.contains_key(&file) {
        let html = fs::read_to_string(&file)?;
        ids.insert(file.clone(), ids_of(&html));
    }
    ensure!(
        ids[&file].contains(fragment),
        "{target} leads to no place in that page"
    );
    Ok(())
}

fn ids_of(html: &str) -> BTreeSet<String> {
    tags(html)
        .into_iter()
        .flat_map(named)
        .filter(|(name, _)| *name == "id")
        .map(|(_, id)| id.to_owned())
        .collect()
}

/// The path without `.` and `..`, or nothing if there are too many of those.
fn within(folder: &Path, path: &str) -> Option<PathBuf> {
    let mut file = folder.to_path_buf();
    for part in Path::new(path).components() {
        match part {
            Component::Normal(name) => file.push(name),
            Component::ParentDir => {
                file.pop().then_some(())?;
            }
            Component::CurDir => {}
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(file)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Scratch;

    /// What is said of a guide with one page that has this text.
    fn said(name: &str, text: &str) -> String {
        let site = Scratch::new(&format!("links-{name}"));
        let guide = site.0.join("guide");
        fs::create_dir_all(&guide).unwrap();
        fs::create_dir(site.0.join("embed")).unwrap();
        fs::write(site.0.join("embed").join("index.html"), "").unwrap();
        fs::write(site.0.join("embed.js"), "").unwrap();
        fs::write(guide.join("other.html"), "<h1 id=\"place\">x</h1>").unwrap();
        fs::write(guide.join("index.html"), text).unwrap();
        check(&site.0, &guide).map_or_else(|error| error.to_string(), |()| String::new())
    }

    #[test]
    fn links_that_lead_somewhere_pass() {
        let text = "<a href=\"other.html#place\">x</a><a id=here href=\"#here\">x</a>\
            <script src=\"../embed.js\"></script><totp-toolset src=\"../embed/\"></totp-toolset>\
            <a href=\"https://learn.microsoft.com/entra/\">x</a><a href=\"../embed/#code\">x</a>";
        assert_eq!(said("good", text), "");
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let said = said("file", "<a href=\"nowhere.html\">x</a>");
        assert!(said.contains("nowhere.html leads nowhere"), "{said}");
    }

    #[test]
    fn a_place_that_is_not_in_the_page_is_named() {
        let said = said(
            "place",
            "<a href=\"other.html#no\">x</a><a href=\"#no\">x</a>",
        );
        assert_eq!(said.matches("leads to no place").count(), 2, "{said}");
    }

    #[test]
    fn nothing_is_loaded_from_another_host() {
        for text in [
            "<img src=\"https://learn.microsoft.com/x.png\">",
            "<link rel=\"stylesheet\" href=\"https://github.com/x.css\">",
            "<totp-toolset src=\"https://github.com/\"></totp-toolset>",
        ] {
            let said = said("host", text);
            assert!(said.contains("another host"), "{said}");
        }
    }

    #[test]
    fn a_click_leads_to_a_listed_host_only_and_over_https() {
        for text in [
            "<a href=\"https://example.com/\">x</a>",
            "<a href=\"http://learn.microsoft.com/\">x</a>",
            "<a href=\"//learn.microsoft.com/\">x</a>",
            "<a href=\"javascript:alert(1)\">x</a>",
        ] {
            assert_ne!(said("click", text), "", "{text}");
        }
    }

    #[test]
    fn a_link_out_of_the_hosted_folder_is_refused() {
        let said = said("out", "<a href=\"../../x\">x</a>");
        assert!(said.contains("leads out"), "{said}");
    }

    #[test]
    fn a_style_that_loads_from_elsewhere_is_refused() {
        let site = Scratch::new("links-style");
        fs::write(site.0.join("a.css"), "@import url(https://x.test/)").unwrap();
        assert!(check(&site.0, &site.0).is_err());
    }
}
