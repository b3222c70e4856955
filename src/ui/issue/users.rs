//! Fields for long lists: pasted, typed, or out of a file.

use yew::prelude::*;

use crate::browser::dom::{File, spawn_local};
use crate::browser::files::{chosen_files, dropped_files, read};
use crate::formats::Pasted;
use crate::formats::text::text_of;
use crate::issue::MAX_TEXT_BYTES;
use crate::ui::text;
use crate::ui::widgets::TextArea;

/// Properties of [`ListField`].
#[derive(Properties, PartialEq)]
pub struct ListFieldProps {
    /// The element's id.
    pub id: AttrValue,
    /// The label.
    pub label: AttrValue,
    /// What to type.
    pub hint: AttrValue,
    /// What is in it.
    pub text: Pasted,
    /// What is wrong with it.
    pub problem: Option<AttrValue>,
    /// Called with the text at each change.
    pub ontype: Callback<String>,
}

/// A field of many lines, which takes files too.
#[component]
pub fn ListField(props: &ListFieldProps) -> Html {
    let refused = use_state_eq(|| None::<String>);
    let open = {
        let (ontype, refused) = (props.ontype.clone(), refused.setter());
        Callback::from(move |file: File| open(file, ontype.clone(), refused.clone()))
    };
    let ontype = {
        let (ontype, refused) = (props.ontype.clone(), refused.setter());
        Callback::from(move |text| {
            refused.set(None);
            ontype.emit(text);
        })
    };
    let onchange = {
        let open = open.clone();
        Callback::from(move |event: Event| {
            chosen_files(&event)
                .into_iter()
                .for_each(|file| open.emit(file));
        })
    };
    let ondrop = Callback::from(move |event: DragEvent| {
        let files = dropped_files(&event);
        if let Some(file) = files.into_iter().next() {
            // A list of users, and no seed file that the whole page would take.
            event.prevent_default();
            event.stop_propagation();
            open.emit(file);
        }
    });
    let hint_id = format!("{}-hint", props.id);
    let problem_id = format!("{}-problem", props.id);
    let file_id = format!("{}-file", props.id);
    let problem = refused
        .as_ref()
        .map(|said| AttrValue::from(said.clone()))
        .or(props.problem.clone());
    let described_by = if problem.is_some() {
        problem_id.clone()
    } else {
        hint_id.clone()
    };
    html! {
        <div class="field list-field" {ondrop}>
            <label for={props.id.clone()}>{ props.label.clone() }</label>
            <TextArea
                id={props.id.clone()}
                rows=6
                keeps_lines=true
                text={props.text.as_str().to_owned()}
                {ontype}
                is_bad={problem.is_some()}
                {described_by}
            />
            <div aria-live="polite">
                if let Some(problem) = problem {
                    <p class="problem" id={problem_id}>{ problem }</p>
                }
            </div>
            <p class="hint" id={hint_id}>{ props.hint.clone() }</p>
            <div class="open-list">
                <label for={file_id.clone()}>{ format!("{} from a file", props.label) }</label>
                <input id={file_id} type="file" accept=".csv,.txt,.tsv,text/plain,text/csv" {onchange} />
            </div>
        </div>
    }
}

/// Properties of [`UserListField`].
#[derive(Properties, PartialEq)]
pub struct UserListFieldProps {
    /// What is in it.
    pub text: Pasted,
    /// What is wrong with it.
    pub problem: Option<AttrValue>,
    /// Called with the text at each change.
    pub ontype: Callback<String>,
}

/// The list of users.
#[component]
pub fn UserListField(props: &UserListFieldProps) -> Html {
    html! {
        <ListField
            id="order-users"
            label="Users"
            hint={text::issue::USERS_HINT}
            text={props.text.clone()}
            problem={props.problem.clone()}
            ontype={props.ontype.clone()}
        />
    }
}

fn open(file: File, ontype: Callback<String>, refused: UseStateSetter<Option<String>>) {
    spawn_local(async move {
        // A size beyond the limit is not even read.
        if file.size() as u64 > MAX_TEXT_BYTES as u64 {
            return refused.set(Some(text::issue::LIST_TOO_LONG.to_owned()));
        }
        let Ok(content) = read(&file).await else {
            return refused.set(Some(text::FILE_UNREADABLE.to_owned()));
        };
        match text_of(&content.into_bytes()) {
            Ok(list) => {
                refused.set(None);
                ontype.emit(list.to_owned());
            }
            Err(error) => refused.set(Some(text::file_unusable(&error))),
        }
    });
}
