//! The OATH tokens of the practice tenant. The tokens themselves stay packed; what happens to them stands beside them.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::codes::{Clockwork, Memory};
use super::users::UserId;
use crate::formats::MAX_TOKENS_A_USER;
use crate::oath::{MovingFactor, Token};
use crate::packed::{Label, Pack};

/// A token's place in the inventory; never given twice before everything is begun anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenId(u32);

impl TokenId {
    /// How many came before it, those that were removed included.
    pub const fn number(self) -> u32 {
        self.0
    }
}

/// How a token came into the tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// By the CSV upload.
    Csv,
    /// By Microsoft Graph.
    Graph,
}

/// Microsoft Graph's words for how far a token is: `hardwareOathTokenAuthenticationMethodDevice`, `status`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nobody's.
    Available,
    /// Somebody's, and not activated.
    Assigned,
    /// Good for signing in.
    Activated,
    /// The last activation failed.
    FailedActivation,
}

impl Status {
    /// All four.
    pub const ALL: [Self; 4] = [
        Self::Available,
        Self::Assigned,
        Self::Activated,
        Self::FailedActivation,
    ];

    /// As Graph writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Available => "available",
            Self::Assigned => "assigned",
            Self::Activated => "activated",
            Self::FailedActivation => "failedActivation",
        }
    }
}

/// A token of the tenant, without its secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enrolled {
    /// How it came.
    pub origin: Origin,
    /// Whose it is.
    pub user: Option<UserId>,
    /// How far it is.
    pub status: Status,
    /// What is known of its codes.
    pub memory: Memory,
    /// The token with the same serial number that was there before.
    pub older: Option<TokenId>,
    pack: u32,
    place: u32,
}

/// All tokens, in the order in which they came. Shared piece by piece, as [`super::Users`] are.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    packs: Rc<Vec<Rc<Pack>>>,
    /// By their ids; nothing where one was removed.
    tokens: Rc<Vec<Option<Enrolled>>>,
    /// Those that are there, by their rows.
    rows: Rc<Vec<TokenId>>,
    serials: Rc<HashMap<Rc<str>, TokenId>>,
    users: Rc<HashMap<UserId, Rc<Vec<TokenId>>>>,
}

impl Inventory {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many records of tokens it keeps, each with a secret: as many as there are tokens.
    pub fn records(&self) -> usize {
        self.packs.iter().map(|pack| pack.len()).sum()
    }

    /// How many have this status.
    pub fn count(&self, status: Status) -> usize {
        let such = |token: &&Enrolled| token.status == status;
        self.tokens.iter().flatten().filter(such).count()
    }

    /// A token, without its secret.
    pub fn get(&self, id: TokenId) -> Option<&Enrolled> {
        self.tokens.get(id.0 as usize)?.as_ref()
    }

    /// The token of this row, from 0.
    pub fn at(&self, row: usize) -> Option<TokenId> {
        self.rows.get(row).copied()
    }

    /// The ids of all of them, by their rows.
    pub fn ids(&self) -> &Rc<Vec<TokenId>> {
        &self.rows
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (TokenId, &Enrolled)> {
        let there = self.rows.iter();
        there.filter_map(|id| Some((*id, self.get(*id)?)))
    }

    /// The token of this serial number; of two the newer, which knows the older.
    pub fn find(&self, serial: &str) -> Option<TokenId> {
        self.serials.get(serial).copied()
    }

    /// The token of this serial number that came by Graph: always the newer, for no upload takes a number that is there.
    pub fn find_of_graph(&self, serial: &str) -> Option<TokenId> {
        let id = self.find(serial)?;
        let is_of_graph = self.get(id)?.origin == Origin::Graph;
        is_of_graph.then_some(id)
    }

    /// What is printed on its back.
    pub fn label(&self, id: TokenId) -> Option<Label<'_>> {
        let token = self.get(id)?;
        self.packs
            .get(token.pack as usize)?
            .label(token.place as usize)
    }

    /// Its serial number.
    pub fn serial(&self, id: TokenId) -> &str {
        let label = self.label(id);
        label.and_then(|label| label.serial).unwrap_or_default()
    }

    /// The token itself, unpacked.
    pub fn token(&self, id: TokenId) -> Option<Token> {
        let token = self.get(id)?;
        self.packs
            .get(token.pack as usize)?
            .token(token.place as usize)
    }

    /// What its codes are made with; `None` for a counter-based one, which no inventory takes.
    pub(super) fn clockwork(&self, id: TokenId) -> Option<Clockwork> {
        let token = self.token(id)?;
        match token.factor {
            MovingFactor::Counter(_) => None,
            MovingFactor::Time(step) => Some(Clockwork {
                hotp: token.hotp(),
                step,
            }),
        }
    }

    /// Those that a list takes: of two with the same serial number the newer.
    pub fn newest(&self) -> impl Iterator<Item = TokenId> {
        let older: HashSet<TokenId> = self.iter().filter_map(|(_, token)| token.older).collect();
        let all = self.iter().map(|(id, _)| id);
        all.filter(move |id| !older.contains(id))
    }

    /// These tokens, packed: what follows each other stays together, for unpacking 100,000 takes long.
    pub fn packs_of(&self, ids: impl IntoIterator<Item = TokenId>) -> Vec<Pack> {
        let such = ids
            .into_iter()
            .filter_map(|id| self.get(id))
            .map(|token| (token.pack as usize, token.place as usize));
        let mut runs: Vec<(usize, std::ops::Range<usize>)> = Vec::new();
        for (pack, place) in such {
            match runs.last_mut() {
                Some((last, run)) if *last == pack && run.end == place => run.end += 1,
                _ => runs.push((pack, place..place + 1)),
            }
        }
        runs.into_iter()
            .filter_map(|(pack, run)| Some(self.packs.get(pack)?.part(run)))
            .collect()
    }

    /// A user's tokens, in the order in which they came.
    pub fn of_user(&self, user: UserId) -> &[TokenId] {
        self.users
            .get(&user)
            .map_or(&[], |tokens| tokens.as_slice())
    }

    /// Whether the user has as many activated ones as anybody may have.
    pub fn is_full(&self, user: UserId) -> bool {
        let activated = |id: &&TokenId| {
            self.get(**id)
                .is_some_and(|token| token.status == Status::Activated)
        };
        self.of_user(user).iter().filter(activated).count() >= MAX_TOKENS_A_USER
    }

    /// Takes tokens of a pack: these places, with their users; nothing else of the pack is kept. Whoever calls has seen to it that
    /// no serial number is there yet that must not be there twice.
    pub(super) fn take(
        &mut self,
        pack: &Pack,
        origin: Origin,
        taken: &[(usize, Option<UserId>)],
    ) -> usize {
        let pack = pack.pick(taken.iter().map(|(place, _)| *place));
        let before = self.len();
        let tokens = Rc::make_mut(&mut self.tokens);
        let rows = Rc::make_mut(&mut self.rows);
        let serials = Rc::make_mut(&mut self.serials);
        let users = Rc::make_mut(&mut self.users);
        let number = self.packs.len() as u32;
        for (place, &(_, user)) in taken.iter().enumerate() {
            let id = TokenId(tokens.len() as u32);
            let serial = pack.label(place).and_then(|label| label.serial);
            let older = serial.and_then(|serial| serials.insert(serial.into(), id));
            if let Some(user) = user {
                Rc::make_mut(users.entry(user).or_default()).push(id);
            }
            rows.push(id);
            tokens.push(Some(Enrolled {
                origin,
                user,
                status: user.map_or(Status::Available, |_| Status::Assigned),
                memory: Memory::default(),
                older,
                pack: number,
                place: place as u32,
            }));
        }
        Rc::make_mut(&mut self.packs).push(Rc::new(pack));
        self.len() - before
    }

    /// Gives a token to a user.
    pub(super) fn assign(&mut self, id: TokenId, user: UserId) {
        self.change(id, |token| {
            token.user = Some(user);
            token.status = Status::Assigned;
        });
        let tokens = Rc::make_mut(&mut self.users).entry(user).or_default();
        Rc::make_mut(tokens).push(id);
    }

    /// Takes a token from its user; it stays in the inventory.
    pub(super) fn unassign(&mut self, id: TokenId) {
        let Some(user) = self.get(id).and_then(|token| token.user) else {
            return;
        };
        if let Some(tokens) = Rc::make_mut(&mut self.users).get_mut(&user) {
            Rc::make_mut(tokens).retain(|other| *other != id);
        }
        self.change(id, |token| {
            token.user = None;
            token.status = Status::Available;
        });
    }

    /// Removes a token, and its secret with it.
    pub(super) fn remove(&mut self, id: TokenId) {
        self.unassign(id);
        let serial: Rc<str> = self.serial(id).into();
        let slot = Rc::make_mut(&mut self.tokens).get_mut(id.0 as usize);
        let Some(removed) = slot.and_then(Option::take) else {
            return;
        };
        if let Ok(row) = self.rows.binary_search(&id) {
            Rc::make_mut(&mut self.rows).remove(row);
        }
        match self.find(&serial) {
            Some(newest) if newest == id => {
                let serials = Rc::make_mut(&mut self.serials);
                match removed.older {
                    Some(older) => serials.insert(serial, older),
                    None => serials.remove(&serial),
                };
            }
            // The newer one knows it.
            Some(newest) => self.change(newest, |token| {
                token.older.take_if(|older| *older == id);
            }),
            None => {}
        }
        self.forget_secret(&removed);
    }

    /// Packs anew what is left of a removed token's pack.
    fn forget_secret(&mut self, removed: &Enrolled) {
        let place = removed.place as usize;
        if let Some(pack) = Rc::make_mut(&mut self.packs).get_mut(removed.pack as usize) {
            let left = (0..pack.len()).filter(|other| *other != place);
            *pack = Rc::new(pack.pick(left));
        }
        let tokens = Rc::make_mut(&mut self.tokens).iter_mut().flatten();
        for token in tokens {
            if token.pack == removed.pack && token.place > removed.place {
                token.place -= 1;
            }
        }
    }

    /// Changes what is known of a token.
    pub(super) fn change(&mut self, id: TokenId, change: impl FnOnce(&mut Enrolled)) {
        let tokens = Rc::make_mut(&mut self.tokens);
        if let Some(Some(token)) = tokens.get_mut(id.0 as usize) {
            change(token);
        }
    }
}
