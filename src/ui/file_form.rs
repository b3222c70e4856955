//! The form for a file that tokens are written as: which kind, in which parts, what it is for, what it shows.

use std::num::NonZeroUsize;
use std::rc::Rc;

use yew::prelude::*;

use super::desk::use_desk;
use super::hand_out::{HandOut, hand_out};
use super::widgets::{Button, CopyButton, Field, InputMode, Select};
use super::{Dispatch, text};
use crate::app::{Action, ClockSetting};
use crate::formats::graph;
use crate::packed::Pack;
use crate::work::{FileKind, Written};

/// Properties of [`FileForm`].
#[derive(Properties)]
pub struct FileFormProps {
    /// What the ids of its elements begin with.
    pub id: AttrValue,
    /// Whose files they are, for names: ` of the list`.
    pub whose: &'static str,
    /// The kinds to choose from.
    pub kinds: &'static [FileKind],
    /// The one that is chosen.
    pub kind: FileKind,
    /// Called with another one.
    pub onchoose: Callback<FileKind>,
    /// The tokens.
    pub tokens: Vec<Rc<Pack>>,
    /// The clock.
    pub clock: ClockSetting,
    /// Whether it can be used now.
    pub ready: bool,
    /// Whether it is the main thing to do here.
    #[prop_or_default]
    pub primary: bool,
    /// What happens when the files are with the browser.
    pub done: fn(FileKind, Written) -> Action,
    /// What is to be read before the button is pressed.
    #[prop_or_default]
    pub children: Html,
    /// Where actions go.
    pub dispatch: Dispatch,
}

impl PartialEq for FileFormProps {
    fn eq(&self, other: &Self) -> bool {
        let tokens = self.tokens.iter().zip(&other.tokens);
        self.id == other.id
            && self.whose == other.whose
            && self.kinds == other.kinds
            && self.kind == other.kind
            && self.onchoose == other.onchoose
            && self.tokens.len() == other.tokens.len()
            && tokens
                .into_iter()
                .all(|(one, other)| Rc::ptr_eq(one, other))
            && self.clock == other.clock
            && self.ready == other.ready
            && self.primary == other.primary
            && self.children == other.children
            && self.dispatch == other.dispatch
    }
}

/// The form.
#[component]
pub fn FileForm(props: &FileFormProps) -> Html {
    let desk = use_desk();
    let split = use_state_eq(String::new);
    let trouble = use_state_eq(|| None::<&'static str>);
    let kind = props.kind;
    let most_rows = most_rows(&split);
    let save = {
        let (tokens, dispatch) = (props.tokens.clone(), props.dispatch.clone());
        let (clock, done, trouble) = (props.clock, props.done, trouble.setter());
        let most_rows = most_rows
            .unwrap_or_default()
            .filter(|_| kind.can_be_split());
        Callback::from(move |()| {
            let files = HandOut {
                kind,
                most_rows,
                clock,
                tokens: tokens.clone(),
                done,
            };
            hand_out(&desk, files, &dispatch, trouble.clone());
        })
    };
    let names = props.kinds.iter().copied();
    let options: Vec<(FileKind, AttrValue)> = names
        .map(|kind| (kind, AttrValue::from(text::files::kind(kind))))
        .collect();
    let type_split = {
        let split = split.setter();
        Callback::from(move |typed| split.set(typed))
    };
    let secrets_id = format!("{}-secrets", props.id);
    let wrong_split = kind.can_be_split() && most_rows.is_none();
    html! {
        <>
            <div class="fields">
                <Select<FileKind> id={format!("{}-kind", props.id)} label="Kind of file" {options} chosen={kind} onchoose={props.onchoose.clone()} />
                if kind.can_be_split() {
                    <Field
                        id={format!("{}-split", props.id)}
                        label="Tokens a file"
                        value={(*split).clone()}
                        oninput={type_split}
                        hint="Empty: all in one file"
                        problem={wrong_split.then_some(AttrValue::from(text::files::NO_NUMBER))}
                        mode={InputMode::Numeric}
                    />
                }
            </div>
            <p class="quiet">{ text::files::description(kind) }</p>
            if let Some(request) = request(kind) {
                <RequestText {request} whose={props.whose} />
            }
            { props.children.clone() }
            <p id={secrets_id.clone()} class={if kind.holds_secrets() { "warning" } else { "hint" }}>{ text::files::secrets(kind) }</p>
            <div class="row">
                <Button label={text::files::button(kind)} name={format!("{}{}", text::files::button(kind), props.whose)} onclick={save} primary={props.primary} disabled={!props.ready || wrong_split} described_by={secrets_id} />
                if props.tokens.is_empty() {
                    <p class="hint">{ text::files::NO_TOKENS }</p>
                }
            </div>
            if let Some(trouble) = *trouble {
                <p class="problem" role="alert">{ trouble }</p>
            }
        </>
    }
}

/// What is typed: nothing, or a number from 1 up; `None` for anything else.
fn most_rows(typed: &str) -> Option<Option<NonZeroUsize>> {
    match typed.trim() {
        "" => Some(None),
        typed => typed.parse().ok().map(Some),
    }
}

fn request(kind: FileKind) -> Option<&'static str> {
    match kind {
        FileKind::GraphBulk => Some(graph::CREATE_MANY),
        FileKind::GraphSingle => Some(graph::CREATE_ONE),
        _ => None,
    }
}

#[derive(Properties, PartialEq)]
struct RequestTextProps {
    request: &'static str,
    whose: &'static str,
}

/// The request that somebody sends with the file, as text: this page sends none.
#[component]
fn RequestText(props: &RequestTextProps) -> Html {
    let request = props.request;
    let source = Callback::from(move |()| Some(zeroize::Zeroizing::new(request.to_owned())));
    html! {
        <div class="request">
            <p><code>{ request }</code> { " " } <CopyButton what={format!("the request{}", props.whose)} secret={false} {source} /></p>
            <p class="quiet">{ text::files::GRAPH_PERMISSION }</p>
        </div>
    }
}
