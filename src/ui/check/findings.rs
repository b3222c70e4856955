//! What was found in the file: how many of what, all safe corrections at once, undo, and a report.

use std::rc::Rc;

use yew::prelude::*;

use super::finding::FindingItem;
use crate::app::{Action, CheckAction, Checked, Checkup, Mask};
use crate::browser::clock::now;
use crate::browser::dom::focus_id;
use crate::browser::files::{Buffer, download};
use crate::formats::Step;
use crate::ui::hand_out::date;
use crate::ui::list::more;
use crate::ui::widgets::{Button, Card};
use crate::ui::{Dispatch, text};

/// Properties of [`FindingsCard`].
#[derive(Properties, PartialEq)]
pub struct FindingsCardProps {
    /// The bench.
    pub checkup: Checkup,
    /// What was found out.
    pub checked: Rc<Checked>,
    /// Whether secrets are shown.
    pub mask: Mask,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The card.
#[component]
pub fn FindingsCard(props: &FindingsCardProps) -> Html {
    let (checked, dispatch) = (&props.checked, &props.dispatch);
    let examination = &checked.examination;
    let refused = use_state_eq(|| false);
    let send = |action: CheckAction| {
        let dispatch = dispatch.clone();
        Callback::from(move |()| {
            dispatch.dispatch(Action::Check(action.clone()));
            // The button may be gone afterwards.
            focus_id("check-findings-heading");
        })
    };
    let safe = examination.safely_mendable;
    let stale = !props.checkup.is_current();
    let mend = send(CheckAction::Mend(Step::AllSafe));
    let undo = send(CheckAction::UndoMending);
    let save = {
        let (checkup, checked, refused) =
            (props.checkup.clone(), Rc::clone(checked), refused.setter());
        Callback::from(move |()| refused.set(save_report(&checkup, &checked).is_none()))
    };
    let steps = props.checkup.request().mending.steps().len();
    let shown = examination.report.shown.iter().zip(&examination.told);
    html! {
        <Card id="check-findings" heading="What was found">
            <p role="status">{ text::check::summary(examination) }</p>
            <div class="row">
                if safe > 0 {
                    <Button label={text::check::mend_safely(safe)} onclick={mend} primary={true} disabled={stale} />
                }
                if steps > 0 {
                    <Button label="Undo the last correction" onclick={undo} />
                    <p class="hint">{ text::check::corrected(steps) }</p>
                }
            </div>
            <ul class="findings" role="list" aria-label="What was found">
                { for shown.enumerate().map(|(place, (run, told))| html! {
                    <FindingItem
                        key={text::check::key(run)}
                        {place}
                        run={*run}
                        told={told.clone()}
                        read_as={examination.read_as}
                        rows_count_on={examination.rows_count_on}
                        {stale}
                        mask={props.mask}
                        dispatch={dispatch.clone()}
                    />
                }) }
            </ul>
            { more(&examination.report) }
            <div class="row">
                <Button label="Download the findings" onclick={save} described_by="findings-secrets" />
                <p id="findings-secrets" class="hint">{ text::files::HOLDS_NO_SECRET }</p>
            </div>
            if *refused {
                <p class="problem" role="alert">{ text::FILE_NOT_SAVED }</p>
            }
        </Card>
    }
}

/// `None` where the browser refuses.
fn save_report(checkup: &Checkup, checked: &Checked) -> Option<()> {
    let time = now();
    let name = checkup
        .file()
        .map(|file| Rc::clone(&file.name))
        .unwrap_or_default();
    let report = text::check::report(&name, &date(time), &checked.examination);
    let content = Buffer::of_bytes(report.as_bytes());
    let file = format!("findings-{}.txt", date(time));
    download(&file, "text/plain;charset=utf-8", &content).ok()
}
