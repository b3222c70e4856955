//! Serial numbers that go on from a first one, many steps at once.

use proptest::prelude::*;
use totp_toolset::issue::{SerialPattern, next_serial};

use crate::settings;

fn pattern(first: &str) -> SerialPattern {
    SerialPattern::from_first(first).expect("a digit")
}

#[test]
fn many_steps_at_once_keep_zeros_and_carry() {
    let cases = [
        ("0001", 99_999, "100000"),
        ("0098", 1, "0099"),
        ("0098", 2, "0100"),
        ("99", 1, "100"),
        ("A-95-Z", 10, "A-105-Z"),
        ("é9鍵", 99_991, "é100000鍵"),
        ("0", u64::MAX, "18446744073709551615"),
        ("9", u64::MAX, "18446744073709551624"),
        ("٣7٣", 3, "٣10٣"),
    ];
    for (first, steps, nth) in cases {
        assert_eq!(pattern(first).nth(steps), nth, "{first} and {steps}");
    }
}

#[test]
fn a_pattern_says_whether_it_gets_longer() {
    assert!(!pattern("0000").grows_within(9_999));
    assert!(pattern("0000").grows_within(10_000));
    assert!(pattern("é9é").grows_within(1));
    assert!(!pattern("9").grows_within(0));
}

#[test]
fn digits_beyond_any_number_go_on() {
    let nines = "9".repeat(128);
    assert_eq!(pattern(&nines).nth(1), format!("1{}", "0".repeat(128)));
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn the_nth_is_the_next_of_the_next(first in "[A-Zé鍵٣-]{0,4}[0-9]{1,6}[A-Zé鍵٣🔑-]{0,4}", steps in 0_u64..300) {
        let mut serial = first.clone();
        for _ in 0..steps {
            serial = next_serial(&serial).expect("a digit");
        }
        prop_assert_eq!(pattern(&first).nth(steps), serial);
    }

    #[test]
    fn any_text_has_a_pattern_or_no_digit(text in any::<String>(), steps in any::<u64>()) {
        match SerialPattern::from_first(&text) {
            None => prop_assert!(!text.contains(|c: char| c.is_ascii_digit())),
            Some(pattern) => {
                prop_assert_eq!(pattern.nth(0), text);
                prop_assert!(pattern.nth(steps).len() >= pattern.nth(0).len());
            }
        }
    }
}
