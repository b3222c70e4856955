//! The cards of `#code` that show what comes of a seed.

mod around;
mod code_card;
mod countdown;
mod qr_card;
mod spellings;
mod trace;

pub use around::AroundCard;
pub use code_card::CodeCard;
pub use qr_card::QrCard;
pub use spellings::SpellingsCard;
pub use trace::TraceCard;

use yew::prelude::*;

use crate::oath::Code;

/// A code in groups of three. The gaps are drawn, not typed: whoever selects the code copies digits alone.
pub(super) fn grouped(code: Code) -> Html {
    let groups = code.grouped();
    html! {
        { for groups.split(' ').map(|three| html! { <span class="three">{ three.to_owned() }</span> }) }
    }
}
