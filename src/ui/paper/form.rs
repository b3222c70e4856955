//! What to print: the kind, the sheet, the rows, and what is on each.

use yew::prelude::*;

use crate::app::{
    Action, Paper, PaperAction, PaperDraft, PaperOption, PaperProblem, PrintKind, Sheet,
};
use crate::ui::widgets::Tick;
use crate::ui::widgets::{Field, InputMode, Select};
use crate::ui::{Dispatch, text};

/// Properties of [`Form`].
#[derive(Properties, PartialEq)]
pub struct FormProps {
    /// What is chosen and typed.
    pub draft: PaperDraft,
    /// How many rows the list shows.
    pub total: usize,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The form.
#[component]
pub fn Form(props: &FormProps) -> Html {
    let draft = &props.draft;
    let labels = draft.kind == PrintKind::Labels;
    let handout = draft.kind == PrintKind::Handout;
    let rows = draft.rows_of(props.total).err();
    let from = rows.filter(|problem| matches!(problem, PaperProblem::From { .. }));
    let to = rows.filter(|problem| matches!(problem, PaperProblem::To { .. }));
    // Without a row there is nothing to be wrong about.
    let said = |problem: Option<PaperProblem>| {
        let problem = problem.filter(|_| props.total > 0);
        problem.map(|problem| AttrValue::from(text::paper::problem(problem)))
    };
    let kinds = named(PrintKind::ALL, text::paper::kind);
    html! {
        <>
            <div class="fields paper-fields">
                <Select<PrintKind> id="paper-kind" label="Print" options={kinds} chosen={draft.kind} onchoose={send(props, PaperAction::ChooseKind)} />
                if labels {
                    <Select<Sheet> id="paper-sheet" label="Sheet of labels" options={named(Sheet::ALL, text::paper::sheet)}
                        chosen={draft.sheet} onchoose={send(props, PaperAction::ChooseSheet)} />
                    if draft.sheet.is_plain() {
                        <Select<u8> id="paper-columns" label="Columns" options={numbers(PaperDraft::MAX_COLUMNS)}
                            chosen={draft.columns} onchoose={send(props, PaperAction::ChooseColumns)} />
                        <Select<u8> id="paper-rows" label="Rows on a sheet" options={numbers(PaperDraft::MAX_ROWS)}
                            chosen={draft.rows} onchoose={send(props, PaperAction::ChooseRows)} />
                    }
                } else {
                    <Select<Paper> id="paper-paper" label="Paper" options={named(Paper::ALL, text::paper::paper)}
                        chosen={draft.paper} onchoose={send(props, PaperAction::ChoosePaper)} />
                }
                if !handout {
                    <Field id="paper-from" label="From row" value={draft.from.clone()} oninput={send(props, PaperAction::TypeFrom)}
                        problem={said(from)} hint="Empty: the first that the list shows" mode={InputMode::Numeric} />
                    <Field id="paper-to" label="To row" value={draft.to.clone()} oninput={send(props, PaperAction::TypeTo)}
                        problem={said(to)} hint="Empty: the last" mode={InputMode::Numeric} />
                }
                if labels {
                    <Field id="paper-skip" label="Labels already gone" value={draft.skip.clone()} oninput={send(props, PaperAction::TypeSkip)}
                        problem={draft.skipped().err().map(text::paper::problem)} hint="From the first sheet, row by row" mode={InputMode::Numeric} />
                } else {
                    <Field id="paper-contact" label="Whom to ask" value={draft.contact.clone()} oninput={send(props, PaperAction::TypeContact)}
                        hint="Such as: Help desk, 555 0100" />
                }
            </div>
            if !handout {
                <div class="ticks" role="group" aria-label="What stands on it">
                    { tick(props, PaperOption::Model) }
                    if labels {
                        { tick(props, PaperOption::Instruction) }
                    }
                    if labels && draft.sheet.is_plain() {
                        { tick(props, PaperOption::CutLines) }
                    }
                    { tick(props, PaperOption::Secret) }
                    if draft.has_room_for_qr() {
                        { tick(props, PaperOption::Qr) }
                    } else {
                        <p class="hint">{ text::paper::NO_ROOM_FOR_QR }</p>
                    }
                </div>
            }
        </>
    }
}

fn tick(props: &FormProps, option: PaperOption) -> Html {
    let id = match option {
        PaperOption::Model => "paper-model",
        PaperOption::Instruction => "paper-instruction",
        PaperOption::CutLines => "paper-cut-lines",
        PaperOption::Qr => "paper-qr",
        PaperOption::Secret => "paper-secret",
    };
    let ontick = send(props, move |ticked| PaperAction::Tick(option, ticked));
    html! { <Tick {id} label={text::paper::option(option)} ticked={props.draft.option(option)} {ontick} /> }
}

fn send<T: 'static>(props: &FormProps, make: impl Fn(T) -> PaperAction + 'static) -> Callback<T> {
    let dispatch = props.dispatch.clone();
    Callback::from(move |value| dispatch.dispatch(Action::Paper(make(value))))
}

fn named<T: Copy, const N: usize>(
    values: [T; N],
    name: fn(T) -> &'static str,
) -> Vec<(T, AttrValue)> {
    values
        .map(|value| (value, AttrValue::from(name(value))))
        .to_vec()
}

fn numbers(last: u8) -> Vec<(u8, AttrValue)> {
    (1..=last)
        .map(|number| (number, number.to_string().into()))
        .collect()
}
