//! The virtual token in the person's hand.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::app::ListedId;
use crate::oath::Stamp;
use crate::rehearsal::Condition;

/// The virtual token: which one is in the person's hand, and how it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// Which token of the list; `None`: the first.
    pub token: Option<ListedId>,
    /// Whose button was pressed last, and when.
    pub(super) pressed: Option<(ListedId, Stamp)>,
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
    pub(super) fn take(&mut self, token: ListedId) {
        self.token = Some(token);
        self.pressed.take_if(|(pressed, _)| *pressed != token);
    }

    pub(super) fn change(&mut self, token: ListedId, change: impl FnOnce(&mut Condition)) {
        let mut condition = self.condition(token);
        change(&mut condition);
        Rc::make_mut(&mut self.conditions).insert(token, condition);
    }
}
