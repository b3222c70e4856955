//! How a token is named where accounts have names: in authenticator apps, and on YubiKeys.

use super::entra::Row;
use super::losses::check_owner;
use super::{Column, FindingCode};
use crate::oath::Token;

/// Issuer and account, as a label `issuer:account` holds them.
pub struct Account<'a> {
    /// The manufacturer; empty where the token names none.
    pub issuer: &'a str,
    /// The user principal name, else the serial number; empty where the token has neither.
    pub name: &'a str,
    /// Which of the two it is.
    column: Column,
}

impl<'a> Account<'a> {
    /// The names of a token.
    pub fn of(token: &'a Token) -> Self {
        let issuer = token.manufacturer.as_ref().map_or("", |name| name.as_str());
        let (column, name) = match &token.upn {
            Some(upn) => (Column::Upn, upn.as_str()),
            None => {
                let serial = token.serial.as_ref().map_or("", |serial| serial.as_str());
                (Column::SerialNumber, serial)
            }
        };
        Self {
            issuer,
            name,
            column,
        }
    }

    /// Which texts have no place in the two names, and which names will be cut.
    pub fn check(&self, token: &Token, row: &mut Row<'_>) {
        if self.column == Column::Upn && token.serial.is_some() {
            row.say(FindingCode::NotCarried, Column::SerialNumber);
        }
        if token.model.is_some() {
            row.say(FindingCode::NotCarried, Column::Model);
        }
        check_owner(token, row);
        for (text, column) in [
            (self.issuer, Column::Manufacturer),
            (self.name, self.column),
        ] {
            if text.contains(':') {
                row.say(FindingCode::ColonInName, column);
            }
        }
    }
}
