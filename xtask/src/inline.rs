//! Makes one file of what Trunk built: style, scripts, glue and packed program inside the page, and the
//! Content-Security-Policy over them. Trunk's hook calls it for every build of the page.
//!
//! What it writes must never need another file, and a release must never name a folder of this machine.

use crate::{
    leaks::Folders,
    pack::{Effort, pack},
    policy, run,
    stamp::Stamp,
    template, tools,
    workspace::{INDEX, PAGE, Workspace},
};
use anyhow::{Context, Result, bail};
use data_encoding::BASE64;
use std::{
    env, fs,
    path::{Path, PathBuf},
};

const GLUE: &str = "totp-toolset.js";
const PROGRAM: &str = "totp-toolset_bg.wasm";

/// The page's own scripts in www/, each inside under its name.
const SCRIPTS: [&str; 5] = ["watch.js", "check.js", "frame.js", "loader.js", "hosted.js"];

/// What rustc 1.95 emits for wasm32 unasked, and nothing else: every browser that can unpack the page has
/// these. wasm-opt must be told, because stripping takes the list out of the file.
const WASM_FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The texts that the page is made of, as they lie in www/.
struct Sources {
    template: String,
    style: String,
    icon: String,
    stamp: String,
    /// In the order of [`SCRIPTS`].
    scripts: [String; SCRIPTS.len()],
}

/// What the compiler made of the program.
struct Program {
    glue: String,
    wasm: Vec<u8>,
}

/// The hook: works on the folder that Trunk names in the environment.
///
/// # Errors
/// When it is not called by Trunk, a tool is missing, or the result would break one of the page's promises.
pub fn from_trunk(workspace: &Workspace) -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("this is for Trunk to call: use `cargo xtask serve` or `cargo xtask build`")?;
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");

    refuse_snippets(&staging)?;
    let stamp = Stamp::of(workspace)?;
    if let Some(note) = stamp.note() {
        eprintln!("note: {note}");
    }
    let sources = Sources::read(&staging.join(INDEX), &workspace.www(), &stamp)?;
    let page = if release {
        release_page(workspace, &sources, &staging)?
    } else {
        assemble(&sources, &Program::read(&staging)?, Effort::Quick)?
    };
    remove_what_is_inside_now(&staging)?;
    write_twins(&staging, &page)
}

fn release_page(workspace: &Workspace, sources: &Sources, staging: &Path) -> Result<String> {
    optimise(workspace, &staging.join(PROGRAM))?;
    let program = Program::read(staging)?;
    let folders = Folders::of_this_machine(workspace)?;
    folders.refuse_in("the program", &program.wasm)?;
    let page = assemble(sources, &program, Effort::Best)?;
    folders.refuse_in("the page", page.as_bytes())?;
    Ok(page)
}

/// A snippet is JavaScript that a dependency brings along. It would be a file of its own, which the glue
/// loads at run time: the page compiles, and then does not start.
fn refuse_snippets(staging: &Path) -> Result<()> {
    if staging.join("snippets").exists() {
        bail!(
            "a dependency brings JavaScript of its own (inline_js), which cannot be part of the one file: \
             remove that dependency, delete target/wasm-bindgen, and build again"
        );
    }
    Ok(())
}

/// `-O3` and not `-Oz`: as small once packed (within 0.3 %), and it spares the speed of the HMAC.
fn optimise(workspace: &Workspace, wasm: &Path) -> Result<()> {
    run::run(
        tools::wasm_opt(workspace)?
            .args(["-O3", "--strip-debug", "--strip-producers"])
            .args(WASM_FEATURES)
            .arg(wasm)
            .arg("-o")
            .arg(wasm),
    )
}

impl Sources {
    fn read(template: &Path, www: &Path, stamp: &Stamp) -> Result<Self> {
        let mut scripts = SCRIPTS.map(|_| String::new());
        for (text, name) in scripts.iter_mut().zip(SCRIPTS) {
            *text = read_text(&www.join(name))?;
        }
        Ok(Self {
            template: template::without_comments(&read_text(template)?),
            style: read_text(&www.join("style.css"))?,
            icon: read_text(&www.join("icon.svg"))?,
            stamp: stamp.to_string(),
            scripts,
        })
    }
}

impl Program {
    fn read(staging: &Path) -> Result<Self> {
        let wasm = staging.join(PROGRAM);
        Ok(Self {
            glue: read_text(&staging.join(GLUE))?,
            wasm: fs::read(&wasm)
                .with_context(|| format!("{} is not there: did Trunk build it?", wasm.display()))?,
        })
    }
}

/// The finished page.
fn assemble(sources: &Sources, program: &Program, effort: Effort) -> Result<String> {
    template::stays_inside("script", "the glue", &program.glue)?;
    for (name, script) in SCRIPTS.iter().zip(&sources.scripts) {
        template::stays_inside("script", &format!("www/{name}"), script)?;
    }
    template::stays_inside("style", "www/style.css", &sources.style)?;
    let icon = format!(
        "data:image/svg+xml;base64,{}",
        BASE64.encode(sources.icon.trim().as_bytes())
    );
    let wasm = pack(&program.wasm, effort)?;
    let mut parts: Vec<(&str, &str)> = vec![
        // The policy is made of the page's other parts, so it comes last.
        ("policy", "{{policy}}"),
        ("icon.svg", &icon),
        ("stamp", &sources.stamp),
        ("style.css", &sources.style),
        ("glue", &program.glue),
        ("wasm", &wasm),
    ];
    for (name, script) in SCRIPTS.iter().zip(&sources.scripts) {
        parts.push((name, script));
    }
    let page = template::fill(&sources.template, &parts)?;
    policy::refuse_what_it_blocks(&page)?;
    let policy = policy::policy(&policy::scripts(&page), &policy::styles(&page));
    // The first one: the meta element stands before everything that was put in.
    Ok(page.replacen("{{policy}}", &policy, 1))
}

fn remove_what_is_inside_now(staging: &Path) -> Result<()> {
    for name in [GLUE, PROGRAM] {
        fs::remove_file(staging.join(name))?;
    }
    Ok(())
}

fn write_twins(folder: &Path, page: &str) -> Result<()> {
    for name in [PAGE, INDEX] {
        fs::write(folder.join(name), page)?;
    }
    Ok(())
}

fn read_text(file: &Path) -> Result<String> {
    fs::read_to_string(file)
        .map(|text| template::as_parsed(&text))
        .with_context(|| {
            format!(
                "{} cannot be read: is the checkout complete?",
                file.display()
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Scratch;

    const TEMPLATE: &str = "<meta charset=\"utf-8\"><meta content=\"{{policy}}\"><link href=\"{{icon.svg}}\"><meta content=\"{{stamp}}\">\
        <style>{{style.css}}</style><script id=\"glue\">{{glue}}</script>\
        <script id=\"wasm\" type=\"application/octet-stream;base64\">{{wasm}}</script>\
        <script>{{watch.js}}</script><script>{{check.js}}</script><script>{{frame.js}}</script><script>{{loader.js}}</script><script>{{hosted.js}}</script>";

    fn sources() -> Sources {
        Sources {
            template: TEMPLATE.to_owned(),
            style: "p{}".to_owned(),
            icon: "<svg/>\n".to_owned(),
            stamp: "0.1.0 unknown".to_owned(),
            scripts: ["watch()", "check()", "speak()", "load()", "keep()"].map(str::to_owned),
        }
    }

    fn program() -> Program {
        Program {
            glue: "let wasm_bindgen;".to_owned(),
            wasm: b"\0asm".to_vec(),
        }
    }

    fn page(sources: &Sources, program: &Program) -> Result<String> {
        assemble(sources, program, Effort::Quick)
    }

    fn policy_of(page: &str) -> &str {
        let (_, rest) = page.split_once("<meta content=\"").unwrap();
        rest.split_once('"').unwrap().0
    }

    #[test]
    fn everything_is_in_the_one_file() {
        let page = page(&sources(), &program()).unwrap();
        for part in [
            "<style>p{}</style>",
            ">let wasm_bindgen;<",
            ">watch()<",
            ">check()<",
            ">speak()<",
            ">load()<",
            ">keep()<",
            "data:image/svg+xml;base64,PHN2Zy8+",
        ] {
            assert!(page.contains(part), "{part} is not in {page}");
        }
    }

    #[test]
    fn the_policy_allows_the_glue_and_each_script_and_not_the_data_block() {
        let page = page(&sources(), &program()).unwrap();
        let policy = policy_of(&page).to_owned();
        let (_, rest) = policy.split_once("script-src ").unwrap();
        assert_eq!(
            rest.split_once(';').unwrap().0.matches("'sha256-").count(),
            SCRIPTS.len() + 1,
            "{policy}"
        );
    }

    #[test]
    fn the_policy_changes_with_the_glue() {
        let before = page(&sources(), &program()).unwrap();
        let changed = Program {
            glue: "let wasm_bindgen ;".to_owned(),
            ..program()
        };
        let after = page(&sources(), &changed).unwrap();
        assert_ne!(policy_of(&before), policy_of(&after));
    }

    #[test]
    fn the_policy_does_not_depend_on_the_program() {
        let before = page(&sources(), &program()).unwrap();
        let changed = Program {
            wasm: b"\0asm2".to_vec(),
            ..program()
        };
        let after = page(&sources(), &changed).unwrap();
        assert_eq!(policy_of(&before), policy_of(&after));
    }

    #[test]
    fn glue_with_an_end_tag_in_it_is_refused() {
        let glue = Program {
            glue: "'</script>'".to_owned(),
            ..program()
        };
        let error = page(&sources(), &glue).unwrap_err().to_string();
        assert!(error.contains("the glue contains `</script`"), "{error}");
    }

    #[test]
    fn a_style_with_an_end_tag_in_it_is_refused() {
        let style = Sources {
            style: "</STYLE>".to_owned(),
            ..sources()
        };
        assert!(page(&style, &program()).is_err());
    }

    #[test]
    fn glue_that_looks_like_a_name_of_the_template_stays_as_it_is() {
        let glue = Program {
            glue: "`{{policy}}`".to_owned(),
            ..program()
        };
        let page = page(&sources(), &glue).unwrap();
        assert!(
            page.contains("<script id=\"glue\">`{{policy}}`</script>"),
            "{page}"
        );
    }

    #[test]
    fn both_files_hold_the_same_bytes() {
        let scratch = Scratch::new("twins");
        write_twins(&scratch.0, "<p>").unwrap();
        let read = |name: &str| fs::read(scratch.0.join(name)).unwrap();
        assert_eq!(read("totp-toolset.html"), read("index.html"));
    }

    #[test]
    fn javascript_from_a_dependency_is_refused() {
        let scratch = Scratch::new("snippets");
        fs::create_dir(scratch.0.join("snippets")).unwrap();
        let error = refuse_snippets(&scratch.0).unwrap_err().to_string();
        assert!(error.contains("inline_js"), "{error}");
    }

    #[test]
    fn without_snippets_the_build_goes_on() {
        refuse_snippets(&Scratch::new("no-snippets").0).unwrap();
    }

    // The template that is shipped, not a stand-in for it.
    fn shipped() -> Sources {
        let workspace = Workspace::find().unwrap();
        let www = workspace.www();
        let stamp = Stamp::of(&workspace).unwrap();
        Sources::read(&www.join("index.html"), &www, &stamp).unwrap()
    }

    #[test]
    fn the_page_says_which_sources_it_was_built_from() {
        let mut sources = shipped();
        // As Trunk does.
        let lines = sources.template.lines();
        sources.template = lines.filter(|line| !line.contains("data-trunk")).collect();
        let page = page(&sources, &program()).unwrap();
        let stamp = Stamp::of(&Workspace::find().unwrap()).unwrap();
        assert_eq!(Stamp::in_page(&page), Some(stamp));
    }

    #[test]
    fn the_policy_is_the_first_thing_in_the_head_after_the_character_set() {
        let template = shipped().template;
        let (_, head) = template.split_once("<head>\n").unwrap();
        let mut lines = head.lines();
        assert_eq!(lines.next(), Some("<meta charset=\"utf-8\">"));
        assert!(
            lines
                .next()
                .unwrap()
                .starts_with("<meta http-equiv=\"Content-Security-Policy\"")
        );
    }

    #[test]
    fn the_first_scripts_are_written_for_very_old_browsers() {
        for name in ["watch.js", "check.js"] {
            let script = read_text(&Workspace::find().unwrap().www().join(name)).unwrap();
            let code = script
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            for line in code {
                for newer in ["=>", "const ", "let ", "`", "?.", "class "] {
                    assert!(
                        !line.contains(newer),
                        "{newer} does not parse in old browsers: {line}"
                    );
                }
            }
        }
    }
}
