//! Why a trial failed, in words. Anything that is an error becomes a [`Failure`] with `?`.
//! Never catch one to carry on: a scenario that fails says so.

use std::fmt;

/// What a scenario, and each step of it, returns.
pub type Outcome<T = ()> = Result<T, Failure>;

/// A sentence that says what was expected and what was there instead.
///
/// It is no [`std::error::Error`] itself, so that every other error converts into it.
pub struct Failure(String);

impl Failure {
    /// A failure that says `sentence`.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// A ready-made `Err`, for the end of a check.
    pub fn because<T>(sentence: impl Into<String>) -> Outcome<T> {
        Err(Self::new(sentence))
    }

    /// The same failure, preceded by what was being done.
    #[must_use]
    pub fn while_doing(self, deed: impl fmt::Display) -> Self {
        Self(format!("{deed}: {}", self.0))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

// `main` prints an error with `Debug`: the sentence, not the struct.
impl fmt::Debug for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        // Drivers append a stack trace of their own code, which helps nobody here.
        let whole = error.to_string();
        Self(whole.lines().take(6).collect::<Vec<_>>().join("\n"))
    }
}

/// Fails with a sentence unless the condition holds.
///
/// ```
/// # use page::{Outcome, expect};
/// # fn check(rows: usize) -> Outcome {
/// expect(rows == 3, || format!("three rows, but there are {rows}"))
/// # }
/// ```
///
/// # Errors
///
/// When `holds` is false, with the words of `sentence`.
pub fn expect(holds: bool, sentence: impl FnOnce() -> String) -> Outcome {
    if holds {
        Ok(())
    } else {
        Failure::because(format!("expected {}", sentence()))
    }
}

/// Fails unless `seen` equals `wanted`, and shows both.
///
/// # Errors
///
/// When they differ.
pub fn expect_eq<A, B>(what: &str, seen: A, wanted: B) -> Outcome
where
    A: PartialEq<B> + fmt::Debug,
    B: fmt::Debug,
{
    expect(seen == wanted, || {
        format!("{what} to be {wanted:?}, but it is {seen:?}")
    })
}
