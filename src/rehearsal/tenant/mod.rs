//! The tenant: all that can be done in it, step by step, and what each step comes to. Time comes in with the step.

mod activating;
mod removing;
mod requiring;
mod signing_in;
mod taking;

use std::collections::VecDeque;
use std::rc::Rc;

use self::taking::{Pending, Progress};
use super::access::AccessPolicy;
use super::inventory::Inventory;
use super::methods::Methods;
use super::sign_in::SignIn;
use super::users::Users;
use crate::oath::Uptime;

pub use activating::{
    ACTIVATION_WINDOW_SECONDS, Activated, By, MOST_ACTIVATIONS, self_activation_seconds,
};
pub use removing::RemoveRefused;
pub use taking::{PROCESSING_MILLISECONDS, ROWS_AT_ONCE, Refreshed, Taken, Upload};

/// The practice tenant. Two are equal when nothing has happened between them.
#[derive(Clone, Debug, Default)]
pub struct Tenant {
    version: u64,
    users: Users,
    inventory: Inventory,
    pending: Option<Rc<Pending>>,
    progress: Rc<Progress>,
    uploads: Rc<Vec<Upload>>,
    activations: Rc<VecDeque<Uptime>>,
    methods: Methods,
    policy: Option<Rc<AccessPolicy>>,
    sign_in: Option<SignIn>,
    /// Whether somebody has got in with a code since everything began.
    code_was_used: bool,
}

impl PartialEq for Tenant {
    fn eq(&self, other: &Self) -> bool {
        self.version == other.version
    }
}
impl Eq for Tenant {}

impl Tenant {
    /// Another number each time something has happened in it.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Its users.
    pub fn users(&self) -> &Users {
        &self.users
    }

    /// Its tokens.
    pub fn inventory(&self) -> &Inventory {
        &self.inventory
    }

    /// Whether nothing has happened in it.
    pub fn is_untouched(&self) -> bool {
        self.users.members() == 0
            && self.inventory.is_empty()
            && self.pending.is_none()
            && self.uploads.is_empty()
            && self.methods == Methods::default()
            && self.policy.is_none()
            && self.sign_in.is_none()
    }

    /// Everything begins anew.
    pub fn start_over(&mut self) {
        *self = Self {
            version: self.version,
            ..Self::default()
        };
        self.touch();
    }

    fn touch(&mut self) {
        self.version += 1;
    }

    /// Adds users; says how many were not there before.
    pub fn add_users<'a>(&mut self, upns: impl IntoIterator<Item = &'a str>) -> usize {
        self.touch();
        self.users.add(upns)
    }

    /// The inventory, for [`super::graph`].
    pub(super) fn inventory_mut(&mut self) -> &mut Inventory {
        self.touch();
        &mut self.inventory
    }
}
