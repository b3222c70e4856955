//! The form that puts the token of `#code` into the list.

use yew::prelude::*;

use crate::app::{Action, DetailsDraft};
use crate::browser::dom::focus_id;
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
    let first_problem = props
        .details
        .problems
        .first()
        .map(|problem| problem.column());
    use_effect_with(props.details.refusals, move |_| {
        if let Some(column) = first_problem {
            focus_id(id_of(column));
        }
    });
    html! {
        <div class="add" role="group" aria-label="The token shown above">
            <div class="fields">
                { field(props, Column::SerialNumber, InputMode::Text) }
                { field(props, Column::Upn, InputMode::Email) }
                { field(props, Column::Manufacturer, InputMode::Text) }
                { field(props, Column::Model, InputMode::Text) }
            </div>
            <div class="row">
                <Button label="Add to list" onclick={add} disabled={!props.has_code} primary={true} />
                if !props.has_code {
                    <p class="hint">{ text::NO_CODE }</p>
                }
            </div>
        </div>
    }
}

fn id_of(column: Column) -> &'static str {
    match column {
        Column::SerialNumber => "serial",
        Column::Upn => "upn",
        Column::Manufacturer => "manufacturer",
        Column::Model => "model",
        // No field of this form.
        _ => "",
    }
}

fn field(props: &AddFormProps, column: Column, mode: InputMode) -> Html {
    let dispatch = props.dispatch.clone();
    let oninput = Callback::from(move |typed| dispatch.dispatch(Action::TypeDetail(column, typed)));
    let problem = props
        .details
        .problems
        .iter()
        .find(|problem| problem.column() == column)
        .map(|problem| text::details_problem(*problem));
    let value = props.details.field(column).to_owned();
    html! { <Field id={id_of(column)} label={text::field(column)} {value} {oninput} {problem} {mode} /> }
}
