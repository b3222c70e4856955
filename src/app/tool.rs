//! The tools on the page. Hash links name them, so that a page can be linked and embedded.

/// A tool.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tool {
    /// One seed and its rolling code.
    #[default]
    Code,
    /// Seeds for many users at once.
    Issue,
    /// Seed files: recognised, explained, mended and converted.
    Check,
    /// A tenant to practise in, from the upload to the sign-in.
    Rehearse,
    /// What the page can show of itself, and what it cannot promise.
    Proof,
}

impl Tool {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 5] = [
        Self::Code,
        Self::Issue,
        Self::Check,
        Self::Rehearse,
        Self::Proof,
    ];

    /// The name in the address, behind `#`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Issue => "issue",
            Self::Check => "check",
            Self::Rehearse => "rehearse",
            Self::Proof => "proof",
        }
    }

    /// The tool that an address names; `hash` begins with `#`. Anything else names none. What follows behind a slash may be
    /// the name of a sample or of a screen ([`super::Place`]), and is no part of the tool's.
    pub fn of_hash(hash: &str) -> Option<Self> {
        let name = hash.strip_prefix('#')?;
        let name = name.split_once('/').map_or(name, |(tool, _)| tool);
        Self::ALL.into_iter().find(|tool| tool.name() == name)
    }
}
