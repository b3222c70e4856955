//! The self-tests at the start, and what came of each. Whoever starts the page runs them first, and shows no page where
//! one failed.

use super::known::{KNOWN_ANSWERS, Published, Question, compute};
use super::random::{RandomFault, examine};
use crate::oath::{Encoding, HashAlgorithm};

/// What is tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// HMAC over this hash.
    Hmac(HashAlgorithm),
    /// Codes by counter.
    Hotp,
    /// Codes by time.
    Totp,
    /// The hash of receipts and files.
    Sha256,
    /// An encoding of seeds, written and read.
    Codec(Encoding),
    /// The source of randomness.
    Random,
}

/// How a test ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As it must be.
    Passed,
    /// Something else was computed than what was published.
    WrongAnswer,
    /// The source of randomness is not well.
    Random(RandomFault),
}

/// A test that was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SelfTest {
    /// What was tested.
    pub subject: Subject,
    /// Where the known answers were published; `None` where there are none to know.
    pub source: Option<&'static str>,
    /// How many answers were compared.
    pub answers: usize,
    /// How it ended.
    pub verdict: Verdict,
}

/// All tests of a start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelfTests(Vec<SelfTest>);

impl SelfTests {
    /// Runs them; `fill` fills a place with random bytes.
    pub fn run<E>(fill: impl FnMut(&mut [u8]) -> Result<(), E>) -> Self {
        Self::run_with(&KNOWN_ANSWERS, compute, fill)
    }

    /// The same with other known answers, and another way to compute: to see them fail.
    pub fn run_with<E>(
        known: &[Published],
        compute: impl Fn(&Question) -> Option<Vec<u8>>,
        mut fill: impl FnMut(&mut [u8]) -> Result<(), E>,
    ) -> Self {
        let mut tests: Vec<_> = known
            .iter()
            .map(|published| SelfTest {
                subject: published.subject,
                source: Some(published.source),
                answers: published.answers.len(),
                verdict: judge(published, &compute),
            })
            .collect();
        tests.push(SelfTest {
            subject: Subject::Random,
            source: None,
            answers: 0,
            verdict: examine(&mut fill).map_or_else(Verdict::Random, |()| Verdict::Passed),
        });
        Self(tests)
    }

    /// Each of them.
    pub fn all(&self) -> &[SelfTest] {
        &self.0
    }

    /// Those that did not pass.
    pub fn failures(&self) -> impl Iterator<Item = &SelfTest> {
        self.0.iter().filter(|test| test.verdict != Verdict::Passed)
    }

    /// Whether every one passed.
    pub fn passed(&self) -> bool {
        self.failures().next().is_none()
    }

    /// Whether everything that is computed is right, however the source of randomness is.
    pub fn computes(&self) -> bool {
        self.failures()
            .all(|test| matches!(test.verdict, Verdict::Random(_)))
    }
}

fn judge(published: &Published, compute: impl Fn(&Question) -> Option<Vec<u8>>) -> Verdict {
    let right = published
        .answers
        .iter()
        .all(|known| compute(&known.question).is_some_and(|answer| answer == known.answer));
    // Without an answer nothing was tested.
    if right && !published.answers.is_empty() {
        Verdict::Passed
    } else {
        Verdict::WrongAnswer
    }
}
