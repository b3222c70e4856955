//! `cargo xtask test`: everything that is checked, natively and in browsers, and one table at the end.
//!
//! A step that fails must never keep an independent one from running, and a step that cannot run has
//! failed. The order is from the quick to the slow.

use crate::{
    browsers::{Browser, Programs},
    dependencies, failing, page_build, rebuild,
    run::{announce, path_with, run, stream},
    site,
    summary::{Row, Tally, all_passed, render},
    system, tools, workflows,
    workspace::{PAGE, Workspace},
};
use anyhow::{Result, anyhow};
use std::{
    process::{Command, ExitCode},
    time::Instant,
};

const APP: &str = "totp-toolset";

/// Runs all steps and prints the table. Succeeds only if every step did.
pub fn test(workspace: &Workspace, browsers: &[Browser]) -> ExitCode {
    let mut steps = Steps::new(workspace);

    steps.check("formatting", "native", |workspace| {
        run(&mut cargo(workspace, "fmt --all --check"))
    });
    lint(&mut steps);
    steps.check("licences, bans and sources", "native", dependencies::judge);
    steps.check("workflows", "native", workflows::check);
    native_tests(&mut steps);
    let ready = prepare(&mut steps, browsers);
    tests_in_browsers(&mut steps, &ready);
    let built = steps.check("release build", "wasm32", page_build::build);
    steps.check(
        "release build, elsewhere",
        "wasm32",
        |workspace| match built {
            true => rebuild::repeat(workspace),
            false => Err(no_release()),
        },
    );
    // A folder for a web server is made of the release, and the tests of the page need both.
    let laid_out = built && steps.check("folder for a web server, guide", "native", site::lay_out);
    page_tests(&mut steps, browsers, &ready, laid_out);

    println!("\n{}", render(&steps.rows));
    if all_passed(&steps.rows) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn lint(steps: &mut Steps<'_>) {
    steps.check("clippy", "native", |workspace| {
        run(&mut cargo(
            workspace,
            "clippy --workspace --all-targets -- -D warnings",
        ))
    });
    steps.check("clippy, no default features", "native", |workspace| {
        let line = format!("clippy -p {APP} --all-targets --no-default-features -- -D warnings");
        run(&mut cargo(workspace, &line))
    });
    steps.check("clippy", "wasm32", |workspace| {
        tools::ensure_wasm_target()?;
        let line = format!(
            "clippy -p {APP} --all-targets --target {} -- -D warnings",
            tools::WASM_TARGET
        );
        run(&mut cargo(workspace, &line))
    });
}

fn native_tests(steps: &mut Steps<'_>) {
    steps.check("oathtool", "native", |_| {
        system::ensure(&[system::OATHTOOL])
    });
    // With the feature `web` they would be the same tests of the same code: what it holds is tried in browsers, and
    // tests/architecture finds a test that would be missed here.
    steps.tests("tests, no default features", "native", |workspace| {
        Ok(cargo(
            workspace,
            &format!("test --no-fail-fast -p {APP} -p xtask --no-default-features"),
        ))
    });
}

/// Finds or installs each browser; a row each, so that a missing one is seen and hides no other.
fn prepare(steps: &mut Steps<'_>, browsers: &[Browser]) -> Vec<(Browser, Programs)> {
    let mut ready = Vec::new();
    for browser in browsers {
        let mut programs = None;
        steps.check("browser and driver", &browser.to_string(), |workspace| {
            programs = Some(browser.ensure(workspace)?);
            Ok(())
        });
        ready.extend(programs.map(|programs| (*browser, programs)));
    }
    ready
}

/// The app's tests that need a browser's own functions. wasm-bindgen's runner does not drive WebKitGTK:
/// the tests of the built page do.
fn tests_in_browsers(steps: &mut Steps<'_>, ready: &[(Browser, Programs)]) {
    for (browser, programs) in ready {
        if *browser == Browser::Webkit {
            continue;
        }
        steps.tests(
            "tests in the browser",
            &format!("wasm in {browser}"),
            |workspace| {
                tools::ensure_wasm_target()?;
                tools::ensure_wasm_bindgen(workspace)?;
                let line = format!("test -p {APP} --target {} --test web", tools::WASM_TARGET);
                let mut command = cargo(workspace, &line);
                // The runner takes the first driver it finds a variable for.
                for variable in [
                    "CHROMEDRIVER",
                    "GECKODRIVER",
                    "SAFARIDRIVER",
                    "MSEDGEDRIVER",
                ] {
                    command.env_remove(variable);
                }
                programs.name_driver_to(&mut command);
                Ok(command)
            },
        );
    }
}

/// The tests that use the release as a person would, in every browser that is there.
fn page_tests(
    steps: &mut Steps<'_>,
    asked: &[Browser],
    ready: &[(Browser, Programs)],
    built: bool,
) {
    let names = |browsers: &mut dyn Iterator<Item = Browser>,
                 separator: &str,
                 name: fn(Browser) -> String| {
        browsers.map(name).collect::<Vec<_>>().join(separator)
    };
    let place = names(&mut asked.iter().copied(), ", ", |browser| {
        browser.to_string()
    });
    steps.tests("tests of the built page", &place, |workspace| {
        if !built {
            return Err(anyhow!(
                "not run: there is no release or no guide to test, see the rows above"
            ));
        }
        if ready.is_empty() {
            return Err(anyhow!(
                "not run: there is no browser to test in, see the rows above"
            ));
        }
        let mut command = cargo(workspace, "test --no-fail-fast -p page");
        let browsers = names(
            &mut ready.iter().map(|(browser, _)| *browser),
            ",",
            |browser| browser.id().to_owned(),
        );
        command.env("TOTP_PAGE", workspace.dist().join(PAGE));
        command.env("TOTP_SITE", workspace.site());
        command.env("PAGE_BROWSERS", browsers);
        for (_, programs) in ready {
            programs.name_to(&mut command);
        }
        Ok(command)
    });
}

fn no_release() -> anyhow::Error {
    anyhow!("not run: there is no release to test, see the release build")
}

/// Cargo in the checkout, with the pinned tools first on `PATH`.
fn cargo(workspace: &Workspace, line: &str) -> Command {
    let mut command = Command::new("cargo");
    command
        .args(line.split_whitespace())
        .current_dir(&workspace.root)
        .env("PATH", path_with(&tools::bin_folder(workspace)));
    command
}

/// What the harnesses of one step said.
#[derive(Default)]
struct Heard {
    tally: Tally,
    failing: failing::Reader,
}

impl Heard {
    fn read(&mut self, line: &str) {
        self.tally.read(line);
        self.failing.read(line);
    }
}

/// The steps that have run.
struct Steps<'a> {
    workspace: &'a Workspace,
    rows: Vec<Row>,
}

impl<'a> Steps<'a> {
    fn new(workspace: &'a Workspace) -> Self {
        Self {
            workspace,
            rows: Vec::new(),
        }
    }

    /// A step that is no test run. Says whether it passed.
    fn check(
        &mut self,
        step: &str,
        place: &str,
        work: impl FnOnce(&Workspace) -> Result<()>,
    ) -> bool {
        self.record(step, place, false, |workspace, _| work(workspace))
    }

    /// A step that runs a test harness, or several, whose closing lines are counted.
    fn tests(
        &mut self,
        step: &str,
        place: &str,
        command: impl FnOnce(&Workspace) -> Result<Command>,
    ) -> bool {
        self.record(step, place, true, |workspace, heard| {
            stream(&mut command(workspace)?, |line| heard.read(line))
        })
    }

    fn record(
        &mut self,
        step: &str,
        place: &str,
        has_tests: bool,
        work: impl FnOnce(&Workspace, &mut Heard) -> Result<()>,
    ) -> bool {
        announce(&format!("{step} ({place})"));
        let start = Instant::now();
        let mut heard = Heard::default();
        let failure = work(self.workspace, &mut heard)
            .err()
            .map(|error| format!("{error:#}"));
        let seconds = start.elapsed().as_secs_f64();
        let tally = has_tests.then_some(heard.tally);
        let mut row = Row::new(step, place, tally, failure, seconds);
        row.failing = heard.failing.into_tests();
        if let Some(why) = &row.failure {
            eprintln!("FAILED: {step} ({place}): {why}");
        }
        let passed = row.failure.is_none();
        self.rows.push(row);
        passed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Stdio;

    fn failing(workspace: &Workspace) -> Command {
        let mut command = cargo(workspace, "--no-such-option");
        command.stderr(Stdio::null());
        command
    }

    #[test]
    fn a_step_that_fails_leaves_the_next_one_to_run() {
        let workspace = Workspace::find().unwrap();
        let mut steps = Steps::new(&workspace);
        assert!(!steps.check("first", "native", |w| run(&mut failing(w))));
        assert!(steps.check("second", "native", |_| Ok(())));
        assert!(!all_passed(&steps.rows));
    }

    #[test]
    fn a_test_step_that_prints_no_result_has_failed() {
        let workspace = Workspace::find().unwrap();
        let mut steps = Steps::new(&workspace);
        assert!(!steps.tests("tests", "native", |w| Ok(cargo(w, "--version"))));
    }

    #[test]
    fn a_failing_test_of_a_step_is_named_in_its_row() {
        let workspace = Workspace::find().unwrap();
        let mut steps = Steps::new(&workspace);
        // Not printed: the run that this test is part of would read it.
        let output =
            "---- a trial ----\nexpected a code\n\ntest result: FAILED. 0 passed; 1 failed";
        steps.record("tests", "native", true, |_, heard| {
            output.lines().for_each(|line| heard.read(line));
            Ok(())
        });
        assert_eq!(steps.rows[0].failing[0].name, "a trial");
    }

    #[test]
    fn without_a_release_the_page_tests_have_failed() {
        let workspace = Workspace::find().unwrap();
        let mut steps = Steps::new(&workspace);
        page_tests(&mut steps, &Browser::ALL, &[], false);
        let why = steps.rows[0].failure.as_deref().unwrap();
        assert!(why.contains("no release"), "{why}");
    }

    #[test]
    fn without_a_browser_the_page_tests_have_failed() {
        let workspace = Workspace::find().unwrap();
        let mut steps = Steps::new(&workspace);
        page_tests(&mut steps, &Browser::ALL, &[], true);
        let why = steps.rows[0].failure.as_deref().unwrap();
        assert!(why.contains("no browser"), "{why}");
    }
}
