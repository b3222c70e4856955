//! Activating: one token after the other, with the code to type into Entra ID now.

mod code;
mod limit;
mod summary;

use std::rc::Rc;

use yew::prelude::*;

use self::code::CodeToType;
use self::limit::LimitLine;
use self::summary::Summary;
use super::Dispatch;
use super::text::activation as text;
use super::text::walk::place as place_of;
use super::walk::{Here, nothing_to_walk, whose};
use super::widgets::{Button, Card, holds_back_repeats};
use crate::app::{Action, ActivationAction, LeftOut, Listed, Rows, Stage, State};
use crate::browser::clock::uptime;

/// Properties of [`ActivationCard`].
#[derive(Properties, PartialEq)]
pub struct ActivationCardProps {
    /// The whole page's state: the walk goes through the rows of the list's table.
    pub state: Rc<State>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The card.
#[component]
pub fn ActivationCard(props: &ActivationCardProps) -> Html {
    let state = &props.state;
    let rows = state.table.rows(&state.list);
    let content = nothing_to_walk(&rows, &state.list).unwrap_or_else(|| walk(props, rows));
    html! {
        <Card id="activation" heading="Activation" class="activation">
            <p class="quiet">{ text::ABOUT }</p>
            <p class="quiet">{ text::WHERE }{ " " }{ text::LEADING_ZEROS }</p>
            { content }
        </Card>
    }
}

fn walk(props: &ActivationCardProps, rows: Rows) -> Html {
    let ActivationCardProps { state, dispatch } = props;
    match state.activation.stage() {
        Stage::NotBegun => {
            let onclick = send(dispatch, || ActivationAction::Begin);
            html! {
                <div class="row">
                    <Button label="Begin" name="Begin to activate" {onclick} primary={true} />
                </div>
            }
        }
        Stage::Walking => {
            html! { <Walk state={Rc::clone(state)} {rows} dispatch={dispatch.clone()} /> }
        }
        Stage::Ended => {
            html! { <Summary state={Rc::clone(state)} {rows} dispatch={dispatch.clone()} /> }
        }
    }
}

/// Properties of what is shown of a walk.
#[derive(Properties, PartialEq)]
pub struct WalkProps {
    /// The whole page's state.
    pub state: Rc<State>,
    /// The rows of the table.
    pub rows: Rows,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The token whose turn it is. Its buttons stay the same elements from token to token, so the keyboard stays on them.
#[component]
fn Walk(props: &WalkProps) -> Html {
    let WalkProps {
        state,
        rows,
        dispatch,
    } = props;
    let (list, activation) = (&state.list, &state.activation);
    let tally = use_memo(
        (activation.clone(), rows.clone(), list.version()),
        |(activation, rows, _)| activation.tally(rows, list),
    );
    let here = activation
        .row(rows, list)
        .and_then(|place| Here::at(place, rows, list));
    let Some(Here { place, row, listed }) = here else {
        return Html::default();
    };
    let next = send(dispatch, || ActivationAction::Next(uptime()));
    let back = send(dispatch, || ActivationAction::Back);
    let skip = send(dispatch, || ActivationAction::Skip);
    html! {
        <div class="walk" onkeydown={holds_back_repeats()}>
            <div class="walk-token" role="status">
                <p class="quiet">{ place_of(place, rows.len(), row) }</p>
                { whose(&listed.token) }
                if activation.began_again() {
                    <p class="quiet">{ text::BEGAN_AGAIN }</p>
                }
            </div>
            { turn(&listed, state) }
            <div class="row">
                <Button label="Next" name="Next token to activate" onclick={next} primary={true} large={true} takes_focus={true} />
                <Button label="Back" name="Back to the token before" onclick={back} />
                <Button label="Skip" name="Skip this token" onclick={skip} />
            </div>
            if activation.is_activated(listed.id) {
                <p class="good">{ text::ACTIVATED }</p>
            }
            <p class="hint">{ text::KEYS }</p>
            <LimitLine activation={activation.clone()} />
            <p class="quiet">{ text::progress(&tally) }</p>
        </div>
    }
}

fn turn(listed: &Rc<Listed>, state: &State) -> Html {
    match LeftOut::by_entra(&listed.token) {
        Some(reason) => html! { <p class="warning">{ text::is_left_out(reason) }</p> },
        None => {
            html! { <CodeToType listed={Rc::clone(listed)} clock={state.clock.setting} /> }
        }
    }
}

fn send(dispatch: &Dispatch, make: impl Fn() -> ActivationAction + 'static) -> Callback<()> {
    let dispatch = dispatch.clone();
    Callback::from(move |()| dispatch.dispatch(Action::Activation(make())))
}
