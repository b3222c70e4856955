//! Moments as people and files write them. The calendar is the `time` crate's; the clock is nobody's here.

use std::fmt;

use time::{OffsetDateTime, UtcOffset};

use crate::oath::UnixTime;

/// A moment in the calendar of some offset from UTC. `Display` writes `2026-11-24 10:30:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment(OffsetDateTime);

impl Moment {
    /// The moment in UTC; `None` beyond the years -9999 to 9999.
    pub fn utc(time: UnixTime) -> Option<Self> {
        OffsetDateTime::from_unix_timestamp(time.seconds())
            .ok()
            .map(Self)
    }

    /// The moment, `minutes_east` of UTC; `None` beyond the years -9999 to 9999.
    pub fn local(time: UnixTime, minutes_east: i32) -> Option<Self> {
        let offset = UtcOffset::from_whole_seconds(minutes_east.checked_mul(60)?).ok()?;
        Self::utc(time)?.0.checked_to_offset(offset).map(Self)
    }

    /// The moment in UTC as RFC 3339 writes it: `2026-11-24T10:30:00Z`. Years before 0, which it does not know, have a sign.
    pub fn rfc3339(&self) -> String {
        // In range: every moment was made of one in UTC.
        let utc = Self(self.0.to_offset(UtcOffset::UTC));
        format!("{}T{}Z", utc.date(), utc.time_of_day())
    }

    /// The date: `2026-11-24`.
    pub fn date(&self) -> String {
        let (year, month, day) = self.0.to_calendar_date();
        let sign = if year < 0 { "-" } else { "" };
        let (year, month) = (year.unsigned_abs(), u8::from(month));
        format!("{sign}{year:04}-{month:02}-{day:02}")
    }

    /// The time of day: `10:30:00`.
    pub fn time_of_day(&self) -> String {
        let (hour, minute, second) = self.0.to_hms();
        format!("{hour:02}:{minute:02}:{second:02}")
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.date(), self.time_of_day())
    }
}
