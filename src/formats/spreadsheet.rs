//! What a spreadsheet would make of a cell. It is said and never changed: an apostrophe in front would be part of the data.

use super::Column;
use crate::oath::Token;

/// Whether a spreadsheet may run the text, or a part of it, as a formula (OWASP, "CSV Injection").
///
/// A semicolon or a tab may begin a cell of its own, quoted or not: Excel takes the delimiter of its language, and finds the
/// quotation mark in the middle of what it then takes for a cell.
pub fn is_formula(text: &str) -> bool {
    text.split([';', '\t', '\r', '\n']).any(|cell| {
        let begin = cell.trim_start_matches(|c: char| c.is_whitespace() || c == '"');
        begin.starts_with(begins_formula)
    })
}

/// Full-width forms, too: spreadsheets in East Asian languages take them for the plain ones.
const fn begins_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

/// The texts of a token that have a column of their own.
pub fn texts(token: &Token) -> impl Iterator<Item = (Column, &str)> {
    let upn = token.upn.as_ref().map(|text| text.as_str());
    let serial = token.serial.as_ref().map(|text| text.as_str());
    let manufacturer = token.manufacturer.as_ref().map(|text| text.as_str());
    let model = token.model.as_ref().map(|text| text.as_str());
    [
        (Column::Upn, upn),
        (Column::SerialNumber, serial),
        (Column::Manufacturer, manufacturer),
        (Column::Model, model),
    ]
    .into_iter()
    .filter_map(|(column, text)| Some((column, text?)))
}
