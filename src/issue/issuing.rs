//! The tokens of a plan, slice by slice. Each secret is random; without randomness there is none.

use super::Plan;
use crate::oath::{InvalidSecretLength, Secret, Token};

/// Issues the tokens of a plan.
pub struct Issuing {
    plan: Plan,
    done: usize,
    /// The secret before, to compare with.
    last: Option<Secret>,
}

/// Why no more tokens are issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IssueFailed<E> {
    /// The source of randomness failed.
    #[error("the source of randomness failed")]
    Entropy(E),
    /// It gave the same bytes twice in a row, or nothing but zeros: by chance that happens once in 2^128 times.
    #[error("the source of randomness repeats itself")]
    Repeats,
    /// The plan has secrets of an impossible length.
    #[error(transparent)]
    Length(InvalidSecretLength),
}

impl Issuing {
    /// Begins with the first token.
    pub fn new(plan: Plan) -> Self {
        Self {
            plan,
            done: 0,
            last: None,
        }
    }

    /// How many were issued.
    pub fn done(&self) -> usize {
        self.done
    }

    /// How many are to be issued.
    pub fn total(&self) -> usize {
        self.plan.count()
    }

    /// Issues the next tokens, at most so many; `fill` fills a place with random bytes.
    ///
    /// # Errors
    /// [`IssueFailed`]: then no token of this slice comes into being, and the rest is not to be asked for.
    pub fn advance<E>(
        &mut self,
        at_most: usize,
        fill: &mut impl FnMut(&mut [u8]) -> Result<(), E>,
    ) -> Result<Vec<Token>, IssueFailed<E>> {
        let end = self.total().min(self.done.saturating_add(at_most));
        let mut tokens = Vec::with_capacity(end - self.done);
        for place in self.done..end {
            let secret = self.secret(fill)?;
            tokens.extend(self.plan.token(place, secret));
        }
        self.done = end;
        Ok(tokens)
    }

    fn secret<E>(
        &mut self,
        fill: &mut impl FnMut(&mut [u8]) -> Result<(), E>,
    ) -> Result<Secret, IssueFailed<E>> {
        let bytes = self.plan.secret_bytes();
        let secret = Secret::fill_with(bytes, |place| fill(place).map_err(IssueFailed::Entropy))?;
        let last = self.last.as_ref();
        // Exposed: to notice a source that gives nothing.
        if last == Some(&secret) || secret.expose().iter().all(|byte| *byte == 0) {
            return Err(IssueFailed::Repeats);
        }
        // A copy: the token takes the secret with it.
        self.last = Some(secret.duplicate());
        Ok(secret)
    }
}

impl<E> From<InvalidSecretLength> for IssueFailed<E> {
    fn from(error: InvalidSecretLength) -> Self {
        Self::Length(error)
    }
}
