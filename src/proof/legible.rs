//! Texts from outside, made fit to be read in a line of the page: cut to a length, with nothing in them that cannot be seen.

/// At most `most` characters, of which the last says that there were more. What steers the direction of writing or cannot
/// be seen is replaced: it could make an address look like another.
pub fn legible(text: &str, most: usize) -> String {
    let mut shown: String = text.chars().take(most).map(seen).collect();
    if text.chars().nth(most).is_some() {
        shown.pop();
        shown.push('…');
    }
    shown
}

fn seen(character: char) -> char {
    let steers = matches!(
        character,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{061c}'
    );
    if steers || character.is_control() {
        char::REPLACEMENT_CHARACTER
    } else {
        character
    }
}
