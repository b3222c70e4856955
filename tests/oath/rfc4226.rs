//! RFC 4226, appendix D.

use totp_toolset::oath::{Counter, Digits, HashAlgorithm, Hotp, Truncation};

use crate::vectors::{Vector, rfc4226};
use crate::{digits_repeated, hex};

fn truncation(vector: &Vector) -> Truncation {
    Hotp::new(&digits_repeated(20), HashAlgorithm::Sha1).truncation(Counter(vector.number("count")))
}

#[test]
fn the_hmac_values_of_rfc_4226_are_met() {
    for vector in rfc4226() {
        assert_eq!(hex(truncation(&vector).hmac()), vector.get("hmac"));
    }
}

#[test]
fn the_truncated_values_of_rfc_4226_are_met_in_hex() {
    for vector in rfc4226() {
        let binary = truncation(&vector).binary();
        assert_eq!(format!("{binary:x}"), vector.get("truncated_hex"));
    }
}

#[test]
fn the_truncated_values_of_rfc_4226_are_met_in_decimal() {
    for vector in rfc4226() {
        let binary = truncation(&vector).binary();
        assert_eq!(binary.to_string(), vector.get("truncated_decimal"));
    }
}

#[test]
fn the_codes_of_rfc_4226_are_met() {
    let hotp = Hotp::new(&digits_repeated(20), HashAlgorithm::Sha1);
    for vector in rfc4226() {
        let code = hotp.code(Counter(vector.number("count")), Digits::Six);
        assert_eq!(code.to_string(), vector.get("hotp"));
    }
}

#[test]
fn the_truncation_of_a_code_leads_to_that_code() {
    for vector in rfc4226() {
        let code = truncation(&vector).code(Digits::Six);
        assert_eq!(code.to_string(), vector.get("hotp"));
    }
}

/// RFC 4226 §5.3: the offset is the low four bits of the last byte, and the four bytes begin there.
#[test]
fn the_offset_points_at_the_truncated_value() {
    for vector in rfc4226() {
        let truncation = truncation(&vector);
        let at = truncation.offset();
        let four = hex(&truncation.hmac()[at..at + 4]);
        let value = u32::from_str_radix(&four, 16).expect("hex") & 0x7fff_ffff;
        assert_eq!(value.to_string(), vector.get("truncated_decimal"));
    }
}
