//! One-time passwords: RFC 4226 (HOTP) and RFC 6238 (TOTP), and the words they are spoken of in.
//!
//! Pure: no clock, no randomness, no input or output, no browser. Time and entropy are passed in.
//! Nothing here prints a secret: [`Secret`] has no `Display`, and its `Debug` shows a length only.

mod code;
mod hash;
mod hotp;
mod secret;
mod seed;
mod time;
mod token;
mod uptime;

pub use code::{Code, Digits, InvalidDigits};
pub use hash::{HashAlgorithm, UnknownHashAlgorithm};
pub use hotp::{Hotp, Truncation, hmac};
pub use secret::{InvalidSecretLength, Secret};
pub use seed::{
    Alternative, Confusable, Decoded, Encoding, EncodingChoice, IllegalCharacter, MAX_CHARACTERS,
    Oddities, SeedError, SeedProblem, decode_seed, encode_seed, is_separator, turns_direction,
};
pub use time::{BeforeEpoch, Counter, InvalidTimeStep, TimeStep, UnixTime};
pub use token::{
    Department, DisplayName, InvalidText, Manufacturer, Model, MovingFactor, ObjectId,
    SerialNumber, Token, Upn, UserDetails,
};
pub use uptime::{Stamp, Uptime};
