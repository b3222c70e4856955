//! The form that puts the token of `#code` into the list.

use yew::prelude::*;

use crate::app::{Action, DetailsDraft};
use crate::formats::Column;
use crate::ui::widgets::{Button, Field, InputMode};
use crate::ui::{Dispatch, text};

/// Properties of [`AddForm`].
#[derive(Properties, PartialEq)]
pub struct AddFormProps {
    /// What is typed.
    pub details: DetailsDraft,
    /// Whether there is a token to add.
    pub has_code: bool,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The form. Its button can always be pressed: what is missing is said beside the field.
#[component]
pub fn AddForm(props: &AddFormProps) -> Html {
    let add = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |()| dispatch.dispatch(Action::AddToList))
    };
    html! {
        <div class="add" role="group" aria-label="The token shown above">
            <div class="fields">
                { field(props, Column::SerialNumber, "serial", InputMode::Text) }
                { field(props, Column::Upn, "upn", InputMode::Email) }
                { field(props, Column::Manufacturer, "manufacturer", InputMode::Text) }
                { field(props, Column::Model, "model", InputMode::Text) }
            </div>
            <div class="row">
                <Button label="Add to list" onclick={add} disabled={!props.has_code} primary={true} />
                if !props.has_code {
                    <p class="hint">{ "Give a seed first." }</p>
                }
            </div>
        </div>
    }
}

fn field(props: &AddFormProps, column: Column, id: &'static str, mode: InputMode) -> Html {
    let dispatch = props.dispatch.clone();
    let oninput = Callback::from(move |typed| dispatch.dispatch(Action::TypeDetail(column, typed)));
    let problem = props
        .details
        .problems
        .iter()
        .find(|problem| problem.column() == column)
        .map(|problem| text::details_problem(*problem));
    let value = props.details.field(column).to_owned();
    html! { <Field {id} label={text::field(column)} {value} {oninput} {problem} {mode} /> }
}
