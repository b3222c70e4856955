//! Issues tokens for many users at once: an order as it was typed, the plan that comes of it, and the tokens.
//!
//! Pure: entropy is passed in, and nothing here knows a clock or a browser. It runs in a worker as well as on the spot.

mod issuing;
mod order;
mod problems;
mod serial;
mod users;

pub use issuing::{IssueFailed, Issuing};
pub use order::{
    ListSurvey, MAX_EACH, MAX_TOKENS, Order, Plan, SecretBits, Serials, StepChoice, Survey, Users,
};
pub use problems::{OrderFault, OrderField, OrderProblem};
pub use serial::{SerialPattern, next_serial};
pub use users::{
    MAX_TEXT_BYTES, MAX_USERS, Repeats, User, UserColumn, UserColumns, UserFinding, UserList,
    UserListError, UserProblem, read_users, read_users_with,
};
