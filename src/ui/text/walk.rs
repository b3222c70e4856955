//! What is said while somebody goes through the rows of the table one by one.

/// Nothing to walk through yet.
pub const NO_TOKENS: &str = "No tokens yet. Put some into the list above, or open a file.";
/// The search finds none.
pub const NO_ROWS: &str = "The table above shows no row. Change what is searched for.";
/// Somebody is looking for the rows.
pub const SEARCHING: &str = "Searching …";

/// Which token it is: its place among the rows of the table, from 1, and its row in the list.
pub fn place(place: usize, rows: usize, row: usize) -> String {
    format!("Token {place} of {rows}, row {row}")
}
