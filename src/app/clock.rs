//! Which time the codes are for: the computer's clock, or one that a person sets where that clock is wrong.

use super::moment::{InvalidMoment, Moment, parse_moment};
use crate::oath::{Stamp, UnixTime};

/// The time the page computes codes for, given the computer's time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClockSetting {
    /// The computer's clock as it is.
    #[default]
    Computer,
    /// Set by hand, running on from there.
    Running {
        /// How far it is ahead of the computer's clock, in milliseconds.
        ahead_milliseconds: i64,
    },
    /// Set by hand, standing still.
    Standing(UnixTime),
}

/// The kind of setting, as a choice on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClockMode {
    /// [`ClockSetting::Computer`].
    #[default]
    Computer,
    /// [`ClockSetting::Running`].
    Running,
    /// [`ClockSetting::Standing`].
    Standing,
}

/// What speaks against the computer's clock, and a clock that is set by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockDoubt {
    /// It shows a time before this page was made.
    TooEarly,
    /// It shows a time that no copy of this page will see.
    TooLate,
    /// It stood still or was put back.
    FellBehind,
    /// It was put ahead, or the computer slept, since another time was set by it.
    RanAhead,
}

/// 2025-01-01: no copy of this page is older. A computer whose battery is empty begins years before.
const EARLIEST: UnixTime = UnixTime::from_seconds(1_735_689_600);

/// 2100-01-01.
const LATEST: UnixTime = UnixTime::from_seconds(4_102_444_800);

/// By how many milliseconds a clock may be put right at a time without a word: what a time server does day by day.
const TOLERANCE: u64 = 5_000;

impl ClockMode {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Computer, Self::Running, Self::Standing];
}

impl ClockSetting {
    /// A clock that is set to `time` at the computer's moment `now`.
    pub fn set(mode: ClockMode, time: UnixTime, now: UnixTime) -> Self {
        match mode {
            ClockMode::Computer => Self::Computer,
            ClockMode::Running => Self::Running {
                ahead_milliseconds: time.milliseconds_since(now),
            },
            ClockMode::Standing => Self::Standing(time),
        }
    }

    /// What this clock shows when the computer's shows `now`.
    pub fn time_at(self, now: UnixTime) -> UnixTime {
        match self {
            Self::Computer => now,
            Self::Running { ahead_milliseconds } => now.plus_milliseconds(ahead_milliseconds),
            Self::Standing(time) => time,
        }
    }

    /// What speaks against the time it shows now, at the earliest since the moment when it was chosen.
    pub fn doubt(self, chosen: Stamp, now: Stamp) -> Option<ClockDoubt> {
        let is_computers = match self {
            Self::Computer => true,
            Self::Running { .. } => false,
            Self::Standing(_) => return None,
        };
        if now.fallen_behind_since(chosen) >= TOLERANCE {
            Some(ClockDoubt::FellBehind)
        } else if !is_computers {
            (now.run_ahead_since(chosen) >= TOLERANCE).then_some(ClockDoubt::RanAhead)
        } else if now.clock < EARLIEST {
            Some(ClockDoubt::TooEarly)
        } else if now.clock >= LATEST {
            Some(ClockDoubt::TooLate)
        } else {
            None
        }
    }

    /// The kind of setting.
    pub const fn mode(self) -> ClockMode {
        match self {
            Self::Computer => ClockMode::Computer,
            Self::Running { .. } => ClockMode::Running,
            Self::Standing(_) => ClockMode::Standing,
        }
    }
}

/// The clock's form: the mode, the time as typed, and the setting that came of the last time that could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClockDraft {
    /// The time as typed, in UTC.
    pub text: String,
    /// Why the typed time is none.
    pub problem: Option<InvalidMoment>,
    /// What holds now.
    pub setting: ClockSetting,
}

impl ClockDraft {
    /// Another mode, at the computer's moment `now`. The time shown stays what it was.
    pub fn switch(&mut self, mode: ClockMode, now: UnixTime) {
        let shown = self.setting.time_at(now);
        self.setting = ClockSetting::set(mode, shown, now);
        self.problem = None;
        self.text = match mode {
            ClockMode::Computer => String::new(),
            _ => Moment::utc(shown).map_or_else(String::new, |moment| moment.to_string()),
        };
    }

    /// The text changes. Nothing else does yet: half a date is a number of seconds, and no time that was meant.
    pub fn type_time(&mut self, text: String) {
        self.text = text;
        self.problem = None;
    }

    /// The typed time is meant, at the computer's moment `now`. One that cannot be read changes nothing but the problem.
    pub fn set_time(&mut self, text: String, now: UnixTime) {
        self.text = text;
        match parse_moment(&self.text) {
            Ok(time) => {
                self.setting = ClockSetting::set(self.setting.mode(), time, now);
                self.problem = None;
            }
            Err(problem) => self.problem = Some(problem),
        }
    }
}
