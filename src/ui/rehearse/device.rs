//! The virtual token: drawn, with a display and a button. It is a token of the list.

use std::rc::Rc;

use yew::prelude::*;

use super::{RehearseBenchProps, moment, send};
use crate::app::{Action, ClockSetting, LeftOut, Listed, ListedId, RehearsalAction, State};
use crate::oath::{MovingFactor, Token};
use crate::rehearsal::{Battery, Clockwork, Condition, Display, display};
use crate::ui::Dispatch;
use crate::ui::code::grouped;
use crate::ui::text::rehearse as text;
use crate::ui::widgets::{Button, Card, Field, Fold, Select, use_time, use_uptime};

/// How many tokens are offered in a list; of more, one is found by its serial number.
const OFFERED: usize = 50;

/// How far clocks can be set off, in seconds: a step or two, beyond a sign-in's tolerance, beyond that of an activation.
const DRIFTS: [i32; 11] = [0, -30, -90, -240, -480, -900, 30, 90, 240, 480, 900];

/// The card.
#[component]
pub fn DeviceCard(props: &RehearseBenchProps) -> Html {
    let (state, dispatch) = (&props.state, &props.dispatch);
    let held = held(state);
    html! {
        <Card id="device" heading="Virtual token" class="device">
            if let Some(listed) = &held {
                <Choice state={Rc::clone(state)} listed={Rc::clone(listed)} dispatch={dispatch.clone()} />
                { drawn(state, listed, dispatch) }
            } else {
                <p class="empty">{ text::NO_DEVICE }</p>
            }
        </Card>
    }
}

/// The token in the person's hand: the one that was taken, or the first.
pub fn held(state: &State) -> Option<Rc<Listed>> {
    let list = &state.list;
    let taken = state.rehearsal.device.token;
    let place = taken.and_then(|id| list.place_of(id)).unwrap_or(0);
    list.get(place).map(Rc::new)
}

/// What a token's codes are made with; `None` where Entra ID would not take it.
pub fn clockwork(token: &Token) -> Option<Clockwork> {
    match (LeftOut::by_entra(token), token.factor) {
        (None, MovingFactor::Time(step)) => Some(Clockwork {
            hotp: token.hotp(),
            step,
        }),
        _ => None,
    }
}

fn drawn(state: &State, listed: &Rc<Listed>, dispatch: &Dispatch) -> Html {
    if let Some(reason) = LeftOut::by_entra(&listed.token) {
        return html! { <p class="warning">{ text::no_device_for(reason) }</p> };
    }
    let device = &state.rehearsal.device;
    html! {
        <DrawnToken
            listed={Rc::clone(listed)}
            condition={device.condition(listed.id)}
            pressed={device.pressed(listed.id)}
            clock={state.clock.setting}
            dispatch={dispatch.clone()}
        />
    }
}

/// How the token in the hand is, as a device: its clock, its battery.
#[component]
pub fn ConditionCard(props: &RehearseBenchProps) -> Html {
    let (state, dispatch) = (&props.state, &props.dispatch);
    let Some(listed) = held(state) else {
        return Html::default();
    };
    let condition = state.rehearsal.device.condition(listed.id);
    html! {
        <Fold id="condition" heading="Make the token go wrong" class="condition">
            <ConditionForm id={listed.id} {condition} dispatch={dispatch.clone()} />
        </Fold>
    }
}

#[derive(Properties, PartialEq)]
struct ChoiceProps {
    state: Rc<State>,
    listed: Rc<Listed>,
    dispatch: Dispatch,
}

/// Which token is in the hand.
#[component]
fn Choice(props: &ChoiceProps) -> Html {
    let (list, dispatch) = (&props.state.list, &props.dispatch);
    let typed = use_state_eq(String::new);
    let unknown = use_state_eq(|| false);
    let take = {
        let dispatch = dispatch.clone();
        Callback::from(move |id| {
            dispatch.dispatch(Action::Rehearse(RehearsalAction::TakeDevice(id)));
        })
    };
    if list.len() <= OFFERED {
        let options: Vec<(ListedId, AttrValue)> = list
            .iter()
            .map(|listed| (listed.id, AttrValue::from(name_of(&listed.token))))
            .collect();
        return html! { <Select<ListedId> id="device-token" label="Token in your hand" {options} chosen={props.listed.id} onchoose={take} /> };
    }
    let oninput = {
        let (typed, unknown) = (typed.setter(), unknown.setter());
        Callback::from(move |text| {
            typed.set(text);
            unknown.set(false);
        })
    };
    let find = {
        let (list, typed, unknown) = (list.clone(), typed.clone(), unknown.setter());
        Callback::from(move |()| {
            let serial = typed.parse().ok();
            let row = serial.and_then(|serial| list.row_of_serial(&serial));
            let id = row.and_then(|row| list.id_of(row - 1));
            unknown.set(id.is_none());
            if let Some(id) = id {
                take.emit(id);
            }
        })
    };
    let problem = unknown.then(|| AttrValue::from(text::NO_SUCH_TOKEN));
    html! {
        <>
            <p>{ name_of(&props.listed.token) }</p>
            <Field id="device-serial" label="Another token’s serial number" value={(*typed).clone()} {oninput} {problem} />
            <div class="row"><Button label="Take it in your hand" onclick={find} /></div>
        </>
    }
}

fn name_of(token: &Token) -> String {
    let serial = token.serial.as_ref().map(|serial| serial.as_str());
    let upn = token.upn.as_ref().map(|upn| upn.as_str());
    match (serial, upn) {
        (Some(serial), Some(upn)) => format!("{serial}, {upn}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "–".to_owned(),
    }
}

#[derive(Properties, PartialEq)]
struct DrawnTokenProps {
    listed: Rc<Listed>,
    condition: Condition,
    pressed: Option<crate::oath::Stamp>,
    clock: ClockSetting,
    dispatch: Dispatch,
}

/// The device. Its display is kept out of every live region: a code is not shouted.
#[component]
fn DrawnToken(props: &DrawnTokenProps) -> Html {
    let clock = props.clock;
    // Each of them draws the display anew: the one when the code changes, the other when it goes off.
    let (_, _) = (use_time(clock), use_uptime());
    let clockwork = use_memo(Rc::clone(&props.listed), |listed| clockwork(&listed.token));
    let id = props.listed.id;
    let press = send(&props.dispatch, move || {
        RehearsalAction::Press(id, moment(clock))
    });
    let Some(clockwork) = &*clockwork else {
        return Html::default();
    };
    let shown = display(clockwork, props.condition, props.pressed, moment(clock));
    let serial = props.listed.token.serial.as_ref();
    let serial = serial.map_or("–", |serial| serial.as_str()).to_owned();
    let maker = props.listed.token.manufacturer.as_ref();
    let maker = maker.map_or_else(String::new, ToString::to_string);
    let (content, state) = match shown {
        Display::Off => (
            Html::default(),
            text::display_off(props.condition.battery, props.pressed.is_some()),
        ),
        Display::Code {
            code,
            left,
            low_battery,
        } => (
            html! {
                <>
                    <output class="code-small device-code" aria-live="off" aria-label="Code on the display">{ grouped(code) }</output>
                    <span class="device-left">{ text::display_left(left) }</span>
                    if low_battery {
                        <span class="device-battery">{ "LOW BATTERY" }</span>
                    }
                </>
            },
            text::DISPLAY_ON,
        ),
    };
    html! {
        <>
            <div class="drawn-token" role="group" aria-label={format!("Virtual token {serial}")}>
                <p class="device-maker">{ maker }</p>
                <div class="device-display">{ content }</div>
                <Button label="Press" name="Press the token’s button" onclick={press} primary={true} />
                <p class="device-serial">{ "S/N " }{ serial }</p>
            </div>
            <p class="quiet" role="status">{ state }</p>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct ConditionFormProps {
    id: ListedId,
    condition: Condition,
    dispatch: Dispatch,
}

/// How the device is: its clock, its battery.
#[component]
fn ConditionForm(props: &ConditionFormProps) -> Html {
    let id = props.id;
    let set_drift = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |seconds| {
            dispatch.dispatch(Action::Rehearse(RehearsalAction::SetDrift(id, seconds)));
        })
    };
    let set_battery = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |battery| {
            dispatch.dispatch(Action::Rehearse(RehearsalAction::SetBattery(id, battery)));
        })
    };
    let drifts = DRIFTS
        .map(|seconds| (seconds, AttrValue::from(text::drift(seconds))))
        .to_vec();
    let batteries = Battery::ALL
        .map(|battery| (battery, AttrValue::from(text::battery(battery))))
        .to_vec();
    html! {
        <>
            <div class="fields">
                <Select<i32> id="device-drift" label="Its clock is" options={drifts} chosen={props.condition.drift_seconds()} onchoose={set_drift} />
                <Select<Battery> id="device-battery" label="Its battery is" options={batteries} chosen={props.condition.battery} onchoose={set_battery} />
            </div>
            <p class="hint">{ text::DRIFT_HINT }</p>
        </>
    }
}
