//! Tokens to the bytes of the file.

use csv::{Terminator, WriterBuilder};
use zeroize::Zeroizing;

use super::{COLUMNS, refused_rows};
use crate::formats::{Column, Finding};
use crate::oath::{Encoding, MovingFactor, Token, encode_seed};

/// What came of writing.
pub struct Written {
    /// The file. It holds secrets; it is wiped when dropped.
    pub bytes: Zeroizing<Vec<u8>>,
    /// How many tokens are in it.
    pub rows: usize,
}

/// Writes the tokens whose row has no error among `findings`, which [`check`](super::check) made of the same tokens.
pub fn write<'a>(tokens: impl IntoIterator<Item = &'a Token>, findings: &[Finding]) -> Written {
    let refused = refused_rows(findings);
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    let mut put = |record: [&str; 6]| {
        // Writing to memory does not fail, and every record has six fields.
        writer
            .write_record(record)
            .expect("six fields into a vector");
    };
    put(COLUMNS.map(Column::name));
    let mut rows = 0;
    for (row, token) in (1..).zip(tokens) {
        let MovingFactor::Time(step) = token.factor else {
            continue;
        };
        if refused.binary_search(&row).is_ok() {
            continue;
        }
        let secret = encode_seed(&token.secret, Encoding::Base32);
        put([
            token.upn.as_ref().map_or("", |upn| upn.as_str()),
            token.serial.as_ref().map_or("", |serial| serial.as_str()),
            &secret,
            &step.to_string(),
            token.manufacturer.as_ref().map_or("", |name| name.as_str()),
            token.model.as_ref().map_or("", |model| model.as_str()),
        ]);
        rows += 1;
    }
    // As above: memory takes everything.
    let bytes = writer.into_inner().expect("flushed into a vector");
    Written {
        bytes: Zeroizing::new(bytes),
        rows,
    }
}
