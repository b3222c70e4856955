//! What the page knows of a rehearsal: the tenant, the screen that is open, the virtual token in the person's hand, and what
//! was answered last.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;
use std::rc::Rc;

use super::{ListedId, Notice, State, TokenList, sample};
use crate::formats::Pasted;
use crate::oath::{Stamp, Token, Uptime};
use crate::packed::{Label, Pack};
use crate::rehearsal::graph::AssignRefused;
use crate::rehearsal::{
    AccessPolicy, Activated, App, Battery, By, Condition, FileRefused, Judged, Methods,
    PolicyRefused, ROWS_AT_ONCE, Reason, Refreshed, RemoveRefused, SAMPLE_USERS, Screen, Tenant,
    TokenId, UserId,
};

/// A rehearsal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rehearsal {
    /// The tenant.
    pub tenant: Tenant,
    /// The screen that is open.
    pub screen: Screen,
    /// The virtual token.
    pub device: Device,
    /// The form of the Conditional Access policy.
    pub policy: AccessPolicy,
    /// What was answered last, and is to be seen until something else is asked.
    pub answer: Option<Answer>,
    /// The tokens of the list that came as samples.
    pub(super) samples: Rc<BTreeSet<ListedId>>,
    /// How often something was answered: the same words twice are two answers.
    pub turn: u32,
    /// How often everything began anew: each time all forms are made anew.
    pub walks: u32,
    joining: Option<Joining>,
}

/// Users who join the tenant slice by slice: 100,000 at once would hold up the page.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Joining {
    names: Rc<Vec<Pasted>>,
    /// How many of them had their turn, and how many of these were added.
    next: usize,
    added: usize,
}

/// The virtual token: which one is in the person's hand, and how it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// Which token of the list; `None`: the first.
    pub token: Option<ListedId>,
    /// Whose button was pressed last, and when.
    pressed: Option<(ListedId, Stamp)>,
    conditions: Rc<BTreeMap<ListedId, Condition>>,
}

impl Device {
    /// How this token is, as a device.
    pub fn condition(&self, token: ListedId) -> Condition {
        self.conditions.get(&token).copied().unwrap_or_default()
    }

    /// When this token's button was pressed, if no other was since and none was taken in the hand.
    pub fn pressed(&self, token: ListedId) -> Option<Stamp> {
        let (pressed, at) = self.pressed?;
        (pressed == token).then_some(at)
    }

    /// Another token is off, also when it comes back.
    fn take(&mut self, token: ListedId) {
        self.token = Some(token);
        self.pressed.take_if(|(pressed, _)| *pressed != token);
    }

    fn change(&mut self, token: ListedId, change: impl FnOnce(&mut Condition)) {
        let mut condition = self.condition(token);
        change(&mut condition);
        Rc::make_mut(&mut self.conditions).insert(token, condition);
    }
}

/// What the tenant answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// So many users were added.
    UsersAdded(usize),
    /// How far the upload is.
    Refreshed(Refreshed),
    /// What came of activating this token.
    Activated(TokenId, Activated),
    /// What came of a user's taking a token and activating it.
    TakenByUser(Activated),
    /// The settings of methods were saved.
    MethodsSaved,
    /// The policy was saved, or why not.
    Policy(Result<(), PolicyRefused>),
    /// The policy was deleted.
    PolicyRemoved,
    /// Graph has created a token, or why not.
    Created(Result<TokenId, Reason>),
    /// Graph has given it to a user, or why not.
    Assigned(Result<(), AssignRefused>),
    /// The list of OATH tokens has deleted one, and which of the same serial number stays; or why not.
    Deleted(Result<Option<TokenId>, RemoveRefused>),
    /// Graph has taken a token from its user, or why not.
    UnassignedByGraph(Result<(), RemoveRefused>),
    /// Graph has deleted a token, and which of the same serial number stays; or why not.
    DeletedByGraph(Result<Option<TokenId>, RemoveRefused>),
}

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
    const fn is_answered(&self) -> bool {
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

impl Rehearsal {
    /// Whether the tenant has more than what anybody can begin with again.
    pub fn is_worth_keeping(&self) -> bool {
        let inventory = self.tenant.inventory();
        let of_walk = sample::walk_serials().filter_map(|serial| inventory.find(&serial));
        self.tenant.processing().is_some() || inventory.len() > of_walk.count()
    }

    /// Lets it happen; what concerns the list as well is the state's.
    pub fn apply(&mut self, action: RehearsalAction) {
        let tenant = &mut self.tenant;
        self.answer = match action {
            RehearsalAction::GoTo(screen) => {
                self.screen = screen;
                None
            }
            RehearsalAction::TakeDevice(token) => {
                self.device.take(token);
                return;
            }
            RehearsalAction::Press(token, now) => {
                self.device.pressed = Some((token, now));
                return;
            }
            RehearsalAction::SetDrift(token, seconds) => {
                self.device
                    .change(token, |device| device.set_drift(seconds));
                return;
            }
            RehearsalAction::SetBattery(token, battery) => {
                self.device.change(token, |device| device.battery = battery);
                return;
            }
            RehearsalAction::AddUsers(users) => {
                self.add_users(users.into_iter().map(Pasted::from).collect());
                return;
            }
            RehearsalAction::GoOn(now) => {
                tenant.process(now);
                self.join();
                return;
            }
            RehearsalAction::Upload { walk, .. } if walk != self.walks => return,
            RehearsalAction::Upload {
                name,
                judged,
                left_out,
                packs,
                now,
                ..
            } => {
                tenant.upload(name, *judged, left_out, packs, now);
                Some(Answer::Refreshed(tenant.refresh(now)))
            }
            RehearsalAction::Refresh(now) => Some(Answer::Refreshed(tenant.refresh(now))),
            RehearsalAction::Activate(token, typed, by, now) => {
                let activated = tenant.activate(token, typed.as_str(), by, now);
                Some(Answer::Activated(token, activated))
            }
            RehearsalAction::TakeAndActivate(user, serial, typed, by, now) => {
                let typed = typed.as_str();
                let activated = tenant.assign_and_activate(user, &serial, typed, by, now);
                Some(Answer::TakenByUser(activated))
            }
            RehearsalAction::Delete(token) => Some(Answer::Deleted(tenant.delete(token))),
            RehearsalAction::SetMethods(methods) => {
                tenant.set_methods(methods);
                Some(Answer::MethodsSaved)
            }
            RehearsalAction::DraftPolicy(policy) => {
                self.policy = policy;
                None
            }
            RehearsalAction::SavePolicy(accepted) => {
                let saved = tenant.set_policy(self.policy.clone(), accepted);
                Some(Answer::Policy(saved))
            }
            RehearsalAction::RemovePolicy => {
                tenant.remove_policy();
                self.policy = AccessPolicy::default();
                Some(Answer::PolicyRemoved)
            }
            RehearsalAction::BeginSignIn(user, app) => {
                tenant.begin_sign_in(user, app);
                None
            }
            RehearsalAction::OfferCodeAlone => {
                tenant.offer_code_alone();
                None
            }
            RehearsalAction::GivePassword => {
                tenant.give_password();
                None
            }
            RehearsalAction::GiveCode(typed, now) => {
                tenant.give_code(typed.as_str(), now);
                None
            }
            RehearsalAction::AssignByGraph(token, user) => {
                Some(Answer::Assigned(tenant.assign_by_graph(token, user)))
            }
            RehearsalAction::UnassignByGraph(token) => {
                let unassigned = tenant.unassign_by_graph(token);
                Some(Answer::UnassignedByGraph(unassigned))
            }
            RehearsalAction::DeleteByGraph(token) => {
                Some(Answer::DeletedByGraph(tenant.delete_by_graph(token)))
            }
            // The state's.
            RehearsalAction::CreateByGraph(_)
            | RehearsalAction::AddUsersOfList
            | RehearsalAction::ListTokens
            | RehearsalAction::BeginSampleWalk
            | RehearsalAction::StartOver => None,
        };
    }

    /// From when on [`RehearsalAction::GoOn`] has something to do; `None` where it has nothing.
    pub fn goes_on_at(&self) -> Option<Uptime> {
        match &self.joining {
            Some(_) => Some(Uptime::from_milliseconds(0)),
            None => self.tenant.takes_rows_at(),
        }
    }

    /// The first of them join at once, and with them all where they are few.
    fn add_users(&mut self, mut names: Vec<Pasted>) {
        let mut added = 0;
        // Who is still joining comes first.
        if let Some(before) = self.joining.take() {
            let mut all = before.names[before.next..].to_vec();
            all.append(&mut names);
            (names, added) = (all, before.added);
        }
        self.answer = None;
        self.joining = Some(Joining {
            names: Rc::new(names),
            next: 0,
            added,
        });
        self.join();
    }

    fn join(&mut self) {
        let Some(mut joining) = self.joining.take() else {
            return;
        };
        let Joining { names, next, added } = &mut joining;
        let end = names.len().min(*next + ROWS_AT_ONCE);
        let slice = names[*next..end].iter();
        *added += self.tenant.add_users(slice.map(Pasted::as_str));
        *next = end;
        if end < names.len() {
            self.joining = Some(joining);
        } else {
            self.answer = Some(Answer::UsersAdded(*added));
            self.turn = self.turn.wrapping_add(1);
        }
    }

    /// Everything begins anew; gives back which tokens of the list were samples.
    pub(super) fn start_over(&mut self) -> Rc<BTreeSet<ListedId>> {
        let mut tenant = std::mem::take(&mut self.tenant);
        tenant.start_over();
        let samples = std::mem::take(&mut self.samples);
        *self = Self {
            tenant,
            walks: self.walks.wrapping_add(1),
            turn: self.turn,
            ..Self::default()
        };
        samples
    }
}

/// What concerns the list as well.
impl State {
    /// Lets it happen.
    pub(super) fn rehearse(&mut self, action: RehearsalAction) {
        if action.is_answered() {
            self.rehearsal.turn = self.rehearsal.turn.wrapping_add(1);
        }
        match action {
            RehearsalAction::CreateByGraph(id) => self.create_by_graph(id),
            RehearsalAction::AddUsersOfList => {
                let upns = labels(&self.list).filter_map(|label| label.upn);
                let names = upns.map(Pasted::from).collect();
                self.rehearsal.add_users(names);
            }
            RehearsalAction::ListTokens => self.list_tokens_of_tenant(),
            RehearsalAction::BeginSampleWalk => self.begin_sample_walk(),
            RehearsalAction::StartOver => {
                let samples = self.rehearsal.start_over();
                for sample in samples.iter() {
                    self.change_list(|list| list.remove(*sample));
                }
                // What a person has taken out of the list stays theirs to put back.
                if self.list.removed().is_some_and(|id| samples.contains(&id)) {
                    self.change_list(TokenList::forget_removed);
                    self.notice.take_if(|notice| *notice == Notice::Removed);
                }
                self.unsaved &= !self.list.is_empty();
            }
            action => self.rehearsal.apply(action),
        }
    }

    fn create_by_graph(&mut self, id: ListedId) {
        let place = self.list.place_of(id);
        if let Some(listed) = place.and_then(|place| self.list.get(place)) {
            let created = self.rehearsal.tenant.create_by_graph(&listed.token);
            self.rehearsal.answer = Some(Answer::Created(created));
        }
    }

    fn list_tokens_of_tenant(&mut self) {
        let listed: HashSet<&str> = labels(&self.list)
            .filter_map(|label| label.serial)
            .collect();
        let walk = sample::walk();
        let of_walk: HashSet<&str> = (0..walk.len())
            .filter_map(|place| walk.label(place)?.serial)
            .collect();
        let inventory = self.rehearsal.tenant.inventory();
        let is_missing = |id: &TokenId| !listed.contains(inventory.serial(*id));
        let is_of_walk = |id: &TokenId| of_walk.contains(inventory.serial(*id));
        let missing: Vec<TokenId> = inventory.newest().filter(is_missing).collect();
        let (samples, others): (Vec<TokenId>, Vec<TokenId>) =
            missing.into_iter().partition(is_of_walk);
        let samples = inventory.packs_of(samples);
        let others = inventory.packs_of(others);
        let start = self.list.len();
        self.change_list(|list| list.append(others));
        let before = self.list.len();
        self.change_list(|list| list.append(samples));
        // Whoever has a token of such a serial number keeps it.
        let walk: Vec<Token> = walk.tokens().collect();
        let came_back = (before..self.list.len())
            .filter_map(|place| self.list.get(place))
            .filter(|listed| walk.contains(&listed.token))
            .map(|listed| listed.id);
        let came_back: Vec<ListedId> = came_back.collect();
        // The tenant is in this page alone; samples are known to everybody.
        self.unsaved |= self.list.len() - start > came_back.len();
        Rc::make_mut(&mut self.rehearsal.samples).extend(came_back);
    }

    /// Once: what is there already does not come again.
    pub(super) fn begin_sample_walk(&mut self) {
        let tenant = &mut self.rehearsal.tenant;
        tenant.add_users(SAMPLE_USERS);
        let is_listed = |id: &ListedId| self.list.place_of(*id).is_some();
        if self.rehearsal.samples.iter().any(is_listed) {
            return;
        }
        let before = self.list.len();
        self.change_list(|list| list.append([sample::walk()]));
        let ids = (before..self.list.len()).filter_map(|place| self.list.id_of(place));
        self.rehearsal.samples = Rc::new(ids.collect());
        self.rehearsal.device.token = self.rehearsal.samples.first().copied();
    }
}

fn labels(list: &TokenList) -> impl Iterator<Item = Label<'_>> {
    list.packs()
        .flat_map(|pack| (0..pack.len()).filter_map(|place| pack.label(place)))
}
