//! A seed as people write it: base32, hex or base64, with blanks, dashes, any case and padding.
//!
//! Decoding says what it removed and what else the text could mean; it never rewrites a character and never
//! guesses silently. Errors carry places, not text: the text may be the secret.

use std::fmt;
use std::sync::LazyLock;

use data_encoding::{BASE64, HEXLOWER, HEXLOWER_PERMISSIVE, Specification};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::Secret;

/// How bytes are written as text: RFC 4648.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Encoding {
    /// RFC 4648 §6: `A`–`Z` and `2`–`7`, five bits a character.
    Base32,
    /// RFC 4648 §8, called base16 there: four bits a character.
    Hex,
    /// RFC 4648 §4, and §5 when reading: six bits a character.
    Base64,
}

impl Encoding {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Base32, Self::Hex, Self::Base64];

    /// How many bits one character carries.
    pub const fn bits_a_character(self) -> usize {
        match self {
            Self::Base32 => 5,
            Self::Hex => 4,
            Self::Base64 => 6,
        }
    }

    const fn has_padding(self) -> bool {
        !matches!(self, Self::Hex)
    }

    const fn ignores_case(self) -> bool {
        !matches!(self, Self::Base64)
    }

    /// The character as the decoder takes it; `None` outside the alphabet.
    fn symbol(self, c: char) -> Option<u8> {
        let c = u8::try_from(c).ok()?;
        match self {
            Self::Base32 => {
                let upper = c.to_ascii_uppercase();
                matches!(upper, b'A'..=b'Z' | b'2'..=b'7').then_some(upper)
            }
            Self::Hex => c.is_ascii_hexdigit().then_some(c),
            Self::Base64 => match c {
                b'-' => Some(b'+'),
                b'_' => Some(b'/'),
                b'+' | b'/' => Some(c),
                _ => c.is_ascii_alphanumeric().then_some(c),
            },
        }
    }

    fn codec(self) -> &'static data_encoding::Encoding {
        match self {
            Self::Base32 => &LENIENT_BASE32,
            Self::Hex => &HEX_OF_ANY_CASE,
            Self::Base64 => &LENIENT_BASE64,
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Base32 => "base32",
            Self::Hex => "hex",
            Self::Base64 => "base64",
        })
    }
}

// Without padding, and with any trailing bits: secrets of 26 characters are in use, and Microsoft's own samples
// leave trailing bits that are not zero. Both are reported, not refused.
static LENIENT_BASE32: LazyLock<data_encoding::Encoding> =
    LazyLock::new(|| lenient("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"));
static HEX_OF_ANY_CASE: LazyLock<data_encoding::Encoding> = LazyLock::new(|| HEXLOWER_PERMISSIVE);
static LENIENT_BASE64: LazyLock<data_encoding::Encoding> =
    LazyLock::new(|| lenient("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"));

fn lenient(symbols: &str) -> data_encoding::Encoding {
    let mut specification = Specification::new();
    specification.symbols.push_str(symbols);
    specification.check_trailing_bits = false;
    // The two alphabets above are the only arguments; both have a power of two of different symbols.
    specification.encoding().expect("a valid alphabet")
}

/// Which encoding to read a seed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum EncodingChoice {
    /// Found out from the text, as [`decode_seed`] says.
    #[default]
    Automatic,
    /// This one and no other.
    Only(Encoding),
}

/// A decoded seed, with what was done to get there.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The seed.
    pub secret: Secret,
    /// How it was read.
    pub encoding: Encoding,
    /// What was removed or left over.
    pub oddities: Oddities,
    /// What else the same text is valid as: then the reader has to know which one was meant.
    pub also_valid_as: Vec<Alternative>,
}

/// What was removed from the text, and what the last character left over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Oddities {
    /// Blanks, tabs, line ends and invisible spaces removed.
    pub blanks: usize,
    /// Dashes removed.
    pub dashes: usize,
    /// Small letters read as capitals (base32 only).
    pub small_letters: usize,
    /// `=` removed from the end.
    pub padding: usize,
    /// Bits of the last character that make no whole byte: 0 to 7.
    pub leftover_bits: u8,
    /// Those bits are not all zero, so a strict decoder refuses the text.
    pub leftover_not_zero: bool,
}

/// Another encoding in which the same text is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// That encoding.
    pub encoding: Encoding,
    /// How many bits the seed would have then.
    pub bits: usize,
}

/// Why a text is no seed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a seed in {tried}: {problem}")]
pub struct SeedError {
    /// The encoding it was read in.
    pub tried: Encoding,
    /// What is wrong.
    pub problem: SeedProblem,
    /// The encodings in which it would be valid.
    pub valid_as: Vec<Alternative>,
}

/// What is wrong with the text of a seed. Positions count characters from 1, in the text as it was given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SeedProblem {
    /// Nothing there, or only blanks, dashes and padding.
    #[error("nothing there")]
    Empty,
    /// More than [`MAX_CHARACTERS`] characters, or more than [`Secret::MAX_BYTES`] bytes.
    #[error("too long")]
    TooLong,
    /// Characters outside the encoding's alphabet, in order; at least one.
    #[error("{} characters outside the alphabet", .0.len())]
    OutsideAlphabet(Vec<IllegalCharacter>),
    /// An `=` that is not at the end.
    #[error("padding inside the text, at character {position}")]
    PaddingInside {
        /// Where.
        position: usize,
    },
    /// No whole number of bytes has this many characters.
    #[error("{characters} characters are no whole number of bytes")]
    ImpossibleLength {
        /// Without blanks, dashes and padding.
        characters: usize,
    },
}

/// A character outside the alphabet. It is not carried itself: only where it stands and what it is confused with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IllegalCharacter {
    /// Counted in characters from 1.
    pub position: usize,
    /// What it is often mistaken for, when base32 is read.
    pub confusable: Option<Confusable>,
}

/// A digit that base32 lacks because it looks like a letter; hex and base64 have all three. Named, never rewritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confusable {
    /// `0`, for the letter O.
    Zero,
    /// `1`, for the letters I and L.
    One,
    /// `8`, for the letter B.
    Eight,
}

impl Confusable {
    fn of(c: char) -> Option<Self> {
        match c {
            '0' => Some(Self::Zero),
            '1' => Some(Self::One),
            '8' => Some(Self::Eight),
            _ => None,
        }
    }
}

/// The longest text that is looked at, in characters: 1024 bytes in hex, with room for blanks.
pub const MAX_CHARACTERS: usize = 4096;

/// Reads a seed.
///
/// With [`EncodingChoice::Automatic`], in this order: base32 where the text is valid base32, hex where it is valid
/// hex, base64 where it is valid base64 *and looks like it*: it has both capitals and small letters, and a `+`, `/`
/// or `_` or padding that base32 never has. A text that merely could be base64, as most mistyped base32 could, is
/// refused in the encoding that fits it best, and the error names base64 as the alternative.
///
/// Hex and base32 are each named where the other one was read and the text is valid in both. Base64 is named where
/// the encoding was found out and the text has both cases, which the other two need not have; and they are named
/// where base64 was chosen and the text has only one.
///
/// # Errors
/// [`SeedError`]: what is wrong, where, and in which encodings the text would be valid.
pub fn decode_seed(text: &str, choice: EncodingChoice) -> Result<Decoded, SeedError> {
    if let Some((end, _)) = text.char_indices().nth(MAX_CHARACTERS) {
        // No more of it is looked at: it may be a whole file that was pasted by mistake.
        return Err(SeedError {
            tried: likely_encoding(choice, &text[..end]),
            problem: SeedProblem::TooLong,
            valid_as: Vec::new(),
        });
    }
    let (encoding, result) = match choice {
        EncodingChoice::Only(encoding) => (encoding, decode_as(text, encoding)),
        EncodingChoice::Automatic => decode_automatically(text),
    };
    match result {
        Ok((secret, oddities)) => Ok(Decoded {
            secret,
            encoding,
            oddities,
            also_valid_as: alternatives(text, encoding, |other| {
                is_ambiguous(text, choice, encoding, other)
            }),
        }),
        // A few dashes are valid base64, but nobody means them.
        Err(SeedProblem::Empty) => Err(SeedError {
            tried: encoding,
            problem: SeedProblem::Empty,
            valid_as: Vec::new(),
        }),
        Err(problem) => Err(SeedError {
            tried: encoding,
            problem,
            valid_as: alternatives(text, encoding, |_| true),
        }),
    }
}

/// Writes a seed: base32 in capitals without padding, hex in small letters, base64 with padding.
/// The text is the secret; it is wiped when dropped.
pub fn encode_seed(secret: &Secret, encoding: Encoding) -> Zeroizing<String> {
    // Exposed: this is where a person asks to see it.
    let bytes = secret.expose();
    Zeroizing::new(match encoding {
        Encoding::Base32 => data_encoding::BASE32_NOPAD.encode(bytes),
        Encoding::Hex => HEXLOWER.encode(bytes),
        Encoding::Base64 => BASE64.encode(bytes),
    })
}

type Attempt = Result<(Secret, Oddities), SeedProblem>;

fn decode_automatically(text: &str) -> (Encoding, Attempt) {
    let base32 = decode_as(text, Encoding::Base32);
    if base32.is_ok() {
        return (Encoding::Base32, base32);
    }
    let hex = decode_as(text, Encoding::Hex);
    if hex.is_ok() {
        return (Encoding::Hex, hex);
    }
    match likely_encoding(EncodingChoice::Automatic, text) {
        Encoding::Base64 => (Encoding::Base64, decode_as(text, Encoding::Base64)),
        Encoding::Hex => (Encoding::Hex, hex),
        Encoding::Base32 => (Encoding::Base32, base32),
    }
}

/// The encoding whose error helps most: where the fewest characters are wrong, and base32 where it makes no
/// difference.
fn likely_encoding(choice: EncodingChoice, text: &str) -> Encoding {
    let wrong = |encoding: Encoding| {
        let is_wrong = |c: &char| encoding.symbol(*c).is_none();
        text.chars().filter(is_wrong).count()
    };
    match choice {
        EncodingChoice::Only(encoding) => encoding,
        EncodingChoice::Automatic if looks_like_base64(text) => Encoding::Base64,
        EncodingChoice::Automatic if wrong(Encoding::Hex) < wrong(Encoding::Base32) => {
            Encoding::Hex
        }
        EncodingChoice::Automatic => Encoding::Base32,
    }
}

/// Both cases are asked for because `+`, `/` and `_` alone may group base32, or be a blank in a URI (`+`).
fn looks_like_base64(text: &str) -> bool {
    has_both_cases(text) && (text.contains(['+', '/', '_']) || has_padding_of_base64_only(text))
}

/// RFC 4648 §4 fills up to a multiple of 4 with one or two `=`, §6 to a multiple of 8 with 1, 3, 4 or 6.
fn has_padding_of_base64_only(text: &str) -> bool {
    let length = text.chars().filter(|&c| !is_blank(c)).count();
    let padding = text.chars().filter(|&c| c == '=').count();
    padding == 2 && length.is_multiple_of(4)
        || padding == 1 && length.is_multiple_of(4) && !length.is_multiple_of(8)
}

/// Base32 and hex are written in one case or the other; in base64 the case means something, so it has both.
fn has_both_cases(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_lowercase())
        && text.contains(|c: char| c.is_ascii_uppercase())
}

/// Whether a text that was read in one encoding may well be meant in the other, if it is valid there. Nearly every
/// base32 text is valid base64: to say so each time would be noise.
fn is_ambiguous(text: &str, choice: EncodingChoice, read_as: Encoding, other: Encoding) -> bool {
    match (read_as, other) {
        (Encoding::Base64, _) => !has_both_cases(text),
        (_, Encoding::Base64) => choice == EncodingChoice::Automatic && has_both_cases(text),
        _ => true,
    }
}

fn alternatives(
    text: &str,
    read_as: Encoding,
    is_worth_naming: impl Fn(Encoding) -> bool,
) -> Vec<Alternative> {
    Encoding::ALL
        .into_iter()
        .filter(|&encoding| encoding != read_as && is_worth_naming(encoding))
        .filter_map(|encoding| {
            let (secret, _) = decode_as(text, encoding).ok()?;
            let bits = secret.bits();
            Some(Alternative { encoding, bits })
        })
        .collect()
}

fn decode_as(text: &str, encoding: Encoding) -> Attempt {
    let (symbols, mut oddities) = collect_symbols(text, encoding)?;
    if symbols.is_empty() {
        return Err(SeedProblem::Empty);
    }
    let impossible = SeedProblem::ImpossibleLength {
        characters: symbols.len(),
    };
    let bits = symbols.len() * encoding.bits_a_character();
    let leftover_bits = bits % 8;
    // A whole character that adds no bit to any byte: no encoder writes that.
    if leftover_bits >= encoding.bits_a_character() || bits < 8 {
        return Err(impossible);
    }
    if encoding == Encoding::Hex && leftover_bits != 0 {
        return Err(impossible);
    }
    let codec = encoding.codec();
    let mut bytes = Zeroizing::new(vec![0; bits / 8]);
    codec
        .decode_mut(&symbols, &mut bytes)
        .map_err(|_| impossible)?;
    let secret = Secret::from_bytes(&bytes).map_err(|_| SeedProblem::TooLong)?;
    // The alphabets ignore case where it means nothing, so only what differs in bits differs here.
    let again = Zeroizing::new(codec.encode(&bytes));
    oddities.leftover_bits = leftover_bits as u8;
    oddities.leftover_not_zero = leftover_bits > 0 && again.as_bytes().last() != symbols.last();
    Ok((secret, oddities))
}

fn collect_symbols(
    text: &str,
    encoding: Encoding,
) -> Result<(Zeroizing<Vec<u8>>, Oddities), SeedProblem> {
    let mut symbols = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut oddities = Oddities::default();
    let mut illegal = Vec::new();
    let mut first_padding = None;
    for (position, c) in (1..).zip(text.chars()) {
        let symbol = encoding.symbol(c);
        if let (Some(_), Some(position)) = (symbol, first_padding) {
            return Err(SeedProblem::PaddingInside { position });
        }
        match symbol {
            Some(symbol) => {
                let small = encoding == Encoding::Base32 && c.is_ascii_lowercase();
                oddities.small_letters += usize::from(small);
                symbols.push(symbol);
            }
            None if is_blank(c) => oddities.blanks += 1,
            None if is_dash(c) && encoding.ignores_case() => oddities.dashes += 1,
            None if c == '=' && encoding.has_padding() => {
                first_padding = first_padding.or(Some(position));
                oddities.padding += 1;
            }
            None => illegal.push(IllegalCharacter {
                position,
                confusable: Confusable::of(c),
            }),
        }
    }
    if illegal.is_empty() {
        Ok((symbols, oddities))
    } else {
        Err(SeedProblem::OutsideAlphabet(illegal))
    }
}

/// Blanks of every kind, and characters that cannot be seen.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// What word processors, web pages and Windows' dialogs put around and between letters: the soft hyphen, joiners,
/// the byte order mark, and marks of the writing direction; and what else a text can hold unseen, from
/// Unicode's `Default_Ignorable_Code_Point` and the interlinear annotations.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// What turns the direction of the text behind it: embeddings, overrides and isolates (Unicode, UAX #9 §2). The plain marks,
/// with which names in Hebrew or Arabic are written, turn nothing.
pub const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What people put between the characters of a seed, and no encoding but base64 has a meaning for.
pub fn is_separator(c: char) -> bool {
    is_blank(c) || is_dash(c)
}

/// The hyphen, and what word processors make of it.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}
