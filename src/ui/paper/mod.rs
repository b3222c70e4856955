//! Labels, letters and the handout: what to print, a preview to scale, and the way to the printer.
//!
//! The sheets of the preview are what is printed: while they are shown, printing by whatever way prints them alone.

mod form;
mod preview;
mod sheets;

use std::rc::Rc;

use yew::prelude::*;

use self::form::Form;
use self::preview::Preview;
use self::sheets::paper_class;
use super::widgets::{Button, Fold};
use super::{Dispatch, text};
use crate::app::{
    Action, PaperAction, PaperDraft, PaperProblem, PrintKind, PrintPlan, Rows, State, Tool, Version,
};
use crate::browser::print::print_sheets_alone;

/// Properties of [`PaperCard`].
#[derive(Properties, PartialEq)]
pub struct PaperCardProps {
    /// The page's state.
    pub state: Rc<State>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// All that a print depends on; as long as it is the same, so is the print.
#[derive(Clone, PartialEq)]
struct Asked {
    draft: PaperDraft,
    rows: Rows,
    version: Version,
    hidden: bool,
}

/// The card.
#[component]
pub fn PaperCard(props: &PaperCardProps) -> Html {
    let state = &props.state;
    let draft = &state.paper;
    let asked = Asked {
        draft: draft.clone(),
        rows: state.table.rows(&state.list),
        version: state.list.version(),
        hidden: state.mask.hides(),
    };
    let list = state.list.clone();
    let total = asked.rows.len();
    let plan = use_memo(asked, move |asked| {
        // Nothing is unpacked for sheets that nobody asked for.
        let shown = asked.draft.shown;
        shown.then(|| {
            let plan = asked.draft.plan(&list, &asked.rows, asked.hidden);
            plan.map(Rc::new)
        })
    });
    let plan: Option<&Result<Rc<PrintPlan>, PaperProblem>> = plan.as_ref().as_ref();
    let ready = plan.and_then(|plan| plan.as_ref().ok());
    let ready = ready.filter(|plan| plan.pages() > 0);
    let paper = ready.filter(|_| state.tool == Tool::Issue);
    let paper = paper.map(|plan| paper_class(plan.paper));
    use_effect_with(paper, |paper| {
        print_sheets_alone(*paper);
        || print_sheets_alone(None)
    });
    let nothing = match total {
        _ if draft.kind == PrintKind::Handout => None,
        _ if state.list.is_empty() => Some(text::paper::NO_TOKENS),
        0 => Some(text::paper::NO_ROWS),
        _ => None,
    };
    let show = {
        let (dispatch, shown) = (props.dispatch.clone(), draft.shown);
        Callback::from(move |()| dispatch.dispatch(Action::Paper(PaperAction::Show(!shown))))
    };
    html! {
        <Fold id="paper" heading="Labels and letters">
            <p class="quiet">{ text::paper::PURPOSE }</p>
            <Form draft={draft.clone()} {total} dispatch={props.dispatch.clone()} />
            if draft.asks_for_secrets() {
                <p class="warning">{ text::paper::SECRETS_ON_PAPER }</p>
                if state.mask.hides() {
                    <p class="problem">{ text::paper::SECRETS_HIDDEN }</p>
                }
            }
            if let Some(nothing) = nothing {
                <p class="empty">{ nothing }</p>
            }
            <div class="row">
                <Button label={if draft.shown { "Put the sheets away" } else { "Show the sheets" }} onclick={show}
                    primary={!draft.shown} disabled={nothing.is_some() && !draft.shown} />
            </div>
            if let Some(plan) = ready {
                <Preview plan={Rc::clone(plan)} />
            }
        </Fold>
    }
}
