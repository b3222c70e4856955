//! Nothing prints a secret: no `Debug`, no `Display`, of what holds one or of what was refused.

use std::fmt::{Debug, Display};
use std::marker::PhantomData;

use totp_toolset::oath::{
    Counter, Digits, Encoding, EncodingChoice, HashAlgorithm, Hotp, InvalidSecretLength,
    MovingFactor, Secret, SeedError, Token, decode_seed, encode_seed,
};
use zeroize::Zeroizing;

use crate::{hex, secret};

/// A text of this many characters in common is no accident: of a list of numbers, a part of two.
const TELLING: usize = 7;

/// Twenty bytes without a pattern, so that none of their spellings is part of an English sentence.
const BYTES: [u8; 20] = [
    0x9f, 0x3c, 0xe1, 0x57, 0x0b, 0xd8, 0x64, 0xa2, 0x7e, 0xf5, 0x13, 0xc9, 0x48, 0xb6, 0x2d, 0x80,
    0xeb, 0x71, 0x5a, 0x04,
];

/// The secret as it could turn up: in each encoding, and as a list of numbers.
fn spellings() -> Vec<String> {
    let secret = secret(&BYTES);
    let mut spellings: Vec<String> = Encoding::ALL
        .into_iter()
        .map(|encoding| encode_seed(&secret, encoding).to_string())
        .collect();
    spellings.push(format!("{BYTES:?}"));
    spellings.push(format!("{BYTES:x?}"));
    spellings
}

/// Whether `said` has a piece of `hidden`, in any case.
fn tells(said: &str, hidden: &str) -> bool {
    let said = said.to_lowercase();
    let hidden: Vec<char> = hidden.to_lowercase().chars().collect();
    hidden
        .windows(TELLING)
        .any(|piece| said.contains(&piece.iter().collect::<String>()))
}

fn assert_tells_nothing(said: &str, hidden: &[String]) {
    for hidden in hidden {
        assert!(!tells(said, hidden), "{hidden:?} in {said:?}");
    }
}

fn token() -> Token {
    Token {
        secret: secret(&BYTES),
        hash: HashAlgorithm::Sha1,
        digits: Digits::Six,
        factor: MovingFactor::default(),
        serial: "1234567".parse().ok(),
        manufacturer: None,
        model: None,
        upn: None,
        user: totp_toolset::oath::UserDetails::default(),
    }
}

#[test]
fn debug_of_what_holds_a_secret_tells_nothing_of_it() {
    let hotp = Hotp::new(&secret(&BYTES), HashAlgorithm::Sha1);
    let decoded = decode_seed(&spellings()[0], EncodingChoice::Automatic);
    let values: [&dyn Debug; 6] = [
        &secret(&BYTES),
        &token(),
        &hotp,
        &hotp.truncation(Counter(1)),
        &hotp.code(Counter(1), Digits::Eight),
        &decoded,
    ];
    for value in values {
        assert_tells_nothing(&format!("{value:?} {value:#?}"), &spellings());
    }
}

#[test]
fn debug_of_a_secret_shows_its_length_only() {
    assert_eq!(format!("{:?}", secret(&BYTES)), "Secret(20 bytes)");
}

#[test]
fn debug_of_a_code_shows_no_digit_of_it() {
    let code = token().hotp().code(Counter(1), Digits::Six);
    assert_eq!(format!("{code:?}"), "Code(6 digits)");
}

#[test]
fn debug_of_a_truncation_shows_its_counter_only() {
    let truncation = token().hotp().truncation(Counter(1));
    assert_eq!(format!("{truncation:?}"), "Truncation(counter 1)");
}

/// Every text that is the secret but for one character, in each encoding, read in each way.
#[test]
fn an_error_tells_nothing_of_what_was_refused() {
    for error in refusals() {
        let said = format!("{error} {error:?} {error:#?} {}", error.problem);
        assert_tells_nothing(&said, &spellings());
    }
}

fn refusals() -> Vec<SeedError> {
    let choices = [
        EncodingChoice::Automatic,
        EncodingChoice::Only(Encoding::Base32),
        EncodingChoice::Only(Encoding::Hex),
        EncodingChoice::Only(Encoding::Base64),
    ];
    let mut refusals = Vec::new();
    for spelling in &spellings()[..3] {
        let (start, end) = spelling.split_at(spelling.len() / 2);
        for wrong in ["!", "=", "é", "1A", &" ".repeat(5000)] {
            let text = format!("{start}{wrong}{end}");
            refusals.extend(
                choices
                    .iter()
                    .filter_map(|&choice| decode_seed(&text, choice).err()),
            );
        }
    }
    assert!(
        refusals.len() > 40,
        "only {} texts were refused",
        refusals.len()
    );
    refusals
}

#[test]
fn a_wrong_length_tells_only_itself() {
    let error = InvalidSecretLength { bytes: 2000 };
    assert_eq!(
        error.to_string(),
        "a secret of 2000 bytes: it must have 1 to 1024"
    );
}

#[test]
fn a_leak_would_be_found() {
    let leaks = [
        format!("{:?}", BYTES),
        format!("{:?}", &BYTES[5..9]),
        hex(&BYTES),
        hex(&BYTES).to_uppercase(),
        format!("OutsideAlphabet({})", &spellings()[0][3..10]),
        format!("SeedError {{ text: {} }}", spellings()[2]),
    ];
    for leak in leaks {
        assert!(
            spellings().iter().any(|hidden| tells(&leak, hidden)),
            "{leak}"
        );
    }
}

#[test]
fn a_seed_that_was_written_is_wiped_when_dropped() {
    let _: Zeroizing<String> = encode_seed(&secret(&BYTES), Encoding::Hex);
}

/// Whether a type has a trait: the inherent constant, where its bound holds, goes before the trait's.
macro_rules! implements {
    ($type:ty: $trait:path) => {{
        #[allow(dead_code)]
        trait Otherwise {
            const ANSWER: bool = false;
        }
        struct Asked<T>(PhantomData<T>);
        impl<T> Otherwise for Asked<T> {}
        #[allow(dead_code)]
        impl<T: $trait> Asked<T> {
            const ANSWER: bool = true;
        }
        Asked::<$type>::ANSWER
    }};
}

#[test]
fn a_secret_cannot_be_displayed() {
    assert!(!implements!(Secret: Display));
}

#[test]
fn a_secret_cannot_be_copied_by_accident() {
    assert!(!implements!(Secret: Clone) && !implements!(Token: Clone));
}

#[test]
fn a_trait_that_is_there_would_be_found() {
    assert!(implements!(Digits: Display) && implements!(Hotp: Clone));
}
