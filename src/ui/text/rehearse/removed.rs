//! Tokens that go: what is said of them, and what the tenant answers.

use super::said::{DELETE_DEVICE, MANAGE, Said, UNASSIGN, Words};
use crate::rehearsal::{RemoveRefused, TokenId};

/// When a token is taken back.
pub const GRAPH_TAKE_BACK: &str = "When a token is lost, or its user leaves: first it is taken from the user, then it is deleted. A deleted token can be created again, as long as somebody has its seed.";
/// There are two of the same serial number.
pub const GRAPH_TAKE_BACK_TWIN: &str = "This serial number is there twice, by the CSV upload and by Graph. These requests are for the one of the upload, the one that is to go.";
/// It is taken from nobody.
pub const GRAPH_NOBODYS: &str = "The token is nobody’s: it can be deleted.";
/// There is none.
pub const GRAPH_NOT_THERE: &str = "The tenant has no token of this serial number.";

/// What came of deleting one in the list of OATH tokens; which of the same serial number stays.
pub fn deleted(deleted: Result<Option<TokenId>, RemoveRefused>) -> Said {
    match deleted {
        Ok(None) => Said::good(
            "Deleted: nobody signs in with it any more. Uploaded again, it is a new token, to be activated anew.",
            Words::NotDocumented,
        ),
        Ok(Some(_)) => Said::good(
            "Deleted. The token with this serial number that Graph created stays as it is.",
            Words::AfterMicrosoft(MANAGE),
        ),
        Err(refused) => not_deleted(refused),
    }
}

/// What came of taking one from its user by Graph.
pub fn unassigned_by_graph(refused: Option<RemoveRefused>) -> Said {
    match refused {
        None => Said::good(
            "204 No Content: the token is nobody’s now, and is still there.",
            Words::AfterMicrosoft(UNASSIGN),
        )
        .quoting(
            "Unassign a hardware token from a user. The token remains in the directory",
            UNASSIGN,
        ),
        Some(RemoveRefused::Unassigned) => {
            Said::bad("The token is nobody’s already.", Words::NotDocumented)
        }
        Some(refused) => not_deleted(refused),
    }
}

/// What came of deleting one by Graph; which of the same serial number stays.
pub fn deleted_by_graph(deleted: Result<Option<TokenId>, RemoveRefused>) -> Said {
    let words = Words::AfterMicrosoft(DELETE_DEVICE);
    match deleted {
        Ok(None) => Said::good("204 No Content: the token is deleted.", words),
        Ok(Some(_)) => Said::good(
            "204 No Content: the token is deleted. The other one with its serial number stays as it is.",
            words,
        ),
        Err(refused) => not_deleted(refused),
    }
}

fn not_deleted(refused: RemoveRefused) -> Said {
    match refused {
        RemoveRefused::Assigned => Said::bad(
            "Not deleted: the token is a user’s. Take it from them first.",
            Words::AfterMicrosoft(DELETE_DEVICE),
        )
        .quoting("Token needs to be unassigned.", DELETE_DEVICE),
        RemoveRefused::NotFound | RemoveRefused::Unassigned => {
            Said::bad("There is no such token any more.", Words::NotDocumented)
        }
    }
}
