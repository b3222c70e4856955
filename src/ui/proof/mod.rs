//! `#proof`: what the page saw of itself, its self-tests, its build, a file's hash, and what cannot be promised.

mod blocked;
mod build;
mod file_hash;
mod limits;
mod self_tests;
mod sights;

use std::rc::Rc;

use yew::prelude::*;

pub use self::blocked::{Blocked, BlockedProps};
use self::build::BuildCard;
use self::file_hash::FileHashCard;
use self::limits::LimitsCard;
use self::self_tests::SelfTestsCard;
use self::sights::SightsCard;
use crate::browser::sights::Watch;
use crate::proof::SelfTests;

/// Properties of [`ProofBench`].
#[derive(Properties, PartialEq)]
pub struct ProofBenchProps {
    /// What came of the self-tests at the start.
    pub self_tests: Rc<SelfTests>,
    /// What is seen.
    pub watch: Watch,
    /// Whether the tool is shown.
    pub shown: bool,
}

/// All cards of the tool.
#[component]
pub fn ProofBench(props: &ProofBenchProps) -> Html {
    html! {
        <div class="bench-wide" hidden={!props.shown}>
            <SightsCard watch={props.watch.clone()} />
            <SelfTestsCard self_tests={Rc::clone(&props.self_tests)} />
            <div class="bench">
                <BuildCard shown={props.shown} />
                <FileHashCard takes_drops={props.shown} />
            </div>
            <LimitsCard />
        </div>
    }
}
