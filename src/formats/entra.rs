//! What Entra ID asks of a token whichever way it comes in, by the CSV or by Microsoft Graph. Says it, and changes nothing.
//!
//! Sources: MicrosoftDocs/entra-docs, `how-to-mfa-upload-oath-tokens.md` and `how-to-mfa-manage-oath-tokens.md`.

use std::collections::HashMap;

use super::{Column, Finding, FindingCode};
use crate::oath::{Digits, MovingFactor, Secret, TimeStep, Token};

/// The longest secret Entra ID takes, in base32 characters.
pub const MAX_SECRET_CHARACTERS: usize = 128;

/// How many OATH tokens and authenticator apps a user can have.
pub const MAX_TOKENS_A_USER: usize = 5;

/// A row that is being checked, and where to say what was found.
pub struct Row<'f> {
    number: usize,
    findings: &'f mut Vec<Finding>,
}

impl<'f> Row<'f> {
    /// The row of this number, from 1.
    pub fn new(number: usize, findings: &'f mut Vec<Finding>) -> Self {
        Self { number, findings }
    }

    /// Says something of the row as a whole.
    pub fn say_of_row(&mut self, code: FindingCode) {
        self.findings.push(Finding::in_row(code, self.number));
    }

    /// Says something of one cell.
    pub fn say(&mut self, code: FindingCode, column: Column) {
        self.findings
            .push(Finding::in_cell(code, self.number, column));
    }

    /// Says that a cell collides with that of an earlier row; nothing where that row is this one.
    pub fn say_colliding(&mut self, code: FindingCode, column: Column, with: usize) {
        if with != self.number {
            let finding = Finding::in_cell(code, self.number, column);
            self.findings.push(finding.colliding_with(with));
        }
    }

    /// Guests get no hardware tokens.
    pub fn check_guest(&mut self, token: &Token) {
        let guest = token
            .upn
            .as_ref()
            .is_some_and(|upn| upn.as_str().to_ascii_uppercase().contains("#EXT#"));
        if guest {
            self.say(FindingCode::UpnGuest, Column::Upn);
        }
    }

    /// Every token has a serial number.
    pub fn check_serial(&mut self, token: &Token) {
        if token.serial.is_none() {
            self.say(FindingCode::CellEmpty, Column::SerialNumber);
        }
    }

    /// Serial number, manufacturer and model are required.
    pub fn check_names(&mut self, token: &Token) {
        self.check_serial(token);
        if token.manufacturer.is_none() {
            self.say(FindingCode::CellEmpty, Column::Manufacturer);
        }
        if token.model.is_none() {
            self.say(FindingCode::CellEmpty, Column::Model);
        }
    }

    /// Time-based, every 30 or 60 seconds.
    pub fn check_factor(&mut self, token: &Token) {
        match token.factor {
            MovingFactor::Counter(_) => self.say(FindingCode::CounterBased, Column::TimeInterval),
            MovingFactor::Time(TimeStep::THIRTY | TimeStep::SIXTY) => {}
            MovingFactor::Time(_) => {
                self.say(FindingCode::TimeIntervalRefused, Column::TimeInterval);
            }
        }
    }

    /// Six digits.
    pub fn check_digits(&mut self, token: &Token) {
        if token.digits != Digits::Six {
            self.say(FindingCode::DigitsNotSix, Column::SecretKey);
        }
    }

    /// Not too long for Entra ID, not too short for RFC 4226 R6.
    pub fn check_secret(&mut self, token: &Token) {
        let bits = token.secret.bits();
        if bits.div_ceil(5) > MAX_SECRET_CHARACTERS {
            self.say(FindingCode::SecretTooLong, Column::SecretKey);
        } else if bits < Secret::MIN_BITS_REQUIRED {
            self.say(FindingCode::SecretShort, Column::SecretKey);
        } else if bits < Secret::RECOMMENDED_BITS {
            self.say(FindingCode::SecretUnder160, Column::SecretKey);
        }
    }
}

/// What earlier rows had. Borrows the secrets, copies none.
#[derive(Default)]
pub struct Seen<'a> {
    serials: HashMap<&'a str, usize>,
    secrets: HashMap<&'a [u8], usize>,
    users: HashMap<String, usize>,
}

impl<'a> Seen<'a> {
    /// Serial numbers and secrets that stand there twice, and users with too many tokens.
    pub fn check(&mut self, token: &'a Token, row: &mut Row<'_>) {
        self.check_serial(token, row);
        // Exposed: to find the same secret in two rows. The map borrows it.
        let secret = token.secret.expose();
        let first = *self.secrets.entry(secret).or_insert(row.number);
        row.say_colliding(FindingCode::SecretTwice, Column::SecretKey, first);
        if let Some(upn) = &token.upn {
            // User principal names are compared without regard to case.
            let tokens = self.users.entry(upn.as_str().to_lowercase()).or_insert(0);
            *tokens += 1;
            if *tokens > MAX_TOKENS_A_USER {
                row.say(FindingCode::MoreThanFive, Column::Upn);
            }
        }
    }

    /// Serial numbers that stand there twice.
    pub fn check_serial(&mut self, token: &'a Token, row: &mut Row<'_>) {
        if let Some(serial) = &token.serial {
            let first = *self.serials.entry(serial.as_str()).or_insert(row.number);
            row.say_colliding(FindingCode::SerialTwice, Column::SerialNumber, first);
        }
    }
}
