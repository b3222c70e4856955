//! Text as somebody pasted it. It should be a list of users or serial numbers, and may be a seed file by mistake.

use std::fmt;
use std::rc::Rc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Pasted text. `Debug` shows its length only. Cheap to clone.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Pasted(Rc<str>);

impl Pasted {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for Pasted {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&str> for Pasted {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl PartialEq<&str> for Pasted {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

impl fmt::Debug for Pasted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pasted({} bytes)", self.0.len())
    }
}

impl Serialize for Pasted {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Pasted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}
