//! The formats that can be read, in alphabetical order, and how a file is told to be one of them.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::columns::{self, Mapping};
use super::entry::Assumed;
use super::reader::{CellPlace, PickedCell, Reader};
use super::sample::{Certainty, Sample};
use super::text::{Charset, FileText, line_ends_are_mixed};
use super::{
    Finding, FindingCode, FormatError, Mending, Reading, aladdin_xml, entra_csv, graph, linotp_csv,
    multiotp_csv, netiq_csv, nexus_csv, otpauth_list, pingid_csv, privacyidea_csv, python_pskc_csv,
    table, text, vendor_list, yubikey_traditional, yubikey_yubico,
};

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// XML of Aladdin and SafeNet.
    AladdinXml,
    /// Microsoft Entra ID's CSV.
    EntraCsv,
    /// Bodies for Microsoft Graph.
    GraphJson,
    /// LinOTP's OATH CSV.
    LinotpCsv,
    /// multiOTP's list.
    MultiotpCsv,
    /// NetIQ's list.
    NetiqCsv,
    /// Nexus' list.
    NexusCsv,
    /// otpauth URIs, one a line.
    OtpauthList,
    /// PingID's list.
    PingidCsv,
    /// privacyIDEA's OATH CSV.
    PrivacyideaCsv,
    /// The CSV of python-pskc.
    PythonPskcCsv,
    /// A vendor's list: serial number and hex secret.
    VendorList,
    /// The traditional log of the YubiKey Personalization Tool.
    YubikeyTraditional,
    /// Its log in Yubico's format.
    YubikeyYubico,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::AladdinXml,
        Self::EntraCsv,
        Self::GraphJson,
        Self::LinotpCsv,
        Self::MultiotpCsv,
        Self::NetiqCsv,
        Self::NexusCsv,
        Self::OtpauthList,
        Self::PingidCsv,
        Self::PrivacyideaCsv,
        Self::PythonPskcCsv,
        Self::VendorList,
        Self::YubikeyTraditional,
        Self::YubikeyYubico,
    ];

    /// How sure the format is that the file is one of its own; `None` where it is not.
    fn fits(self, sample: &Sample<'_>) -> Option<Certainty> {
        match self {
            Self::AladdinXml => aladdin_xml::fits(sample),
            Self::EntraCsv => entra_csv::fits(sample),
            Self::GraphJson => graph::fits(sample),
            Self::LinotpCsv => linotp_csv::fits(sample),
            Self::MultiotpCsv => multiotp_csv::fits(sample),
            Self::NetiqCsv => netiq_csv::fits(sample),
            Self::NexusCsv => nexus_csv::fits(sample),
            Self::OtpauthList => otpauth_list::fits(sample),
            Self::PingidCsv => pingid_csv::fits(sample),
            Self::PrivacyideaCsv => privacyidea_csv::fits(sample),
            Self::PythonPskcCsv => python_pskc_csv::fits(sample),
            Self::VendorList => vendor_list::fits(sample),
            Self::YubikeyTraditional => yubikey_traditional::fits(sample),
            Self::YubikeyYubico => yubikey_yubico::fits(sample),
        }
    }

    fn read(self, text: &str, reader: &mut Reader<'_>) -> Result<(), FormatError> {
        match self {
            Self::AladdinXml => aladdin_xml::read(text, reader),
            Self::EntraCsv => entra_csv::read(text, reader),
            Self::GraphJson => graph::read(text, reader),
            Self::LinotpCsv => linotp_csv::read(text, reader),
            Self::MultiotpCsv => multiotp_csv::read(text, reader),
            Self::NetiqCsv => netiq_csv::read(text, reader),
            Self::NexusCsv => nexus_csv::read(text, reader),
            Self::OtpauthList => otpauth_list::read(text, reader),
            Self::PingidCsv => pingid_csv::read(text, reader),
            Self::PrivacyideaCsv => privacyidea_csv::read(text, reader),
            Self::PythonPskcCsv => python_pskc_csv::read(text, reader),
            Self::VendorList => vendor_list::read(text, reader),
            Self::YubikeyTraditional => yubikey_traditional::read(text, reader),
            Self::YubikeyYubico => yubikey_yubico::read(text, reader),
        }
    }
}

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadAs {
    /// As a file of this format.
    Format(Format),
    /// As columns that a person has named.
    Columns(Mapping),
}

/// The formats that the file may be of, the surest first, and among equals in the order of [`Format::ALL`].
pub fn recognise(text: &str) -> Vec<(Format, Certainty)> {
    let sample = Sample::of(text);
    let mut fitting: Vec<(Format, Certainty)> = Format::ALL
        .into_iter()
        .filter_map(|format| Some((format, format.fits(&sample)?)))
        .collect();
    fitting.sort_by_key(|(_, certainty)| std::cmp::Reverse(*certainty));
    fitting
}

/// The format that a file is read as where nobody says otherwise; `None` where none is sure enough of it.
pub fn best(recognised: &[(Format, Certainty)]) -> Option<Format> {
    let sure = |(_, certainty): &&(Format, Certainty)| *certainty >= Certainty::Likely;
    recognised.iter().find(sure).map(|(format, _)| *format)
}

/// Reads a file.
///
/// # Errors
/// [`FormatError`] where the file as a whole is unusable. A bad row is a finding.
pub fn read(
    bytes: &[u8],
    read_as: ReadAs,
    mending: &Mending,
    assumed: &Assumed,
) -> Result<Reading, FormatError> {
    let text = text::text_of(bytes)?;
    table::check_size(&text)?;
    let mut reader = Reader::new(mending, assumed);
    say_of_file(&text, &mut reader);
    run(&text, read_as, &mut reader)?;
    Ok(reader.reading())
}

/// Reads a file as what it most likely is, uncorrected.
///
/// # Errors
/// [`FormatError`] where the file as a whole is unusable, or where no format is sure of it.
pub fn open(bytes: &[u8]) -> Result<Reading, FormatError> {
    let text = text::text_of(bytes)?;
    table::check_size(&text)?;
    let format = best(&recognise(&text)).ok_or(FormatError::Unrecognised)?;
    let read_as = ReadAs::Format(format);
    read(bytes, read_as, &Mending::default(), &Assumed::default())
}

/// These cells, corrected so far; what is not there is left out. Where a file cannot be read, nothing is.
pub fn pick(
    text: &str,
    read_as: ReadAs,
    mending: &Mending,
    assumed: &Assumed,
    cells: impl IntoIterator<Item = CellPlace>,
) -> HashMap<CellPlace, PickedCell> {
    let mut cells = cells.into_iter().peekable();
    if cells.peek().is_none() {
        return HashMap::new();
    }
    let mut reader = Reader::picking(mending, assumed, cells);
    match run(text, read_as, &mut reader) {
        Ok(()) => reader.picked(),
        Err(_) => HashMap::new(),
    }
}

fn run(text: &str, read_as: ReadAs, reader: &mut Reader<'_>) -> Result<(), FormatError> {
    match read_as {
        ReadAs::Format(format) => format.read(text, reader),
        ReadAs::Columns(mapping) => columns::read(text, &mapping, reader),
    }
}

/// What is to be said of the bytes, whatever they hold.
fn say_of_file(text: &FileText<'_>, reader: &mut Reader<'_>) {
    let charset = match text.charset {
        Charset::Utf8 => None,
        Charset::Utf8WithMark => Some(FindingCode::ByteOrderMark),
        Charset::Utf16LittleEndian | Charset::Utf16BigEndian => Some(FindingCode::CharsetUtf16),
    };
    let mixed = line_ends_are_mixed(text).then_some(FindingCode::LineEndsMixed);
    for code in charset.into_iter().chain(mixed) {
        reader.say(Finding::in_row(code, 1));
    }
}
