//! What is said while tokens are activated.

use super::count;
use crate::app::{ACTIVATIONS_AT_ONCE, LeftOut, Tally, WINDOW_SECONDS};

/// What it is for.
pub const ABOUT: &str = "Walks through the tokens of the list, in the order of the table, with the code to type now. \
     Upload the file first: Entra ID activates a token only once it knows it.";
/// Where the code goes. Microsoft's words: MicrosoftDocs/entra-docs, `how-to-mfa-upload-oath-tokens.md` and `howto-mfa-mfasettings.md`.
pub const WHERE: &str = "Where to type it: in the Microsoft Entra admin center, as a Privileged Authentication Administrator, go to \
     Entra ID > Multifactor authentication > OATH tokens and select Activate for the token. Users can activate their own.";
/// Codes are no numbers.
pub const LEADING_ZEROS: &str =
    "A code keeps its leading zeros: type all six digits, without blanks.";
/// What the two buttons do.
pub const KEYS: &str = "Next counts the token as activated, Skip leaves it out. With the keyboard on Next, press Enter or the space bar.";
/// The code is about to change.
pub const WAIT_FOR_NEXT: &str = "Wait for the next code: this one is good for a moment only.";
/// It began again.
pub const BEGAN_AGAIN: &str = "Begun again: what was activated or skipped is forgotten here. The count of the last 5 minutes goes on.";
/// The limit is behind.
pub const GOES_ON_NOW: &str = "Go on: Entra ID takes activations again.";
/// The token was activated before.
pub const ACTIVATED: &str = "Counted as activated. Next goes on without counting it again.";

/// How many were activated and left out so far.
pub fn progress(tally: &Tally) -> String {
    format!(
        "{} activated, {} skipped.",
        tally.activated,
        tally.skipped()
    )
}

/// How much of Entra ID's limit is used up.
pub fn used(used: usize) -> String {
    let minutes = WINDOW_SECONDS / 60;
    format!("{used} of {ACTIVATIONS_AT_ONCE} activations that Entra ID takes in {minutes} minutes.")
}

/// The limit is reached; it goes on at this time of day.
pub fn wait_until(time_of_day: &str) -> String {
    format!(
        "Wait: {ACTIVATIONS_AT_ONCE} activations in {} minutes, and Entra ID takes no more for now. It goes on at {time_of_day}.",
        WINDOW_SECONDS / 60
    )
}

/// How long that is.
pub fn still_to_wait(seconds: u64) -> String {
    format!("{}:{:02} to wait.", seconds / 60, seconds % 60)
}

/// Why a token is left out.
pub fn left_out(reason: LeftOut) -> &'static str {
    match reason {
        LeftOut::Skipped => "Skipped by you",
        LeftOut::Counter => "Counter-based (HOTP), which Entra ID does not take",
        LeftOut::Digits => "Codes of more than 6 digits, which Entra ID does not take",
        LeftOut::Step => "A time step of neither 30 nor 60 seconds, which Entra ID does not take",
        LeftOut::Hash => "SHA-512, which Entra ID does not take",
    }
}

/// The same of the token whose turn it is.
pub fn is_left_out(reason: LeftOut) -> String {
    format!("{}. Next skips it.", left_out(reason))
}

/// What became of the rows.
pub fn ended(tally: &Tally) -> String {
    let done = progress(tally);
    match (tally.ahead(), tally.rows) {
        (0, 1) => format!("The one token was walked through: {done}"),
        (0, rows) => format!("All {rows} tokens were walked through: {done}"),
        (ahead, rows) => {
            let passed = rows - ahead;
            format!(
                "{passed} of {} walked through: {done} {} not yet.",
                count(rows, "token was", "tokens were"),
                count(ahead, "token", "tokens")
            )
        }
    }
}

/// How many stretches of rows are named one by one.
const NAMED: usize = 40;

/// Rows, those in a row as a stretch: `Rows 3, 7–9`. Beyond 40 stretches the others are counted.
pub fn rows(rows: &[usize]) -> String {
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for &row in rows {
        match stretches.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => stretches.push((row, row)),
        }
    }
    let unnamed: usize = stretches
        .iter()
        .skip(NAMED)
        .map(|(first, last)| last - first + 1)
        .sum();
    let named: Vec<String> = stretches
        .iter()
        .take(NAMED)
        .map(|&(first, last)| match last - first {
            0 => first.to_string(),
            1 => format!("{first}, {last}"),
            _ => format!("{first}–{last}"),
        })
        .collect();
    let word = if rows.len() == 1 { "Row" } else { "Rows" };
    let more = match unnamed {
        0 => String::new(),
        _ => format!(" and {unnamed} more"),
    };
    format!("{word} {}{more}", named.join(", "))
}
