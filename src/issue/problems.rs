//! What is wrong with an order, field by field.

use serde::{Deserialize, Serialize};

use super::MAX_TOKENS;
use super::users::UserListError;
use crate::oath::InvalidText;

/// A field of the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OrderField {
    /// The number of tokens.
    Count,
    /// The list of users.
    Users,
    /// The tokens for each user.
    Each,
    /// The first serial number, or the list of them.
    Serials,
    /// The manufacturer.
    Manufacturer,
    /// The model.
    Model,
}

/// Why an order cannot be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderProblem {
    /// Where.
    pub field: OrderField,
    /// What.
    pub fault: OrderFault,
}

/// What is wrong with a field of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum OrderFault {
    /// No whole number from 1 to `most`.
    #[error("no number from 1 to {most}")]
    NotACount {
        /// The largest.
        most: usize,
    },
    /// More tokens than one order may have.
    #[error("{tokens} tokens, more than {MAX_TOKENS}")]
    TooMany {
        /// So many were ordered.
        tokens: usize,
    },
    /// The text cannot be taken.
    #[error("{0}")]
    Text(InvalidText),
    /// The list of users is none.
    #[error("{0}")]
    List(UserListError),
    /// None of the list's users can get a token.
    #[error("no user of the list can get a token")]
    NoUser,
    /// A serial number without a digit does not go on.
    #[error("a serial number without a digit")]
    NoDigit,
    /// The last serial number would be too long.
    #[error("the last serial number is too long")]
    GrowsTooLong,
    /// A line of the list is no serial number.
    #[error("line {line} is no serial number")]
    NotASerial {
        /// The line, from 1.
        line: usize,
    },
    /// A serial number is in the list twice.
    #[error("line {line} has the serial number of line {other}")]
    SerialTwice {
        /// The line, from 1.
        line: usize,
        /// The earlier line.
        other: usize,
    },
    /// Fewer serial numbers than tokens.
    #[error("{missing} serial numbers are missing")]
    TooFewSerials {
        /// So many.
        missing: usize,
    },
    /// Serial numbers that tokens of the working set have.
    #[error("{taken} serial numbers are taken, the first by row {row}")]
    Taken {
        /// So many.
        taken: usize,
        /// The row of the working set that has the first of them, from 1.
        row: usize,
    },
}

/// The problems of one order, as they are found.
#[derive(Default)]
pub(super) struct Problems(Vec<OrderProblem>);

impl Problems {
    /// One more.
    pub(super) fn say(&mut self, field: OrderField, fault: OrderFault) {
        self.0.push(OrderProblem { field, fault });
    }

    /// What was typed, read; a problem and nothing where it cannot be.
    pub(super) fn text<T: std::str::FromStr<Err = InvalidText>>(
        &mut self,
        field: OrderField,
        typed: &str,
    ) -> Option<T> {
        typed
            .parse()
            .map_err(|fault| self.say(field, OrderFault::Text(fault)))
            .ok()
    }

    /// The number from 1 to `most` that was typed; a problem and nothing where there is none.
    pub(super) fn count(&mut self, field: OrderField, typed: &str, most: usize) -> Option<usize> {
        let typed = typed.trim();
        let number = Some(typed)
            .filter(|typed| typed.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|typed| typed.parse().ok())
            .filter(|number| (1..=most).contains(number));
        if number.is_none() {
            self.say(field, OrderFault::NotACount { most });
        }
        number
    }

    /// None so far.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In the order of the form.
    pub(super) fn in_order(mut self) -> Vec<OrderProblem> {
        self.0.sort_by_key(|problem| problem.field as u8);
        self.0
    }
}
