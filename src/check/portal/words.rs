//! The words of a text: the known messages by theirs, and what names a user, a serial number or a character.

use std::collections::BTreeSet;
use std::ops::Range;

use super::plain::INNER_LINE_END;
use crate::oath::Upn;

/// How far behind the words of a message its user and serial number are looked for, in bytes.
pub const WINDOW: usize = 2048;

/// No more of a text than so many bytes.
pub fn beginning(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// The item, if there is one and no more.
pub fn only<T>(items: impl IntoIterator<Item = T>) -> Option<T> {
    let mut items = items.into_iter();
    items.next().filter(|_| items.next().is_none())
}

/// The known messages by their words; of two that begin at the same word the longer one first.
const PHRASES: [(Phrase, &[&str]); 5] = [
    (
        Phrase::IllegalCharacter,
        &[
            "invalid",
            "base32",
            "encoding",
            "due",
            "to",
            "illegal",
            "character",
        ],
    ),
    (Phrase::IllegalCharacter, &["illegal", "character"]),
    (Phrase::UserNotFound, &["user", "does", "not", "exist"]),
    (
        Phrase::UserNotFound,
        &["does", "not", "exist", "in", "the", "current", "directory"],
    ),
    (Phrase::SomethingWentWrong, &["something", "went", "wrong"]),
];

/// What a known message says.
#[derive(Clone, Copy)]
pub enum Phrase {
    /// A character outside base32.
    IllegalCharacter,
    /// A user who does not exist.
    UserNotFound,
    /// Something, and nothing else.
    SomethingWentWrong,
}

/// The known messages in a text, by their words, no more than so many.
pub fn found_phrases(text: &str, most: usize) -> Vec<(Phrase, Range<usize>)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(word) = next_word(text, from).filter(|_| found.len() < most) {
        let phrases = PHRASES.iter();
        let phrase = phrases.filter_map(|(phrase, words)| {
            Some((*phrase, word.start..words_end(text, word.start, words)?))
        });
        from = match phrase.into_iter().next() {
            Some((phrase, bytes)) => {
                let end = bytes.end;
                found.push((phrase, bytes));
                end
            }
            None => word.end,
        };
    }
    found
}

/// Where these words stand, with blanks between them.
pub fn find_words(text: &str, words: &[&str]) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(word) = next_word(text, from) {
        if let Some(end) = words_end(text, word.start, words) {
            return Some(word.start..end);
        }
        from = word.end;
    }
    None
}

/// The next run of letters and digits.
fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let start = from + text[from..].find(char::is_alphanumeric)?;
    Some(start..word_end(text, start))
}

fn word_end(text: &str, start: usize) -> usize {
    let length = text[start..].find(|c: char| !c.is_alphanumeric());
    length.map_or(text.len(), |length| start + length)
}

/// How many blanks may stand between two words, in bytes.
const MAX_GAP: usize = 200;

/// Where the words end, if they stand at this place.
pub fn words_end(text: &str, start: usize, words: &[&str]) -> Option<usize> {
    let mut place = start;
    let mut end = start;
    for word in words {
        end = place + word.len();
        let is_it = text.get(place..end)?.eq_ignore_ascii_case(word);
        let is_whole = !text[end..].starts_with(char::is_alphanumeric);
        if !is_it || !is_whole {
            return None;
        }
        let gap = beginning(&text[end..], MAX_GAP);
        place = end + gap.len() - gap.trim_start().len();
    }
    Some(end)
}

/// The character that is complained of, and where the text goes on behind it. The text begins behind `character`.
pub fn named_character(text: &str) -> Option<(char, usize)> {
    let rest = text.trim_start();
    let start = text.len() - rest.len();
    let mut characters = rest.chars();
    let first = characters.next()?;
    if words_end(rest, 0, &["for"]).is_some_and(|end| rest[end..].starts_with([':', ' '])) {
        // `illegal character   for:`: it is a blank.
        return (start > 1).then_some((' ', start));
    }
    if let (true, Some(quoted), Some(closing)) =
        (is_quote(first), characters.next(), characters.next())
        && is_quote(closing)
    {
        let length = first.len_utf8() + quoted.len_utf8() + closing.len_utf8();
        return Some((quoted, start + length));
    }
    let end = start + first.len_utf8();
    let stands_alone = text[end..]
        .chars()
        .next()
        .is_none_or(|next| !next.is_alphanumeric());
    stands_alone.then_some((first, end))
}

/// Quotation marks of any kind.
pub const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '\u{2018}'..='\u{201f}')
}

/// What stands around a name in a sentence, and is no part of it.
pub fn is_around(c: char) -> bool {
    is_quote(c)
        || matches!(
            c,
            ',' | ';' | ':' | '.' | '(' | ')' | '<' | '>' | '\\' | '='
        )
}

/// Without the blanks and the HTML tags in front.
pub fn without_tags(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some(tag) = rest.strip_prefix('<') {
        let is_one = tag.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic());
        match tag.find('>').filter(|_| is_one) {
            Some(end) => rest = tag[end + 1..].trim_start(),
            None => break,
        }
    }
    rest
}

/// Where the first line of a text ends.
pub fn line_end(text: &str) -> usize {
    text.find(['\n', '\r', INNER_LINE_END])
        .unwrap_or(text.len())
}

/// The words of a sentence, without what stands around them.
pub fn words_between(text: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | ',' | ';' | '<' | '>' | '(' | ')' | '{' | '}' | '[' | ']'
            )
    };
    let words = text.split(ends).map(|word| word.trim_matches(is_around));
    // No name is longer; a megabyte without a blank is not looked up.
    words.filter(|word| !word.is_empty() && word.len() <= WINDOW)
}

/// The only user principal name in a text.
pub fn upn_in(text: &str) -> Option<String> {
    let upns = words_between(text).filter_map(|word| {
        let behind_colon = word.rsplit([':', '=']).next()?;
        is_upn(behind_colon).then(|| behind_colon.to_owned())
    });
    only(upns.collect::<BTreeSet<String>>())
}

/// Most words are none, and are not taken apart for that.
pub fn is_upn(word: &str) -> bool {
    word.contains('@') && word.parse::<Upn>().is_ok()
}
