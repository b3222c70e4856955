//! `cargo xtask site`: the folder for a web server. The page under each of its addresses, and what only a host needs:
//! manifest with icons, service worker, header files; and the guide, which mdBook makes.
//!
//! The page must be the release's bytes everywhere. Everything here is relative, so that the folder works under any path;
//! what the worker keeps is listed one by one, and nothing that is not listed is kept.

use crate::{
    docs, headers, page_build,
    run::announce,
    template,
    workspace::{INDEX, PAGE, Workspace},
};
use anyhow::{Context, Result};
use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha256};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The service worker, a template in www/.
const WORKER: &str = "sw.js";

/// The script that other pages frame the page with.
const EMBED_SCRIPT: &str = "embed.js";

/// The addresses of the page. The third is for frames, by headers of its own.
const PAGES: [&str; 3] = [INDEX, PAGE, "embed/index.html"];

/// What tells a browser how to install the page, a template in www/.
const MANIFEST: &str = "manifest.webmanifest";

/// The manifest's icons, by their names in it and where they lie in www/. They are inside it, as `data:`: a browser loads
/// them for the page, and the page's policy lets it load no image from anywhere.
const ICONS: [(&str, &str); 4] = [
    ("icon.svg", "icon.svg"),
    ("icon-192.png", "icons/icon-192.png"),
    ("icon-512.png", "icons/icon-512.png"),
    ("icon-maskable-512.png", "icons/icon-maskable-512.png"),
];

/// Builds the release, and the folder from it.
///
/// # Errors
/// As [`page_build::build`] and [`lay_out`].
pub fn build(workspace: &Workspace) -> Result<()> {
    page_build::build(workspace)?;
    lay_out(workspace)
}

/// Makes the folder from the release that lies in dist/. Whatever lay in it before is gone.
///
/// # Errors
/// When there is no release, a file of www/ is missing, or the folder cannot be written.
pub fn lay_out(workspace: &Workspace) -> Result<()> {
    announce("Laying out the folder for a web server");
    let page = read(&workspace.dist().join(PAGE))?;
    write(&workspace.site(), &page, &workspace.www())?;
    docs::build(workspace, &workspace.site())?;
    println!("site/, for any web server: its root, or a folder of it");
    Ok(())
}

fn write(site: &Path, page: &[u8], www: &Path) -> Result<()> {
    if site.exists() {
        fs::remove_dir_all(site)
            .with_context(|| format!("{} cannot be emptied", site.display()))?;
    }
    for name in PAGES {
        put(site, name, page)?;
    }
    let manifest = manifest(www)?;
    put(site, MANIFEST, manifest.as_bytes())?;
    let kept = [
        Kept::new("./", &["./", INDEX, PAGE], page),
        Kept::new(MANIFEST, &[MANIFEST], manifest.as_bytes()),
    ];
    put(site, EMBED_SCRIPT, &read(&www.join(EMBED_SCRIPT))?)?;
    let worker = fill(&text(&www.join(WORKER))?, &kept)?;
    put(site, WORKER, worker.as_bytes())?;
    put(
        site,
        "_headers",
        headers::netlify_and_cloudflare().as_bytes(),
    )?;
    put(
        site,
        "staticwebapp.config.json",
        headers::azure().as_bytes(),
    )
}

/// The manifest with its icons inside.
fn manifest(www: &Path) -> Result<String> {
    let mut icons = Vec::new();
    for (name, file) in ICONS {
        let kind = if name.ends_with(".svg") {
            "svg+xml"
        } else {
            "png"
        };
        let bytes = read(&www.join(file))?;
        icons.push((
            name,
            format!("data:image/{kind};base64,{}", BASE64.encode(&bytes)),
        ));
    }
    let parts: Vec<template::Part<'_>> = icons
        .iter()
        .map(|(name, data)| (*name, data.as_str()))
        .collect();
    template::fill(&text(&www.join(MANIFEST))?, &parts)
}

/// A file that the worker keeps.
struct Kept {
    /// The address that it is asked for under.
    ask: &'static str,
    /// The addresses that it answers for.
    serves: Vec<&'static str>,
    sha256: String,
}

impl Kept {
    fn new(ask: &'static str, serves: &[&'static str], bytes: &[u8]) -> Self {
        Self {
            ask,
            serves: serves.to_vec(),
            sha256: HEXLOWER.encode(&Sha256::digest(bytes)),
        }
    }
}

/// The worker with its list, and with a version that changes whenever the list or the worker itself does.
fn fill(worker: &str, kept: &[Kept]) -> Result<String> {
    let files = list(kept);
    let version = Sha256::new()
        .chain_update(worker)
        .chain_update(&files)
        .finalize();
    let version = HEXLOWER.encode(&version);
    template::fill(worker, &[("version", &version), ("files", &files)])
}

/// As JSON, which is JavaScript too. Rust quotes these names as JSON does.
fn list(kept: &[Kept]) -> String {
    let lines: Vec<_> = kept
        .iter()
        .map(|file| {
            format!(
                "  {{ \"ask\": {:?}, \"serves\": {:?}, \"sha256\": {:?} }}",
                file.ask, file.serves, file.sha256
            )
        })
        .collect();
    format!("[\n{}\n]", lines.join(",\n"))
}

fn put(site: &Path, place: &str, bytes: &[u8]) -> Result<()> {
    let file: PathBuf = site.join(place);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&file, bytes).with_context(|| format!("{} cannot be written", file.display()))
}

/// With the same line ends whatever checked it out: the bytes are hashed.
fn text(file: &Path) -> Result<String> {
    let text =
        String::from_utf8(read(file)?).with_context(|| format!("{} is no text", file.display()))?;
    Ok(template::as_parsed(&text))
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| {
        format!(
            "{} cannot be read: is the checkout complete, and the release built?",
            file.display()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Scratch;
    use serde_json::Value;
    use std::collections::BTreeSet;

    const PAGE_BYTES: &[u8] = b"<!doctype html><title>The page</title>";

    /// The folder as it is made from the www/ that is shipped.
    fn site(name: &str) -> Scratch {
        let scratch = Scratch::new(name);
        let www = Workspace::find().unwrap().www();
        write(&scratch.0, PAGE_BYTES, &www).unwrap();
        scratch
    }

    /// Every file below a folder, by its path with slashes.
    fn files(folder: &Path, before: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{before}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                found.extend(files(&entry.path(), &format!("{name}/")));
            } else {
                found.insert(name);
            }
        }
        found
    }

    fn written(site: &Scratch, name: &str) -> String {
        fs::read_to_string(site.0.join(name)).unwrap()
    }

    fn listed(worker: &str) -> Vec<Value> {
        let (_, rest) = worker.split_once("const FILES = ").unwrap();
        let (list, _) = rest.split_once(";\n").unwrap();
        serde_json::from_str(list).unwrap()
    }

    /// The file that a host answers an address with.
    fn behind(address: &str) -> String {
        let path = address.trim_start_matches("./");
        if path.is_empty() || path.ends_with('/') {
            format!("{path}{INDEX}")
        } else {
            path.to_owned()
        }
    }

    #[test]
    fn the_worker_keeps_exactly_the_files_that_a_page_for_itself_needs() {
        let site = site("kept");
        let mut kept = BTreeSet::new();
        for file in listed(&written(&site, WORKER)) {
            let addresses = file["serves"].as_array().unwrap().clone();
            assert!(addresses.contains(&file["ask"]), "{file}");
            for address in addresses {
                let path = behind(address.as_str().unwrap());
                let hash = HEXLOWER.encode(&Sha256::digest(fs::read(site.0.join(&path)).unwrap()));
                assert_eq!(file["sha256"], hash.as_str(), "{path}");
                kept.insert(path);
            }
        }
        let never = ["embed/index.html", EMBED_SCRIPT, WORKER];
        let for_hosts = ["_headers", "staticwebapp.config.json"];
        let mut expected = files(&site.0, "");
        expected.retain(|name| !never.iter().chain(&for_hosts).any(|other| name == other));
        assert_eq!(kept, expected);
    }

    #[test]
    fn the_page_is_the_same_bytes_under_each_address() {
        let site = site("bytes");
        for name in PAGES {
            assert_eq!(fs::read(site.0.join(name)).unwrap(), PAGE_BYTES, "{name}");
        }
    }

    #[test]
    fn another_page_is_another_version_and_the_same_page_the_same() {
        let www = Workspace::find().unwrap().www();
        let version = |name: &str, page: &[u8]| {
            let scratch = Scratch::new(name);
            write(&scratch.0, page, &www).unwrap();
            let worker = written(&scratch, WORKER);
            let (_, rest) = worker.split_once("const VERSION = \"").unwrap();
            rest.split_once('"').unwrap().0.to_owned()
        };
        let first = version("first", b"1");
        assert_eq!(first.len(), 64);
        assert_eq!(first, version("again", b"1"));
        assert_ne!(first, version("second", b"2"));
    }

    #[test]
    fn another_worker_is_another_version() {
        let files = [Kept::new("./", &["./"], PAGE_BYTES)];
        let of = |code: &str| {
            let worker = format!("{{{{version}}}} {{{{files}}}}{code}");
            fill(&worker, &files).unwrap()
        };
        assert_ne!(of("")[..64], of("//")[..64]);
    }

    #[test]
    fn what_lay_in_the_folder_before_is_gone() {
        let site = site("before");
        fs::write(site.0.join("older.js"), "").unwrap();
        let www = Workspace::find().unwrap().www();
        write(&site.0, PAGE_BYTES, &www).unwrap();
        assert!(!site.0.join("older.js").exists());
    }

    #[test]
    fn the_manifest_is_relative_and_says_what_an_installed_page_needs() {
        let manifest: Value = serde_json::from_str(&written(&site("manifest"), MANIFEST)).unwrap();
        for (member, value) in [
            ("start_url", "./"),
            ("scope", "./"),
            ("display", "standalone"),
        ] {
            assert_eq!(manifest[member], value, "{member}");
        }
        for member in ["name", "short_name", "description"] {
            assert!(!manifest[member].as_str().unwrap().is_empty(), "{member}");
        }
        for member in ["theme_color", "background_color"] {
            let colour = manifest[member].as_str().unwrap();
            assert!(colour.len() == 7 && colour.starts_with('#'), "{member}");
        }
        // Without one the start address is the identity, and copies in two folders are two programs.
        assert!(manifest.get("id").is_none());
    }

    /// Width and height of a PNG (its specification, 11.2.1).
    fn pixels(png: &[u8]) -> (u32, u32) {
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        (number(16), number(20))
    }

    #[test]
    fn each_icon_is_inside_the_manifest_and_has_the_size_it_says() {
        let site = site("icons");
        let manifest: Value = serde_json::from_str(&written(&site, MANIFEST)).unwrap();
        let mut seen = BTreeSet::new();
        for icon in manifest["icons"].as_array().unwrap() {
            let (kind, sizes) = (&icon["type"], icon["sizes"].as_str().unwrap());
            let start = format!("data:{};base64,", kind.as_str().unwrap());
            let data = icon["src"].as_str().unwrap().strip_prefix(&start).unwrap();
            let bytes = BASE64.decode(data.as_bytes()).unwrap();
            if kind == "image/png" {
                let (width, height) = pixels(&bytes);
                assert_eq!(sizes, format!("{width}x{height}"));
            } else {
                assert_eq!(sizes, "any");
                assert!(bytes.starts_with(b"<svg"));
            }
            seen.insert(format!("{sizes} {}", icon["purpose"].as_str().unwrap()));
        }
        for needed in ["192x192 any", "512x512 any", "512x512 maskable", "any any"] {
            assert!(seen.contains(needed), "{needed}");
        }
    }

    #[test]
    fn the_header_files_speak_only_of_files_that_are_there() {
        let site = site("headers");
        for file in headers::PLACES.iter().flat_map(|place| place.files) {
            let written_elsewhere = *file == EMBED_SCRIPT;
            assert!(written_elsewhere || site.0.join(file).is_file(), "{file}");
        }
        let rules = written(&site, "_headers");
        assert_eq!(rules, headers::netlify_and_cloudflare());
        assert_eq!(written(&site, "staticwebapp.config.json"), headers::azure());
    }
}
