//! A field of several lines, of which the browser keeps, corrects and sends nothing: there may be secrets in it.

use yew::prelude::*;

use crate::browser::dom::HtmlTextAreaElement;

/// Properties of [`TextArea`].
#[derive(Properties, PartialEq)]
pub struct TextAreaProps {
    /// The element's id, by which its label names it.
    pub id: AttrValue,
    /// Its class.
    #[prop_or_default]
    pub class: Classes,
    /// How many lines it shows.
    pub rows: u8,
    /// Whether long lines go on outside what is seen.
    #[prop_or_default]
    pub keeps_lines: bool,
    /// How many characters the browser takes: more than any text that can be right, so that one that was cut is still too long.
    #[prop_or_default]
    pub most: Option<usize>,
    /// What is in it.
    pub text: AttrValue,
    /// Called with the text at each change.
    pub ontype: Callback<String>,
    /// Whether something is wrong with the text.
    #[prop_or_default]
    pub is_bad: bool,
    /// The id of what describes it.
    #[prop_or_default]
    pub described_by: Option<AttrValue>,
}

/// A field of several lines, without its label.
#[component]
pub fn TextArea(props: &TextAreaProps) -> Html {
    let oninput = props
        .ontype
        .reform(|event: InputEvent| event.target_unchecked_into::<HtmlTextAreaElement>().value());
    html! {
        <textarea
            id={props.id.clone()}
            class={props.class.clone()}
            rows={props.rows.to_string()}
            autocomplete="off"
            autocapitalize="none"
            autocorrect="off"
            spellcheck="false"
            writingsuggestions="false"
            maxlength={props.most.map(|most| most.to_string())}
            wrap={props.keeps_lines.then_some("off")}
            value={props.text.clone()}
            {oninput}
            aria-invalid={props.is_bad.then_some("true")}
            aria-describedby={props.described_by.clone()}
        />
    }
}
