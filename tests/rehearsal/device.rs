//! The virtual hardware token: what its display shows.

use totp_toolset::oath::{HashAlgorithm, Hotp, Secret, Stamp, TimeStep, UnixTime, Uptime};
use totp_toolset::rehearsal::{
    Battery, Clockwork, Condition, DISPLAY_SECONDS, Display, MAX_DRIFT_SECONDS, display,
};

use crate::{at, at_milliseconds};

/// RFC 6238, appendix B: the SHA-1 seed.
fn clockwork(step: TimeStep) -> Clockwork {
    let secret = Secret::from_bytes(b"12345678901234567890").expect("20 bytes");
    let hotp = Hotp::new(&secret, HashAlgorithm::Sha1);
    Clockwork { hotp, step }
}

fn condition(drift: i32, battery: Battery) -> Condition {
    let mut condition = Condition::default();
    condition.set_drift(drift);
    condition.battery = battery;
    condition
}

/// The page was opened at this time.
fn clock_at(seconds: i64) -> Stamp {
    Stamp {
        clock: UnixTime::from_seconds(seconds),
        uptime: Uptime::default(),
    }
}

/// What is shown right after the button was pressed.
fn pressed_at(now: Stamp, condition: Condition) -> Display {
    display(&clockwork(TimeStep::THIRTY), condition, Some(now), now)
}

/// The code that is shown, and for how many seconds it holds.
fn shown(display: Display) -> (String, u32) {
    match display {
        Display::Code { code, left, .. } => (code.to_string(), left),
        Display::Off => panic!("nothing is shown"),
    }
}

#[test]
fn a_display_is_off_before_its_button_is_pressed() {
    let off = display(
        &clockwork(TimeStep::THIRTY),
        Condition::default(),
        None,
        at(0),
    );
    assert_eq!(off, Display::Off);
}

/// RFC 6238, appendix B: 94287082 at 59 s with 8 digits; six are the last six of them.
#[test]
fn a_display_shows_the_published_code() {
    let display = pressed_at(clock_at(59), Condition::default());
    assert_eq!(shown(display), ("287082".to_owned(), 1));
}

/// RFC 6238, appendix B: 07081804 at 1111111109 s, whose last six digits begin with a zero.
#[test]
fn a_display_shows_leading_zeros() {
    let display = pressed_at(clock_at(1_111_111_109), Condition::default());
    assert_eq!(shown(display), ("081804".to_owned(), 1));
}

#[test]
fn at_the_beginning_of_a_step_all_of_it_is_left() {
    let display = pressed_at(clock_at(1_111_111_110), Condition::default());
    assert_eq!(shown(display), ("050471".to_owned(), 30));
}

#[test]
fn a_display_is_on_for_twenty_seconds() {
    assert_eq!(DISPLAY_SECONDS, 20);
    let clockwork = clockwork(TimeStep::THIRTY);
    let at = |now| display(&clockwork, Condition::default(), Some(at(0)), now);
    assert_ne!(at(at_milliseconds(19_999)), Display::Off);
    assert_eq!(at(at_milliseconds(20_000)), Display::Off);
}

#[test]
fn a_display_goes_off_though_the_clock_stands_still() {
    let now = Stamp {
        uptime: at(20).uptime,
        ..at(0)
    };
    let clockwork = clockwork(TimeStep::THIRTY);
    let off = display(&clockwork, Condition::default(), Some(at(0)), now);
    assert_eq!(off, Display::Off);
}

#[test]
fn a_display_shows_the_next_code_when_a_step_ends() {
    let clockwork = clockwork(TimeStep::THIRTY);
    let later = Stamp {
        clock: UnixTime::from_seconds(1_111_111_111),
        uptime: Uptime::from_milliseconds(2000),
    };
    let pressed = Some(clock_at(1_111_111_109));
    let display = display(&clockwork, Condition::default(), pressed, later);
    assert_eq!(shown(display), ("050471".to_owned(), 29));
}

#[test]
fn a_low_battery_is_shown_beside_the_code() {
    let signs = [Battery::Full, Battery::Low].map(|battery| {
        let display = pressed_at(clock_at(59), condition(0, battery));
        matches!(
            display,
            Display::Code {
                low_battery: true,
                ..
            }
        )
    });
    assert_eq!(signs, [false, true]);
}

#[test]
fn an_empty_battery_shows_nothing() {
    let display = pressed_at(clock_at(59), condition(0, Battery::Empty));
    assert_eq!(display, Display::Off);
}

#[test]
fn a_clock_that_is_off_shows_the_code_of_its_own_time() {
    let display = pressed_at(clock_at(59 + 540), condition(-540, Battery::Full));
    assert_eq!(shown(display), ("287082".to_owned(), 1));
}

#[test]
fn a_clock_is_an_hour_off_at_most() {
    assert_eq!(MAX_DRIFT_SECONDS, 3600);
    let drifts = [i32::MIN, -3601, -3600, 3600, 3601, i32::MAX]
        .map(|drift| condition(drift, Battery::Full).drift_seconds());
    assert_eq!(drifts, [-3600, -3600, -3600, 3600, 3600, 3600]);
}

#[test]
fn before_1970_nothing_is_shown() {
    assert_eq!(pressed_at(clock_at(-1), Condition::default()), Display::Off);
}

#[test]
fn a_slow_clock_of_1970_shows_nothing() {
    let display = pressed_at(clock_at(0), condition(-1, Battery::Full));
    assert_eq!(display, Display::Off);
}

#[test]
fn no_debug_of_a_display_tells_the_code() {
    let said = format!("{:?}", pressed_at(clock_at(59), Condition::default()));
    assert!(!said.contains("287082"), "{said}");
}
