//! What was made, when and by which page: a text to keep beside the files. No secret is in it.
//!
//! Each file has its SHA-256 in a line that `sha256sum --check` and `shasum --check` understand. A hash of a file with good
//! secrets gives none away; a file whose only secret is a guessable one could be guessed by its hash.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Moment;

/// What is attested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt<'a> {
    /// The version of the page.
    pub page_version: &'a str,
    /// When.
    pub made: Moment,
    /// How many tokens the list has. A file with fewer left out those that its target refuses.
    pub tokens: usize,
    /// The files.
    pub files: Vec<FileReceipt>,
}

/// A file as it was handed out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileReceipt {
    /// Its name.
    pub name: String,
    /// How many tokens are in it.
    pub rows: usize,
    /// Its size, in bytes.
    pub bytes: usize,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

impl FileReceipt {
    /// Of a file with this name, so many tokens and these bytes.
    pub fn of(name: &str, rows: usize, bytes: &[u8]) -> Self {
        Self {
            name: name.to_owned(),
            rows,
            bytes: bytes.len(),
            sha256: Sha256::digest(bytes).into(),
        }
    }

    /// The hash in small hexadecimal digits.
    pub fn sha256_hex(&self) -> String {
        data_encoding::HEXLOWER.encode(&self.sha256)
    }
}

/// Writes the receipt.
pub fn write(receipt: &Receipt<'_>) -> String {
    let Receipt {
        page_version,
        made,
        tokens,
        files,
    } = receipt;
    let mut text = format!(
        "TOTP Toolset: receipt\n\
         Page version: {page_version}\n\
         Made: {}\n\
         Tokens in the list: {tokens}\n\
         Files: {}\n",
        made.rfc3339(),
        files.len(),
    );
    for file in files {
        // A line end in a name would write lines of its own.
        let name = file.name.replace(|c: char| c.is_control(), "_");
        let (rows, bytes, hash) = (file.rows, file.bytes, file.sha256_hex());
        let lines = format!("\n{name}, {rows} tokens, {bytes} bytes\nSHA256 ({name}) = {hash}\n");
        text.push_str(&lines);
    }
    text
}
