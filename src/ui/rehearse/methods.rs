//! The authentication methods policy, the legacy policies, and the way from these to that.

use yew::prelude::*;

use super::RehearseBenchProps;
use super::audience::AudienceForm;
use super::said::Answer;
use crate::app::{Action, RehearsalAction, TenantAnswer};
use crate::rehearsal::{Audience, Methods, Migration};
use crate::ui::text::rehearse;
use crate::ui::widgets::{Button, Select, Tick};

/// The screen. What is chosen holds when it is saved.
#[component]
pub fn MethodsScreen(props: &RehearseBenchProps) -> Html {
    let (state, dispatch) = (&props.state, &props.dispatch);
    let turn = state.rehearsal.turn;
    let tenant = &state.rehearsal.tenant;
    let draft = use_state_eq(|| tenant.methods().clone());
    let change = |change: fn(&mut Methods, bool)| {
        let draft = draft.clone();
        Callback::from(move |ticked| {
            let mut methods = (*draft).clone();
            change(&mut methods, ticked);
            draft.set(methods);
        })
    };
    let choose_users = {
        let draft = draft.clone();
        Callback::from(move |hardware_oath: Audience| {
            draft.set(Methods {
                hardware_oath,
                ..(*draft).clone()
            });
        })
    };
    let choose_migration = {
        let draft = draft.clone();
        Callback::from(move |migration| {
            draft.set(Methods {
                migration,
                ..(*draft).clone()
            });
        })
    };
    let save = {
        let (dispatch, draft) = (dispatch.clone(), draft.clone());
        Callback::from(move |()| {
            let action = RehearsalAction::SetMethods((*draft).clone());
            dispatch.dispatch(Action::Rehearse(action));
        })
    };
    let said = match state.rehearsal.answer {
        Some(TenantAnswer::MethodsSaved) if *draft == *tenant.methods() => {
            Some(rehearse::methods_saved(tenant.methods()))
        }
        _ => None,
    };
    let migrations = Migration::ALL
        .map(|migration| (migration, AttrValue::from(rehearse::migration(migration))))
        .to_vec();
    // "No changes can be made to the legacy policies if Migration Complete is set."
    let is_complete = tenant.methods().migration == Migration::Complete;
    let is_saved = *draft == *tenant.methods();
    html! {
        <>
            <h3>{ "Hardware OATH tokens" }</h3>
            <p>{ rehearse::METHODS_ABOUT }</p>
            <AudienceForm id="methods-users" label="Enable for" tenant={tenant.clone()} audience={draft.hardware_oath.clone()} onchange={choose_users} />
            <p class="hint">{ rehearse::NO_GROUPS }</p>
            <details class="more">
                <summary>{ "Coming from the legacy MFA and SSPR policies" }</summary>
                <div class="step-more">
                    <ol>
                        { for rehearse::MIGRATION_STEPS.iter().map(|step| html! { <li>{ *step }</li> }) }
                    </ol>
                    <p class="hint">{ rehearse::MIGRATION_UNTIL }</p>
                    <Tick id="legacy-mfa" label="Legacy MFA policy: Verification code from mobile app or hardware token" ticked={draft.legacy_mfa_code} disabled={is_complete} ontick={change(|methods, ticked| methods.legacy_mfa_code = ticked)} />
                    <Tick id="legacy-sspr" label="Legacy SSPR policy: Mobile app code" ticked={draft.legacy_sspr_code} disabled={is_complete} ontick={change(|methods, ticked| methods.legacy_sspr_code = ticked)} />
                    <Select<Migration> id="migration" label="Manage migration" options={migrations} chosen={draft.migration} onchoose={choose_migration} />
                    <p class="hint">{ rehearse::migration_means(draft.migration) }</p>
                    if draft.migration == Migration::Complete && draft.completing_takes_away() {
                        <p class="warning">{ rehearse::TAKES_AWAY }</p>
                    }
                </div>
            </details>
            <div class="row">
                <Button label="Save" name="Save the authentication methods" onclick={save} primary={true} />
                if !is_saved {
                    <p class="hint">{ rehearse::NOT_SAVED_YET }</p>
                }
            </div>
            <Answer {said} {turn} />
        </>
    }
}
