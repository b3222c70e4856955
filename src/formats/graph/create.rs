//! Bodies that create tokens in the tenant's inventory, and assign them where the user's object id is known.

use std::num::NonZeroUsize;

use serde::{Serialize, Serializer};
use zeroize::Zeroizing;

use crate::formats::entra::{Row, Seen};
use crate::formats::written::accepted;
use crate::formats::{Column, Finding, FindingCode, Written};
use crate::oath::{
    Encoding, HashAlgorithm, MovingFactor, ObjectId, Secret, TimeStep, Token, encode_seed,
};

/// The request that takes the bodies of [`write_bulk`].
pub const CREATE_MANY: &str =
    "PATCH /beta/directory/authenticationMethodDevices/hardwareOathDevices";

/// The request that takes the bodies of [`write_single`].
pub const CREATE_ONE: &str = "POST /beta/directory/authenticationMethodDevices/hardwareOathDevices";

/// What Microsoft Graph would refuse or lose of these tokens; rows are counted from 1 in their order.
/// A row with an error is left out.
pub fn check<'a>(tokens: impl IntoIterator<Item = &'a Token>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen = Seen::default();
    for (number, token) in (1..).zip(tokens) {
        let mut row = Row::new(number, &mut findings);
        check_one(token, &mut row);
        seen.check(token, &mut row);
    }
    findings
}

fn check_one(token: &Token, row: &mut Row<'_>) {
    row.check_guest(token);
    row.check_names(token);
    row.check_factor(token);
    row.check_digits(token);
    if token.hash == HashAlgorithm::Sha512 {
        row.say(FindingCode::HashRefused, Column::SecretKey);
    }
    row.check_secret(token);
    if token.upn.is_some() && token.user.id.is_none() {
        row.say(FindingCode::AssignmentLost, Column::Upn);
    }
}

/// Writes bodies of at most `most_rows` tokens each: those whose row has no error among `findings`, which [`check`] made of
/// the same tokens. No body where there is no token to write.
///
/// Microsoft documents no limit for this request; the well-known 20 is that of requests in a JSON batch (`$batch`).
pub fn write_bulk<'a>(
    tokens: impl IntoIterator<Item = &'a Token>,
    findings: &[Finding],
    most_rows: NonZeroUsize,
) -> Vec<Written> {
    let mut devices: Vec<Device<'_>> = accepted(tokens, findings).filter_map(Device::of).collect();
    let bodies = devices.chunks_mut(most_rows.get()).map(|devices| {
        for (number, device) in (1..).zip(devices.iter_mut()) {
            device.content_id = Some(ContentId(number));
        }
        let body = Bulk {
            context: "#$delta",
            value: devices,
        };
        // Writing to memory does not fail, and every key is a string.
        let bytes = serde_json::to_vec_pretty(&body).expect("a body into a vector");
        Written {
            bytes: Zeroizing::new(bytes),
            rows: devices.len(),
        }
    });
    bodies.collect()
}

/// Writes a body a line (JSON Lines), each for a request of its own, of the same tokens as [`write_bulk`].
pub fn write_single<'a>(
    tokens: impl IntoIterator<Item = &'a Token>,
    findings: &[Finding],
) -> Written {
    let mut bytes = Zeroizing::new(Vec::new());
    let mut rows = 0;
    for device in accepted(tokens, findings).filter_map(Device::of) {
        // As above: memory takes everything.
        serde_json::to_writer(&mut *bytes, &device).expect("a body into a vector");
        bytes.push(b'\n');
        rows += 1;
    }
    Written { bytes, rows }
}

#[derive(Serialize)]
struct Bulk<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    value: &'a [Device<'a>],
}

/// hardwareOathTokenAuthenticationMethodDevice, with the fields that a request may have.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Device<'a> {
    /// Which of the body's devices an answer is about.
    #[serde(rename = "@contentId", skip_serializing_if = "Option::is_none")]
    content_id: Option<ContentId>,
    serial_number: &'a str,
    manufacturer: &'a str,
    model: &'a str,
    #[serde(serialize_with = "base32")]
    secret_key: &'a Secret,
    #[serde(serialize_with = "seconds")]
    time_interval_in_seconds: TimeStep,
    /// `hmacsha1` where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    hash_function: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assign_to: Option<Identity<'a>>,
}

/// From 1 in each body, written as a string.
struct ContentId(usize);

#[derive(Serialize)]
struct Identity<'a> {
    id: &'a str,
}

impl<'a> Device<'a> {
    /// `None` where [`check`] finds an error that leaves a required field without a value.
    fn of(token: &'a Token) -> Option<Self> {
        let MovingFactor::Time(step) = token.factor else {
            return None;
        };
        let hash_function = match token.hash {
            HashAlgorithm::Sha1 => None,
            HashAlgorithm::Sha256 => Some("hmacsha256"),
            HashAlgorithm::Sha512 => return None,
        };
        Some(Self {
            content_id: None,
            serial_number: token.serial.as_ref()?.as_str(),
            manufacturer: token.manufacturer.as_ref()?.as_str(),
            model: token.model.as_ref()?.as_str(),
            secret_key: &token.secret,
            time_interval_in_seconds: step,
            hash_function,
            assign_to: token.user.id.as_ref().map(Identity::of),
        })
    }
}

impl<'a> Identity<'a> {
    fn of(id: &'a ObjectId) -> Self {
        Self { id: id.as_str() }
    }
}

impl Serialize for ContentId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

fn base32<S: Serializer>(secret: &Secret, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&encode_seed(secret, Encoding::Base32))
}

fn seconds<S: Serializer>(step: &TimeStep, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u32(step.seconds())
}
