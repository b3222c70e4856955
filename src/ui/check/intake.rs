//! Where a file comes in: dropped, chosen or pasted; and how it is read.

use std::rc::Rc;

use yew::prelude::*;

use super::mapper::Mapper;
use super::reading::ReadingForm;
use crate::app::{Action, CheckAction, SeedFile, State, Tool};
use crate::browser::dom::{File, focus_id, spawn_local};
use crate::browser::files::{chosen_files, on_drop, read};
use crate::check::{Examination, is_failures_file};
use crate::formats::columns::Mapping;
use crate::formats::text::text_of;
use crate::formats::{FormatError, MAX_FILE_BYTES, Pasted, ReadAs};
use crate::ui::widgets::{Button, Card, TextArea};
use crate::ui::{Dispatch, text};

/// Properties of [`IntakeCard`].
#[derive(Properties, PartialEq)]
pub struct IntakeCardProps {
    /// The page's state.
    pub state: Rc<State>,
    /// What went wrong with looking at it.
    pub trouble: Option<&'static str>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The card.
#[component]
pub fn IntakeCard(props: &IntakeCardProps) -> Html {
    let (state, dispatch) = (&props.state, &props.dispatch);
    let checkup = &state.checkup;
    let refused = use_state_eq(|| None::<AttrValue>);
    let opener = use_callback(dispatch.clone(), {
        let refused = refused.setter();
        move |files, dispatch: &Dispatch| open(files, dispatch.clone(), refused.clone())
    });
    use_effect_with((opener.clone(), state.tool), |(opener, tool)| {
        let opener = opener.clone();
        let listeners = (*tool == Tool::Check).then(|| on_drop(move |files| opener.emit(files)));
        move || drop(listeners)
    });
    let onchange = Callback::from(move |event: Event| opener.emit(chosen_files(&event)));
    let forget = {
        let dispatch = dispatch.clone();
        Callback::from(move |()| {
            dispatch.dispatch(Action::Check(CheckAction::Forget));
            focus_id("intake-heading");
        })
    };
    let again = {
        let dispatch = dispatch.clone();
        Callback::from(move |()| dispatch.dispatch(Action::Check(CheckAction::AskAgain)))
    };
    let back = {
        let dispatch = dispatch.clone();
        Callback::from(move |()| dispatch.dispatch(Action::Check(CheckAction::GoBack)))
    };
    let checked = checkup.checked();
    let problem = checkup
        .unusable()
        .or_else(|| checked?.examination.unusable.as_ref());
    html! {
        <Card id="intake" heading="Check a seed file">
            <p class="quiet">{ text::check::INTRODUCTION }</p>
            <div class="drop">
                <label for="check-file">{ "Open a seed file" }</label>
                <input id="check-file" type="file" multiple=true {onchange} />
                <p class="hint">{ text::check::DROP_HINT }</p>
            </div>
            <PasteForm hidden={state.mask.hides()} opens={checkup.file().is_none()} dispatch={dispatch.clone()} />
            if let Some(refused) = &*refused {
                <p class="problem" role="alert">{ refused.clone() }</p>
            }
            if let Some(trouble) = props.trouble {
                <p class="problem" role="alert">{ trouble }</p>
            }
            <div class="verdict" role="status">
                if checkup.file().is_none() {
                    if checkup.request().failures.is_some() {
                        <p>{ text::check::FAILURES_ALONE }</p>
                    }
                    if !checkup.request().portal.as_str().is_empty() {
                        <p>{ text::check::PORTAL_ALONE }</p>
                    }
                }
                if let Some(file) = checkup.file() {
                    <p>{ text::check::outcome(&file.name, file.bytes().len(), checked.map(|checked| &checked.examination)) }</p>
                }
                if let Some(problem) = problem {
                    <p class="problem">{ text::check::problem(problem, checked.map(|checked| checked.examination.read_as)) }</p>
                }
                if checkup.is_cancelled() {
                    <p class="warning">{ text::check::CANCELLED }</p>
                }
            </div>
            if checkup.file().is_some() {
                <div class="row">
                    if checkup.is_cancelled() {
                        <Button label="Check it again" onclick={again} primary={true} />
                    }
                    <Button label="Forget the file" onclick={forget} />
                    if let Some(previous) = checkup.previous() {
                        <Button label={text::check::back_to(&previous.name)} onclick={back} />
                        <p class="hint">{ text::check::BACK_HINT }</p>
                    }
                </div>
            }
            if let Some(checked) = checked {
                <ReadingForm request={checkup.request().clone()} checked={Rc::clone(checked)} dispatch={dispatch.clone()} />
                if let Some(mapping) = mapping_of(&checked.examination) {
                    <Mapper {mapping} guessed={checkup.request().read_as.is_none()} checked={Rc::clone(checked)} mask={state.mask} dispatch={dispatch.clone()} />
                }
            }
        </Card>
    }
}

#[derive(Properties, PartialEq)]
struct PasteFormProps {
    hidden: bool,
    opens: bool,
    dispatch: Dispatch,
}

/// A text instead of a file. The field is emptied when its text is taken.
#[component]
fn PasteForm(props: &PasteFormProps) -> Html {
    let pasted = use_state_eq(String::new);
    let ontype = {
        let pasted = pasted.setter();
        Callback::from(move |text| pasted.set(text))
    };
    let take = {
        let (dispatch, pasted) = (props.dispatch.clone(), pasted.clone());
        Callback::from(move |()| {
            let action = CheckAction::paste(&pasted);
            pasted.set(String::new());
            dispatch.dispatch(Action::Check(action));
            focus_id("intake-heading");
        })
    };
    if props.hidden && !pasted.is_empty() {
        return html! { <p class="hint">{ text::check::HIDDEN_TEXT }</p> };
    }
    html! {
        <details class="paste" open={props.opens}>
            <summary>{ "Or paste its text" }</summary>
            <div class="field">
                <label class="visually-hidden" for="check-paste">{ "Text of a seed file" }</label>
                <TextArea
                    id="check-paste"
                    rows=3
                    keeps_lines=true
                    text={(*pasted).clone()}
                    {ontype}
                />
                <div class="row">
                    <Button label="Check the text" onclick={take} disabled={pasted.trim().is_empty()} />
                </div>
            </div>
        </details>
    }
}

/// What the columns are, where the file is read as a table.
fn mapping_of(examination: &Examination) -> Option<Mapping> {
    let is_none = matches!(
        examination.unusable,
        Some(FormatError::OtherXml | FormatError::OtherJson)
    );
    match examination.read_as {
        ReadAs::Columns(mapping) if !is_none => Some(mapping),
        _ => None,
    }
}

/// Opens files that came together: one to be checked, and the portal's list of failures with it.
fn open(files: Vec<File>, dispatch: Dispatch, refused: UseStateSetter<Option<AttrValue>>) {
    spawn_local(async move {
        let (mut seeds, mut failures) = (None, None);
        let mut said = None;
        for file in files {
            match read_one(&file).await {
                Err(problem) => said = Some(problem),
                Ok(Dropped::Failures(text)) => failures = Some(text),
                Ok(Dropped::Seeds(file)) if seeds.is_none() => seeds = Some(file),
                Ok(Dropped::Seeds(file)) => said = Some(text::check::one_at_a_time(&file.name)),
            }
        }
        refused.set(said.map(AttrValue::from));
        let file = seeds.map(CheckAction::TakeFile);
        // After the file: what the portal said of another one goes with that.
        let failures = failures.map(|text| CheckAction::TakeFailures(Some((text, None))));
        for action in file.into_iter().chain(failures) {
            dispatch.dispatch(Action::Check(action));
        }
    });
}

enum Dropped {
    Seeds(SeedFile),
    Failures(Pasted),
}

async fn read_one(file: &File) -> Result<Dropped, String> {
    // A size beyond the limit is not even read.
    let size = file.size() as u64;
    if size > MAX_FILE_BYTES {
        return Err(text::file_unusable(&FormatError::TooLarge { bytes: size }));
    }
    let content = read(file)
        .await
        .map_err(|_| text::FILE_UNREADABLE.to_owned())?;
    let (name, bytes) = (file.name(), content.into_bytes());
    let failures = text_of(&bytes)
        .ok()
        .filter(|text| is_failures_file(&name, text));
    Ok(match failures {
        Some(text) => Dropped::Failures(Pasted::from(&*text)),
        None => Dropped::Seeds(SeedFile::new(&name, bytes)),
    })
}
