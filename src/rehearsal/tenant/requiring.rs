//! What asks for a token: the settings of methods and the Conditional Access policy, and whom that would lock out.

use std::rc::Rc;

use super::Tenant;
use crate::rehearsal::access::{AccessPolicy, App, Enabled, Grant, PolicyRefused};
use crate::rehearsal::methods::Methods;
use crate::rehearsal::users::UserId;

impl Tenant {
    /// The settings of methods.
    pub fn methods(&self) -> &Methods {
        &self.methods
    }

    /// Changes the settings of methods.
    pub fn set_methods(&mut self, methods: Methods) {
        self.touch();
        self.methods = methods;
    }

    /// The Conditional Access policy.
    pub fn policy(&self) -> Option<&Rc<AccessPolicy>> {
        self.policy.as_ref()
    }

    /// Saves the policy. One that would lock every administrator out is turned on only where that was accepted.
    ///
    /// # Errors
    /// [`PolicyRefused`]; nothing was changed then.
    pub fn set_policy(
        &mut self,
        policy: AccessPolicy,
        lock_out_accepted: bool,
    ) -> Result<(), PolicyRefused> {
        policy.complete()?;
        let locked_out = self.locked_out_by(&policy);
        let all = self.administrators().count();
        if locked_out.len() == all && !lock_out_accepted {
            return Err(PolicyRefused::LocksOut(locked_out));
        }
        self.touch();
        self.policy = Some(Rc::new(policy));
        Ok(())
    }

    /// The policy goes.
    pub fn remove_policy(&mut self) {
        self.touch();
        self.policy = None;
    }

    fn administrators(&self) -> impl Iterator<Item = UserId> {
        let users = self.users.iter();
        users
            .filter(|(_, user)| user.role.is_administrator())
            .map(|(id, _)| id)
    }

    /// The administrators who cannot get into the portal any more under this policy.
    pub fn locked_out_by(&self, policy: &AccessPolicy) -> Vec<UserId> {
        if policy.enabled == Enabled::On {
            self.kept_out_by(policy)
        } else {
            Vec::new()
        }
    }

    /// The administrators who could not get into the portal any more under this policy, if it were on.
    pub fn kept_out_by(&self, policy: &AccessPolicy) -> Vec<UserId> {
        let is_out = |user: &UserId| {
            policy.concerns(*user, App::Portal)
                && match policy.grant {
                    Grant::None => false,
                    Grant::Block => true,
                    Grant::RequireMfa => self.usable(*user).is_err(),
                }
        };
        self.administrators().filter(is_out).collect()
    }

    /// The administrators who cannot get into the portal any more.
    pub fn locked_out(&self) -> Vec<UserId> {
        let policy = self.policy.as_deref();
        policy.map_or_else(Vec::new, |policy| self.locked_out_by(policy))
    }
}
