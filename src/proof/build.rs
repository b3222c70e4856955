//! Which sources the page says it was built from: the stamp in its head, which the build writes.

/// A stamp: `0.1.0 <40 hex digits>`, or `unknown` in their place, or `-modified` behind them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Build {
    /// The version.
    pub version: String,
    /// The commit; `None` where nobody named it.
    pub commit: Option<String>,
    /// Whether the sources differed from the commit.
    pub modified: bool,
}

impl Build {
    /// Out of the stamp; `None` where it is of another form.
    pub fn of_stamp(stamp: &str) -> Option<Self> {
        let (version, named) = stamp.split_once(' ')?;
        let is_version = |byte: u8| byte.is_ascii_alphanumeric() || b".+-".contains(&byte);
        if version.is_empty() || !version.bytes().all(is_version) {
            return None;
        }
        let version = version.to_owned();
        if named == "unknown" {
            return Some(Self {
                version,
                commit: None,
                modified: false,
            });
        }
        let id = named.strip_suffix("-modified").unwrap_or(named);
        let is_commit = id.len() == 40 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_commit.then(|| Self {
            version,
            commit: Some(id.to_owned()),
            modified: id.len() != named.len(),
        })
    }
}
