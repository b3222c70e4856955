//! Fills a template of www/: each `{{name}}` once, from files or from what the build made.
//!
//! It must never put text into an element that would end the element early, and never look for
//! names in text that it has just put in.

use anyhow::{Result, bail};

/// A name in the template, and the text that takes its place.
pub type Part<'a> = (&'a str, &'a str);

/// The template with every name filled in.
///
/// # Errors
/// When a name in the template has no part, or a part's name is not in the template exactly once.
pub fn fill(template: &str, parts: &[Part<'_>]) -> Result<String> {
    let mut filled = String::new();
    let mut used = Vec::new();
    let mut rest = template;
    while let Some((before, name, after)) = next_name(rest) {
        let Some((_, text)) = parts.iter().find(|(part, _)| *part == name) else {
            bail!("the template asks for {{{{{name}}}}}, which the build does not make: see www/");
        };
        filled.push_str(before);
        filled.push_str(text);
        used.push(name);
        rest = after;
    }
    filled.push_str(rest);
    for (part, _) in parts {
        let times = used.iter().filter(|name| *name == part).count();
        if times != 1 {
            bail!("the template in www/ must contain {{{{{part}}}}} once, not {times} times");
        }
    }
    Ok(filled)
}

fn next_name(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("{{")?;
    let (name, after) = rest.split_once("}}")?;
    Some((before, name, after))
}

/// The template without its comments, which are for its readers.
pub fn without_comments(template: &str) -> String {
    let mut plain = String::new();
    let mut rest = template;
    while let Some((before, comment)) = rest.split_once("<!--") {
        plain.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
        // A comment on a line of its own takes the line with it.
        if plain.is_empty() || plain.ends_with('\n') {
            rest = rest.strip_prefix('\n').unwrap_or(rest);
        }
    }
    plain.push_str(rest);
    plain
}

/// Text as a browser reads it from a file: line ends are `\n` there, and hashes are taken over that.
pub fn as_parsed(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Refuses text that would not stay inside the element it is put into.
///
/// # Errors
/// When it contains the element's end tag, or what starts an HTML comment.
pub fn stays_inside(element: &str, what: &str, text: &str) -> Result<()> {
    let lower = text.to_ascii_lowercase();
    // `<!--` then `<script` makes a browser skip over the real end tag (HTML, "script data double escaped").
    for forbidden in [format!("</{element}"), "<!--".to_owned()] {
        if lower.contains(&forbidden) {
            bail!(
                "{what} contains `{forbidden}`, which would end or swallow the <{element}> that it is put into: \
                 write it in another way, such as `<\\/{element}`"
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_filled() {
        let page = fill("<a>{{one}}</a>{{two}}", &[("one", "1"), ("two", "2")]).unwrap();
        assert_eq!(page, "<a>1</a>2");
    }

    #[test]
    fn text_that_was_put_in_is_not_filled_again() {
        let page = fill("{{one}}", &[("one", "{{two}}")]).unwrap();
        assert_eq!(page, "{{two}}");
    }

    #[test]
    fn a_name_that_nothing_fills_is_an_error() {
        let error = fill("{{glue}}", &[]).unwrap_err().to_string();
        assert!(error.contains("{{glue}}"), "{error}");
    }

    #[test]
    fn a_part_that_the_template_forgot_is_an_error() {
        let error = fill("", &[("wasm", "")]).unwrap_err().to_string();
        assert!(error.contains("{{wasm}} once, not 0 times"), "{error}");
    }

    #[test]
    fn a_part_that_is_asked_for_twice_is_an_error() {
        assert!(fill("{{wasm}}{{wasm}}", &[("wasm", "")]).is_err());
    }

    #[test]
    fn a_comment_goes_with_its_line() {
        assert_eq!(without_comments("<a>\n<!-- why\n so -->\n<b>"), "<a>\n<b>");
    }

    #[test]
    fn a_comment_within_a_line_leaves_the_line() {
        assert_eq!(without_comments("<a><!-- b -->\n<c>"), "<a>\n<c>");
    }

    #[test]
    fn an_end_tag_inside_a_script_is_refused() {
        let error = stays_inside("script", "the glue", "let a = '</script>';").unwrap_err();
        assert!(error.to_string().contains("the glue"), "{error}");
    }

    #[test]
    fn an_end_tag_in_capitals_is_refused_too() {
        assert!(stays_inside("script", "the glue", "</ScRiPt ").is_err());
    }

    #[test]
    fn the_start_of_a_comment_inside_a_script_is_refused() {
        assert!(stays_inside("script", "the glue", "'<!--'").is_err());
    }

    #[test]
    fn an_end_tag_inside_a_style_is_refused() {
        assert!(stays_inside("style", "style.css", "a::after{content:'</style>'}").is_err());
    }

    #[test]
    fn an_ordinary_comparison_stays_inside() {
        stays_inside("script", "the glue", "a < b / script").unwrap();
    }

    #[test]
    fn line_ends_are_those_that_a_browser_sees() {
        assert_eq!(as_parsed("a\r\nb\rc\n"), "a\nb\nc\n");
    }
}
