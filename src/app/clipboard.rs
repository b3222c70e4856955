//! What the page has put into the computer's clipboard: a minute after a secret was copied, clearing it is offered.
//!
//! Reads no clock and no clipboard: moments come with actions, and what the clipboard holds by now nobody knows here.

use crate::oath::UnixTime;

/// How long a secret may be wanted in the clipboard before clearing is offered, in seconds.
pub const OFFERED_AFTER_SECONDS: i64 = 60;

/// What is known of the clipboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clipboard {
    /// No secret that was copied here.
    #[default]
    Harmless,
    /// A secret was copied at that moment of the computer's clock.
    Secret(UnixTime),
    /// That was a while ago: clearing is offered.
    Offered,
    /// It was cleared.
    Cleared,
    /// The browser did not allow it.
    Refused,
}

/// What happens to the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClipboardAction {
    /// A secret was copied at that moment.
    CopySecret(UnixTime),
    /// Something else was copied, which took a secret's place.
    CopyOther,
    /// A secret has been there for a while.
    Offer,
    /// It was cleared, or the browser refused.
    Clear {
        /// Whether it was.
        cleared: bool,
    },
    /// What is said of it is put away.
    PutAway,
}

impl Clipboard {
    /// Lets it happen.
    pub fn apply(&mut self, action: ClipboardAction) {
        *self = match action {
            ClipboardAction::CopySecret(now) => Self::Secret(now),
            // What could not be cleared was overwritten.
            ClipboardAction::CopyOther | ClipboardAction::PutAway => Self::Harmless,
            ClipboardAction::Offer if matches!(self, Self::Secret(_)) => Self::Offered,
            ClipboardAction::Offer => *self,
            ClipboardAction::Clear { cleared: true } => Self::Cleared,
            ClipboardAction::Clear { cleared: false } => Self::Refused,
        };
    }

    /// Whether clearing is to be offered by now. A clock that was put back says nothing: better early than never.
    pub fn is_due(self, now: UnixTime) -> bool {
        match self {
            Self::Secret(copied) => {
                let minute = 0..OFFERED_AFTER_SECONDS * 1_000;
                !minute.contains(&now.milliseconds_since(copied))
            }
            _ => false,
        }
    }
}
