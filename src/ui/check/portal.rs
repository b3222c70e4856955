//! What the portal said of an upload: messages that are pasted, and its list of failures.

use yew::prelude::*;

use crate::app::{Action, CheckAction, Checkup};
use crate::check::{Examination, FailureColumn, FailureColumns, Failures, Located};
use crate::formats::Pasted;
use crate::ui::issue::{ListField, places};
use crate::ui::text::foreign::visible;
use crate::ui::widgets::{Fold, Select};
use crate::ui::{Dispatch, text};

/// How many failures are shown.
const SHOWN: usize = 50;

/// Properties of [`PortalCard`].
#[derive(Properties, PartialEq)]
pub struct PortalCardProps {
    /// The bench.
    pub checkup: Checkup,
    /// What was found out.
    pub examination: Examination,
    /// Whether secrets are hidden: the portal's words may hold some.
    pub hidden: bool,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The card.
#[component]
pub fn PortalCard(props: &PortalCardProps) -> Html {
    let request = props.checkup.request();
    let type_portal = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |typed: String| {
            let action = CheckAction::TakePortal(Pasted::from(typed));
            dispatch.dispatch(Action::Check(action));
        })
    };
    let take_failures = {
        let dispatch = props.dispatch.clone();
        move |failures| dispatch.dispatch(Action::Check(CheckAction::TakeFailures(failures)))
    };
    let failures_text = request
        .failures
        .as_ref()
        .map(|(text, _)| text.clone())
        .unwrap_or_default();
    let type_failures = {
        let take = take_failures.clone();
        Callback::from(move |typed: String| {
            let failures = (Pasted::from(typed.as_str()), None);
            take((!typed.trim().is_empty()).then_some(failures));
        })
    };
    let choose_columns = {
        let text = failures_text.clone();
        Callback::from(move |columns| take_failures(Some((text.clone(), Some(columns)))))
    };
    let examination = &props.examination;
    let problem = match &examination.failures {
        Some(Err(error)) => Some(AttrValue::from(text::beside::failures_error(*error))),
        _ => None,
    };
    let is_something = request.failures.is_some() || !request.portal.as_str().is_empty();
    if props.hidden && is_something {
        return html! {
            <Fold id="check-portal" heading="What the portal said" opens={is_something}>
                <p class="hint">{ text::check::HIDDEN_TEXT }</p>
            </Fold>
        };
    }
    html! {
        <Fold id="check-portal" heading="What the portal said" opens={is_something}>
            <p class="quiet">{ text::beside::PORTAL_INTRODUCTION }</p>
            <ListField id="check-messages" label="Messages of the portal" hint={text::beside::PORTAL_HINT} text={request.portal.clone()} problem={None::<AttrValue>} ontype={type_portal} />
            if !examination.portal.is_empty() {
                <ul class="findings" role="list" aria-label="What the messages mean">
                    { for examination.portal.iter().map(message) }
                </ul>
                if examination.portal_goes_on {
                    <p class="quiet">{ "The text goes on; the rest was not looked at." }</p>
                }
            }
            <ListField id="check-failures" label="Failures file" hint={text::beside::FAILURES_HINT} text={failures_text} {problem} ontype={type_failures} />
            if let Some(Ok(failures)) = &examination.failures {
                <FailuresView failures={failures.clone()} onchoose={choose_columns} />
            }
        </Fold>
    }
}

fn message(located: &Located) -> Html {
    html! {
        <li class="error">
            <p>{ text::beside::portal_place(&located.message) }</p>
            <p>{ text::beside::portal_message(located) }</p>
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct FailuresViewProps {
    failures: Failures,
    onchoose: Callback<FailureColumns>,
}

/// The failures with the rows that they are about.
#[component]
fn FailuresView(props: &FailuresViewProps) -> Html {
    let failures = &props.failures;
    let read = failures.columns;
    let choose = |column: FailureColumn| {
        let onchoose = props.onchoose.reform(move |place| read.with(column, place));
        let heads = places(&failures.heads, read.has_header);
        let options: Vec<(Option<usize>, AttrValue)> =
            std::iter::once((None, AttrValue::from("none")))
                .chain(heads)
                .collect();
        html! {
            <Select<Option<usize>> id={format!("check-failure-{}", text::beside::failure_column_id(column))} label={text::beside::failure_column(column)} {options} chosen={read.place(column)} {onchoose} />
        }
    };
    let header = props
        .onchoose
        .reform(move |has_header| FailureColumns { has_header, ..read });
    let headers = vec![
        (true, AttrValue::from("the names of the columns")),
        (false, AttrValue::from("a failure")),
    ];
    html! {
        <>
            <p role="status">{ text::beside::failures(failures) }</p>
            <fieldset class="columns">
                <legend>{ "How the failures file was read" }</legend>
                <div class="fields">
                    { for FailureColumn::ALL.map(choose) }
                    <Select<bool> id="check-failure-header" label="Its first line is" options={headers} chosen={read.has_header} onchoose={header} />
                </div>
            </fieldset>
            <div class="scrolls">
                <table aria-label="Failures">
                    <thead><tr>
                        <th scope="col">{ "Line of your file" }</th>
                        <th scope="col">{ "Serial number" }</th>
                        <th scope="col">{ "User principal name" }</th>
                        <th scope="col">{ "What the portal says" }</th>
                        <th scope="col">{ "What to do" }</th>
                    </tr></thead>
                    <tbody>
                        { for failures.rows.iter().take(SHOWN).map(|row| html! {
                            <tr>
                                <td class="number">{ row.place.map_or("?".to_owned(), |place| place.row.to_string()) }</td>
                                <th scope="row">{ visible(row.serial.as_str()).into_owned() }</th>
                                <td>{ visible(row.upn.as_str()).into_owned() }</td>
                                <td class="wraps">{ visible(row.reason.as_str()).into_owned() }</td>
                                <td class="wraps">{ text::beside::remedy(row.kind) }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
            if failures.total > SHOWN {
                <p class="quiet">{ format!("The first {SHOWN} of {}.", failures.total) }</p>
            }
        </>
    }
}
