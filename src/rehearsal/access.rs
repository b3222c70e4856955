//! A Conditional Access policy: for whom, for what, what it asks; and whom it would lock out.
//!
//! Source: MicrosoftDocs/entra-docs, `docs/identity/conditional-access/`: `policy-all-users-mfa-strength.md` and
//! `plan-conditional-access.md` (emergency access accounts are to be excluded).

use std::collections::BTreeSet;
use std::fmt;

use super::users::{Audience, UserId};

/// What a user signs in to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum App {
    /// Office 365.
    #[default]
    Office365,
    /// The portal, where administrators work.
    Portal,
}

impl App {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Office365, Self::Portal];
}

/// For what a policy holds: Microsoft's "Target resources".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Resources {
    /// Nothing was selected yet.
    #[default]
    None,
    /// "All resources (formerly 'All cloud apps')".
    All,
    /// One application.
    Only(App),
}

impl Resources {
    /// Whether it holds for this application.
    pub fn includes(self, app: App) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::Only(one) => one == app,
        }
    }
}

/// What a policy asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grant {
    /// Nothing was selected yet.
    #[default]
    None,
    /// "Require multifactor authentication".
    RequireMfa,
    /// "Block access".
    Block,
}

/// Whether a policy holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Enabled {
    /// It is only reported what it would do: what the portal proposes.
    #[default]
    ReportOnly,
    /// It holds.
    On,
    /// It does not.
    Off,
}

impl Enabled {
    /// All three, in the portal's order.
    pub const ALL: [Self; 3] = [Self::ReportOnly, Self::On, Self::Off];
}

/// A policy, as it is saved or drafted. `Debug` leaves out the name, which was typed: it may be a secret by mistake.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct AccessPolicy {
    /// Its name.
    pub name: String,
    /// For whom.
    pub users: Audience,
    /// But not for these.
    pub excluded: BTreeSet<UserId>,
    /// For what.
    pub resources: Resources,
    /// What it asks.
    pub grant: Grant,
    /// Whether it holds.
    pub enabled: Enabled,
}

impl fmt::Debug for AccessPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name: _,
            users,
            excluded,
            resources,
            grant,
            enabled,
        } = self;
        f.debug_struct("AccessPolicy")
            .field("users", users)
            .field("excluded", excluded)
            .field("resources", resources)
            .field("grant", grant)
            .field("enabled", enabled)
            .finish_non_exhaustive()
    }
}

/// Why a policy is not saved.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PolicyRefused {
    /// It has no name.
    #[error("the policy has no name")]
    NameMissing,
    /// It is for nobody.
    #[error("no users are selected")]
    UsersMissing,
    /// It is for nothing.
    #[error("no target resources are selected")]
    ResourcesMissing,
    /// It asks nothing.
    #[error("no control is selected")]
    GrantMissing,
    /// Turned on, it would lock these administrators out: all there are.
    #[error("every administrator would be locked out")]
    LocksOut(Vec<UserId>),
}

impl AccessPolicy {
    /// Whether it holds for a sign-in.
    pub fn applies(&self, user: UserId, app: App) -> bool {
        self.enabled == Enabled::On && self.concerns(user, app)
    }

    /// Whether it is for such a sign-in, be it on or not.
    pub fn concerns(&self, user: UserId, app: App) -> bool {
        self.users.includes(user) && !self.excluded.contains(&user) && self.resources.includes(app)
    }

    /// What is missing, apart from the danger of being locked out.
    ///
    /// # Errors
    /// The first thing that is missing, in the portal's order.
    pub fn complete(&self) -> Result<(), PolicyRefused> {
        if self.name.trim().is_empty() {
            Err(PolicyRefused::NameMissing)
        } else if self.users.is_nobody() {
            Err(PolicyRefused::UsersMissing)
        } else if self.resources == Resources::None {
            Err(PolicyRefused::ResourcesMissing)
        } else if self.grant == Grant::None {
            Err(PolicyRefused::GrantMissing)
        } else {
            Ok(())
        }
    }
}
