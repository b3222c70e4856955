//! Activating the token that was chosen, with the code that its device shows.

use std::rc::Rc;

use yew::prelude::*;

use super::moment;
use super::said::Answer;
use crate::app::{Action, RehearsalAction, State, TenantAnswer};
use crate::browser::dom::focus_id;
use crate::formats::Pasted;
use crate::rehearsal::{By, Status, TokenId};
use crate::ui::Dispatch;
use crate::ui::text::rehearse;
use crate::ui::widgets::{Button, Field, InputMode, use_uptime};

/// Properties of [`ActivationForm`].
#[derive(Properties, PartialEq)]
pub struct ActivationFormProps {
    /// The token.
    pub token: TokenId,
    /// The page's state.
    pub state: Rc<State>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The form. The keyboard goes to its field when another token is chosen.
#[component]
pub fn ActivationForm(props: &ActivationFormProps) -> Html {
    let ActivationFormProps {
        token,
        state,
        dispatch,
    } = props;
    let typed = use_state_eq(String::new);
    let now = use_uptime();
    let tenant = &state.rehearsal.tenant;
    let inventory = tenant.inventory();
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |text| typed.set(text))
    };
    let activate = {
        let (dispatch, typed, token) = (dispatch.clone(), typed.clone(), *token);
        let clock = state.clock.setting;
        Callback::from(move |()| {
            let code = Pasted::from(typed.trim());
            let by = By::Administrator;
            let action = RehearsalAction::Activate(token, code, by, moment(clock));
            dispatch.dispatch(Action::Rehearse(action));
            typed.set(String::new());
            focus_id("activation-code-typed");
        })
    };
    let said = match state.rehearsal.answer {
        Some(TenantAnswer::Activated(of, activated)) if of == *token => {
            Some(rehearse::activated(activated))
        }
        _ => None,
    };
    let serial = inventory.serial(*token).to_owned();
    let is_done = inventory
        .get(*token)
        .is_some_and(|token| token.status == Status::Activated);
    let (used, _) = tenant.activations(now);
    html! {
        <div class="walk" role="group" aria-label={format!("Activate token {serial}")}>
            <h4>{ format!("Activate {serial}") }</h4>
            if !is_done {
                <p>{ rehearse::ACTIVATE }</p>
                <Field id="activation-code-typed" label="Verification code" value={(*typed).clone()} {oninput} mode={InputMode::Numeric} />
                <div class="row"><Button label="OK" name="OK: activate the token" onclick={activate} primary={true} /></div>
            }
            <Answer {said} />
            <p class="quiet">{ rehearse::activations_used(used) }</p>
        </div>
    }
}
