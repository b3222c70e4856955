//! What the steps of a test run came to: the counts read from test harnesses, and the table at the end.
//!
//! It must never make a failure look smaller: a step that fails without a failing test still counts as one.

use crate::failing::FailingTest;
use std::fmt::Write;

/// How many failing tests are shown with what they said; the others are named.
const SHOWN: usize = 5;

/// Counts of tests, as the harnesses print them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that passed.
    pub passed: u32,
    /// Tests that failed.
    pub failed: u32,
    /// Tests that were left out on purpose.
    pub ignored: u32,
}

impl Tally {
    /// Adds what a line of output says, if it is a harness's closing line:
    /// `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s`.
    /// libtest, libtest-mimic and wasm-bindgen-test-runner all print it.
    pub fn read(&mut self, line: &str) {
        let Some((_, counts)) = line.split_once("test result: ") else {
            return;
        };
        // The verdict stands before the first count: `ok. 3 passed`.
        let counts = counts.split_once(". ").map_or(counts, |(_, rest)| rest);
        for part in counts.split(';') {
            let mut words = part.split_whitespace();
            let Some(Ok(count)) = words.next().map(str::parse::<u32>) else {
                continue;
            };
            match words.next() {
                Some("passed") => self.passed += count,
                Some("failed") => self.failed += count,
                Some("ignored") => self.ignored += count,
                _ => {}
            }
        }
    }

    fn ran(self) -> u32 {
        self.passed + self.failed
    }
}

/// One step of a test run, done.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it checked.
    pub step: String,
    /// Where it ran: natively, or in which browser.
    pub place: String,
    /// Its tests; none for a step that is no test run.
    pub tally: Option<Tally>,
    /// Why it failed, if it did.
    pub failure: Option<String>,
    /// The tests that failed, as far as the harness named them.
    pub failing: Vec<FailingTest>,
    /// How long it took.
    pub seconds: f64,
}

impl Row {
    /// A step's result. A test step that ran no test has failed: it would pass for ever otherwise.
    pub fn new(
        step: &str,
        place: &str,
        tally: Option<Tally>,
        failure: Option<String>,
        seconds: f64,
    ) -> Self {
        let no_test = tally.is_some_and(|tally| tally.ran() == 0);
        let failing = tally.is_some_and(|tally| tally.failed > 0);
        let failure = failure
            .or_else(|| no_test.then(|| "it ran no test".to_owned()))
            .or_else(|| {
                failing
                    .then(|| "a test failed, and yet its command said that all is well".to_owned())
            });
        Self {
            step: step.to_owned(),
            place: place.to_owned(),
            tally,
            failure,
            failing: Vec::new(),
            seconds,
        }
    }

    /// Failing tests, and one for a failure that no test shows.
    fn failures(&self) -> u32 {
        let counted = self.tally.unwrap_or_default().failed;
        match self.failure {
            Some(_) => counted.max(1),
            None => counted,
        }
    }
}

/// Whether every step passed.
pub fn all_passed(rows: &[Row]) -> bool {
    rows.iter().all(|row| row.failure.is_none())
}

/// The table, why each failed step failed and which tests did, and the sums in a line of their own at the end.
pub fn render(rows: &[Row]) -> String {
    let width = |text: fn(&Row) -> &str, title: &str| {
        rows.iter()
            .map(|row| text(row).chars().count())
            .chain([title.len()])
            .max()
            .unwrap_or_default()
    };
    let step = width(|row| &row.step, "step");
    let place = width(|row| &row.place, "where");
    let mut table = format!(
        "{:<step$}  {:<place$}  {:>6}  {:>6}  {:>7}  {:>7}  result\n",
        "step", "where", "passed", "failed", "ignored", "seconds"
    );
    for row in rows {
        let count = |of: fn(Tally) -> u32| {
            row.tally
                .map_or("-".to_owned(), |tally| of(tally).to_string())
        };
        let result = if row.failure.is_some() {
            "FAILED"
        } else {
            "ok"
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            table,
            "{:<step$}  {:<place$}  {:>6}  {:>6}  {:>7}  {:>7.1}  {result}",
            row.step,
            row.place,
            count(|tally| tally.passed),
            count(|tally| tally.failed),
            count(|tally| tally.ignored),
            row.seconds,
        );
    }
    for row in rows {
        if let Some(why) = &row.failure {
            let _ = writeln!(table, "\n{} ({}): {why}", row.step, row.place);
        }
        for (number, test) in row.failing.iter().enumerate() {
            let _ = writeln!(table, "- {}", test.name);
            for line in test.said.iter().filter(|_| number < SHOWN) {
                let _ = writeln!(table, "    {line}");
            }
        }
    }
    let passed: u32 = rows
        .iter()
        .filter_map(|row| row.tally)
        .map(|tally| tally.passed)
        .sum();
    let failed: u32 = rows.iter().map(Row::failures).sum();
    let _ = write!(table, "\n{passed} passed, {failed} failed");
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(lines: &str) -> Tally {
        let mut tally = Tally::default();
        lines.lines().for_each(|line| tally.read(line));
        tally
    }

    fn counts(passed: u32, failed: u32) -> Option<Tally> {
        Some(Tally {
            passed,
            failed,
            ignored: 0,
        })
    }

    #[test]
    fn libtests_closing_line_is_read() {
        let line = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s";
        assert_eq!(
            tally(line),
            Tally {
                passed: 12,
                failed: 0,
                ignored: 1
            }
        );
    }

    #[test]
    fn a_failed_closing_line_is_read() {
        let line = "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(tally(line), counts(3, 2).unwrap());
    }

    #[test]
    fn wasm_bindgens_closing_line_is_read() {
        let line =
            "test result: ok. 7 passed; 0 failed; 0 ignored; 0 filtered out; finished in 1.2s";
        assert_eq!(tally(line), counts(7, 0).unwrap());
    }

    #[test]
    fn the_closing_lines_of_several_harnesses_add_up() {
        let lines = "test result: ok. 7 passed; 0 failed\nrunning 2 tests\ntest result: FAILED. 1 passed; 1 failed\n";
        assert_eq!(tally(lines), counts(8, 1).unwrap());
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(
            tally("test a ... ok\n3 passed; 1 failed\n"),
            Tally::default()
        );
    }

    #[test]
    fn a_test_step_that_ran_no_test_has_failed() {
        let row = Row::new("tests", "native", counts(0, 0), None, 1.0);
        assert_eq!(row.failure.as_deref(), Some("it ran no test"));
    }

    #[test]
    fn a_step_that_is_no_test_run_needs_no_test() {
        assert!(all_passed(&[Row::new(
            "formatting",
            "native",
            None,
            None,
            1.0
        )]));
    }

    #[test]
    fn a_failing_test_fails_the_step_whatever_the_exit_code() {
        assert!(!all_passed(&[Row::new(
            "tests",
            "native",
            counts(3, 1),
            None,
            1.0
        )]));
    }

    #[test]
    fn the_last_line_is_the_sums_and_nothing_else() {
        let rows = [
            Row::new("tests", "native", counts(3, 0), None, 1.0),
            Row::new(
                "tests",
                "Firefox",
                counts(4, 2),
                Some("see above".to_owned()),
                1.0,
            ),
        ];
        assert_eq!(render(&rows).lines().last(), Some("7 passed, 2 failed"));
    }

    #[test]
    fn a_failure_without_a_failing_test_counts_as_one() {
        let rows = [Row::new(
            "clippy",
            "native",
            None,
            Some("a lint".to_owned()),
            1.0,
        )];
        assert_eq!(render(&rows).lines().last(), Some("0 passed, 1 failed"));
    }

    #[test]
    fn a_test_run_that_did_not_compile_counts_as_one_failure() {
        let rows = [Row::new(
            "tests",
            "native",
            counts(0, 0),
            Some("cargo failed".to_owned()),
            1.0,
        )];
        assert_eq!(render(&rows).lines().last(), Some("0 passed, 1 failed"));
    }

    #[test]
    fn every_failure_is_explained_below_the_table() {
        let rows = [Row::new(
            "clippy",
            "wasm32",
            None,
            Some("a lint".to_owned()),
            1.0,
        )];
        assert!(render(&rows).contains("\nclippy (wasm32): a lint\n"));
    }

    #[test]
    fn a_failing_test_is_named_below_the_table_with_what_it_said() {
        let failing = |number: usize| FailingTest {
            name: format!("trial {number} / webkit"),
            said: vec![format!("expected {number} buttons")],
        };
        let mut row = Row::new("page", "WebKit", counts(4, 6), Some("no".to_owned()), 1.0);
        row.failing = (1..=6).map(failing).collect();
        let text = render(&[row]);
        assert!(text.contains("\n- trial 1 / webkit\n    expected 1 buttons\n- trial 2"));
        assert!(
            text.contains("\n- trial 6 / webkit\n\n4 passed"),
            "the sixth is only named: {text}"
        );
    }

    #[test]
    fn a_row_says_where_it_ran_and_how_long() {
        let rows = [Row::new("page", "WebKit", counts(4, 0), None, 2.34)];
        let text = render(&rows);
        let words: Vec<_> = text.lines().nth(1).unwrap().split_whitespace().collect();
        assert_eq!(words, ["page", "WebKit", "4", "0", "0", "2.3", "ok"]);
    }
}
