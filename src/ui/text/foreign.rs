//! Text from files and fields of other people, made safe to stand beside our own: what cannot be seen is shown, and what is
//! written from right to left moves nothing around it. Markup needs nothing: no text of ours becomes markup.

use std::borrow::Cow;
use std::fmt::Write;

use crate::oath::turns_direction;

/// The longest name of a file that is shown, in characters: no file system allows a longer one.
const MOST_OF_A_NAME: usize = 255;

/// A text that stands alone: a cell of a table. Characters that cannot be seen and deceive are named: `[U+202E]`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(deceives) {
        return text.into();
    }
    let mut visible = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if deceives(c) {
            // Writing to a string does not fail.
            let _ = write!(visible, "[U+{:04X}]", u32::from(c));
        } else {
            visible.push(c);
        }
    }
    visible.into()
}

/// A name inside a sentence: the same, and isolated where it is written from right to left (UAX #9 §2.4), so that the words and
/// numbers beside it stay where they belong. Of a long one the beginning.
pub fn name(text: &str) -> Cow<'_, str> {
    let (text, more) = match text.char_indices().nth(MOST_OF_A_NAME) {
        Some((end, _)) => (&text[..end], "…"),
        None => (text, ""),
    };
    let visible = visible(text);
    match (visible.contains(is_right_to_left), more) {
        (false, "") => visible,
        (false, more) => format!("{visible}{more}").into(),
        // First strong isolate, pop directional isolate.
        (true, more) => format!("\u{2068}{visible}\u{2069}{more}").into(),
    }
}

/// Control characters, what turns the direction of writing, Unicode's line ends, and blanks of no width. Joiners and
/// variation selectors stay: scripts and pictures are written with them.
fn deceives(c: char) -> bool {
    c.is_control()
        || turns_direction(c)
        || matches!(
            c,
            '\u{ad}' | '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

/// The blocks of Unicode that are written from right to left, and its marks of that direction (UAX #9, table 3; `DerivedBidiClass`).
const fn is_right_to_left(c: char) -> bool {
    matches!(
        c,
        '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    )
}
