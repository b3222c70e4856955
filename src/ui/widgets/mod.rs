//! Pieces that every tool is made of.

mod button;
mod card;
mod clock_mark;
mod copy_button;
mod field;
mod qr_picture;
mod secret;
mod select;
mod text_area;
mod tick;
mod time;
mod windowed;

pub use button::{Button, holds_back_repeats};
pub use card::{Card, Fold};
pub use clock_mark::ClockMark;
pub use copy_button::CopyButton;
pub use field::{Field, InputMode};
pub use qr_picture::QrPicture;
pub use secret::SecretValue;
pub use select::Select;
pub use text_area::TextArea;
pub use tick::Tick;
pub use time::{use_doubt, use_time, use_uptime};
pub use windowed::{ROW_PIXELS, Windowed};
