//! Findings, one a line, the gravest first; long lists are cut, and the cut is said.

use std::rc::Rc;

use yew::prelude::*;

use crate::formats::{FindingCode, Report, Run, Severity};
use crate::ui::text;

/// What findings are about: it decides what their rows are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The list that is to be uploaded.
    List,
    /// A file that was read.
    File,
    /// A file that is to be written, by the lines or rows of the one that was read.
    Target(text::Unit),
}

/// Properties of [`FindingList`].
#[derive(Properties, PartialEq)]
pub struct FindingListProps {
    /// The accessible name.
    pub label: AttrValue,
    /// The findings, in short.
    pub report: Rc<Report>,
    /// What they are about.
    pub about: About,
}

/// The list; nothing where there are none.
#[component]
pub fn FindingList(props: &FindingListProps) -> Html {
    let report = &props.report;
    if report.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h3>{ props.label.clone() }</h3>
            // Safari takes a list without marks for no list, unless it is told.
            <ul class="findings" role="list" aria-label={props.label.clone()}>
                { for report.shown.iter().map(|run| html! {
                    <li class={class(run.finding.severity())}>{ sentence(props.about, run) }</li>
                }) }
            </ul>
            { more(report) }
        </>
    }
}

/// What is not told one by one, counted by kind.
pub fn more(report: &Report) -> Html {
    let hidden = |code: FindingCode, count: usize| {
        let shown = report.shown.iter().filter(|run| run.finding.code == code);
        count - shown.map(Run::findings).sum::<usize>()
    };
    let kinds: Vec<(FindingCode, usize)> = report
        .kinds
        .iter()
        .map(|&(code, count)| (code, hidden(code, count)))
        .filter(|&(_, count)| count > 0)
        .collect();
    let more: usize = kinds.iter().map(|(_, count)| count).sum();
    if more == 0 {
        return Html::default();
    }
    html! {
        <>
            <p class="quiet">{ format!("And {} more:", text::count(more, "finding", "findings")) }</p>
            <ul class="quiet">
                { for kinds.into_iter().map(|(code, count)| html! { <li>{ text::finding_kind(code, count) }</li> }) }
            </ul>
        </>
    }
}

/// The class of a finding of that weight.
pub fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn sentence(about: About, run: &Run) -> String {
    match about {
        About::List => text::finding_in_list(run),
        About::File => text::finding_in_file(run),
        About::Target(unit) => text::finding_in_target(run, unit),
    }
}
