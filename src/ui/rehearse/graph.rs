//! The same journey by Microsoft Graph: each request as text, and a button that does in the tenant what it would do. Nothing
//! is sent.

use std::rc::Rc;

use yew::prelude::*;

use super::access::names;
use super::device::{clockwork, held};
use super::request::{RequestView, Shown, act};
use super::said::Answer;
use super::security_info::SecurityInfo;
use super::take_back::TakeBack;
use super::user_choice::UserChoice;
use super::{RehearseBenchProps, moment, send};
use crate::app::{Action, Listed, RehearsalAction, State, TenantAnswer};
use crate::formats::Pasted;
use crate::oath::{Code, Digits};
use crate::rehearsal::graph;
use crate::rehearsal::{
    AccessPolicy, Audience, By, EMERGENCY_ACCESS, Enabled, Grant, Resources, Tenant, TokenId,
    UserId,
};
use crate::ui::Dispatch;
use crate::ui::text::rehearse::{self, Said};
use crate::ui::widgets::Button;

/// The screen.
#[component]
pub fn GraphScreen(props: &RehearseBenchProps) -> Html {
    let (state, dispatch) = (&props.state, &props.dispatch);
    let turn = state.rehearsal.turn;
    let tenant = &state.rehearsal.tenant;
    let Some(listed) = held(state) else {
        return html! { <p class="empty">{ rehearse::NO_DEVICE }</p> };
    };
    let methods = graph::enable_method(&tenant.methods().hardware_oath);
    let enable = {
        let mut methods = tenant.methods().clone();
        methods.hardware_oath = Audience::All;
        send(dispatch, move || {
            RehearsalAction::SetMethods(methods.clone())
        })
    };
    let saved = tenant.policy();
    let drafted = &state.rehearsal.policy;
    let policy = match (saved, drafted.complete()) {
        (Some(saved), _) => (**saved).clone(),
        (None, Ok(())) => drafted.clone(),
        (None, Err(_)) => proposed(tenant),
    };
    let require = {
        let (dispatch, policy) = (dispatch.clone(), policy.clone());
        Callback::from(move |()| {
            for action in [
                RehearsalAction::DraftPolicy(policy.clone()),
                RehearsalAction::SavePolicy(false),
            ] {
                dispatch.dispatch(Action::Rehearse(action));
            }
        })
    };
    let (enabled, required) = match &state.rehearsal.answer {
        Some(TenantAnswer::MethodsSaved) => (Some(rehearse::methods_saved(tenant.methods())), None),
        Some(TenantAnswer::Policy(Ok(()))) => {
            let out = names(tenant, &tenant.kept_out_by(&policy));
            (None, Some(rehearse::policy_saved(&policy, &out)))
        }
        Some(TenantAnswer::Policy(Err(refused))) => {
            (None, Some(rehearse::policy_refused(refused, policy.grant)))
        }
        _ => (None, None),
    };
    let all = match tenant.methods().hardware_oath {
        Audience::All => methods,
        _ => graph::enable_method(&Audience::All),
    };
    html! {
        <>
            <p>{ rehearse::GRAPH_ABOUT }</p>
            <h3>{ "1. Turn the method on" }</h3>
            <RequestView name="the request that turns the method on" request={Shown::of(all)} secret={false} hidden={false} />
            <div class="row"><Button label="Do it" name="Do it: turn the method on for all users" onclick={enable} disabled={tenant.methods().hardware_oath == Audience::All} /></div>
            <Answer said={enabled} {turn} />
            <TokenRequests key={format!("token-{}", listed.id.0)} state={Rc::clone(state)} listed={Rc::clone(&listed)} dispatch={dispatch.clone()} />
            <h3>{ "5. Require it" }</h3>
            <p>{ rehearse::GRAPH_POLICY }</p>
            <RequestView name="the request that creates the policy" request={Shown::of(graph::create_policy(&policy))} secret={false} hidden={false} />
            <div class="row"><Button label="Do it" name="Do it: create the policy" onclick={require} disabled={saved.is_some()} /></div>
            <Answer said={required} {turn} />
            <SecurityInfo state={Rc::clone(state)} dispatch={dispatch.clone()} />
            <TakeBack key={format!("back-{}", listed.id.0)} state={Rc::clone(state)} listed={Rc::clone(&listed)} dispatch={dispatch.clone()} />
        </>
    }
}

/// A policy as Microsoft proposes it, for a tenant that has none: all users but the emergency access account.
fn proposed(tenant: &Tenant) -> AccessPolicy {
    AccessPolicy {
        name: "Require MFA for all users".to_owned(),
        users: Audience::All,
        excluded: tenant.users().find(EMERGENCY_ACCESS).into_iter().collect(),
        resources: Resources::All,
        grant: Grant::RequireMfa,
        enabled: Enabled::On,
    }
}

#[derive(Properties, PartialEq)]
struct TokenRequestsProps {
    state: Rc<State>,
    listed: Rc<Listed>,
    dispatch: Dispatch,
}

/// Creating, assigning and activating the token in the hand.
#[component]
fn TokenRequests(props: &TokenRequestsProps) -> Html {
    let TokenRequestsProps {
        state,
        listed,
        dispatch,
    } = props;
    let tenant = &state.rehearsal.tenant;
    let turn = state.rehearsal.turn;
    let chosen = use_state_eq(|| None::<UserId>);
    // What was answered for another token is none for this.
    let acted = use_state_eq(|| false);
    let token = &listed.token;
    let serial = token.serial.as_ref().map_or("", |serial| serial.as_str());
    let enrolled = tenant.inventory().find_of_graph(serial);
    let own = token
        .upn
        .as_ref()
        .and_then(|upn| tenant.users().find(upn.as_str()));
    let user = chosen.or(own).or_else(|| tenant.users().at(0));
    let choose = {
        let chosen = chosen.setter();
        Callback::from(move |user: Option<UserId>| chosen.set(user))
    };
    let id = listed.id;
    let create = act(
        &acted,
        send(dispatch, move || RehearsalAction::CreateByGraph(id)),
    );
    let answer = state.rehearsal.answer.as_ref().filter(|_| *acted);
    let created = match answer {
        Some(TenantAnswer::Created(created)) => {
            let token = created
                .as_ref()
                .ok()
                .and_then(|id| tenant.inventory().get(*id));
            let is_twin = token.is_some_and(|token| token.older.is_some());
            Some(rehearse::created(created.as_ref().err(), is_twin))
        }
        _ => None,
    };
    // What was made for another user is not this one's request.
    let owner = enrolled.and_then(|id| tenant.inventory().get(id)?.user);
    html! {
        <>
            <h3>{ "2. Create the token in your hand" }</h3>
            if let Some(request) = graph::create(token) {
                <RequestView name="the request that creates the token" request={Shown::of(request)} secret={true} hidden={state.mask.hides()} />
            } else {
                <p class="warning">{ rehearse::GRAPH_CANNOT }</p>
            }
            <div class="row"><Button label="Do it" name="Do it: create the token" onclick={create} disabled={enrolled.is_some()} /></div>
            <Answer said={created} {turn} />
            <h3>{ "3. Assign it" }</h3>
            if let (Some(enrolled), Some(user)) = (enrolled, user) {
                <UserChoice id="graph-user" label="To the user" tenant={tenant.clone()} chosen={Some(user)} onchoose={choose} />
                { assign(state, (enrolled, user), answer, &acted, dispatch) }
                <h3>{ "4. Activate it" }</h3>
                <ActivateRequest key={format!("{}-{owner:?}", enrolled.number())} state={Rc::clone(state)} listed={Rc::clone(listed)} {enrolled} dispatch={dispatch.clone()} />
            } else {
                <p class="quiet">{ rehearse::CREATE_FIRST }</p>
            }
        </>
    }
}

fn assign(
    state: &State,
    (token, user): (TokenId, UserId),
    answer: Option<&TenantAnswer>,
    acted: &UseStateHandle<bool>,
    dispatch: &Dispatch,
) -> Html {
    let (tenant, turn) = (&state.rehearsal.tenant, state.rehearsal.turn);
    let assign = act(
        acted,
        send(dispatch, move || {
            RehearsalAction::AssignByGraph(token, user)
        }),
    );
    let is_assigned = tenant
        .inventory()
        .get(token)
        .is_some_and(|token| token.user.is_some());
    let said = match answer {
        Some(TenantAnswer::Assigned(assigned)) => Some(rehearse::assigned(assigned.err())),
        _ => None,
    };
    html! {
        <>
            <RequestView name="the request that assigns the token" request={Shown::of(graph::assign(token, user, tenant))} secret={false} hidden={false} />
            <div class="row"><Button label="Do it" name="Do it: assign the token" onclick={assign} disabled={is_assigned} /></div>
            <Answer {said} {turn} />
        </>
    }
}

#[derive(Properties, PartialEq)]
struct ActivateRequestProps {
    state: Rc<State>,
    listed: Rc<Listed>,
    enrolled: TokenId,
    dispatch: Dispatch,
}

/// The request with the code that the device would show now. It is made when it is asked for, and not second by second.
#[component]
fn ActivateRequest(props: &ActivateRequestProps) -> Html {
    let tenant = &props.state.rehearsal.tenant;
    let turn = props.state.rehearsal.turn;
    let owner = tenant
        .inventory()
        .get(props.enrolled)
        .and_then(|token| token.user);
    let made = use_state(|| None::<Rc<Shown>>);
    let code_now = {
        let (listed, state) = (Rc::clone(&props.listed), Rc::clone(&props.state));
        move || -> Option<Code> {
            let clockwork = clockwork(&listed.token)?;
            let condition = state.rehearsal.device.condition(listed.id);
            let time = condition.time_at(moment(state.clock.setting).clock);
            let code = clockwork.hotp.code_at(time, clockwork.step, Digits::Six);
            code.ok()
        }
    };
    let activate = {
        let (dispatch, made) = (props.dispatch.clone(), made.setter());
        let (enrolled, state) = (props.enrolled, Rc::clone(&props.state));
        Callback::from(move |()| {
            let (Some(code), Some(owner)) = (code_now(), owner) else {
                return;
            };
            let request = graph::activate(enrolled, owner, code, &state.rehearsal.tenant);
            made.set(Some(Rc::new(Shown::of(request))));
            let typed = Pasted::from(code.to_string());
            let now = moment(state.clock.setting);
            let action = RehearsalAction::Activate(enrolled, typed, By::Administrator, now);
            dispatch.dispatch(Action::Rehearse(action));
        })
    };
    let said: Option<Said> = match &props.state.rehearsal.answer {
        Some(TenantAnswer::Activated(of, activated)) if *of == props.enrolled => {
            Some(rehearse::activated(*activated, By::Administrator))
        }
        _ => None,
    };
    html! {
        <>
            <p>{ rehearse::GRAPH_ACTIVATE }</p>
            <div class="row"><Button label="Do it" name="Do it: activate with the code of now" onclick={activate} disabled={owner.is_none()} /></div>
            if let Some(request) = &*made {
                <RequestView name="the request that activates the token" request={(**request).clone()} secret={false} hidden={false} />
            }
            <Answer {said} {turn} />
        </>
    }
}
