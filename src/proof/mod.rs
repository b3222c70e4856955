//! What the page can show of itself: that its primitives compute what was published, what it saw happen, which bytes it
//! is made of. Pure: entropy, bytes and sightings come in.
//!
//! None of it proves anything against a page that lies; only a check from outside does.

mod build;
mod known;
mod legible;
mod random;
mod self_test;
mod sha256;
mod sightings;

pub use build::Build;
pub use known::{KNOWN_ANSWERS, KnownAnswer, Published, Question, compute};
pub use legible::legible;
pub use random::{RandomFault, examine};
pub use self_test::{SelfTest, SelfTests, Subject, Verdict};
pub use sha256::{Comparison, Hashing, Sha256Sum, compare};
pub use sightings::{Kind, Sighting, Sightings};
