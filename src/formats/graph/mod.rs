//! Requests to Microsoft Graph (beta) that create hardware OATH tokens, and that assign and activate them. Those that create
//! are read again.
//!
//! Sources: microsoftgraph/microsoft-graph-docs-contrib, `api-reference/beta/api/`: `authenticationmethoddevice-update.md`
//! (bulk), `authenticationmethoddevice-post-hardwareoathdevices.md` (one),
//! `hardwareoathauthenticationmethod-assignandactivatebyserialnumber.md`; entra-docs, `how-to-mfa-manage-oath-tokens.md`.
//! Lengths of secrets are documented for the CSV alone, and are held to here as well.
//! Only texts are made here: nothing is ever sent. The bodies that create hold secrets.
//!
//! `displayName` is not written: it is a name of the device that nobody has given it, not the user's. Nor is
//! `POST …/hardwareOathMethods/{id}/activate`: the id is the server's, and no token here knows one.

mod activate;
mod create;
mod read;

pub use activate::{Activation, activation, check_activations, write_activations};
pub use create::{CREATE_MANY, CREATE_ONE, check, write_bulk, write_single};
pub use read::{fits, read};

use crate::oath::Code;
use serde::Serializer;

/// A code as a string, with its leading zeros.
pub(super) fn all_digits<S: Serializer>(code: &Code, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(code)
}
