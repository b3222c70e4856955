//! The tool `#issue`: seeds for many users at once.

mod columns;
mod files;
mod order;
mod survey;
mod users;

pub use columns::{UserColumnsForm, places};
pub use files::FilesCard;
pub use order::OrderCard;
pub use users::ListField;
