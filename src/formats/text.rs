//! The bytes of a text file as text, and its lines: whatever ends them, they are counted as an editor counts them.

use std::ops::Deref;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{FormatError, MAX_FILE_BYTES};

/// How a file's text is written in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Charset {
    /// UTF-8 without byte order mark.
    Utf8,
    /// UTF-8 behind a byte order mark.
    Utf8WithMark,
    /// UTF-16, low bytes first.
    Utf16LittleEndian,
    /// UTF-16, high bytes first.
    Utf16BigEndian,
}

/// A file as text, without its byte order mark; a copy is wiped when dropped.
pub struct FileText<'a> {
    text: Text<'a>,
    /// How it was written.
    pub charset: Charset,
}

enum Text<'a> {
    Borrowed(&'a str),
    Owned(Zeroizing<String>),
}

impl Deref for FileText<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.text {
            Text::Borrowed(text) => text,
            Text::Owned(text) => text,
        }
    }
}

/// The file as text: UTF-8, or UTF-16 where a byte order mark or the zero bytes of plain letters tell.
///
/// # Errors
/// [`FormatError`] where the file is too large, binary, or neither UTF-8 nor UTF-16.
pub fn text_of(bytes: &[u8]) -> Result<FileText<'_>, FormatError> {
    let size = bytes.len() as u64;
    if size > MAX_FILE_BYTES {
        return Err(FormatError::TooLarge { bytes: size });
    }
    if let Some((charset, marked)) = utf16(bytes) {
        return text_of_utf16(&bytes[marked..], charset);
    }
    if bytes.contains(&0) {
        return Err(FormatError::Binary);
    }
    let (bytes, charset) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (rest, Charset::Utf8WithMark),
        None => (bytes, Charset::Utf8),
    };
    let text = std::str::from_utf8(bytes).map_err(|_| FormatError::NotUtf8 {
        line: line_of_first_fault(bytes),
    })?;
    Ok(FileText {
        text: Text::Borrowed(text),
        charset,
    })
}

/// How many bytes at the beginning tell whether a file without a mark is UTF-16.
const SAMPLE: usize = 512;

/// Which UTF-16 it is, and how many bytes its mark has; `None` where it is none.
fn utf16(bytes: &[u8]) -> Option<(Charset, usize)> {
    match bytes {
        [0xff, 0xfe, ..] => return Some((Charset::Utf16LittleEndian, 2)),
        [0xfe, 0xff, ..] => return Some((Charset::Utf16BigEndian, 2)),
        _ => {}
    }
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    // Seed files are letters, digits and delimiters: half of all bytes are zero, all on the same side.
    let (pairs, _) = bytes[..bytes.len().min(SAMPLE)].as_chunks::<2>();
    let all = |fits: fn(&[u8; 2]) -> bool| !pairs.is_empty() && pairs.iter().all(fits);
    if all(|[low, high]| *low != 0 && *high == 0) {
        Some((Charset::Utf16LittleEndian, 0))
    } else if all(|[high, low]| *high == 0 && *low != 0) {
        Some((Charset::Utf16BigEndian, 0))
    } else {
        None
    }
}

fn text_of_utf16(bytes: &[u8], charset: Charset) -> Result<FileText<'_>, FormatError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| match charset {
        Charset::Utf16BigEndian => u16::from_be_bytes(*pair),
        _ => u16::from_le_bytes(*pair),
    });
    let text: Result<String, _> = char::decode_utf16(units).collect();
    match text {
        Ok(text) if rest.is_empty() && !text.contains('\0') => Ok(FileText {
            text: Text::Owned(Zeroizing::new(text)),
            charset,
        }),
        _ => Err(FormatError::Binary),
    }
}

fn line_of_first_fault(bytes: &[u8]) -> usize {
    let good = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let starts_a_line = good.is_empty() || good.ends_with(['\r', '\n']);
    lines(good).count() + usize::from(starts_a_line)
}

/// The lines with their numbers, from 1. CR LF, LF and CR end a line, in any mixture.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text;
    let lines = std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(['\r', '\n']).unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        rest = after
            .strip_prefix("\r\n")
            .or_else(|| after.strip_prefix(['\r', '\n']))
            .unwrap_or(after);
        Some(line)
    });
    (1..).zip(lines)
}

/// Nothing but blanks and delimiters, what a spreadsheet writes for an empty row; or `sep=;`, by which a file tells Excel its
/// delimiter.
pub fn is_blank(line: &str) -> bool {
    let line = match line.trim().as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', _] => "",
        _ => line,
    };
    line.chars()
        .all(|c| c.is_whitespace() || matches!(c, ',' | ';'))
}

/// Whether lines end in more than one way. The last one may end in none.
pub fn line_ends_are_mixed(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut seen = [false; 3];
    for (place, byte) in bytes.iter().enumerate() {
        match byte {
            b'\r' if bytes.get(place + 1) == Some(&b'\n') => seen[0] = true,
            b'\r' => seen[1] = true,
            b'\n' if place == 0 || bytes[place - 1] != b'\r' => seen[2] = true,
            _ => {}
        }
    }
    seen.iter().filter(|seen| **seen).count() > 1
}
