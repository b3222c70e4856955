//! What is said while tokens are burned.

use crate::app::{Burned, Uncommon};

/// What it is for.
pub const ABOUT: &str = "For tokens whose seed you write yourself: a QR code of each token of the list, in the order of the table, \
     to be scanned from the screen by a phone or an NFC burner app.";
/// What devices take.
pub const COMMON: &str = "Many programmable tokens take only SHA-1, 6 digits, 30 or 60 seconds, and a secret of at most 32 base32 characters \
     (160 bits). Some apps ignore the time step of a QR code: set it in the app, and compare one code with the table before you burn them all. \
     The app gives the token the phone’s time: check that it is right.";
/// What a QR code is.
pub const SECRET: &str =
    "Each QR code holds the token’s secret. Who sees or photographs the screen has the token.";
/// Secrets are hidden.
pub const HIDDEN: &str = "QR code hidden, for secrets are hidden. Press “Show secrets” at the top of the page to see it.";
/// The keys.
pub const KEYS: &str = "Keys, as long as the keyboard is in this part: n for the next, p for the previous, the space bar on the \
     first button marks as burned.";
/// The URI does not fit.
pub const TOO_LONG: &str =
    "Too long for a QR code. Shorten the manufacturer’s name in the file, and open it again.";
/// Nobody would know the account.
pub const NO_ACCOUNT: &str = "Neither user nor serial number: some apps refuse a QR code without a name. Give the token a serial number in the file.";

/// How many are burned and how many are left.
pub fn burned(burned: Burned) -> String {
    let Burned { rows, burned: done } = burned;
    match (burned.left(), rows) {
        (0, 1) => "The one token is burned.".to_owned(),
        (0, _) => format!("All {rows} tokens are burned."),
        (left, _) => format!("{done} of {rows} burned, {left} not burned yet."),
    }
}

/// What many devices do not take, and what to do about it.
pub fn uncommon(what: Uncommon) -> String {
    match what {
        Uncommon::Counter => {
            "Counter-based (HOTP): many programmable tokens know only the time. Check that yours counts.".to_owned()
        }
        Uncommon::Hash(hash) => format!(
            "{hash}: many programmable tokens know only SHA-1 and would show other codes. Check yours, or make the token anew with SHA-1."
        ),
        Uncommon::Digits(digits) => format!(
            "{digits} digits: many programmable tokens show 6 and cannot be told otherwise. Check yours."
        ),
        Uncommon::Step(step) => format!(
            "A time step of {step} seconds: programmable tokens have 30 or 60. Check yours, or make the token anew."
        ),
        Uncommon::Secret { bits } => format!(
            "A secret of {bits} bits: many programmable tokens hold no more than 160. Check yours, or make the token anew with a shorter one."
        ),
    }
}
