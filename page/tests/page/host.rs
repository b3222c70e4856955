//! The folder for a web server, served as a static host does it: each file under its addresses, with the headers that
//! `_headers` says. Never asserts what a scenario is about.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use data_encoding::HEXLOWER;
use page::{Failure, Find, Outcome, Page, Role, Server, eventually};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// What a host reads and does not serve.
const FOR_THE_HOST: [&str; 2] = ["_headers", "staticwebapp.config.json"];

const WORKER: &str = "sw.js";

/// One version of the folder.
#[derive(Clone)]
pub struct Site {
    /// By their paths in the folder.
    files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// The folder that was built.
    pub fn built(page: &Page) -> Outcome<Self> {
        let mut files = BTreeMap::new();
        collect(page.site(), "", &mut files)?;
        Ok(Self { files })
    }

    /// The same with another page, as a later build would make it: the list in the worker and its version say so. The page
    /// says which it is in its `data-version`.
    pub fn with_version(&self, version: &str) -> Outcome<Self> {
        let page = self.text("index.html")?;
        let changed = page.replacen("<html ", &format!("<html data-version=\"{version}\" "), 1);
        let worker = self.text(WORKER)?;
        let (_, rest) = part(worker, "const VERSION = \"")?;
        let (of_before, _) = part(rest, "\"")?;
        let worker = worker
            .replace(&hash(page), &hash(&changed))
            .replace(of_before, &hash(&format!("{of_before} {version}")));
        let mut site = self.clone();
        for name in ["index.html", "totp-toolset.html", "embed/index.html"] {
            site.files
                .insert(name.to_owned(), changed.clone().into_bytes());
        }
        site.files.insert(WORKER.to_owned(), worker.into_bytes());
        Ok(site)
    }

    /// This folder with the worker of another version: what a host has while it is being updated.
    pub fn with_worker_of(&self, other: &Self) -> Outcome<Self> {
        let mut site = self.clone();
        let worker = other.text(WORKER)?.to_owned();
        site.files.insert(WORKER.to_owned(), worker.into_bytes());
        Ok(site)
    }

    /// Serves it under a path, which begins and ends with a slash.
    pub fn serve(&self, server: &Server, path: &str) -> Outcome {
        let rules = self.text("_headers")?;
        for (name, bytes) in &self.files {
            if FOR_THE_HOST.contains(&name.as_str()) {
                continue;
            }
            let index = name.strip_suffix("index.html");
            for address in std::iter::once(name.as_str()).chain(index) {
                let headers = headers(rules, &format!("/{address}"));
                server.serve_with(&format!("{path}{address}"), bytes.clone(), &headers);
            }
        }
        Ok(())
    }

    /// The addresses that the worker asks for and those that it answers for, below a path.
    pub fn listed(&self, path: &str) -> Outcome<(BTreeSet<String>, BTreeSet<String>)> {
        let (_, rest) = part(self.text(WORKER)?, "const FILES = ")?;
        let (list, _) = part(rest, ";\n")?;
        let files: Vec<Value> = serde_json::from_str(list)?;
        let below = |address: &Value| {
            let address = address.as_str().unwrap_or_default();
            format!("{path}{}", address.trim_start_matches("./"))
        };
        let asked = files.iter().map(|file| below(&file["ask"])).collect();
        let answered = files
            .iter()
            .filter_map(|file| file["serves"].as_array())
            .flat_map(|addresses| addresses.iter().map(below))
            .collect();
        Ok((asked, answered))
    }

    fn text(&self, name: &str) -> Outcome<&str> {
        let bytes = self
            .files
            .get(name)
            .ok_or_else(|| Failure::new(format!("expected {name} in the folder for a server")))?;
        Ok(std::str::from_utf8(bytes)?)
    }
}

/// Opens an address of the page, and waits until it shows a code. The address has no fragment: from one
/// address with a fragment to another that the worker answers, Firefox's driver does not wait for the page.
pub async fn open(page: &Page, address: &str) -> Outcome {
    page.open_address(address).await?;
    page.find(Role::Status, "Current code").await.map(|_| ())
}

/// Loads the page again as its own button and F5 do, and waits until it shows a code. WebDriver's command goes past the
/// worker in Firefox.
pub async fn reload(page: &Page) -> Outcome {
    let reload =
        "document.documentElement.dataset.before = 'yes'; setTimeout(() => location.reload());";
    page.script(reload).await?;
    let is_new = "return document.documentElement.dataset.before === undefined;";
    eventually("the page to be loaded again", async || {
        Ok(page.script(is_new).await? == json!(true))
    })
    .await?;
    page.find(Role::Status, "Current code").await.map(|_| ())
}

/// Waits until a worker has taken over for the page's folder.
pub async fn kept(page: &Page) -> Outcome {
    let look = "const done = arguments[arguments.length - 1]; \
        navigator.serviceWorker.getRegistration().then( \
            (found) => done(found?.active?.state ?? 'none'), (error) => done(String(error)));";
    eventually("the page to be kept", async || {
        match page.script_until_called(look).await? {
            Value::String(state) if state == "activated" => Ok(true),
            other => Failure::because(format!("the worker: {other}")),
        }
    })
    .await
}

/// Looks for a newer version now, as the browser does when the page is opened. How the worker found ended up, or `none`.
pub async fn look_for_update(page: &Page) -> Outcome<String> {
    let look = "const done = arguments[arguments.length - 1]; \
        const ended = ['installed', 'activated', 'redundant']; \
        navigator.serviceWorker.getRegistration().then((found) => found.update()).then((found) => { \
            const next = found.installing ?? found.waiting; \
            if (!next) { done('none'); return; } \
            const look = () => { if (ended.includes(next.state)) done(next.state); }; \
            next.addEventListener('statechange', look); \
            look(); \
        }).catch((error) => done(String(error)));";
    match page.script_until_called(look).await? {
        Value::String(state) => Ok(state),
        other => Failure::because(format!("expected a state, not {other}")),
    }
}

/// The version that a page of [`Site::with_version`] says; empty for the built page.
pub async fn version(page: &Page) -> Outcome<String> {
    let version = "return document.documentElement.dataset.version ?? '';";
    let said = page.script(version).await?;
    Ok(said.as_str().unwrap_or_default().to_owned())
}

/// The paths in each cache of this host, by the folder that the cache's name says.
pub async fn caches(page: &Page) -> Outcome<Vec<(String, BTreeSet<String>)>> {
    let look = "const done = arguments[arguments.length - 1]; \
        const paths = (name) => caches.open(name).then((cache) => cache.keys()) \
            .then((keys) => [name, keys.map((request) => new URL(request.url).pathname)]); \
        caches.keys().then((names) => Promise.all(names.map(paths))) \
            .then((all) => done(JSON.stringify(all)), (error) => done(String(error)));";
    let told = page.script_until_called(look).await?;
    let all: Vec<(String, BTreeSet<String>)> =
        serde_json::from_str(told.as_str().unwrap_or_default())?;
    let folder = |name: &str| -> Outcome<String> {
        let words: Vec<_> = name.split(' ').collect();
        let ["totp-toolset", scope, _version] = words[..] else {
            return Failure::because(format!("expected a cache of ours, not “{name}”"));
        };
        let after_host = scope.splitn(4, '/').nth(3).unwrap_or_default();
        Ok(format!("/{after_host}"))
    };
    all.into_iter()
        .map(|(name, paths)| Ok((folder(&name)?, paths)))
        .collect()
}

/// The paths that a server was asked for, each once.
pub fn asked(server: &Server) -> BTreeSet<String> {
    let requests = server.requests();
    requests.into_iter().map(|request| request.path).collect()
}

/// Whether a page has asked for its manifest.
pub async fn has_manifest(page: &Page) -> Outcome<bool> {
    let has = "return document.querySelector('link[rel=manifest]') !== null;";
    Ok(page.script(has).await? == json!(true))
}

/// The headers for an address: of every rule that matches it. Two values of one header are two headers.
fn headers<'r>(rules: &'r str, address: &str) -> Vec<(&'r str, &'r str)> {
    let mut headers = Vec::new();
    let mut matches = false;
    for line in rules.lines().filter(|line| !line.starts_with('#')) {
        match line
            .strip_prefix("  ")
            .and_then(|header| header.split_once(": "))
        {
            Some(header) if matches => headers.push(header),
            Some(_) => {}
            None => {
                let whole = line.strip_suffix('*');
                matches = whole.map_or(line == address, |start| address.starts_with(start));
            }
        }
    }
    headers
}

fn collect(folder: &Path, before: &str, files: &mut BTreeMap<String, Vec<u8>>) -> Outcome {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{before}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), files)?;
        } else {
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(())
}

fn part<'t>(text: &'t str, separator: &str) -> Outcome<(&'t str, &'t str)> {
    text.split_once(separator)
        .ok_or_else(|| Failure::new(format!("expected “{separator}” in the worker")))
}

fn hash(text: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(text))
}
