//! Time as a value: the moment, the step, and the counter that comes of both. Nothing here reads a clock.

use std::fmt;
use std::num::NonZeroU32;
use std::ops::Add;

use serde::{Deserialize, Serialize};

/// A moment in milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted. May lie before 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixTime {
    milliseconds: i64,
}

impl UnixTime {
    /// From whole seconds since 1970; saturates some 292 million years away.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self {
            milliseconds: seconds.saturating_mul(1000),
        }
    }

    /// From milliseconds since 1970.
    pub const fn from_milliseconds(milliseconds: i64) -> Self {
        Self { milliseconds }
    }

    /// Whole seconds since 1970, rounded down, before 1970 as well.
    pub const fn seconds(self) -> i64 {
        self.milliseconds.div_euclid(1000)
    }

    /// Milliseconds since 1970.
    pub const fn milliseconds(self) -> i64 {
        self.milliseconds
    }

    /// How far this moment lies behind `earlier`, in milliseconds; negative where it lies before it.
    pub const fn milliseconds_since(self, earlier: Self) -> i64 {
        self.milliseconds.saturating_sub(earlier.milliseconds)
    }

    /// This moment, `milliseconds` later.
    pub const fn plus_milliseconds(self, milliseconds: i64) -> Self {
        Self {
            milliseconds: self.milliseconds.saturating_add(milliseconds),
        }
    }
}

/// The moment lies before 1970: RFC 6238 §4.2 counts steps from there and has no counter for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the time is before 1970")]
pub struct BeforeEpoch;

/// The time step X of RFC 6238 §4.1, in whole seconds, at least 1. Default: 30.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TimeStep(NonZeroU32);

/// A time step of zero seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a time step has at least one second")]
pub struct InvalidTimeStep;

impl TimeStep {
    /// 30 seconds, the default of RFC 6238 §5.2.
    pub const THIRTY: Self = Self(NonZeroU32::new(30).unwrap());

    /// 60 seconds, the other one that Entra ID accepts.
    pub const SIXTY: Self = Self(NonZeroU32::new(60).unwrap());

    /// The step in seconds.
    pub const fn seconds(self) -> u32 {
        self.0.get()
    }

    /// The counter T = floor(time / step), T0 being 0: RFC 6238 §4.2. Rounded down, never to the nearest.
    ///
    /// # Errors
    /// [`BeforeEpoch`] before 1970.
    pub fn counter_at(self, time: UnixTime) -> Result<Counter, BeforeEpoch> {
        let seconds = u64::try_from(time.seconds()).map_err(|_| BeforeEpoch)?;
        Ok(Counter(seconds / u64::from(self.seconds())))
    }

    /// When the step of this counter begins; `None` where that moment is out of range.
    pub fn start_of(self, counter: Counter) -> Option<UnixTime> {
        let seconds = counter.0.checked_mul(u64::from(self.seconds()))?;
        let milliseconds = i64::try_from(seconds).ok()?.checked_mul(1000)?;
        Some(UnixTime::from_milliseconds(milliseconds))
    }

    /// How many whole seconds of the step have passed: 0 up to the step less one. Before 1970 as well.
    pub fn seconds_into(self, time: UnixTime) -> u32 {
        let into = time.seconds().rem_euclid(i64::from(self.seconds()));
        // The remainder of a division by a u32 is smaller than that u32.
        into as u32
    }
}

impl Default for TimeStep {
    fn default() -> Self {
        Self::THIRTY
    }
}

impl TryFrom<u32> for TimeStep {
    type Error = InvalidTimeStep;

    fn try_from(seconds: u32) -> Result<Self, InvalidTimeStep> {
        NonZeroU32::new(seconds).map(Self).ok_or(InvalidTimeStep)
    }
}

/// Writes the seconds as a number: `30`.
impl fmt::Display for TimeStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The moving factor C of RFC 4226 §5.1: 8 bytes, so beyond 2^32 as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Counter(pub u64);

impl Counter {
    /// The message that is hashed: the counter, high-order byte first (RFC 4226 §5.2).
    pub const fn message(self) -> [u8; 8] {
        self.0.to_be_bytes()
    }

    /// The counter `steps` away; `None` below 0 and beyond 2^64 - 1.
    pub const fn offset(self, steps: i64) -> Option<Self> {
        match self.0.checked_add_signed(steps) {
            Some(counter) => Some(Self(counter)),
            None => None,
        }
    }
}

/// The counter `steps` later; saturates at 2^64 - 1.
impl Add<u64> for Counter {
    type Output = Self;

    fn add(self, steps: u64) -> Self {
        Self(self.0.saturating_add(steps))
    }
}

impl fmt::Display for Counter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
