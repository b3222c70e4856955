//! The CSV that Microsoft Entra ID takes for hardware OATH tokens.
//!
//! Source: MicrosoftDocs/entra-docs, `how-to-mfa-upload-oath-tokens.md`. Written exactly as documented: header, six columns,
//! CRLF, RFC 4180 quoting, UTF-8 without byte order mark. What Entra would refuse is not written, and said.

mod check;
mod header;
mod read;
mod write;

pub use check::check;
pub use header::COLUMNS;
pub use read::{fits, read};
pub use write::{write, write_parts};

pub use super::entra::{MAX_SECRET_CHARACTERS, MAX_TOKENS_A_USER};
pub use super::{Written, refused_rows};
