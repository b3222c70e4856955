//! Forgetting: a removed token for good, and everything at once.

use totp_toolset::app::{
    Action, CheckAction, ClockMode, ForWhom, IdleLimit, Mask, Notice, OrderAction, SecretText,
    SeedFault, State, Tool,
};
use totp_toolset::formats::Column;
use totp_toolset::issue::OrderField;
use totp_toolset::oath::HashAlgorithm;

use crate::{NOW, RFC_BASE32, page, type_detail, type_seed};

/// A page with a list of two tokens, of which the second was removed.
fn page_with_a_removal() -> State {
    let mut state = page([
        type_detail(Column::SerialNumber, "0001"),
        Action::AddToList,
        type_seed("ABCDEFGHABCDEFGHABCDEFGHABCDEFGH"),
        Action::AddToList,
    ]);
    let second = state.list.get(1).expect("it was added").id;
    state.apply(Action::Remove(second));
    assert_eq!(state.list.removed(), Some(second));
    state
}

#[test]
fn a_removed_token_that_is_forgotten_cannot_be_put_back() {
    let mut state = page_with_a_removal();
    state.apply(Action::ForgetRemoved);
    assert_eq!(state.notice, Some(Notice::RemovedForGood));
    state.apply(Action::UndoRemoval);
    assert_eq!((state.list.len(), state.list.removed()), (1, None));
}

#[test]
fn forgetting_no_removed_token_says_nothing() {
    assert_eq!(page([Action::ForgetRemoved]).notice, None);
}

#[test]
fn a_removed_token_is_forgotten_when_nobody_is_there_and_not_when_secrets_are_hidden_by_hand() {
    let mut state = page_with_a_removal();
    state.apply(Action::SetMask(Mask::Hidden));
    assert!(state.list.removed().is_some());
    // Hidden already: nobody is there all the same.
    state.apply(Action::SetMask(Mask::HiddenByIdling));
    assert!(state.list.removed().is_none());
    assert_eq!(state.mask, Mask::Hidden);
}

/// A page in which everything was used.
fn used_page() -> State {
    let mut state = page_with_a_removal();
    let file = CheckAction::paste(&format!("serial,secret\n1,{RFC_BASE32}\n"));
    for action in [
        Action::ChooseHash(HashAlgorithm::Sha512),
        Action::TypeIssuer("Contoso".to_owned()),
        Action::TypeAccount("alice".to_owned()),
        Action::Check(file),
        Action::Order(OrderAction::ChooseForWhom(ForWhom::List)),
        Action::Order(OrderAction::Type(OrderField::Users, "a@contoso.com".into())),
    ] {
        state.apply(action);
    }
    state
}

#[test]
fn forgetting_everything_leaves_what_a_page_opens_with_but_no_seed() {
    let mut state = used_page();
    state.apply(Action::ForgetEverything);
    assert!(state.list.is_empty() && state.list.removed().is_none());
    assert!(state.checkup.file().is_none() && state.checkup.request().is_plain());
    assert_eq!(state.code.seed.text(), &SecretText::default());
    assert!(state.code.secret().is_none() && state.code.generator().is_none());
    assert_ne!(state.code.seed.reading(), Err(&SeedFault::NoEntropy));
    let fresh = page([]);
    assert_eq!(state.code.issuer, fresh.code.issuer);
    assert_eq!(state.code.hash, fresh.code.hash);
    assert_eq!(state.order, fresh.order);
    assert_eq!(state.details, fresh.details);
    assert_eq!(state.paper, fresh.paper);
    assert!(!state.unsaved);
    assert_eq!(state.notice, Some(Notice::Forgotten));
}

#[test]
fn each_forgetting_of_everything_is_counted() {
    let state = page([Action::ForgetEverything, Action::ForgetEverything]);
    assert_eq!(state.forgotten, 2);
}

#[test]
fn tool_clock_preferences_and_mask_outlast_the_forgetting_of_everything() {
    let state = page([
        Action::GoTo(Tool::Check),
        Action::SwitchClock(ClockMode::Standing, NOW),
        Action::ChooseIdleLimit(IdleLimit::Never),
        Action::SetMask(Mask::Hidden),
        Action::ForgetEverything,
    ]);
    assert_eq!(state.tool, Tool::Check);
    assert_eq!(state.clock.setting.mode(), ClockMode::Standing);
    assert_eq!(state.settings.idle, IdleLimit::Never);
    assert_eq!(state.mask, Mask::Hidden);
}

#[test]
fn what_is_said_of_a_forgotten_list_or_file_is_not_taken_for_a_later_one() {
    let mut state = used_page();
    let (version, question) = (state.list.version(), state.checkup.due());
    state.apply(Action::ForgetEverything);
    assert_ne!(state.list.version(), version);
    let file = CheckAction::paste(&format!("serial,secret\n2,{RFC_BASE32}\n"));
    state.apply(Action::Check(file));
    assert!(question.is_some());
    assert_ne!(state.checkup.due(), question);
}
