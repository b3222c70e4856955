//! The harness tried on pages of its own: that what it says of the product can be believed.

use page::Scenario;

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    vec![]
}
