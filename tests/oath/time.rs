//! Moments, steps and counters. Down to the step, never to the nearest; before 1970 there is no counter.

use totp_toolset::oath::{
    BeforeEpoch, Counter, Digits, HashAlgorithm, Hotp, InvalidTimeStep, TimeStep, UnixTime,
};

use crate::digits_repeated;

fn step(seconds: u32) -> TimeStep {
    TimeStep::try_from(seconds).expect("at least one second")
}

#[test]
fn a_counter_is_rounded_down_and_not_to_the_nearest() {
    let table = [
        (0, 0),
        (14_999, 0),
        (15_000, 0),
        (29_000, 0),
        (29_500, 0),
        (29_999, 0),
        (30_000, 1),
        (44_999, 1),
        (45_000, 1),
        (59_999, 1),
        (60_000, 2),
    ];
    for (milliseconds, counter) in table {
        let time = UnixTime::from_milliseconds(milliseconds);
        assert_eq!(
            TimeStep::THIRTY.counter_at(time),
            Ok(Counter(counter)),
            "{milliseconds} ms"
        );
    }
}

#[test]
fn a_code_stays_the_same_up_to_the_last_millisecond_of_its_step() {
    let hotp = Hotp::new(&digits_repeated(20), HashAlgorithm::Sha1);
    let code = |milliseconds| {
        let time = UnixTime::from_milliseconds(milliseconds);
        hotp.code_at(time, TimeStep::THIRTY, Digits::Six)
    };
    assert_eq!(code(30_000), code(59_999));
}

#[test]
fn there_is_no_counter_before_1970() {
    for milliseconds in [-1, -999, -1_000, -30_000, i64::MIN] {
        let time = UnixTime::from_milliseconds(milliseconds);
        assert_eq!(
            TimeStep::THIRTY.counter_at(time),
            Err(BeforeEpoch),
            "{milliseconds} ms"
        );
    }
}

#[test]
fn there_is_no_code_before_1970() {
    let hotp = Hotp::new(&digits_repeated(20), HashAlgorithm::Sha1);
    let code = hotp.code_at(UnixTime::from_seconds(-1), TimeStep::THIRTY, Digits::Six);
    assert_eq!(code, Err(BeforeEpoch));
}

#[test]
fn milliseconds_are_rounded_down_to_seconds_before_1970_as_well() {
    let table = [
        (0, 0),
        (1, 0),
        (999, 0),
        (1_000, 1),
        (1_999, 1),
        (-1, -1),
        (-999, -1),
        (-1_000, -1),
        (-1_001, -2),
        (i64::MAX, 9_223_372_036_854_775),
        (i64::MIN, -9_223_372_036_854_776),
    ];
    for (milliseconds, seconds) in table {
        let time = UnixTime::from_milliseconds(milliseconds);
        assert_eq!(time.seconds(), seconds, "{milliseconds} ms");
    }
}

#[test]
fn seconds_too_many_for_milliseconds_saturate() {
    let far = [i64::MIN, i64::MAX].map(|seconds| UnixTime::from_seconds(seconds).milliseconds());
    assert_eq!(far, [i64::MIN, i64::MAX]);
}

#[test]
fn moments_far_apart_saturate() {
    let [first, last] = [i64::MIN, i64::MAX].map(UnixTime::from_milliseconds);
    let table = [
        (last.milliseconds_since(first), i64::MAX),
        (first.milliseconds_since(last), i64::MIN),
        (last.plus_milliseconds(1).milliseconds(), i64::MAX),
        (first.plus_milliseconds(-1).milliseconds(), i64::MIN),
    ];
    for (found, expected) in table {
        assert_eq!(found, expected);
    }
}

/// 2^31 and 2^32 are where 32-bit counters break; with steps of one second that is in 2038 and 2106.
#[test]
fn a_counter_does_not_end_at_32_bits() {
    for seconds in [0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0x1_0000_0000_u64] {
        let time = UnixTime::from_seconds(seconds.cast_signed());
        assert_eq!(step(1).counter_at(time), Ok(Counter(seconds)));
    }
}

#[test]
fn a_message_is_the_counter_with_its_high_order_byte_first() {
    let table = [
        (0, [0, 0, 0, 0, 0, 0, 0, 0]),
        (1, [0, 0, 0, 0, 0, 0, 0, 1]),
        (0x1_0000_0000, [0, 0, 0, 1, 0, 0, 0, 0]),
        (0x0102_0304_0506_0708, [1, 2, 3, 4, 5, 6, 7, 8]),
        (u64::MAX, [0xff; 8]),
    ];
    for (counter, message) in table {
        assert_eq!(Counter(counter).message(), message);
    }
}

#[test]
fn a_counter_moves_by_steps_and_ends_at_its_ends() {
    let table = [
        (5, -5, Some(0)),
        (5, -6, None),
        (5, 5, Some(10)),
        (u64::MAX, 0, Some(u64::MAX)),
        (u64::MAX, 1, None),
        (0, i64::MIN, None),
        (u64::MAX, i64::MIN, Some(0x7fff_ffff_ffff_ffff)),
    ];
    for (counter, steps, expected) in table {
        assert_eq!(
            Counter(counter).offset(steps),
            expected.map(Counter),
            "{counter} {steps:+}"
        );
    }
}

#[test]
fn a_counter_that_is_added_to_saturates() {
    assert_eq!(Counter(u64::MAX - 1) + 2, Counter(u64::MAX));
}

#[test]
fn a_step_of_no_seconds_is_refused() {
    assert_eq!(TimeStep::try_from(0), Err(InvalidTimeStep));
}

#[test]
fn any_other_step_is_taken() {
    for seconds in [1, 30, 37, 60, 86_400, u32::MAX] {
        assert_eq!(step(seconds).seconds(), seconds);
    }
}

#[test]
fn the_default_step_is_that_of_rfc_6238() {
    assert_eq!(TimeStep::default(), step(30));
}

#[test]
fn a_step_begins_at_its_counter_times_its_seconds() {
    let table = [
        (30, 0, Some(0)),
        (30, 1, Some(30_000)),
        (60, 2, Some(120_000)),
        // The last whole second that fits, and the one after it.
        (1, 9_223_372_036_854_775, Some(9_223_372_036_854_775_000)),
        (1, 9_223_372_036_854_776, None),
        (1, u64::MAX, None),
        (u32::MAX, u64::MAX, None),
    ];
    for (seconds, counter, expected) in table {
        assert_eq!(
            step(seconds).start_of(Counter(counter)),
            expected.map(UnixTime::from_milliseconds),
            "step {seconds}, counter {counter}"
        );
    }
}

#[test]
fn the_seconds_into_a_step_count_up_from_its_beginning() {
    let table = [
        (30, 0, 0),
        (30, 29_999, 29),
        (30, 30_000, 0),
        (30, -1, 29),
        (30, -30_000, 0),
        (1, 12_345, 0),
        (u32::MAX, 4_294_967_294_999, u32::MAX - 1),
        (u32::MAX, 4_294_967_295_000, 0),
    ];
    for (seconds, milliseconds, into) in table {
        let time = UnixTime::from_milliseconds(milliseconds);
        assert_eq!(
            step(seconds).seconds_into(time),
            into,
            "{seconds} s, {milliseconds} ms"
        );
    }
}
