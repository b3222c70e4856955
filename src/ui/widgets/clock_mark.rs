//! The mark beside codes that are not for the computer's own time.

use yew::prelude::*;

use crate::app::ClockMode;
use crate::ui::text;

/// Properties of [`ClockMark`].
#[derive(Properties, PartialEq)]
pub struct ClockMarkProps {
    /// Where the time comes from.
    pub mode: ClockMode,
}

/// The mark; nothing where the time is the computer's.
#[component]
pub fn ClockMark(props: &ClockMarkProps) -> Html {
    html! {
        if let Some(mark) = text::clock_mark(props.mode) {
            <p class="clock-mark">{ mark }</p>
        }
    }
}
