//! What an answer is made of: our sentence and what it rests on, and Microsoft's own words where there are any.

/// What our own words rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// A rule of Microsoft's; the document.
    AfterMicrosoft(&'static str),
    /// A vendor's guide or a standard; which.
    After(&'static str),
    /// Nothing that could be documented: a confirmation.
    Ours,
    /// Nothing: no source says what Entra ID does then, and this is the practice tenant's own.
    NotDocumented,
}

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Things went well.
    Good,
    /// Neither well nor badly, or not yet.
    Neutral,
    /// Something is to be done.
    Bad,
}

/// Something that is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Our sentences.
    pub text: String,
    /// How things stand.
    pub tone: Tone,
    /// What they rest on.
    pub words: Words,
    /// Microsoft's own words on it, and where they stand.
    pub quoted: Option<(&'static str, &'static str)>,
}

impl Said {
    pub(super) fn good(text: impl Into<String>, words: Words) -> Self {
        Self {
            text: text.into(),
            tone: Tone::Good,
            words,
            quoted: None,
        }
    }

    pub(super) fn bad(text: impl Into<String>, words: Words) -> Self {
        Self {
            tone: Tone::Bad,
            ..Self::good(text, words)
        }
    }

    pub(super) fn neutral(text: impl Into<String>, words: Words) -> Self {
        Self {
            tone: Tone::Neutral,
            ..Self::good(text, words)
        }
    }

    pub(super) fn quoting(self, quotation: &'static str, document: &'static str) -> Self {
        Self {
            quoted: Some((quotation, document)),
            ..self
        }
    }
}

/// What our words rest on.
pub fn words(words: Words) -> String {
    match words {
        Words::AfterMicrosoft(source) => format!("Our wording, after Microsoft: {source}."),
        Words::After(source) => format!("Our wording, after {source}."),
        Words::Ours => "Our wording.".to_owned(),
        Words::NotDocumented => {
            "Our wording: what Entra ID does then is not documented.".to_owned()
        }
    }
}

/// Microsoft's pages that rules and quotations are from: MicrosoftDocs/entra-docs.
pub const UPLOAD: &str = "how-to-mfa-upload-oath-tokens";

/// Likewise.
pub const MANAGE: &str = "how-to-mfa-manage-oath-tokens";

/// Likewise.
pub const CONCEPT: &str = "concept-authentication-oath-tokens";

/// Likewise.
pub const FACTORS: &str = "concept-authentication-methods";

/// Likewise.
pub const ACCESS: &str = "concept-conditional-access-users-groups";

/// Likewise.
pub const REPORT_ONLY: &str = "concept-conditional-access-report-only";

/// Likewise.
pub const REPORTING: &str = "howto-mfa-reporting";

/// Likewise.
pub const ERROR_CODES: &str = "reference-error-codes";
/// microsoftgraph/microsoft-graph-docs-contrib.
pub const UNASSIGN: &str = "authentication-delete-hardwareoathmethods";
/// Likewise.
pub const DELETE_DEVICE: &str = "authenticationmethoddevice-delete-hardwareoathdevices";
/// microsoftgraph/microsoft-graph-docs-contrib: "A valid policy should contain at least one of the following".
pub const CREATE_POLICY: &str = "conditionalaccessroot-post-policies";
