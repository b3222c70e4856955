//! What spreadsheets and word processors do to the texts of a seed file. It is said and never mended unasked: what a
//! spreadsheet has thrown away nobody can know.

use std::collections::HashMap;

use crate::oath::Token;

/// A number as a spreadsheet shortens it: `2.3E+12`, `2,3E+12`. Its other digits are lost.
pub fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.trim().split_once(['E', 'e']) else {
        return false;
    };
    // A sign, or it may well be hex.
    let Some(exponent) = exponent.strip_prefix(['+', '-']) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    digits(whole) && digits(fraction) && digits(exponent)
}

/// A date as a spreadsheet writes it: `01.02.2024`, `1/2/24`, `2024-02-01`, `12-Mar`, `Mar-12`.
pub fn is_date(text: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let parts: Vec<&str> = text.trim().split(['.', '/', '-']).collect();
    let number = |part: &str, least: usize| -> Option<u16> {
        let is_digits = part.bytes().all(|byte| byte.is_ascii_digit());
        let has_length = (least..=4).contains(&part.len());
        (is_digits && has_length).then(|| part.parse().ok())?
    };
    let within = |part: &str, most: u16| {
        part.len() <= 2 && number(part, 1).is_some_and(|number| (1..=most).contains(&number))
    };
    let year = |part: &str| match part.len() {
        2 => number(part, 2).is_some(),
        _ => number(part, 4).is_some_and(|year| (1900..2100).contains(&year)),
    };
    // Which of the two is the month, countries do not agree about.
    let day_and_month = |one: &str, other: &str| {
        (within(one, 31) && within(other, 12)) || (within(one, 12) && within(other, 31))
    };
    let month = |part: &str| {
        part.get(..3)
            .is_some_and(|part| MONTHS.contains(&part.to_ascii_lowercase().as_str()))
            && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    match parts.as_slice() {
        [first, second, third] => {
            let ends_in_year = (day_and_month(first, second)
                || (within(first, 31) && month(second)))
                && year(third);
            ends_in_year || (first.len() == 4 && year(first) && day_and_month(second, third))
        }
        [first, second] => {
            let with_month = |part: &str| within(part, 31) || year(part);
            (with_month(first) && month(second)) || (month(first) && with_month(second))
        }
        _ => false,
    }
}

/// Quotation marks of a word processor: “ ” „ ‟ « ».
pub const fn is_typographic_quote(c: char) -> bool {
    matches!(c, '\u{201c}'..='\u{201f}' | '«' | '»')
}

/// The apostrophes of a word processor: ‘ ’ ‛, and the accents that stand for one.
pub const fn is_typographic_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' | '´' | '`'
    )
}

/// How many of the serial numbers of a file have to be of one length before a shorter one is suspicious.
const MOST: (usize, usize) = (9, 10);

/// The length that nearly all serial numbers of a file have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UsualLength(Option<usize>);

impl UsualLength {
    /// Of serial numbers that are all digits. Lists that count on from a short one to a longer one without a gap have none.
    pub fn of<'a>(tokens: impl IntoIterator<Item = &'a Token>) -> Self {
        let serials = tokens.into_iter().filter_map(|token| token.serial.as_ref());
        let serials: Vec<&str> = serials
            .map(|serial| serial.as_str())
            .filter(|serial| is_digits(serial))
            .collect();
        let mut lengths: HashMap<usize, usize> = HashMap::new();
        for serial in &serials {
            *lengths.entry(serial.len()).or_default() += 1;
        }
        let Some((length, count)) = lengths.into_iter().max_by_key(|(_, count)| *count) else {
            return Self(None);
        };
        let others = serials.len() - count;
        let nearly_all = count >= 2 && (others <= 1 || count * MOST.1 >= serials.len() * MOST.0);
        let usual = others > 0 && nearly_all && !counts_on(&serials, length);
        Self(usual.then_some(length))
    }

    /// How many digits the others have, where this serial number is suspiciously short.
    pub fn missed_by(self, serial: &str) -> Option<usize> {
        self.0
            .filter(|length| is_digits(serial) && serial.len() < *length)
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether each shorter one is followed by another number of the list: 98, 99, 100.
fn counts_on(serials: &[&str], length: usize) -> bool {
    let numbers: std::collections::HashSet<u128> = serials
        .iter()
        .filter_map(|serial| serial.parse().ok())
        .collect();
    serials
        .iter()
        .filter(|serial| serial.len() < length)
        .all(|serial| {
            serial
                .parse::<u128>()
                .is_ok_and(|number| numbers.contains(&(number.saturating_add(1))))
        })
}
