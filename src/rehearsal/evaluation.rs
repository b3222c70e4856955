//! What the sign-in logs tell of the policy after a sign-in: Microsoft's "Policy evaluation results".
//!
//! Source: MicrosoftDocs/entra-docs, `docs/identity/conditional-access/concept-conditional-access-report-only.md`.
//! "Report-only: Success" cannot come up here: for multifactor authentication it takes "an MFA claim already present in the token",
//! and each sign-in of the practice tenant begins without one.

use super::access::{AccessPolicy, App, Enabled, Grant};
use super::sign_in::{SignInRefused, SignInStage};
use super::users::UserId;

/// What became of the policy in one sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evaluation {
    /// "Success": it applied, and what it requires was given.
    Success,
    /// "Failure": it applied, and kept the user out.
    Failure,
    /// "Not applied": it is not for this user, or not for this application.
    NotApplied,
    /// "Report-only: User action required": if it were on, it would ask for a code; why the user could not give one, if so.
    ActionRequired(Option<SignInRefused>),
    /// "Report-only: Failure": if it were on, it would block.
    WouldFail,
    /// "Report-only: Not applied".
    WouldNotApply,
}

impl Evaluation {
    /// What is told of this policy when the password is given, where it lets the user in or keeps them out at once; `None` where
    /// nothing is told yet, or ever. `could_not` is why the user could not give a code.
    pub(super) fn of(
        policy: &AccessPolicy,
        user: UserId,
        app: App,
        could_not: Option<SignInRefused>,
    ) -> Option<Self> {
        let concerns = policy.concerns(user, app);
        match (policy.enabled, policy.grant) {
            (Enabled::Off, _) => None,
            (Enabled::On, _) if !concerns => Some(Self::NotApplied),
            (Enabled::ReportOnly, _) if !concerns => Some(Self::WouldNotApply),
            (Enabled::On, Grant::Block) => Some(Self::Failure),
            // Where a code can be given, that decides.
            (Enabled::On, Grant::RequireMfa) => could_not.map(|_| Self::Failure),
            (Enabled::ReportOnly, Grant::Block) => Some(Self::WouldFail),
            (Enabled::ReportOnly, Grant::RequireMfa) => Some(Self::ActionRequired(could_not)),
            // Never saved.
            (Enabled::On | Enabled::ReportOnly, Grant::None) => None,
        }
    }

    /// What is told of a policy that has asked for a code, when the sign-in is at this stage.
    pub(super) const fn after_code(stage: SignInStage) -> Option<Self> {
        match stage {
            SignInStage::Done(_) => Some(Self::Success),
            SignInStage::Refused(_) => Some(Self::Failure),
            SignInStage::Password | SignInStage::Code(_) => None,
        }
    }
}
