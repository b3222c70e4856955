//! Codes as they are shown, and the seeds that break naive programs.

use totp_toolset::oath::{
    Code, Counter, Digits, EncodingChoice, HashAlgorithm, Hotp, InvalidDigits, MovingFactor,
    TimeStep, Token, UnixTime, decode_seed,
};

use crate::digits_repeated;

/// A code of the secret of RFC 4226.
fn rfc_code(counter: u64, digits: Digits) -> Code {
    Hotp::new(&digits_repeated(20), HashAlgorithm::Sha1).code(Counter(counter), digits)
}

/// 26 characters are no multiple of 8: decoders that fill up or cut off make another seed of it.
#[test]
fn a_secret_of_26_characters_gives_its_known_code() {
    let decoded =
        decode_seed("S46SQCPPTCNPROMHWYBDCTBZXV", EncodingChoice::default()).expect("valid base32");
    let time = UnixTime::from_seconds(1_612_380_872);
    let code = Hotp::new(&decoded.secret, HashAlgorithm::Sha1)
        .code_at(time, TimeStep::THIRTY, Digits::Six)
        .expect("after 1970");
    assert_eq!(code.to_string(), "100172");
}

/// The first counters whose codes begin with one to five zeros, found with Python's `hmac`.
#[test]
fn a_code_keeps_its_leading_zeros() {
    let table = [
        (30, "026920"),
        (36, "003784"),
        (44, "000152"),
        (25_193, "000039"),
        (226_500, "000007"),
    ];
    for (counter, code) in table {
        assert_eq!(rfc_code(counter, Digits::Six).to_string(), code);
    }
}

#[test]
fn fewer_digits_are_the_end_of_more_digits() {
    let codes = Digits::ALL.map(|digits| rfc_code(1, digits).to_string());
    assert_eq!(codes, ["287082", "4287082", "94287082"]);
}

#[test]
fn a_code_is_grouped_in_threes_with_its_leading_zeros() {
    let table = [
        (0, Digits::Six, "755 224"),
        (30, Digits::Six, "026 920"),
        (226_500, Digits::Six, "000 007"),
        (1, Digits::Seven, "428 708 2"),
        (1, Digits::Eight, "942 870 82"),
    ];
    for (counter, digits, grouped) in table {
        assert_eq!(rfc_code(counter, digits).grouped(), grouped);
    }
}

#[test]
fn codes_of_other_lengths_differ() {
    assert_ne!(rfc_code(1, Digits::Six), rfc_code(1, Digits::Seven));
}

#[test]
fn a_code_has_6_7_or_8_digits() {
    for (count, digits) in [(6, Digits::Six), (7, Digits::Seven), (8, Digits::Eight)] {
        assert_eq!(Digits::try_from(count), Ok(digits));
    }
}

#[test]
fn any_other_number_of_digits_is_refused() {
    for count in [0, 1, 5, 9, 10, u32::MAX] {
        assert_eq!(Digits::try_from(count), Err(InvalidDigits), "{count}");
    }
}

#[test]
fn a_token_makes_its_codes_with_its_own_hash() {
    let token = Token {
        secret: digits_repeated(32),
        hash: HashAlgorithm::Sha256,
        digits: Digits::Eight,
        factor: MovingFactor::default(),
        serial: None,
        manufacturer: None,
        model: None,
        upn: None,
        user: totp_toolset::oath::UserDetails::default(),
    };
    // RFC 6238, appendix B: time 59, SHA256.
    let code = token.hotp().code(Counter(1), token.digits);
    assert_eq!(code.to_string(), "46119246");
}

#[test]
fn a_token_counts_time_in_steps_of_30_seconds_by_default() {
    let factor = MovingFactor::default();
    assert_eq!(factor, MovingFactor::Time(TimeStep::THIRTY));
}
