//! A search through the tokens by serial number and user, slice by slice: 100,000 labels at once would hold up the page.

use super::inventory::{Inventory, TokenId};

/// How many tokens are looked at at once: ours. Some milliseconds.
pub const LOOKED_AT_ONCE: usize = 8192;

/// A search, and how far it is. Without `Debug`: what was typed may be a secret by mistake.
pub struct Search {
    /// In small letters.
    wanted: String,
    next: usize,
    found: Vec<TokenId>,
}

impl Search {
    /// For this text, whatever the case of its letters.
    pub fn new(text: &str) -> Self {
        Self {
            wanted: text.trim().to_lowercase(),
            next: 0,
            found: Vec::new(),
        }
    }

    /// Looks at the next [`LOOKED_AT_ONCE`] tokens. The tokens that were found, in their order, when it is done.
    pub fn go_on(&mut self, inventory: &Inventory) -> Option<Vec<TokenId>> {
        let end = inventory.len().min(self.next + LOOKED_AT_ONCE);
        let looked_at = (self.next..end).filter_map(|row| inventory.at(row));
        let wanted = &self.wanted;
        let is_meant = |id: &TokenId| {
            let has =
                |text: Option<&str>| text.is_some_and(|text| text.to_lowercase().contains(wanted));
            let label = inventory.label(*id);
            label.is_some_and(|label| has(label.serial) || has(label.upn))
        };
        self.found.extend(looked_at.filter(is_meant));
        self.next = end;
        (end == inventory.len()).then(|| std::mem::take(&mut self.found))
    }
}
