//! The scenarios, tried in each browser that the tooling names. Never run by hand: `cargo xtask test`.

#[path = "page/access.rs"]
mod access;
#[path = "page/activation.rs"]
mod activation;
#[path = "page/attacks_frames.rs"]
mod attacks_frames;
#[path = "page/burn.rs"]
mod burn;
#[path = "page/check/mod.rs"]
mod check;
#[path = "page/code.rs"]
mod code;
#[path = "page/desk.rs"]
mod desk;
#[path = "page/embed.rs"]
mod embed;
#[path = "page/harness.rs"]
mod harness;
#[path = "page/host.rs"]
mod host;
#[path = "page/issue.rs"]
mod issue;
#[path = "page/leaving.rs"]
mod leaving;
#[path = "page/list.rs"]
mod list;
#[path = "page/opening.rs"]
mod opening;
#[path = "page/paper.rs"]
mod paper;
#[path = "page/probe.rs"]
mod probe;
#[path = "page/safety.rs"]
mod safety;
#[path = "page/starting.rs"]
mod starting;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let scenarios = [
        access::scenarios(),
        activation::scenarios(),
        attacks_frames::scenarios(),
        burn::scenarios(),
        check::scenarios(),
        code::scenarios(),
        embed::scenarios(),
        harness::scenarios(),
        issue::scenarios(),
        leaving::scenarios(),
        list::scenarios(),
        opening::scenarios(),
        paper::scenarios(),
        safety::scenarios(),
        starting::scenarios(),
    ]
    .concat();
    let artefacts = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../page");
    page::run(scenarios, &artefacts)
}
