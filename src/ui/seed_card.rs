//! The seed and the token's settings: what is typed, how it is read, what was noticed.

use yew::prelude::*;

use super::app::random_seed;
use super::widgets::{Button, Card, Field, InputMode, Select, TextArea};
use super::{Dispatch, text};
use crate::app::{
    Action, CodeDraft, FactorKind, Mask, SecretText, SeedFault, SeedReading, is_published,
};
use crate::formats::otpauth::MAX_URI_BYTES;
use crate::oath::{Digits, Encoding, EncodingChoice, HashAlgorithm};

/// A file that was pasted by mistake is not laid out: WebKit does not answer while it breaks megabytes into lines.
const MOST_CHARACTERS: usize = 2 * MAX_URI_BYTES;

/// Properties of [`SeedCard`].
#[derive(Properties, PartialEq)]
pub struct SeedCardProps {
    /// The form.
    pub code: CodeDraft,
    /// Whether secrets are shown.
    pub mask: Mask,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The card.
#[component]
pub fn SeedCard(props: &SeedCardProps) -> Html {
    let dispatch = &props.dispatch;
    let new_seed = {
        let dispatch = dispatch.clone();
        Callback::from(move |()| dispatch.dispatch(Action::TakeRandomSeed(random_seed())))
    };
    html! {
        <Card id="seed" heading="Seed">
            if props.mask.hides() {
                <div class="field">
                    <p class="label">{ "Seed or otpauth URI" }</p>
                    <p class="masked seed-masked">{ "•••• •••• hidden" }</p>
                    <p class="hint">{ "Show secrets to see or change it." }</p>
                </div>
            } else {
                <SeedField code={props.code.clone()} dispatch={dispatch.clone()} />
            }
            if props.code.secret().is_some_and(is_published) {
                <p class="warning">{ text::PUBLISHED_SEED }</p>
            }
            <div class="row">
                <Button label="New random seed" onclick={new_seed} />
            </div>
            <TokenSettings code={props.code.clone()} dispatch={dispatch.clone()} />
        </Card>
    }
}

#[derive(Properties, PartialEq)]
struct FormProps {
    code: CodeDraft,
    dispatch: Dispatch,
}

#[component]
fn SeedField(props: &FormProps) -> Html {
    let seed = &props.code.seed;
    let dispatch = &props.dispatch;
    let ontype = {
        let dispatch = dispatch.clone();
        Callback::from(move |text| dispatch.dispatch(Action::TypeSeed(SecretText::new(text))))
    };
    let onchoose = {
        let dispatch = dispatch.clone();
        Callback::from(move |choice| dispatch.dispatch(Action::ReadSeedAs(choice)))
    };
    let choices = std::iter::once(EncodingChoice::Automatic)
        .chain(Encoding::ALL.map(EncodingChoice::Only))
        .map(|choice| (choice, text::encoding_choice(choice).into()))
        .collect::<Vec<_>>();
    let is_bad = seed.reading().is_err();
    html! {
        <>
            <div class="field">
                <label for="seed-text">{ "Seed or otpauth URI" }</label>
                <TextArea
                    id="seed-text"
                    class="secret-field"
                    rows=2
                    most={MOST_CHARACTERS}
                    // Exposed: a person edits it here.
                    text={seed.text().expose().to_owned()}
                    {ontype}
                    is_bad={is_bad}
                    described_by="seed-report"
                />
                <div id="seed-report" class="report" aria-live="polite">
                    { said_of(seed.reading()) }
                </div>
            </div>
            <Select<EncodingChoice> id="read-as" label="Read the seed as" options={choices} chosen={seed.choice()} {onchoose} />
        </>
    }
}

fn said_of(reading: Result<&SeedReading, &SeedFault>) -> Html {
    let (class, said) = match reading {
        Ok(reading) => ("hint", text::report(reading)),
        Err(fault) => ("problem", text::fault(fault)),
    };
    let notes = match reading {
        Ok(SeedReading::Uri(key)) => key.notes.as_slice(),
        _ => &[],
    };
    html! {
        <>
            { for said.into_iter().map(|sentence| html! { <p {class}>{ sentence }</p> }) }
            { for notes.iter().map(|note| html! { <p {class}>{ text::uri_note(*note) }</p> }) }
        </>
    }
}

#[component]
fn TokenSettings(props: &FormProps) -> Html {
    let code = &props.code;
    let hashes = HashAlgorithm::ALL
        .map(|hash| (hash, hash.to_string().into()))
        .to_vec();
    let digits = Digits::ALL
        .map(|digits| (digits, digits.to_string().into()))
        .to_vec();
    let kinds = [FactorKind::Time, FactorKind::Counter]
        .map(|kind| (kind, text::factor_kind(kind).into()))
        .to_vec();
    let problem = code.factor().err();
    html! {
        <div class="fields">
            <Select<HashAlgorithm> id="hash" label="Hash" options={hashes} chosen={code.hash}
                onchoose={sends(&props.dispatch, Action::ChooseHash)} />
            <Select<Digits> id="digits" label="Digits" options={digits} chosen={code.digits}
                onchoose={sends(&props.dispatch, Action::ChooseDigits)} />
            <Select<FactorKind> id="kind" label="Moved by" options={kinds} chosen={code.kind}
                onchoose={sends(&props.dispatch, Action::ChooseKind)} />
            if code.kind == FactorKind::Time {
                <Field id="step" label="Step in seconds" hint="Most tokens: 30 or 60" value={code.step.clone()} mode={InputMode::Numeric} oninput={sends(&props.dispatch, Action::TypeStep)}
                    problem={problem.map(text::code_problem)} />
            } else {
                <Field id="counter" label="Counter" value={code.counter.clone()} mode={InputMode::Numeric}
                    oninput={sends(&props.dispatch, Action::TypeCounter)}
                    problem={problem.map(text::code_problem)} />
            }
        </div>
    }
}

/// A callback that makes an action of its value.
fn sends<T: 'static>(dispatch: &Dispatch, make: fn(T) -> Action) -> Callback<T> {
    let dispatch = dispatch.clone();
    Callback::from(move |value| dispatch.dispatch(make(value)))
}
