//! The plain text of a message that was copied out of JSON or HTML.

/// A line end that stood as an escape inside a line: it ends a line, and none is counted for it.
pub const INNER_LINE_END: char = '\u{b}';

/// Without the escapes of JSON and HTML.
pub fn unescaped(text: &str) -> String {
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
