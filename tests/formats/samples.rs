//! Tokens to test with. No seed here is anybody's.

use totp_toolset::formats::{
    Assumed, Certainty, Column, Finding, FindingCode, Format, FormatError, Mending, ReadAs,
    Reading, Written, read, recognise,
};
use totp_toolset::oath::{
    Digits, HashAlgorithm, MovingFactor, Secret, TimeStep, Token, UserDetails,
};
use totp_toolset::work::{FileKind, FileOrder};

/// The SHA-1 seed of RFC 6238, appendix B.
pub const RFC_SEED: &[u8] = b"12345678901234567890";

/// The same in hex.
pub const RFC_HEX: &str = "3132333435363738393031323334353637383930";

/// The same in base32.
pub const RFC_BASE32: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// A token that Entra ID takes; tests change what they are about.
pub fn token() -> Token {
    Token {
        secret: secret(RFC_SEED),
        hash: HashAlgorithm::Sha1,
        digits: Digits::Six,
        factor: MovingFactor::default(),
        serial: Some(parsed("1000001")),
        manufacturer: Some(parsed("Contoso")),
        model: Some(parsed("HardwareKey")),
        upn: Some(parsed("alice@contoso.com")),
        user: UserDetails::default(),
    }
}

/// Tokens that Entra ID takes, each with its own serial number, secret and user.
pub fn fleet(size: usize) -> Vec<Token> {
    (0..size)
        .map(|number| {
            let mut seed = [0x5a; 20];
            seed[..8].copy_from_slice(&number.to_be_bytes());
            Token {
                secret: secret(&seed),
                serial: Some(parsed(&format!("{number:06}"))),
                upn: Some(parsed(&format!("user{number}@contoso.com"))),
                ..token()
            }
        })
        .collect()
}

/// A time-based factor with this step.
pub fn every(seconds: u32) -> MovingFactor {
    MovingFactor::Time(TimeStep::try_from(seconds).expect("above zero"))
}

/// What a file of this format holds, uncorrected.
pub fn read_as(format: Format, bytes: &[u8]) -> Result<Reading, FormatError> {
    let read_as = ReadAs::Format(format);
    read(bytes, read_as, &Mending::default(), &Assumed::default())
}

/// How sure it is that a file is of this format; `None` where it is not among those it may be.
pub fn certainty(file: &str, format: Format) -> Option<Certainty> {
    let formats = recognise(file);
    let found = formats.iter().find(|(found, _)| *found == format);
    found.map(|(_, certainty)| *certainty)
}

/// What an Entra CSV holds, uncorrected.
pub fn read_entra(bytes: &[u8]) -> Result<Reading, FormatError> {
    read_as(Format::EntraCsv, bytes)
}

/// An order for one file of this kind with all tokens, at this time: milliseconds since 1970.
pub fn order(kind: FileKind, milliseconds: i64) -> FileOrder {
    FileOrder {
        kind,
        date: "2026-11-24".to_owned(),
        most_rows: None,
        milliseconds,
    }
}

/// What was written, as text.
pub fn text(written: &Written) -> String {
    String::from_utf8(written.bytes.to_vec()).expect("UTF-8")
}

/// What was found and in which cells, without the rows.
pub fn said(findings: &[Finding]) -> Vec<(FindingCode, Option<Column>)> {
    findings
        .iter()
        .map(|finding| (finding.code, finding.location.column))
        .collect()
}

pub fn secret(bytes: &[u8]) -> Secret {
    Secret::from_bytes(bytes).expect("a usable length")
}

/// A valid text of any kind.
pub fn parsed<T>(text: &str) -> T
where
    T: std::str::FromStr,
    T::Err: std::fmt::Debug,
{
    text.parse().expect("a valid text")
}
