//! A finding with what can be done about it: corrections with what would come of them, and a field to type the cell anew.

use yew::prelude::*;

use crate::app::{Action, CheckAction, Mask};
use crate::browser::dom::focus_id;
use crate::check::{Offer, Told};
use crate::formats::{Column, ReadAs, Run, Step};
use crate::ui::list::class;
use crate::ui::text::foreign::visible;
use crate::ui::widgets::{Button, Field};
use crate::ui::{Dispatch, text};

/// Properties of [`FindingItem`].
#[derive(Properties, PartialEq)]
pub struct FindingItemProps {
    /// Its place among those that are shown, for ids.
    pub place: usize,
    /// The finding.
    pub run: Run,
    /// What goes with it.
    pub told: Told,
    /// How the file was read.
    pub read_as: ReadAs,
    /// Whether several entries stand on one line.
    pub rows_count_on: bool,
    /// Whether the file was corrected since it was found.
    pub stale: bool,
    /// Whether secrets are shown.
    pub mask: Mask,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// An item of the list.
#[component]
pub fn FindingItem(props: &FindingItemProps) -> Html {
    let finding = props.run.finding;
    let column = finding.location.column;
    let hidden = column == Some(Column::SecretKey) && props.mask.hides();
    html! {
        <li class={class(finding.severity())}>
            <p>{ text::finding_in_check(&props.run, text::Unit::of(props.rows_count_on)) }</p>
            if let Some(remedy) = text::check::remedy_here(finding, &props.told) {
                <p class="evidence">{ remedy }</p>
            }
            if let Some(evidence) = props.told.evidence {
                <p class="evidence">{ text::check::evidence(evidence) }</p>
            }
            if let Some(column) = column {
                { for props.told.offers.iter().map(|offer| offered(props, column, offer, hidden)) }
                if let Some(cell) = props.told.cell.as_ref().filter(|_| props.told.retype) {
                    <Retype
                        id={format!("check-retype-{}", props.place)}
                        row={finding.location.row}
                        {column}
                        cell={if hidden { AttrValue::default() } else { AttrValue::from(cell.as_str().to_owned()) }}
                        stale={props.stale}
                        dispatch={props.dispatch.clone()}
                    />
                }
            }
            <p class="rule">{ text::check::rule_in(finding.code, props.read_as) }</p>
        </li>
    }
}

/// A correction: before, after, and the buttons.
fn offered(props: &FindingItemProps, column: Column, offer: &Offer, hidden: bool) -> Html {
    let (run, fix) = (&props.run, offer.fix);
    let mend = |step: Step| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |()| {
            dispatch.dispatch(Action::Check(CheckAction::Mend(step.clone())));
            focus_id("check-findings-heading");
        })
    };
    let here = mend(Step::In {
        rows: run.finding.location.row..=run.last_row,
        column,
        fix,
    });
    let everywhere = mend(Step::Everywhere {
        column,
        fix,
        code: run.finding.code,
    });
    let label = text::check::fix(fix);
    let name = text::check::fix_in(fix, run, column);
    html! {
        <div class="offer">
            if !hidden {
                if run.findings() > 1 {
                    <p class="evidence">{ text::check::for_instance(run) }</p>
                }
                if let Some(cell) = &props.told.cell {
                    <dl class="change">
                        <dt>{ "Now" }</dt>
                        <dd class="cell">{ visible(cell.as_str()).into_owned() }</dd>
                        <dt>{ "Then" }</dt>
                        <dd class="cell then">{ visible(offer.after.as_str()).into_owned() }</dd>
                    </dl>
                }
            }
            <div class="row">
                <Button label={label.clone()} name={name.clone()} onclick={here} disabled={props.stale} />
                if props.told.alike > run.findings() {
                    <Button label={text::check::FOR_ALL} name={format!("{}: {name}", text::check::FOR_ALL)} onclick={everywhere} disabled={props.stale} />
                }
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct RetypeProps {
    id: AttrValue,
    row: usize,
    column: Column,
    cell: AttrValue,
    stale: bool,
    dispatch: Dispatch,
}

/// The cell typed anew. It is taken when the button says so, not while it is typed.
#[component]
fn Retype(props: &RetypeProps) -> Html {
    let typed = use_state_eq(|| props.cell.to_string());
    {
        let typed = typed.setter();
        use_effect_with(props.cell.clone(), move |cell| typed.set(cell.to_string()));
    }
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |text| typed.set(text))
    };
    let take = {
        let (dispatch, typed) = (props.dispatch.clone(), typed.clone());
        let (row, column) = (props.row, props.column);
        Callback::from(move |()| {
            let text = typed.as_str().into();
            let step = Step::Retype { row, column, text };
            dispatch.dispatch(Action::Check(CheckAction::Mend(step)));
            focus_id("check-findings-heading");
        })
    };
    let can_take = !props.stale && *typed != *props.cell;
    let onkeydown = {
        let take = take.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && can_take {
                take.emit(());
            }
        })
    };
    let name = text::field(props.column);
    html! {
        <details class="retype">
            <summary>{ format!("Type it anew: {}, line {}", name.to_lowercase(), props.row) }</summary>
            <div class="row" {onkeydown}>
                <Field id={props.id.clone()} label={format!("{name} in line {}", props.row)} value={(*typed).clone()} {oninput} />
                <Button label="Take it" name={format!("Take it: {} in line {}", name.to_lowercase(), props.row)} onclick={take} disabled={!can_take} />
            </div>
        </details>
    }
}
