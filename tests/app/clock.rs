//! The clock: the computer's, or one that a person sets.

use totp_toolset::app::{Action, ClockMode, ClockSetting, InvalidMoment, State};
use totp_toolset::oath::UnixTime;

use crate::{NOW, page};

/// Ten seconds later.
const LATER: UnixTime = UnixTime::from_seconds(1_795_516_210);

fn set(text: &str, now: UnixTime) -> Action {
    Action::SetTime(text.to_owned(), now)
}

fn shown(state: &State, now: UnixTime) -> i64 {
    state.clock.setting.time_at(now).seconds()
}

#[test]
fn the_page_opens_with_the_computers_clock() {
    assert_eq!(page([]).clock.setting.time_at(NOW), NOW);
}

#[test]
fn a_switched_clock_shows_the_time_that_was_shown() {
    for mode in ClockMode::ALL {
        let state = page([Action::SwitchClock(mode, NOW)]);
        assert_eq!(
            (state.clock.setting.mode(), state.clock.setting.time_at(NOW)),
            (mode, NOW)
        );
    }
}

#[test]
fn a_switched_clock_is_filled_in_with_the_time_that_was_shown() {
    let texts = ClockMode::ALL.map(|mode| page([Action::SwitchClock(mode, NOW)]).clock.text);
    assert_eq!(texts, ["", "2026-11-24 10:30:00", "2026-11-24 10:30:00"]);
}

#[test]
fn a_running_clock_runs_on_from_the_time_that_was_set() {
    let state = page([Action::SwitchClock(ClockMode::Running, NOW), set("59", NOW)]);
    assert_eq!(shown(&state, LATER), 69);
}

#[test]
fn a_standing_clock_stands() {
    let state = page([
        Action::SwitchClock(ClockMode::Standing, NOW),
        set("59", NOW),
    ]);
    assert_eq!(shown(&state, LATER), 59);
}

#[test]
fn a_standing_clock_runs_on_from_where_it_stood() {
    let state = page([
        Action::SwitchClock(ClockMode::Standing, NOW),
        set("59", NOW),
        Action::SwitchClock(ClockMode::Running, LATER),
    ]);
    assert_eq!(
        (shown(&state, LATER), state.clock.text.as_str()),
        (59, "1970-01-01 00:00:59")
    );
}

#[test]
fn back_at_the_computers_clock_nothing_is_left_of_the_other() {
    let state = page([
        Action::SwitchClock(ClockMode::Running, NOW),
        set("59", NOW),
        Action::SwitchClock(ClockMode::Computer, NOW),
    ]);
    assert_eq!(state.clock, page([]).clock);
}

#[test]
fn a_time_that_is_half_typed_changes_nothing() {
    let state = page([
        Action::SwitchClock(ClockMode::Standing, NOW),
        Action::TypeTime("2026".to_owned()),
    ]);
    assert_eq!(
        (shown(&state, NOW), state.clock.problem),
        (NOW.seconds(), None)
    );
}

#[test]
fn a_time_that_is_none_keeps_the_last_good_one() {
    let cases = [
        ("tomorrow", InvalidMoment::Form),
        ("2026-02-30 10:00", InvalidMoment::Calendar),
    ];
    for mode in [ClockMode::Running, ClockMode::Standing] {
        for (text, problem) in cases {
            let state = page([
                Action::SwitchClock(mode, NOW),
                set("59", NOW),
                set(text, NOW),
            ]);
            assert_eq!(
                (
                    shown(&state, NOW),
                    state.clock.problem,
                    state.clock.text.as_str()
                ),
                (59, Some(problem), text)
            );
        }
    }
}

#[test]
fn typing_on_takes_the_problem_back() {
    let state = page([
        Action::SwitchClock(ClockMode::Standing, NOW),
        set("x", NOW),
        Action::TypeTime("2".to_owned()),
    ]);
    assert_eq!(state.clock.problem, None);
}

#[test]
fn a_good_time_takes_the_problem_back() {
    let state = page([
        Action::SwitchClock(ClockMode::Standing, NOW),
        set("x", NOW),
        set("59", NOW),
    ]);
    assert_eq!(state.clock.problem, None);
}

#[test]
fn a_switch_after_a_time_that_is_none_shows_what_holds() {
    let state = page([
        Action::SwitchClock(ClockMode::Standing, NOW),
        set("59", NOW),
        set("x", NOW),
        Action::SwitchClock(ClockMode::Running, LATER),
    ]);
    assert_eq!(
        (
            state.clock.text.as_str(),
            state.clock.problem,
            shown(&state, LATER)
        ),
        ("1970-01-01 00:00:59", None, 59)
    );
}

#[test]
fn the_computers_clock_cannot_be_set() {
    let state = page([set("59", NOW)]);
    assert_eq!(state.clock.setting, ClockSetting::Computer);
}

#[test]
fn a_running_clock_keeps_milliseconds() {
    let now = UnixTime::from_milliseconds(1_500);
    let setting = ClockSetting::set(ClockMode::Running, UnixTime::from_seconds(10), now);
    assert_eq!(
        setting
            .time_at(UnixTime::from_milliseconds(2_250))
            .milliseconds(),
        10_750
    );
}

#[test]
fn the_ends_of_time_do_not_overflow() {
    let ends = [i64::MIN, -1, 0, i64::MAX].map(UnixTime::from_milliseconds);
    for (time, now) in ends.iter().flat_map(|&a| ends.map(|b| (a, b))) {
        for mode in ClockMode::ALL {
            let _ = ClockSetting::set(mode, time, now).time_at(now);
        }
    }
}
