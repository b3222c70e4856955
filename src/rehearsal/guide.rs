//! The way from a seed to a sign-in, as steps, and how far along it a person is.

use super::access::{Enabled, Grant};
use super::inventory::Status;
use super::methods::{Methods, Migration};
use super::screen::Screen;
use super::tenant::Tenant;

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A token with a seed.
    Token,
    /// Somebody to have it.
    Users,
    /// The file, uploaded.
    Upload,
    /// The token, activated.
    Activate,
    /// The method, turned on.
    Methods,
    /// The policy that asks for it.
    Access,
    /// A sign-in with password and code.
    SignIn,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Done.
    Done,
    /// The next to be done.
    Next,
    /// To be done later.
    Later,
}

impl Step {
    /// All of them, in their order.
    pub const ALL: [Self; 7] = [
        Self::Token,
        Self::Users,
        Self::Upload,
        Self::Activate,
        Self::Methods,
        Self::Access,
        Self::SignIn,
    ];

    /// Where it is done; `None` in the token list.
    pub const fn screen(self) -> Option<Screen> {
        match self {
            Self::Token => None,
            Self::Users => Some(Screen::Users),
            Self::Upload | Self::Activate => Some(Screen::Tokens),
            Self::Methods => Some(Screen::Methods),
            Self::Access => Some(Screen::Access),
            Self::SignIn => Some(Screen::SignIn),
        }
    }

    fn is_done(self, tenant: &Tenant, listed: usize) -> bool {
        let inventory = tenant.inventory();
        match self {
            Self::Token => listed > 0 || !inventory.is_empty(),
            Self::Users => tenant.users().members() > 0,
            Self::Upload => !inventory.is_empty(),
            Self::Activate => inventory.count(Status::Activated) > 0,
            Self::Methods => is_on(tenant.methods()),
            Self::Access => tenant.policy().is_some_and(|policy| {
                policy.enabled == Enabled::On && policy.grant == Grant::RequireMfa
            }),
            Self::SignIn => tenant.code_was_used(),
        }
    }
}

/// Whether the method is on for anybody.
fn is_on(methods: &Methods) -> bool {
    let by_legacy = methods.legacy_mfa_code && methods.migration != Migration::Complete;
    !methods.hardware_oath.is_nobody() || by_legacy
}

/// All steps with their standing, where the working set has so many tokens.
pub fn steps(tenant: &Tenant, listed: usize) -> [(Step, Standing); 7] {
    let mut is_next = true;
    Step::ALL.map(|step| {
        let standing = if step.is_done(tenant, listed) {
            Standing::Done
        } else if std::mem::take(&mut is_next) {
            Standing::Next
        } else {
            Standing::Later
        };
        (step, standing)
    })
}
