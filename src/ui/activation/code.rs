//! The code to type now, and how long it stays good. The code is kept out of every live region: it is not shouted.

use std::rc::Rc;

use yew::prelude::*;
use zeroize::Zeroizing;

use crate::app::{ClockMode, ClockSetting, Generator, Listed};
use crate::browser::clock::now;
use crate::oath::{MovingFactor, TimeStep, UnixTime};
use crate::ui::code::{Countdown, grouped};
use crate::ui::text;
use crate::ui::widgets::{ClockMark, CopyButton, use_time};

/// With fewer seconds left than this, finding the field and typing six digits takes longer than the code lasts.
const HURRY_SECONDS: u32 = 8;

/// Properties of [`CodeToType`].
#[derive(Properties, PartialEq)]
pub struct CodeToTypeProps {
    /// The token.
    pub listed: Rc<Listed>,
    /// The clock.
    pub clock: ClockSetting,
}

/// The code, large, with its countdown.
#[component]
pub fn CodeToType(props: &CodeToTypeProps) -> Html {
    let clock = props.clock;
    let time = use_time(clock);
    let generator = use_memo(Rc::clone(&props.listed), |listed| {
        Generator::of(&listed.token)
    });
    let counter = match generator.counter_at(time) {
        Ok(counter) => counter,
        Err(_) => return html! { <p class="problem">{ text::BEFORE_1970 }</p> },
    };
    let source = {
        let generator = Rc::clone(&generator);
        // The code of the press, not of the last second that was drawn.
        Callback::from(move |()| {
            let counter = generator.counter_at(clock.time_at(now())).ok()?;
            Some(Zeroizing::new(generator.code(counter).to_string()))
        })
    };
    html! {
        <>
            <ClockMark {clock} factor={generator.factor()} />
            <div class="current-code">
                <output class="code" id="activation-code" aria-live="off" aria-label="Code to type">
                    { grouped(generator.code(counter)) }
                </output>
                <CopyButton what="the code to type" secret={false} {source} />
            </div>
            if let MovingFactor::Time(step) = generator.factor() {
                <Countdown {step} {counter} {time} {clock} />
                <p class={classes!("hurry", (!hurries(step, time, clock)).then_some("not-yet"))}>
                    { text::activation::WAIT_FOR_NEXT }
                </p>
            }
        </>
    }
}

fn hurries(step: TimeStep, time: UnixTime, clock: ClockSetting) -> bool {
    let left = step.seconds() - step.seconds_into(time);
    left < HURRY_SECONDS && clock.mode() != ClockMode::Standing
}
