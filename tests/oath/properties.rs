//! What holds for any seed, any text, any time: random ones are tried, and what fails is made small.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use totp_toolset::oath::{
    Counter, Digits, Encoding, EncodingChoice, HashAlgorithm, Hotp, Oddities, SeedProblem,
    TimeStep, UnixTime, decode_seed, encode_seed,
};

use crate::secret;

fn settings() -> ProptestConfig {
    ProptestConfig {
        cases: 1000,
        // A failure names its case; no file is written beside the tests.
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn encodings() -> impl Strategy<Value = Encoding> {
    select(&Encoding::ALL[..])
}

fn choices() -> impl Strategy<Value = EncodingChoice> {
    prop_oneof![
        Just(EncodingChoice::Automatic),
        encodings().prop_map(EncodingChoice::Only)
    ]
}

fn steps() -> impl Strategy<Value = TimeStep> {
    prop_oneof![
        1..=86_400_u32,
        any::<u32>().prop_map(|seconds| seconds.max(1))
    ]
    .prop_map(|seconds| TimeStep::try_from(seconds).expect("at least one second"))
}

/// Moments since 1970, in milliseconds.
fn moments() -> impl Strategy<Value = i64> {
    prop_oneof![0..=253_402_300_799_999_i64, 0..=i64::MAX]
}

/// What people put between the characters of a seed, and how it is counted.
#[derive(Clone, Copy, Debug)]
enum Sprinkle {
    Nothing,
    Blank(char),
    Dash(char),
}

fn sprinkles(encoding: Encoding) -> BoxedStrategy<Sprinkle> {
    let blanks = select(&[' ', '\t', '\n', '\r', '\u{a0}', '\u{200b}', '\u{feff}'][..]);
    let dashes = select(&['-', '‐', '–', '—', '−'][..]);
    let blanks_and_nothing = prop_oneof![
        8 => Just(Sprinkle::Nothing),
        1 => blanks.prop_map(Sprinkle::Blank),
    ];
    match encoding {
        // There a dash is a character of the alphabet.
        Encoding::Base64 => blanks_and_nothing.boxed(),
        Encoding::Base32 | Encoding::Hex => {
            prop_oneof![8 => blanks_and_nothing, 1 => dashes.prop_map(Sprinkle::Dash)].boxed()
        }
    }
}

/// A seed as a person might have it: its bytes, the encoding, the text, and what is odd about that.
fn written_seeds() -> impl Strategy<Value = (Vec<u8>, Encoding, String, Oddities)> {
    (vec(any::<u8>(), 1..=128), encodings())
        .prop_flat_map(|(bytes, encoding)| {
            let plain = encode_seed(&secret(&bytes), encoding);
            let plain = plain.trim_end_matches('=').to_owned();
            let characters = plain.chars().count();
            let each = (any::<bool>(), sprinkles(encoding));
            let padding = if encoding == Encoding::Hex {
                0..=0
            } else {
                0..=8_usize
            };
            (
                Just(bytes),
                Just(encoding),
                Just(plain),
                vec(each, characters),
                padding,
            )
        })
        .prop_map(|(bytes, encoding, plain, each, padding)| {
            let (text, oddities) = write(encoding, &plain, &each, padding);
            (bytes, encoding, text, oddities)
        })
}

fn write(
    encoding: Encoding,
    plain: &str,
    each: &[(bool, Sprinkle)],
    padding: usize,
) -> (String, Oddities) {
    let mut text = String::new();
    let mut oddities = Oddities {
        padding,
        // What is left of the last character after whole bytes.
        leftover_bits: (plain.len() * encoding.bits_a_character() % 8) as u8,
        ..Oddities::default()
    };
    for (c, &(other_case, sprinkle)) in plain.chars().zip(each) {
        if other_case && encoding == Encoding::Base32 && c.is_ascii_uppercase() {
            oddities.small_letters += 1;
            text.push(c.to_ascii_lowercase());
        } else if other_case && encoding == Encoding::Hex {
            text.push(c.to_ascii_uppercase());
        } else {
            text.push(c);
        }
        match sprinkle {
            Sprinkle::Nothing => {}
            Sprinkle::Blank(blank) => {
                oddities.blanks += 1;
                text.push(blank);
            }
            Sprinkle::Dash(dash) => {
                oddities.dashes += 1;
                text.push(dash);
            }
        }
    }
    text.extend(std::iter::repeat_n('=', padding));
    (text, oddities)
}

/// Texts near to seeds: their alphabets, what is removed from them, and what is neither.
fn near_seeds() -> impl Strategy<Value = String> {
    "[A-Za-z0-9+/_=\\- \t\n018é–\u{200b}🔑!]{0,120}"
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn a_written_seed_is_read_back(bytes in vec(any::<u8>(), 1..=1024), encoding in encodings()) {
        let written = encode_seed(&secret(&bytes), encoding);
        let decoded = decode_seed(&written, EncodingChoice::Only(encoding));
        prop_assert_eq!(decoded.map(|decoded| decoded.secret), Ok(secret(&bytes)));
    }

    #[test]
    fn a_seed_is_read_however_it_is_grouped_cased_and_padded(
        (bytes, encoding, text, _) in written_seeds()
    ) {
        let decoded = decode_seed(&text, EncodingChoice::Only(encoding));
        prop_assert_eq!(decoded.map(|decoded| decoded.secret), Ok(secret(&bytes)), "{:?}", text);
    }

    #[test]
    fn what_was_put_into_a_seed_is_counted((_, encoding, text, oddities) in written_seeds()) {
        let decoded = decode_seed(&text, EncodingChoice::Only(encoding));
        prop_assert_eq!(decoded.map(|decoded| decoded.oddities), Ok(oddities), "{:?}", text);
    }

    #[test]
    fn a_seed_that_is_read_without_a_choice_is_the_same_with_that_choice(text in near_seeds()) {
        if let Ok(found) = decode_seed(&text, EncodingChoice::Automatic) {
            let chosen = decode_seed(&text, EncodingChoice::Only(found.encoding));
            prop_assert_eq!(chosen.map(|chosen| chosen.secret), Ok(found.secret));
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>(), choice in choices()) {
        let _ = decode_seed(&text, choice);
    }

    #[test]
    fn no_text_near_to_a_seed_makes_the_reader_panic(text in near_seeds(), choice in choices()) {
        let _ = decode_seed(&text, choice);
    }

    #[test]
    fn a_position_lies_in_the_text_and_on_what_is_wrong(text in near_seeds(), choice in choices()) {
        let characters: Vec<char> = text.chars().collect();
        match decode_seed(&text, choice).map_err(|error| error.problem) {
            Err(SeedProblem::OutsideAlphabet(illegal)) => {
                prop_assert!(!illegal.is_empty());
                for illegal in illegal {
                    let c = characters[illegal.position - 1];
                    prop_assert!(!c.is_whitespace(), "{:?} at {}", c, illegal.position);
                }
            }
            Err(SeedProblem::PaddingInside { position }) => {
                prop_assert_eq!(characters[position - 1], '=');
            }
            _ => {}
        }
    }

    #[test]
    fn what_is_named_as_valid_is_valid(text in near_seeds(), choice in choices()) {
        let named = match decode_seed(&text, choice) {
            Ok(decoded) => decoded.also_valid_as,
            Err(error) => error.valid_as,
        };
        for other in named {
            let decoded = decode_seed(&text, EncodingChoice::Only(other.encoding));
            prop_assert_eq!(decoded.map(|decoded| decoded.secret.bits()), Ok(other.bits));
        }
    }

    #[test]
    fn a_code_has_all_its_digits(
        bytes in vec(any::<u8>(), 1..=128),
        hash in select(&HashAlgorithm::ALL[..]),
        digits in select(&Digits::ALL[..]),
        counter in any::<u64>(),
    ) {
        let code = Hotp::new(&secret(&bytes), hash).code(Counter(counter), digits).to_string();
        prop_assert_eq!(code.len(), usize::from(digits.count()));
        prop_assert!(code.bytes().all(|digit| digit.is_ascii_digit()));
    }

    #[test]
    fn a_grouped_code_is_the_code_with_blanks(counter in any::<u64>(), digits in select(&Digits::ALL[..])) {
        let code = Hotp::new(&secret(b"abc"), HashAlgorithm::Sha1).code(Counter(counter), digits);
        prop_assert_eq!(code.grouped().replace(' ', ""), code.to_string());
    }

    #[test]
    fn a_moment_lies_in_the_step_of_its_counter(milliseconds in moments(), step in steps()) {
        let time = UnixTime::from_milliseconds(milliseconds);
        let counter = step.counter_at(time).expect("after 1970");
        let start = step.start_of(counter).expect("not after the moment itself");
        let into = time.milliseconds_since(start);
        prop_assert!((0..i64::from(step.seconds()) * 1000).contains(&into), "{} ms into it", into);
    }

    #[test]
    fn the_seconds_into_a_step_are_those_since_its_start(milliseconds in moments(), step in steps()) {
        let time = UnixTime::from_milliseconds(milliseconds);
        let counter = step.counter_at(time).expect("after 1970");
        let start = step.start_of(counter).expect("not after the moment itself");
        let into = time.milliseconds_since(start).div_euclid(1000);
        prop_assert_eq!(i64::from(step.seconds_into(time)), into);
    }

    #[test]
    fn a_moment_before_1970_has_no_counter(milliseconds in i64::MIN..0, step in steps()) {
        prop_assert!(step.counter_at(UnixTime::from_milliseconds(milliseconds)).is_err());
    }

    #[test]
    fn a_hash_is_read_back_in_every_spelling_and_case(
        hash in select(&HashAlgorithm::ALL[..]),
        in_uri in any::<bool>(),
        front in select(&["", "HMAC", "HMAC-"][..]),
        small in any::<bool>(),
    ) {
        let name = if in_uri { hash.uri_name().to_owned() } else { hash.to_string() };
        let text = format!("{front}{name}");
        let text = if small { text.to_lowercase() } else { text };
        prop_assert_eq!(text.parse(), Ok(hash), "{}", text);
    }
}
