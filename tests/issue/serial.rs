//! The serial number that follows.

use totp_toolset::issue::next_serial;

#[test]
fn the_last_run_of_digits_goes_on_and_all_else_stays() {
    let cases = [
        ("1", "2"),
        ("1000001", "1000002"),
        ("9", "10"),
        ("999", "1000"),
        ("000", "001"),
        ("0099", "0100"),
        ("0999", "1000"),
        ("A001", "A002"),
        ("A-009-B", "A-010-B"),
        ("12-99", "12-100"),
        ("TOKEN 7 / 2026", "TOKEN 7 / 2027"),
        ("7x", "8x"),
        ("é9é", "é10é"),
        ("鍵1", "鍵2"),
        ("1🔑", "2🔑"),
        (
            "99999999999999999999999999999999",
            "100000000000000000000000000000000",
        ),
        // Digits of other scripts are letters here: nobody would know how they go on.
        ("٣1", "٣2"),
        ("1٣", "2٣"),
    ];
    for (serial, next) in cases {
        assert_eq!(next_serial(serial).as_deref(), Some(next), "{serial}");
    }
}

#[test]
fn where_there_is_no_digit_nothing_follows() {
    for serial in ["", "ABC", "é", "٣", "½"] {
        assert_eq!(next_serial(serial), None, "{serial}");
    }
}
