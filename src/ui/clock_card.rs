//! Which time the codes are for.

use yew::prelude::*;

use super::widgets::{Button, Field, Fold, Select, use_time};
use super::{Dispatch, text};
use crate::app::{Action, ClockDraft, ClockMode, Moment};
use crate::browser::clock::{minutes_east_of_utc, now};

/// Properties of [`ClockCard`].
#[derive(Properties, PartialEq)]
pub struct ClockCardProps {
    /// The form.
    pub clock: ClockDraft,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The card.
#[component]
pub fn ClockCard(props: &ClockCardProps) -> Html {
    let setting = props.clock.setting;
    let time = use_time(setting);
    let onchoose = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |mode| dispatch.dispatch(Action::SwitchClock(mode, now())))
    };
    let oninput = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |typed| dispatch.dispatch(Action::TypeTime(typed)))
    };
    let set_time = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |typed| dispatch.dispatch(Action::SetTime(typed, now())))
    };
    let set_shown_time = {
        let typed = props.clock.text.clone();
        set_time.reform(move |()| typed.clone())
    };
    let options = ClockMode::ALL
        .map(|mode| (mode, text::clock_mode(mode).into()))
        .to_vec();
    let shown =
        |moment: Option<Moment>| moment.map_or_else(|| "–".to_owned(), |moment| moment.to_string());
    html! {
        <Fold id="clock" heading="Time">
            <p>{ "On a computer without a network the clock is often wrong, and then so is every code. Compare it, or set the right time here; \
                the computer’s own clock is not touched." }</p>
            <Select<ClockMode> id="clock-mode" label="Codes are for" {options} chosen={setting.mode()} {onchoose} />
            if setting.mode() != ClockMode::Computer {
                <Field id="clock-time" label="Time in UTC" value={props.clock.text.clone()} {oninput}
                    oncommit={set_time}
                    hint="2026-11-24 10:30:00, or Unix seconds"
                    problem={props.clock.problem.map(text::invalid_moment)} />
                <div class="row"><Button label="Set the time" onclick={set_shown_time} /></div>
            }
            <dl class="times">
                <div><dt>{ "UTC" }</dt><dd class="number">{ shown(Moment::utc(time)) }</dd></div>
                <div><dt>{ "Local time" }</dt><dd class="number">{ shown(Moment::local(time, minutes_east_of_utc(time))) }</dd></div>
                <div><dt>{ "Unix seconds" }</dt><dd class="number">{ time.seconds() }</dd></div>
            </dl>
        </Fold>
    }
}
