//! The users of the tenant.

use std::rc::Rc;

use yew::prelude::*;

use super::said::Answer;
use super::{RehearseBenchProps, send};
use crate::app::{Action, RehearsalAction, TenantAnswer};
use crate::oath::Upn;
use crate::rehearsal::{SAMPLE_USERS, Screen, Tenant};
use crate::ui::text::{self, rehearse};
use crate::ui::widgets::{Button, Field, InputMode, Windowed};

/// The screen.
#[component]
pub fn UsersScreen(props: &RehearseBenchProps) -> Html {
    let (state, dispatch) = (&props.state, &props.dispatch);
    let turn = state.rehearsal.turn;
    let typed = use_state_eq(String::new);
    let problem = use_state_eq(|| None::<AttrValue>);
    let oninput = {
        let (typed, problem) = (typed.setter(), problem.setter());
        Callback::from(move |text| {
            typed.set(text);
            problem.set(None);
        })
    };
    let add = {
        let (dispatch, typed, problem) = (dispatch.clone(), typed.clone(), problem.setter());
        Callback::from(move |()| match typed.parse::<Upn>() {
            Ok(upn) => {
                let action = RehearsalAction::AddUsers(vec![upn.to_string()]);
                dispatch.dispatch(Action::Rehearse(action));
                typed.set(String::new());
            }
            Err(invalid) => {
                problem.set(Some(rehearse::no_user(invalid).into()));
                // What was answered before is no answer to this.
                dispatch.dispatch(Action::Rehearse(RehearsalAction::GoTo(Screen::Users)));
            }
        })
    };
    let samples = send(dispatch, || {
        RehearsalAction::AddUsers(SAMPLE_USERS.map(str::to_owned).to_vec())
    });
    let of_list = send(dispatch, || RehearsalAction::AddUsersOfList);
    let said = match state.rehearsal.answer {
        Some(TenantAnswer::UsersAdded(added)) if problem.is_none() => {
            Some(rehearse::users_added(added))
        }
        _ => None,
    };
    let tenant = &state.rehearsal.tenant;
    html! {
        <>
            <p>{ rehearse::USERS }</p>
            <div class="row">
                <Button label="Add the users of the token list" onclick={of_list} disabled={state.list.is_empty()} />
                <Button label="Add sample users" onclick={samples} />
            </div>
            <Field id="tenant-user" label="Name of a new user" value={(*typed).clone()} {oninput} onenter={add.clone()} problem={(*problem).clone()} mode={InputMode::Email} />
            <div class="row"><Button label="Add the user" onclick={add} /></div>
            <Answer {said} {turn} />
            <p class="quiet">{ text::count(tenant.users().len(), "user", "users") }</p>
            <UserTable tenant={tenant.clone()} />
        </>
    }
}

#[derive(Properties, PartialEq)]
struct UserTableProps {
    tenant: Tenant,
}

#[component]
fn UserTable(props: &UserTableProps) -> Html {
    let tenant = Rc::new(props.tenant.clone());
    let row = use_callback(tenant, |index, tenant: &Rc<Tenant>| {
        let users = tenant.users();
        let user = users.at(index).and_then(|id| Some((id, users.get(id)?)));
        user.map_or_else(Html::default, |(id, user)| {
            html! {
                <tr key={index} aria-rowindex={(index + 2).to_string()}>
                    <th scope="row">{ user.upn.to_string() }</th>
                    <td>{ rehearse::role(user.role) }</td>
                    <td class="number">{ tenant.inventory().of_user(id).len() }</td>
                </tr>
            }
        })
    });
    let heads = ["User principal name", "Role", "Tokens"].map(AttrValue::from);
    html! { <Windowed label="Users of the tenant" heads={heads.to_vec()} rows={props.tenant.users().len()} {row} /> }
}
