//! RFC 6238, appendix B, with its erratum: a seed of its own size for each hash.

use totp_toolset::oath::{Code, Digits, HashAlgorithm, Hotp, TimeStep, UnixTime};

use crate::vectors::{Vector, rfc6238};
use crate::{digits_repeated, hex};

fn hash(vector: &Vector) -> HashAlgorithm {
    vector.get("mode").parse().expect("a known hash")
}

fn code(vector: &Vector, seed_bytes: usize) -> Code {
    let time = UnixTime::from_seconds(vector.number("time"));
    Hotp::new(&digits_repeated(seed_bytes), hash(vector))
        .code_at(time, TimeStep::THIRTY, Digits::Eight)
        .expect("after 1970")
}

#[test]
fn the_codes_of_rfc_6238_are_met() {
    for vector in rfc6238() {
        let code = code(&vector, hash(&vector).output_bytes());
        assert_eq!(
            code.to_string(),
            vector.get("totp"),
            "{}",
            vector.get("mode")
        );
    }
}

#[test]
fn the_counters_of_rfc_6238_are_met() {
    for vector in rfc6238() {
        let time = UnixTime::from_seconds(vector.number("time"));
        let counter = TimeStep::THIRTY.counter_at(time).expect("after 1970");
        let t = hex(&counter.message()).to_uppercase();
        assert_eq!(t, vector.get("t_hex"));
    }
}

/// Erratum 2866: whoever takes the 20-byte seed for all three meets the codes of SHA-1 only.
#[test]
fn one_seed_for_all_three_hashes_misses_the_published_codes() {
    for vector in rfc6238() {
        let met = code(&vector, 20).to_string() == vector.get("totp");
        assert_eq!(
            met,
            hash(&vector) == HashAlgorithm::Sha1,
            "{}",
            vector.get("mode")
        );
    }
}
