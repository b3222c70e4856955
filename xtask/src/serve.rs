//! `cargo xtask serve`: a development build, served on 127.0.0.1 and built anew on each change.
//!
//! Trunk does the work, by Trunk.toml. The page is never served to another machine.

use crate::{
    run::{announce, path_with},
    tools,
    workspace::Workspace,
};
use anyhow::{Context, Result};
use std::{
    net::{Ipv4Addr, TcpListener},
    process::Command,
};

/// What the command line can change.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether to open the page in the system's browser.
    pub open: bool,
    /// The TCP port on 127.0.0.1.
    pub port: u16,
}

impl Default for Options {
    /// Trunk's own port, and no browser.
    fn default() -> Self {
        Self {
            open: false,
            port: 8080,
        }
    }
}

/// Gets what is missing, builds, and serves until it is stopped.
///
/// # Errors
/// When a tool cannot be installed, the port is taken, or Trunk fails.
pub fn serve(workspace: &Workspace, options: &Options) -> Result<()> {
    tools::ensure_build_tools(workspace)?;
    ensure_port_is_free(options.port)?;
    announce(&format!(
        "Building, then serving on http://127.0.0.1:{}/ until Ctrl-C",
        options.port
    ));
    become_trunk(&mut trunk(workspace, options))
}

/// Asked before the build: an address that is taken should not cost a build to learn of.
fn ensure_port_is_free(port: u16) -> Result<()> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map(drop)
        .with_context(|| {
            format!(
                "127.0.0.1:{port} cannot be used. If another program listens there, stop it, \
                 or take another port: `cargo xtask serve --port {}`",
                port.checked_add(1).unwrap_or(8080)
            )
        })
}

fn trunk(workspace: &Workspace, options: &Options) -> Command {
    let mut command = Command::new("trunk");
    command
        .args(["serve", "--port", &options.port.to_string()])
        .current_dir(&workspace.root)
        .env("PATH", path_with(&tools::bin_folder(workspace)));
    if options.open {
        command.arg("--open");
    }
    command
}

/// Hands the process over, so that whoever stops this command stops the server.
#[cfg(unix)]
fn become_trunk(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    // `exec` returns only when it failed.
    Err(command.exec()).context("trunk could not be started: delete target/tools and try again")
}

#[cfg(not(unix))]
fn become_trunk(command: &mut Command) -> Result<()> {
    crate::run::run(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_refused_with_another_to_try() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let error = ensure_port_is_free(port).unwrap_err().to_string();
        assert!(error.contains("--port"), "{error}");
    }

    #[test]
    fn the_browser_is_opened_only_when_asked() {
        let workspace = Workspace::find().unwrap();
        let arguments = |open| {
            let options = Options { open, port: 8080 };
            let command = trunk(&workspace, &options);
            command.get_args().any(|argument| argument == "--open")
        };
        assert!(arguments(true));
        assert!(!arguments(false));
    }
}
