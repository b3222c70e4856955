//! What the portal says of an upload, taken apart: which kind of complaint, about which row.
//!
//! Only messages that somebody has been shown are known here; no other wording is made up, and what is not known is
//! said to be. Sources: learn.microsoft.com, Microsoft Q&A, question 902411 (a character outside base32, and the JSON
//! around it); MicrosoftDocs/entra-docs, issue 417 (a user who does not exist); MicrosoftDocs/azure-docs, pull request
//! 37155 and issue 71772 (something went wrong: a hex key, or an administrator without the role).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Place, Upload};
use crate::formats::Pasted;
use crate::oath::{SerialNumber, Upn};

/// How much of a text is looked at, in bytes.
pub const MAX_MESSAGE_BYTES: usize = 1024 * 1024;

/// How many messages of a text are told.
pub const MAX_MESSAGES: usize = 1000;

/// How many places of a character are told.
const MAX_POSITIONS: usize = 100;

/// How far behind the words of a message its user and serial number are looked for, in bytes.
const WINDOW: usize = 2048;

/// What the portal complains of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PortalMessageKind {
    /// The secret key holds this character, which is not base32.
    IllegalCharacter(char),
    /// The user does not exist in the directory. Also said where a whole line stood in one cell of a spreadsheet.
    UserNotFound,
    /// Something went wrong, and nothing else is said.
    SomethingWentWrong,
    /// None of these.
    Unknown,
}

/// A message of the portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalMessage {
    /// The line of the text on which it begins, from 1.
    pub line: usize,
    /// What it says.
    pub kind: PortalMessageKind,
    /// The user principal name in it.
    pub upn: Option<Pasted>,
    /// The serial number in it.
    pub serial: Option<Pasted>,
    /// The row of the upload, where that is certain.
    pub place: Option<Place>,
}

/// The messages of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalMessages {
    /// The messages, in order.
    pub messages: Vec<PortalMessage>,
    /// The text goes on, and what follows was not looked at: more than [`MAX_MESSAGE_BYTES`] or [`MAX_MESSAGES`].
    pub goes_on: bool,
}

/// Whether a text is a message of the portal that is known here, and not a seed file.
pub fn is_portal_message(text: &str) -> bool {
    let messages = decode_portal(text, &Upload::default()).messages;
    messages
        .iter()
        .any(|message| message.kind != PortalMessageKind::Unknown)
}

/// Finds the messages in a text: several lines, JSON or HTML around them, any case, any blanks. A line that is no known
/// message is one of an unknown kind where it names a row of the upload, or where there is nothing else in the text.
pub fn decode_portal(text: &str, upload: &Upload) -> PortalMessages {
    let seen = beginning(text, MAX_MESSAGE_BYTES);
    let plain = unescaped(seen);
    let mut decoder = Decoder::of(&plain, upload);
    decoder.known_messages();
    decoder.unknown_messages();
    PortalMessages {
        goes_on: seen.len() < text.len() || decoder.messages.len() > MAX_MESSAGES,
        messages: {
            let mut messages = decoder.messages;
            messages.truncate(MAX_MESSAGES);
            messages
        },
    }
}

/// Where a character stands in a cell, counted in characters from 1; at most the first 100 places.
pub fn positions_of(character: char, cell: &str) -> Vec<usize> {
    let places = (1..).zip(cell.chars());
    places
        .filter(|(_, c)| *c == character)
        .map(|(position, _)| position)
        .take(MAX_POSITIONS)
        .collect()
}

/// No more of a text than so many bytes.
fn beginning(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// A line end that stood as an escape inside a line: it ends a line, and none is counted for it.
const INNER_LINE_END: char = '\u{b}';

/// Without the escapes of JSON and HTML.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find(['\\', '&']) {
        let (before, escape) = rest.split_at(place);
        plain.push_str(before);
        let (c, length) = json_escape(escape)
            .or_else(|| html_entity(escape))
            // Not an escape: the character itself, which is one byte.
            .unwrap_or((char::from(escape.as_bytes()[0]), 1));
        plain.push(c);
        rest = &escape[length..];
    }
    plain.push_str(rest);
    plain
}

/// RFC 8259 §7: the character, and how many bytes it took.
fn json_escape(text: &str) -> Option<(char, usize)> {
    let escaped = text.strip_prefix('\\')?;
    match escaped.chars().next()? {
        c @ ('"' | '\\' | '/') => Some((c, 2)),
        'n' | 'r' => Some((INNER_LINE_END, 2)),
        't' => Some(('\t', 2)),
        'u' => {
            let code = u32::from_str_radix(escaped.get(1..5)?, 16).ok()?;
            Some((char::from_u32(code).map(as_line_end)?, 6))
        }
        _ => None,
    }
}

/// The entities that a page needs for plain text, and numeric ones.
fn html_entity(text: &str) -> Option<(char, usize)> {
    const NAMED: [(&str, char); 6] = [
        ("quot", '"'),
        ("amp", '&'),
        ("apos", '\''),
        ("lt", '<'),
        ("gt", '>'),
        ("nbsp", ' '),
    ];
    /// `#x10FFFF`, the longest, and a semicolon.
    const LONGEST: usize = 9;
    let after = text.strip_prefix('&')?;
    let end = after.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &after[..end];
    let c = match name.strip_prefix('#') {
        Some(code) => {
            let code = match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => code.parse().ok()?,
            };
            char::from_u32(code).map(as_line_end)?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((c, end + 2))
}

fn as_line_end(c: char) -> char {
    if matches!(c, '\n' | '\r') {
        INNER_LINE_END
    } else {
        c
    }
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

#[derive(Clone, Copy)]
enum Phrase {
    IllegalCharacter,
    UserNotFound,
    SomethingWentWrong,
}

/// A line, and its number from 1.
struct Line {
    number: usize,
    bytes: Range<usize>,
}

struct Decoder<'a> {
    text: &'a str,
    upload: &'a Upload,
    lines: Vec<Line>,
    messages: Vec<PortalMessage>,
    /// What the known messages took of the text, in order.
    taken: Vec<Range<usize>>,
}

impl<'a> Decoder<'a> {
    fn of(text: &'a str, upload: &'a Upload) -> Self {
        Self {
            text,
            upload,
            lines: lines_of(text),
            messages: Vec::new(),
            taken: Vec::new(),
        }
    }

    fn known_messages(&mut self) {
        let found = found_phrases(self.text);
        let mut line = 0;
        // Whether the messages of this line have their users in front of them.
        let mut backward = None;
        for (place, (phrase, words)) in found.iter().enumerate() {
            let next = found.get(place + 1).map(|(_, next)| next.start);
            let next = next.unwrap_or(self.text.len());
            while self.lines[line].bytes.end < words.start {
                line += 1;
                backward = None;
            }
            let number = self.lines[line].number;
            let kind = match phrase {
                Phrase::IllegalCharacter => {
                    let (kind, names, end) = self.illegal_character(words.end..next);
                    backward = Some(false);
                    self.say(number, kind, names);
                    self.taken.push(words.start..end);
                    continue;
                }
                Phrase::UserNotFound => PortalMessageKind::UserNotFound,
                Phrase::SomethingWentWrong => PortalMessageKind::SomethingWentWrong,
            };
            let bytes = self.lines[line].bytes.clone();
            // A message that was wrapped has its end in this line.
            let from = self.taken.last().map_or(0, |taken| taken.end);
            let before = from.clamp(bytes.start, words.start)..words.start;
            let after = words.end..next.min(bytes.end).max(words.end);
            let backward = match backward {
                None if next >= bytes.end => {
                    self.say(number, kind, self.names_in(before.start..after.end, false));
                    self.taken.push(words.start..after.end);
                    continue;
                }
                None => *backward.insert(!self.names_in(before.clone(), false).is_empty()),
                Some(backward) => backward,
            };
            let (names, end) = if backward {
                // What follows belongs to the next message.
                (before, words.end)
            } else {
                (after.clone(), after.end)
            };
            self.say(number, kind, self.names_in(names, false));
            self.taken.push(words.start..end);
        }
    }

    /// `… illegal character 8 for: <UPN>, serial number: <SERIAL>`; the range begins behind `character`.
    fn illegal_character(&self, range: Range<usize>) -> (PortalMessageKind, Names, usize) {
        let start = range.start;
        let window = beginning(&self.text[range], WINDOW);
        let Some((character, after)) = named_character(window) else {
            let names = self.names_in(start..start + line_end(window), false);
            return (PortalMessageKind::Unknown, names, start + line_end(window));
        };
        let kind = PortalMessageKind::IllegalCharacter(character);
        let after = &window[after..];
        let offset = start + window.len() - after.len();
        match find_words(after, &["serial", "number"]) {
            Some(label) => {
                let upn = upn_in(&after[..label.start]);
                let behind = &after[label.end..];
                let (serial, length) = self.serial_in(behind);
                (kind, Names { upn, serial }, offset + label.end + length)
            }
            None => {
                let end = offset + line_end(after);
                (kind, self.names_in(offset..end, false), end)
            }
        }
    }

    /// The serial number behind its label, and how many bytes it took.
    fn serial_in(&self, text: &str) -> (Option<String>, usize) {
        let value = text.trim_start();
        let value = without_tags(value.strip_prefix([':', '=']).unwrap_or(value));
        let value =
            value.trim_start_matches(|c: char| is_quote(c) || matches!(c, ' ' | '\\' | '<'));
        let skipped = text.len() - value.len();
        let ends = |c: char| {
            matches!(
                c,
                '\n' | '\r' | INNER_LINE_END | '"' | '<' | '{' | '}' | '[' | ']'
            )
        };
        let value = &value[..value.find(ends).unwrap_or(value.len())];
        let before = |separators: &[&str]| {
            let ends = separators.iter().filter_map(|end| value.find(end));
            ends.min().map_or(value, |end| &value[..end])
        };
        let first_word = value.split_whitespace().next().unwrap_or("");
        // A serial number may hold a blank or a comma, and a sentence may follow it.
        let candidates = [value, before(&[". "]), before(&[", ", "; "]), first_word];
        let mut parsed = candidates.into_iter().flat_map(|candidate| {
            let texts = [candidate, candidate.trim().trim_matches(is_around)];
            texts.map(|text| Some((text.parse::<SerialNumber>().ok()?, candidate.len())))
        });
        let is_known = |serial: &SerialNumber| self.upload.has_serial(serial.as_str());
        let mut all = parsed.clone().flatten();
        let known = all.find(|(serial, _)| is_known(serial));
        // Where the file has none of them, the shortest, which is the last.
        match known.or_else(|| parsed.next_back().flatten()) {
            Some((serial, length)) => (Some(serial.to_string()), skipped + length),
            None => (None, skipped),
        }
    }

    /// Lines that are no known message and name a row of the upload.
    fn unknown_messages(&mut self) {
        let mut taken = std::mem::take(&mut self.taken).into_iter().peekable();
        let lines = std::mem::take(&mut self.lines);
        let mut known = std::mem::take(&mut self.messages);
        for line in &lines {
            while taken
                .next_if(|taken| taken.end < line.bytes.start)
                .is_some()
            {}
            let is_taken = taken
                .peek()
                .is_some_and(|taken| taken.start < line.bytes.end);
            if is_taken || self.messages.len() > MAX_MESSAGES {
                continue;
            }
            let names = self.names_in(line.bytes.clone(), true);
            if !names.is_empty() {
                self.say(line.number, PortalMessageKind::Unknown, names);
            }
        }
        self.messages.append(&mut known);
        self.messages.sort_by_key(|message| message.line);
        let first = lines
            .iter()
            .find(|line| !self.text[line.bytes.clone()].trim().is_empty());
        if let (true, Some(line)) = (self.messages.is_empty(), first) {
            self.say(line.number, PortalMessageKind::Unknown, Names::default());
        }
    }

    fn say(&mut self, line: usize, kind: PortalMessageKind, names: Names) {
        let place = self
            .upload
            .locate(names.serial.as_deref(), names.upn.as_deref());
        self.messages.push(PortalMessage {
            line,
            kind,
            upn: names.upn.map(Pasted::from),
            serial: names.serial.map(Pasted::from),
            place,
        });
    }

    /// The serial number and the user of the upload that a part of the text names. Two of a sort are none: who knows
    /// which is meant. Of users also one that the upload does not have, unless it asks for `known` ones only.
    fn names_in(&self, range: Range<usize>, known: bool) -> Names {
        let mut serials = BTreeSet::new();
        // By the name in small letters, as it stands there.
        let (mut upns, mut others) = (BTreeMap::new(), BTreeMap::new());
        for word in words_between(&self.text[range]) {
            // `upn:alice@contoso.com`
            let behind_colon = word.rsplit([':', '=']).next().unwrap_or(word);
            for word in [word, behind_colon] {
                if self.upload.has_serial(word) {
                    serials.insert(word);
                }
                if is_upn(word) {
                    let small = word.to_lowercase();
                    if self.upload.has_upn(word) {
                        upns.insert(small, word);
                    } else if !known && word == behind_colon {
                        others.insert(small, word);
                    }
                }
            }
            if serials.len() > 1 && upns.len() > 1 {
                break;
            }
        }
        let upns = if upns.is_empty() { others } else { upns };
        Names {
            serial: only(serials).map(str::to_owned),
            upn: only(upns.into_values()).map(str::to_owned),
        }
    }
}

/// What a message names.
#[derive(Default)]
struct Names {
    upn: Option<String>,
    serial: Option<String>,
}

impl Names {
    const fn is_empty(&self) -> bool {
        self.upn.is_none() && self.serial.is_none()
    }
}

fn only<T>(items: impl IntoIterator<Item = T>) -> Option<T> {
    let mut items = items.into_iter();
    items.next().filter(|_| items.next().is_none())
}

/// The lines, of which an escaped line end makes two with the same number.
fn lines_of(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut number, mut start) = (1, 0);
    let ends = text.bytes().enumerate();
    for (place, byte) in ends.filter(|(_, byte)| matches!(byte, b'\n' | b'\r' | b'\x0b')) {
        let bytes = start..place;
        lines.push(Line { number, bytes });
        start = place + 1;
        let is_half = byte == b'\r' && text.as_bytes().get(start) == Some(&b'\n');
        number += usize::from(byte != b'\x0b' && !is_half);
    }
    let bytes = start..text.len();
    lines.push(Line { number, bytes });
    lines
}

/// The known messages in a text, by their words, as many as are told and one more.
fn found_phrases(text: &str) -> Vec<(Phrase, Range<usize>)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(word) = next_word(text, from).filter(|_| found.len() <= MAX_MESSAGES) {
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
fn find_words(text: &str, words: &[&str]) -> Option<Range<usize>> {
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
fn words_end(text: &str, start: usize, words: &[&str]) -> Option<usize> {
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
fn named_character(text: &str) -> Option<(char, usize)> {
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

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '\u{2018}'..='\u{201f}')
}

/// What stands around a name in a sentence, and is no part of it.
fn is_around(c: char) -> bool {
    is_quote(c)
        || matches!(
            c,
            ',' | ';' | ':' | '.' | '(' | ')' | '<' | '>' | '\\' | '='
        )
}

/// Without the blanks and the HTML tags in front.
fn without_tags(text: &str) -> &str {
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

fn line_end(text: &str) -> usize {
    text.find(['\n', '\r', INNER_LINE_END])
        .unwrap_or(text.len())
}

/// The words of a sentence, without what stands around them.
fn words_between(text: &str) -> impl Iterator<Item = &str> {
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
fn upn_in(text: &str) -> Option<String> {
    let upns = words_between(text).filter_map(|word| {
        let behind_colon = word.rsplit([':', '=']).next()?;
        is_upn(behind_colon).then(|| behind_colon.to_owned())
    });
    only(upns.collect::<BTreeSet<String>>())
}

/// Most words are none, and are not taken apart for that.
fn is_upn(word: &str) -> bool {
    word.contains('@') && word.parse::<Upn>().is_ok()
}
