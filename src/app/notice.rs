//! What the page confirms; worded elsewhere.

/// A confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The token was added as this row.
    Added(usize),
    /// The token of this row was opened in `#code`.
    Shown(usize),
    /// Tokens were issued.
    Issued {
        /// So many.
        tokens: usize,
        /// The row of the first, from 1.
        first_row: usize,
    },
    /// Tokens came out of a file that was checked.
    Checked {
        /// So many.
        tokens: usize,
        /// The row of the first, from 1.
        first_row: usize,
    },
    /// A token was taken out; it is kept, to be put back.
    Removed,
    /// It is kept no longer.
    RemovedForGood,
    /// All tokens were forgotten.
    Cleared,
    /// Everything was.
    Forgotten,
    /// Work was cancelled, and nothing came of it.
    Cancelled,
    /// A sample was asked for, and would have replaced what is in the page.
    SampleLeftOut,
    /// Files with this many rows were handed to the browser's downloads.
    Downloaded {
        /// The file's name, or how many files there are.
        files: Result<String, usize>,
        /// Tokens in it.
        rows: usize,
        /// Tokens left out.
        left_out: usize,
    },
}
