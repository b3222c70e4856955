//! Compares two builds of the page, and says in which of its parts they differ.
//!
//! One of them may come from anywhere: it must never be trusted to be well formed, and none of its text is repeated.

use crate::stamp;
use std::fmt;

/// Something that the build puts into the template.
struct Part {
    name: &'static str,
    /// What stands before it.
    start: &'static str,
    /// Whether that is the start of a tag, of which the rest follows.
    is_element: bool,
    end: &'static str,
}

impl Part {
    const fn attribute(name: &'static str, start: &'static str) -> Self {
        Self {
            name,
            start,
            is_element: false,
            end: "\"",
        }
    }

    const fn element(name: &'static str, start: &'static str, end: &'static str) -> Self {
        Self {
            name,
            start,
            is_element: true,
            end,
        }
    }
}

/// Of two that begin at the same place, the first one counts.
const PARTS: [Part; 7] = [
    Part::attribute(
        "the policy, which holds the hashes of scripts and style",
        "<meta http-equiv=\"Content-Security-Policy\" content=\"",
    ),
    Part::attribute("the stamp", stamp::BEFORE),
    Part::attribute("the icon", "href=\"data:"),
    Part::element("the style", "<style", "</style>"),
    Part::element("the glue", "<script id=\"glue\"", "</script>"),
    Part::element("the WebAssembly", "<script id=\"wasm\"", "</script>"),
    Part::element("one of the scripts", "<script", "</script>"),
];

/// What is left of a page without its parts.
const TEMPLATE: &str = "the template";

/// Where two pages differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    part: &'static str,
    /// The first byte that differs, counted from the part's start.
    at: usize,
    /// The part's length in each page, bytes.
    lengths: (usize, usize),
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (ours, theirs) = self.lengths;
        write!(
            formatter,
            "{}, from its byte {} on ({ours} bytes built, {theirs} in the file)",
            self.part, self.at
        )
    }
}

/// The parts in which two pages differ; none if they are the same, byte by byte.
pub fn differences(ours: &str, theirs: &str) -> Vec<Difference> {
    if ours == theirs {
        return Vec::new();
    }
    let (our_parts, their_parts) = (parts(ours), parts(theirs));
    let names = |parts: &[(&'static str, String)]| -> Vec<&'static str> {
        parts.iter().map(|(name, _)| *name).collect()
    };
    let mut found = Vec::new();
    if names(&our_parts) == names(&their_parts) {
        let pairs = our_parts.iter().zip(&their_parts);
        found
            .extend(pairs.filter_map(|((part, ours), (_, theirs))| difference(part, ours, theirs)));
    }
    if found.is_empty() {
        // The parts are others, or stand in another order.
        found.extend(difference(TEMPLATE, ours, theirs));
    }
    found
}

fn difference(part: &'static str, ours: &str, theirs: &str) -> Option<Difference> {
    let shorter = ours.len().min(theirs.len());
    let first = ours
        .bytes()
        .zip(theirs.bytes())
        .position(|(ours, theirs)| ours != theirs);
    (ours != theirs).then(|| Difference {
        part,
        at: first.unwrap_or(shorter),
        lengths: (ours.len(), theirs.len()),
    })
}

/// The page's parts in their order, and last the template.
fn parts(page: &str) -> Vec<(&'static str, String)> {
    let mut parts = Vec::new();
    let mut template = String::new();
    let mut rest = page;
    while let Some((part, start)) = next_part(rest) {
        let (before, inside) = rest.split_at(start);
        let end = inside.find(part.end).unwrap_or(inside.len());
        let (text, following) = inside.split_at(end);
        template.push_str(before);
        parts.push((part.name, text.to_owned()));
        rest = following;
    }
    template.push_str(rest);
    parts.push((TEMPLATE, template));
    parts
}

/// The first part in a text, and where its own text starts.
fn next_part(text: &str) -> Option<(&'static Part, usize)> {
    let (part, at) = PARTS
        .iter()
        .filter_map(|part| Some((part, text.find(part.start)?)))
        .min_by_key(|(_, at)| *at)?;
    let after = at + part.start.len();
    let rest_of_tag = match text[after..].find('>') {
        Some(length) if part.is_element => length + 1,
        _ => 0,
    };
    Some((part, after + rest_of_tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(stamp: &str, style: &str, glue: &str, wasm: &str, script: &str) -> String {
        format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n\
             {before}{stamp}\">\n<link rel=\"icon\" type=\"image/svg+xml\" href=\"data:,\">\n\
             <style>{style}</style>\n<script id=\"glue\">{glue}</script>\n\
             <script id=\"wasm\" type=\"application/octet-stream;base64\">{wasm}</script>\n\
             <body><p>text</p><script>{script}</script></body>",
            before = stamp::BEFORE
        )
    }

    fn built() -> String {
        page("0.1.0 unknown", "p{}", "let glue;", "AAAA", "load()")
    }

    fn found(theirs: &str) -> Vec<&'static str> {
        let found = differences(&built(), theirs);
        found.iter().map(|difference| difference.part).collect()
    }

    #[test]
    fn the_same_bytes_do_not_differ() {
        assert_eq!(differences(&built(), &built()), []);
    }

    #[test]
    fn a_changed_part_is_named_and_no_other() {
        for (page, part) in [
            (
                page("0.1.1 unknown", "p{}", "let glue;", "AAAA", "load()"),
                "the stamp",
            ),
            (
                page("0.1.0 unknown", "q{}", "let glue;", "AAAA", "load()"),
                "the style",
            ),
            (
                page("0.1.0 unknown", "p{}", "let glue ;", "AAAA", "load()"),
                "the glue",
            ),
            (
                page("0.1.0 unknown", "p{}", "let glue;", "AAAB", "load()"),
                "the WebAssembly",
            ),
            (
                page("0.1.0 unknown", "p{}", "let glue;", "AAAA", "steal()"),
                "one of the scripts",
            ),
            (built().replace("text", "Text"), "the template"),
            (built().replace("data:,", "data:,a"), "the icon"),
        ] {
            assert_eq!(found(&page), [part]);
        }
    }

    #[test]
    fn a_changed_policy_is_named() {
        let theirs = built().replace("'none'", "*");
        assert!(found(&theirs)[0].starts_with("the policy"), "{theirs}");
    }

    #[test]
    fn the_first_byte_that_differs_is_said() {
        let theirs = page("0.1.0 unknown", "p{}", "let glum;", "AAAA", "load()");
        let text = differences(&built(), &theirs)[0].to_string();
        assert_eq!(
            text,
            "the glue, from its byte 7 on (9 bytes built, 9 in the file)"
        );
    }

    // The control: whatever byte is another one, it is seen.
    #[test]
    fn every_changed_byte_is_found() {
        let built = built();
        for at in 0..built.len() {
            let mut bytes = built.clone().into_bytes();
            bytes[at] ^= 1;
            let changed = String::from_utf8(bytes).expect("ASCII stays ASCII");
            assert!(!differences(&built, &changed).is_empty(), "byte {at}");
        }
    }

    #[test]
    fn what_is_added_taken_away_or_moved_is_found() {
        let added = built().replace("</body>", "<script>steal()</script></body>");
        assert_eq!(found(&added), ["the template"]);
        for theirs in [
            "",
            "<script",
            "<style>",
            &built()[..60],
            &format!("{}\n", built()),
        ] {
            assert_eq!(found(theirs), ["the template"], "{theirs}");
        }
    }
}
