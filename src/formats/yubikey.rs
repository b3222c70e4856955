//! Command lines that put tokens on YubiKeys with `ykman`, and the secrets to type when it asks for them.
//!
//! Sources: Yubico/yubikey-manager, `ykman/_cli/oath.py` (the options) and `yubikit/oath.py` (how a name is kept); Yubico's
//! SDK, `Credential.Name` (at most 64 bytes). No command holds a secret, or it would stay in the shell's history: `ykman`
//! prompts for it, and shows what is typed. Run the commands one by one, each with its own YubiKey in the machine.

use std::collections::HashMap;
use std::fmt::Write;

use zeroize::Zeroizing;

use super::account::Account;
use super::csv_file::CsvFile;
use super::entra::Row;
use super::spreadsheet::{is_formula, texts};
use super::written::accepted;
use super::{Column, Finding, FindingCode, Written};
use crate::oath::{Encoding, MovingFactor, TimeStep, Token, encode_seed};

/// The longest name a YubiKey keeps, in bytes, with issuer and time step.
pub const MAX_NAME_BYTES: usize = 64;

/// The shortest secret that `ykman` takes, in bytes.
pub const MIN_SECRET_BYTES: usize = 2;

/// The shell that is to read the commands. There is no `cmd.exe`: it expands `%` inside quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shell {
    /// `sh` and its kin on Linux and macOS.
    Posix,
    /// PowerShell, from the one that Windows brings (5.1).
    PowerShell,
}

impl Shell {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Posix, Self::PowerShell];

    /// The text as one argument: in single quotes, where both shells expand nothing.
    fn quoted(self, text: &str) -> String {
        let mut quoted = String::with_capacity(text.len() + 2);
        quoted.push('\'');
        for character in text.chars() {
            match self {
                Self::Posix if character == '\'' => quoted.push_str("'\\''"),
                Self::PowerShell if is_single_quote(character) => {
                    quoted.extend([character, character]);
                }
                _ => quoted.push(character),
            }
        }
        quoted.push('\'');
        quoted
    }

    /// Whether the argument arrives as it is. PowerShell before 7.3 hands a double quote, or a backslash before its own
    /// closing one, to a program unescaped, and later ones do not: nothing is right for both.
    fn can_quote(self, text: &str) -> bool {
        match self {
            Self::Posix => true,
            Self::PowerShell => !text.contains('"') && !text.ends_with('\\'),
        }
    }

    const fn line_end(self) -> &'static str {
        match self {
            Self::Posix => "\n",
            Self::PowerShell => "\r\n",
        }
    }
}

/// What PowerShell takes for a single quote (its `tokenizer.cs`): the typographic ones, too.
fn is_single_quote(character: char) -> bool {
    matches!(
        character,
        '\'' | '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}'
    )
}

/// What a YubiKey or this shell refuses or loses of these tokens; rows are counted from 1 in their order.
/// A row with an error is left out by [`write_commands`] and [`write_secrets`].
pub fn check<'a>(tokens: impl IntoIterator<Item = &'a Token>, shell: Shell) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut first_rows = HashMap::new();
    for (number, token) in (1..).zip(tokens) {
        let mut row = Row::new(number, &mut findings);
        let account = Account::of(token);
        check_secret_and_factor(token, &mut row);
        if account.name.is_empty() {
            row.say(FindingCode::CellEmpty, Column::SerialNumber);
            continue;
        }
        let kept = kept_name(token, &account);
        if kept.len() > MAX_NAME_BYTES || reads_as_other_step(token, &kept) {
            row.say_of_row(FindingCode::AccountUnusable);
        }
        if !shell.can_quote(account.issuer) || !shell.can_quote(account.name) {
            row.say_of_row(FindingCode::ShellCannotQuote);
        }
        account.check(token, &mut row);
        for (column, text) in texts(token) {
            if matches!(column, Column::Upn | Column::SerialNumber) && is_formula(text) {
                row.say(FindingCode::FormulaCell, column);
            }
        }
        let first = *first_rows.entry(kept).or_insert(number);
        row.say_colliding(FindingCode::AccountTwice, Column::Upn, first);
    }
    findings
}

fn check_secret_and_factor(token: &Token, row: &mut Row<'_>) {
    if token.secret.bytes() < MIN_SECRET_BYTES {
        row.say(FindingCode::SecretTooShort, Column::SecretKey);
    }
    if let MovingFactor::Counter(counter) = token.factor
        && u32::try_from(counter.0).is_err()
    {
        row.say_of_row(FindingCode::CounterTooLarge);
    }
}

/// The name as the YubiKey keeps it: `60/issuer:account`, the step only where it is not 30.
fn kept_name(token: &Token, account: &Account<'_>) -> String {
    let mut name = String::new();
    if let MovingFactor::Time(step) = token.factor
        && step != TimeStep::THIRTY
    {
        write!(name, "{step}/").expect("a string takes everything");
    }
    if !account.issuer.is_empty() {
        name.push_str(account.issuer);
        name.push(':');
    }
    name.push_str(account.name);
    name
}

/// Whether a name without a step begins like one with it: its codes would be computed for that step.
fn reads_as_other_step(token: &Token, kept: &str) -> bool {
    let after_digits = kept.trim_start_matches(char::is_numeric);
    token.factor == MovingFactor::Time(TimeStep::THIRTY)
        && after_digits.len() < kept.len()
        && after_digits.starts_with('/')
}

/// Writes a command a line: the tokens whose row has no error among `findings`, which [`check`] made of the same tokens for
/// the same shell. No secret is in it.
///
/// What is for PowerShell begins with a byte order mark: 5.1 reads a file without one in the computer's own code page, where
/// a letter of two bytes may be a quote.
pub fn write_commands<'a>(
    tokens: impl IntoIterator<Item = &'a Token>,
    findings: &[Finding],
    shell: Shell,
) -> Written {
    let mut text = match shell {
        Shell::Posix => String::new(),
        Shell::PowerShell => "\u{feff}".to_owned(),
    };
    let mut rows = 0;
    for token in accepted(tokens, findings) {
        text.push_str(&command(token, shell));
        text.push_str(shell.line_end());
        rows += 1;
    }
    Written {
        bytes: Zeroizing::new(text.into_bytes()),
        rows,
    }
}

/// `ykman` would take a name that begins with a hyphen for an option, were it not for the `--`.
fn command(token: &Token, shell: Shell) -> String {
    let account = Account::of(token);
    let (kind, factor) = match token.factor {
        MovingFactor::Time(step) => ("TOTP", format!("--period {step}")),
        MovingFactor::Counter(counter) => ("HOTP", format!("--counter {counter}")),
    };
    let issuer = match account.issuer {
        "" => String::new(),
        issuer => format!(" --issuer {}", shell.quoted(issuer)),
    };
    format!(
        "ykman oath accounts add --oath-type {kind} --digits {} --algorithm {} {factor}{issuer} -- {}",
        token.digits,
        token.hash.uri_name(),
        shell.quoted(account.name),
    )
}

/// Writes the secrets to type, in the order of the commands: a CSV with `serial number,account,secret key`, in base32.
pub fn write_secrets<'a>(
    tokens: impl IntoIterator<Item = &'a Token>,
    findings: &[Finding],
) -> Written {
    let mut file = CsvFile::with_header(["serial number", "account", "secret key"]);
    for token in accepted(tokens, findings) {
        file.row([
            token.serial.as_ref().map_or("", |serial| serial.as_str()),
            Account::of(token).name,
            &encode_seed(&token.secret, Encoding::Base32),
        ]);
    }
    file.end()
}
