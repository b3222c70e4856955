//! What the page knows of a rehearsal: the tenant, the screen that is open, the virtual token in the person's hand, and what
//! was answered last.

mod action;
mod answer;
mod device;
mod list;

use std::collections::BTreeSet;
use std::rc::Rc;

pub use self::action::RehearsalAction;
pub use self::answer::Answer;
pub use self::device::Device;
use super::{ListedId, sample};
use crate::formats::Pasted;
use crate::oath::Uptime;
use crate::rehearsal::{AccessPolicy, ROWS_AT_ONCE, Screen, Tenant};

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
