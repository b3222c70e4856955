//! The `otpauth://` URI that QR codes for authenticator apps hold.
//!
//! Source: google/google-authenticator, wiki page "Key Uri Format". The whole URI is a secret: errors and notes never
//! quote it. Parsed here, because the `url` crate adds 70 KB and its rules for web addresses do not help.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use zeroize::Zeroizing;

use crate::oath::{
    Counter, Decoded, Digits, Encoding, EncodingChoice, HashAlgorithm, MovingFactor, Oddities,
    Secret, SeedError, TimeStep, decode_seed, encode_seed,
};

/// What the URI says.
#[derive(Debug, PartialEq, Eq)]
pub struct OtpauthKey {
    /// The secret.
    pub secret: Secret,
    /// The hash; SHA-1 where the URI names none.
    pub hash: HashAlgorithm,
    /// The digits; 6 where the URI names none.
    pub digits: Digits,
    /// Time, every 30 seconds where the URI names no period, or counter.
    pub factor: MovingFactor,
    /// Whose service it is; may be empty.
    pub issuer: String,
    /// Whose account it is; may be empty.
    pub account: String,
    /// What was removed from the secret.
    pub oddities: Oddities,
    /// What was noticed on the way.
    pub notes: Vec<OtpauthNote>,
}

/// Something in the URI that is not refused, but said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtpauthNote {
    /// The issuer of the label and the parameter `issuer` differ; the parameter holds.
    IssuersDiffer,
    /// A parameter that is not part of the format was left out.
    UnknownParameter,
    /// What stands behind a `#` was left out.
    Fragment,
}

/// Why a text is no usable otpauth URI.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OtpauthError {
    /// More than [`MAX_URI_BYTES`].
    #[error("the URI is too long")]
    TooLong,
    /// Neither `otpauth://totp/` nor `otpauth://hotp/`.
    #[error("the URI is neither of type totp nor hotp")]
    UnknownType,
    /// A `%` without two hex digits, or bytes that are no UTF-8.
    #[error("broken percent-encoding")]
    PercentEncoding,
    /// No parameter `secret`.
    #[error("the URI has no secret")]
    NoSecret,
    /// The secret is no base32.
    #[error("the secret is unusable: {0}")]
    Secret(SeedError),
    /// `algorithm` is none of SHA1, SHA256, SHA512.
    #[error("unknown algorithm")]
    Algorithm,
    /// `digits` is none of 6, 7, 8.
    #[error("unknown number of digits")]
    Digits,
    /// `period` is not a number of seconds above 0.
    #[error("unusable period")]
    Period,
    /// `counter` is missing from a hotp URI, or no number below 2^64.
    #[error("counter missing or unusable")]
    Counter,
    /// A parameter stands there twice.
    #[error("the parameter {0} stands there twice")]
    Twice(&'static str),
}

/// The longest URI that is looked at, in bytes.
pub const MAX_URI_BYTES: usize = 8192;

const SCHEME: &str = "otpauth://";

/// True where the text claims to be an otpauth URI: then [`read`] has the say.
pub fn claims_to_be_one(text: &str) -> bool {
    let text = text.trim_start();
    text.get(..SCHEME.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(SCHEME))
}

/// Reads a URI: any case in scheme and type, a secret with blanks, dashes, padding, in any case.
///
/// # Errors
/// [`OtpauthError`], which never quotes the URI.
pub fn read(uri: &str) -> Result<OtpauthKey, OtpauthError> {
    let parts = Parts::of(uri)?;
    let parameters = &parts.parameters;
    let factor = match parts.kind {
        Kind::Totp => MovingFactor::Time(parameters.step()?),
        Kind::Hotp => MovingFactor::Counter(parameters.counter()?),
    };
    let Decoded {
        secret, oddities, ..
    } = parameters.secret()?;
    Ok(OtpauthKey {
        secret,
        hash: parameters.hash()?,
        digits: parameters.digits()?,
        factor,
        oddities,
        notes: parts.notes(),
        issuer: parts.issuer,
        account: parts.account,
    })
}

/// Writes a URI as every app reads it: the secret in capitals without padding, the issuer in both places, `%20` for
/// blanks, and each parameter spelled out. The URI is the secret; it is wiped when dropped.
pub fn write(
    secret: &Secret,
    hash: HashAlgorithm,
    digits: Digits,
    factor: MovingFactor,
    issuer: &str,
    account: &str,
) -> Zeroizing<String> {
    let mut uri = Zeroizing::new(String::with_capacity(256));
    uri.push_str(SCHEME);
    uri.push_str(match factor {
        MovingFactor::Time(_) => "totp/",
        MovingFactor::Counter(_) => "hotp/",
    });
    let (issuer, account) = (issuer.trim(), account.trim());
    if !issuer.is_empty() {
        uri.extend(encoded(issuer));
        uri.push(':');
    }
    uri.extend(encoded(account));
    uri.push_str("?secret=");
    uri.push_str(&encode_seed(secret, Encoding::Base32));
    if !issuer.is_empty() {
        uri.push_str("&issuer=");
        uri.extend(encoded(issuer));
    }
    uri.push_str("&algorithm=");
    uri.push_str(hash.uri_name());
    uri.push_str("&digits=");
    uri.push_str(&digits.to_string());
    match factor {
        MovingFactor::Time(step) => {
            uri.push_str("&period=");
            uri.push_str(&step.to_string());
        }
        MovingFactor::Counter(counter) => {
            uri.push_str("&counter=");
            uri.push_str(&counter.to_string());
        }
    }
    uri
}

/// RFC 3986 §2.3, and `@`, which a path may hold and which apps show as it is.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'@');

fn encoded(text: &str) -> impl Iterator<Item = &str> {
    utf8_percent_encode(text, KEPT)
}

fn decoded(text: &str) -> Result<Cow<'_, str>, OtpauthError> {
    let every_percent_has_two_digits = text.split('%').skip(1).all(|after| {
        let two = after.as_bytes().get(..2);
        two.is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit))
    });
    if !every_percent_has_two_digits {
        return Err(OtpauthError::PercentEncoding);
    }
    percent_decode_str(text)
        .decode_utf8()
        .map_err(|_| OtpauthError::PercentEncoding)
}

/// Issuer, account, and whether label and parameter name different issuers.
fn names(label: &str, parameter: Option<&str>) -> Result<(String, String, bool), OtpauthError> {
    let in_query = parameter.map(str::trim).unwrap_or_default();
    let (in_label, account) = parts_of(label, in_query)?;
    let (in_label, account) = (in_label.trim(), account.trim());
    let issuer = if in_query.is_empty() {
        in_label
    } else {
        in_query
    };
    let differ = !in_label.is_empty() && in_label != issuer;
    Ok((issuer.to_owned(), account.to_owned(), differ))
}

/// The issuer and the account of a label. The format allows neither a colon, but people type what they like: the
/// issuer of the query tells where it ends in the label; else it ends at the first colon, and at the first
/// encoded one where there is no other.
fn parts_of(label: &str, issuer: &str) -> Result<(String, String), OtpauthError> {
    let whole = decoded(label)?;
    let after_issuer = whole.trim_start().strip_prefix(issuer);
    if let Some(account) = after_issuer.and_then(|after| after.strip_prefix(':')) {
        return Ok((issuer.to_owned(), account.to_owned()));
    }
    if let Some((issuer, account)) = label.split_once(':') {
        return Ok((
            decoded(issuer)?.into_owned(),
            decoded(account)?.into_owned(),
        ));
    }
    let (issuer, account) = whole.split_once(':').unwrap_or(("", &whole));
    Ok((issuer.to_owned(), account.to_owned()))
}

/// What moves, as the URI says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Totp,
    Hotp,
}

/// A URI taken apart: its texts decoded, and nothing said yet of what they mean.
pub(super) struct Parts {
    pub kind: Kind,
    /// That of the parameter, else that of the label; empty where there is none.
    pub issuer: String,
    /// Empty where there is none.
    pub account: String,
    pub parameters: Parameters,
    issuers_differ: bool,
    has_fragment: bool,
}

impl Parts {
    /// # Errors
    /// [`OtpauthError`] where it cannot be told what the parts are; never for what is in a parameter.
    pub fn of(uri: &str) -> Result<Self, OtpauthError> {
        let uri = uri.trim();
        if uri.len() > MAX_URI_BYTES {
            return Err(OtpauthError::TooLong);
        }
        if !claims_to_be_one(uri) {
            return Err(OtpauthError::UnknownType);
        }
        let rest = &uri[SCHEME.len()..];
        let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (kind, label) = path.split_once('/').unwrap_or((path, ""));
        let parameters = Parameters::of(query)?;
        let kind = match kind.to_ascii_lowercase().as_str() {
            "totp" => Kind::Totp,
            "hotp" => Kind::Hotp,
            _ => return Err(OtpauthError::UnknownType),
        };
        let (issuer, account, issuers_differ) = names(label, parameters.issuer.as_deref())?;
        Ok(Self {
            kind,
            issuer,
            account,
            parameters,
            issuers_differ,
            has_fragment: !fragment.is_empty(),
        })
    }

    pub fn notes(&self) -> Vec<OtpauthNote> {
        let noticed = [
            (self.issuers_differ, OtpauthNote::IssuersDiffer),
            (self.parameters.has_unknown, OtpauthNote::UnknownParameter),
            (self.has_fragment, OtpauthNote::Fragment),
        ];
        let noticed = noticed.into_iter().filter(|(is_so, _)| *is_so);
        noticed.map(|(_, note)| note).collect()
    }
}

/// The texts of the parameters.
#[derive(Default)]
pub(super) struct Parameters {
    pub secret: Option<Zeroizing<String>>,
    pub issuer: Option<String>,
    pub algorithm: Option<String>,
    pub digits: Option<String>,
    pub period: Option<String>,
    pub counter: Option<String>,
    has_unknown: bool,
}

impl Parameters {
    fn of(query: &str) -> Result<Self, OtpauthError> {
        let mut parameters = Self::default();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            parameters.take(&decoded(name)?, value)?;
        }
        Ok(parameters)
    }

    fn take(&mut self, name: &str, value: &str) -> Result<(), OtpauthError> {
        let lower = name.to_ascii_lowercase();
        let (name, place) = match lower.as_str() {
            "secret" => {
                // As below. A plus sign that is meant is no base32, and said to be none.
                let value = Zeroizing::new(value.replace('+', " "));
                let text = Zeroizing::new(decoded(&value)?.into_owned());
                if self.secret.replace(text).is_some() {
                    return Err(OtpauthError::Twice("secret"));
                }
                return Ok(());
            }
            "issuer" => ("issuer", &mut self.issuer),
            "algorithm" => ("algorithm", &mut self.algorithm),
            "digits" => ("digits", &mut self.digits),
            "period" => ("period", &mut self.period),
            "counter" => ("counter", &mut self.counter),
            _ => {
                self.has_unknown = true;
                return Ok(());
            }
        };
        // Form encoding writes a blank as `+`, and no parameter here needs a plus sign: one that is meant is `%2B`.
        let text = decoded(&value.replace('+', " "))?.into_owned();
        if place.replace(text).is_some() {
            return Err(OtpauthError::Twice(name));
        }
        Ok(())
    }

    fn secret(&self) -> Result<Decoded, OtpauthError> {
        let text = self.secret.as_ref().ok_or(OtpauthError::NoSecret)?;
        decode_seed(text, EncodingChoice::Only(Encoding::Base32)).map_err(OtpauthError::Secret)
    }

    fn hash(&self) -> Result<HashAlgorithm, OtpauthError> {
        match &self.algorithm {
            None => Ok(HashAlgorithm::default()),
            Some(name) => name.parse().map_err(|_| OtpauthError::Algorithm),
        }
    }

    fn digits(&self) -> Result<Digits, OtpauthError> {
        number(self.digits.as_deref()).map_or(Ok(Digits::default()), |count: Option<u32>| {
            count
                .and_then(|count| Digits::try_from(count).ok())
                .ok_or(OtpauthError::Digits)
        })
    }

    fn step(&self) -> Result<TimeStep, OtpauthError> {
        number(self.period.as_deref()).map_or(Ok(TimeStep::default()), |seconds: Option<u32>| {
            seconds
                .and_then(|seconds| TimeStep::try_from(seconds).ok())
                .ok_or(OtpauthError::Period)
        })
    }

    fn counter(&self) -> Result<Counter, OtpauthError> {
        let counter = number(self.counter.as_deref()).flatten();
        counter.map(Counter).ok_or(OtpauthError::Counter)
    }
}

/// Outer `None`: the parameter is missing. Inner `None`: it is no number.
fn number<T: std::str::FromStr>(text: Option<&str>) -> Option<Option<T>> {
    text.map(|text| text.trim().parse().ok())
}
