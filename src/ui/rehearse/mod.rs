//! `#rehearse`: the practice tenant, the virtual token, and the guide beside them.

mod access;
mod activation;
mod audience;
mod device;
mod graph;
mod guide;
mod methods;
mod request;
mod said;
mod security_info;
mod sign_in;
mod take_back;
mod tokens;
mod upload;
mod user_choice;
mod users;
mod verdict;

use std::rc::Rc;

use yew::prelude::*;

use self::access::AccessScreen;
use self::device::{ConditionCard, DeviceCard};
use self::graph::GraphScreen;
use self::guide::GuideCard;
use self::methods::MethodsScreen;
use self::sign_in::SignInScreen;
use self::tokens::TokensScreen;
use self::users::UsersScreen;
use super::Dispatch;
use super::desk::use_desk;
use super::text::rehearse as text;
use super::widgets::{Button, Card};
use crate::app::{Action, ClockSetting, ErrandKind, RehearsalAction, State};
use crate::browser::clock::{now, uptime};
use crate::browser::dom::{Timeout, begin_at_id, focus_id};
use crate::oath::Stamp;
use crate::rehearsal::Screen;

/// Properties of [`RehearseBench`].
#[derive(Properties, PartialEq)]
pub struct RehearseBenchProps {
    /// The page's state.
    pub state: Rc<State>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// All cards of the tool.
#[component]
pub fn RehearseBench(props: &RehearseBenchProps) -> Html {
    let (state, dispatch) = (&props.state, &props.dispatch);
    use_going_on(state, dispatch);
    html! {
        <>
            <IntroductionCard state={Rc::clone(state)} dispatch={dispatch.clone()} />
            // Made anew when everything begins anew: what was typed anywhere goes with the field.
            <div class="rehearsal" key={state.rehearsal.walks}>
                <TenantCard state={Rc::clone(state)} dispatch={dispatch.clone()} />
                <div class="rehearsal-side">
                    <DeviceCard state={Rc::clone(state)} dispatch={dispatch.clone()} />
                    <ConditionCard state={Rc::clone(state)} dispatch={dispatch.clone()} />
                    <GuideCard state={Rc::clone(state)} dispatch={dispatch.clone()} />
                </div>
            </div>
        </>
    }
}

/// Goes on with what the tenant takes slice by slice, each time the browser has had its turn.
#[hook]
fn use_going_on(state: &State, dispatch: &Dispatch) {
    let (clock, dispatch) = (state.clock.setting, dispatch.clone());
    use_effect_with(state.rehearsal.clone(), move |rehearsal| {
        let timeout = rehearsal.goes_on_at().map(|at| {
            let wait = u32::try_from(at.milliseconds_since(uptime())).unwrap_or(u32::MAX);
            Timeout::new(wait, move || {
                dispatch.dispatch(Action::Rehearse(RehearsalAction::GoOn(moment(clock))));
            })
        });
        move || drop(timeout)
    });
}

/// What it is and how to begin; no more than that once a person has begun.
#[component]
fn IntroductionCard(props: &RehearseBenchProps) -> Html {
    let (state, dispatch) = (&props.state, &props.dispatch);
    let tenant = &state.rehearsal.tenant;
    let begin = {
        let dispatch = dispatch.clone();
        Callback::from(move |()| {
            dispatch.dispatch(Action::Rehearse(RehearsalAction::BeginSampleWalk));
            go_to(&dispatch, Screen::Tokens).emit(());
        })
    };
    let is_new = tenant.is_untouched();
    let over = use_state_eq(|| false);
    html! {
        <Card id="rehearsal" heading="Rehearse the roll-out">
            if is_new {
                <p>{ text::INTRODUCTION }</p>
            }
            <div class="row">
                <Button label="Begin with sample tokens" onclick={begin} primary={is_new && state.list.is_empty()} />
                if is_new {
                    <p class="hint">{ text::SAMPLE_HINT }</p>
                } else {
                    <StartOver state={Rc::clone(state)} over={Callback::from({ let over = over.setter(); move |()| over.set(true) })} dispatch={dispatch.clone()} />
                }
            </div>
            <div class="answer" role="status">
                if is_new && *over {
                    <p class="quiet">{ text::STARTED_OVER }</p>
                }
            </div>
        </Card>
    }
}

#[derive(Properties, PartialEq)]
struct StartOverProps {
    state: Rc<State>,
    over: Callback<()>,
    dispatch: Dispatch,
}

/// Asks first: what is forgotten cannot be brought back.
#[component]
fn StartOver(props: &StartOverProps) -> Html {
    let asks = use_state_eq(|| false);
    let tenant = &props.state.rehearsal.tenant;
    let set = |asked: bool| {
        let asks = asks.setter();
        Callback::from(move |()| asks.set(asked))
    };
    let desk = use_desk();
    let over = {
        let (dispatch, over) = (props.dispatch.clone(), props.over.clone());
        Callback::from(move |()| {
            // Nobody waits for its verdict any more.
            desk.withdraw(|kind| matches!(kind, ErrandKind::Upload(_)), &dispatch);
            dispatch.dispatch(Action::Rehearse(RehearsalAction::StartOver));
            over.emit(());
            focus_id("rehearsal-heading");
        })
    };
    if !*asks {
        return html! {
            <>
                <Button label="Start over" onclick={set(true)} />
                <p class="hint">{ text::START_OVER_HINT }</p>
            </>
        };
    }
    html! {
        <div class="ask" role="group" aria-label="Start over">
            <p>{ text::start_over(tenant.users().members(), tenant.inventory().len()) }</p>
            <Button label="Forget them" name="Forget them and start over" onclick={over} primary={true} takes_focus={true} />
            <Button label="Keep them" name="Keep them and go on" onclick={set(false)} />
        </div>
    }
}

/// The screens of the tenant; only the open one exists.
#[component]
fn TenantCard(props: &RehearseBenchProps) -> Html {
    let (state, dispatch) = (&props.state, &props.dispatch);
    let open = state.rehearsal.screen;
    let (inner, to) = (Rc::clone(state), dispatch.clone());
    let content = match open {
        Screen::Users => html! { <UsersScreen state={inner} dispatch={to} /> },
        Screen::Tokens => html! { <TokensScreen state={inner} dispatch={to} /> },
        Screen::Methods => html! { <MethodsScreen state={inner} dispatch={to} /> },
        Screen::Access => html! { <AccessScreen state={inner} dispatch={to} /> },
        Screen::SignIn => html! { <SignInScreen state={inner} dispatch={to} /> },
        Screen::Graph => html! { <GraphScreen state={inner} dispatch={to} /> },
    };
    html! {
        <Card id="tenant" heading={text::screen(open)} class="tenant">
            <p class="practice">{ text::PRACTICE }</p>
            <nav aria-label="Screens of the practice tenant">
                <ul role="list" class="screens">
                    { for Screen::ALL.map(|screen| html! { <li><ScreenButton {screen} {open} dispatch={dispatch.clone()} /></li> }) }
                </ul>
            </nav>
            { content }
        </Card>
    }
}

#[derive(Properties, PartialEq)]
struct ScreenButtonProps {
    screen: Screen,
    open: Screen,
    dispatch: Dispatch,
}

#[component]
fn ScreenButton(props: &ScreenButtonProps) -> Html {
    let screen = props.screen;
    let onclick = go_to(&props.dispatch, screen).reform(|_: MouseEvent| ());
    let current = (screen == props.open).then_some("page");
    html! { <button type="button" class="screen" {onclick} aria-current={current}>{ text::screen(screen) }</button> }
}

/// Opens a screen, and takes the keyboard to its heading.
fn go_to(dispatch: &Dispatch, screen: Screen) -> Callback<()> {
    let dispatch = dispatch.clone();
    Callback::from(move |()| {
        dispatch.dispatch(Action::Rehearse(RehearsalAction::GoTo(screen)));
        begin_at_id("tenant-heading");
    })
}

/// Lets something happen in the tenant.
fn send(dispatch: &Dispatch, make: impl Fn() -> RehearsalAction + 'static) -> Callback<()> {
    let dispatch = dispatch.clone();
    Callback::from(move |()| dispatch.dispatch(Action::Rehearse(make())))
}

/// This moment by the tenant's clock, which is the page's.
fn moment(clock: ClockSetting) -> Stamp {
    Stamp {
        clock: clock.time_at(now()),
        uptime: uptime(),
    }
}
