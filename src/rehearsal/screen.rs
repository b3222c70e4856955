//! The screens of the practice tenant, in the order of the way through them.

/// A screen of the practice tenant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// Its users.
    #[default]
    Users,
    /// Its OATH tokens: upload and activation.
    Tokens,
    /// The authentication methods policy.
    Methods,
    /// Conditional Access.
    Access,
    /// A sign-in.
    SignIn,
    /// The same by Microsoft Graph.
    Graph,
}

impl Screen {
    /// All of them, in the order of the way.
    pub const ALL: [Self; 6] = [
        Self::Users,
        Self::Tokens,
        Self::Methods,
        Self::Access,
        Self::SignIn,
        Self::Graph,
    ];
}
