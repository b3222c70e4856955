//! The tests that failed, by name and with the beginning of what they said, read from a harness's output: whoever is left
//! with the end of a long log is not left without the reason.

/// How many lines of what a test said are kept.
const LINES: usize = 4;

/// How many characters of such a line are kept.
const WIDTH: usize = 200;

/// A test that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailingTest {
    /// Its name, as the harness prints it.
    pub name: String,
    /// The first lines of what it said, without empty ones.
    pub said: Vec<String>,
}

/// Reads the failing tests out of the lines of one or more harnesses.
///
/// libtest, libtest-mimic and wasm-bindgen-test-runner all print a block for each after the line `failures:`; it begins with
/// the name between dashes: `---- name ----`, `---- name stdout ----`, `---- name output ----`.
#[derive(Debug, Default)]
pub struct Reader {
    found: Vec<FailingTest>,
    in_block: bool,
}

impl Reader {
    /// Reads one line.
    pub fn read(&mut self, line: &str) {
        let line = line.trim_end();
        if let Some(name) = block_of(line) {
            self.found.push(FailingTest {
                name: name.to_owned(),
                said: Vec::new(),
            });
            self.in_block = true;
        } else if line == "failures:" || line.starts_with("test result: ") {
            self.in_block = false;
        } else if self.in_block
            && !line.is_empty()
            && let Some(test) = self.found.last_mut()
            && test.said.len() < LINES
        {
            test.said.push(line.chars().take(WIDTH).collect());
        }
    }

    /// All that failed so far, in the order in which they were told.
    pub fn into_tests(self) -> Vec<FailingTest> {
        self.found
    }
}

fn block_of(line: &str) -> Option<&str> {
    let inside = line.strip_prefix("---- ")?.strip_suffix(" ----")?;
    Some(
        [" stdout", " output"]
            .iter()
            .find_map(|ending| inside.strip_suffix(ending))
            .unwrap_or(inside),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(output: &str) -> Vec<FailingTest> {
        let mut reader = Reader::default();
        output.lines().for_each(|line| reader.read(line));
        reader.into_tests()
    }

    fn test(name: &str, said: &[&str]) -> FailingTest {
        FailingTest {
            name: name.to_owned(),
            said: said.iter().map(|&line| line.to_owned()).collect(),
        }
    }

    #[test]
    fn trials_of_the_page_are_read() {
        let output = "test a / webkit / file ... FAILED\n\nfailures:\n\n---- a / webkit / file ----\nexpected a button\n  at file:///page\n\n---- b / firefox / http ----\nexpected a code\n\n\nfailures:\n    a / webkit / file\n    b / firefox / http\n\ntest result: FAILED. 1 passed; 2 failed\n";
        assert_eq!(
            read(output),
            [
                test(
                    "a / webkit / file",
                    &["expected a button", "  at file:///page"]
                ),
                test("b / firefox / http", &["expected a code"]),
            ]
        );
    }

    #[test]
    fn tests_of_libtest_and_of_wasm_bindgen_are_read() {
        let native = "failures:\n\n---- codes::zeros stdout ----\nassertion failed\n\nfailures:\n    codes::zeros\n";
        assert_eq!(read(native), [test("codes::zeros", &["assertion failed"])]);
        let browser = "failures:\n\n---- web::tour output ----\n    error output:\n\nfailures:\n\n    web::tour\n";
        assert_eq!(read(browser), [test("web::tour", &["    error output:"])]);
    }

    #[test]
    fn a_talkative_test_keeps_its_first_lines_and_no_long_ones() {
        let output = format!("---- a ----\n{}\n2\n3\n4\n5\n6\n", "x".repeat(5_000));
        let said = &read(&output)[0].said;
        assert_eq!(said[0].len(), WIDTH);
        assert_eq!(said[1..], ["2", "3", "4"]);
    }

    #[test]
    fn a_run_without_a_failure_has_none() {
        assert_eq!(
            read("test a ... ok\n\ntest result: ok. 1 passed; 0 failed\n"),
            []
        );
    }
}
