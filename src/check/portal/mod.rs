//! What the portal says of an upload, taken apart: which kind of complaint, about which row.
//!
//! Only messages that somebody has been shown are known here; no other wording is made up, and what is not known is
//! said to be. Sources: learn.microsoft.com, Microsoft Q&A, question 902411 (a character outside base32, and the JSON
//! around it); MicrosoftDocs/entra-docs, issue 417 (a user who does not exist); MicrosoftDocs/azure-docs, pull request
//! 37155 and issue 71772 (something went wrong: a hex key, or an administrator without the role).

mod plain;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use self::plain::{INNER_LINE_END, unescaped};
use self::words::{
    Phrase, WINDOW, beginning, find_words, found_phrases, is_around, is_quote, is_upn, line_end,
    named_character, only, upn_in, without_tags, words_between,
};
use super::{Place, Upload};
use crate::formats::Pasted;
use crate::oath::SerialNumber;

/// How much of a text is looked at, in bytes.
pub const MAX_MESSAGE_BYTES: usize = 1024 * 1024;

/// How many messages of a text are told.
pub const MAX_MESSAGES: usize = 1000;

/// How many places of a character are told.
const MAX_POSITIONS: usize = 100;

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
        let found = found_phrases(self.text, MAX_MESSAGES + 1);
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
