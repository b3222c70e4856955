//! The cards of `#code` that show what comes of a seed.

mod around;
mod code_card;
mod countdown;
mod qr_card;
mod spellings;
mod trace;

pub use around::AroundCard;
pub use code_card::CodeCard;
pub use countdown::Countdown;
pub use qr_card::QrCard;
pub use spellings::SpellingsCard;
pub use trace::TraceCard;

use yew::prelude::*;

use crate::app::{ClockSetting, Generator};
use crate::oath::{Code, Counter, UnixTime};
use crate::ui::text;
use crate::ui::widgets::ClockMark;

/// A code in groups of three. The gaps are drawn, not typed: whoever selects the code copies digits alone.
pub(super) fn grouped(code: Code) -> Html {
    let groups = code.grouped();
    html! {
        { for groups.split(' ').map(|three| html! { <span class="three">{ three.to_owned() }</span> }) }
    }
}

/// What is shown for the counter that holds at `time`, with the clock's mark; or why there is none.
fn counted(
    generator: Option<&Generator>,
    clock: ClockSetting,
    time: UnixTime,
    show: impl FnOnce(&Generator, Counter) -> Html,
) -> Html {
    let Some(generator) = generator else {
        return html! { <p class="empty">{ text::NO_CODE }</p> };
    };
    match generator.counter_at(time) {
        Err(_) => html! { <p class="problem">{ text::BEFORE_1970 }</p> },
        Ok(counter) => html! {
            <>
                <ClockMark {clock} factor={generator.factor()} />
                { show(generator, counter) }
            </>
        },
    }
}
