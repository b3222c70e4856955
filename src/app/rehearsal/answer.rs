//! What the tenant answered last.

use crate::rehearsal::graph::AssignRefused;
use crate::rehearsal::{Activated, PolicyRefused, Reason, Refreshed, RemoveRefused, TokenId};

/// What the tenant answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// So many users were added.
    UsersAdded(usize),
    /// How far the upload is.
    Refreshed(Refreshed),
    /// What came of activating this token.
    Activated(TokenId, Activated),
    /// What came of a user's taking a token and activating it.
    TakenByUser(Activated),
    /// The settings of methods were saved.
    MethodsSaved,
    /// The policy was saved, or why not.
    Policy(Result<(), PolicyRefused>),
    /// The policy was deleted.
    PolicyRemoved,
    /// Graph has created a token, or why not.
    Created(Result<TokenId, Reason>),
    /// Graph has given it to a user, or why not.
    Assigned(Result<(), AssignRefused>),
    /// The list of OATH tokens has deleted one, and which of the same serial number stays; or why not.
    Deleted(Result<Option<TokenId>, RemoveRefused>),
    /// Graph has taken a token from its user, or why not.
    UnassignedByGraph(Result<(), RemoveRefused>),
    /// Graph has deleted a token, and which of the same serial number stays; or why not.
    DeletedByGraph(Result<Option<TokenId>, RemoveRefused>),
}
