//! Texts from outside, made fit for a line of the page.

use totp_toolset::proof::legible;

#[test]
fn a_short_text_stays_as_it_is() {
    assert_eq!(
        legible("https://exämple.org/?a=<b>", 40),
        "https://exämple.org/?a=<b>"
    );
    assert_eq!(legible("1234", 4), "1234");
    assert_eq!(legible("", 4), "");
}

#[test]
fn a_long_text_ends_in_a_mark() {
    assert_eq!(legible("12345", 4), "123…");
    assert_eq!(legible("äöüßé", 4), "äöü…");
}

#[test]
fn what_turns_the_writing_around_or_cannot_be_seen_is_replaced() {
    for hidden in [
        '\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}', '\0', '\n', '\u{85}',
    ] {
        let text = format!("a{hidden}b");
        assert_eq!(legible(&text, 10), "a\u{fffd}b", "{hidden:?}");
    }
}
