//! The page's Content-Security-Policy: computed from the finished page, so that it allows exactly the
//! scripts and styles that are in it.
//!
//! It must never gain `'unsafe-inline'` or `'unsafe-eval'`, nor a host.

use anyhow::{Result, bail};
use data_encoding::BASE64;
use sha2::{Digest, Sha256};

/// The one policy, for a page whose scripts and styles have these texts.
pub fn policy(scripts: &[&str], styles: &[&str]) -> String {
    let scripts = hashes(scripts);
    let styles = hashes(styles);
    format!(
        "default-src 'none'; script-src {scripts} 'wasm-unsafe-eval'; style-src {styles}; \
         img-src data: blob:; connect-src 'none'; worker-src blob: 'self'; manifest-src 'self'; \
         form-action 'none'; base-uri 'none'"
    )
}

fn hashes(texts: &[&str]) -> String {
    texts
        .iter()
        .map(|text| hash(text))
        .collect::<Vec<_>>()
        .join(" ")
}

/// A source expression that allows one inline text, as in CSP 3, section 6.7.3.3.
pub fn hash(text: &str) -> String {
    format!(
        "'sha256-{}'",
        BASE64.encode(&Sha256::digest(text.as_bytes()))
    )
}

/// The texts of the scripts that a browser would run. Data blocks, which it does not, are left out.
pub fn scripts(page: &str) -> Vec<&str> {
    elements(page, "script")
        .into_iter()
        .filter(|(tag, _)| !tag.contains(" type="))
        .map(|(_, text)| text)
        .collect()
}

/// The texts of the style elements.
pub fn styles(page: &str) -> Vec<&str> {
    elements(page, "style")
        .into_iter()
        .map(|(_, text)| text)
        .collect()
}

/// Refuses markup that the policy would silently switch off, or that would ask a network for something.
///
/// # Errors
/// When a tag has an inline style, an event handler, or names another file or host.
pub fn refuse_what_it_blocks(page: &str) -> Result<()> {
    for tag in tags(page) {
        for attribute in attributes(tag) {
            let (name, value) = attribute.split_once('=').unwrap_or((attribute, ""));
            let value = value.trim_matches(['"', '\'']);
            let fault = match name.to_ascii_lowercase().as_str() {
                "style" => "an inline style",
                "src" | "srcset" | "srcdoc" | "action" | "data-trunk" => {
                    "a reference that the one file cannot have"
                }
                "href" if !value.starts_with("data:") && !value.starts_with('#') => {
                    "a reference that the one file cannot have"
                }
                handler if handler.starts_with("on") => "an event handler attribute",
                _ => continue,
            };
            bail!(
                "www/index.html: <{tag}> has {fault}. Move it into style.css, loader.js or the program"
            );
        }
    }
    Ok(())
}

/// Each element of a name whose content is raw text: its start tag's inside, and its text.
pub fn elements<'a>(page: &'a str, name: &str) -> Vec<(&'a str, &'a str)> {
    let (start, end) = (format!("<{name}"), format!("</{name}>"));
    let mut found = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once(&start) {
        let Some((tag, content)) = after.split_once('>') else {
            break;
        };
        let Some((text, after)) = content.split_once(&end) else {
            break;
        };
        found.push((tag, text));
        rest = after;
    }
    found
}

/// The insides of the start tags, without what scripts and styles contain.
pub fn tags(page: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        let Some((tag, content)) = after.split_once('>') else {
            break;
        };
        rest = content;
        if tag.starts_with(['/', '!']) {
            continue;
        }
        found.push(tag);
        let name = tag.split_whitespace().next().unwrap_or_default();
        if matches!(name, "script" | "style") {
            let end = format!("</{name}>");
            rest = content.split_once(&end).map_or("", |(_, after)| after);
        }
    }
    found
}

/// A start tag's attributes, each as `name` or `name="value"`.
pub fn attributes(tag: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut quoted = None;
    let mut start = 0;
    for (at, character) in tag.char_indices() {
        match (quoted, character) {
            (Some(quote), _) if quote == character => quoted = None,
            (None, '"' | '\'') => quoted = Some(character),
            (None, ' ' | '\n' | '\t' | '/') => {
                found.push(&tag[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&tag[start..]);
    found.retain(|part| !part.is_empty());
    // The first is the element's own name.
    found.into_iter().skip(1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // `printf alert(1) | openssl dgst -sha256 -binary | base64`
    const ALERT: &str = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='";

    #[test]
    fn a_hash_is_the_one_that_browsers_compute() {
        assert_eq!(hash("alert(1)"), ALERT);
    }

    #[test]
    fn a_hash_changes_when_the_content_does() {
        assert_ne!(hash("alert(1)"), hash("alert(1) "));
    }

    #[test]
    fn the_policy_is_exactly_the_one_in_the_design() {
        assert_eq!(
            policy(&["alert(1)"], &[""]),
            format!(
                "default-src 'none'; script-src {ALERT} 'wasm-unsafe-eval'; \
                 style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; img-src data: blob:; \
                 connect-src 'none'; worker-src blob: 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'"
            )
        );
    }

    #[test]
    fn every_script_is_allowed_by_a_hash_of_its_own() {
        let policy = policy(&["alert(1)", "alert(2)"], &[]);
        assert_eq!(policy.matches("'sha256-").count(), 2);
    }

    #[test]
    fn scripts_are_found_with_their_exact_text() {
        let page = "<script id=\"a\">\n1 > 0\n</script><script>2</script>";
        assert_eq!(scripts(page), ["\n1 > 0\n", "2"]);
    }

    #[test]
    fn a_data_block_is_no_script() {
        let page = "<script id=\"wasm\" type=\"application/octet-stream;base64\">AAAA</script>";
        assert!(scripts(page).is_empty());
    }

    #[test]
    fn styles_are_found_with_their_exact_text() {
        assert_eq!(styles("<style>a > b {}</style>"), ["a > b {}"]);
    }

    #[test]
    fn an_inline_style_is_refused() {
        let error = refuse_what_it_blocks("<p style=\"color:red\">").unwrap_err();
        assert!(error.to_string().contains("an inline style"), "{error}");
    }

    #[test]
    fn an_event_handler_attribute_is_refused() {
        assert!(refuse_what_it_blocks("<button\n  onclick='go()'>").is_err());
    }

    #[test]
    fn a_link_to_another_host_is_refused() {
        assert!(refuse_what_it_blocks("<a href=\"https://example.org/\">").is_err());
    }

    #[test]
    fn a_script_from_a_file_is_refused() {
        assert!(refuse_what_it_blocks("<script src=\"a.js\"></script>").is_err());
    }

    #[test]
    fn a_link_within_the_page_and_an_icon_as_data_are_fine() {
        refuse_what_it_blocks("<a href=\"#code\"><link href=\"data:image/svg+xml;base64,AA==\">")
            .unwrap();
    }

    #[test]
    fn an_attribute_value_that_mentions_a_style_is_fine() {
        refuse_what_it_blocks("<meta content=\"style=x onclick=y\"><p>a style=b</p>").unwrap();
    }

    #[test]
    fn what_a_script_contains_is_no_markup() {
        refuse_what_it_blocks("<script>'<p style=x>'</script>").unwrap();
    }
}
