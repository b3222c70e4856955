//! The scenarios, tried in each browser that the tooling names. Never run by hand: `cargo xtask test`.

#[path = "page/access.rs"]
mod access;
#[path = "page/activation.rs"]
mod activation;
#[path = "page/attacks/mod.rs"]
mod attacks;
#[path = "page/burn.rs"]
mod burn;
#[path = "page/check/mod.rs"]
mod check;
#[path = "page/code.rs"]
mod code;
#[path = "page/desk.rs"]
mod desk;
#[path = "page/embed/mod.rs"]
mod embed;
#[path = "page/guide.rs"]
mod guide;
#[path = "page/handing_out.rs"]
mod handing_out;
#[path = "page/harness.rs"]
mod harness;
#[path = "page/host.rs"]
mod host;
#[path = "page/host_page.rs"]
mod host_page;
#[path = "page/hosted.rs"]
mod hosted;
#[path = "page/issue.rs"]
mod issue;
#[path = "page/leaving.rs"]
mod leaving;
#[path = "page/list.rs"]
mod list;
#[path = "page/memory.rs"]
mod memory;
#[path = "page/opening.rs"]
mod opening;
#[path = "page/paper.rs"]
mod paper;
#[path = "page/probe.rs"]
mod probe;
#[path = "page/proof.rs"]
mod proof;
#[path = "page/rehearse/mod.rs"]
mod rehearse;
#[path = "page/safety.rs"]
mod safety;
#[path = "page/starting.rs"]
mod starting;
#[path = "page/wiping.rs"]
mod wiping;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let scenarios = [
        access::scenarios(),
        activation::scenarios(),
        attacks::scenarios(),
        burn::scenarios(),
        check::scenarios(),
        code::scenarios(),
        embed::scenarios(),
        guide::scenarios(),
        handing_out::scenarios(),
        harness::scenarios(),
        hosted::scenarios(),
        issue::scenarios(),
        leaving::scenarios(),
        list::scenarios(),
        opening::scenarios(),
        paper::scenarios(),
        proof::scenarios(),
        rehearse::scenarios(),
        safety::scenarios(),
        starting::scenarios(),
        wiping::scenarios(),
    ]
    .concat();
    let artefacts = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../page");
    page::run(scenarios, &artefacts)
}
