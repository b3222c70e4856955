//! A sign-in. Visibly not Microsoft's page: no field for a password, and the one password there is stands on the screen.

use std::rc::Rc;

use yew::prelude::*;

use super::device::held;
use super::said::{Answer, view};
use super::user_choice::UserChoice;
use super::{RehearseBenchProps, moment, send};
use crate::app::{Action, RehearsalAction, State};
use crate::browser::dom::{bring_id_into_view, focus_id};
use crate::formats::Pasted;
use crate::rehearsal::{App, PRACTICE_PASSWORD, Passed, SignIn, SignInStage, UserId};
use crate::ui::Dispatch;
use crate::ui::text::rehearse;
use crate::ui::widgets::{Button, Field, InputMode, Select};

/// The screen.
#[component]
pub fn SignInScreen(props: &RehearseBenchProps) -> Html {
    let (state, dispatch) = (&props.state, &props.dispatch);
    // How often one was begun here: one that was there before does not take the keyboard.
    let begun = use_state_eq(|| 0_u32);
    let begin = {
        let (begun, dispatch) = (begun.clone(), dispatch.clone());
        Callback::from(move |(user, app)| {
            let action = RehearsalAction::BeginSignIn(user, app);
            dispatch.dispatch(Action::Rehearse(action));
            begun.set(begun.wrapping_add(1));
        })
    };
    html! {
        <>
            <p>{ rehearse::SIGN_IN_ABOUT }</p>
            <Who state={Rc::clone(state)} begin={begin.clone()} />
            if let Some(sign_in) = state.rehearsal.tenant.sign_in() {
                <Stage sign_in={*sign_in} begun={*begun} {begin} state={Rc::clone(state)} dispatch={dispatch.clone()} />
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct WhoProps {
    state: Rc<State>,
    begin: Callback<(UserId, App)>,
}

/// Who signs in, and to what.
#[component]
fn Who(props: &WhoProps) -> Html {
    let state = &props.state;
    let last = state.rehearsal.tenant.sign_in();
    let chosen = use_state_eq(|| {
        let last = last.map(|last| last.user);
        last.or_else(|| first_with_a_token(state))
    });
    let app = use_state_eq(|| last.map_or_else(App::default, |last| last.app));
    let choose = {
        let chosen = chosen.setter();
        Callback::from(move |user: Option<UserId>| chosen.set(user))
    };
    let choose_app = {
        let app = app.setter();
        Callback::from(move |one| app.set(one))
    };
    let user = *chosen;
    let begin = {
        let (begin, app) = (props.begin.clone(), *app);
        Callback::from(move |()| {
            if let Some(user) = user {
                begin.emit((user, app));
            }
        })
    };
    let apps = App::ALL.map(|app| (app, AttrValue::from(rehearse::app(app))));
    html! {
        <>
            <div class="fields">
                <UserChoice id="sign-in-user" label="User" tenant={state.rehearsal.tenant.clone()} chosen={user} onchoose={choose} />
                <Select<App> id="sign-in-app" label="Application" options={apps.to_vec()} chosen={*app} onchoose={choose_app} />
            </div>
            <div class="row"><Button label="Sign in as this user" onclick={begin} primary={true} disabled={user.is_none()} /></div>
        </>
    }
}

/// The user whose token is in the hand; or the first who has one.
fn first_with_a_token(state: &State) -> Option<UserId> {
    let tenant = &state.rehearsal.tenant;
    let (users, inventory) = (tenant.users(), tenant.inventory());
    let of_held = held(state).and_then(|listed| {
        let upn = listed.token.upn.as_ref()?;
        users.find(upn.as_str())
    });
    let of_any = || inventory.iter().find_map(|(_, token)| token.user);
    of_held.or_else(of_any).or_else(|| users.at(0))
}

#[derive(Properties, PartialEq)]
struct StageProps {
    sign_in: SignIn,
    begun: u32,
    begin: Callback<(UserId, App)>,
    state: Rc<State>,
    dispatch: Dispatch,
}

/// How far it is.
#[component]
fn Stage(props: &StageProps) -> Html {
    let StageProps {
        sign_in,
        begun,
        begin,
        state,
        dispatch,
    } = props;
    let turn = state.rehearsal.turn;
    let upn = state.rehearsal.tenant.users().get(sign_in.user);
    let upn = upn.map_or_else(String::new, |user| user.upn.to_string());
    let said = match sign_in.stage {
        SignInStage::Password | SignInStage::Code(None) => None,
        SignInStage::Code(Some(refused)) => Some(rehearse::code_refused(refused)),
        SignInStage::Refused(refused) => Some(rehearse::sign_in_refused(refused)),
        SignInStage::Done(passed) => Some(rehearse::signed_in(passed)),
    };
    let content = match sign_in.stage {
        SignInStage::Password => html! { <Password key={*begun} dispatch={dispatch.clone()} /> },
        SignInStage::Code(_) => {
            html! { <CodeForm state={Rc::clone(state)} dispatch={dispatch.clone()} /> }
        }
        SignInStage::Done(Passed::PasswordOnly) => {
            html! { <p class="hint">{ rehearse::NOTHING_ASKED }</p> }
        }
        SignInStage::Done(Passed::WithCode { token, .. }) => {
            let inventory = state.rehearsal.tenant.inventory();
            // It may be deleted since.
            let label = inventory.label(token).and_then(|label| label.serial);
            label.map_or_else(
                Html::default,
                |serial| html! { <p>{ rehearse::by_token(serial) }</p> },
            )
        }
        SignInStage::Refused(_) => Html::default(),
    };
    let is_over = matches!(
        sign_in.stage,
        SignInStage::Done(_) | SignInStage::Refused(_)
    );
    let is_at_code = matches!(sign_in.stage, SignInStage::Code(_));
    // What had the keyboard has gone; but whoever comes back to the screen goes on where they are.
    let is_old = use_mut_ref(|| *begun == 0);
    use_effect_with((*begun, is_over, is_at_code), move |(_, _, is_at_code)| {
        if is_old.replace(false) {
            return;
        }
        focus_id(if *is_at_code {
            "sign-in-code"
        } else {
            "sign-in-stage"
        });
        bring_id_into_view("sign-in");
    });
    let again = {
        let (begin, SignIn { user, app, .. }) = (begin.clone(), *sign_in);
        Callback::from(move |()| begin.emit((user, app)))
    };
    html! {
        <section id="sign-in" class="sign-in" aria-labelledby="sign-in-stage">
            <h3 id="sign-in-stage" tabindex="-1">{ rehearse::sign_in_to(&upn, sign_in.app) }</h3>
            <p class="practice">{ rehearse::NOT_MICROSOFTS_PAGE }</p>
            { content }
            <Answer {said} {turn} />
            if let Some(evaluation) = sign_in.evaluation {
                <h4>{ rehearse::SIGN_IN_LOG }</h4>
                { view(&rehearse::logged(evaluation)) }
            }
            if is_over {
                <div class="row"><Button label="Sign in again" onclick={again} /></div>
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct PasswordProps {
    dispatch: Dispatch,
}

/// The password is filled in by a button: nobody types one here.
#[component]
fn Password(props: &PasswordProps) -> Html {
    let filled = use_state_eq(|| false);
    let fill = {
        let filled = filled.setter();
        Callback::from(move |()| filled.set(true))
    };
    let next = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |()| {
            dispatch.dispatch(Action::Rehearse(RehearsalAction::GivePassword));
        })
    };
    let code_alone = send(&props.dispatch, || RehearsalAction::OfferCodeAlone);
    html! {
        <>
            <dl class="whose">
                <div>
                    <dt>{ "Practice password" }</dt>
                    <dd class="practice-password">{ if *filled { PRACTICE_PASSWORD } else { "not filled in yet" } }</dd>
                </div>
            </dl>
            <div class="row">
                <Button label="Fill in the practice password" onclick={fill} primary={!*filled} disabled={*filled} />
                <Button label="Next" name="Next: give the password" onclick={next} primary={*filled} disabled={!*filled} takes_focus={*filled} />
                <Button label="Use the code instead" onclick={code_alone} />
            </div>
        </>
    }
}

/// The code.
#[component]
fn CodeForm(props: &RehearseBenchProps) -> Html {
    let typed = use_state_eq(String::new);
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |text| typed.set(text))
    };
    let verify = {
        let (dispatch, typed) = (props.dispatch.clone(), typed.clone());
        let clock = props.state.clock.setting;
        Callback::from(move |()| {
            let code = Pasted::from(typed.trim());
            let action = RehearsalAction::GiveCode(code, moment(clock));
            dispatch.dispatch(Action::Rehearse(action));
            typed.set(String::new());
            focus_id("sign-in-code");
        })
    };
    html! {
        <>
            <p>{ rehearse::ENTER_CODE }</p>
            <Field id="sign-in-code" label="Code" value={(*typed).clone()} {oninput} onenter={verify.clone()} mode={InputMode::Numeric} />
            <div class="row"><Button label="Verify" onclick={verify} primary={true} /></div>
            <p class="hint">{ rehearse::NO_LOCK_OUT }</p>
        </>
    }
}
