//! The users of the practice tenant. Names and roles only: nothing here is a person's, and nothing has a password but the
//! one that is shown on the screen.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use crate::oath::Upn;

/// The administrator who practises.
pub const ADMINISTRATOR: &str = "admin@contoso.com";

/// The emergency access account that Microsoft recommends to keep out of policies.
pub const EMERGENCY_ACCESS: &str = "emergency@contoso.com";

/// The users of a first walk.
pub const SAMPLE_USERS: [&str; 5] = [
    "helga@contoso.com",
    "idris@contoso.com",
    "mei@contoso.com",
    "niall@contoso.com",
    "sofia@contoso.com",
];

/// A user's place in the tenant; users never leave it but all at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserId(u32);

/// What a user may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Global Administrator: the person at this screen.
    Administrator,
    /// Global Administrator, for when nobody else can sign in.
    EmergencyAccess,
    /// Nothing in the tenant's settings.
    Member,
}

impl Role {
    /// Whether the user can change policies.
    pub const fn is_administrator(self) -> bool {
        matches!(self, Self::Administrator | Self::EmergencyAccess)
    }
}

/// A user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The user principal name.
    pub upn: Upn,
    /// What they may do.
    pub role: Role,
}

/// All users, in the order in which they came. Shared piece by piece: what the page has drawn is kept while more join, and
/// a copy for 100,000 of them must not hold it up.
#[derive(Clone, Debug)]
pub struct Users {
    all: Rc<Vec<Rc<User>>>,
    /// In small letters: Entra ID does not tell user principal names apart by case.
    by_name: Rc<HashMap<Rc<str>, UserId>>,
}

impl Default for Users {
    fn default() -> Self {
        let mut users = Self {
            all: Rc::default(),
            by_name: Rc::default(),
        };
        users.add_as(ADMINISTRATOR, Role::Administrator);
        users.add_as(EMERGENCY_ACCESS, Role::EmergencyAccess);
        users
    }
}

impl Users {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Never: the two administrators are always there.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// A user.
    pub fn get(&self, id: UserId) -> Option<&User> {
        self.all.get(id.0 as usize).map(Rc::as_ref)
    }

    /// The user of this place, from 0.
    pub fn at(&self, place: usize) -> Option<UserId> {
        let id = u32::try_from(place).ok().map(UserId);
        id.filter(|id| self.get(*id).is_some())
    }

    /// The user of this name; case does not matter.
    pub fn find(&self, upn: &str) -> Option<UserId> {
        self.by_name.get(&*in_small_letters(upn)).copied()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (UserId, &User)> {
        (0..).map(UserId).zip(self.all.iter().map(Rc::as_ref))
    }

    /// How many are no administrators.
    pub fn members(&self) -> usize {
        let members = self.all.iter();
        members.filter(|user| user.role == Role::Member).count()
    }

    /// Adds those who are not there yet; says how many that were.
    pub fn add<'a>(&mut self, upns: impl IntoIterator<Item = &'a str>) -> usize {
        let before = self.len();
        for upn in upns {
            self.add_as(upn, Role::Member);
        }
        self.len() - before
    }

    /// A text that is no user principal name adds nobody.
    fn add_as(&mut self, upn: &str, role: Role) {
        // The cheapest first: 100,000 may come again.
        if self.find(upn.trim()).is_some() {
            return;
        }
        let (Ok(upn), Ok(id)) = (upn.parse::<Upn>(), u32::try_from(self.len())) else {
            return;
        };
        let name = in_small_letters(upn.as_str());
        if !self.by_name.contains_key(&*name) {
            Rc::make_mut(&mut self.by_name).insert(name.into(), UserId(id));
            Rc::make_mut(&mut self.all).push(Rc::new(User { upn, role }));
        }
    }

    /// The object id of a user, as the practice tenant gives it: a GUID that nobody takes for a real one.
    pub fn object_id(id: UserId) -> String {
        format!("00000000-0000-0000-0000-{:012}", u64::from(id.0) + 1)
    }
}

/// Most names are in small letters already, and need no second text.
fn in_small_letters(name: &str) -> Cow<'_, str> {
    match name
        .bytes()
        .any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii())
    {
        true => Cow::Owned(name.to_lowercase()),
        false => Cow::Borrowed(name),
    }
}

/// Which users something holds for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// Nobody.
    #[default]
    None,
    /// All users.
    All,
    /// These.
    Selected(Rc<std::collections::BTreeSet<UserId>>),
}

impl Audience {
    /// Whether it holds for this user.
    pub fn includes(&self, user: UserId) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::Selected(users) => users.contains(&user),
        }
    }

    /// Whether it holds for nobody.
    pub fn is_nobody(&self) -> bool {
        match self {
            Self::None => true,
            Self::All => false,
            Self::Selected(users) => users.is_empty(),
        }
    }

    /// The same with this user or without; of everybody it becomes this one alone.
    pub fn set(&mut self, user: UserId, included: bool) {
        let mut users = match self {
            Self::Selected(users) => Rc::clone(users),
            Self::None | Self::All => Rc::default(),
        };
        let those = Rc::make_mut(&mut users);
        if included {
            those.insert(user);
        } else {
            those.remove(&user);
        }
        *self = Self::Selected(users);
    }
}
