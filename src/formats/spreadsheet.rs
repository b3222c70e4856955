//! What a spreadsheet would make of a cell. It is said and never changed: an apostrophe in front would be part of the data.

use super::Column;
use crate::oath::Token;

/// Whether a spreadsheet would run the text as a formula (OWASP, "CSV Injection").
pub fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@'])
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
