//! A practice tenant of Microsoft Entra ID: users, hardware OATH tokens, the policies that ask for them, and sign-ins.
//!
//! A pure state machine: time comes in with each step, nothing is sent anywhere, and nothing here is Microsoft's. Each rule
//! names its source where it stands; what no source says is not made up but left as simple as can be, and the page says
//! "not documented".

pub mod access;
mod codes;
mod device;
mod evaluation;
pub mod failures;
pub mod graph;
mod guide;
mod inventory;
mod methods;
mod screen;
mod search;
mod sign_in;
mod tenant;
mod upload;
mod users;

pub use access::{AccessPolicy, App, Enabled, Grant, PolicyRefused, Resources};
pub use codes::{ACTIVATION_TOLERANCE_SECONDS, Clockwork, SIGN_IN_TOLERANCE_SECONDS, Verdict};
pub use device::{Battery, Condition, DISPLAY_SECONDS, Display, MAX_DRIFT_SECONDS, display};
pub use evaluation::Evaluation;
pub use guide::{Standing, Step, steps};
pub use inventory::{Enrolled, Inventory, Origin, Status, TokenId};
pub use methods::{Allowed, Methods, Migration};
pub use screen::Screen;
pub use search::{LOOKED_AT_ONCE, Search};
pub use sign_in::{CodeRefused, PRACTICE_PASSWORD, Passed, SignIn, SignInRefused, SignInStage};
pub use tenant::{
    ACTIVATION_WINDOW_SECONDS, Activated, By, MOST_ACTIVATIONS, PROCESSING_MILLISECONDS,
    ROWS_AT_ONCE, Refreshed, RemoveRefused, Taken, Tenant, Upload, self_activation_seconds,
};
pub use upload::{Failure, FileRefused, Judged, Reason, judge};
pub use users::{
    ADMINISTRATOR, Audience, EMERGENCY_ACCESS, Role, SAMPLE_USERS, User, UserId, Users,
};
