//! What stands between the columns of a table in a text.

use serde::{Deserialize, Serialize};

/// What stands between two columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Delimiter {
    /// A tab, as a spreadsheet copies.
    Tab,
    /// A semicolon.
    Semicolon,
    /// A comma.
    Comma,
}

impl Delimiter {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Tab, Self::Semicolon, Self::Comma];

    /// The character.
    pub const fn character(self) -> char {
        match self {
            Self::Tab => '\t',
            Self::Semicolon => ';',
            Self::Comma => ',',
        }
    }
}
