//! Files as somebody dropped them: what they are, what is wrong with them, what would mend them; and what stands beside
//! them: the users of their tokens, and what the portal said of an upload.
//!
//! Pure: text comes in, findings and tokens go out. Nothing here writes a file or sends one, and nothing is rewritten
//! unasked. Text of a person or of a file goes in [`Pasted`](crate::formats::Pasted), so that no `Debug` prints it.

mod examine;
mod failures;
mod portal;
mod said;
mod tell;
mod upload;
mod users;

pub use examine::{
    Examination, Examined, FailureText, ReadFile, Request, Unsaid, UserMerge, all_findings, examine,
};
pub use failures::{
    FailureColumn, FailureColumns, FailureRow, Failures, FailuresError, MAX_FAILURES, MAX_REASON,
    is_failures_file, read_failures,
};
pub use portal::{
    MAX_MESSAGE_BYTES, MAX_MESSAGES, PortalMessage, PortalMessageKind, PortalMessages,
    decode_portal, is_portal_message, positions_of,
};
pub use said::Located;
pub use tell::{Evidence, Offer, Told};
pub use upload::{FoundBy, Left, Place, Upload};
pub use users::{Merge, MergeFinding, MergeProblem, Pair, Pairing, merge_users};
