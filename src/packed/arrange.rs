//! Which tokens a table shows, and in which order: a search, and a column to sort by.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::{Label, Pack};

/// What a person asked the table for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrangement {
    /// Only tokens whose serial number or user principal name holds this text, in any case. Empty: all of them.
    pub search: String,
    /// The order.
    pub by: SortBy,
    /// From the last to the first.
    pub descending: bool,
}

/// A column to sort by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SortBy {
    /// The order of the list.
    #[default]
    Row,
    /// The serial number; runs of digits count as numbers.
    Serial,
    /// The user principal name, in any case.
    Upn,
}

impl Arrangement {
    /// True where all tokens are shown in the order of the list.
    pub fn is_plain(&self) -> bool {
        self.search.trim().is_empty() && self.by == SortBy::Row && !self.descending
    }
}

/// The places of the tokens that are shown, from 0, in their order.
pub fn arrange<'a>(packs: impl IntoIterator<Item = &'a Pack>, wanted: &Arrangement) -> Vec<u32> {
    let labels = packs
        .into_iter()
        .flat_map(|pack| (0..pack.len()).filter_map(|place| pack.label(place)));
    let search = in_small_letters(wanted.search.trim());
    let mut found: Vec<(u32, Label<'_>)> = (0..)
        .zip(labels)
        .filter(|(_, label)| holds(label.serial, &search) || holds(label.upn, &search))
        .collect();
    match wanted.by {
        SortBy::Row => {}
        SortBy::Serial => found.sort_by(|(_, one), (_, other)| by_serial(one, other)),
        SortBy::Upn => {
            // The key is made once a token, not once a comparison.
            found.sort_by_cached_key(|(_, label)| label.upn.map(in_small_letters));
        }
    }
    if wanted.descending {
        found.reverse();
    }
    found.into_iter().map(|(place, _)| place).collect()
}

fn holds(text: Option<&str>, search: &str) -> bool {
    match text {
        None => search.is_empty(),
        // Most texts are ASCII, and their small letters need no second text.
        Some(text) if text.is_ascii() => {
            let (text, search) = (text.as_bytes(), search.as_bytes());
            search.is_empty()
                || text
                    .windows(search.len())
                    .any(|part| part.eq_ignore_ascii_case(search))
        }
        Some(text) => in_small_letters(text).contains(search),
    }
}

/// Letter by letter: `str::to_lowercase` writes a sigma by what stands behind it, so part of a word would not be found.
fn in_small_letters(text: &str) -> String {
    let small = text.chars().flat_map(char::to_lowercase);
    small.map(|c| if c == 'ς' { 'σ' } else { c }).collect()
}

/// Those without a serial number come first, as an empty one would.
fn by_serial(one: &Label<'_>, other: &Label<'_>) -> Ordering {
    match (one.serial, other.serial) {
        (Some(one), Some(other)) => alphanumeric_sort::compare_str(one, other),
        (one, other) => one.is_some().cmp(&other.is_some()),
    }
}
