//! RFC 4648, section 10. An empty text is no seed, so the first line is refused and not read.

use totp_toolset::oath::{
    Decoded, Encoding, EncodingChoice, SeedProblem, decode_seed, encode_seed,
};

use crate::secret;
use crate::vectors::{Vector, rfc4648};

/// The encoding, and the RFC's name for it.
const COLUMNS: [(Encoding, &str); 3] = [
    (Encoding::Base32, "base32"),
    (Encoding::Hex, "base16"),
    (Encoding::Base64, "base64"),
];

fn vectors_with_text() -> impl Iterator<Item = Vector> {
    rfc4648()
        .into_iter()
        .filter(|vector| !vector.get("text").is_empty())
}

fn decode(written: &str, encoding: Encoding) -> Decoded {
    decode_seed(written, EncodingChoice::Only(encoding)).expect(written)
}

#[test]
fn the_texts_of_rfc_4648_are_read() {
    for vector in vectors_with_text() {
        let expected = secret(vector.get("text").as_bytes());
        for (encoding, column) in COLUMNS {
            let written = vector.get(column);
            assert_eq!(decode(written, encoding).secret, expected, "{written}");
        }
    }
}

#[test]
fn the_texts_of_rfc_4648_are_read_without_their_padding() {
    for vector in vectors_with_text() {
        let expected = secret(vector.get("text").as_bytes());
        for (encoding, column) in COLUMNS {
            let written = vector.get(column).trim_end_matches('=');
            assert_eq!(decode(written, encoding).secret, expected, "{written}");
        }
    }
}

#[test]
fn the_bits_left_over_in_rfc_4648_are_zero() {
    for vector in vectors_with_text() {
        for (encoding, column) in COLUMNS {
            let written = vector.get(column);
            let oddities = decode(written, encoding).oddities;
            assert!(!oddities.leftover_not_zero, "{written}");
        }
    }
}

/// As RFC 4648 has them, but base32 without padding (authenticators refuse it) and hex in small letters.
#[test]
fn seeds_are_written_as_in_rfc_4648() {
    for vector in vectors_with_text() {
        let secret = secret(vector.get("text").as_bytes());
        let written = Encoding::ALL.map(|encoding| encode_seed(&secret, encoding).to_string());
        let expected = [
            vector.get("base32").trim_end_matches('=').to_owned(),
            vector.get("base16").to_lowercase(),
            vector.get("base64").to_owned(),
        ];
        assert_eq!(written, expected);
    }
}

#[test]
fn the_empty_text_of_rfc_4648_is_no_seed() {
    for (encoding, column) in COLUMNS {
        let empty = rfc4648()[0].get(column).to_owned();
        let refused = decode_seed(&empty, EncodingChoice::Only(encoding));
        assert_eq!(
            refused.map_err(|error| error.problem),
            Err(SeedProblem::Empty)
        );
    }
}
