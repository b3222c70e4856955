//! Codes that are typed, looked for among those that a token shows. RFC 6238 §5.2 and §6: a window, one use, and the
//! drift that is remembered.

use crate::oath::{Code, Counter, Digits, Hotp, TimeStep, UnixTime};

/// How far off a token's clock may be when a user signs in, in seconds either way, beyond the drift that was learned:
/// Token2, "Understanding Entra's New Time Drift Allowance" (2025-03-03): approximately 2 minutes. Microsoft gives no number.
pub const SIGN_IN_TOLERANCE_SECONDS: u32 = 120;

/// How far off it may be when an administrator activates the token, in seconds either way: Deepnet Security, SafeID wiki,
/// "Determining the extent of time drift": less than 10 minutes. Microsoft gives no number.
pub const ACTIVATION_TOLERANCE_SECONDS: u32 = 600;

/// How far is looked to tell a late code or a drifted clock from a wrong one, in seconds either way of the drift that is
/// remembered, and of the tenant's clock.
const TOLD_SECONDS: u32 = 3600;

/// A text that was typed as a code of six digits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Typed([u8; 6]);

/// A text that is no code: another number of digits, or something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a code of six digits")]
pub struct NoCode;

impl std::fmt::Debug for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typed(6 digits)")
    }
}

/// Six digits; blanks between them are left out, for the page shows codes in groups.
impl std::str::FromStr for Typed {
    type Err = NoCode;

    fn from_str(text: &str) -> Result<Self, NoCode> {
        let mut digits = [0; 6];
        let mut given = text.chars().filter(|c| !c.is_whitespace());
        for place in &mut digits {
            let digit = given.next().filter(char::is_ascii_digit).ok_or(NoCode)?;
            // An ASCII digit is one byte.
            *place = digit as u8;
        }
        given.next().map_or(Ok(Self(digits)), |_| Err(NoCode))
    }
}

impl Typed {
    fn is(self, code: Code) -> bool {
        code.to_string().as_bytes() == self.0
    }
}

/// What a token's codes are made with.
#[derive(Clone)]
pub struct Clockwork {
    /// Its keyed generator.
    pub hotp: Hotp,
    /// Its time step.
    pub step: TimeStep,
}

/// What became of a typed code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is the code of this counter, so many steps ahead of the tenant's clock.
    Right {
        /// The counter that it is for.
        counter: Counter,
        /// Steps ahead of the tenant's clock; behind it where negative.
        drift: i64,
    },
    /// It, or a later one, was accepted before: each is good once (RFC 6238 §5.2).
    Used,
    /// By the drift that is remembered, it was right so many seconds ago: typed too late, or the token's clock goes slower than
    /// it did.
    TooOld {
        /// How long ago, in seconds.
        seconds: u64,
    },
    /// By the drift that is remembered, it will be right in so many seconds: the token's clock goes faster than it did.
    TooNew {
        /// In how long, in seconds.
        seconds: u64,
    },
    /// Not among the codes of an hour before and after, neither by the tenant's clock nor by the drift that is remembered.
    Wrong,
}

/// What the tenant knows of a token beside its secret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// The counter of the last code that was accepted.
    pub accepted: Option<Counter>,
    /// How many steps the token's clock was ahead then (RFC 6238 §6).
    pub drift: i64,
}

/// Judges a code at this time; `tolerance` is in seconds either way of the drift that is remembered.
pub fn judge(
    typed: Typed,
    clockwork: &Clockwork,
    memory: Memory,
    tolerance: u32,
    time: UnixTime,
) -> Verdict {
    let Clockwork { hotp, step } = clockwork;
    let Ok(now) = step.counter_at(time) else {
        return Verdict::Wrong;
    };
    let steps = |seconds: u32| i64::from(seconds / step.seconds());
    let within = steps(tolerance);
    let is_code_of = |drift: &i64| {
        let counter = now.offset(*drift);
        counter.is_some_and(|counter| typed.is(hotp.code(counter, Digits::Six)))
    };
    let near = outwards(within).map(|away| memory.drift + away);
    if let Some(drift) = near.into_iter().find(is_code_of) {
        // In range: a code was found there.
        let counter = now.offset(drift).unwrap_or(now);
        return match memory.accepted {
            Some(accepted) if counter <= accepted => Verdict::Used,
            _ => Verdict::Right { counter, drift },
        };
    }
    let told = || outwards(steps(TOLD_SECONDS));
    let round_remembered = told().map(|away| memory.drift + away);
    let Some(drift) = round_remembered.chain(told()).find(is_code_of) else {
        return Verdict::Wrong;
    };
    // Never 0: the remembered drift itself is within the tolerance.
    let away = drift - memory.drift;
    let seconds = away.unsigned_abs() * u64::from(step.seconds());
    if away < 0 {
        Verdict::TooOld { seconds }
    } else {
        Verdict::TooNew { seconds }
    }
}

/// 0, -1, 1, -2, 2, …: the likeliest first.
fn outwards(most: i64) -> impl Iterator<Item = i64> {
    std::iter::once(0).chain((1..=most).flat_map(|away| [-away, away]))
}
