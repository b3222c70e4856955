//! A text that is no seed is refused with what is wrong and where. Positions count characters from 1 in the text as
//! it was given; nothing is rewritten.

use totp_toolset::oath::{
    Confusable, Encoding, EncodingChoice, IllegalCharacter, MAX_CHARACTERS, Secret, SeedProblem,
    decode_seed,
};

fn problem(text: &str, encoding: Encoding) -> Option<SeedProblem> {
    decode_seed(text, EncodingChoice::Only(encoding))
        .err()
        .map(|error| error.problem)
}

/// Where the characters outside the alphabet are, and what each is confused with.
fn illegal(text: &str, encoding: Encoding) -> Vec<(usize, Option<Confusable>)> {
    match problem(text, encoding) {
        Some(SeedProblem::OutsideAlphabet(characters)) => characters
            .into_iter()
            .map(
                |IllegalCharacter {
                     position,
                     confusable,
                 }| (position, confusable),
            )
            .collect(),
        other => panic!("{text:?}: {other:?}"),
    }
}

#[test]
fn a_character_outside_the_alphabet_is_found_where_it_stands() {
    let table = [
        (Encoding::Base32, "!BSWY3DP", 1),
        (Encoding::Base32, "JBSW!3DP", 5),
        (Encoding::Base32, "JBSWY3D!", 8),
        (Encoding::Hex, "48656cg1", 7),
        (Encoding::Hex, "4865=", 5),
        (Encoding::Base64, "SGVs!G8=", 5),
    ];
    for (encoding, text, position) in table {
        assert_eq!(illegal(text, encoding), [(position, None)], "{text}");
    }
}

#[test]
fn a_position_counts_what_stands_before_as_it_was_given() {
    let table = [
        ("  JBS!", 6),
        ("JB-SW-!", 7),
        ("\r\nJBSW!", 7),
        ("\u{feff}JBSW!", 6),
        ("JB\u{a0}SW!", 6),
        ("JB–SW!", 6),
        // Two UTF-16 units and four bytes, but one character.
        ("🔑JBSW", 1),
        ("JBSW🔑", 5),
    ];
    for (text, position) in table {
        assert_eq!(
            illegal(text, Encoding::Base32),
            [(position, None)],
            "{text:?}"
        );
    }
}

#[test]
fn a_position_counts_characters_and_not_bytes() {
    assert_eq!(
        illegal("éßJB!", Encoding::Base32),
        [(1, None), (2, None), (5, None)]
    );
}

#[test]
fn every_character_outside_the_alphabet_is_named_in_order() {
    let found = illegal("!B\"W 9", Encoding::Base32);
    assert_eq!(found, [(1, None), (3, None), (6, None)]);
}

#[test]
fn the_digits_that_base32_lacks_are_named_as_confusable() {
    let table = [
        ("JBSW0", 5, Some(Confusable::Zero)),
        ("1BSW", 1, Some(Confusable::One)),
        ("JB8W", 3, Some(Confusable::Eight)),
        ("JB9W", 3, None),
        // Microsoft's documentation has this one.
        ("C2dE3fH4iJ5kL6mN7oP1qR2sT3uV4w", 20, Some(Confusable::One)),
    ];
    for (text, position, confusable) in table {
        assert_eq!(
            illegal(text, Encoding::Base32),
            [(position, confusable)],
            "{text}"
        );
    }
}

#[test]
fn nothing_is_confusable_where_the_digits_belong_to_the_alphabet() {
    for encoding in [Encoding::Hex, Encoding::Base64] {
        assert_eq!(illegal("018?", encoding), [(4, None)], "{encoding}");
    }
}

/// A reader who turned 0 into O would answer with a seed that no token has.
#[test]
fn a_confusable_is_never_rewritten() {
    for digit in ['0', '1', '8'] {
        let text = format!("JBSWY3DPEHPK3PX{digit}");
        for choice in [
            EncodingChoice::Only(Encoding::Base32),
            EncodingChoice::Automatic,
        ] {
            assert!(decode_seed(&text, choice).is_err(), "{text}");
        }
    }
}

#[test]
fn letters_of_other_scripts_are_no_letters_of_the_alphabet() {
    // Cyrillic А, full-width Ａ, long ſ (a capital S when raised), the Kelvin sign (a small k when lowered).
    for text in ["JBSWАA", "JBSWＡA", "JBSWſA", "JBSW\u{212a}A"] {
        for encoding in Encoding::ALL {
            let positions = illegal(text, encoding);
            assert!(positions.contains(&(5, None)), "{encoding} {text}");
        }
    }
}

#[test]
fn padding_inside_is_found_where_it_begins() {
    let table = [
        (Encoding::Base32, "JBSW=Y3DP", 5),
        (Encoding::Base32, "=JBSWY3DP", 1),
        (Encoding::Base32, " MY== ====\nMY======", 4),
        (Encoding::Base64, "Zg==Zg==", 3),
    ];
    for (encoding, text, position) in table {
        let expected = SeedProblem::PaddingInside { position };
        assert_eq!(problem(text, encoding), Some(expected), "{text:?}");
    }
}

/// RFC 4648 §6 and §4: the lengths that an encoder never writes, for every remainder.
#[test]
fn a_length_that_no_encoder_writes_is_refused() {
    for characters in 1..=32 {
        let table = [
            (Encoding::Base32, matches!(characters % 8, 1 | 3 | 6)),
            (Encoding::Hex, characters % 2 == 1),
            (Encoding::Base64, characters % 4 == 1),
        ];
        for (encoding, impossible) in table {
            let expected = impossible.then_some(SeedProblem::ImpossibleLength { characters });
            let text = "A".repeat(characters);
            assert_eq!(
                problem(&text, encoding),
                expected,
                "{encoding}, {characters}"
            );
        }
    }
}

#[test]
fn blanks_dashes_and_padding_do_not_count_as_length() {
    let expected = SeedProblem::ImpossibleLength { characters: 3 };
    assert_eq!(problem(" A-A\tA==", Encoding::Base32), Some(expected));
}

#[test]
fn nothing_but_blanks_dashes_and_padding_is_empty() {
    let table = [
        (Encoding::Base32, "\u{feff} \r\n-–===="),
        (Encoding::Hex, "\u{feff} \r\n-–"),
        (Encoding::Base64, "\u{feff} \r\n===="),
    ];
    for (encoding, text) in table {
        assert_eq!(
            problem(text, encoding),
            Some(SeedProblem::Empty),
            "{encoding}"
        );
    }
}

#[test]
fn the_longest_secret_is_read_in_every_encoding() {
    let table = [
        (Encoding::Base32, 1639),
        (Encoding::Hex, 2048),
        (Encoding::Base64, 1366),
    ];
    for (encoding, characters) in table {
        let decoded = decode_seed(&"A".repeat(characters), EncodingChoice::Only(encoding));
        let bytes = decoded.map(|decoded| decoded.secret.bytes());
        assert_eq!(bytes, Ok(Secret::MAX_BYTES), "{encoding}");
    }
}

#[test]
fn a_secret_one_byte_longer_is_too_long() {
    let table = [
        (Encoding::Base32, 1640),
        (Encoding::Hex, 2050),
        (Encoding::Base64, 1367),
    ];
    for (encoding, characters) in table {
        let text = "A".repeat(characters);
        assert_eq!(
            problem(&text, encoding),
            Some(SeedProblem::TooLong),
            "{encoding}"
        );
    }
}

#[test]
fn blanks_are_taken_up_to_the_longest_text() {
    let text = format!("MY{}", " ".repeat(MAX_CHARACTERS - 2));
    assert_eq!(problem(&text, Encoding::Base32), None);
}

#[test]
fn a_text_longer_than_that_is_too_long() {
    let text = format!("MY{}", " ".repeat(MAX_CHARACTERS - 1));
    assert_eq!(problem(&text, Encoding::Base32), Some(SeedProblem::TooLong));
}
