//! What the page knows and what can happen to it: state, actions, drafts of forms.
//!
//! Pure and tested natively. [`State::apply`] is the only way to change anything; time and entropy come in with the action.

mod action;
mod activation;
mod burn;
mod checkup;
mod clipboard;
mod clock;
mod code;
mod details;
mod errand;
mod list;
mod moment;
mod notice;
mod opened;
mod order;
mod paper;
mod place;
mod rehearsal;
mod sample;
mod seed;
mod settings;
mod state;
mod table;
mod tool;
mod walk;

pub use action::Action;
pub use activation::{
    ACTIVATIONS_AT_ONCE, Activation, ActivationAction, LeftOut, Limit, Stage, Tally, WINDOW_SECONDS,
};
pub use burn::{Burn, BurnAction, Burned, Uncommon, uncommon};
pub use checkup::{Answer, CheckAction, Checked, Checkup, Foreseen, Question, SeedFile};
pub use clipboard::{Clipboard, ClipboardAction, OFFERED_AFTER_SECONDS};
pub use clock::{ClockDoubt, ClockDraft, ClockMode, ClockSetting};
pub use code::{CodeDraft, CodeProblem, FactorKind, Generator};
pub use details::{Details, DetailsDraft, DetailsProblem};
pub use errand::{Errand, ErrandKind};
pub use list::{AT_ONCE, Listed, ListedId, TokenList, Version};
pub use moment::{InvalidMoment, Moment, parse_moment};
pub use notice::Notice;
pub use opened::{Arrivals, Opened};
pub use order::{ForWhom, OrderAction, OrderDraft, WhichSerials};
pub use paper::{
    Grid, Hundredths, Label, LabelSizes, Letter, LetterToken, MOST_A_PRINT, Measured, Paper,
    PaperAction, PaperDraft, PaperOption, PaperProblem, PrintKind, PrintPage, PrintPlan,
    SMALLEST_PRINT, Sheet,
};
pub use place::Place;
pub use rehearsal::{Answer as TenantAnswer, Device, Rehearsal, RehearsalAction};
pub use sample::{Sample, is_published};
pub use seed::{SecretText, SeedDraft, SeedFault, SeedReading, in_fours};
pub use settings::{IdleLimit, Mask, Settings};
pub use state::State;
pub use table::{Rows, TableView};
pub use tool::Tool;
pub use walk::Standpoint;
