//! A sign-in: who, to what, and how far it is. What the tenant makes of each step is decided by the tenant.

use super::access::App;
use super::codes::Verdict;
use super::evaluation::Evaluation;
use super::inventory::TokenId;
use super::users::UserId;

/// The one password of the practice tenant. It is shown on the screen and is nobody's.
pub const PRACTICE_PASSWORD: &str = "practice-only-password";

/// A sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// Who.
    pub user: UserId,
    /// To what.
    pub app: App,
    /// How far it is.
    pub stage: SignInStage,
    /// What the sign-in logs tell of the policy; `None` as long as it is not over, and where no policy was asked.
    pub evaluation: Option<Evaluation>,
}

/// How far a sign-in is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInStage {
    /// The password is asked for.
    Password,
    /// The code is asked for; what became of the one that was typed last.
    Code(Option<CodeRefused>),
    /// Signed in.
    Done(Passed),
    /// Refused.
    Refused(SignInRefused),
}

/// With what a person got in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passed {
    /// With the password alone: no policy that is on asks for more.
    PasswordOnly,
    /// With the password and a code of this token, whose clock is so many steps ahead.
    WithCode {
        /// Which token.
        token: TokenId,
        /// Steps ahead of the tenant's clock; behind where negative.
        drift: i64,
    },
}

/// Why a code is refused; another one may be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeRefused {
    /// Not six digits.
    NoCode,
    /// None of the user's tokens shows it: what is known of the one that comes nearest.
    Verdict(Verdict),
}

/// Why a sign-in ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInRefused {
    /// A policy asks for multifactor authentication, and the user has no token.
    NoToken,
    /// The user's tokens were never activated.
    NotActivated,
    /// The user has an activated token, and no policy lets them use it.
    MethodOff,
    /// A policy blocks it.
    Blocked,
    /// A code was offered in place of the password: a hardware OATH token is a second factor only.
    SecondFactorOnly,
}
