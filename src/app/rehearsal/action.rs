//! Everything that can happen in a rehearsal.

use std::fmt;
use std::rc::Rc;

use crate::app::ListedId;
use crate::formats::Pasted;
use crate::oath::Stamp;
use crate::packed::Pack;
use crate::rehearsal::{
    AccessPolicy, App, Battery, By, FileRefused, Judged, Methods, Screen, TokenId, UserId,
};

/// What happens in a rehearsal. `Debug` shows which it is and nothing that was typed: it may be a secret by mistake.
pub enum RehearsalAction {
    /// Another screen.
    GoTo(Screen),
    /// Another token is taken in the hand.
    TakeDevice(ListedId),
    /// A token's button is pressed.
    Press(ListedId, Stamp),
    /// Its clock goes wrong by so many seconds.
    SetDrift(ListedId, i32),
    /// Its battery changes.
    SetBattery(ListedId, Battery),
    /// These users join the tenant.
    AddUsers(Vec<String>),
    /// A file is uploaded.
    Upload {
        /// Which walk it began in, as [`Rehearsal::walks`] counts them: what was judged after everything began anew is ignored.
        walk: u32,
        /// Its name.
        name: Rc<str>,
        /// What its bytes were judged to be.
        judged: Box<Result<Judged, FileRefused>>,
        /// How many tokens are not in the file that was written of them; 0 where the file was there before.
        left_out: usize,
        /// The tokens of its good rows.
        packs: Vec<Rc<Pack>>,
        /// When it was uploaded.
        now: Stamp,
    },
    /// How far is it?
    Refresh(Stamp),
    /// What is taken slice by slice goes on.
    GoOn(Stamp),
    /// A token is activated with what was typed.
    Activate(TokenId, Pasted, By, Stamp),
    /// A user takes the token of this serial number and activates it with what was typed.
    TakeAndActivate(UserId, String, Pasted, By, Stamp),
    /// The list of OATH tokens deletes one.
    Delete(TokenId),
    /// Other settings of methods.
    SetMethods(Methods),
    /// The form of the policy changes.
    DraftPolicy(AccessPolicy),
    /// It is saved; whether it is accepted that all administrators are locked out.
    SavePolicy(bool),
    /// The policy is deleted.
    RemovePolicy,
    /// A user signs in.
    BeginSignIn(UserId, App),
    /// With a code in place of the password.
    OfferCodeAlone,
    /// With the password.
    GivePassword,
    /// And then with what was typed.
    GiveCode(Pasted, Stamp),
    /// Graph creates a token of the list.
    CreateByGraph(ListedId),
    /// Graph gives a token to a user.
    AssignByGraph(TokenId, UserId),
    /// Graph takes a token from its user.
    UnassignByGraph(TokenId),
    /// Graph deletes a token.
    DeleteByGraph(TokenId),
    /// The users of the listed tokens join the tenant.
    AddUsersOfList,
    /// The tenant's tokens that are not in the list join it.
    ListTokens,
    /// Tokens and users for a first walk join the list and the tenant.
    BeginSampleWalk,
    /// Everything begins anew; what came for a first walk goes.
    StartOver,
}

impl RehearsalAction {
    /// Whether something is answered to it, be it the same as before.
    pub(super) const fn is_answered(&self) -> bool {
        !matches!(
            self,
            Self::GoTo(_)
                | Self::TakeDevice(..)
                | Self::Press(..)
                | Self::SetDrift(..)
                | Self::SetBattery(..)
                | Self::GoOn(_)
                | Self::DraftPolicy(_)
        )
    }
}

impl fmt::Debug for RehearsalAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::GoTo(_) => "GoTo",
            Self::TakeDevice(_) => "TakeDevice",
            Self::Press(..) => "Press",
            Self::SetDrift(..) => "SetDrift",
            Self::SetBattery(..) => "SetBattery",
            Self::AddUsers(_) => "AddUsers",
            Self::Upload { .. } => "Upload",
            Self::Refresh(_) => "Refresh",
            Self::GoOn(_) => "GoOn",
            Self::Activate(..) => "Activate",
            Self::TakeAndActivate(..) => "TakeAndActivate",
            Self::Delete(_) => "Delete",
            Self::SetMethods(_) => "SetMethods",
            Self::DraftPolicy(_) => "DraftPolicy",
            Self::SavePolicy(_) => "SavePolicy",
            Self::RemovePolicy => "RemovePolicy",
            Self::BeginSignIn(..) => "BeginSignIn",
            Self::OfferCodeAlone => "OfferCodeAlone",
            Self::GivePassword => "GivePassword",
            Self::GiveCode(..) => "GiveCode",
            Self::CreateByGraph(_) => "CreateByGraph",
            Self::AssignByGraph(..) => "AssignByGraph",
            Self::UnassignByGraph(_) => "UnassignByGraph",
            Self::DeleteByGraph(_) => "DeleteByGraph",
            Self::AddUsersOfList => "AddUsersOfList",
            Self::ListTokens => "ListTokens",
            Self::BeginSampleWalk => "BeginSampleWalk",
            Self::StartOver => "StartOver",
        })
    }
}
