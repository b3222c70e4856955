//! What a format cannot say of a token. It is said before anything is written: lossless or loud.

use super::entra::Row;
use super::spreadsheet::texts;
use super::{Column, FindingCode};
use crate::oath::{Digits, HashAlgorithm, MovingFactor, TimeStep, Token};

/// What a format says of a token beside its secret. What it does not say, its readers take to be SHA-1, 6 digits and
/// 30 seconds.
pub struct Carries {
    /// The hash.
    pub hash: bool,
    /// The number of digits.
    pub digits: bool,
    /// The time step.
    pub step: bool,
    /// The counter of counter-based tokens, and that they are.
    pub counter: bool,
    /// The texts.
    pub texts: &'static [Column],
}

impl Carries {
    /// Says what of this token would be lost.
    pub fn check(&self, token: &Token, row: &mut Row<'_>) {
        if !self.hash && token.hash != HashAlgorithm::Sha1 {
            row.say_of_row(FindingCode::HashLost);
        }
        if !self.digits && token.digits != Digits::Six {
            row.say_of_row(FindingCode::DigitsLost);
        }
        match token.factor {
            MovingFactor::Time(TimeStep::THIRTY) => {}
            MovingFactor::Time(_) if self.step => {}
            MovingFactor::Time(_) => row.say(FindingCode::TimeIntervalLost, Column::TimeInterval),
            MovingFactor::Counter(_) if self.counter => {}
            MovingFactor::Counter(_) => row.say_of_row(FindingCode::CounterLost),
        }
        for (column, _) in texts(token) {
            if !self.texts.contains(&column) {
                row.say(FindingCode::NotCarried, column);
            }
        }
        check_owner(token, row);
    }
}

/// Says that the owner of a token is lost where only the object id says who it is: no file but the bodies for Microsoft Graph
/// has a place for that. Beside a user principal name it goes without saying.
pub fn check_owner(token: &Token, row: &mut Row<'_>) {
    if token.upn.is_none() && token.user.id.is_some() {
        row.say(FindingCode::NotCarried, Column::ObjectId);
    }
}
