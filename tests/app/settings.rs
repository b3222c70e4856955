//! Preferences and the mask.

use totp_toolset::app::{Action, IdleLimit, Mask, Settings};

use crate::page;

#[test]
fn each_choice_is_taken() {
    let state = page([
        Action::ChooseFollowing(10),
        Action::ChooseAround(60),
        Action::ChooseIdleLimit(IdleLimit::OneMinute),
    ]);
    assert_eq!(
        state.settings,
        Settings {
            following: 10,
            around: 60,
            idle: IdleLimit::OneMinute
        }
    );
}

#[test]
fn what_the_page_opens_with_can_be_chosen_again() {
    let default = Settings::default();
    assert!(
        Settings::FOLLOWING.contains(&default.following)
            && Settings::AROUND.contains(&default.around)
            && IdleLimit::ALL.contains(&default.idle)
    );
}

#[test]
fn an_idle_limit_is_a_number_of_minutes_or_none() {
    let minutes = IdleLimit::ALL.map(IdleLimit::minutes);
    assert_eq!(minutes, [Some(1), Some(5), Some(15), None]);
}

#[test]
fn every_mask_but_one_hides() {
    let masks = [
        Mask::Shown,
        Mask::Hidden,
        Mask::HiddenByIdling,
        Mask::HiddenByLeaving,
    ];
    let hides = masks.map(|mask| page([Action::SetMask(mask)]).mask.hides());
    assert_eq!(hides, [false, true, true, true]);
}

#[test]
fn what_is_hidden_stays_hidden_for_its_first_reason() {
    let state = page([
        Action::SetMask(Mask::HiddenByLeaving),
        Action::SetMask(Mask::HiddenByIdling),
    ]);
    assert_eq!(state.mask, Mask::HiddenByLeaving);
}
