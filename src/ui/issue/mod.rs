//! The tool `#issue`: seeds for many users at once.

mod order;
mod survey;
mod users;

pub use order::OrderCard;
