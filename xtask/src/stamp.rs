//! Which sources the page was built from: version and commit, as the page's own head says them.
//!
//! It must never depend on the time, the machine or the folder: the same sources give the same text. Nor may a text from
//! outside reach the page unchecked.

use crate::{run::output, workspace::Workspace};
use anyhow::{Result, bail};
use std::{
    fmt,
    path::{Path, PathBuf},
    process::Command,
};

/// The variable that names the commit where the sources lie without git, as in an unpacked archive.
pub const SOURCE_COMMIT: &str = "SOURCE_COMMIT";

/// What stands before the stamp in the page.
pub const BEFORE: &str = "<meta name=\"totp-toolset-build\" content=\"";

/// What follows the commit where the sources are not the commit's own.
const MODIFIED: &str = "-modified";

/// What stands for a commit that nobody named.
const UNKNOWN: &str = "unknown";

/// What a page says of its origin: `0.1.0 <40 hex digits>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The version of the program.
    pub version: String,
    /// The commit; `None` where neither git nor [`SOURCE_COMMIT`] names it.
    pub commit: Option<Commit>,
}

/// A commit, and whether the sources are exactly it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// 40 lower-case hex digits.
    pub id: String,
    /// True where files were changed or added since.
    pub modified: bool,
}

impl Stamp {
    /// The stamp of these sources: the commit from [`SOURCE_COMMIT`] if that is set, else from git.
    ///
    /// # Errors
    /// When the variable holds something else than a commit.
    pub fn of(workspace: &Workspace) -> Result<Self> {
        let named = std::env::var(SOURCE_COMMIT)
            .ok()
            .filter(|named| !named.is_empty());
        let commit = match named {
            Some(named) => Some(Commit::named(&named)?),
            None => Commit::of_checkout(&workspace.root),
        };
        Ok(Self {
            // Of the workspace, so the app's too.
            version: env!("CARGO_PKG_VERSION").to_owned(),
            commit,
        })
    }

    /// The stamp that a page carries; `None` if it carries none, or one that is not of this form.
    pub fn in_page(page: &str) -> Option<Self> {
        let (_, rest) = page.split_once(BEFORE)?;
        let (content, _) = rest.split_once('"')?;
        let (version, commit) = content.split_once(' ')?;
        let is_version = |byte: u8| byte.is_ascii_alphanumeric() || b".+-".contains(&byte);
        if version.is_empty() || !version.bytes().all(is_version) {
            return None;
        }
        Some(Self {
            version: version.to_owned(),
            commit: match commit {
                UNKNOWN => None,
                named => Some(Commit::parse(named)?),
            },
        })
    }

    /// What a builder has to know of the stamp, where it is not simply a commit.
    pub fn note(&self) -> Option<String> {
        match &self.commit {
            None => Some(format!(
                "no commit is named in the page, so nobody can build it again to compare: build it in a git checkout, \
                 or say which commit the sources are, as {SOURCE_COMMIT}"
            )),
            Some(Commit { modified: true, .. }) => Some(
                "the sources differ from the commit, so the page is marked as modified: nobody else can build the same"
                    .to_owned(),
            ),
            Some(_) => None,
        }
    }
}

/// As it stands in the page.
impl fmt::Display for Stamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.commit {
            None => write!(formatter, "{} {UNKNOWN}", self.version),
            Some(Commit { id, modified }) => {
                let mark = if *modified { MODIFIED } else { "" };
                write!(formatter, "{} {id}{mark}", self.version)
            }
        }
    }
}

impl Commit {
    fn named(text: &str) -> Result<Self> {
        match Self::parse(text) {
            Some(commit) => Ok(commit),
            None => bail!(
                "{SOURCE_COMMIT} must be the commit's 40 lower-case hex digits, with `{MODIFIED}` behind them if the sources differ from it"
            ),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let id = text.strip_suffix(MODIFIED).unwrap_or(text);
        let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        (id.len() == 40 && id.bytes().all(is_hex)).then(|| Self {
            id: id.to_owned(),
            modified: id.len() != text.len(),
        })
    }

    /// What git says, if this folder is a checkout of its own: one that lies unpacked inside somebody else's is not.
    fn of_checkout(root: &Path) -> Option<Self> {
        let top = PathBuf::from(git(root, &["rev-parse", "--show-toplevel"])?);
        if top.canonicalize().ok()? != root.canonicalize().ok()? {
            return None;
        }
        let id = git(root, &["rev-parse", "HEAD"])?;
        let changes = git(root, &["--no-optional-locks", "status", "--porcelain"])?;
        Some(Self {
            modified: !changes.is_empty(),
            ..Self::parse(&id)?
        })
    }
}

fn git(root: &Path, arguments: &[&str]) -> Option<String> {
    let printed = output(Command::new("git").args(arguments).current_dir(root))?;
    Some(printed.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Scratch;
    use std::fs;

    const ID: &str = "0123456789abcdef0123456789abcdef01234567";

    fn stamp(modified: bool) -> Stamp {
        Stamp {
            version: "0.1.0".to_owned(),
            commit: Some(Commit {
                id: ID.to_owned(),
                modified,
            }),
        }
    }

    fn page(content: &str) -> String {
        format!("<head>\n{BEFORE}{content}\">\n</head>")
    }

    /// A checkout of one commit.
    fn checkout(name: &str) -> Scratch {
        let scratch = Scratch::new(name);
        fs::write(scratch.0.join("file"), "1").unwrap();
        for arguments in [
            &["init", "--quiet"][..],
            &["add", "file"],
            &[
                "-c",
                "user.name=test",
                "-c",
                "user.email=test@localhost",
                "-c",
                "commit.gpgsign=false",
                "commit",
                "--quiet",
                "--message=1",
            ],
        ] {
            git(&scratch.0, arguments).unwrap();
        }
        scratch
    }

    #[test]
    fn a_stamp_is_read_as_it_was_written() {
        let unknown = Stamp {
            commit: None,
            ..stamp(false)
        };
        for stamp in [stamp(false), stamp(true), unknown] {
            assert_eq!(Stamp::in_page(&page(&stamp.to_string())), Some(stamp));
        }
    }

    #[test]
    fn a_stamp_of_another_form_is_none() {
        for content in [
            "",
            "0.1.0",
            "0.1.0 ",
            &format!(" {ID}"),
            &format!("0.1.0 {}", &ID[1..]),
            &format!("0.1.0 {}", ID.to_uppercase()),
            &format!("0.1.0 {ID}-changed"),
            &format!("0.1/0 {ID}"),
        ] {
            assert_eq!(Stamp::in_page(&page(content)), None, "{content}");
        }
        assert_eq!(Stamp::in_page("<head></head>"), None);
    }

    #[test]
    fn only_a_commit_can_be_named_from_outside() {
        assert!(Commit::named(ID).is_ok_and(|commit| !commit.modified));
        assert!(Commit::named(&format!("{ID}{MODIFIED}")).is_ok_and(|commit| commit.modified));
        for text in [
            "main",
            &ID[..7],
            "\"><script>",
            &format!("{ID}{MODIFIED}{MODIFIED}"),
        ] {
            assert!(Commit::named(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_checkout_as_committed_is_its_commit() {
        let checkout = checkout("clean");
        let commit = Commit::of_checkout(&checkout.0).unwrap();
        assert_eq!(Some(commit.id), git(&checkout.0, &["rev-parse", "HEAD"]));
        assert!(!commit.modified);
    }

    #[test]
    fn a_changed_file_is_a_modification() {
        let checkout = checkout("changed");
        fs::write(checkout.0.join("file"), "2").unwrap();
        assert!(Commit::of_checkout(&checkout.0).unwrap().modified);
    }

    // A build script, for one, takes part without being named anywhere.
    #[test]
    fn an_added_file_is_a_modification() {
        let checkout = checkout("added");
        fs::write(checkout.0.join("build.rs"), "").unwrap();
        assert!(Commit::of_checkout(&checkout.0).unwrap().modified);
    }

    #[test]
    fn sources_unpacked_inside_another_checkout_are_not_its_commit() {
        let checkout = checkout("around");
        let inner = checkout.0.join("unpacked");
        fs::create_dir(&inner).unwrap();
        assert_eq!(Commit::of_checkout(&inner), None);
    }

    #[test]
    fn a_folder_without_git_has_no_commit() {
        assert_eq!(Commit::of_checkout(&Scratch::new("no-git").0), None);
    }

    #[test]
    fn only_a_plain_commit_goes_without_a_note() {
        assert_eq!(stamp(false).note(), None);
        assert!(stamp(true).note().is_some());
        let unknown = Stamp {
            commit: None,
            ..stamp(false)
        };
        assert!(unknown.note().unwrap().contains(SOURCE_COMMIT));
    }
}
