//! The bytes of a text file as text, and its lines: whatever ends them, they are counted as an editor counts them.

use super::{FormatError, MAX_FILE_BYTES};

/// The file as text, without its byte order mark.
///
/// # Errors
/// [`FormatError`] where the file is too large, UTF-16, binary, or not UTF-8.
pub fn text_of(bytes: &[u8]) -> Result<&str, FormatError> {
    let size = bytes.len() as u64;
    if size > MAX_FILE_BYTES {
        return Err(FormatError::TooLarge { bytes: size });
    }
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if utf16 || bytes.contains(&0) {
        return Err(FormatError::Utf16OrBinary);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|_| FormatError::NotUtf8 {
        line: line_of_first_fault(bytes),
    })
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
