//! A token is taken from its user, and deleted: the one in the hand, or of two with its serial number the older.

use std::rc::Rc;

use yew::prelude::*;

use super::request::{RequestView, Shown, act};
use super::said::Answer;
use super::send;
use crate::app::{Listed, RehearsalAction, State, TenantAnswer};
use crate::rehearsal::graph;
use crate::ui::Dispatch;
use crate::ui::text::rehearse;
use crate::ui::widgets::Button;

/// Properties of [`TakeBack`].
#[derive(Properties, PartialEq)]
pub struct TakeBackProps {
    /// The page's state.
    pub state: Rc<State>,
    /// The token in the hand.
    pub listed: Rc<Listed>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// Both requests.
#[component]
pub fn TakeBack(props: &TakeBackProps) -> Html {
    let TakeBackProps {
        state,
        listed,
        dispatch,
    } = props;
    let (tenant, turn) = (&state.rehearsal.tenant, state.rehearsal.turn);
    // What was answered for another token is none for this.
    let acted = use_state_eq(|| false);
    let inventory = tenant.inventory();
    let serial = listed.token.serial.as_ref();
    let newest = serial.and_then(|serial| inventory.find(serial.as_str()));
    let older = newest.and_then(|id| inventory.get(id)?.older);
    let token = older
        .or(newest)
        .and_then(|id| Some((id, inventory.get(id)?.user)));
    let answer = state.rehearsal.answer.as_ref().filter(|_| *acted);
    let said = match answer {
        Some(TenantAnswer::UnassignedByGraph(done)) => {
            Some(rehearse::unassigned_by_graph(done.err()))
        }
        Some(TenantAnswer::DeletedByGraph(done)) => Some(rehearse::deleted_by_graph(*done)),
        _ => None,
    };
    let requests = match token {
        None => html! { <p class="quiet">{ rehearse::GRAPH_NOT_THERE }</p> },
        Some((id, user)) => {
            let unassign = send(dispatch, move || RehearsalAction::UnassignByGraph(id));
            let delete = send(dispatch, move || RehearsalAction::DeleteByGraph(id));
            // Another token has buttons of its own: who presses twice does not delete two.
            html! {
                <key={id.number()}>
                    if older.is_some() {
                        <p>{ rehearse::GRAPH_TAKE_BACK_TWIN }</p>
                    }
                    if let Some(user) = user {
                        <RequestView name="the request that takes the token from its user" request={Shown::of(graph::unassign(id, user, tenant))} secret={false} hidden={false} />
                        <div class="row"><Button label="Do it" name="Do it: take the token from its user" onclick={act(&acted, unassign)} /></div>
                    } else {
                        <p class="quiet">{ rehearse::GRAPH_NOBODYS }</p>
                    }
                    <RequestView name="the request that deletes the token" request={Shown::of(graph::delete(id, tenant))} secret={false} hidden={false} />
                    <div class="row"><Button label="Do it" name="Do it: delete the token" onclick={act(&acted, delete)} /></div>
                </>
            }
        }
    };
    html! {
        <>
            <h3>{ "6. Take it back" }</h3>
            <p>{ rehearse::GRAPH_TAKE_BACK }</p>
            { requests }
            <Answer {said} {turn} />
        </>
    }
}
