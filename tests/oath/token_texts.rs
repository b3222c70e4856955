//! What is printed on a token's back: which texts are taken, and where the others are wrong.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use totp_toolset::oath::{InvalidText, Manufacturer, Model, ObjectId, SerialNumber, Upn};

fn assert_taken<T>(table: &[(&str, &str)])
where
    T: FromStr<Err = InvalidText> + Display,
{
    for (text, expected) in table {
        let taken = text.parse::<T>().map(|taken| taken.to_string());
        assert_eq!(taken.as_deref(), Ok(*expected), "{text:?}");
    }
}

fn assert_refused<T>(table: &[(&str, InvalidText)])
where
    T: FromStr<Err = InvalidText> + Debug,
{
    for (text, expected) in table {
        assert_eq!(text.parse::<T>().err(), Some(*expected), "{text:?}");
    }
}

const ANY_LINE: [(&str, &str); 10] = [
    ("1234567", "1234567"),
    ("0001", "0001"),
    ("2308-7724 A/b", "2308-7724 A/b"),
    ("=1+1", "=1+1"),
    ("Müller & Söhne", "Müller & Söhne"),
    ("飛天", "飛天"),
    ("O’Brien", "O’Brien"),
    (" 1234567\t", "1234567"),
    ("1234567\r\n", "1234567"),
    ("\u{a0}1234567\u{3000}", "1234567"),
];

const NO_LINE: [(&str, InvalidText); 10] = [
    ("", InvalidText::Empty),
    (" \t\r\n", InvalidText::Empty),
    ("\u{feff}", InvalidText::Empty),
    ("12\t34", InvalidText::ControlCharacter { position: 3 }),
    ("12\n34", InvalidText::ControlCharacter { position: 3 }),
    ("é\u{0}", InvalidText::ControlCharacter { position: 2 }),
    ("12\u{7f}", InvalidText::ControlCharacter { position: 3 }),
    ("12\u{9f}34", InvalidText::ControlCharacter { position: 3 }),
    (
        "12\u{2028}34",
        InvalidText::ControlCharacter { position: 3 },
    ),
    (
        "12\u{2029}34",
        InvalidText::ControlCharacter { position: 3 },
    ),
];

#[test]
fn a_serial_number_is_any_line_of_text() {
    assert_taken::<SerialNumber>(&ANY_LINE);
}

#[test]
fn a_manufacturer_is_any_line_of_text() {
    assert_taken::<Manufacturer>(&ANY_LINE);
}

#[test]
fn a_model_is_any_line_of_text() {
    assert_taken::<Model>(&ANY_LINE);
}

#[test]
fn what_is_no_line_is_no_serial_number() {
    assert_refused::<SerialNumber>(&NO_LINE);
}

#[test]
fn what_is_no_line_is_no_manufacturer() {
    assert_refused::<Manufacturer>(&NO_LINE);
}

#[test]
fn what_is_no_line_is_no_model() {
    assert_refused::<Model>(&NO_LINE);
}

/// What comes along when a cell is copied from a web page or a Windows dialog.
#[test]
fn characters_around_that_cannot_be_seen_are_dropped() {
    assert_taken::<SerialNumber>(&[
        ("\u{feff}1234567", "1234567"),
        ("\u{200e}1234567\u{200b}", "1234567"),
        (" \u{202a}1234567\u{202c} ", "1234567"),
    ]);
}

/// Two serial numbers that look the same and are not: the upload takes both, and nobody finds out why.
#[test]
fn a_character_that_cannot_be_seen_is_no_part_of_a_serial_number() {
    assert_refused::<SerialNumber>(&[
        (
            "123\u{200b}4567",
            InvalidText::ControlCharacter { position: 4 },
        ),
        (
            "123\u{ad}4567",
            InvalidText::ControlCharacter { position: 4 },
        ),
        (
            "123\u{202e}4567",
            InvalidText::ControlCharacter { position: 4 },
        ),
    ]);
}

/// Some scripts need joiners between their letters.
#[test]
fn a_joiner_may_be_part_of_a_name() {
    assert_taken::<Manufacturer>(&[("می\u{200c}خواهم", "می\u{200c}خواهم")]);
}

#[test]
fn a_position_counts_characters_of_the_text_as_it_was_given() {
    assert_refused::<SerialNumber>(&[
        ("  12\t34", InvalidText::ControlCharacter { position: 5 }),
        (
            "\u{feff}é\t3",
            InvalidText::ControlCharacter { position: 3 },
        ),
    ]);
}

#[test]
fn a_text_may_have_128_characters_not_bytes() {
    let longest = "é".repeat(128);
    let padded = format!("  {longest}  ");
    assert_taken::<SerialNumber>(&[(&longest, &longest), (&padded, &longest)]);
}

#[test]
fn a_text_of_more_than_128_characters_is_too_long() {
    let too_long = InvalidText::TooLong { limit: 128 };
    assert_refused::<SerialNumber>(&[
        (&"1".repeat(129), too_long),
        (&"1".repeat(100_000), too_long),
    ]);
}

#[test]
fn serial_numbers_keep_their_leading_zeros_apart() {
    assert_ne!("001".parse::<SerialNumber>(), "1".parse::<SerialNumber>());
}

#[test]
fn a_user_principal_name_is_a_name_at_a_domain() {
    assert_taken::<Upn>(&[
        ("Helga@contoso.com", "Helga@contoso.com"),
        ("  Helga@contoso.com\r\n", "Helga@contoso.com"),
        ("\u{200b}Helga@contoso.com\u{200e}", "Helga@contoso.com"),
        ("o'brien@contoso.com", "o'brien@contoso.com"),
        (
            "h.g+x_y@contoso.onmicrosoft.com",
            "h.g+x_y@contoso.onmicrosoft.com",
        ),
        ("a@b", "a@b"),
    ]);
}

#[test]
fn what_is_no_name_at_a_domain_is_no_user_principal_name() {
    let table = [
        "helga",
        "@contoso.com",
        "helga@",
        "@",
        "helga@contoso@com",
        "helga@@contoso.com",
    ];
    for text in table {
        assert_refused::<Upn>(&[(text, InvalidText::NotNameAtDomain)]);
    }
}

#[test]
fn a_blank_in_a_user_principal_name_is_found_where_it_stands() {
    let blank = |position| InvalidText::Blank { position };
    assert_refused::<Upn>(&[
        ("helga g@contoso.com", blank(6)),
        ("helga @contoso.com", blank(6)),
        ("helga@ contoso.com", blank(7)),
        ("é\u{a0}@contoso.com", blank(2)),
        ("  helga g@contoso.com", blank(8)),
        ("helga\u{200b}@contoso.com", blank(6)),
        ("two names", blank(4)),
    ]);
}

#[test]
fn a_user_principal_name_is_a_line_first() {
    assert_refused::<Upn>(&[
        ("", InvalidText::Empty),
        (" ", InvalidText::Empty),
        (
            "helga\t@contoso.com",
            InvalidText::ControlCharacter { position: 6 },
        ),
        ("a@b\nc@d", InvalidText::ControlCharacter { position: 4 }),
    ]);
}

#[test]
fn a_user_principal_name_has_at_most_113_characters() {
    let longest = format!("{}@contoso.com", "h".repeat(101));
    assert_taken::<Upn>(&[(&longest, &longest)]);
}

#[test]
fn a_longer_user_principal_name_is_too_long() {
    let longer = format!("{}@contoso.com", "h".repeat(102));
    assert_refused::<Upn>(&[(&longer, InvalidText::TooLong { limit: 113 })]);
}

#[test]
fn an_object_id_is_a_guid_in_any_case() {
    let id = "01234567-89ab-cdef-0123-456789ABCDEF";
    assert_eq!(
        id.parse::<ObjectId>().map(|id| id.to_string()),
        Ok(id.to_owned())
    );
}

#[test]
fn what_is_no_guid_is_no_object_id() {
    for text in [
        "0123456789abcdef0123456789abcdef",
        "01234567-89ab-cdef-0123-456789abcde",
        "01234567-89ab-cdef-0123-456789abcdeg",
        "01234567-89ab-cdef-01234-56789abcdef",
        "{1234567-89ab-cdef-0123-456789abcde}",
    ] {
        assert_eq!(
            text.parse::<ObjectId>(),
            Err(InvalidText::NotGuid),
            "{text}"
        );
    }
}
