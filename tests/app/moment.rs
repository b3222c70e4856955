//! Moments, written and read.

use proptest::prelude::*;
use totp_toolset::app::{InvalidMoment, Moment, parse_moment};
use totp_toolset::oath::UnixTime;

fn seconds(text: &str) -> Result<i64, InvalidMoment> {
    parse_moment(text).map(UnixTime::seconds)
}

fn written(seconds: i64, minutes_east: i32) -> Option<String> {
    let moment = Moment::local(UnixTime::from_seconds(seconds), minutes_east)?;
    Some(moment.to_string())
}

#[test]
fn every_spelling_of_a_moment_is_read() {
    let cases = [
        ("2026-11-24 10:30:00", 1_795_516_200),
        ("2026-11-24T10:30:00", 1_795_516_200),
        ("2026-11-24t10:30:00z", 1_795_516_200),
        ("2026-11-24 10:30:00Z", 1_795_516_200),
        ("2026-11-24 10:30", 1_795_516_200),
        ("2026-11-24T10:30Z", 1_795_516_200),
        ("  2026-11-24   10:30:00  ", 1_795_516_200),
        ("1970-01-01 00:00:00", 0),
        ("1970-1-1 0:0:1", 1),
        ("1969-12-31 23:59:59", -1),
        ("2000-02-29 00:00", 951_782_400),
        ("2024-02-29 12:00", 1_709_208_000),
        ("2038-01-19 03:14:08", 1 << 31),
        ("2106-02-07 06:28:16", 1 << 32),
        ("9999-12-31 23:59:59", 253_402_300_799),
        ("0000-01-01 00:00:00", -62_167_219_200),
        ("0", 0),
        ("59", 59),
        ("1795516200", 1_795_516_200),
        (" 1111111109 ", 1_111_111_109),
        ("20000000000", 20_000_000_000),
        ("-1", -1),
        ("253402300799", 253_402_300_799),
    ];
    for (text, expected) in cases {
        assert_eq!(seconds(text), Ok(expected), "{text}");
    }
}

#[test]
fn a_date_or_time_of_day_that_does_not_exist_is_refused() {
    let cases = [
        "2026-02-29 00:00",
        "1900-02-29 00:00",
        "2100-02-29 00:00",
        "2026-02-30 00:00",
        "2026-04-31 00:00",
        "2026-13-01 00:00",
        "2026-00-01 00:00",
        "2026-01-00 00:00",
        "2026-01-256 00:00",
        "2026-01-01 24:00",
        "2026-01-01 25:00:00",
        "2026-01-01 10:60",
        "2026-01-01 23:59:60",
        "10000-01-01 00:00",
        "4294967295-01-01 00:00",
        "99999999999-01-01 00:00",
    ];
    for text in cases {
        assert_eq!(seconds(text), Err(InvalidMoment::Calendar), "{text}");
    }
}

#[test]
fn seconds_beyond_the_calendar_are_refused_and_not_bent() {
    let cases = [
        "253402300800",
        // Milliseconds by mistake.
        "1795516200000",
        "9223372036854775",
        "9223372036854775807",
        "-9223372036854775808",
        "-377705116801",
    ];
    for text in cases {
        assert_eq!(seconds(text), Err(InvalidMoment::Calendar), "{text}");
    }
}

#[test]
fn what_is_no_moment_is_refused() {
    let cases = [
        "",
        " ",
        "now",
        "2026-11-24",
        "10:30",
        "2026-11-24 10",
        "2026-11-24 10:30:00:00",
        "2026-11-24 10:30:00.5",
        "2026-11-24T10:30:00+01:00",
        "2026-11-24 10:30 PM",
        "24.11.2026 10:30",
        "11/24/2026 10:30",
        "2026-11 10:30",
        "-2026-11-24 10:30",
        "2026--24 10:30",
        "2026-+1-24 10:30",
        "٢٠٢٦-١١-٢٤ 10:30",
        "1.5",
        "1e9",
        "9223372036854775808",
        "Z",
        "TZ",
        "1795516200Z",
    ];
    for text in cases {
        assert_eq!(seconds(text), Err(InvalidMoment::Form), "{text}");
    }
}

#[test]
fn a_moment_is_written_in_the_offset_of_the_place() {
    let cases = [
        (0, 0, "1970-01-01 00:00:00"),
        (-1, 0, "1969-12-31 23:59:59"),
        (1_795_516_200, 60, "2026-11-24 11:30:00"),
        (1_795_516_200, -480, "2026-11-24 02:30:00"),
        // Nepal, the Chatham Islands, and Kiribati, a day ahead.
        (1_795_516_200, 345, "2026-11-24 16:15:00"),
        (1_795_516_200, 765, "2026-11-24 23:15:00"),
        (1_795_516_200, 840, "2026-11-25 00:30:00"),
        (1_795_516_200, -1, "2026-11-24 10:29:00"),
        (951_782_400, 0, "2000-02-29 00:00:00"),
        (-62_167_219_200, 0, "0000-01-01 00:00:00"),
        (253_402_300_799, 0, "9999-12-31 23:59:59"),
        (-62_167_219_201, 0, "-0001-12-31 23:59:59"),
    ];
    for (seconds, minutes_east, expected) in cases {
        assert_eq!(
            written(seconds, minutes_east).as_deref(),
            Some(expected),
            "{seconds} {minutes_east}"
        );
    }
}

#[test]
fn beyond_the_calendar_there_is_nothing_to_write() {
    let cases = [
        (253_402_300_800, 0),
        (253_402_300_799, 1),
        (-377_705_116_801, 0),
        (i64::MAX, 0),
        (i64::MIN, 0),
        (0, i32::MAX),
        (0, i32::MIN),
        (0, 60 * 27),
    ];
    for (seconds, minutes_east) in cases {
        assert_eq!(
            written(seconds, minutes_east),
            None,
            "{seconds} {minutes_east}"
        );
    }
}

#[test]
fn a_part_of_a_second_belongs_to_the_second_that_began_it() {
    let cases = [(1_999, "1970-01-01 00:00:01"), (-1, "1969-12-31 23:59:59")];
    for (milliseconds, expected) in cases {
        let moment = Moment::utc(UnixTime::from_milliseconds(milliseconds)).expect("in range");
        assert_eq!(moment.to_string(), expected);
    }
}

#[test]
fn date_and_time_of_day_are_the_halves_of_the_moment() {
    let moment = Moment::utc(UnixTime::from_seconds(3_661)).expect("in range");
    assert_eq!(
        (moment.date().as_str(), moment.time_of_day().as_str()),
        ("1970-01-01", "01:01:01")
    );
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(seconds in -62_167_219_200..=253_402_300_799_i64) {
        let moment = Moment::utc(UnixTime::from_seconds(seconds)).expect("in range");
        prop_assert_eq!(parse_moment(&moment.to_string()), Ok(UnixTime::from_seconds(seconds)));
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), digits in "[-0-9: TZ.+]{0,30}") {
        let _ = (parse_moment(&text), parse_moment(&digits));
    }

    #[test]
    fn no_time_makes_it_panic(milliseconds in any::<i64>(), minutes_east in any::<i32>()) {
        let _ = Moment::local(UnixTime::from_milliseconds(milliseconds), minutes_east);
    }
}
