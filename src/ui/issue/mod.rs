//! The tool `#issue`: seeds for many users at once.

mod files;
mod order;
mod survey;
mod users;

pub use files::FilesCard;
pub use order::OrderCard;
