//! Time that only goes on: for what must not be fooled by a clock that is set, jumps or stands still. Reads no clock.

use super::UnixTime;

/// How long something that runs has been running. Never goes back; may stand still while the computer sleeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uptime {
    milliseconds: u64,
}

impl Uptime {
    /// From milliseconds.
    pub const fn from_milliseconds(milliseconds: u64) -> Self {
        Self { milliseconds }
    }

    /// How much later this is than `earlier`, in milliseconds; 0 where it is not.
    pub const fn milliseconds_since(self, earlier: Self) -> u64 {
        self.milliseconds.saturating_sub(earlier.milliseconds)
    }

    /// So many milliseconds later.
    pub const fn plus_milliseconds(self, milliseconds: u64) -> Self {
        Self {
            milliseconds: self.milliseconds.saturating_add(milliseconds),
        }
    }
}

/// A moment as two clocks show it: the computer's, which runs while it sleeps and which people set, and one that only goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// By the computer's clock.
    pub clock: UnixTime,
    /// By the other one.
    pub uptime: Uptime,
}

impl Stamp {
    /// How much later this is than `earlier`, in milliseconds: the more that either clock says. One that stands still or was
    /// set back says nothing, and one that was set ahead says too much.
    pub fn most_since(self, earlier: Self) -> u64 {
        let by_clock = self.clock.milliseconds_since(earlier.clock);
        let by_uptime = self.uptime.milliseconds_since(earlier.uptime);
        u64::try_from(by_clock).unwrap_or(0).max(by_uptime)
    }

    /// By how many milliseconds the computer's clock has fallen behind since `earlier`: it stood still or was set back. 0 where it
    /// was set ahead, or ran on while the computer slept.
    pub fn fallen_behind_since(self, earlier: Self) -> u64 {
        let by_clock = self.clock.milliseconds_since(earlier.clock);
        let by_uptime = self.uptime.milliseconds_since(earlier.uptime);
        by_uptime.saturating_add_signed(by_clock.saturating_neg())
    }

    /// By how many milliseconds the computer's clock has run ahead since `earlier`: it was set ahead, or the computer slept.
    pub fn run_ahead_since(self, earlier: Self) -> u64 {
        let by_clock = self.clock.milliseconds_since(earlier.clock);
        let by_uptime = self.uptime.milliseconds_since(earlier.uptime);
        u64::try_from(by_clock)
            .unwrap_or(0)
            .saturating_sub(by_uptime)
    }
}
