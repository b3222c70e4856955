//! Bodies for Microsoft Graph read again, and its answers, which have no secrets: JSON whose devices become entries.
//!
//! Sources: as above, and `authenticationmethoddevice-list-hardwareoathdevices.md` and
//! `hardwareoathtokenauthenticationmethoddevice-get.md` for the answers. The text is checked as a whole first; after that
//! only slices of it are looked at, each level of the format once, so that neither depth nor size costs more than time.
//!
//! A key that stands in a device twice makes it unreadable: which of the two Microsoft Graph takes is not documented.
//! Without `hashFunction` a token is `hmacsha1`; the time interval has no default, so one that is missing is said.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::formats::entry::{Convention, Entry, FactorUnsaid, HashUnsaid, SecretSpelling};
use crate::formats::reader::Reader;
use crate::formats::sample::{Certainty, Sample, is_comment};
use crate::formats::table::filled_lines;
use crate::formats::{Column, Finding, FindingCode, FormatError, MAX_ROWS};

const CONVENTION: Convention = Convention {
    secret: SecretSpelling::EntraBase32,
    hash: HashUnsaid::Assumed,
    factor: FactorUnsaid::Time,
};

/// What hardly any other JSON names: fields, the resource, and its address in an answer's context. JSON that is not
/// well-formed is recognised by them too, so that it is said where.
const NAMES: [&str; 4] = [
    "secretKey",
    "timeIntervalInSeconds",
    "hardwareOath",
    "HardwareOath",
];

/// How sure it is that the file is one.
pub fn fits(sample: &Sample<'_>) -> Option<Certainty> {
    let first = sample.lines().find(|line| !is_comment(line))?;
    let is_json = first.trim_start().starts_with(['{', '[']);
    let names_one = |line: &str| NAMES.iter().any(|name| line.contains(name));
    (is_json && sample.lines().any(names_one)).then_some(Certainty::Certain)
}

/// Reads a file: the body of a bulk or of a single request, an array of devices, an answer, or any of these a line
/// (JSON Lines).
///
/// # Errors
/// [`FormatError`] where the file as a whole is unusable. A bad device, or a bad line of JSON Lines, is a finding.
pub fn read(text: &str, reader: &mut Reader<'_>) -> Result<(), FormatError> {
    let mut devices = Devices::of(text, reader);
    match serde_json::from_str(text) {
        Ok(document) => {
            for entry in entries(document)? {
                devices.take(entry)?;
            }
        }
        Err(_) if is_one_a_line(text) => devices.take_lines()?,
        Err(error) => {
            return Err(FormatError::Syntax {
                line: line_of(text, &error),
            });
        }
    }
    devices.end()
}

/// Whether most lines are an object each.
fn is_one_a_line(text: &str) -> bool {
    let sample = Sample::of(text);
    let lines = sample.lines().filter(|line| !is_comment(line));
    let is_object = |line: &&str| line.trim().starts_with('{') && line.trim().ends_with('}');
    let (objects, others): (Vec<&str>, Vec<&str>) = lines.partition(is_object);
    objects.len() > others.len() && objects.len() + others.len() > 1
}

/// The line of a syntax error, counted as everywhere: `serde_json` counts only what ends in a line feed.
fn line_of(text: &str, error: &serde_json::Error) -> usize {
    let before = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1));
    let start: usize = before.map(str::len).sum();
    Lines::of(text).line_at(start + error.column().saturating_sub(1))
}

/// The devices of a document, each still as it stands there.
fn entries(document: &RawValue) -> Result<Vec<&RawValue>, FormatError> {
    match kind(document) {
        Kind::Array => elements(document),
        Kind::Object => {
            let body: Body<'_> =
                serde_json::from_str(document.get()).map_err(|_| FormatError::Structure)?;
            match body.value {
                None => Ok(vec![document]),
                Some(value) => match kind(value) {
                    Kind::Array => elements(value),
                    Kind::Object => Ok(vec![value]),
                    _ => Err(FormatError::Structure),
                },
            }
        }
        _ => Err(FormatError::Structure),
    }
}

/// The elements of an array that is well-formed.
fn elements(array: &RawValue) -> Result<Vec<&RawValue>, FormatError> {
    let Elements(elements) =
        serde_json::from_str(array.get()).map_err(|_| FormatError::TooManyRows)?;
    Ok(elements)
}

/// What a JSON value is.
enum Kind {
    Object,
    Array,
    String,
    Number,
    /// `true`, `false` or `null`.
    Word,
}

fn kind(value: &RawValue) -> Kind {
    // The first character tells, in JSON that is well-formed.
    match value.get().as_bytes().first() {
        Some(b'{') => Kind::Object,
        Some(b'[') => Kind::Array,
        Some(b'"') => Kind::String,
        Some(b'-' | b'0'..=b'9') => Kind::Number,
        _ => Kind::Word,
    }
}

/// The body of a bulk request, or an answer.
#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow)]
    value: Option<&'a RawValue>,
}

/// Elements of an array; more than [`MAX_ROWS`] are an error, before they fill the memory.
struct Elements<'a>(Vec<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Elements<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ElementsVisitor).map(Self)
    }
}

struct ElementsVisitor;

impl<'de> Visitor<'de> for ElementsVisitor {
    type Value = Vec<&'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Self::Value, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = array.next_element()? {
            if elements.len() == MAX_ROWS {
                return Err(A::Error::custom("too many"));
            }
            elements.push(element);
        }
        Ok(elements)
    }
}

/// The devices of a file on their way to the reader.
struct Devices<'a, 'r, 'm> {
    reader: &'r mut Reader<'m>,
    lines: Lines<'a>,
    seen: usize,
    last_row: usize,
    /// Whether anything was a device.
    found: bool,
    /// The first of JSON Lines that is no JSON.
    broken: Option<usize>,
}

impl<'a, 'r, 'm> Devices<'a, 'r, 'm> {
    fn of(text: &'a str, reader: &'r mut Reader<'m>) -> Self {
        Self {
            reader,
            lines: Lines::of(text),
            seen: 0,
            last_row: 0,
            found: false,
            broken: None,
        }
    }

    /// JSON Lines: a line that is none is a bad row.
    fn take_lines(&mut self) -> Result<(), FormatError> {
        for (_, line) in filled_lines(self.lines.text).filter(|(_, line)| !is_comment(line)) {
            let Ok(document) = serde_json::from_str(line) else {
                let row = self.row_of(line);
                self.broken.get_or_insert(row);
                self.say_unreadable(row);
                continue;
            };
            match entries(document) {
                Ok(entries) => {
                    for entry in entries {
                        self.take(entry)?;
                    }
                }
                Err(FormatError::TooManyRows) => return Err(FormatError::TooManyRows),
                Err(_) => {
                    let row = self.row_of(line);
                    self.say_unreadable(row);
                }
            }
        }
        Ok(())
    }

    fn take(&mut self, json: &'a RawValue) -> Result<(), FormatError> {
        self.seen += 1;
        if self.seen > MAX_ROWS {
            return Err(FormatError::TooManyRows);
        }
        let row = self.row_of(json.get());
        let device = Device::of(json);
        self.found |= !matches!(device, Err(NoDevice::SomethingElse));
        let entry = |device: Device<'a>| Some((device.entry(row)?, device.has_more));
        match device.ok().and_then(entry) {
            Some((entry, has_more)) => {
                if has_more {
                    let finding = Finding::in_row(FindingCode::ExtraColumn, row);
                    self.reader.say(finding);
                }
                self.reader.take(entry);
            }
            None => self.say_unreadable(row),
        }
        Ok(())
    }

    fn say_unreadable(&mut self, row: usize) {
        let finding = Finding::in_row(FindingCode::EntryUnreadable, row);
        self.reader.say(finding);
    }

    /// The line on which it begins. Of devices on one line each has a number of its own all the same, counted on from that
    /// line: it is by the row that a correction finds its token.
    fn row_of(&mut self, json: &str) -> usize {
        let line = self.lines.line_of(json);
        if line <= self.last_row {
            self.reader.count_on();
        }
        self.last_row = line.max(self.last_row + 1);
        self.last_row
    }

    /// Nothing but something else is a file of something else.
    fn end(self) -> Result<(), FormatError> {
        match self.broken {
            _ if self.found => Ok(()),
            Some(line) => Err(FormatError::Syntax { line }),
            None if self.seen > 0 => Err(FormatError::Structure),
            None => Ok(()),
        }
    }
}

/// Counts the lines of a text from the beginning on, never twice.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
        }
    }

    /// The line on which a slice of the text begins, which is behind all that were asked for before.
    fn line_of(&mut self, slice: &str) -> usize {
        let start = self.text.as_ptr().addr();
        self.line_at(slice.as_ptr().addr().saturating_sub(start))
    }

    /// The line of the byte at this place, which is behind all that were asked for before.
    fn line_at(&mut self, place: usize) -> usize {
        let bytes = self.text.as_bytes();
        let ends_a_line = |at: &usize| match bytes[*at] {
            b'\r' => true,
            b'\n' => *at == 0 || bytes[at - 1] != b'\r',
            _ => false,
        };
        let place = place.clamp(self.at, bytes.len());
        self.line += (self.at..place).filter(ends_a_line).count();
        self.at = place;
        self.line
    }
}

/// hardwareOathTokenAuthenticationMethodDevice, each field as it stands there.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Device<'a> {
    #[serde(borrow)]
    serial_number: Option<&'a RawValue>,
    #[serde(borrow)]
    manufacturer: Option<&'a RawValue>,
    #[serde(borrow)]
    model: Option<&'a RawValue>,
    #[serde(borrow)]
    secret_key: Option<&'a RawValue>,
    #[serde(borrow)]
    time_interval_in_seconds: Option<&'a RawValue>,
    #[serde(borrow)]
    hash_function: Option<&'a RawValue>,
    #[serde(borrow)]
    assign_to: Option<&'a RawValue>,
    /// Who has it, in an answer.
    #[serde(borrow)]
    assigned_to: Option<&'a RawValue>,
    /// The device itself, in the answer to a list.
    #[serde(borrow)]
    device: Option<&'a RawValue>,
    /// Whether it says something that no token has a place for: `displayName`, which is a name of the device, or a field of
    /// somebody else's.
    #[serde(skip)]
    has_more: bool,
}

/// Whether an object that is well-formed says something beside what is read of a device, and what the server puts there.
struct HasMore(bool);

impl<'de> Deserialize<'de> for HasMore {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(HasMoreVisitor).map(Self)
    }
}

struct HasMoreVisitor;

impl<'de> Visitor<'de> for HasMoreVisitor {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<bool, A::Error> {
        let mut has_more = false;
        while let Some(Text(name)) = object.next_key()? {
            let value: &RawValue = object.next_value()?;
            let says_nothing = matches!(value.get(), "null" | "\"\"");
            has_more |= !says_nothing && !is_expected(&name);
        }
        Ok(has_more)
    }
}

/// Whether the field is one of those that are read, or one of the server's own.
fn is_expected(name: &str) -> bool {
    const READ: [&str; 9] = [
        "serialNumber",
        "manufacturer",
        "model",
        "secretKey",
        "timeIntervalInSeconds",
        "hashFunction",
        "assignTo",
        "assignedTo",
        "device",
    ];
    const SERVERS: [&str; 3] = ["id", "status", "@contentId"];
    READ.contains(&name) || SERVERS.contains(&name) || name.contains("@odata.")
}

/// Why JSON is no device.
enum NoDevice {
    /// It names none of the fields.
    SomethingElse,
    /// It names a field twice.
    Twice,
}

/// The user.
#[derive(Deserialize)]
struct Identity<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
}

/// A string; borrowed where it has no escapes.
#[derive(Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'a> Device<'a> {
    fn of(json: &'a RawValue) -> Result<Self, NoDevice> {
        let outer = Self::of_fields(json)?;
        let (mut device, json) = match outer.device {
            Some(inner) if !outer.names_a_field() => (Self::of_fields(inner)?, inner),
            _ => (outer, json),
        };
        if device.names_a_field() {
            // A name with an escape that means no character is nobody's, and so is what it names.
            device.has_more =
                serde_json::from_str(json.get()).map_or(true, |HasMore(has_more)| has_more);
            Ok(device)
        } else {
            Err(NoDevice::SomethingElse)
        }
    }

    fn of_fields(json: &'a RawValue) -> Result<Self, NoDevice> {
        // An array would be taken for the fields in their order.
        if !matches!(kind(json), Kind::Object) {
            return Err(NoDevice::SomethingElse);
        }
        // It is an object, and any value fits each field.
        serde_json::from_str(json.get()).map_err(|_| NoDevice::Twice)
    }

    /// Of those that few other objects have.
    fn names_a_field(&self) -> bool {
        let fields = [
            self.serial_number,
            self.secret_key,
            self.time_interval_in_seconds,
            self.hash_function,
        ];
        fields.iter().any(Option::is_some)
    }

    /// `None` where a text is neither text nor number.
    fn entry(&self, row: usize) -> Option<Entry<'a>> {
        let mut entry = Entry::new(row, CONVENTION)
            .with(
                Column::TimeInterval,
                self.time_interval_in_seconds
                    .map_or(Cow::Borrowed(""), text_or_json),
            )
            .with_some(Column::HashAlgorithm, self.hash_function.map(text_or_json))
            .with_some(Column::ObjectId, self.user());
        for (column, field) in [
            (Column::SerialNumber, self.serial_number),
            (Column::SecretKey, self.secret_key),
            (Column::Manufacturer, self.manufacturer),
            (Column::Model, self.model),
        ] {
            if let Some(json) = field {
                entry = entry.with(column, text(json)?);
            }
        }
        Some(entry)
    }

    fn user(&self) -> Option<Cow<'a, str>> {
        let user = self.assign_to.or(self.assigned_to)?;
        match kind(user) {
            Kind::Object => match serde_json::from_str(user.get()) {
                Ok(Identity { id }) => id.map(text_or_json),
                Err(_) => Some(user.get().into()),
            },
            _ => Some(user.get().into()),
        }
    }
}

/// What a string says, or the digits of a number. `None`: it is neither, or has an escape that means no character.
fn text(json: &RawValue) -> Option<Cow<'_, str>> {
    match kind(json) {
        Kind::String => {
            let Text(text) = serde_json::from_str(json.get()).ok()?;
            Some(text)
        }
        Kind::Number => Some(json.get().into()),
        _ => None,
    }
}

/// The same, or the JSON itself, for columns in which no JSON is a value: the reader says that it is unreadable there.
fn text_or_json(json: &RawValue) -> Cow<'_, str> {
    text(json).unwrap_or_else(|| json.get().into())
}
