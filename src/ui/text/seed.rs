//! What is said of a seed: how it was read, what was removed, why it is none.

use crate::app::{SeedFault, SeedReading};
use crate::formats::otpauth::{OtpauthError, OtpauthNote};
use crate::oath::{
    Alternative, Confusable, Encoding, IllegalCharacter, MAX_CHARACTERS, Oddities, Secret,
    SeedError, SeedProblem,
};

use super::count;

/// What was read and what was done to get there: one sentence each, the result first.
pub fn report(reading: &SeedReading) -> Vec<String> {
    match reading {
        SeedReading::Seed(decoded) => {
            let mut said = vec![format!(
                "Read as {}: {}.",
                decoded.encoding,
                bits(decoded.secret.bits())
            )];
            said.extend(oddities(&decoded.oddities));
            said.extend(
                decoded
                    .also_valid_as
                    .iter()
                    .map(|other| also_valid(decoded.encoding, *other)),
            );
            said.extend(strength(&decoded.secret));
            said
        }
        SeedReading::Uri(key) => {
            let mut said = vec![format!(
                "Read as an otpauth URI: {}; hash, digits, step, issuer and account come from it.",
                bits(key.secret.bits())
            )];
            said.extend(oddities(&key.oddities));
            said.extend(strength(&key.secret));
            said
        }
    }
}

/// What was noticed in an otpauth URI.
pub fn uri_note(note: OtpauthNote) -> &'static str {
    match note {
        OtpauthNote::IssuersDiffer => {
            "The URI names two different issuers; the parameter “issuer” is taken, as apps do."
        }
        OtpauthNote::UnknownParameter => {
            "The URI has a parameter that is not part of the format; it is left out."
        }
        OtpauthNote::Fragment => {
            "The URI goes on after a number sign (#); that part is left out. Compare issuer and account with their source."
        }
    }
}

/// Why there is no seed, and what to do.
pub fn fault(fault: &SeedFault) -> Vec<String> {
    match fault {
        SeedFault::NoEntropy => vec![super::NO_ENTROPY.to_owned()],
        SeedFault::Seed(error) => seed_error(error),
        SeedFault::Uri(error) => uri_error(error),
    }
}

fn bits(bits: usize) -> String {
    format!("{bits} bits or {}", count(bits / 8, "byte", "bytes"))
}

fn oddities(oddities: &Oddities) -> Vec<String> {
    let mut removed = Vec::new();
    let mut note = |number: usize, one: &str, many: &str| {
        if number > 0 {
            removed.push(count(number, one, many));
        }
    };
    note(oddities.blanks, "blank", "blanks");
    note(oddities.dashes, "dash", "dashes");
    note(
        oddities.padding,
        "padding character (=)",
        "padding characters (=)",
    );
    let mut said = Vec::new();
    if !removed.is_empty() {
        said.push(format!("Removed: {}.", removed.join(", ")));
    }
    if oddities.small_letters > 0 {
        said.push(format!(
            "{} read as capitals.",
            count(oddities.small_letters, "small letter", "small letters")
        ));
    }
    if oddities.leftover_bits > 0 {
        let left = count(oddities.leftover_bits.into(), "bit", "bits");
        said.push(if oddities.leftover_not_zero {
            format!(
                "The last character leaves {left} that belong to no byte and are not zero: strict programs refuse this \
                 spelling, and the seed may have been cut off. Compare it with its source."
            )
        } else {
            format!("The last character leaves {left}, all zero, as it should be with this length.")
        });
    }
    said
}

fn also_valid(read_as: Encoding, other: Alternative) -> String {
    format!(
        "Also valid as {}: it would be {} then. If the source says {}, choose that under “Read the seed as”; codes of the \
         wrong one never match. It was read as {read_as}.",
        other.encoding,
        bits(other.bits),
        other.encoding
    )
}

fn strength(secret: &Secret) -> Option<String> {
    if secret.bits() < Secret::MIN_BITS_REQUIRED {
        Some("Weak: RFC 4226 requires at least 128 bits. Use a longer seed for anything but a trial.".to_owned())
    } else if secret.bits() < Secret::RECOMMENDED_BITS {
        Some("RFC 4226 recommends 160 bits.".to_owned())
    } else {
        None
    }
}

fn seed_error(error: &SeedError) -> Vec<String> {
    let mut said = problem(error.tried, &error.problem);
    said.extend(error.valid_as.iter().map(|other| {
        format!(
            "The same text is valid as {}, {}: if that is what it is, choose it under “Read the seed as”.",
            other.encoding,
            bits(other.bits)
        )
    }));
    said
}

fn problem(tried: Encoding, problem: &SeedProblem) -> Vec<String> {
    match problem {
        SeedProblem::Empty => {
            vec!["No seed yet. Type or paste one, or make a random one.".to_owned()]
        }
        SeedProblem::TooLong => vec![format!(
            "Too long: a seed has at most {} bytes, and the text at most {MAX_CHARACTERS} characters.",
            Secret::MAX_BYTES
        )],
        SeedProblem::OutsideAlphabet(characters) => outside_alphabet(tried, characters),
        SeedProblem::PaddingInside { position } => vec![format!(
            "Character {position} is an equals sign, which only ends a seed. Two seeds may have run together: keep one."
        )],
        SeedProblem::ImpossibleLength { characters } => vec![format!(
            "{} of {tried} make no whole number of bytes: one is missing or too many. Copy the seed again.",
            count(*characters, "character", "characters")
        )],
    }
}

/// How many characters are named one by one.
const NAMED: usize = 5;

fn outside_alphabet(tried: Encoding, characters: &[IllegalCharacter]) -> Vec<String> {
    let mut said: Vec<String> = characters
        .iter()
        .take(NAMED)
        .map(|character| match character.confusable {
            Some(confusable) => format!(
                "Character {} is {}, which {tried} does not have; it is often mistaken for {}. Look at the source and correct it.",
                character.position,
                digit(confusable),
                letters(confusable)
            ),
            None => format!(
                "Character {} is not {}. Remove or correct it.",
                character.position,
                alphabet(tried)
            ),
        })
        .collect();
    if characters.len() > NAMED {
        said.push(format!(
            "And {} more such characters.",
            characters.len() - NAMED
        ));
    }
    said
}

fn digit(confusable: Confusable) -> &'static str {
    match confusable {
        Confusable::Zero => "the digit 0",
        Confusable::One => "the digit 1",
        Confusable::Eight => "the digit 8",
    }
}

fn letters(confusable: Confusable) -> &'static str {
    match confusable {
        Confusable::Zero => "the letter O",
        Confusable::One => "the letter I or L",
        Confusable::Eight => "the letter B",
    }
}

fn alphabet(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Base32 => "base32 (A to Z, 2 to 7)",
        Encoding::Hex => "hex (0 to 9, A to F)",
        Encoding::Base64 => "base64 (A to Z, a to z, 0 to 9, + and /)",
    }
}

fn uri_error(error: &OtpauthError) -> Vec<String> {
    let sentence = match error {
        OtpauthError::Secret(error) => {
            let mut said = vec!["The secret in the otpauth URI is unusable; characters count from its own start.".to_owned()];
            said.extend(problem(error.tried, &error.problem));
            return said;
        }
        OtpauthError::TooLong => "The otpauth URI is too long. Copy it again.".to_owned(),
        OtpauthError::UnknownType => {
            "The URI is neither of type totp nor hotp: it must begin with otpauth://totp/ or otpauth://hotp/.".to_owned()
        }
        OtpauthError::PercentEncoding => {
            "A percent sign in the otpauth URI is not followed by two hex digits, or the text it encodes is not UTF-8. Copy it again.".to_owned()
        }
        OtpauthError::NoSecret => "The otpauth URI has no secret. Copy all of it, up to its end.".to_owned(),
        OtpauthError::Algorithm => "The otpauth URI names an unknown algorithm. Known are SHA1, SHA256 and SHA512.".to_owned(),
        OtpauthError::Digits => "The otpauth URI names an unusable number of digits. Known are 6, 7 and 8.".to_owned(),
        OtpauthError::Period => "The period of the otpauth URI is not a number of seconds from 1 up.".to_owned(),
        OtpauthError::Counter => "The otpauth URI is of type hotp and has no usable counter.".to_owned(),
        OtpauthError::Twice(name) => {
            format!("The otpauth URI has the parameter “{name}” twice. Two URIs may have run together: keep one.")
        }
    };
    vec![sentence]
}
