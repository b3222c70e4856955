//! What the page knows and what can happen to it: state, actions, drafts of forms.
//!
//! Pure and tested natively. [`State::apply`] is the only way to change anything; time and entropy come in with the action.

mod clock;
mod code;
mod list;
mod moment;
mod seed;
mod settings;
mod state;

pub use clock::{ClockDraft, ClockMode, ClockSetting};
pub use code::{CodeDraft, CodeProblem, FactorKind, Generator};
pub use list::{
    Details, DetailsDraft, DetailsProblem, Listed, ListedId, Opened, TokenList, next_serial,
};
pub use moment::{InvalidMoment, Moment, parse_moment};
pub use seed::{SecretText, SeedDraft, SeedFault, SeedReading, in_fours};
pub use settings::{IdleLimit, Mask, Settings};
pub use state::{Action, Notice, State};
