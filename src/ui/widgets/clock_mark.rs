//! The mark beside codes that are not for the computer's own time.

use yew::prelude::*;

use crate::app::ClockSetting;
use crate::oath::MovingFactor;
use crate::ui::text;

/// Properties of [`ClockMark`].
#[derive(Properties, PartialEq)]
pub struct ClockMarkProps {
    /// Where the time comes from.
    pub clock: ClockSetting,
    /// What moves the codes, where it is one token's: a counter minds no clock.
    #[prop_or_default]
    pub factor: MovingFactor,
}

/// The mark; nothing where the time is the computer's, or no time matters.
#[component]
pub fn ClockMark(props: &ClockMarkProps) -> Html {
    let timed = matches!(props.factor, MovingFactor::Time(_));
    let mark = text::clock_mark(props.clock.mode()).filter(|_| timed);
    html! {
        if let Some(mark) = mark {
            <p class="clock-mark">{ mark }</p>
        }
    }
}
