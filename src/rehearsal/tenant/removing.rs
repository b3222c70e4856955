//! Tokens that go: one that was lost, whose user has left, or that is there twice.
//!
//! Sources: MicrosoftDocs/entra-docs, `how-to-mfa-manage-oath-tokens.md`, "User has two tokens with the same SerialNumber";
//! microsoftgraph/microsoft-graph-docs-contrib, `authentication-delete-hardwareoathmethods.md` ("The token remains in the
//! directory") and `authenticationmethoddevice-delete-hardwareoathdevices.md` ("Token needs to be unassigned").

use super::Tenant;
use crate::rehearsal::inventory::TokenId;

/// Why a token does not go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RemoveRefused {
    /// There is no such token.
    #[error("there is no such token")]
    NotFound,
    /// It is nobody's: there is no one to take it from.
    #[error("the token is nobody's")]
    Unassigned,
    /// It is somebody's: it is to be taken from them first.
    #[error("the token is somebody's")]
    Assigned,
}

impl Tenant {
    /// Deletes a token in the list of OATH tokens, whoever has it. What the portal asks before is not documented. Gives back the
    /// token with the same serial number that stays.
    ///
    /// # Errors
    /// [`RemoveRefused`]; nothing was changed then.
    pub fn delete(&mut self, id: TokenId) -> Result<Option<TokenId>, RemoveRefused> {
        self.touch();
        self.inventory.get(id).ok_or(RemoveRefused::NotFound)?;
        let serial = self.inventory.serial(id).to_owned();
        self.inventory.remove(id);
        Ok(self.inventory.find(&serial))
    }

    /// Takes a token from its user as Graph does. It stays, and with it what is known of its clock and its last code.
    ///
    /// # Errors
    /// [`RemoveRefused`]; nothing was changed then.
    pub fn unassign_by_graph(&mut self, id: TokenId) -> Result<(), RemoveRefused> {
        self.touch();
        let token = self.inventory.get(id).ok_or(RemoveRefused::NotFound)?;
        if token.user.is_none() {
            return Err(RemoveRefused::Unassigned);
        }
        self.inventory.unassign(id);
        Ok(())
    }

    /// Deletes a token as Graph does: one that is nobody's. Gives back the token with the same serial number that stays.
    ///
    /// # Errors
    /// [`RemoveRefused`]; nothing was changed then.
    pub fn delete_by_graph(&mut self, id: TokenId) -> Result<Option<TokenId>, RemoveRefused> {
        self.touch();
        let token = self.inventory.get(id).ok_or(RemoveRefused::NotFound)?;
        if token.user.is_some() {
            return Err(RemoveRefused::Assigned);
        }
        self.delete(id)
    }
}
