//! Activation: by an administrator, or by the user to whom the token belongs.

use std::rc::Rc;

use super::Tenant;
use crate::oath::{Stamp, TimeStep, Uptime};
use crate::rehearsal::codes::{ACTIVATION_TOLERANCE_SECONDS, NoCode, Typed, Verdict, judge};
use crate::rehearsal::inventory::{Enrolled, Origin, Status, TokenId};
use crate::rehearsal::methods::Allowed;
use crate::rehearsal::users::UserId;

/// How many tokens are activated in [`ACTIVATION_WINDOW_SECONDS`] at most: MicrosoftDocs/entra-docs,
/// `how-to-mfa-upload-oath-tokens.md`.
pub const MOST_ACTIVATIONS: usize = 200;

/// The time in which that many are activated, in seconds.
pub const ACTIVATION_WINDOW_SECONDS: u64 = 5 * 60;

/// Who activates a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// An administrator, in the list of OATH tokens or by Graph.
    Administrator,
    /// The user, in their Security info.
    User,
}

/// What came of activating a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activated {
    /// It is activated; its clock is so many steps ahead of the tenant's.
    Done {
        /// Steps; behind where negative.
        drift: i64,
    },
    /// Not six digits.
    NoCode,
    /// Not the token's code.
    Refused(Verdict),
    /// It was activated before.
    Already,
    /// It is nobody's.
    Unassigned,
    /// Its user has as many activated tokens as anybody may have.
    TooMany,
    /// As many as are activated in five minutes; when it goes on.
    LimitReached {
        /// By the clock that only goes on.
        goes_on: Uptime,
    },
    /// There is no such token for the user to take: unknown, or somebody else's.
    NotFound,
    /// No policy lets the user have a hardware OATH token.
    MethodOff,
}

impl Tenant {
    /// How many activations lie in the time that counts, and when it goes on where no more are taken.
    pub fn activations(&self, now: Uptime) -> (usize, Option<Uptime>) {
        let window = ACTIVATION_WINDOW_SECONDS * 1000;
        let counts = |moment: &&Uptime| now.milliseconds_since(**moment) < window;
        let used = self.activations.iter().filter(counts).count();
        let goes_on = (used >= MOST_ACTIVATIONS)
            .then(|| self.activations.iter().find(counts))
            .flatten()
            .map(|first| first.plus_milliseconds(window));
        (used, goes_on)
    }

    /// Activates a token with a code that was typed.
    pub fn activate(&mut self, id: TokenId, typed: &str, by: By, now: Stamp) -> Activated {
        self.touch();
        let Some(token) = self.inventory.get(id).copied() else {
            return Activated::NotFound;
        };
        match token.user {
            None => Activated::Unassigned,
            Some(user) => self.activate_for(user, id, token, typed, by, now),
        }
    }

    /// Activates a token for its user, or for one who takes it; nothing but a right code makes it theirs.
    fn activate_for(
        &mut self,
        user: UserId,
        id: TokenId,
        token: Enrolled,
        typed: &str,
        by: By,
        now: Stamp,
    ) -> Activated {
        if token.status == Status::Activated {
            return Activated::Already;
        }
        if self.inventory.is_full(user) {
            return Activated::TooMany;
        }
        if let (_, Some(goes_on)) = self.activations(now.uptime) {
            return Activated::LimitReached { goes_on };
        }
        let typed: Typed = match typed.parse() {
            Ok(typed) => typed,
            Err(NoCode) => return Activated::NoCode,
        };
        let Some(clockwork) = self.inventory.clockwork(id) else {
            return Activated::NotFound;
        };
        let tolerance = match by {
            By::Administrator => ACTIVATION_TOLERANCE_SECONDS,
            By::User => self_activation_seconds(clockwork.step),
        };
        let verdict = judge(typed, &clockwork, token.memory, tolerance, now.clock);
        match verdict {
            Verdict::Right { counter, drift } => {
                if token.user.is_none() {
                    self.inventory.assign(id, user);
                }
                self.inventory.change(id, |token| {
                    token.status = Status::Activated;
                    token.memory.accepted = Some(counter);
                    token.memory.drift = drift;
                });
                let moments = Rc::make_mut(&mut self.activations);
                if moments.len() == MOST_ACTIVATIONS {
                    moments.pop_front();
                }
                moments.push_back(now.uptime);
                Activated::Done { drift }
            }
            refused => {
                // Of tokens that came by the CSV nothing of the kind is documented.
                if token.origin == Origin::Graph && token.user.is_some() {
                    self.inventory
                        .change(id, |token| token.status = Status::FailedActivation);
                }
                Activated::Refused(refused)
            }
        }
    }

    /// A user takes a token by its serial number and activates it: "Security info", or Graph's
    /// `assignAndActivateBySerialNumber`. It is theirs when it is activated, and not before.
    pub fn assign_and_activate(
        &mut self,
        user: UserId,
        serial: &str,
        typed: &str,
        by: By,
        now: Stamp,
    ) -> Activated {
        self.touch();
        if by == By::User && self.methods.allow(user) == Allowed::No {
            return Activated::MethodOff;
        }
        match self.token_for(user, serial.trim(), by) {
            None => Activated::NotFound,
            Some((id, token)) => self.activate_for(user, id, token, typed, by, now),
        }
    }

    /// The token of this serial number that the user may take or has, of two the newer. Of the upload it is theirs already, and
    /// Graph has no hand in it: MicrosoftDocs/entra-docs, `how-to-mfa-upload-oath-tokens.md`, "an end user can activate a key",
    /// "they aren't compatible with the new features in preview".
    fn token_for(&self, user: UserId, serial: &str, by: By) -> Option<(TokenId, Enrolled)> {
        let with_id = |id: TokenId| Some((id, *self.inventory.get(id)?));
        let newer = self.inventory.find(serial).and_then(with_id);
        let mut both = std::iter::successors(newer, |(_, token)| token.older.and_then(with_id));
        both.find(|(_, token)| match token.origin {
            Origin::Csv => by == By::User && token.user == Some(user),
            Origin::Graph => token.user.is_none_or(|owner| owner == user),
        })
    }
}

/// How long a code is good where users activate tokens themselves, in seconds: MicrosoftDocs/entra-docs,
/// `how-to-mfa-manage-oath-tokens.md`: 1 minute for 30 seconds, 2 minutes for 60.
pub const fn self_activation_seconds(step: TimeStep) -> u32 {
    2 * step.seconds()
}
