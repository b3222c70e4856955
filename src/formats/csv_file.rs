//! A CSV file as it is written: RFC 4180 quoting, CRLF, UTF-8 without byte order mark.

use csv::{Terminator, Writer, WriterBuilder};
use zeroize::Zeroizing;

use super::Written;

/// A file with `N` columns in the making.
pub struct CsvFile<const N: usize> {
    writer: Writer<Vec<u8>>,
    rows: usize,
}

impl<const N: usize> CsvFile<N> {
    /// A file with its header.
    pub fn with_header(header: [&str; N]) -> Self {
        Self::begin(header, None)
    }

    /// The same for a format whose readers take a line that begins with `#` for a comment: such a cell is quoted.
    pub fn with_header_among_comments(header: [&str; N]) -> Self {
        Self::begin(header, Some(b'#'))
    }

    fn begin(header: [&str; N], comment: Option<u8>) -> Self {
        let writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .comment(comment)
            .from_writer(Vec::new());
        let mut file = Self { writer, rows: 0 };
        file.put(header);
        file
    }

    /// A row below the others.
    pub fn row(&mut self, cells: [&str; N]) {
        self.put(cells);
        self.rows += 1;
    }

    /// How many rows there are, the header not counted.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The whole file.
    pub fn end(self) -> Written {
        // As below: memory takes everything.
        let bytes = self.writer.into_inner().expect("flushed into a vector");
        Written {
            bytes: Zeroizing::new(bytes),
            rows: self.rows,
        }
    }

    fn put(&mut self, cells: [&str; N]) {
        // Writing to memory does not fail, and every record has as many fields as the first.
        self.writer
            .write_record(cells)
            .expect("as many fields into a vector");
    }
}
