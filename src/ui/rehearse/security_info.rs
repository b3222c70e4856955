//! The user's own way: Security info, where a user takes a token by its serial number and activates it. What came by the
//! upload is somebody's already: its user activates it there.

use yew::prelude::*;

use super::said::Answer;
use super::user_choice::UserChoice;
use super::{RehearseBenchProps, moment};
use crate::app::{Action, RehearsalAction, TenantAnswer};
use crate::formats::Pasted;
use crate::rehearsal::{By, UserId};
use crate::ui::text::rehearse;
use crate::ui::widgets::{Button, Field, InputMode};

/// The form.
#[component]
pub fn SecurityInfo(props: &RehearseBenchProps) -> Html {
    let (state, dispatch) = (&props.state, &props.dispatch);
    let turn = state.rehearsal.turn;
    let tenant = &state.rehearsal.tenant;
    let chosen = use_state_eq(|| None::<UserId>);
    let serial = use_state_eq(String::new);
    let code = use_state_eq(String::new);
    let user = chosen.or_else(|| tenant.users().at(0));
    let choose = {
        let chosen = chosen.setter();
        Callback::from(move |user: Option<UserId>| chosen.set(user))
    };
    let type_serial = {
        let serial = serial.setter();
        Callback::from(move |text| serial.set(text))
    };
    let type_code = {
        let code = code.setter();
        Callback::from(move |text| code.set(text))
    };
    let take = {
        let (dispatch, serial, code) = (dispatch.clone(), serial.clone(), code.clone());
        let clock = state.clock.setting;
        Callback::from(move |()| {
            let Some(user) = user else { return };
            let typed = Pasted::from(code.trim());
            let (serial, now) = (serial.trim().to_owned(), moment(clock));
            let action = RehearsalAction::TakeAndActivate(user, serial, typed, By::User, now);
            dispatch.dispatch(Action::Rehearse(action));
            code.set(String::new());
        })
    };
    let said = match state.rehearsal.answer {
        Some(TenantAnswer::TakenByUser(activated)) => {
            Some(rehearse::activated(activated, By::User))
        }
        _ => None,
    };
    html! {
        <details class="more">
            <summary>{ "Or the user does it: Security info" }</summary>
            <div class="step-more">
                <p>{ rehearse::SECURITY_INFO }</p>
                <p class="hint">{ rehearse::SECURITY_INFO_BY_GRAPH }</p>
                <UserChoice id="security-user" label="Signed in as" tenant={tenant.clone()} chosen={user} onchoose={choose} />
                <Field id="security-serial" label="Serial number on the token" value={(*serial).clone()} oninput={type_serial} />
                <Field id="security-code" label="Code on the token" value={(*code).clone()} oninput={type_code} onenter={take.clone()} mode={InputMode::Numeric} />
                <div class="row"><Button label="Add the token" onclick={take} /></div>
                <Answer {said} {turn} />
            </div>
        </details>
    }
}
