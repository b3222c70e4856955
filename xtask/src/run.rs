//! Runs other programs, so that a person sees what happens and an error says which command it was.
//!
//! Nothing here decides what to run. A command's output is passed on as it comes, never kept back.

use anyhow::{Context, Result, bail};
use std::{
    ffi::OsString,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Says what is being done now.
pub fn announce(what: &str) {
    println!("==> {what}");
}

/// Runs a command with its output on the terminal.
///
/// # Errors
/// When it cannot be started or says that it failed.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| not_started(command))?;
    if !status.success() {
        bail!(
            "`{}` failed ({status}): see its output above",
            shown(command)
        );
    }
    Ok(())
}

/// Runs a command, passes its standard output on line by line, and hands each line to `reader`.
/// Standard error goes straight to the terminal.
///
/// # Errors
/// When it cannot be started or says that it failed.
pub fn stream(command: &mut Command, mut reader: impl FnMut(&str)) -> Result<()> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| not_started(command))?;
    let output = child
        .stdout
        .take()
        .context("the pipe that was just asked for")?;
    let mut lines = BufReader::new(output);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        let mut terminal = std::io::stdout().lock();
        terminal.write_all(&line)?;
        terminal.flush()?;
        reader(&String::from_utf8_lossy(&line));
        line.clear();
    }
    let status = child.wait()?;
    if !status.success() {
        bail!(
            "`{}` failed ({status}): see its output above",
            shown(command)
        );
    }
    Ok(())
}

/// What a command prints on standard output, or nothing if it is not there or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// `PATH` with a folder put in front.
pub fn path_with(folder: &Path) -> OsString {
    let rest = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(folder.to_path_buf()).chain(std::env::split_paths(&rest));
    // Only a folder with the separator in its name can fail here, and such a folder cannot be on PATH.
    std::env::join_paths(folders).unwrap_or(rest)
}

/// The first of these commands that is on `PATH`, with its full path.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    names.iter().find_map(|name| {
        std::env::split_paths(&path)
            .map(|folder| match name.contains('.') {
                true => folder.join(name),
                false => folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)),
            })
            .find(|file| file.is_file())
    })
}

/// The command line, as one would type it.
pub fn shown(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

fn not_started(command: &Command) -> String {
    format!(
        "`{}` could not be started: is {} installed and on PATH?",
        shown(command),
        command.get_program().to_string_lossy()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    // Cargo is the one program that is surely there where these tests run.
    fn cargo() -> Command {
        Command::new("cargo")
    }

    #[test]
    fn a_failing_command_is_named_in_the_error() {
        let error = run(cargo().arg("--no-such-option").stderr(Stdio::null())).unwrap_err();
        assert!(
            error.to_string().contains("cargo --no-such-option"),
            "{error}"
        );
    }

    #[test]
    fn a_missing_program_is_named_in_the_error() {
        let error = run(&mut Command::new("no-such-program")).unwrap_err();
        assert!(
            error.to_string().contains("is no-such-program installed"),
            "{error}"
        );
    }

    #[test]
    fn every_line_of_a_streamed_command_is_read() {
        let mut seen = String::new();
        stream(cargo().arg("--version"), |line| seen.push_str(line)).unwrap();
        assert!(
            seen.starts_with("cargo ") && seen.ends_with('\n'),
            "{seen:?}"
        );
    }

    #[test]
    fn a_streamed_command_that_fails_is_an_error() {
        let mut command = cargo();
        command.arg("--no-such-option").stderr(Stdio::null());
        assert!(stream(&mut command, |_| ()).is_err());
    }

    #[test]
    fn a_folder_put_in_front_of_the_path_comes_first() {
        let path = path_with(Path::new("in-front"));
        assert_eq!(
            std::env::split_paths(&path).next().unwrap(),
            Path::new("in-front")
        );
    }

    #[test]
    fn a_command_is_found_under_its_second_name() {
        assert!(on_path(&["no-such-program", "cargo"]).is_some());
    }
}
