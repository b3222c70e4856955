//! `cargo xtask docs`: the user guide. mdBook makes it; this gives each of its pages a policy and follows its links.
//!
//! The guide must never load anything from another host, nor lie anywhere but in `guide/` of a folder that has
//! the page: its demos frame `../embed/` by `../embed.js`.

use crate::{
    links, page_build, policy,
    run::{announce, run},
    site, tools,
    workspace::{PAGE, Workspace},
};
use anyhow::{Context, Result, bail, ensure};
use std::{fs, path::Path, process::Command};

/// The guide's place in a hosted folder.
pub const GUIDE: &str = "guide";

/// What mdBook writes as inline style, which the policy refuses. The guide's own style says the same.
const INLINE_STYLE: &str = " style=\"clear: both\"";

/// Lays out the folder for a web server with the guide in it, from the release that is there.
///
/// # Errors
/// When there is no release and none can be built, or as [`site::lay_out`].
pub fn docs(workspace: &Workspace) -> Result<()> {
    if !workspace.dist().join(PAGE).is_file() {
        page_build::build(workspace)?;
    }
    site::lay_out(workspace)?;
    println!("site/guide/index.html");
    println!(
        "  To see its demos run, serve site/ with any web server, for instance:\n  \
         python3 -m http.server --bind 127.0.0.1 --directory site 8081\n  \
         and open http://127.0.0.1:8081/guide/"
    );
    Ok(())
}

/// Builds the guide into `guide/` of a hosted folder that has the page already.
///
/// # Errors
/// When mdBook cannot be had or fails, when a page of the guide has what its policy would block, when a link leads nowhere,
/// or when something would be loaded from another host.
pub fn build(workspace: &Workspace, site: &Path) -> Result<()> {
    let mdbook = tools::ensure_mdbook(workspace)?;
    announce("Building the guide");
    let guide = site.join(GUIDE);
    clear(&guide)?;
    run(Command::new(mdbook)
        .arg("build")
        .arg(workspace.guide())
        .arg("--dest-dir")
        .arg(&guide))?;
    for page in links::pages(&guide)? {
        let html = fs::read_to_string(&page)?;
        let strict = with_policy(&html).with_context(|| page.display().to_string())?;
        fs::write(&page, strict)?;
    }
    links::check(site, &guide)
}

fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())
}

/// The page with a policy that allows its own scripts and files of its own host, and frames of them.
fn with_policy(html: &str) -> Result<String> {
    const CHARSET: &str = "<meta charset=\"UTF-8\">";
    let html = html.replace(INLINE_STYLE, "");
    refuse_what_it_blocks(&html)?;
    let scripts: Vec<String> = policy::elements(&html, "script")
        .into_iter()
        .filter(|(tag, _)| !tag.contains(" src="))
        .map(|(_, text)| policy::hash(text))
        .collect();
    let policy = format!(
        "default-src 'none'; script-src 'self' {}; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         frame-src 'self'; base-uri 'none'; form-action 'none'",
        scripts.join(" ")
    );
    ensure!(
        html.matches(CHARSET).count() == 1,
        "expected {CHARSET} once: mdBook writes its pages differently now"
    );
    let with = format!(
        "{CHARSET}\n        <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"
    );
    Ok(html.replace(CHARSET, &with))
}

fn refuse_what_it_blocks(html: &str) -> Result<()> {
    ensure!(
        policy::styles(html).is_empty(),
        "a style element: move it into docs/theme/guide.css"
    );
    for tag in policy::tags(html) {
        for attribute in policy::attributes(tag) {
            let name = attribute.split('=').next().unwrap_or_default();
            let name = name.to_ascii_lowercase();
            if name == "style" || name.starts_with("on") {
                bail!("<{tag}> has the attribute {name}, which the guide's policy blocks");
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    const PAGE_OF_MDBOOK: &str = "<html><head><meta charset=\"UTF-8\"></head><body>\
        <script src=\"toc.js\"></script><script>one()</script><div style=\"clear: both\"></div></body>";

    #[test]
    fn a_page_allows_its_own_inline_scripts_and_no_others() {
        let page = with_policy(PAGE_OF_MDBOOK).unwrap();
        let allowed = policy::hash("one()");
        assert!(
            page.contains(&format!("script-src 'self' {allowed}; ")),
            "{page}"
        );
        assert!(!page.contains("unsafe"), "{page}");
    }

    #[test]
    fn the_policy_stands_before_all_that_it_governs() {
        let page = with_policy(PAGE_OF_MDBOOK).unwrap();
        assert!(page.find("Content-Security-Policy") < page.find("<script"));
    }

    #[test]
    fn an_inline_style_that_would_be_blocked_is_refused() {
        let page = PAGE_OF_MDBOOK.replace("clear: both", "color: red");
        let error = with_policy(&page).unwrap_err().to_string();
        assert!(error.contains("style"), "{error}");
    }

    #[test]
    fn an_event_handler_is_refused() {
        let page = PAGE_OF_MDBOOK.replace("<body>", "<body onload=\"one()\">");
        assert!(with_policy(&page).is_err());
    }

    #[test]
    fn a_page_without_the_place_for_its_policy_is_refused() {
        let page = PAGE_OF_MDBOOK.replace("UTF-8", "utf8");
        assert!(with_policy(&page).is_err());
    }

    #[test]
    fn the_guide_has_the_icon_of_the_page() {
        let workspace = Workspace::find().unwrap();
        let icon = |file: PathBuf| fs::read_to_string(file).unwrap();
        assert_eq!(
            icon(workspace.guide().join("theme/favicon.svg")),
            icon(workspace.www().join("icon.svg"))
        );
    }
}
