//! Sign-ins: the password, then what the policy asks.

use super::Tenant;
use crate::oath::Stamp;
use crate::rehearsal::access::{App, Grant};
use crate::rehearsal::codes::{NoCode, SIGN_IN_TOLERANCE_SECONDS, Typed, Verdict, judge};
use crate::rehearsal::evaluation::Evaluation;
use crate::rehearsal::inventory::{Status, TokenId};
use crate::rehearsal::methods::Allowed;
use crate::rehearsal::sign_in::{CodeRefused, Passed, SignIn, SignInRefused, SignInStage};
use crate::rehearsal::users::UserId;

impl Tenant {
    /// The sign-in that is going on, or was the last.
    pub fn sign_in(&self) -> Option<&SignIn> {
        self.sign_in.as_ref()
    }

    /// Whether somebody has got in with a code.
    pub fn code_was_used(&self) -> bool {
        self.code_was_used
    }

    /// The tokens that a user can sign in with.
    pub(super) fn usable(&self, user: UserId) -> Result<Vec<TokenId>, SignInRefused> {
        let tokens = self.inventory.of_user(user);
        let is_activated = |id: &TokenId| {
            self.inventory
                .get(*id)
                .is_some_and(|token| token.status == Status::Activated)
        };
        let activated: Vec<TokenId> = tokens.iter().copied().filter(is_activated).collect();
        if tokens.is_empty() {
            Err(SignInRefused::NoToken)
        } else if activated.is_empty() {
            Err(SignInRefused::NotActivated)
        } else if self.methods.allow(user) == Allowed::No {
            Err(SignInRefused::MethodOff)
        } else {
            Ok(activated)
        }
    }

    /// A sign-in begins.
    pub fn begin_sign_in(&mut self, user: UserId, app: App) {
        self.set_sign_in(user, app, SignInStage::Password, None);
    }

    /// A code is offered in place of the password.
    pub fn offer_code_alone(&mut self) {
        self.end_password_stage(|_, _| {
            let refused = SignInRefused::SecondFactorOnly;
            (SignInStage::Refused(refused), None)
        });
    }

    /// The practice password is given: what the policy asks decides how it goes on.
    pub fn give_password(&mut self) {
        self.end_password_stage(|tenant, SignIn { user, app, .. }| {
            let policy = tenant.policy.as_deref();
            let grant = policy.filter(|policy| policy.applies(user, app));
            let could_not = tenant.usable(user).err();
            let stage = match grant.map_or(Grant::None, |policy| policy.grant) {
                Grant::None => SignInStage::Done(Passed::PasswordOnly),
                Grant::Block => SignInStage::Refused(SignInRefused::Blocked),
                Grant::RequireMfa => {
                    could_not.map_or(SignInStage::Code(None), SignInStage::Refused)
                }
            };
            let evaluation = policy.and_then(|policy| Evaluation::of(policy, user, app, could_not));
            (stage, evaluation)
        });
    }

    fn end_password_stage(
        &mut self,
        next: impl FnOnce(&Self, SignIn) -> (SignInStage, Option<Evaluation>),
    ) {
        if let Some(sign_in) = self.sign_in
            && sign_in.stage == SignInStage::Password
        {
            let (stage, evaluation) = next(self, sign_in);
            self.set_sign_in(sign_in.user, sign_in.app, stage, evaluation);
        }
    }

    /// A code is typed: that of any token of the user's is taken.
    pub fn give_code(&mut self, typed: &str, now: Stamp) {
        let Some(SignIn {
            user, app, stage, ..
        }) = self.sign_in
        else {
            return;
        };
        if !matches!(stage, SignInStage::Code(_)) {
            return;
        }
        let stage = match self.usable(user) {
            // Settings may have changed since the password.
            Err(refused) => SignInStage::Refused(refused),
            Ok(tokens) => match self.judge_sign_in(&tokens, typed, now) {
                Ok((token, drift)) => {
                    self.code_was_used = true;
                    SignInStage::Done(Passed::WithCode { token, drift })
                }
                Err(refused) => SignInStage::Code(Some(refused)),
            },
        };
        self.set_sign_in(user, app, stage, Evaluation::after_code(stage));
    }

    fn judge_sign_in(
        &mut self,
        tokens: &[TokenId],
        typed: &str,
        now: Stamp,
    ) -> Result<(TokenId, i64), CodeRefused> {
        let typed: Typed = typed.parse().map_err(|NoCode| CodeRefused::NoCode)?;
        let mut nearest = Verdict::Wrong;
        for id in tokens.iter().copied() {
            let memory = self.inventory.get(id).map(|token| token.memory);
            let clockwork = self.inventory.clockwork(id);
            let Some((memory, clockwork)) = memory.zip(clockwork) else {
                continue;
            };
            let tolerance = SIGN_IN_TOLERANCE_SECONDS;
            match judge(typed, &clockwork, memory, tolerance, now.clock) {
                Verdict::Right { counter, drift } => {
                    self.inventory.change(id, |token| {
                        token.memory.accepted = Some(counter);
                        token.memory.drift = drift;
                    });
                    return Ok((id, drift));
                }
                Verdict::Wrong => {}
                // What is known of it says more than that another token does not know it.
                other => nearest = other,
            }
        }
        Err(CodeRefused::Verdict(nearest))
    }

    fn set_sign_in(
        &mut self,
        user: UserId,
        app: App,
        stage: SignInStage,
        evaluation: Option<Evaluation>,
    ) {
        self.touch();
        self.sign_in = Some(SignIn {
            user,
            app,
            stage,
            evaluation,
        });
    }
}
