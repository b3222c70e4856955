//! How a file is read: as which format, and what it does not say.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Action, CheckAction, Checked};
use crate::check::Request;
use crate::formats::{Assumed, Column, Format, ReadAs};
use crate::oath::{Digits, HashAlgorithm, TimeStep};
use crate::ui::widgets::{Field, Select};
use crate::ui::{Dispatch, text};

/// Properties of [`ReadingForm`].
#[derive(Properties, PartialEq)]
pub struct ReadingFormProps {
    /// What a person has said.
    pub request: Request,
    /// What was found out.
    pub checked: Rc<Checked>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// What is chosen in the list of formats. Columns are one choice, whatever they are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    FoundOut,
    Format(Format),
    Columns,
}

/// The form.
#[component]
pub fn ReadingForm(props: &ReadingFormProps) -> Html {
    let examination = &props.checked.examination;
    let options: Vec<(Choice, AttrValue)> =
        std::iter::once((Choice::FoundOut, "found out from the content".into()))
            .chain(Format::ALL.map(|format| {
                (
                    Choice::Format(format),
                    AttrValue::from(text::check::format(format)),
                )
            }))
            .chain([(
                Choice::Columns,
                "another table: I say what the columns are".into(),
            )])
            .collect();
    let chosen = match props.request.read_as {
        None => Choice::FoundOut,
        Some(ReadAs::Format(format)) => Choice::Format(format),
        Some(ReadAs::Columns(_)) => Choice::Columns,
    };
    let onchoose = {
        let (dispatch, read_as) = (props.dispatch.clone(), examination.read_as);
        let proposed = examination.proposed;
        Callback::from(move |choice| {
            let read_as = match (choice, read_as) {
                (Choice::FoundOut, _) => None,
                (Choice::Format(format), _) => Some(ReadAs::Format(format)),
                (Choice::Columns, ReadAs::Columns(mapping)) => Some(ReadAs::Columns(mapping)),
                (Choice::Columns, ReadAs::Format(_)) => Some(ReadAs::Columns(proposed)),
            };
            dispatch.dispatch(Action::Check(CheckAction::ReadAs(read_as)));
        })
    };
    html! {
        <>
            <div class="fields">
                <Select<Choice> id="check-format" label="Read the file as" {options} {chosen} {onchoose} />
            </div>
            if !props.request.mending.is_empty() {
                <p class="hint">{ text::check::CORRECTIONS_GO }</p>
            }
            if let Some(others) = text::check::others(examination) {
                <p class="hint">{ others }</p>
            }
            <AssumedForm assumed={props.request.assumed.clone()} checked={Rc::clone(&props.checked)} dispatch={props.dispatch.clone()} />
        </>
    }
}

#[derive(Properties, PartialEq)]
struct AssumedFormProps {
    assumed: Assumed,
    checked: Rc<Checked>,
    dispatch: Dispatch,
}

/// What moves the codes, where the file does not say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Factor {
    Unsaid,
    Every(TimeStep),
    Counter,
}

/// What the file does not say, for all its tokens.
#[component]
fn AssumedForm(props: &AssumedFormProps) -> Html {
    let examination = &props.checked.examination;
    let assumed = &props.assumed;
    let unsaid = examination.unsaid(assumed);
    let fills = |column: Column, said: &str| examination.lacks(column) || !said.is_empty();
    let fills_manufacturer = fills(Column::Manufacturer, &assumed.manufacturer);
    let fills_model = fills(Column::Model, &assumed.model);
    if !(unsaid.any() || fills_manufacturer || fills_model) {
        return Html::default();
    }
    let assume = {
        let dispatch = props.dispatch.clone();
        move |assumed: Assumed| dispatch.dispatch(Action::Check(CheckAction::Assume(assumed)))
    };
    let factor = match (assumed.counter_based, assumed.step) {
        (true, _) => Factor::Counter,
        (false, Some(step)) => Factor::Every(step),
        (false, None) => Factor::Unsaid,
    };
    let choose_factor = {
        let (assume, assumed) = (assume.clone(), assumed.clone());
        Callback::from(move |factor| {
            assume(Assumed {
                counter_based: factor == Factor::Counter,
                step: match factor {
                    Factor::Every(step) => Some(step),
                    Factor::Unsaid | Factor::Counter => None,
                },
                ..assumed.clone()
            });
        })
    };
    let choose_hash = {
        let (assume, assumed) = (assume.clone(), assumed.clone());
        Callback::from(move |hash| {
            assume(Assumed {
                hash,
                ..assumed.clone()
            })
        })
    };
    let choose_digits = {
        let (assume, assumed) = (assume.clone(), assumed.clone());
        Callback::from(move |digits| {
            assume(Assumed {
                digits,
                ..assumed.clone()
            })
        })
    };
    let type_manufacturer = {
        let (assume, assumed) = (assume.clone(), assumed.clone());
        Callback::from(move |manufacturer| {
            assume(Assumed {
                manufacturer,
                ..assumed.clone()
            })
        })
    };
    let type_model = {
        let assumed = assumed.clone();
        Callback::from(move |model| {
            assume(Assumed {
                model,
                ..assumed.clone()
            })
        })
    };
    let mut factors = vec![
        (Factor::Unsaid, AttrValue::from("time, 30 s (usual)")),
        (Factor::Every(TimeStep::THIRTY), "time, 30 s".into()),
        (Factor::Every(TimeStep::SIXTY), "time, 60 s".into()),
    ];
    if unsaid.factor {
        factors.push((Factor::Counter, "a counter (HOTP)".into()));
    }
    let hashes = std::iter::once((None, AttrValue::from("SHA-1 (usual)")))
        .chain(HashAlgorithm::ALL.map(|hash| (Some(hash), hash.to_string().into())))
        .collect::<Vec<_>>();
    let digits = std::iter::once((None, AttrValue::from("6 (usual)")))
        .chain(Digits::ALL.map(|digits| (Some(digits), digits.to_string().into())))
        .collect::<Vec<_>>();
    html! {
        <fieldset class="columns">
            <legend>{ "What the file does not say" }</legend>
            <p class="hint">{ text::check::UNSAID }</p>
            <div class="fields">
                if unsaid.step || unsaid.factor {
                    <Select<Factor> id="check-factor" label="Codes change with" options={factors} chosen={factor} onchoose={choose_factor} />
                }
                if unsaid.hash {
                    <Select<Option<HashAlgorithm>> id="check-hash" label="Hash of the tokens" options={hashes} chosen={assumed.hash} onchoose={choose_hash} />
                }
                if unsaid.digits {
                    <Select<Option<Digits>> id="check-digits" label="Digits of the codes" options={digits} chosen={assumed.digits} onchoose={choose_digits} />
                }
                if fills_manufacturer {
                    <Field id="check-manufacturer" label="Manufacturer of all" value={assumed.manufacturer.clone()} oninput={type_manufacturer} />
                }
                if fills_model {
                    <Field id="check-model" label="Model of all" value={assumed.model.clone()} oninput={type_model} />
                }
            </div>
        </fieldset>
    }
}
