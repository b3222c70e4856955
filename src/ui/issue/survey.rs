//! What would come of an order: how many tokens, for whom, what was noticed in the list of users, and how its columns
//! were read.

use std::rc::Rc;

use yew::prelude::*;

use super::columns::UserColumnsForm;
use crate::app::{Action, OrderAction};
use crate::issue::{ListSurvey, OrderProblem, Survey};
use crate::ui::list::class;
use crate::ui::{Dispatch, text};

/// Properties of [`SurveyView`].
#[derive(Properties, PartialEq)]
pub struct SurveyViewProps {
    /// What would come of it, or why nothing would; `None` as long as nobody has looked.
    pub outlook: Option<Result<Rc<Survey>, Rc<Vec<OrderProblem>>>>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The outlook.
#[component]
pub fn SurveyView(props: &SurveyViewProps) -> Html {
    match &props.outlook {
        None => html! { <p class="quiet" role="status">{ "Looking at the order …" }</p> },
        Some(Err(_)) => {
            html! { <p class="quiet" role="status">{ text::issue::NOTHING_TO_ISSUE }</p> }
        }
        Some(Ok(survey)) => html! {
            <>
                <p role="status">{ text::issue::outlook(survey) }</p>
                if let Some(list) = &survey.list {
                    { list_of(list, &props.dispatch) }
                }
                { notes(survey) }
                if survey.list.is_some() {
                    { preview(survey) }
                }
            </>
        },
    }
}

fn notes(survey: &Survey) -> Html {
    let notes = text::issue::notes(survey);
    html! {
        if !notes.is_empty() {
            <ul class="findings" role="list" aria-label="What to know about this order">
                { for notes.into_iter().map(|(severity, note)| html! { <li class={class(severity)}>{ note }</li> }) }
            </ul>
        }
    }
}

fn preview(survey: &Survey) -> Html {
    html! {
        <div class="scrolls">
            <table aria-label="The first tokens">
                <thead><tr><th scope="col">{ "Serial number" }</th><th scope="col">{ "User principal name" }</th></tr></thead>
                <tbody>
                    { for survey.preview.iter().map(|(serial, upn)| html! {
                        <tr><th scope="row">{ serial.clone() }</th><td>{ upn.clone() }</td></tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

fn list_of(list: &ListSurvey, dispatch: &Dispatch) -> Html {
    let more = list.total_findings - list.findings.len();
    let choose = {
        let dispatch = dispatch.clone();
        Callback::from(move |columns| {
            dispatch.dispatch(Action::Order(OrderAction::ChooseColumns(columns)));
        })
    };
    html! {
        <>
            if list.heads.len() > 1 {
                <UserColumnsForm id="column" columns={list.columns} heads={list.heads.clone()} onchoose={choose} />
            }
            if !list.findings.is_empty() {
                <h3>{ "What was noticed in the list of users" }</h3>
                <ul class="findings" role="list" aria-label="What was noticed in the list of users">
                    { for list.findings.iter().map(|finding| html! {
                        <li class={class(finding.problem.severity())}>{ text::issue::user_finding(*finding) }</li>
                    }) }
                </ul>
                if more > 0 {
                    <p class="quiet">{ format!("And {} more.", text::count(more, "finding", "findings")) }</p>
                }
            }
        </>
    }
}
