//! The layers of the package name one another in one direction only. Each rule is shown to fail on a planted violation.

#![cfg(not(target_arch = "wasm32"))]

mod paths;
mod rules;

use std::fs;
use std::path::{Path, PathBuf};

use rules::{Breach, File, Violation, violations};

#[test]
fn the_layers_name_one_another_in_one_direction_only() {
    let files = sources();
    let found = violations(&borrowed(&files));
    let list: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "\n{}\n", list.join("\n"));
}

#[test]
fn a_violation_planted_in_the_real_tree_is_found() {
    let mut files = sources();
    let planted = files
        .iter_mut()
        .find(|(path, _)| path == "oath/mod.rs")
        .expect("there is a src/oath/mod.rs");
    let line = planted.1.lines().count() + 1;
    planted.1.push_str("\nuse crate::ui::App;\n");

    let found = violations(&borrowed(&files));

    let expected = Violation {
        path: "oath/mod.rs".to_owned(),
        line: line + 1,
        what: Breach::Layer("ui".to_owned()),
    };
    assert!(found.contains(&expected), "{found:?}");
}

#[test]
fn a_layer_is_named_by_none_below_it() {
    let planted = [
        ("oath/code.rs", "use crate::ui::App;", "ui"),
        ("oath/code.rs", "use crate::formats;", "formats"),
        ("formats/mod.rs", "use crate::app::State;", "app"),
        ("formats/mod.rs", "use crate::qr::Qr;", "qr"),
        ("issue.rs", "use crate::browser::entropy;", "browser"),
        ("issue.rs", "use crate::rehearsal;", "rehearsal"),
        ("issue.rs", "use crate::check;", "check"),
        ("check/mod.rs", "use crate::work;", "work"),
        ("qr.rs", "use crate::formats::Reading;", "formats"),
        ("rehearsal.rs", "use crate::app::State;", "app"),
        ("app/mod.rs", "use crate::browser::clock;", "browser"),
        ("app/mod.rs", "use crate::ui::text;", "ui"),
        ("browser/mod.rs", "use crate::ui::text;", "ui"),
        ("browser/mod.rs", "use crate::app::State;", "app"),
        ("main.rs", "use totp_toolset::app::State;", "app"),
        ("lib.rs", "pub use browser::clock;", "browser"),
    ];
    for (path, source, layer) in planted {
        assert_eq!(
            breaches(path, source),
            [Breach::Layer(layer.to_owned())],
            "{path}: {source}"
        );
    }
}

#[test]
fn a_forbidden_layer_is_found_however_it_is_written() {
    let planted = [
        "use super::super::ui::App;",
        "use super::{super::ui};",
        "use crate::{oath::{Code, Digits}, ui::{self, App}};",
        "pub(crate) use crate::ui as page;",
        "use totp_toolset::ui;",
        "use ::totp_toolset::ui;",
        "use crate::ui::*;",
        "fn now() -> u64 { crate::ui::now() }",
        "fn now(app: &crate::ui::App) {}",
        "fn now() { super::super::ui::now() }",
        "fn all() { let x = ..crate::ui::LAST; }",
        "fn page() { html! { <crate::ui::Page /> } }",
        "fn say() { println!(\"{}\", crate::ui::text()) }",
        "macro_rules! page { () => { $crate::ui::page() } }",
        "mod tests { use super::super::super::ui; }",
        "mod tests { fn x() { use crate::ui; } }",
        "#[derive(crate::ui::Show)] struct X;",
        "impl crate::ui::Show for X {}",
        "type X = <Y as crate::ui::Show>::Z;",
        "type X = Vec<crate::ui::App>;",
    ];
    for source in planted {
        assert_eq!(
            breaches("oath/code.rs", source),
            [Breach::Layer("ui".to_owned())],
            "{source}"
        );
    }
}

#[test]
fn every_branch_of_a_use_is_found() {
    let found = breaches("oath/code.rs", "use crate::{app::X, browser::Y};");
    let expected = ["app", "browser"].map(|layer| Breach::Layer(layer.to_owned()));
    assert_eq!(found, expected);
}

#[test]
fn a_violation_says_file_and_line() {
    let found = violations(&[("qr.rs", "//! A file.\n\nuse crate::\n    ui::App;\n")]);
    let said: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["src/qr.rs:4: may not name the layer ui"]);
}

#[test]
fn what_names_no_other_layer_is_no_violation() {
    let innocent = [
        "// use crate::ui::App;",
        "/* crate::browser::now() */",
        "/// As [`crate::ui::App`] shows.\nfn x() {}",
        "const X: &str = \"crate::ui::App\";",
        "const X: &str = r#\"use crate::browser;\"#;",
        "use crate::oath::Code;",
        "use super::Code;",
        "use self::code::Code;",
        "use std::fmt::{self, Display as Shown};",
        "pub(crate) fn ui() {}",
        "pub(super) fn x() { let ui = 1; ui + self.browser; }",
        "fn x(state: &X) { state.app.ui(); Vec::<u8>::browser(); <X>::app::<u8>(); }",
        "fn x<'a>(y: &'a str) -> impl Iterator + use<'a> { y.chars() }",
        "mod tests { use super::*; }",
    ];
    for source in innocent {
        assert_eq!(breaches("oath/code.rs", source), [], "{source}");
    }
}

#[test]
fn another_crate_is_named_only_where_it_may_be() {
    let planted = [
        ("ui/app.rs", "use web_sys::HtmlElement;", "web_sys"),
        ("ui/app.rs", "use crate::browser::web_sys::Node;", "web_sys"),
        ("ui/app.rs", "fn x() { js_sys::Date::now(); }", "js_sys"),
        ("ui/app.rs", "use wasm_bindgen::JsCast;", "wasm_bindgen"),
        (
            "ui/app.rs",
            "fn x() { ::wasm_bindgen_futures::spawn_local(y) }",
            "wasm_bindgen_futures",
        ),
        ("app/mod.rs", "use gloo_timers as timers;", "gloo_timers"),
        ("app/mod.rs", "use yew::prelude::*;", "yew"),
        ("browser/dom.rs", "use yew::NodeRef;", "yew"),
        ("main.rs", "use web_sys;", "web_sys"),
        (
            "oath/secret.rs",
            "fn x() { getrandom::fill(y) }",
            "getrandom",
        ),
        ("qr.rs", "#[wasm_bindgen] fn x() {}", "wasm_bindgen"),
        (
            "ui/app.rs",
            "fn x() { html! { { js_sys::eval(y) } } }",
            "js_sys",
        ),
    ];
    for (path, source, name) in planted {
        assert_eq!(
            breaches(path, source),
            [Breach::Foreign(name.to_owned())],
            "{path}: {source}"
        );
    }
}

#[test]
fn another_crate_may_be_named_where_it_belongs() {
    let innocent = [
        ("browser/dom.rs", "use web_sys::HtmlElement;"),
        (
            "browser/clock.rs",
            "fn now() -> f64 { js_sys::Date::now() }",
        ),
        ("browser/entropy.rs", "fn x() { getrandom::fill(y) }"),
        ("browser/mod.rs", "use wasm_bindgen_futures::spawn_local;"),
        ("browser/activity.rs", "use gloo_events::EventListener;"),
        ("ui/app.rs", "use yew::prelude::*;"),
        ("main.rs", "fn main() { yew::Renderer::<App>::new(); }"),
    ];
    for (path, source) in innocent {
        assert_eq!(breaches(path, source), [], "{path}: {source}");
    }
}

#[test]
fn a_way_around_the_paths_is_found() {
    let planted = [
        ("use crate::*;", Breach::Root),
        ("use crate as root;", Breach::Root),
        ("use crate::{self as root};", Breach::Root),
        ("use super::super::*;", Breach::Root),
        (
            "#[path = \"../ui/app.rs\"] mod app;",
            Breach::Detour("#[path]"),
        ),
        ("include!(\"../ui/app.rs\");", Breach::Detour("include!")),
        ("extern crate self as root;", Breach::Detour("extern crate")),
        ("use crate::now;", Breach::NoLayer("now".to_owned())),
    ];
    for (source, breach) in planted {
        assert_eq!(breaches("oath/code.rs", source), [breach], "{source}");
    }
}

#[test]
fn a_file_that_belongs_to_no_layer_is_found() {
    for path in [
        "utils.rs",
        "helpers/mod.rs",
        "helpers/deep/er.rs",
        "notes.txt",
    ] {
        assert_eq!(breaches(path, ""), [Breach::UnknownLayer], "{path}");
    }
}

#[test]
fn a_file_that_is_no_rust_is_found() {
    assert_eq!(breaches("qr.rs", "fn x( {"), [Breach::Unreadable]);
}

/// Native tests run without the feature `web`: one that needs it would never run.
#[test]
fn no_native_test_needs_the_feature_web() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (folder, is_missed) in [
        ("src", is_missed_in_source as fn(&str, &str) -> bool),
        ("tests", |_, text| is_missed_in_tests(text)),
    ] {
        let files = files_of(&root.join(folder));
        let missed: Vec<_> = files
            .iter()
            .filter(|(path, text)| path.ends_with(".rs") && is_missed(path, text))
            .map(|(path, _)| path)
            .collect();
        assert!(missed.is_empty(), "{folder}: {missed:?}");
    }
}

#[test]
fn a_native_test_that_needs_the_feature_web_is_found() {
    for text in [
        "#[test]\nfn x() {}",
        "#[cfg(test)]\nmod tests;",
        "/// ```\n/// x();",
    ] {
        for path in ["browser/clock.rs", "ui/app.rs", "main.rs"] {
            assert!(is_missed_in_source(path, text), "{path}: {text}");
        }
        assert!(!is_missed_in_source("oath/code.rs", text), "{text}");
    }
    assert!(is_missed_in_tests(&format!("#[cfg({WEB_ALONE})]")));
}

const WEB_ALONE: &str = "feature = \"web\"";

fn is_missed_in_source(path: &str, text: &str) -> bool {
    let needs_web = ["browser", "ui", "main.rs"].contains(&path.split('/').next().unwrap_or(path));
    let tests = ["#[test]", "#[cfg(test)]", "/// ```", "//! ```"];
    needs_web && tests.iter().any(|test| text.contains(test))
}

fn is_missed_in_tests(text: &str) -> bool {
    text.contains(WEB_ALONE)
}

fn breaches(path: &str, source: &str) -> Vec<Breach> {
    violations(&[(path, source)])
        .into_iter()
        .map(|violation| violation.what)
        .collect()
}

/// Every file of `src/`: its path from there, and its text.
fn sources() -> Vec<(String, String)> {
    files_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
}

/// Every file below a folder: its path from there, and its text, or what of it is text.
fn files_of(root: &Path) -> Vec<(String, String)> {
    let mut paths = Vec::new();
    collect_files(root, &mut paths);
    paths.sort();
    assert!(!paths.is_empty(), "no files in {}", root.display());
    paths
        .into_iter()
        .map(|path| {
            let text =
                fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let text = String::from_utf8_lossy(&text).into_owned();
            let from_root = path.strip_prefix(root).expect("collected below the root");
            let steps: Vec<_> = from_root
                .iter()
                .map(|step| step.to_string_lossy())
                .collect();
            (steps.join("/"), text)
        })
        .collect()
}

fn collect_files(folder: &Path, paths: &mut Vec<PathBuf>) {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            collect_files(&path, paths);
        } else {
            paths.push(path);
        }
    }
}

fn borrowed(files: &[(String, String)]) -> Vec<File<'_>> {
    files
        .iter()
        .map(|(path, source)| (path.as_str(), source.as_str()))
        .collect()
}
