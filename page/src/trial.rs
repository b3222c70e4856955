//! Scenarios, and the trials they become: one for each browser and origin. A trial ends in time, says what was
//! expected, and leaves a picture when it fails; it never leaves a browser behind.

use std::any::Any;
use std::cell::RefCell;
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use libtest_mimic::{Arguments, Failed, Trial};
use tokio::runtime::Runtime;
use tokio::signal::unix::{SignalKind, signal};

use crate::environment::{Environment, Tools};
use crate::page::Origin;
use crate::server::Server;
use crate::session::Session;
use crate::wait::last_wait;
use crate::{Browser, Failure, Options, Outcome, Page, driver};

/// What one trial may take, without the start of its browser.
const LIMIT: Duration = Duration::from_secs(90);

/// What may be spent on telling how it looked when it failed.
const LAST_LOOK: Duration = Duration::from_secs(10);

/// Two browsers at once are what two processors can carry.
const AT_ONCE: usize = 2;

/// How many of the slowest trials are named at the end.
const SLOWEST: usize = 10;

type Story = Arc<dyn Fn(Page) -> Pin<Box<dyn Future<Output = Outcome>>> + Send + Sync>;

/// What a person does with the page, to be tried in each browser.
#[derive(Clone)]
pub struct Scenario {
    name: String,
    story: Story,
    origins: Vec<Origin>,
    not_in: Vec<Browser>,
    options: Options,
}

impl Scenario {
    /// A scenario in all browsers, from `file://`: by double click a page is allowed least. [`crate::scenario!`] names it by its
    /// function.
    pub fn new<F>(name: &str, story: impl Fn(Page) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Outcome> + 'static,
    {
        Self {
            name: name.replace('_', " "),
            story: Arc::new(move |page| Box::pin(story(page))),
            origins: vec![Origin::File],
            not_in: Vec::new(),
            options: Options::new(),
        }
    }

    /// From a server as well, because a browser or the page may do otherwise there: `reason` says what. The same steps once
    /// more, with nothing in them that knows where the page came from, take the time of others and find nothing.
    #[must_use]
    pub fn from_both(mut self, reason: &str) -> Self {
        debug_assert!(!reason.is_empty());
        self.origins = Origin::ALL.to_vec();
        self
    }

    /// Only from this origin.
    #[must_use]
    pub fn only_from(mut self, origin: Origin) -> Self {
        self.origins = vec![origin];
        self
    }

    /// Not in this browser, because of something that it or its driver cannot do: `reason` says what.
    #[must_use]
    pub fn not_in(mut self, browser: Browser, reason: &str) -> Self {
        debug_assert!(!reason.is_empty());
        self.not_in.push(browser);
        self
    }

    /// In a browser with these options.
    #[must_use]
    pub fn with(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    fn trials(self, environment: &Environment, artefacts: &Path) -> Vec<Trial> {
        let mut trials = Vec::new();
        for tools in &environment.browsers {
            if self.not_in.contains(&tools.browser) {
                continue;
            }
            for &origin in &self.origins {
                let name = format!("{} / {} / {}", self.name, tools.browser, origin.name());
                let stage = Stage {
                    scenario: self.clone(),
                    tools: tools.clone(),
                    origin,
                    product: environment.page.clone(),
                    site: environment.site.clone(),
                    artefact: artefacts.join(name.replace(" / ", "--").replace(' ', "-")),
                };
                trials.push(Trial::test(name.clone(), move || {
                    let start = Instant::now();
                    let told = stage.run();
                    times().push((start.elapsed(), name.clone()));
                    told
                }));
            }
        }
        trials
    }
}

/// A scenario named by its function: `scenario!(a_code_keeps_its_leading_zeros)`.
#[macro_export]
macro_rules! scenario {
    ($function:ident) => {
        $crate::Scenario::new(stringify!($function), $function)
    };
}

/// Runs the scenarios as the command line says, and ends every browser.
///
/// `artefacts` is the folder for the pictures of failed trials.
#[must_use]
pub fn run(scenarios: Vec<Scenario>, artefacts: &Path) -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(AT_ONCE);
    let environment = match Environment::read() {
        Ok(environment) => environment,
        Err(complaint) => {
            eprintln!("error: {complaint}");
            return ExitCode::FAILURE;
        }
    };
    panic::set_hook(Box::new(|information| {
        LAST_PANIC.replace(Some(information.to_string()));
    }));
    for kind in [SignalKind::interrupt(), SignalKind::terminate()] {
        runtime().spawn(async move {
            if let Ok(mut signal) = signal(kind) {
                signal.recv().await;
                driver::end_all();
                std::process::exit(130);
            }
        });
    }
    let trials = scenarios
        .into_iter()
        .flat_map(|scenario| scenario.trials(&environment, artefacts))
        .collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    runtime().block_on(Session::close_all());
    print!("{}", slowest(&mut times()));
    conclusion.exit_code()
}

/// What each trial took, with the start of its browser.
static TIMES: Mutex<Vec<(Duration, String)>> = Mutex::new(Vec::new());

fn times() -> MutexGuard<'static, Vec<(Duration, String)>> {
    TIMES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Where the time went: what all trials took together, and the slowest of them, in seconds. Nothing if there were none.
fn slowest(times: &mut [(Duration, String)]) -> String {
    if times.is_empty() {
        return String::new();
    }
    times.sort_unstable_by(|one, other| other.cmp(one));
    let total: Duration = times.iter().map(|(time, _)| *time).sum();
    let mut told = format!(
        "{} trials took {:.0} seconds of browsers, the slowest of them:\n",
        times.len(),
        total.as_secs_f64()
    );
    for (time, name) in times.iter().take(SLOWEST) {
        told.push_str(&format!("{:6.1}  {name}\n", time.as_secs_f64()));
    }
    told
}

thread_local! {
    static LAST_PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// One runtime for all trials: a browser that waits for its next trial stays connected to it.
fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| {
        tokio::runtime::Builder::new_multi_thread()
            .worker_threads(AT_ONCE)
            .enable_all()
            .build()
            .expect("a process that runs tests may start two threads")
    })
}

/// One trial: a scenario in one browser from one origin.
struct Stage {
    scenario: Scenario,
    tools: Tools,
    origin: Origin,
    product: PathBuf,
    site: PathBuf,
    /// Where to leave a picture, without its ending.
    artefact: PathBuf,
}

impl Stage {
    fn run(&self) -> Result<(), Failed> {
        let page = runtime().block_on(self.enter())?;
        let outcome = self.play(page.clone());
        let told = outcome.map_err(|failure| {
            let traces = runtime().block_on(self.traces(&page));
            Failed::from(format!("{failure}\n{traces}"))
        });
        // A scenario that panicked inside a clone's life may still hold one; the browser then ends with it.
        if let Some(session) = page.into_session() {
            runtime().block_on(async {
                match told {
                    Ok(()) => session.give_back().await,
                    Err(_) => session.close().await,
                }
            });
        }
        told
    }

    async fn enter(&self) -> Outcome<Page> {
        let server = Server::start()?;
        let mut options = self.scenario.options.clone();
        if options.recorded {
            options.proxy = Some(server.address());
        }
        let session = Session::obtain(&self.tools, &options).await?;
        let (product, site) = (self.product.clone(), self.site.clone());
        Page::begin(session, server, self.origin, product, site).await
    }

    fn play(&self, page: Page) -> Outcome {
        let story = (self.scenario.story)(page);
        let bounded = AssertUnwindSafe(|| {
            runtime().block_on(async { tokio::time::timeout(LIMIT, story).await })
        });
        match panic::catch_unwind(bounded) {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => Failure::because(format!(
                "expected the trial to end in {LIMIT:?}; it waited last for {}",
                last_wait()
            )),
            Err(panic) => Failure::because(message(panic.as_ref())),
        }
    }

    /// What helps to see why: a picture, the address, the text, the end of the browser's log.
    async fn traces(&self, page: &Page) -> String {
        let picture = self.artefact.with_extension("png");
        let taken = tokio::time::timeout(LAST_LOOK, async {
            if let Some(folder) = picture.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(&picture, page.screenshot().await?)?;
            let address = page.address().await?;
            Outcome::Ok((address, page.text().await?))
        })
        .await;
        let log = page.log_tail();
        match taken {
            Ok(Ok((address, text))) => {
                let text: String = text.chars().take(600).collect();
                let picture = picture.display();
                format!(
                    "  at {address}\n  picture: {picture}\n  the page said:\n{text}\n  the browser said:\n{log}"
                )
            }
            Ok(Err(failure)) => format!("  no picture: {failure}\n  the browser said:\n{log}"),
            Err(_) => format!("  no picture: the browser does not answer\n  it said:\n{log}"),
        }
    }
}

fn message(panic: &(dyn Any + Send)) -> String {
    let payload = panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string));
    // The hook has the place as well as the words.
    LAST_PANIC
        .take()
        .or(payload)
        .unwrap_or_else(|| "the scenario panicked".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slowest_trials_come_first_and_no_more_than_ten() {
        let mut times: Vec<_> = (1..=12)
            .map(|number| {
                (
                    Duration::from_millis(number * 1_500),
                    format!("trial {number}"),
                )
            })
            .collect();
        let told = slowest(&mut times);
        let lines: Vec<_> = told.lines().collect();
        assert_eq!(lines.len(), 11);
        assert!(lines[0].starts_with("12 trials took 117 seconds"));
        assert_eq!(lines[1], "  18.0  trial 12");
        assert_eq!(lines[10], "   4.5  trial 3");
    }

    #[test]
    fn without_trials_nothing_is_said_of_them() {
        assert_eq!(slowest(&mut []), "");
    }

    #[test]
    fn a_scenario_is_tried_from_a_file_unless_it_says_otherwise() {
        let scenario = || Scenario::new("x", async |_| Ok(()));
        assert_eq!(scenario().origins, [Origin::File]);
        assert_eq!(scenario().from_both("a reason").origins, Origin::ALL);
        assert_eq!(scenario().only_from(Origin::Http).origins, [Origin::Http]);
    }
}
