//! Moments as people type them. The calendar is the `time` crate's; the clock is nobody's here.

use time::{Date, Month, OffsetDateTime, Time};

use crate::oath::UnixTime;

pub use crate::formats::Moment;

/// The text is no moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidMoment {
    /// Neither `YYYY-MM-DD HH:MM:SS` nor a number of seconds.
    #[error("neither a date with a time nor a number of seconds")]
    Form,
    /// No such day or time of day: 30 February, 25:00, or seconds beyond the years -9999 to 9999.
    #[error("no such date or time of day")]
    Calendar,
}

/// Reads a moment in UTC: `2026-11-24 10:30:00` (a `T` between, no seconds, a `Z` at the end are fine), or Unix seconds.
///
/// # Errors
/// [`InvalidMoment`].
pub fn parse_moment(text: &str) -> Result<UnixTime, InvalidMoment> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<i64>() {
        // Which moment that is beyond the calendar, nobody could be shown. Milliseconds end up there.
        let moment = OffsetDateTime::from_unix_timestamp(seconds);
        let moment = moment.map_err(|_| InvalidMoment::Calendar)?;
        return Ok(UnixTime::from_seconds(moment.unix_timestamp()));
    }
    let text = text.strip_suffix(['Z', 'z']).unwrap_or(text);
    let (date, time) = text
        .split_once(['T', 't', ' '])
        .ok_or(InvalidMoment::Form)?;
    let [year, month, day] = numbers(date, '-')?;
    let [hour, minute, second] = match numbers(time, ':') {
        Ok(parts) => parts,
        Err(_) => {
            let [hour, minute] = numbers(time, ':')?;
            [hour, minute, 0]
        }
    };
    let small = |number: u32| u8::try_from(number).map_err(|_| InvalidMoment::Calendar);
    let year = i32::try_from(year).map_err(|_| InvalidMoment::Calendar)?;
    let month = Month::try_from(small(month)?).map_err(|_| InvalidMoment::Calendar)?;
    let date =
        Date::from_calendar_date(year, month, small(day)?).map_err(|_| InvalidMoment::Calendar)?;
    let time = Time::from_hms(small(hour)?, small(minute)?, small(second)?)
        .map_err(|_| InvalidMoment::Calendar)?;
    let moment = OffsetDateTime::new_utc(date, time);
    Ok(UnixTime::from_seconds(moment.unix_timestamp()))
}

fn numbers<const N: usize>(text: &str, separator: char) -> Result<[u32; N], InvalidMoment> {
    let mut numbers = [0; N];
    let mut parts = text.trim().split(separator);
    for number in &mut numbers {
        let part = parts.next().ok_or(InvalidMoment::Form)?;
        // `parse` would take a plus sign.
        if part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(InvalidMoment::Form);
        }
        *number = part.parse().map_err(|_| InvalidMoment::Calendar)?;
    }
    match parts.next() {
        None => Ok(numbers),
        Some(_) => Err(InvalidMoment::Form),
    }
}
