//! A token: its secret, how it makes codes, and what is printed on its back. Only valid values live here.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::seed::{is_blank, is_invisible, turns_direction};
use super::{Counter, Digits, HashAlgorithm, Hotp, Secret, TimeStep};

/// A hardware or virtual OATH token.
///
/// Not `Clone`, because its secret is not: share it with `Rc`.
#[derive(Debug, PartialEq, Eq)]
pub struct Token {
    /// The shared secret.
    pub secret: Secret,
    /// The hash under the HMAC.
    pub hash: HashAlgorithm,
    /// How many digits a code has.
    pub digits: Digits,
    /// What makes one code differ from the next.
    pub factor: MovingFactor,
    /// The serial number.
    pub serial: Option<SerialNumber>,
    /// Who made it.
    pub manufacturer: Option<Manufacturer>,
    /// Which model it is.
    pub model: Option<Model>,
    /// Whose it is.
    pub upn: Option<Upn>,
    /// What else is known of that user.
    pub user: UserDetails,
}

/// What a directory says of a user beside the user principal name. No upload file carries it; sheets and Graph requests use it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserDetails {
    /// The user's object id in Entra ID.
    pub id: Option<ObjectId>,
    /// The name that people know.
    pub display_name: Option<DisplayName>,
    /// The department.
    pub department: Option<Department>,
}

impl Token {
    /// The token's generator, keyed.
    pub fn hotp(&self) -> Hotp {
        Hotp::new(&self.secret, self.hash)
    }
}

/// The moving factor of RFC 4226 §5.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MovingFactor {
    /// TOTP, RFC 6238: the time, in steps.
    Time(TimeStep),
    /// HOTP, RFC 4226: a count of codes; this is the next one to be used.
    Counter(Counter),
}

impl Default for MovingFactor {
    fn default() -> Self {
        Self::Time(TimeStep::default())
    }
}

/// Why a text is no serial number, manufacturer, model or user principal name. Positions count characters from 1, in
/// the text as it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum InvalidText {
    /// Nothing there, or only blanks.
    #[error("nothing there")]
    Empty,
    /// Longer than allowed.
    #[error("more than {limit} characters")]
    TooLong {
        /// In characters.
        limit: usize,
    },
    /// A line end, a tab or another control character, or one that turns the direction of writing; in a serial number
    /// any that cannot be seen.
    #[error("a control character at {position}")]
    ControlCharacter {
        /// Where.
        position: usize,
    },
    /// A blank inside a user principal name.
    #[error("a blank at {position}")]
    Blank {
        /// Where.
        position: usize,
    },
    /// A user principal name without exactly one `@` with something on both sides.
    #[error("not of the form name@domain")]
    NotNameAtDomain,
    /// An object id that is no GUID.
    #[error("not of the form 01234567-89ab-cdef-0123-456789abcdef")]
    NotGuid,
}

macro_rules! text_of_a_token {
    ($(#[$doc:meta])* $name:ident, $limit:literal, $more:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// The longest one, in characters.
            pub const MAX_CHARACTERS: usize = $limit;

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// Blanks around the text are dropped, and so are characters that cannot be seen.
        impl FromStr for $name {
            type Err = InvalidText;

            fn from_str(text: &str) -> Result<Self, InvalidText> {
                let line = Line::of(text);
                line.check(Self::MAX_CHARACTERS)?;
                let more: fn(&Line<'_>) -> Result<(), InvalidText> = $more;
                more(&line)?;
                Ok(Self(line.text.into()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

// No source names a limit for these three; the bound keeps hostile input small.
text_of_a_token!(
    /// A serial number: any one line of text. Digits, mostly, but `001` and `1` are different ones.
    SerialNumber, 128, check_serial_number
);
text_of_a_token!(
    /// A manufacturer's name.
    Manufacturer, 128, |_| Ok(())
);
text_of_a_token!(
    /// A model's name.
    Model, 128, |_| Ok(())
);
text_of_a_token!(
    /// A user principal name: `name@domain`, without blanks, at most 113 characters (Microsoft's limit).
    Upn, 113, check_upn
);
text_of_a_token!(
    /// The object id of a user in Entra ID: a GUID, 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12 with hyphens between.
    ObjectId, 36, check_object_id
);
// The limits of the two are those of Microsoft Graph's user resource (microsoft-graph-docs, `resources/user.md`).
text_of_a_token!(
    /// A user's display name.
    DisplayName, 256, |_| Ok(())
);
text_of_a_token!(
    /// A user's department.
    Department, 64, |_| Ok(())
);

/// A text without the blanks around it.
struct Line<'a> {
    text: &'a str,
    /// How many characters stood in front of it.
    dropped: usize,
}

impl<'a> Line<'a> {
    fn of(given: &'a str) -> Self {
        let text = given.trim_start_matches(is_blank);
        let dropped = given.chars().count() - text.chars().count();
        let text = text.trim_end_matches(is_blank);
        Self { text, dropped }
    }

    fn check(&self, limit: usize) -> Result<(), InvalidText> {
        if self.text.is_empty() {
            return Err(InvalidText::Empty);
        }
        if self.text.chars().nth(limit).is_some() {
            return Err(InvalidText::TooLong { limit });
        }
        // Unicode's own line ends are no control characters, but no part of a line either. What turns the direction of writing
        // would show another text than the one that is written, and drag along what stands beside it.
        let is_none = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        self.has_none(|c| is_none(c) || turns_direction(c))
            .map_err(|position| InvalidText::ControlCharacter { position })
    }

    /// # Errors
    /// Where the first such character stands in the text as it was given.
    fn has_none(&self, is_such: impl Fn(char) -> bool) -> Result<(), usize> {
        match self.text.chars().position(is_such) {
            Some(before) => Err(self.dropped + before + 1),
            None => Ok(()),
        }
    }
}

/// Two that look the same must be the same.
fn check_serial_number(line: &Line<'_>) -> Result<(), InvalidText> {
    line.has_none(is_invisible)
        .map_err(|position| InvalidText::ControlCharacter { position })
}

fn check_object_id(line: &Line<'_>) -> Result<(), InvalidText> {
    let groups = line.text.split('-').map(|group| {
        let hex = group.bytes().all(|byte| byte.is_ascii_hexdigit());
        hex.then_some(group.len())
    });
    if groups.eq([8, 4, 4, 4, 12].map(Some)) {
        Ok(())
    } else {
        Err(InvalidText::NotGuid)
    }
}

fn check_upn(line: &Line<'_>) -> Result<(), InvalidText> {
    line.has_none(is_blank)
        .map_err(|position| InvalidText::Blank { position })?;
    match line.text.split_once('@') {
        Some((name, domain)) if !name.is_empty() && !domain.is_empty() && !domain.contains('@') => {
            Ok(())
        }
        _ => Err(InvalidText::NotNameAtDomain),
    }
}
