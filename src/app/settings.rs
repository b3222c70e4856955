//! What a person prefers. Kept for the life of the page only: nothing is stored.

/// Preferences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How many codes to come are shown beside the current one.
    pub following: u8,
    /// How many steps before and after the current one the table shows.
    pub around: u8,
    /// After how long without use secrets are hidden.
    pub idle: IdleLimit,
}

impl Settings {
    /// What [`Self::following`] can be.
    pub const FOLLOWING: [u8; 6] = [0, 1, 2, 3, 5, 10];
    /// What [`Self::around`] can be.
    pub const AROUND: [u8; 5] = [2, 5, 10, 30, 60];
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            following: 2,
            around: 5,
            idle: IdleLimit::default(),
        }
    }
}

/// After how long without a key, a click or a touch secrets are hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IdleLimit {
    /// One minute.
    OneMinute,
    /// Five minutes.
    #[default]
    FiveMinutes,
    /// Fifteen minutes.
    FifteenMinutes,
    /// Not at all.
    Never,
}

impl IdleLimit {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::OneMinute,
        Self::FiveMinutes,
        Self::FifteenMinutes,
        Self::Never,
    ];

    /// In minutes; `None` for never.
    pub const fn minutes(self) -> Option<u32> {
        match self {
            Self::OneMinute => Some(1),
            Self::FiveMinutes => Some(5),
            Self::FifteenMinutes => Some(15),
            Self::Never => None,
        }
    }
}

/// Whether secrets can be seen. Codes can be seen always.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mask {
    /// Secrets are shown.
    #[default]
    Shown,
    /// A person hid them.
    Hidden,
    /// They were hidden because nobody used the page for a while.
    HiddenByIdling,
    /// They were hidden because the page was left and came back.
    HiddenByLeaving,
}

impl Mask {
    /// True where secrets are not shown.
    pub const fn hides(self) -> bool {
        !matches!(self, Self::Shown)
    }
}
