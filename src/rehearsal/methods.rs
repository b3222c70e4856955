//! The authentication methods policy, and the two legacy policies that it takes the place of.
//!
//! Source: MicrosoftDocs/entra-docs, `how-to-authentication-methods-manage.md`. Groups are left out: users are selected one
//! by one. A change holds at once here; Microsoft speaks of minutes.

use super::users::{Audience, UserId};

/// How far the migration from the legacy policies is, after Microsoft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Migration {
    /// The authentication methods policy is used for authentication only; legacy policies are respected.
    #[default]
    PreMigration,
    /// It is used for authentication and password reset; legacy policies are respected.
    InProgress,
    /// Legacy policies are ignored.
    Complete,
}

impl Migration {
    /// All three, in their order.
    pub const ALL: [Self; 3] = [Self::PreMigration, Self::InProgress, Self::Complete];
}

/// All settings of methods.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Methods {
    /// For whom hardware OATH tokens are on in the authentication methods policy.
    pub hardware_oath: Audience,
    /// Whether the legacy multifactor policy has "Verification code from mobile app or hardware token" ticked.
    pub legacy_mfa_code: bool,
    /// Whether the legacy policy for password reset has "Mobile app code" ticked.
    pub legacy_sspr_code: bool,
    /// How far the migration is.
    pub migration: Migration,
}

/// Why a user may sign in with a hardware OATH token, or may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// The authentication methods policy has it on for them.
    ByPolicy,
    /// The legacy multifactor policy has it on, and is still respected.
    ByLegacyPolicy,
    /// Neither has.
    No,
}

impl Methods {
    /// Whether this user may sign in with a hardware OATH token.
    pub fn allow(&self, user: UserId) -> Allowed {
        let legacy_counts = self.migration != Migration::Complete;
        if self.hardware_oath.includes(user) {
            Allowed::ByPolicy
        } else if legacy_counts && self.legacy_mfa_code {
            Allowed::ByLegacyPolicy
        } else {
            Allowed::No
        }
    }

    /// Whether completing the migration now takes the method from users who have it by a legacy policy alone.
    pub fn completing_takes_away(&self) -> bool {
        self.legacy_mfa_code && self.hardware_oath != Audience::All
    }
}
