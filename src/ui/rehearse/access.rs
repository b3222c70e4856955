//! A Conditional Access policy: made, saved, and kept from locking everybody out.

use yew::prelude::*;

use super::audience::{AudienceForm, UserTicks};
use super::said::Answer;
use super::{RehearseBenchProps, send};
use crate::app::{Action, RehearsalAction, TenantAnswer};
use crate::rehearsal::{
    AccessPolicy, App, Audience, EMERGENCY_ACCESS, Enabled, Grant, PolicyRefused, Resources,
    Tenant, UserId,
};
use crate::ui::Dispatch;
use crate::ui::text::rehearse;
use crate::ui::widgets::{Button, Field, Select};

const RESOURCES: [Resources; 4] = [
    Resources::None,
    Resources::All,
    Resources::Only(App::Office365),
    Resources::Only(App::Portal),
];

const GRANTS: [Grant; 3] = [Grant::None, Grant::RequireMfa, Grant::Block];

/// The screen.
#[component]
pub fn AccessScreen(props: &RehearseBenchProps) -> Html {
    let (state, dispatch) = (&props.state, &props.dispatch);
    let turn = state.rehearsal.turn;
    let tenant = &state.rehearsal.tenant;
    let draft = &state.rehearsal.policy;
    let with = Draft {
        policy: draft.clone(),
        dispatch: dispatch.clone(),
    };
    let answer = match &state.rehearsal.answer {
        Some(TenantAnswer::Policy(saved)) => Some(saved),
        _ => None,
    };
    let said = match (&state.rehearsal.answer, answer) {
        (_, Some(Ok(()))) => Some(rehearse::policy_saved(
            draft,
            &names(tenant, &tenant.kept_out_by(draft)),
        )),
        (_, Some(Err(refused))) => Some(rehearse::policy_refused(refused, draft.grant)),
        (Some(TenantAnswer::PolicyRemoved), None) => Some(rehearse::policy_removed()),
        _ => None,
    };
    let is_saved = tenant.policy().is_some_and(|saved| **saved == *draft);
    let save = send(dispatch, || RehearsalAction::SavePolicy(false));
    html! {
        <>
            <p>{ rehearse::ACCESS_ABOUT }</p>
            { saved_policy(tenant, dispatch) }
            <Field id="policy-name" label="Name" value={draft.name.clone()} oninput={with.change(|policy, name| policy.name = name)} hint="For example: Require MFA for all users" />
            <AudienceForm id="policy-users" label="Users" tenant={tenant.clone()} audience={draft.users.clone()} onchange={with.change(|policy, users: Audience| policy.users = users)} />
            if !draft.users.is_nobody() {
                <UserTicks
                    id="policy-excluded"
                    label="Exclude"
                    tenant={tenant.clone()}
                    ticked={draft.excluded.clone()}
                    ontick={with.change(|policy, (user, out): (UserId, bool)| exclude(policy, user, out))}
                />
            }
            <Select<Resources>
                id="policy-resources"
                label="Target resources"
                options={RESOURCES.map(|one| (one, AttrValue::from(rehearse::resources(one)))).to_vec()}
                chosen={draft.resources}
                onchoose={with.change(|policy, resources| policy.resources = resources)}
            />
            <Select<Grant>
                id="policy-grant"
                label="Grant"
                options={GRANTS.map(|one| (one, AttrValue::from(rehearse::grant(one)))).to_vec()}
                chosen={draft.grant}
                onchoose={with.change(|policy, grant| policy.grant = grant)}
            />
            <Select<Enabled>
                id="policy-enabled"
                label="Enable policy"
                options={Enabled::ALL.map(|one| (one, AttrValue::from(rehearse::enabled(one)))).to_vec()}
                chosen={draft.enabled}
                onchoose={with.change(|policy, enabled| policy.enabled = enabled)}
            />
            <div class="row">
                <Button label="Save" name="Save the policy" onclick={save} primary={true} />
                if !is_saved {
                    <p class="hint">{ rehearse::NOT_SAVED_YET }</p>
                }
            </div>
            <Answer {said} {turn} />
            if let Some(Err(PolicyRefused::LocksOut(_))) = answer {
                <LockOut tenant={tenant.clone()} {with} />
            }
        </>
    }
}

fn exclude(policy: &mut AccessPolicy, user: UserId, out: bool) {
    if out {
        policy.excluded.insert(user);
    } else {
        policy.excluded.remove(&user);
    }
}

/// The form, to be changed piece by piece.
#[derive(Clone, PartialEq)]
struct Draft {
    policy: AccessPolicy,
    dispatch: Dispatch,
}

impl Draft {
    fn change<T: 'static>(&self, change: fn(&mut AccessPolicy, T)) -> Callback<T> {
        let Self { policy, dispatch } = self.clone();
        Callback::from(move |value| {
            let mut policy = policy.clone();
            change(&mut policy, value);
            dispatch.dispatch(Action::Rehearse(RehearsalAction::DraftPolicy(policy)));
        })
    }
}

/// The policy that holds, and whom it keeps out.
fn saved_policy(tenant: &Tenant, dispatch: &Dispatch) -> Html {
    let Some(policy) = tenant.policy() else {
        return html! { <p class="quiet">{ rehearse::NO_POLICY }</p> };
    };
    let remove = send(dispatch, || RehearsalAction::RemovePolicy);
    let out = tenant.locked_out();
    html! {
        <>
            <p class="quiet">{ rehearse::saved_policy(policy) }</p>
            if !out.is_empty() {
                <p class="warning">{ rehearse::locked_out(&names(tenant, &out)) }</p>
            }
            <div class="row"><Button label="Delete the policy" onclick={remove} /></div>
        </>
    }
}

/// The names of these users.
pub fn names(tenant: &Tenant, users: &[UserId]) -> Vec<String> {
    let users = users.iter().filter_map(|id| tenant.users().get(*id));
    users.map(|user| user.upn.to_string()).collect()
}

#[derive(Properties, PartialEq)]
struct LockOutProps {
    tenant: Tenant,
    with: Draft,
}

/// The classic mistake, caught: the way out, and the way on for whoever wants to see it.
#[component]
fn LockOut(props: &LockOutProps) -> Html {
    let dispatch = &props.with.dispatch;
    let anyway = send(dispatch, || RehearsalAction::SavePolicy(true));
    let emergency = props.tenant.users().find(EMERGENCY_ACCESS);
    let exclude_it = {
        let (dispatch, policy) = (dispatch.clone(), props.with.policy.clone());
        Callback::from(move |()| {
            let mut policy = policy.clone();
            policy.excluded.extend(emergency);
            for action in [
                RehearsalAction::DraftPolicy(policy),
                RehearsalAction::SavePolicy(false),
            ] {
                dispatch.dispatch(Action::Rehearse(action));
            }
        })
    };
    html! {
        <>
            if props.with.policy.grant == Grant::RequireMfa {
                <p class="hint">{ rehearse::ONLY_METHOD }</p>
            }
            <div class="row">
                <Button label="Exclude the emergency access account and save" onclick={exclude_it} primary={true} />
                <Button label="Turn it on anyway, to see" onclick={anyway} />
            </div>
        </>
    }
}
