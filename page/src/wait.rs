//! Waiting for a condition, always with a bound. The only pause is the one between two looks;
//! never pause for a length of time in the hope that something has happened by then.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use crate::{Failure, Outcome};

/// How long a condition may take before it counts as failed. Generous, because two trials and their
/// browsers may share one slow machine: a condition that holds is noticed at once anyway.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// The pause between two looks: short beside a frame or two, long beside a round trip.
const BETWEEN_LOOKS: Duration = Duration::from_millis(25);

thread_local! {
    /// What this thread's trial waited for last.
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What was waited for last on this thread: how far a trial came that did not end.
pub(crate) fn last_wait() -> String {
    LAST.take()
}

/// What a look at the page can answer: not yet, or something.
pub trait Answer {
    /// What is handed on once it is there.
    type Found;
    /// The thing, if it is there.
    fn found(self) -> Option<Self::Found>;
}

impl Answer for bool {
    type Found = ();
    fn found(self) -> Option<()> {
        self.then_some(())
    }
}

impl<T> Answer for Option<T> {
    type Found = T;
    fn found(self) -> Self {
        self
    }
}

/// Looks again and again until the answer is `true` or `Some`, at most for [`PATIENCE`].
///
/// An error counts as "not yet", because a page that is being redrawn gives such errors; the last one
/// is told when time is up.
///
/// ```no_run
/// # use page::{Outcome, Page, eventually};
/// # async fn check(page: &Page) -> Outcome {
/// eventually("three rows", async || Ok(page.text().await?.contains("three"))).await?;
/// # Ok(()) }
/// ```
///
/// # Errors
///
/// When the time is up: names `what`, and the last error if there was one.
pub async fn eventually<A: Answer>(
    what: &str,
    look: impl AsyncFnMut() -> Outcome<A>,
) -> Outcome<A::Found> {
    eventually_within(PATIENCE, what, look).await
}

/// [`eventually`], with a bound of its own.
///
/// # Errors
///
/// As [`eventually`].
pub async fn eventually_within<A: Answer>(
    bound: Duration,
    what: &str,
    mut look: impl AsyncFnMut() -> Outcome<A>,
) -> Outcome<A::Found> {
    let start = Instant::now();
    LAST.replace(what.to_owned());
    loop {
        // A single look may hang with its browser: it is under the same bound.
        let left = bound
            .saturating_sub(start.elapsed())
            .max(Duration::from_secs(1));
        let seen = match tokio::time::timeout(left, look()).await {
            Ok(seen) => seen,
            Err(_) => Failure::because("the browser did not answer"),
        };
        let last = match seen {
            Ok(answer) => match answer.found() {
                Some(found) => return Ok(found),
                None => String::new(),
            },
            Err(failure) => format!(" ({failure})"),
        };
        if start.elapsed() >= bound {
            let seconds = bound.as_secs_f32();
            return Failure::because(format!(
                "expected {what} within {seconds} seconds, in vain{last}"
            ));
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_waited_for_last_is_known() {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_time()
            .build()
            .unwrap();
        let waits = async {
            eventually("a button", async || Ok(true)).await?;
            eventually("a table", async || Ok(Some(3))).await
        };
        assert_eq!(runtime.block_on(waits).unwrap(), 3);
        assert_eq!(last_wait(), "a table");
        assert_eq!(last_wait(), "", "it is told once");
    }
}
