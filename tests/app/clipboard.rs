//! The clipboard: clearing it is offered a minute after a secret was copied, and not after anything else.

use totp_toolset::app::{Action, Clipboard, ClipboardAction, OFFERED_AFTER_SECONDS, State};

use crate::{NOW, page};

fn after(actions: impl IntoIterator<Item = ClipboardAction>) -> State {
    page(actions.into_iter().map(Action::Clipboard))
}

/// Whether clearing is due so many milliseconds after a secret was copied.
fn is_due_after(milliseconds: i64) -> bool {
    let state = after([ClipboardAction::CopySecret(NOW)]);
    state.clipboard.is_due(NOW.plus_milliseconds(milliseconds))
}

#[test]
fn clearing_is_due_a_minute_after_a_secret_was_copied_and_not_before() {
    assert_eq!(OFFERED_AFTER_SECONDS, 60);
    assert!(!is_due_after(0));
    assert!(!is_due_after(59_999));
    assert!(is_due_after(60_000));
    assert!(is_due_after(86_400_000));
}

#[test]
fn a_clock_that_was_put_back_makes_it_due_at_once() {
    assert!(is_due_after(-1));
}

#[test]
fn another_secret_begins_the_minute_anew() {
    let later = NOW.plus_milliseconds(59_000);
    let state = after([
        ClipboardAction::CopySecret(NOW),
        ClipboardAction::CopySecret(later),
    ]);
    assert!(!state.clipboard.is_due(NOW.plus_milliseconds(60_000)));
    assert!(state.clipboard.is_due(later.plus_milliseconds(60_000)));
}

#[test]
fn what_is_no_secret_takes_a_secrets_place() {
    for before in [
        ClipboardAction::CopySecret(NOW),
        ClipboardAction::Offer,
        ClipboardAction::Clear { cleared: false },
    ] {
        let state = after([
            ClipboardAction::CopySecret(NOW),
            before,
            ClipboardAction::CopyOther,
        ]);
        assert_eq!(state.clipboard, Clipboard::Harmless, "after {before:?}");
    }
}

#[test]
fn an_offer_stands_until_something_is_done_about_it() {
    let offered = [ClipboardAction::CopySecret(NOW), ClipboardAction::Offer];
    assert_eq!(after(offered).clipboard, Clipboard::Offered);
    for (done, then) in [
        (ClipboardAction::Offer, Clipboard::Offered),
        (ClipboardAction::Clear { cleared: true }, Clipboard::Cleared),
        (
            ClipboardAction::Clear { cleared: false },
            Clipboard::Refused,
        ),
        (ClipboardAction::PutAway, Clipboard::Harmless),
        (ClipboardAction::CopySecret(NOW), Clipboard::Secret(NOW)),
    ] {
        let state = after(offered.into_iter().chain([done]));
        assert_eq!(state.clipboard, then, "{done:?}");
    }
}

#[test]
fn an_offer_that_comes_too_late_offers_nothing() {
    let state = after([
        ClipboardAction::CopySecret(NOW),
        ClipboardAction::CopyOther,
        ClipboardAction::Offer,
    ]);
    assert_eq!(state.clipboard, Clipboard::Harmless);
}

#[test]
fn forgetting_everything_does_not_forget_what_was_copied() {
    let state = page([
        Action::Clipboard(ClipboardAction::CopySecret(NOW)),
        Action::ForgetEverything,
    ]);
    assert_eq!(state.clipboard, Clipboard::Secret(NOW));
}
