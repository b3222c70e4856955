//! Where on the page somebody is, as its address names it behind `#`: the tool, and of the practice tenant the screen. Links lead
//! there, and the browser's way back works.

use super::Tool;
use crate::rehearsal::Screen;

/// A tool, and of the practice tenant a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The tool.
    pub tool: Tool,
    /// The screen of the practice tenant that is open, also while another tool is shown.
    pub screen: Screen,
}

impl Place {
    /// Its name in the address, behind `#`.
    pub fn name(self) -> String {
        let tool = self.tool.name();
        if self.tool == Tool::Rehearse && self.screen != Screen::default() {
            format!("{tool}/{}", name(self.screen))
        } else {
            tool.to_owned()
        }
    }

    /// The screen that an address names; `hash` begins with `#`. The practice tenant alone is its first one; where anything else
    /// follows, such as a sample, none is named.
    pub fn screen_of_hash(hash: &str) -> Option<Screen> {
        if Tool::of_hash(hash)? != Tool::Rehearse {
            return None;
        }
        let Some((_, named)) = hash.split_once('/') else {
            return Some(Screen::default());
        };
        Screen::ALL
            .into_iter()
            .find(|screen| name(*screen) == named)
    }

    /// Whether an address leads here, or to the tool without naming a screen. The page's own, without any name, is its first tool.
    pub fn is_named_by(self, hash: &str) -> bool {
        if hash.is_empty() {
            return self.tool == Tool::default();
        }
        let other = |screen| self.tool == Tool::Rehearse && screen != self.screen;
        Tool::of_hash(hash) == Some(self.tool) && !Self::screen_of_hash(hash).is_some_and(other)
    }
}

/// As Microsoft names its own screens, where it has one.
const fn name(screen: Screen) -> &'static str {
    match screen {
        Screen::Users => "users",
        Screen::Tokens => "oath-tokens",
        Screen::Methods => "authentication-methods",
        Screen::Access => "conditional-access",
        Screen::SignIn => "sign-in",
        Screen::Graph => "graph",
    }
}
