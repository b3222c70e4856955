//! The mark beside codes that are not for the computer's own time, or for one that cannot be right.

use yew::prelude::*;

use crate::app::ClockSetting;
use crate::oath::MovingFactor;
use crate::ui::text;
use crate::ui::widgets::use_doubt;

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
    let doubt = use_doubt(props.clock)
        .map(text::clock_doubt)
        .filter(|_| timed);
    html! {
        { for mark.into_iter().chain(doubt).map(|said| html! { <p class="clock-mark">{ said }</p> }) }
    }
}
