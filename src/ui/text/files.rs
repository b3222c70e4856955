//! What is said about the files that the list can be written as.

use crate::work::FileKind;

/// There is nothing to write.
pub const NO_TOKENS: &str = "No tokens yet. Issue some, or open a CSV.";
/// What is typed is no number of tokens.
pub const NO_NUMBER: &str = "Not a number of tokens. Type a whole number from 1 up, or nothing.";

/// Who may send the requests, and with which permission (microsoft-graph-docs, `authenticationmethoddevice-update.md`).
pub const GRAPH_PERMISSION: &str = "Needs the permission Policy.ReadWrite.AuthenticationMethod and the role Authentication Policy Administrator; where users are assigned, UserAuthenticationMethod.ReadWrite.All and the role Authentication Administrator too, for administrators the Privileged one. This page sends nothing: copy the request and send it yourself.";

/// A kind of file.
pub fn kind(kind: FileKind) -> &'static str {
    match kind {
        FileKind::EntraCsv => "Entra ID: CSV for the upload",
        FileKind::GraphBulk => "Microsoft Graph: create many (JSON)",
        FileKind::GraphSingle => "Microsoft Graph: create one by one (JSON Lines)",
        FileKind::OtpauthList => "otpauth URIs, one a line",
        FileKind::HexList => "Vendor list: serial numbers and hex secrets",
        FileKind::LinotpCsv => "LinOTP: OATH CSV",
        FileKind::MultiotpCsv => "multiOTP: token list",
        FileKind::NetiqCsv => "NetIQ: OATH CSV",
        FileKind::PingidCsv => "PingID: token CSV",
        FileKind::PrivacyideaCsv => "privacyIDEA: OATH CSV",
        FileKind::PythonPskcCsv => "python-pskc: CSV",
        FileKind::Inventory => "Inventory without secrets (CSV)",
        FileKind::YubiKeyPosix => "YubiKey commands for a POSIX shell",
        FileKind::YubiKeyPowerShell => "YubiKey commands for PowerShell",
        FileKind::YubiKeySecrets => "Secrets for the YubiKey commands (CSV)",
        FileKind::ActivationCsv => "Codes of this moment (CSV)",
        FileKind::ActivationJson => "Codes of this moment (JSON)",
        FileKind::GraphActivations => "Microsoft Graph: assign and activate (JSON Lines)",
    }
}

/// What it is for.
pub fn description(kind: FileKind) -> &'static str {
    match kind {
        FileKind::EntraCsv => {
            "The file for Entra ID’s OATH token upload, in one piece or in parts."
        }
        FileKind::GraphBulk => {
            "The bodies of this request (beta), for an Authentication Policy Administrator. Users are assigned where their object id is known. This page sends nothing."
        }
        FileKind::GraphSingle => {
            "A body a line, each for this request (beta), for an Authentication Policy Administrator. This page sends nothing."
        }
        FileKind::OtpauthList => "For authenticator apps and programs that import otpauth URIs.",
        FileKind::LinotpCsv => "For LinOTP’s import of OATH CSV files.",
        FileKind::MultiotpCsv => "For multiOTP’s import of token lists.",
        FileKind::NetiqCsv => "For the import of OATH tokens into NetIQ Advanced Authentication.",
        FileKind::PingidCsv => "For PingID’s import of OATH tokens.",
        FileKind::PrivacyideaCsv => "For privacyIDEA’s import of OATH CSV files.",
        FileKind::PythonPskcCsv => "The columns that python-pskc’s programs write and read.",
        FileKind::HexList => {
            "A serial number and a secret in hex a line, as many servers take them."
        }
        FileKind::Inventory => {
            "For the asset database: serial number, user, model, length, and a fingerprint by which two secrets can be compared without showing them."
        }
        FileKind::YubiKeyPosix | FileKind::YubiKeyPowerShell => {
            "A ykman command a token. It holds no secret: ykman asks for it, so that none lands in the shell’s history."
        }
        FileKind::YubiKeySecrets => {
            "The secrets that the YubiKey commands ask for, in the order of the commands."
        }
        FileKind::ActivationCsv | FileKind::ActivationJson => {
            "Serial number, user, the code that is good now, and until when: for scripts that activate tokens. The codes are over in half a minute or a minute."
        }
        FileKind::GraphActivations => {
            "A request a line that assigns a token to its user by serial number and activates it with the code that is good now (beta). At most 200 activations in 5 minutes. This page sends nothing."
        }
    }
}

/// Whether it holds secrets.
pub fn secrets(kind: FileKind) -> &'static str {
    if kind.holds_secrets() {
        "This file holds the secrets in the clear: whoever opens it has the tokens. Delete it once it is used."
    } else {
        HOLDS_NO_SECRET
    }
}

/// Of a file without secrets.
pub const HOLDS_NO_SECRET: &str = "This file holds no secret.";

/// Of the upload file.
pub const UPLOAD_HOLDS_SECRETS: &str =
    "This file holds the secrets in the clear. Delete it once it is uploaded.";

/// Of a QR code that is saved.
pub const PICTURE_HOLDS_SECRET: &str =
    "This file holds the secret in the clear, as the picture does. Delete it once it is scanned.";

/// The button.
pub fn button(kind: FileKind) -> String {
    let what = match kind {
        FileKind::EntraCsv => "CSV",
        FileKind::GraphBulk => "bodies",
        FileKind::GraphSingle => "list of bodies",
        FileKind::OtpauthList => "list of URIs",
        FileKind::HexList => "hex list",
        FileKind::LinotpCsv
        | FileKind::MultiotpCsv
        | FileKind::NetiqCsv
        | FileKind::PingidCsv
        | FileKind::PrivacyideaCsv
        | FileKind::PythonPskcCsv => "token file",
        FileKind::Inventory => "inventory",
        FileKind::YubiKeyPosix | FileKind::YubiKeyPowerShell => "commands",
        FileKind::YubiKeySecrets => "secrets",
        FileKind::ActivationCsv | FileKind::ActivationJson => "codes",
        FileKind::GraphActivations => "requests",
    };
    format!("Download the {what}")
}
