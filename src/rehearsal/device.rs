//! A virtual hardware token: what its display shows, given when its button was pressed and how its clock and its battery are.
//! It has no secret of its own: it shows the codes of a token of the working set.

use super::codes::Clockwork;
use crate::oath::{Code, Digits, Stamp, UnixTime};

/// How long the display stays on after a press, in seconds. Devices differ: ours.
pub const DISPLAY_SECONDS: u64 = 20;

/// The most that a clock can be set off here, in seconds either way: an hour. Clocks of tokens that lay idle drift about two
/// minutes a year (vendors' guides).
pub const MAX_DRIFT_SECONDS: i32 = 3600;

/// A battery.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Battery {
    /// As new.
    #[default]
    Full,
    /// The display says so; it still works.
    Low,
    /// Nothing is shown any more.
    Empty,
}

impl Battery {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Full, Self::Low, Self::Empty];
}

/// How a device is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Condition {
    drift_seconds: i32,
    /// Its battery.
    pub battery: Battery,
}

impl Condition {
    /// How far its clock is ahead, in seconds; behind where negative.
    pub const fn drift_seconds(self) -> i32 {
        self.drift_seconds
    }

    /// Sets its clock off by so many seconds, at most [`MAX_DRIFT_SECONDS`] either way.
    pub fn set_drift(&mut self, seconds: i32) {
        self.drift_seconds = seconds.clamp(-MAX_DRIFT_SECONDS, MAX_DRIFT_SECONDS);
    }

    /// What its clock shows.
    pub const fn time_at(self, time: UnixTime) -> UnixTime {
        time.plus_milliseconds(self.drift_seconds as i64 * 1000)
    }
}

/// What the display shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Display {
    /// Nothing.
    Off,
    /// A code.
    Code {
        /// The code.
        code: Code,
        /// How much of its time step is left, in seconds by the device's clock.
        left: u32,
        /// The sign for a low battery.
        low_battery: bool,
    },
}

/// What is shown at this moment, where the button was pressed then.
pub fn display(
    clockwork: &Clockwork,
    condition: Condition,
    pressed: Option<Stamp>,
    now: Stamp,
) -> Display {
    // By the clock that only goes on: one that stands still would show a code for good.
    let is_on = pressed.is_some_and(|pressed| {
        now.uptime.milliseconds_since(pressed.uptime) < DISPLAY_SECONDS * 1000
    });
    if !is_on || condition.battery == Battery::Empty {
        return Display::Off;
    }
    let time = condition.time_at(now.clock);
    let Clockwork { hotp, step } = clockwork;
    match hotp.code_at(time, *step, Digits::Six) {
        Err(_) => Display::Off,
        Ok(code) => Display::Code {
            code,
            left: step.seconds() - step.seconds_into(time),
            low_battery: condition.battery == Battery::Low,
        },
    }
}
