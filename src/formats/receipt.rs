//! What was made, when and by which page: a text to keep beside the files. No secret is in it.
//!
//! Each file has its SHA-256 in a line that `sha256sum --check` and `shasum --check` understand. A hash of a file with good
//! secrets gives none away; a file whose only secret is a guessable one could be guessed by its hash.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::Moment;

/// What is attested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt<'a> {
    /// The version of the page.
    pub page_version: &'a str,
    /// When.
    pub made: Moment,
    /// How many tokens were issued.
    pub issued: usize,
    /// How many of them are in the files.
    pub written: usize,
    /// How many are not, because the target refuses them.
    pub left_out: usize,
    /// The files.
    pub files: Vec<FileReceipt>,
}

/// A file as it was handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReceipt {
    /// Its name.
    pub name: String,
    /// Its size, in bytes.
    pub bytes: usize,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

impl FileReceipt {
    /// Of a file with this name and these bytes.
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        Self {
            name: name.to_owned(),
            bytes: bytes.len(),
            sha256: Sha256::digest(bytes).into(),
        }
    }
}

/// Writes the receipt.
pub fn write(receipt: &Receipt<'_>) -> String {
    let Receipt {
        page_version,
        made,
        issued,
        written,
        left_out,
        files,
    } = receipt;
    let mut text = format!(
        "TOTP Toolset: receipt\n\
         Page version: {page_version}\n\
         Made: {}\n\
         Tokens issued: {issued}\n\
         Tokens written: {written}\n\
         Tokens left out: {left_out}\n\
         Files: {}\n",
        made.rfc3339(),
        files.len(),
    );
    for FileReceipt {
        name,
        bytes,
        sha256,
    } in files
    {
        // A line end in a name would write lines of its own.
        let name = name.replace(|c: char| c.is_control(), "_");
        let hash = data_encoding::HEXLOWER.encode(sha256);
        write!(text, "\n{name}, {bytes} bytes\nSHA256 ({name}) = {hash}\n")
            .expect("a string takes everything");
    }
    text
}
