//! What happens in a rehearsal and concerns the list as well.

use std::collections::HashSet;
use std::rc::Rc;

use super::{Answer, RehearsalAction};
use crate::app::{ListedId, Notice, State, TokenList, sample};
use crate::formats::Pasted;
use crate::oath::Token;
use crate::packed::Label;
use crate::rehearsal::{SAMPLE_USERS, TokenId};

impl State {
    /// Lets it happen.
    pub(in crate::app) fn rehearse(&mut self, action: RehearsalAction) {
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
    pub(in crate::app) fn begin_sample_walk(&mut self) {
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
