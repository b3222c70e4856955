//! The token of `#code` while it is being put together, and the generator that comes of it.

use std::rc::Rc;

use zeroize::Zeroizing;

use super::seed::{SeedDraft, SeedReading};
use crate::formats::otpauth;
use crate::oath::{
    BeforeEpoch, Code, Counter, Digits, HashAlgorithm, Hotp, MovingFactor, Secret, TimeStep, Token,
    Truncation, UnixTime,
};

const DEFAULT_ISSUER: &str = "TOTP Toolset";
const DEFAULT_ACCOUNT: &str = "Virtual token";

/// The form of `#code`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeDraft {
    /// The seed.
    pub seed: SeedDraft,
    /// The hash.
    pub hash: HashAlgorithm,
    /// The digits.
    pub digits: Digits,
    /// Time or counter.
    pub kind: FactorKind,
    /// The time step as typed, in seconds.
    pub step: String,
    /// The counter as typed.
    pub counter: String,
    /// The issuer for the otpauth URI; may be empty.
    pub issuer: String,
    /// The account for the otpauth URI; may be empty.
    pub account: String,
    /// Issuer and account came with a token, and do not fit another one.
    pub names_are_a_tokens: bool,
    generator: Option<Generator>,
}

/// What moves: the time or a counter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FactorKind {
    /// TOTP.
    #[default]
    Time,
    /// HOTP.
    Counter,
}

/// Why there is no code, apart from the seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeProblem {
    /// The step is no whole number of seconds from 1 to 4,294,967,295.
    #[error("the time step is no number of seconds")]
    Step,
    /// The counter is no whole number below 2^64.
    #[error("the counter is no number")]
    Counter,
}

impl CodeDraft {
    /// A form with this seed and the defaults: SHA-1, 6 digits, 30 seconds.
    pub fn new(seed: SeedDraft) -> Self {
        let mut draft = Self {
            seed,
            hash: HashAlgorithm::default(),
            digits: Digits::default(),
            kind: FactorKind::default(),
            step: TimeStep::default().to_string(),
            counter: "0".to_owned(),
            issuer: DEFAULT_ISSUER.to_owned(),
            account: DEFAULT_ACCOUNT.to_owned(),
            names_are_a_tokens: false,
            generator: None,
        };
        draft.settle();
        draft
    }

    /// Takes another seed. What an otpauth URI says goes into the other fields.
    pub fn take_seed(&mut self, seed: SeedDraft) {
        self.seed = seed;
        let key = match self.seed.reading() {
            Ok(SeedReading::Uri(key)) => Rc::clone(key),
            _ => return,
        };
        self.hash = key.hash;
        self.digits = key.digits;
        self.take_factor(key.factor);
        self.name_after_token(key.issuer.clone(), key.account.clone());
    }

    /// Issuer and account of a token that brings its own.
    pub fn name_after_token(&mut self, issuer: String, account: String) {
        self.issuer = issuer;
        self.account = account;
        self.names_are_a_tokens = true;
    }

    /// A new seed is a new token: names that came with another one must not stand in its QR code.
    pub fn take_random_seed(&mut self, seed: SeedDraft) {
        self.take_seed(seed);
        if std::mem::take(&mut self.names_are_a_tokens) {
            self.issuer = DEFAULT_ISSUER.to_owned();
            self.account = DEFAULT_ACCOUNT.to_owned();
        }
    }

    /// Sets kind, step and counter.
    pub fn take_factor(&mut self, factor: MovingFactor) {
        match factor {
            MovingFactor::Time(step) => {
                self.kind = FactorKind::Time;
                self.step = step.to_string();
            }
            MovingFactor::Counter(counter) => {
                self.kind = FactorKind::Counter;
                self.counter = counter.to_string();
            }
        }
    }

    /// What moves.
    ///
    /// # Errors
    /// [`CodeProblem`] where the step or the counter is no usable number.
    pub fn factor(&self) -> Result<MovingFactor, CodeProblem> {
        match self.kind {
            FactorKind::Time => {
                let seconds: Option<u32> = self.step.trim().parse().ok();
                seconds
                    .and_then(|seconds| TimeStep::try_from(seconds).ok())
                    .map(MovingFactor::Time)
                    .ok_or(CodeProblem::Step)
            }
            FactorKind::Counter => {
                let counter: Option<u64> = self.counter.trim().parse().ok();
                counter
                    .map(|counter| MovingFactor::Counter(Counter(counter)))
                    .ok_or(CodeProblem::Counter)
            }
        }
    }

    /// The generator of this token; `None` as long as the seed or a number is unusable.
    pub fn generator(&self) -> Option<&Generator> {
        self.generator.as_ref()
    }

    /// The seed, if there is one.
    pub fn secret(&self) -> Option<&Secret> {
        self.seed.secret()
    }

    /// The otpauth URI of this token. It is a secret.
    pub fn uri(&self) -> Option<Zeroizing<String>> {
        let secret = self.secret()?;
        let factor = self.factor().ok()?;
        Some(otpauth::write(
            secret,
            self.hash,
            self.digits,
            factor,
            &self.issuer,
            &self.account,
        ))
    }

    /// True where an authenticator app that knows only the defaults would show other codes.
    pub fn has_uncommon_parameters(&self) -> bool {
        let common_factor = matches!(self.factor(), Ok(MovingFactor::Time(TimeStep::THIRTY)));
        self.hash != HashAlgorithm::Sha1 || self.digits != Digits::Six || !common_factor
    }

    /// Makes the generator anew, after any change.
    pub(super) fn settle(&mut self) {
        self.generator = self.secret().and_then(|secret| {
            Some(Generator::new(
                Hotp::new(secret, self.hash),
                self.digits,
                self.factor().ok()?,
            ))
        });
    }
}

/// All that computing codes takes. Cheap to clone; two are equal when one is a clone of the other.
#[derive(Clone, Debug)]
pub struct Generator(Rc<Parts>);

#[derive(Debug)]
struct Parts {
    hotp: Hotp,
    digits: Digits,
    factor: MovingFactor,
}

impl PartialEq for Generator {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Generator {}

impl Generator {
    /// From its parts.
    pub fn new(hotp: Hotp, digits: Digits, factor: MovingFactor) -> Self {
        Self(Rc::new(Parts {
            hotp,
            digits,
            factor,
        }))
    }

    /// Of a token of the list.
    pub fn of(token: &Token) -> Self {
        Self::new(token.hotp(), token.digits, token.factor)
    }

    /// The code of a counter.
    pub fn code(&self, counter: Counter) -> Code {
        self.0.hotp.code(counter, self.0.digits)
    }

    /// How that code comes about.
    pub fn truncation(&self, counter: Counter) -> Truncation {
        self.0.hotp.truncation(counter)
    }

    /// The digits.
    pub fn digits(&self) -> Digits {
        self.0.digits
    }

    /// What moves.
    pub fn factor(&self) -> MovingFactor {
        self.0.factor
    }

    /// The counter that holds at `time`: the number of steps, or the counter that was set.
    ///
    /// # Errors
    /// [`BeforeEpoch`] for a time-based token before 1970.
    pub fn counter_at(&self, time: UnixTime) -> Result<Counter, BeforeEpoch> {
        match self.0.factor {
            MovingFactor::Time(step) => step.counter_at(time),
            MovingFactor::Counter(counter) => Ok(counter),
        }
    }
}
