//! The arrows between the layers as a table, and what breaks them. DESIGN, "Architecture":
//! `oath <- formats, issue, check, qr, rehearsal <- app <- ui`; `browser` is named only by `ui` and `main`.

use std::fmt;

use crate::paths::{What, named};

/// A layer: a folder or a file right under `src/`.
struct Layer {
    name: &'static str,
    /// The other layers that it may name.
    may_name: &'static [&'static str],
}

/// All of them. Whoever adds a folder or a file to `src/` says here what it may name.
const LAYERS: [Layer; 14] = [
    Layer {
        name: "oath",
        may_name: &[],
    },
    Layer {
        name: "packed",
        may_name: &["oath"],
    },
    Layer {
        name: "formats",
        may_name: &["oath"],
    },
    Layer {
        name: "issue",
        may_name: &["oath", "formats"],
    },
    Layer {
        name: "check",
        may_name: &["oath", "formats", "issue"],
    },
    Layer {
        name: "qr",
        may_name: &["oath"],
    },
    Layer {
        name: "rehearsal",
        may_name: &["oath", "packed", "formats", "check"],
    },
    Layer {
        name: "work",
        may_name: &["oath", "packed", "formats", "issue", "check", "rehearsal"],
    },
    Layer {
        name: "proof",
        may_name: &["oath"],
    },
    Layer {
        name: "app",
        may_name: &[
            "oath",
            "packed",
            "formats",
            "issue",
            "check",
            "qr",
            "rehearsal",
            "work",
        ],
    },
    Layer {
        name: "browser",
        may_name: &["oath", "proof"],
    },
    Layer {
        name: "ui",
        may_name: &[
            "oath",
            "formats",
            "issue",
            "check",
            "packed",
            "qr",
            "rehearsal",
            "work",
            "proof",
            "app",
            "browser",
        ],
    },
    Layer {
        name: "main",
        may_name: &["ui", "browser", "work", "proof"],
    },
    // It declares the modules and names none: a re-export there would be a way around every arrow.
    Layer {
        name: "lib",
        may_name: &[],
    },
];

/// Another crate that only some layers may name.
struct Foreign {
    name: &'static str,
    /// Whether every name that begins so is meant: `wasm_bindgen_futures`.
    and_its_kin: bool,
    only: &'static [&'static str],
}

const FOREIGN: [Foreign; 6] = [
    Foreign {
        name: "web_sys",
        and_its_kin: false,
        only: &["browser"],
    },
    Foreign {
        name: "js_sys",
        and_its_kin: false,
        only: &["browser"],
    },
    Foreign {
        name: "wasm_bindgen",
        and_its_kin: true,
        only: &["browser"],
    },
    Foreign {
        name: "gloo",
        and_its_kin: true,
        only: &["browser"],
    },
    Foreign {
        name: "getrandom",
        and_its_kin: false,
        only: &["browser"],
    },
    Foreign {
        name: "yew",
        and_its_kin: false,
        only: &["ui", "main"],
    },
];

/// A file of `src/`: its path from there, with `/`, and its text.
pub type File<'a> = (&'a str, &'a str);

/// A broken arrow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    pub path: String,
    /// From 1; 0 where the file as a whole is meant.
    pub line: usize,
    pub what: Breach,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Breach {
    /// The file belongs to no layer of the table.
    UnknownLayer,
    /// It names a layer that it may not name.
    Layer(String),
    /// It names something at the package's root that is no layer.
    NoLayer(String),
    /// It takes in the package's root, and with it every layer.
    Root,
    /// It names a crate that it may not name.
    Foreign(String),
    /// It leads around the paths that are read here.
    Detour(&'static str),
    /// It is no Rust.
    Unreadable,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "src/{}:{}: ", self.path, self.line)?;
        match &self.what {
            Breach::UnknownLayer => {
                f.write_str("not in the table of layers: enter it in tests/architecture/rules.rs")
            }
            Breach::Layer(layer) => write!(f, "may not name the layer {layer}"),
            Breach::NoLayer(name) => write!(f, "crate::{name} is no layer"),
            Breach::Root => f.write_str("takes in the package's root: name the layer"),
            Breach::Foreign(name) => write!(f, "may not name the crate {name}"),
            Breach::Detour(means) => write!(f, "{means} leads around this check"),
            Breach::Unreadable => f.write_str("no Rust"),
        }
    }
}

/// Every broken arrow in the files, in their order, each once a line.
pub fn violations(files: &[File<'_>]) -> Vec<Violation> {
    let mut found: Vec<Violation> = Vec::new();
    for (path, source) in files {
        for (line, what) in breaches(path, source) {
            let path = (*path).to_owned();
            let violation = Violation { path, line, what };
            if !found.contains(&violation) {
                found.push(violation);
            }
        }
    }
    found
}

fn breaches(path: &str, source: &str) -> Vec<(usize, Breach)> {
    let module = module_of(path);
    let layer = match module.first() {
        Some(name) => *name,
        None => path.trim_end_matches(".rs"),
    };
    let Some(layer) = LAYERS.iter().find(|known| known.name == layer) else {
        return vec![(0, Breach::UnknownLayer)];
    };
    if !path.ends_with(".rs") {
        return Vec::new();
    }
    match named(source, &module) {
        Ok(names) => names
            .into_iter()
            .filter_map(|named| Some((named.line, breach(layer, named.what)?)))
            .collect(),
        Err(line) => vec![(line, Breach::Unreadable)],
    }
}

/// Where a file stands in the package: `oath/mod.rs` and `oath.rs` are `oath`, `lib.rs` and `main.rs` the root.
fn module_of(path: &str) -> Vec<&str> {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let mut module: Vec<&str> = path.split('/').collect();
    if module.len() > 1 && module.last() == Some(&"mod") {
        module.pop();
    }
    if matches!(module[..], ["lib" | "main"]) {
        module.pop();
    }
    module
}

fn breach(layer: &Layer, what: What) -> Option<Breach> {
    match what {
        What::Inside(path) => {
            let name = path.into_iter().next()?;
            let known = LAYERS.iter().any(|layer| layer.name == name);
            let at_root = matches!(layer.name, "lib" | "main");
            if !known {
                // The root's own items and other crates look the same there.
                return (!at_root).then_some(Breach::NoLayer(name));
            }
            let allowed = name == layer.name || layer.may_name.contains(&name.as_str());
            (!allowed).then_some(Breach::Layer(name))
        }
        What::Root => Some(Breach::Root),
        What::Word(word) => {
            let foreign = FOREIGN.iter().find(|foreign| foreign.means(&word))?;
            (!foreign.only.contains(&layer.name)).then_some(Breach::Foreign(word))
        }
        What::Detour(means) => Some(Breach::Detour(means)),
    }
}

impl Foreign {
    fn means(&self, word: &str) -> bool {
        word == self.name || (self.and_its_kin && word.starts_with(self.name))
    }
}
