//! Findings, one a line, the gravest first; long lists are cut, and the cut is said.

use std::rc::Rc;

use yew::prelude::*;

use crate::formats::{Finding, Severity};
use crate::ui::text;

/// How many are shown.
const SHOWN: usize = 50;

/// What findings are about: it decides what their rows are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The list that is to be uploaded.
    List,
    /// A file that was read.
    File,
}

/// Properties of [`FindingList`].
#[derive(Properties, PartialEq)]
pub struct FindingListProps {
    /// The accessible name.
    pub label: AttrValue,
    /// The findings.
    pub findings: Rc<Vec<Finding>>,
    /// What they are about.
    pub about: About,
}

/// The list; nothing where there are none.
#[component]
pub fn FindingList(props: &FindingListProps) -> Html {
    if props.findings.is_empty() {
        return Html::default();
    }
    let mut gravest_first: Vec<&Finding> = props.findings.iter().collect();
    gravest_first.sort_by_key(|finding| std::cmp::Reverse(finding.severity()));
    let more = gravest_first.len().saturating_sub(SHOWN);
    html! {
        <>
            <h3>{ props.label.clone() }</h3>
            // Safari takes a list without marks for no list, unless it is told.
            <ul class="findings" role="list" aria-label={props.label.clone()}>
                { for gravest_first.into_iter().take(SHOWN).map(|finding| html! {
                    <li class={class(finding.severity())}>{ sentence(props.about, finding) }</li>
                }) }
            </ul>
            if more > 0 {
                <p class="quiet">{ format!("And {} more.", text::count(more, "finding", "findings")) }</p>
            }
        </>
    }
}

fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn sentence(about: About, finding: &Finding) -> String {
    match about {
        About::List => text::finding_in_list(finding),
        About::File => text::finding_in_file(finding),
    }
}
