//! The beginning of a file, by which its format is recognised: never by its name.

use serde::{Deserialize, Serialize};

use super::Delimiter;
use super::table::{Cells, filled_lines, row};

/// How many lines are looked at.
const LINES: usize = 50;

/// How much of a line is cut into cells, in bytes: each format asks for the cells with each of its delimiters, and a line of
/// megabytes is no row of tokens.
const LINE_BYTES: usize = 16 * 1024;

/// How sure a format is that a file is one of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Certainty {
    /// It could be read as one, and other formats look the same.
    Possible,
    /// The columns hold what this format has in them, and few others have that.
    Likely,
    /// It says so: a header, a root element, a keyword, a scheme.
    Certain,
}

/// The first lines of a text with something in them.
pub struct Sample<'a> {
    /// The whole text.
    pub text: &'a str,
    lines: Vec<(usize, &'a str)>,
}

impl<'a> Sample<'a> {
    /// Of a text.
    pub fn of(text: &'a str) -> Self {
        Self {
            text,
            lines: filled_lines(text).take(LINES).collect(),
        }
    }

    /// The lines.
    pub fn lines(&self) -> impl Iterator<Item = &'a str> {
        self.lines.iter().map(|(_, line)| *line)
    }

    /// The first line; empty where there is none.
    pub fn first(&self) -> &'a str {
        self.lines.first().map_or("", |(_, line)| line)
    }

    /// The cells of the lines that do not begin with `#`, of a long one those at its beginning; those with unbalanced quotes are
    /// left out.
    pub fn rows(&self, delimiter: Delimiter) -> Vec<Cells<'a>> {
        let lines = self.lines.iter();
        lines
            .filter(|(_, line)| !is_comment(line))
            .filter_map(|(number, line)| {
                let line = &line[..line.floor_char_boundary(LINE_BYTES)];
                row(*number, line, delimiter).cells.ok()
            })
            .collect()
    }

    /// Whether most rows are such: a bad row or two make no other format of a file.
    pub fn most_rows(&self, delimiter: Delimiter, is_such: impl Fn(&[&str]) -> bool) -> bool {
        let rows = self.rows(delimiter);
        let such = rows.iter().filter(|cells| {
            let cells: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
            is_such(&cells)
        });
        let such = such.count();
        such > 0 && such * 4 >= rows.len() * 3
    }

    /// The first delimiter with which most rows are such.
    pub fn delimiter(
        &self,
        delimiters: &[Delimiter],
        is_such: impl Fn(&[&str]) -> bool,
    ) -> Option<Delimiter> {
        let mut delimiters = delimiters.iter().copied();
        delimiters.find(|delimiter| self.most_rows(*delimiter, &is_such))
    }
}

/// A line that says something about the file, and is no token.
pub fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

/// A key in hex: whole bytes, at least eight of them. Blanks and dashes inside are no part of it.
pub fn is_hex_key(cell: &str) -> bool {
    let digits = cell.chars().filter(|c| !c.is_whitespace() && *c != '-');
    let count = digits.clone().count();
    count >= 16 && count.is_multiple_of(2) && digits.clone().all(|c| c.is_ascii_hexdigit())
}

/// A serial number, and behind it a key in hex. Where the serial number could be the key as well, and is longer or the only
/// one of the two with letters, the columns may stand the other way round: then it is none.
pub fn is_serial_and_key(serial: &str, key: &str) -> bool {
    let (serial, key) = (serial.trim(), key.trim());
    let has_letters = |cell: &str| cell.bytes().any(|byte| byte.is_ascii_alphabetic());
    let is_rather_the_key = serial.len() > key.len() || (has_letters(serial) && !has_letters(key));
    !serial.is_empty() && is_hex_key(key) && !(is_hex_key(serial) && is_rather_the_key)
}

/// A number of nothing but digits.
pub fn is_number(cell: &str) -> bool {
    !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit())
}
