//! A seed that is read is reported with everything that was removed from it or left over.

use totp_toolset::oath::{Decoded, Encoding, EncodingChoice, Oddities, SeedProblem, decode_seed};

fn decode(text: &str, encoding: Encoding) -> Decoded {
    decode_seed(text, EncodingChoice::Only(encoding))
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// What was odd about each text of the table, the seed itself being the same one.
fn assert_oddities<const N: usize>(encoding: Encoding, plain: &str, table: [(&str, Oddities); N]) {
    let expected = decode(plain, encoding).secret;
    for (text, oddities) in table {
        let decoded = decode(text, encoding);
        assert_eq!(decoded.oddities, oddities, "{text:?}");
        assert_eq!(decoded.secret, expected, "{text:?}");
    }
}

const NONE: Oddities = Oddities {
    blanks: 0,
    dashes: 0,
    small_letters: 0,
    padding: 0,
    leftover_bits: 0,
    leftover_not_zero: false,
};

#[test]
fn blanks_of_every_kind_are_removed_and_counted() {
    let blanks = |blanks| Oddities { blanks, ..NONE };
    let table = [
        ("JBSWY3DPEHPK3PXP", blanks(0)),
        (" JBSWY3DPEHPK3PXP", blanks(1)),
        ("JBSW Y3DP EHPK 3PXP", blanks(3)),
        ("JBSWY3DP\r\nEHPK3PXP\n", blanks(3)),
        ("\tJBSWY3DP\u{a0}EHPK\u{3000}3PXP", blanks(3)),
        ("JBSW\u{2009}Y3DP\u{202f}EHPK\u{2028}3PXP", blanks(3)),
    ];
    assert_oddities(Encoding::Base32, "JBSWY3DPEHPK3PXP", table);
}

/// What web pages, word processors and Windows' dialogs put around and between letters.
#[test]
fn characters_that_cannot_be_seen_are_removed_as_blanks() {
    let invisible = [
        '\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{202a}',
        '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2060}', '\u{2066}', '\u{2067}',
        '\u{2068}', '\u{2069}', '\u{feff}',
    ];
    for c in invisible {
        let text = format!("{c}JBSWY3DP{c}EHPK3PXP{c}");
        let oddities = Oddities { blanks: 3, ..NONE };
        assert_oddities(Encoding::Base32, "JBSWY3DPEHPK3PXP", [(&text, oddities)]);
    }
}

#[test]
fn dashes_of_every_kind_are_removed_and_counted() {
    let dashes = |dashes| Oddities { dashes, ..NONE };
    let table = [
        ("JBSW-Y3DP-EHPK-3PXP", dashes(3)),
        ("JBSW–Y3DP—EHPK‑3PXP", dashes(3)),
        ("JBSW\u{2212}Y3DP\u{2015}EHPK\u{2010}3PXP--", dashes(5)),
    ];
    assert_oddities(Encoding::Base32, "JBSWY3DPEHPK3PXP", table);
}

#[test]
fn dashes_are_removed_from_hex_as_well() {
    let oddities = Oddities { dashes: 3, ..NONE };
    assert_oddities(Encoding::Hex, "48656c6c", [("48-65-6c-6c", oddities)]);
}

/// RFC 4648 §5: there `-` is a character like any other.
#[test]
fn dashes_are_characters_of_base64() {
    assert_oddities(
        Encoding::Base64,
        "++//+A",
        [(
            "--__-A",
            Oddities {
                leftover_bits: 4,
                ..NONE
            },
        )],
    );
}

#[test]
fn small_letters_of_base32_are_counted() {
    let small_letters = |small_letters| Oddities {
        small_letters,
        ..NONE
    };
    let table = [
        ("jbswy3dpehpk3pxp", small_letters(14)),
        ("JBSWY3DPEHPK3pxp", small_letters(3)),
    ];
    assert_oddities(Encoding::Base32, "JBSWY3DPEHPK3PXP", table);
}

#[test]
fn letters_of_hex_may_have_any_case() {
    assert_oddities(
        Encoding::Hex,
        "deadbeef",
        [("DEADBEEF", NONE), ("DeadBeef", NONE)],
    );
}

#[test]
fn padding_at_the_end_is_counted_whether_or_not_it_is_complete() {
    let padding = |padding| Oddities {
        padding,
        leftover_bits: 2,
        ..NONE
    };
    let table = [
        ("MY", padding(0)),
        ("MY======", padding(6)),
        ("MY=", padding(1)),
        ("MY========", padding(8)),
    ];
    assert_oddities(Encoding::Base32, "MY", table);
}

#[test]
fn blanks_and_dashes_may_stand_within_the_padding() {
    let oddities = Oddities {
        blanks: 3,
        dashes: 1,
        padding: 6,
        leftover_bits: 2,
        ..NONE
    };
    assert_oddities(Encoding::Base32, "MY", [("MY== ==\t-==\n", oddities)]);
}

#[test]
fn bits_that_make_no_whole_byte_are_counted() {
    let table = [
        (Encoding::Base32, "AA", 2),
        (Encoding::Base32, "AAAA", 4),
        (Encoding::Base32, "AAAAA", 1),
        (Encoding::Base32, "AAAAAAA", 3),
        (Encoding::Base32, "AAAAAAAA", 0),
        (Encoding::Hex, "AA", 0),
        (Encoding::Base64, "AA", 4),
        (Encoding::Base64, "AAA", 2),
        (Encoding::Base64, "AAAA", 0),
    ];
    for (encoding, text, bits) in table {
        assert_eq!(
            decode(text, encoding).oddities.leftover_bits,
            bits,
            "{encoding} {text}"
        );
    }
}

/// Those that end in zeros, and the same with the lowest and with the highest leftover bit set.
#[test]
fn leftover_bits_that_are_not_zero_are_reported() {
    let table = [
        (Encoding::Base32, "AA", false),
        (Encoding::Base32, "AB", true),
        (Encoding::Base32, "AC", true),
        (Encoding::Base32, "AE", false),
        (Encoding::Base32, "AAAQ", false),
        (Encoding::Base32, "AAAI", true),
        (Encoding::Base32, "AAAAC", false),
        (Encoding::Base32, "AAAAB", true),
        (Encoding::Base32, "aaaab", true),
        (Encoding::Base32, "AAAAAAI", false),
        (Encoding::Base32, "AAAAAAE", true),
        (Encoding::Base32, "AAAAAAA7", false),
        (Encoding::Base64, "AQ", false),
        (Encoding::Base64, "AI", true),
        (Encoding::Base64, "AAE", false),
        (Encoding::Base64, "AAC", true),
        (Encoding::Base64, "A_==", true),
    ];
    for (encoding, text, not_zero) in table {
        let oddities = decode(text, encoding).oddities;
        assert_eq!(oddities.leftover_not_zero, not_zero, "{encoding} {text}");
    }
}

/// Microsoft's documentation has these two, and many an upload file was made after them.
#[test]
fn microsofts_samples_are_read_and_their_leftover_bits_reported() {
    for sample in ["2234567abcdef2234567abcdef", "abcdef2234567abcdef2234567"] {
        let decoded = decode(sample, Encoding::Base32);
        let expected = Oddities {
            small_letters: 12,
            leftover_bits: 2,
            leftover_not_zero: true,
            ..NONE
        };
        assert_eq!(decoded.oddities, expected, "{sample}");
    }
}

/// Another of Microsoft's samples: even with its `1` corrected it has a length that no seed has.
#[test]
fn microsofts_sample_of_30_characters_is_no_seed() {
    let corrected = "C2dE3fH4iJ5kL6mN7oPIqR2sT3uV4w";
    let refused = decode_seed(corrected, EncodingChoice::Only(Encoding::Base32));
    assert_eq!(
        refused.map_err(|error| error.problem),
        Err(SeedProblem::ImpossibleLength { characters: 30 })
    );
}

#[test]
fn leftover_bits_do_not_change_the_seed() {
    let [zero, not_zero] = ["S46SQCPPTCNPROMHWYBDCTBZXU", "S46SQCPPTCNPROMHWYBDCTBZXV"]
        .map(|text| decode(text, Encoding::Base32).secret);
    assert_eq!(zero, not_zero);
}
