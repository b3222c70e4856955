//! Activating the token that was chosen, with the code that its device shows.

use std::rc::Rc;

use yew::prelude::*;

use super::moment;
use super::said::Answer;
use crate::app::{Action, RehearsalAction, State, TenantAnswer};
use crate::browser::dom::{bring_id_into_view, focus_id};
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
    /// How often a person has asked for it: each time the keyboard goes to it.
    pub asked: u32,
    /// The page's state.
    pub state: Rc<State>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The id of its field.
const FIELD: &str = "activation-code-typed";

/// The form. The keyboard goes to its field when another token is chosen, and to its heading when it is done.
#[component]
pub fn ActivationForm(props: &ActivationFormProps) -> Html {
    let ActivationFormProps {
        token,
        asked,
        state,
        dispatch,
    } = props;
    let typed = use_state_eq(String::new);
    let now = use_uptime();
    let (tenant, turn) = (&state.rehearsal.tenant, state.rehearsal.turn);
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
            focus_id(FIELD);
        })
    };
    let said = match state.rehearsal.answer {
        Some(TenantAnswer::Activated(of, activated)) if of == *token => {
            Some(rehearse::activated(activated, By::Administrator))
        }
        _ => None,
    };
    let serial = inventory.serial(*token).to_owned();
    let is_done = inventory
        .get(*token)
        .is_some_and(|token| token.status == Status::Activated);
    let (used, _) = tenant.activations(now);
    let is_listed = serial
        .parse()
        .is_ok_and(|serial| state.list.row_of_serial(&serial).is_some());
    let was_done = use_mut_ref(|| is_done);
    use_effect_with((*token, *asked, is_done), move |(_, asked, is_done)| {
        let has_just_been = *is_done && !was_done.replace(*is_done);
        if has_just_been {
            focus_id("activation-of");
        } else if *asked > 0 && !*is_done {
            focus_id(FIELD);
            bring_id_into_view("activation-form");
        }
    });
    html! {
        <div id="activation-form" class="walk" role="group" aria-label={format!("Activate token {serial}")}>
            <h4 id="activation-of" tabindex="-1">{ format!("Activate {serial}") }</h4>
            if !is_done {
                if is_listed {
                    <p>{ rehearse::ACTIVATE }</p>
                } else {
                    <p class="warning">{ rehearse::NOT_IN_LIST }</p>
                }
                <Field id={FIELD} label="Verification code" value={(*typed).clone()} {oninput} onenter={activate.clone()} mode={InputMode::Numeric} />
                <div class="row"><Button label="OK" name="OK: activate the token" onclick={activate} primary={true} /></div>
            }
            <Answer {said} {turn} />
            <p class="quiet">{ rehearse::activations_used(used) }</p>
        </div>
    }
}
