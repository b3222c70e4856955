//! How the encoding is found out, and what is said where more than one would do. Nothing is guessed silently.

use totp_toolset::oath::{
    Decoded, Encoding, EncodingChoice, MAX_CHARACTERS, SeedError, SeedProblem, decode_seed,
};

/// Each encoding that would do, and how many bits the seed would have then.
type Named = Vec<(Encoding, usize)>;

fn read(text: &str, choice: EncodingChoice) -> (Encoding, Named) {
    let Decoded {
        encoding,
        also_valid_as,
        ..
    } = decode_seed(text, choice).unwrap_or_else(|error| panic!("{text}: {error}"));
    let also = also_valid_as
        .iter()
        .map(|other| (other.encoding, other.bits));
    (encoding, also.collect())
}

fn refused(text: &str, choice: EncodingChoice) -> (Encoding, SeedProblem, Named) {
    let SeedError {
        tried,
        problem,
        valid_as,
    } = decode_seed(text, choice).expect_err(text);
    let valid = valid_as.iter().map(|other| (other.encoding, other.bits));
    (tried, problem, valid.collect())
}

/// Where the characters outside the alphabet of the encoding that was tried are.
fn positions(problem: SeedProblem) -> Vec<usize> {
    match problem {
        SeedProblem::OutsideAlphabet(characters) => characters
            .iter()
            .map(|character| character.position)
            .collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_encoding_is_found_out() {
    let table = [
        ("JBSWY3DPEHPK3PXP", Encoding::Base32),
        ("jbsw y3dp ehpk 3pxp", Encoding::Base32),
        ("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOI=", Encoding::Base32),
        ("3132333435363738393031323334353637383930", Encoding::Hex),
        ("31-32-33-34-35-36-37-38-39-30", Encoding::Hex),
        ("DEADBEEF00", Encoding::Hex),
        // 20, 32, 16 and 64 bytes: one `=`, one, two, two.
        ("MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=", Encoding::Base64),
        (
            "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=",
            Encoding::Base64,
        ),
        ("MTIzNDU2Nzg5MDEyMzQ1Ng==", Encoding::Base64),
        (
            "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNA==",
            Encoding::Base64,
        ),
        ("3q2+7wAB/ygh", Encoding::Base64),
        ("3q2-7wAB_ygh", Encoding::Base64),
    ];
    for (text, encoding) in table {
        assert_eq!(
            read(text, EncodingChoice::Automatic),
            (encoding, vec![]),
            "{text}"
        );
    }
}

/// Microsoft's own samples are such texts.
#[test]
fn what_is_valid_base32_and_valid_hex_is_read_as_base32_and_called_ambiguous() {
    for text in [
        "2234567abcdef2234567abcdef",
        "abcdef2234567abcdef2234567",
        "ABCDEF23 456723AB",
    ] {
        let (encoding, also) = read(text, EncodingChoice::Automatic);
        let hex_bits = text.replace(' ', "").len() * 4;
        assert_eq!(
            (encoding, also),
            (Encoding::Base32, vec![(Encoding::Hex, hex_bits)]),
            "{text}"
        );
    }
}

#[test]
fn a_chosen_encoding_is_taken_and_the_other_one_named() {
    let text = "2234567abcdef2234567abcdef";
    let table = [
        (Encoding::Base32, (Encoding::Hex, 104)),
        (Encoding::Hex, (Encoding::Base32, 128)),
    ];
    for (chosen, other) in table {
        let found = read(text, EncodingChoice::Only(chosen));
        assert_eq!(found, (chosen, vec![other]));
    }
}

/// Nearly every base32 text could be base64: to say so each time would be noise.
#[test]
fn base32_of_one_case_is_not_called_base64() {
    for text in ["JBSWY3DPEHPK3PXP", "jbswy3dpehpk3pxp"] {
        let found = read(text, EncodingChoice::Automatic);
        assert_eq!(found, (Encoding::Base32, vec![]), "{text}");
    }
}

/// One base64 seed of 24 bytes in 25 has no character that base32 lacks.
#[test]
fn base32_of_both_cases_is_called_ambiguous_with_base64() {
    let text = "aGVsbG3Xb2JsZCXHb3JsZGV4dHJhZXh3";
    let found = read(text, EncodingChoice::Automatic);
    assert_eq!(found, (Encoding::Base32, vec![(Encoding::Base64, 192)]));
}

/// Whoever says base32 has been told nothing new by its case.
#[test]
fn base32_of_both_cases_is_not_called_base64_where_base32_was_chosen() {
    let text = "aGVsbG3Xb2JsZCXHb3JsZGV4dHJhZXh3";
    let found = read(text, EncodingChoice::Only(Encoding::Base32));
    assert_eq!(found, (Encoding::Base32, vec![]));
}

#[test]
fn hex_of_both_cases_is_called_ambiguous_with_base64() {
    let found = read("DeadBeef0189", EncodingChoice::Automatic);
    assert_eq!(found, (Encoding::Hex, vec![(Encoding::Base64, 72)]));
}

/// Whoever asks for base64 and pastes a key of one case has probably another one before him.
#[test]
fn one_case_read_as_base64_is_called_ambiguous() {
    let table = [
        ("JBSWY3DPEHPK3PXP", (Encoding::Base32, 80)),
        ("31323334353637383930", (Encoding::Hex, 80)),
    ];
    for (text, other) in table {
        let found = read(text, EncodingChoice::Only(Encoding::Base64));
        assert_eq!(found, (Encoding::Base64, vec![other]), "{text}");
    }
}

#[test]
fn mistyped_base32_is_refused_and_base64_only_named() {
    for text in ["JBSWY3DPEHPK3PX8", "jbswy3dpehpk3px8", "JBSWY3DPEHPK3Px8"] {
        let (tried, problem, valid) = refused(text, EncodingChoice::Automatic);
        assert_eq!(
            (tried, positions(problem), valid),
            (Encoding::Base32, vec![16], vec![(Encoding::Base64, 96)]),
            "{text}"
        );
    }
}

/// One `=` after seven characters is what base32 has, too.
#[test]
fn mistyped_base32_with_its_own_padding_is_refused_and_base64_only_named() {
    let (tried, problem, valid) = refused("zYxWvU8=", EncodingChoice::Automatic);
    assert_eq!(
        (tried, positions(problem), valid),
        (Encoding::Base32, vec![7], vec![(Encoding::Base64, 40)])
    );
}

/// `+` is what some programs make of a blank, and `_` and `/` are used to group.
#[test]
fn a_sign_of_base64_between_letters_of_one_case_does_not_make_it_base64() {
    for text in [
        "JBSW+Y3DP+EHPK+3PXP",
        "jbsw_y3dp_ehpk_3pxp",
        "JBSW/Y3DP/EHPK/3PXP",
    ] {
        let (tried, problem, valid) = refused(text, EncodingChoice::Automatic);
        assert_eq!(
            (tried, positions(problem), valid),
            (
                Encoding::Base32,
                vec![5, 10, 15],
                vec![(Encoding::Base64, 112)]
            ),
            "{text}"
        );
    }
}

/// Of a mistyped hex key every second character is none of base32: a list of those would help nobody.
#[test]
fn a_mistyped_text_is_reported_in_the_encoding_that_fits_best() {
    let table = [
        (
            "313233343536373839303132333435363738393O",
            Encoding::Hex,
            40,
        ),
        ("0x31323334353637383930", Encoding::Hex, 2),
        ("JBSWY3DPEHPK3PX0", Encoding::Base32, 16),
        ("MTIz*DU2Nzg5MDEyMzQ1Njc4OTA=", Encoding::Base64, 5),
        ("鍵", Encoding::Base32, 1),
    ];
    for (text, encoding, position) in table {
        let (tried, problem, _) = refused(text, EncodingChoice::Automatic);
        assert_eq!(
            (tried, positions(problem)),
            (encoding, vec![position]),
            "{text}"
        );
    }
}

#[test]
fn hex_with_a_character_missing_is_reported_as_hex() {
    let (tried, problem, _) = refused(
        "313233343536373839303132333435363738393",
        EncodingChoice::Automatic,
    );
    let expected = SeedProblem::ImpossibleLength { characters: 39 };
    assert_eq!((tried, problem), (Encoding::Hex, expected));
}

#[test]
fn a_chosen_encoding_is_never_left_and_those_that_fit_are_named() {
    let table = [
        (
            Encoding::Hex,
            "JBSWY3DPEHPK3PXP",
            vec![(Encoding::Base32, 80), (Encoding::Base64, 96)],
        ),
        (
            Encoding::Base32,
            "3132333435363738393031323334353637383930",
            vec![(Encoding::Hex, 160), (Encoding::Base64, 240)],
        ),
        (
            Encoding::Base32,
            "MTIzNDU2Nzg5MDEyMzQ1Ng==",
            vec![(Encoding::Base64, 128)],
        ),
        (Encoding::Base64, "JBSW–Y3DP", vec![(Encoding::Base32, 40)]),
        (Encoding::Base32, "not a seed!", vec![]),
    ];
    for (chosen, text, expected) in table {
        let (tried, _, valid) = refused(text, EncodingChoice::Only(chosen));
        assert_eq!((tried, valid), (chosen, expected), "{text}");
    }
}

/// `----` would be three bytes of base64: nobody means that.
#[test]
fn nothing_is_named_for_an_empty_text() {
    for text in ["", " ", "----", "===="] {
        let expected = (Encoding::Base32, SeedProblem::Empty, vec![]);
        assert_eq!(
            refused(text, EncodingChoice::Automatic),
            expected,
            "{text:?}"
        );
    }
}

#[test]
fn nothing_is_named_for_a_text_that_is_too_long() {
    let text = "A".repeat(MAX_CHARACTERS + 1);
    for choice in [
        EncodingChoice::Automatic,
        EncodingChoice::Only(Encoding::Base32),
    ] {
        let expected = (Encoding::Base32, SeedProblem::TooLong, vec![]);
        assert_eq!(refused(&text, choice), expected);
    }
}
