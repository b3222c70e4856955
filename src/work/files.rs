//! Files out of tokens: every kind that the page hands out, in one piece or in parts.

use std::num::NonZeroUsize;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::job::Written;
use crate::formats::receipt::FileReceipt;
use crate::formats::{
    self, Finding, Report, activation, entra_csv, graph, inventory, linotp_csv, multiotp_csv,
    netiq_csv, otpauth_list, part_name, pingid_csv, privacyidea_csv, python_pskc_csv, vendor_list,
    yubikey,
};
use crate::oath::{Counter, MovingFactor, Token, UnixTime};

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileKind {
    /// Entra ID's upload.
    EntraCsv,
    /// Bodies for Microsoft Graph that create many tokens.
    GraphBulk,
    /// Bodies for Microsoft Graph that create a token each, one a line.
    GraphSingle,
    /// One otpauth URI a line.
    OtpauthList,
    /// Serial number and secret in hex.
    HexList,
    /// LinOTP's OATH CSV.
    LinotpCsv,
    /// multiOTP's list.
    MultiotpCsv,
    /// NetIQ's list.
    NetiqCsv,
    /// PingID's list.
    PingidCsv,
    /// privacyIDEA's OATH CSV.
    PrivacyideaCsv,
    /// The CSV of python-pskc.
    PythonPskcCsv,
    /// What an asset database needs; no secrets.
    Inventory,
    /// Commands that put the tokens onto YubiKeys, for a POSIX shell; no secrets.
    YubiKeyPosix,
    /// The same for PowerShell.
    YubiKeyPowerShell,
    /// The secrets that those commands ask for.
    YubiKeySecrets,
    /// The codes of this moment.
    ActivationCsv,
    /// The same as JSON.
    ActivationJson,
    /// Requests to Microsoft Graph that assign and activate, with the codes of this moment.
    GraphActivations,
}

impl FileKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 18] = [
        Self::EntraCsv,
        Self::GraphBulk,
        Self::GraphSingle,
        Self::OtpauthList,
        Self::HexList,
        Self::LinotpCsv,
        Self::MultiotpCsv,
        Self::NetiqCsv,
        Self::PingidCsv,
        Self::PrivacyideaCsv,
        Self::PythonPskcCsv,
        Self::Inventory,
        Self::YubiKeyPosix,
        Self::YubiKeyPowerShell,
        Self::YubiKeySecrets,
        Self::ActivationCsv,
        Self::ActivationJson,
        Self::GraphActivations,
    ];

    /// Whether it holds secrets. Codes are none: they are over in a minute.
    pub const fn holds_secrets(self) -> bool {
        match self {
            Self::EntraCsv
            | Self::GraphBulk
            | Self::GraphSingle
            | Self::OtpauthList
            | Self::HexList
            | Self::LinotpCsv
            | Self::MultiotpCsv
            | Self::NetiqCsv
            | Self::PingidCsv
            | Self::PrivacyideaCsv
            | Self::PythonPskcCsv
            | Self::YubiKeySecrets => true,
            Self::Inventory
            | Self::YubiKeyPosix
            | Self::YubiKeyPowerShell
            | Self::ActivationCsv
            | Self::ActivationJson
            | Self::GraphActivations => false,
        }
    }

    /// Whether it can be written in parts of so many tokens.
    pub const fn can_be_split(self) -> bool {
        matches!(self, Self::EntraCsv | Self::GraphBulk)
    }

    /// The media type (RFC 6838).
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::EntraCsv
            | Self::Inventory
            | Self::YubiKeySecrets
            | Self::ActivationCsv
            | Self::LinotpCsv
            | Self::NetiqCsv
            | Self::PingidCsv
            | Self::PrivacyideaCsv
            | Self::PythonPskcCsv => "text/csv;charset=utf-8",
            Self::GraphBulk | Self::ActivationJson => "application/json",
            Self::GraphSingle
            | Self::GraphActivations
            | Self::OtpauthList
            | Self::HexList
            | Self::MultiotpCsv
            | Self::YubiKeyPosix
            | Self::YubiKeyPowerShell => "text/plain;charset=utf-8",
        }
    }

    /// The name before the date, and the extension. Commands are text: browsers hold back what could be run.
    const fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::EntraCsv => ("entra-oath-tokens", "csv"),
            Self::GraphBulk => ("graph-create-tokens", "json"),
            Self::GraphSingle => ("graph-create-each-token", "jsonl"),
            Self::OtpauthList => ("otpauth-uris", "txt"),
            Self::HexList => ("serials-and-hex-secrets", "txt"),
            Self::LinotpCsv => ("linotp-tokens", "csv"),
            Self::MultiotpCsv => ("multiotp-tokens", "txt"),
            Self::NetiqCsv => ("netiq-tokens", "csv"),
            Self::PingidCsv => ("pingid-tokens", "csv"),
            Self::PrivacyideaCsv => ("privacyidea-tokens", "csv"),
            Self::PythonPskcCsv => ("python-pskc-tokens", "csv"),
            Self::Inventory => ("token-inventory", "csv"),
            Self::YubiKeyPosix => ("yubikey-commands-posix", "txt"),
            Self::YubiKeyPowerShell => ("yubikey-commands-powershell", "txt"),
            Self::YubiKeySecrets => ("yubikey-secrets", "csv"),
            Self::ActivationCsv => ("activation-codes", "csv"),
            Self::ActivationJson => ("activation-codes", "json"),
            Self::GraphActivations => ("graph-activate-tokens", "jsonl"),
        }
    }

    /// The name of the only file, or of all parts together.
    pub fn file_name(self, date: &str) -> String {
        let (stem, extension) = self.name();
        format!("{stem}-{date}.{extension}")
    }

    /// What the file would not carry, or refuse; rows count from 1.
    fn check(self, tokens: &[Token], time: UnixTime) -> Vec<Finding> {
        match self {
            Self::EntraCsv => entra_csv::check(tokens),
            Self::GraphBulk | Self::GraphSingle => graph::check(tokens),
            Self::OtpauthList => otpauth_list::check(tokens),
            Self::HexList => vendor_list::check(tokens),
            Self::LinotpCsv => linotp_csv::check(tokens),
            Self::MultiotpCsv => multiotp_csv::check(tokens),
            Self::NetiqCsv => netiq_csv::check(tokens),
            Self::PingidCsv => pingid_csv::check(tokens),
            Self::PrivacyideaCsv => privacyidea_csv::check(tokens),
            Self::PythonPskcCsv => python_pskc_csv::check(tokens),
            Self::Inventory => inventory::check(tokens),
            Self::YubiKeyPosix | Self::YubiKeySecrets => {
                yubikey::check(tokens, yubikey::Shell::Posix)
            }
            Self::YubiKeyPowerShell => yubikey::check(tokens, yubikey::Shell::PowerShell),
            Self::ActivationCsv | Self::ActivationJson => activation::check(tokens, time),
            Self::GraphActivations => graph::check_activations(tokens),
        }
    }
}

/// Files that are to be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileOrder {
    /// Of which kind.
    pub kind: FileKind,
    /// The date in their names: `2026-11-24`.
    pub date: String,
    /// How many tokens a file has at most; `None`: all of them.
    pub most_rows: Option<NonZeroUsize>,
    /// The moment that codes are for, in milliseconds since 1970.
    pub milliseconds: i64,
}

/// A file by its name, wiped when dropped.
pub type NamedFile = (String, Zeroizing<Vec<u8>>);

impl FileOrder {
    /// What the files would not carry, or refuse; rows count from 1.
    pub fn check(&self, tokens: &[Token]) -> Vec<Finding> {
        let time = UnixTime::from_milliseconds(self.milliseconds);
        self.kind.check(tokens, time)
    }

    /// Writes the files.
    pub fn write(&self, tokens: &[Token]) -> (Vec<NamedFile>, Written) {
        let time = UnixTime::from_milliseconds(self.milliseconds);
        let findings = self.check(tokens);
        let parts = self.parts(tokens, &findings, time);
        let rows = parts.iter().map(|part| part.rows).sum();
        let (stem, extension) = self.kind.name();
        let stem = format!("{stem}-{}", self.date);
        let count = parts.len();
        let (files, receipts): (Vec<NamedFile>, Vec<FileReceipt>) = (1..)
            .zip(parts)
            .map(|(part, written)| {
                let name = part_name(&stem, extension, part, count);
                let receipt = FileReceipt::of(&name, written.rows, &written.bytes);
                ((name, written.bytes), receipt)
            })
            .unzip();
        let written = Written {
            rows,
            left_out: tokens.len() - rows,
            report: Report::of(&findings),
            files: receipts,
        };
        (files, written)
    }

    fn parts(
        &self,
        tokens: &[Token],
        findings: &[Finding],
        time: UnixTime,
    ) -> Vec<formats::Written> {
        let most_rows = self.most_rows.unwrap_or(NonZeroUsize::MAX);
        let one = match self.kind {
            FileKind::EntraCsv => return entra_csv::write_parts(tokens, findings, most_rows),
            FileKind::GraphBulk => return graph::write_bulk(tokens, findings, most_rows),
            FileKind::GraphSingle => graph::write_single(tokens, findings),
            FileKind::OtpauthList => otpauth_list::write(tokens, findings),
            FileKind::HexList => vendor_list::write(tokens, findings),
            FileKind::LinotpCsv => linotp_csv::write(tokens, findings),
            FileKind::MultiotpCsv => multiotp_csv::write(tokens, findings),
            FileKind::NetiqCsv => netiq_csv::write(tokens, findings),
            FileKind::PingidCsv => pingid_csv::write(tokens, findings),
            FileKind::PrivacyideaCsv => privacyidea_csv::write(tokens, findings),
            FileKind::PythonPskcCsv => python_pskc_csv::write(tokens, findings),
            FileKind::Inventory => inventory::write(tokens, findings),
            FileKind::YubiKeyPosix => {
                yubikey::write_commands(tokens, findings, yubikey::Shell::Posix)
            }
            FileKind::YubiKeyPowerShell => {
                yubikey::write_commands(tokens, findings, yubikey::Shell::PowerShell)
            }
            FileKind::YubiKeySecrets => yubikey::write_secrets(tokens, findings),
            FileKind::ActivationCsv => activation::write_csv(tokens, findings, time),
            FileKind::ActivationJson => activation::write_json(tokens, findings, time),
            FileKind::GraphActivations => {
                // Before 1970 there are no codes, and a request without one activates nothing.
                if time.seconds() < 0 {
                    return Vec::new();
                }
                // A code for each, so that rows stay rows; what is not time-based is refused by the check.
                let coded = tokens.iter().map(|token| {
                    let counter = match token.factor {
                        MovingFactor::Time(step) => step.counter_at(time).unwrap_or(Counter(0)),
                        MovingFactor::Counter(counter) => counter,
                    };
                    (token, token.hotp().code(counter, token.digits))
                });
                graph::write_activations(coded, findings)
            }
        };
        // An empty file is handed out by nobody.
        if one.rows == 0 { Vec::new() } else { vec![one] }
    }
}
