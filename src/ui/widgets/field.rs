//! A field for a line of text, with its label, a hint, and what is wrong with it beside it.

use yew::prelude::*;

use crate::browser::dom::HtmlInputElement;
use crate::oath::MAX_CHARACTERS;

/// How many characters the browser takes: more than any line that can be right, so that one that was cut is still too long.
const MOST_CHARACTERS: usize = MAX_CHARACTERS;

/// Which keyboard a phone shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputMode {
    /// Letters.
    #[default]
    Text,
    /// Digits.
    Numeric,
    /// Letters with an `@`.
    Email,
}

/// Properties of [`Field`].
#[derive(Properties, PartialEq)]
pub struct FieldProps {
    /// The element's id.
    pub id: AttrValue,
    /// The label.
    pub label: AttrValue,
    /// What is in it.
    pub value: AttrValue,
    /// Called with the text at each change.
    pub oninput: Callback<String>,
    /// Called when the text is meant: by Enter, or by leaving the field.
    #[prop_or_default]
    pub oncommit: Option<Callback<String>>,
    /// Called when Enter is pressed in it: what the button beside it does.
    #[prop_or_default]
    pub onenter: Option<Callback<()>>,
    /// What to type, in a few words.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong with it.
    #[prop_or_default]
    pub problem: Option<AttrValue>,
    /// The keyboard.
    #[prop_or_default]
    pub mode: InputMode,
}

/// A field. Nothing it holds is kept or offered again by the browser.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let hint_id = format!("{}-hint", props.id);
    let problem_id = format!("{}-problem", props.id);
    let oninput = props
        .oninput
        .reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let onchange = props.oncommit.as_ref().map(|oncommit| {
        oncommit.reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().value())
    });
    let onkeydown = props.onenter.as_ref().map(|onenter| {
        let onenter = onenter.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.repeat() {
                onenter.emit(());
            }
        })
    });
    let described_by = match (&props.problem, &props.hint) {
        (Some(_), _) => Some(problem_id.clone()),
        (None, Some(_)) => Some(hint_id.clone()),
        (None, None) => None,
    };
    let input_mode = match props.mode {
        InputMode::Text => "text",
        InputMode::Numeric => "numeric",
        InputMode::Email => "email",
    };
    html! {
        <div class="field">
            <label for={props.id.clone()}>{ props.label.clone() }</label>
            <input
                id={props.id.clone()}
                type="text"
                inputmode={input_mode}
                autocomplete="off"
                autocapitalize="none"
                autocorrect="off"
                spellcheck="false"
                writingsuggestions="false"
                maxlength={MOST_CHARACTERS.to_string()}
                value={props.value.clone()}
                {oninput}
                {onchange}
                {onkeydown}
                aria-invalid={props.problem.is_some().then_some("true")}
                aria-describedby={described_by}
            />
            <div aria-live="polite">
                if let Some(problem) = &props.problem {
                    <p class="problem" id={problem_id}>{ problem.clone() }</p>
                }
            </div>
            if let (None, Some(hint)) = (&props.problem, &props.hint) {
                <p class="hint" id={hint_id}>{ hint.clone() }</p>
            }
        </div>
    }
}
