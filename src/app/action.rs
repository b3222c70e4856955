//! Everything that can happen to the page. What comes of it is decided by the state alone.

use super::{
    ActivationAction, Arrivals, BurnAction, CheckAction, ClipboardAction, ClockMode, Errand,
    FactorKind, IdleLimit, ListedId, Mask, OrderAction, PaperAction, RehearsalAction, Sample,
    SecretText, Tool, Version,
};
use crate::formats::{Column, FormatError, Report};
use crate::issue::Survey;
use crate::oath::{Digits, EncodingChoice, HashAlgorithm, Secret, UnixTime, Uptime};
use crate::packed::{Arrangement, Pack};
use crate::rehearsal::Screen;
use crate::work::{FileKind, Progress, Written};

/// Something that happens.
#[derive(Debug)]
pub enum Action {
    /// The seed field changed.
    TypeSeed(SecretText),
    /// The seed is to be read another way.
    ReadSeedAs(EncodingChoice),
    /// A random seed, or `None` where the source of randomness failed.
    TakeRandomSeed(Option<Secret>),
    /// Another hash.
    ChooseHash(HashAlgorithm),
    /// Another number of digits.
    ChooseDigits(Digits),
    /// Time or counter.
    ChooseKind(FactorKind),
    /// The step field changed.
    TypeStep(String),
    /// The counter field changed.
    TypeCounter(String),
    /// The counter goes one on.
    AdvanceCounter,
    /// The issuer changed.
    TypeIssuer(String),
    /// The account changed.
    TypeAccount(String),
    /// Another clock; the moment is the computer's.
    SwitchClock(ClockMode, UnixTime),
    /// The clock's time field changed.
    TypeTime(String),
    /// The typed time is meant; the moment is the computer's.
    SetTime(String, UnixTime),
    /// A detail changed.
    TypeDetail(Column, String),
    /// The token of `#code` joins the list.
    AddToList,
    /// A listed token is shown in `#code`.
    ShowListed(ListedId),
    /// A listed token leaves.
    Remove(ListedId),
    /// It comes back.
    UndoRemoval,
    /// It is not kept any longer.
    ForgetRemoved,
    /// All of them leave for good.
    ClearList,
    /// Everything is forgotten that was typed, opened, made or listed.
    ForgetEverything,
    /// A file was read.
    Open(String, Result<Arrivals, FormatError>),
    /// Something happens to the form of `#issue`.
    Order(OrderAction),
    /// Something happens on the bench of `#check`.
    Check(CheckAction),
    /// Something happens in the practice tenant.
    Rehearse(RehearsalAction),
    /// The tokens of the checked file join the list.
    ListChecked,
    /// Files were written of the checked file's tokens: so many, and so many left out.
    HandOutChecked(Written),
    /// Tokens were issued.
    Issued(Vec<Pack>, Survey),
    /// The list of that version was looked at.
    TakeReport(Version, Report),
    /// Other rows of the table are asked for.
    Arrange(Arrangement),
    /// They were found in the list of that version.
    TakeRows(Version, Arrangement, Vec<u32>),
    /// Work begins.
    BeginErrand(Errand),
    /// It is that far; the moment is the computer's.
    AdvanceErrand(Progress, Uptime),
    /// It is over.
    EndErrand,
    /// It was cancelled, and nothing came of it.
    CancelErrand,
    /// Tokens are activated.
    Activation(ActivationAction),
    /// Tokens are burned.
    Burn(BurnAction),
    /// Another tool.
    GoTo(Tool),
    /// The practice tenant, on this screen.
    GoToScreen(Screen),
    /// Files were written, and handed to the browser's downloads.
    HandOut(FileKind, Written),
    /// Secrets are shown or hidden.
    SetMask(Mask),
    /// Other preferences.
    ChooseFollowing(u8),
    /// How far the table reaches.
    ChooseAround(u8),
    /// When secrets hide.
    ChooseIdleLimit(IdleLimit),
    /// Something happens to labels and letters.
    Paper(PaperAction),
    /// Something happens to the clipboard.
    Clipboard(ClipboardAction),
    /// A sample is to be shown, in a page where nobody has put anything yet.
    TakeSample(Sample),
}

impl Action {
    /// Whether it puts nothing into the page that a sample would replace: settings, and what the page does by itself.
    pub(super) fn leaves_untouched(&self) -> bool {
        matches!(
            self,
            Self::GoTo(_)
                | Self::GoToScreen(_)
                | Self::TakeSample(_)
                | Self::SetMask(_)
                | Self::Clipboard(_)
                | Self::ChooseFollowing(_)
                | Self::ChooseAround(_)
                | Self::ChooseIdleLimit(_)
                | Self::SwitchClock(..)
                | Self::TypeTime(_)
                | Self::SetTime(..)
                | Self::TakeReport(..)
                | Self::TakeRows(..)
                | Self::BeginErrand(_)
                | Self::AdvanceErrand(..)
                | Self::EndErrand
                | Self::Rehearse(RehearsalAction::GoTo(_))
                | Self::Order(OrderAction::TakeSurvey(..))
                | Self::Check(CheckAction::TakeAnswer(..) | CheckAction::TakeForeseen(..))
        )
    }
}
