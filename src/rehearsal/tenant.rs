//! The tenant: all that can be done in it, step by step, and what each step comes to. Time comes in with the step.

use std::collections::VecDeque;
use std::rc::Rc;

use super::access::{AccessPolicy, App, Enabled, Grant, PolicyRefused};
use super::codes::{
    ACTIVATION_TOLERANCE_SECONDS, NoCode, SIGN_IN_TOLERANCE_SECONDS, Typed, Verdict, judge,
};
use super::inventory::{Enrolled, Inventory, Origin, Status, TokenId};
use super::methods::{Allowed, Methods};
use super::sign_in::{CodeRefused, Passed, SignIn, SignInRefused, SignInStage};
use super::upload::{Failure, FileRefused, Judged, Reason};
use super::users::{UserId, Users};
use crate::oath::{Stamp, TimeStep, Uptime};
use crate::packed::Pack;

/// How long an upload is processed, in milliseconds. Microsoft: "it may take a few minutes to process"; ours is shorter.
pub const PROCESSING_MILLISECONDS: u64 = 3_000;

/// How many rows are taken at once: ours. A few milliseconds; more would hold up the page.
pub const ROWS_AT_ONCE: usize = 4096;

/// How many tokens are activated in [`ACTIVATION_WINDOW_SECONDS`] at most: MicrosoftDocs/entra-docs,
/// `how-to-mfa-upload-oath-tokens.md`.
pub const MOST_ACTIVATIONS: usize = 200;

/// The time in which that many are activated, in seconds.
pub const ACTIVATION_WINDOW_SECONDS: u64 = 5 * 60;

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

/// An upload that is being processed.
#[derive(Debug)]
struct Pending {
    name: Rc<str>,
    since: Uptime,
    judged: Result<Judged, FileRefused>,
    packs: Vec<Rc<Pack>>,
}

/// How far its rows are taken.
#[derive(Clone, Debug, Default)]
struct Progress {
    /// The pack whose turn it is, and the place in it.
    pack: usize,
    place: usize,
    /// How many rows were looked at, how many tokens taken, and what was refused.
    rows: usize,
    tokens: usize,
    failures: Vec<Failure>,
}

/// An upload that was processed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// The file's name.
    pub name: Rc<str>,
    /// What came of it; why the file as a whole was refused.
    pub outcome: Result<Rc<Taken>, FileRefused>,
}

/// What came of an upload's rows.
#[derive(Debug, PartialEq, Eq)]
pub struct Taken {
    /// Rows of the file, the header not counted.
    pub rows: usize,
    /// How many tokens were taken.
    pub tokens: usize,
    /// The rows that were refused, in the file's order.
    pub failures: Vec<Failure>,
}

/// What came of asking how far an upload is: the portal's "Refresh".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refreshed {
    /// Nothing is being processed.
    Nothing,
    /// It is still being processed.
    Processing,
    /// It is done: the last of [`Tenant::uploads`].
    Done,
}

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
    /// Its users.
    pub fn users(&self) -> &Users {
        &self.users
    }

    /// Its tokens.
    pub fn inventory(&self) -> &Inventory {
        &self.inventory
    }

    /// The uploads that were processed, in their order.
    pub fn uploads(&self) -> &[Upload] {
        &self.uploads
    }

    /// The name of the file that is being processed.
    pub fn processing(&self) -> Option<&Rc<str>> {
        self.pending.as_ref().map(|pending| &pending.name)
    }

    /// The settings of methods.
    pub fn methods(&self) -> &Methods {
        &self.methods
    }

    /// The Conditional Access policy.
    pub fn policy(&self) -> Option<&Rc<AccessPolicy>> {
        self.policy.as_ref()
    }

    /// The sign-in that is going on, or was the last.
    pub fn sign_in(&self) -> Option<&SignIn> {
        self.sign_in.as_ref()
    }

    /// Whether somebody has got in with a code.
    pub fn code_was_used(&self) -> bool {
        self.code_was_used
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

    /// Takes an upload: what its bytes were judged to be, and the tokens of its good rows. One at a time: the next is taken when
    /// this one is processed.
    pub fn upload(
        &mut self,
        name: Rc<str>,
        judged: Result<Judged, FileRefused>,
        packs: Vec<Rc<Pack>>,
        now: Stamp,
    ) {
        if self.pending.is_none() {
            self.touch();
            let since = now.uptime;
            self.pending = Some(Rc::new(Pending {
                name,
                since,
                judged,
                packs,
            }));
        }
    }

    /// Looks how far the upload is. It is done when its time has passed and all its rows are taken, the last of them here.
    pub fn refresh(&mut self, now: Stamp) -> Refreshed {
        let Some(pending) = &self.pending else {
            return Refreshed::Nothing;
        };
        if now.uptime.milliseconds_since(pending.since) < PROCESSING_MILLISECONDS {
            return Refreshed::Processing;
        }
        self.process(now);
        if self.takes_rows_at().is_some() {
            return Refreshed::Processing;
        }
        let pending = self.pending.take();
        let Progress {
            tokens,
            mut failures,
            ..
        } = Rc::unwrap_or_clone(std::mem::take(&mut self.progress));
        self.touch();
        if let Some(pending) = pending {
            let outcome = match &pending.judged {
                Err(refused) => Err(refused.clone()),
                Ok(judged) => {
                    failures.extend_from_slice(&judged.failures);
                    // Stable: those of one line stay in their order.
                    failures.sort_by_key(|failure| failure.line);
                    let rows = judged.rows;
                    Ok(Rc::new(Taken {
                        rows,
                        tokens,
                        failures,
                    }))
                }
            };
            let name = Rc::clone(&pending.name);
            Rc::make_mut(&mut self.uploads).push(Upload { name, outcome });
        }
        Refreshed::Done
    }

    /// When rows of the upload are to be taken, as long as there are any left: [`Self::process`] is to be called from then on.
    pub fn takes_rows_at(&self) -> Option<Uptime> {
        let pending = self.pending.as_ref()?;
        let are_left = self.progress.pack < pending.packs.len();
        are_left.then(|| pending.since.plus_milliseconds(PROCESSING_MILLISECONDS))
    }

    /// Takes the next rows of the upload when their time has come, at most [`ROWS_AT_ONCE`].
    pub fn process(&mut self, now: Stamp) {
        let is_due = |at: Uptime| now.uptime >= at;
        let Some(pending) = self.pending.clone() else {
            return;
        };
        if !self.takes_rows_at().is_some_and(is_due) {
            return;
        }
        self.touch();
        let mut taken = std::mem::take(&mut self.progress);
        let progress = Rc::make_mut(&mut taken);
        let mut left = ROWS_AT_ONCE;
        while left > 0
            && let Some(pack) = pending.packs.get(progress.pack)
        {
            let places = progress.place..pack.len().min(progress.place + left);
            left -= places.len();
            self.take(pack, places, &pending.judged, progress);
            if progress.place == pack.len() {
                (progress.pack, progress.place) = (progress.pack + 1, 0);
            }
        }
        self.progress = taken;
    }

    fn take(
        &mut self,
        pack: &Rc<Pack>,
        places: std::ops::Range<usize>,
        judged: &Result<Judged, FileRefused>,
        progress: &mut Progress,
    ) {
        let lines = judged.as_ref().map_or(&[][..], |judged| &judged.lines);
        let mut good = Vec::new();
        for place in places.clone() {
            let line = lines.get(progress.rows).copied().unwrap_or_default();
            progress.rows += 1;
            match self.judge_row(pack, place) {
                Ok(user) => good.push((place, Some(user))),
                Err(reason) => progress.failures.push(failure(pack, place, line, reason)),
            }
        }
        progress.place = places.end;
        if !good.is_empty() {
            progress.tokens += self.inventory.take(pack, Origin::Csv, good);
        }
    }

    /// What only the tenant can know of a row.
    fn judge_row(&self, pack: &Pack, place: usize) -> Result<UserId, Reason> {
        let label = pack.label(place);
        let serial = label.and_then(|label| label.serial);
        let upn = label.and_then(|label| label.upn);
        if self.inventory.find(serial.unwrap_or_default()).is_some() {
            return Err(Reason::SerialTaken);
        }
        self.users
            .find(upn.unwrap_or_default())
            .ok_or(Reason::UserUnknown)
    }

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

    /// Changes the settings of methods.
    pub fn set_methods(&mut self, methods: Methods) {
        self.touch();
        self.methods = methods;
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

    /// The administrators who could not get into the portal any more under this policy, if it were on.
    pub fn locked_out_by(&self, policy: &AccessPolicy) -> Vec<UserId> {
        if policy.enabled != Enabled::On {
            return Vec::new();
        }
        let is_out = |user: &UserId| {
            policy.applies(*user, App::Portal)
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

    /// The tokens that a user can sign in with.
    fn usable(&self, user: UserId) -> Result<Vec<TokenId>, SignInRefused> {
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
        self.set_sign_in(user, app, SignInStage::Password);
    }

    /// A code is offered in place of the password.
    pub fn offer_code_alone(&mut self) {
        self.end_password_stage(|_, _| SignInStage::Refused(SignInRefused::SecondFactorOnly));
    }

    /// The practice password is given: what the policy asks decides how it goes on.
    pub fn give_password(&mut self) {
        self.end_password_stage(|tenant, SignIn { user, app, .. }| {
            let policy = tenant.policy.as_deref();
            let grant = policy.filter(|policy| policy.applies(user, app));
            match grant.map_or(Grant::None, |policy| policy.grant) {
                Grant::None => SignInStage::Done(Passed::PasswordOnly),
                Grant::Block => SignInStage::Refused(SignInRefused::Blocked),
                Grant::RequireMfa => match tenant.usable(user) {
                    Ok(_) => SignInStage::Code(None),
                    Err(refused) => SignInStage::Refused(refused),
                },
            }
        });
    }

    fn end_password_stage(&mut self, next: impl FnOnce(&Self, SignIn) -> SignInStage) {
        if let Some(sign_in) = self.sign_in
            && sign_in.stage == SignInStage::Password
        {
            let stage = next(self, sign_in);
            self.set_sign_in(sign_in.user, sign_in.app, stage);
        }
    }

    /// A code is typed: that of any token of the user's is taken.
    pub fn give_code(&mut self, typed: &str, now: Stamp) {
        let Some(SignIn { user, app, stage }) = self.sign_in else {
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
        self.set_sign_in(user, app, stage);
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

    fn set_sign_in(&mut self, user: UserId, app: App, stage: SignInStage) {
        self.touch();
        self.sign_in = Some(SignIn { user, app, stage });
    }

    /// The inventory, for [`super::graph`].
    pub(super) fn inventory_mut(&mut self) -> &mut Inventory {
        self.touch();
        &mut self.inventory
    }
}

/// How long a code is good where users activate tokens themselves, in seconds: MicrosoftDocs/entra-docs,
/// `how-to-mfa-manage-oath-tokens.md`: 1 minute for 30 seconds, 2 minutes for 60.
pub const fn self_activation_seconds(step: TimeStep) -> u32 {
    2 * step.seconds()
}

fn failure(pack: &Pack, place: usize, line: u32, reason: Reason) -> Failure {
    let label = pack.label(place);
    let text = |text: Option<&str>| text.unwrap_or_default().into();
    Failure {
        line,
        upn: text(label.and_then(|label| label.upn)),
        serial: text(label.and_then(|label| label.serial)),
        reason,
    }
}
