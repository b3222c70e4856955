//! A WebDriver server as a child process: started on a free port, awaited, and ended with all it started.
//! Nothing here knows a browser; no driver may outlive the run, not even one that is interrupted.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::wait::eventually_within;
use crate::{Failure, Outcome};

/// A driver answers `/status` within tens of milliseconds; a loaded machine needs seconds.
const START: Duration = Duration::from_secs(20);

/// What a process group may take to end in peace.
const FAREWELL: Duration = Duration::from_secs(3);

/// The process groups that must not outlive us.
static RUNNING: Mutex<BTreeSet<i32>> = Mutex::new(BTreeSet::new());

/// A child process with a process group of its own, ended when dropped.
pub(crate) struct Process {
    child: Child,
    group: Pid,
}

impl Process {
    /// Starts the command in its own process group.
    pub(crate) fn start(command: &mut Command) -> Outcome<Self> {
        let program = command.get_program().to_string_lossy().into_owned();
        let child = command
            .stdin(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(|error| Failure::new(format!("{program} did not start: {error}")))?;
        let group = Pid::from_child(&child);
        running().insert(group.as_raw_nonzero().get());
        Ok(Self { child, group })
    }

    fn has_ended(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(Some(_)) | Err(_))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // An error means that the group is gone already, which is what is wanted.
        let _ = kill_process_group(self.group, Signal::TERM);
        let start = Instant::now();
        while !self.has_ended() && start.elapsed() < FAREWELL {
            std::thread::sleep(Duration::from_millis(5));
        }
        let _ = kill_process_group(self.group, Signal::KILL);
        let _ = self.child.wait();
        running().remove(&self.group.as_raw_nonzero().get());
    }
}

/// Ends every process group at once, for a run that is interrupted and drops nothing.
pub(crate) fn end_all() {
    for group in running().iter().filter_map(|raw| Pid::from_raw(*raw)) {
        let _ = kill_process_group(group, Signal::TERM);
    }
}

fn running() -> std::sync::MutexGuard<'static, BTreeSet<i32>> {
    RUNNING
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// A WebDriver server that has said it is ready.
pub(crate) struct Driver {
    address: SocketAddr,
    _process: Process,
    // After the process: the screen goes last.
    _screen: Option<Screen>,
}

impl Driver {
    /// Starts `program` with the arguments that `arguments` makes of a free port, and waits until it is ready.
    /// What it prints goes to `log`.
    pub(crate) async fn start(
        program: &Path,
        arguments: impl Fn(u16) -> Vec<String>,
        surroundings: &[(&str, &OsStr)],
        screen: Option<Screen>,
        log: &Path,
    ) -> Outcome<Self> {
        let port = free_port()?;
        let printed = File::create(log)?;
        let mut command = Command::new(program);
        command
            .args(arguments(port))
            .envs(surroundings.iter().copied())
            .stdout(printed.try_clone()?)
            .stderr(printed);
        if let Some(screen) = &screen {
            command.env("DISPLAY", &screen.display);
        }
        let process = Process::start(&mut command)?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let what = format!("{} to be ready", program.display());
        eventually_within(START, &what, async || is_ready(address).await).await?;
        Ok(Self {
            address,
            _process: process,
            _screen: screen,
        })
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

/// A port that nobody listened on a moment ago. Somebody else may take it before the driver does; the
/// driver then fails to start and says so.
fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port())
}

/// WebDriver §8.3, Status.
async fn is_ready(address: SocketAddr) -> Outcome<bool> {
    let mut stream = tokio::net::TcpStream::connect(address).await?;
    let request = format!("GET /status HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    // Not up to the end of the connection, which chromedriver keeps open.
    let mut answer = Vec::new();
    while stream.read_buf(&mut answer).await? > 0 {
        let squeezed: String = String::from_utf8_lossy(&answer)
            .split_whitespace()
            .collect();
        if squeezed.contains("\"ready\":") {
            return Ok(squeezed.contains("\"ready\":true"));
        }
    }
    Ok(false)
}

/// A screen that nobody sees, for the browser that has no headless mode.
///
/// Each browser has one of its own: they would share the clipboard and the focus otherwise.
pub(crate) struct Screen {
    display: String,
    _process: Process,
}

impl Screen {
    /// Starts `Xvfb` on a display number that it chooses itself.
    pub(crate) fn start() -> Outcome<Self> {
        // Without a window manager the focus follows the pointer, which rests in the middle of the screen.
        // Half of 600 by 900 lies within every window a trial asks for, from 320 by 640 upwards.
        let (mut number, writer) = std::io::pipe().map(|(r, w)| (BufReader::new(r), w))?;
        let process = Process::start(
            Command::new("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", "600x900x24"])
                .args(["-nolisten", "tcp"])
                .stdout(writer)
                .stderr(Stdio::null()),
        )
        .map_err(|failure| Failure::new(format!("{failure}. Install the package xvfb")))?;
        let mut line = String::new();
        number.read_line(&mut line)?;
        let number = line.trim();
        if number.is_empty() {
            return Failure::because("Xvfb ended before it had a display");
        }
        Ok(Self {
            display: format!(":{number}"),
            _process: process,
        })
    }
}
