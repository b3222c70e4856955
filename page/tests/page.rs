//! The scenarios, tried in each browser that the tooling names. Never run by hand: `cargo xtask test`.

#[path = "page/harness.rs"]
mod harness;
#[path = "page/opening.rs"]
mod opening;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let scenarios = [harness::scenarios(), opening::scenarios()].concat();
    let artefacts = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../page");
    page::run(scenarios, &artefacts)
}
