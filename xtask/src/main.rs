//! `cargo xtask`: everything the project is built, served and tested with, one command each.
//!
//! This file is the command line only. The tooling must never change a file that is under version
//! control, use `sudo`, or leave a check out silently: what cannot run fails, and says what to do.

mod browsers;
mod compare;
mod dependencies;
mod docs;
#[cfg(test)]
mod embedding;
mod failing;
mod figures;
mod headers;
mod inline;
mod leaks;
mod links;
mod pack;
mod packages;
mod page_build;
mod policy;
mod rebuild;
mod release;
mod run;
mod sbom;
mod serve;
mod site;
mod stamp;
mod summary;
mod system;
mod template;
mod test;
mod tools;
mod verify;
mod workflows;
mod workspace;

use anyhow::{Result, anyhow};
use browsers::Browser;
use lexopt::prelude::*;
use std::{ffi::OsString, path::PathBuf, process::ExitCode};
use workspace::Workspace;

const USAGE: &str = "\
cargo xtask serve [--open] [--port NUMBER]   a development build, served on 127.0.0.1
cargo xtask build                            the release: dist/totp-toolset.html
cargo xtask docs                             the guide: site/guide, beside the page that its demos frame
cargo xtask site                             the release, and site/: the folder for a web server, with the guide
cargo xtask test [--browser NAME]...         every check, and one table at the end
                                             (NAME: chromium, firefox or webkit; all three if none is named)
cargo xtask repeat-build                     builds the release again elsewhere, and compares with dist/
cargo xtask release                          the release with what lets others check it: release/
cargo xtask verify-build FILE                builds the commit that FILE names again, and compares
cargo xtask advisories                       asks the RustSec database about the dependencies; needs a network
";

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
enum Command {
    Help,
    Serve(serve::Options),
    Build,
    Docs,
    Site,
    Test(Vec<Browser>),
    RepeatBuild,
    Release,
    VerifyBuild(PathBuf),
    Advisories,
    /// What Trunk's hook calls: makes one file of its output.
    Inline,
}

fn main() -> ExitCode {
    let outcome = parse(std::env::args_os().skip(1)).and_then(carry_out);
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(command: Command) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    match command {
        Command::Help => print!("{USAGE}"),
        Command::Serve(options) => serve::serve(&workspace, &options)?,
        Command::Build => page_build::build(&workspace)?,
        Command::RepeatBuild => rebuild::repeat(&workspace)?,
        Command::Release => release::release(&workspace)?,
        Command::VerifyBuild(file) => verify::verify(&workspace, &file)?,
        Command::Advisories => dependencies::ask_for_advisories(&workspace)?,
        Command::Docs => docs::docs(&workspace)?,
        Command::Site => site::build(&workspace)?,
        Command::Inline => inline::from_trunk(&workspace)?,
        Command::Test(browsers) => return Ok(test::test(&workspace, &browsers)),
    }
    Ok(ExitCode::SUCCESS)
}

fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let name = match parser.next()? {
        None | Some(Short('h') | Long("help")) => return Ok(Command::Help),
        Some(Value(name)) => name.string()?,
        Some(other) => return Err(unknown(&other)),
    };
    match name.as_str() {
        "help" => Ok(Command::Help),
        "serve" => parse_serve(&mut parser).map(Command::Serve),
        "build" => parse_nothing(&mut parser).map(|()| Command::Build),
        "docs" => parse_nothing(&mut parser).map(|()| Command::Docs),
        "site" => parse_nothing(&mut parser).map(|()| Command::Site),
        "test" => parse_browsers(&mut parser).map(Command::Test),
        "repeat-build" => parse_nothing(&mut parser).map(|()| Command::RepeatBuild),
        "release" => parse_nothing(&mut parser).map(|()| Command::Release),
        "verify-build" => parse_file(&mut parser).map(Command::VerifyBuild),
        "advisories" => parse_nothing(&mut parser).map(|()| Command::Advisories),
        "inline" => parse_nothing(&mut parser).map(|()| Command::Inline),
        _ => Err(anyhow!("there is no command `{name}`. There are:\n{USAGE}")),
    }
}

fn parse_serve(parser: &mut lexopt::Parser) -> Result<serve::Options> {
    let mut options = serve::Options::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("open") => options.open = true,
            Long("port") => options.port = parser.value()?.parse()?,
            other => return Err(unknown(&other)),
        }
    }
    Ok(options)
}

/// The browsers that were named, each once; all of them if none was.
fn parse_browsers(parser: &mut lexopt::Parser) -> Result<Vec<Browser>> {
    let mut named = Vec::new();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("browser") => named.push(parser.value()?.parse::<Browser>()?),
            other => return Err(unknown(&other)),
        }
    }
    if named.is_empty() {
        return Ok(Browser::ALL.to_vec());
    }
    Ok(Browser::ALL
        .into_iter()
        .filter(|browser| named.contains(browser))
        .collect())
}

fn parse_file(parser: &mut lexopt::Parser) -> Result<PathBuf> {
    let file = match parser.next()? {
        Some(Value(file)) => PathBuf::from(file),
        Some(other) => return Err(unknown(&other)),
        None => return Err(anyhow!("which file? The commands are:\n{USAGE}")),
    };
    parse_nothing(parser).map(|()| file)
}

fn parse_nothing(parser: &mut lexopt::Parser) -> Result<()> {
    match parser.next()? {
        None => Ok(()),
        Some(other) => Err(unknown(&other)),
    }
}

fn unknown(argument: &lexopt::Arg<'_>) -> anyhow::Error {
    let shown = match argument {
        Short(letter) => format!("-{letter}"),
        Long(name) => format!("--{name}"),
        Value(value) => value.to_string_lossy().into_owned(),
    };
    anyhow!("`{shown}` is not understood here. The commands are:\n{USAGE}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn no_command_prints_the_usage() {
        assert_eq!(parsed("").unwrap(), Command::Help);
    }

    #[test]
    fn serve_takes_a_port_and_opens_a_browser_when_asked() {
        let options = serve::Options {
            open: true,
            port: 9000,
        };
        assert_eq!(
            parsed("serve --open --port 9000").unwrap(),
            Command::Serve(options)
        );
    }

    #[test]
    fn serve_opens_no_browser_unasked() {
        assert_eq!(
            parsed("serve").unwrap(),
            Command::Serve(serve::Options::default())
        );
        assert!(!serve::Options::default().open);
    }

    #[test]
    fn test_without_a_browser_means_all_three() {
        assert_eq!(
            parsed("test").unwrap(),
            Command::Test(Browser::ALL.to_vec())
        );
    }

    #[test]
    fn browsers_can_be_named_more_than_once_and_in_any_order() {
        let command = parsed("test --browser webkit --browser chromium --browser=webkit").unwrap();
        assert_eq!(
            command,
            Command::Test(vec![Browser::Chromium, Browser::Webkit])
        );
    }

    #[test]
    fn an_unknown_browser_is_refused_with_the_names_there_are() {
        let error = parsed("test --browser netscape").unwrap_err().to_string();
        assert!(error.contains("chromium, firefox, webkit"), "{error}");
    }

    #[test]
    fn an_unknown_command_is_refused_with_the_usage() {
        let error = parsed("deploy").unwrap_err().to_string();
        assert!(
            error.contains("`deploy`") && error.contains(USAGE),
            "{error}"
        );
    }

    #[test]
    fn an_option_of_another_command_is_refused() {
        assert!(parsed("build --open").is_err());
    }

    #[test]
    fn verify_build_takes_one_file() {
        let command = parsed("verify-build a.html").unwrap();
        assert_eq!(command, Command::VerifyBuild(PathBuf::from("a.html")));
        for line in [
            "verify-build",
            "verify-build a.html b.html",
            "verify-build --all",
        ] {
            assert!(parsed(line).is_err(), "{line}");
        }
    }

    #[test]
    fn a_port_that_is_no_number_is_refused() {
        assert!(parsed("serve --port http").is_err());
    }
}
