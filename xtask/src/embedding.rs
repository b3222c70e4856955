//! What other pages load: that www/embed.js is as small as promised and stands alone, and that it and the page's side of the
//! conversation, www/frame.js, speak of the same things.

use crate::workspace::Workspace;
use std::fs;

/// The most that embed.js may take, in bytes, as a web server sends it.
const MOST: usize = 3 * 1024;

/// What gzip puts around what deflate makes, in bytes (RFC 1952).
const GZIP: usize = 18;

fn www(name: &str) -> String {
    let file = Workspace::find().unwrap().www().join(name);
    fs::read_to_string(file).unwrap()
}

fn gzipped(text: &str) -> usize {
    miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 9).len() + GZIP
}

/// The part of a text between two others.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text
        .split_once(start)
        .unwrap_or_else(|| panic!("{start} is there"));
    rest.split_once(end)
        .unwrap_or_else(|| panic!("{end} comes after {start}"))
        .0
}

#[test]
fn the_script_for_other_pages_is_below_three_kilobytes() {
    let size = gzipped(&www("embed.js"));
    assert!(size < MOST, "{size} bytes");
    // As a measure it would notice.
    assert!(gzipped(&www("style.css")) > MOST);
}

#[test]
fn the_script_for_other_pages_stands_alone() {
    let script = www("embed.js");
    for foreign in [
        "import",
        "require(",
        "fetch(",
        "XMLHttpRequest",
        "eval(",
        "innerHTML",
        "cssText",
        "setAttribute(\"style\"",
        "localStorage",
        "document.cookie",
        "allow-same-origin",
    ] {
        assert!(!script.contains(foreign), "{foreign}");
    }
    assert!(script.contains("\"allow-scripts allow-downloads\""));
}

#[test]
fn both_sides_speak_the_same_version_of_the_same_messages() {
    let (host, page) = (www("embed.js"), www("frame.js"));
    let version = |script| between(script, "const VERSION = ", ";").to_owned();
    assert_eq!(version(&host), version(&page));
    for kind in [
        "ready",
        "resize",
        "theme",
        "language",
        "error",
        "cannot-start",
        "stopped",
        "totp-toolset",
    ] {
        let quoted = format!("\"{kind}\"");
        assert!(page.contains(&quoted), "{kind} in frame.js");
        // It hears no answer to `language`: there is one language.
        assert!(host.contains(&quoted), "{kind} in embed.js");
    }
}

/// Without `light-dark()`, which is younger than the oldest browsers that the page runs in.
#[test]
fn the_dark_that_is_chosen_is_the_dark_of_the_system() {
    let style = www("style.css");
    let words = |text: &str| {
        let lines = text.lines().map(|line| line.trim().to_owned());
        let colours = lines.filter(|line| line.starts_with("--"));
        colours.collect::<Vec<_>>()
    };
    let system = words(between(
        &style,
        "@media (prefers-color-scheme: dark) {",
        "}",
    ));
    let chosen = words(between(&style, ":root:where([data-theme=\"dark\"]) {", "}"));
    assert!(system.len() > 15, "{system:?}");
    assert_eq!(system, chosen);
}

#[test]
fn nothing_of_the_dark_is_printed() {
    let style = www("style.css");
    let names = |text: &str| {
        let names = text.split("--").skip(1);
        names
            .filter_map(|rest| Some(rest.split_once(':')?.0.to_owned()))
            .collect::<Vec<_>>()
    };
    let dark = names(between(&style, ":root:where([data-theme=\"dark\"]) {", "}"));
    let paper = names(between(&style, "browsers print in the light. */", "}"));
    assert_eq!(dark, paper);
}
