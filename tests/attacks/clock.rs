//! Clocks that lie: one that stands still, jumps, or shows a year that nobody will see. Nothing stops, nothing secret stays in
//! sight longer, and what speaks against the clock is said.

use proptest::prelude::*;
use totp_toolset::app::{
    ACTIVATIONS_AT_ONCE, Action, ActivationAction, Arrivals, ClockDoubt, ClockDraft, ClockMode,
    ClockSetting, Errand, ErrandKind, Generator, Moment, State, WINDOW_SECONDS, parse_moment,
};
use totp_toolset::formats::{FindingCode, Reading};
use totp_toolset::oath::{Secret, Stamp, TimeStep, Token, UnixTime, Uptime};
use totp_toolset::work::{FileKind, FileOrder, Progress};

use crate::token;

const NOW: UnixTime = UnixTime::from_seconds(1_795_516_200);

/// Moments of a clock that lies, in milliseconds since 1970: before 1970, 1970, the ends of 32 bits, the end of JavaScript's
/// dates (ECMA-262 §21.4.1.1), and of everything.
const LIES: [i64; 14] = [
    i64::MIN,
    -8_640_000_000_000_000,
    -62_135_596_800_000,
    -1,
    0,
    1,
    999,
    i32::MAX as i64 * 1000,
    (i32::MAX as i64 + 1) * 1000,
    u32::MAX as i64 * 1000,
    253_402_300_800_000,
    8_640_000_000_000_000,
    i64::MAX - 1,
    i64::MAX,
];

fn stamp(clock: i64, uptime: u64) -> Stamp {
    Stamp {
        clock: UnixTime::from_milliseconds(clock),
        uptime: Uptime::from_milliseconds(uptime),
    }
}

/// So much later by both clocks.
fn later(clock: i64, uptime: u64) -> Stamp {
    stamp(NOW.milliseconds() + clock, 1_000_000 + uptime)
}

const MINUTE: u64 = 60_000;

#[test]
fn time_without_use_passes_by_the_clock_that_says_more() {
    let used = later(0, 0);
    for (clock, uptime, passed, story) in [
        (60_000, 60_000, MINUTE, "both run"),
        (0, 60_000, MINUTE, "the clock stands still"),
        (-3_600_000, 60_000, MINUTE, "the clock was set back"),
        (
            i64::MIN / 4,
            60_000,
            MINUTE,
            "the clock was set back by ages",
        ),
        (60_000, 0, MINUTE, "the computer slept"),
        (
            3_600_000,
            1_000,
            3_600_000,
            "the clock was set ahead: too early is safe",
        ),
        (-1, 0, 0, "nothing passed"),
    ] {
        assert_eq!(later(clock, uptime).most_since(used), passed, "{story}");
    }
}

#[test]
fn a_clock_that_falls_behind_is_told_from_a_computer_that_slept() {
    let opened = later(0, 0);
    for (clock, uptime, doubt, story) in [
        (600_000, 600_000, None, "both run"),
        (596_000, 600_000, None, "a time server put it right"),
        (0, 600_000, Some(ClockDoubt::FellBehind), "it stands still"),
        (
            -3_600_000,
            1_000,
            Some(ClockDoubt::FellBehind),
            "it was put back an hour",
        ),
        (8 * 3_600_000, 1_000, None, "the computer slept a night"),
    ] {
        let said = ClockSetting::Computer.doubt(opened, later(clock, uptime));
        assert_eq!(said, doubt, "{story}");
    }
}

#[test]
fn a_time_that_was_set_by_the_clock_is_doubted_when_that_jumps_either_way() {
    let running = ClockSetting::Running {
        ahead_milliseconds: 5,
    };
    let chosen = later(0, 0);
    assert_eq!(running.doubt(chosen, later(1_000, 1_000)), None);
    assert_eq!(
        running.doubt(chosen, later(3_600_000, 1_000)),
        Some(ClockDoubt::RanAhead)
    );
    assert_eq!(
        running.doubt(chosen, later(-3_600_000, 1_000)),
        Some(ClockDoubt::FellBehind)
    );
    let standing = ClockSetting::Standing(NOW);
    assert_eq!(
        standing.doubt(chosen, later(-3_600_000, 1_000)),
        None,
        "it minds no clock"
    );
}

#[test]
fn a_clock_of_another_age_is_doubted() {
    for (year, doubt) in [
        ("1969-12-31 23:59:59", Some(ClockDoubt::TooEarly)),
        ("1970-01-01 00:00:00", Some(ClockDoubt::TooEarly)),
        ("2024-12-31 23:59:59", Some(ClockDoubt::TooEarly)),
        ("2026-11-24 10:30:00", None),
        ("2038-01-19 03:14:08", None),
        ("2100-01-01 00:00:00", Some(ClockDoubt::TooLate)),
        ("9999-12-31 23:59:59", Some(ClockDoubt::TooLate)),
    ] {
        let now = stamp(parse_moment(year).expect("a moment").milliseconds(), 0);
        assert_eq!(ClockSetting::Computer.doubt(now, now), doubt, "{year}");
    }
}

/// A page with these tokens, at the first one to be activated.
fn walking(tokens: usize) -> State {
    let mut state = State::new(None);
    let tokens = (0..tokens).map(|number| Token {
        serial: format!("{number:04}").parse().ok(),
        secret: Secret::from_bytes(&[7; 20]).expect("20 bytes"),
        ..token()
    });
    let reading = Reading {
        tokens: tokens.collect(),
        ..Reading::default()
    };
    state.apply(Action::Open(
        "tokens.csv".to_owned(),
        Ok(Arrivals::from(reading)),
    ));
    state.apply(Action::Activation(ActivationAction::Begin));
    state
}

/// It is the type that keeps the computer's clock out; this shows what follows: only time that has passed lets anybody go on.
#[test]
fn entra_s_limit_waits_for_time_that_passed() {
    let mut state = walking(ACTIVATIONS_AT_ONCE + 1);
    let began = Uptime::from_milliseconds(5);
    for _ in 0..ACTIVATIONS_AT_ONCE {
        state.apply(Action::Activation(ActivationAction::Next(began)));
    }
    let over = began.plus_milliseconds(WINDOW_SECONDS * 1000);
    let just_before = began.plus_milliseconds(WINDOW_SECONDS * 1000 - 1);
    for (now, waits) in [
        (began, true),
        (Uptime::default(), true),
        (just_before, true),
        (over, false),
    ] {
        assert_eq!(
            state.activation.limit(now).goes_on,
            waits.then_some(over),
            "{now:?}"
        );
    }
}

#[test]
fn the_time_that_is_left_is_told_by_time_that_passed() {
    let began = Uptime::from_milliseconds(1_000);
    let mut errand = Errand::new(ErrandKind::Issue, began);
    errand.advance(
        Progress {
            done: 50,
            total: 100,
        },
        Uptime::default(),
    );
    assert_eq!(errand.seconds_left(), None, "none has passed");
    errand.advance(
        Progress {
            done: 50,
            total: 100,
        },
        began.plus_milliseconds(2_000),
    );
    assert_eq!(errand.seconds_left(), Some(2));
    errand.advance(
        Progress {
            done: 1,
            total: usize::MAX,
        },
        Uptime::from_milliseconds(u64::MAX),
    );
    assert_eq!(errand.seconds_left(), None, "beyond counting");
}

#[test]
fn a_code_is_for_the_moment_that_is_shown_at_the_turns_of_32_bits_too() {
    let generator = Generator::of(&token());
    for (seconds, counter) in [
        (i64::from(i32::MAX), 71_582_788),
        (i64::from(i32::MAX) + 1, 71_582_788),
        (i64::from(u32::MAX), 143_165_576),
        (i64::from(u32::MAX) + 1, 143_165_576),
        (i64::from(u32::MAX) * 30, 4_294_967_295),
        (i64::from(u32::MAX) * 30 + 30, 4_294_967_296),
    ] {
        let counted = generator.counter_at(UnixTime::from_seconds(seconds));
        assert_eq!(counted.map(|counter| counter.0), Ok(counter), "{seconds}");
    }
    for before in [-1, i64::MIN] {
        assert!(
            generator
                .counter_at(UnixTime::from_milliseconds(before))
                .is_err(),
            "no code before 1970"
        );
    }
}

/// All that is done with a moment.
fn live_through(now: UnixTime, other: UnixTime) {
    let generator = Generator::of(&token());
    for setting in [
        ClockSetting::Computer,
        ClockSetting::set(ClockMode::Running, other, now),
        ClockSetting::set(ClockMode::Standing, other, now),
    ] {
        let time = setting.time_at(now);
        let at = setting.time_at(other);
        for time in [time, at] {
            if let Ok(counter) = generator.counter_at(time) {
                generator.code(counter);
                generator.code(counter + 1);
            }
            let shown = Moment::utc(time).map(|moment| (moment.to_string(), moment.rfc3339()));
            let local = Moment::local(time, 14 * 60).map(|moment| moment.time_of_day());
            // Whoever is shown a moment is shown the one that was meant.
            if let Some((text, _)) = &shown
                && time.seconds() >= -62_167_219_200
            {
                assert_eq!(
                    parse_moment(text).map(|read| read.seconds()),
                    Ok(time.seconds())
                );
            }
            let _ = local;
            assert!(TimeStep::SIXTY.seconds_into(time) < 60);
        }
        let chosen = Stamp {
            clock: other,
            uptime: Uptime::from_milliseconds(u64::MAX),
        };
        let seen = Stamp {
            clock: now,
            uptime: Uptime::default(),
        };
        let _ = (setting.doubt(chosen, seen), setting.doubt(seen, chosen));
        let _ = (seen.most_since(chosen), chosen.most_since(seen));
    }
    let mut draft = ClockDraft::default();
    for mode in ClockMode::ALL {
        draft.switch(mode, now);
        draft.switch(mode, other);
        draft.set_time(other.seconds().to_string(), now);
    }
}

#[test]
fn every_lie_is_lived_through() {
    for now in LIES.map(UnixTime::from_milliseconds) {
        for other in LIES.map(UnixTime::from_milliseconds) {
            live_through(now, other);
        }
    }
}

#[test]
fn files_of_codes_are_for_the_moment_or_say_that_there_is_none() {
    for milliseconds in LIES {
        for kind in [
            FileKind::ActivationCsv,
            FileKind::ActivationJson,
            FileKind::GraphActivations,
        ] {
            let order = FileOrder {
                kind,
                date: "2026-11-24".to_owned(),
                most_rows: None,
                milliseconds,
            };
            let token = [Token {
                user: totp_toolset::oath::UserDetails {
                    id: "01234567-89ab-cdef-0123-456789abcdef".parse().ok(),
                    ..Default::default()
                },
                ..token()
            }];
            let (files, written) = order.write(&token);
            let said = order.check(&token);
            let is_said = said
                .iter()
                .any(|finding| finding.code == FindingCode::NoCodeNow);
            if milliseconds < 0 {
                assert!(files.is_empty(), "{kind:?} at {milliseconds}");
                assert!(
                    is_said || kind == FileKind::GraphActivations,
                    "{kind:?} at {milliseconds}"
                );
            } else {
                assert_eq!(
                    written.rows + written.left_out,
                    1,
                    "{kind:?} at {milliseconds}"
                );
                assert!(
                    written.left_out == 0 || is_said,
                    "{kind:?} at {milliseconds}"
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_two_moments_are_lived_through(now in any::<i64>(), other in any::<i64>()) {
        live_through(UnixTime::from_milliseconds(now), UnixTime::from_milliseconds(other));
    }

    #[test]
    fn a_watch_never_believes_that_less_has_passed_than_the_uptime_says(
        clocks in any::<(i64, i64)>(),
        uptime in any::<u32>(),
        passed in any::<u32>(),
    ) {
        let used = stamp(clocks.0, uptime.into());
        let now = stamp(clocks.1, u64::from(uptime) + u64::from(passed));
        prop_assert!(now.most_since(used) >= passed.into());
    }
}
