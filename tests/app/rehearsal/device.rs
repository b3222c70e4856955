//! The devices: which is in the hand, and which are lit.

use totp_toolset::app::{Action, RehearsalAction};
use totp_toolset::rehearsal::Battery;

use super::{at, begin_walk, own, press, rehearse};
use crate::page;

#[test]
fn another_device_in_the_hand_is_off_and_so_is_the_one_that_was_laid_down() {
    let mut state = page([begin_walk()]);
    let first = press(&mut state, 0);
    let second = state.list.id_of(1).expect("a row");
    state.apply(rehearse(RehearsalAction::TakeDevice(second)));
    assert_eq!(state.rehearsal.device.token, Some(second));
    for token in [first, second] {
        assert_eq!(state.rehearsal.device.pressed(token), None);
    }
}

#[test]
fn a_device_that_is_in_the_hand_already_stays_lit_when_it_is_taken_again() {
    // The first of the list is in the hand until one is taken.
    let mut state = page(own("0001", "a@contoso.com"));
    assert_eq!(state.rehearsal.device.token, None);
    let first = press(&mut state, 0);
    for _ in 0..2 {
        state.apply(rehearse(RehearsalAction::TakeDevice(first)));
        assert_eq!(state.rehearsal.device.token, Some(first));
        assert_eq!(state.rehearsal.device.pressed(first), Some(at(1)));
    }
}

#[test]
fn a_press_does_not_light_the_token_that_takes_the_place_of_one_that_was_removed() {
    let mut state = page(own("0001", "a@contoso.com"));
    for action in own("0002", "b@contoso.com") {
        state.apply(action);
    }
    let first = press(&mut state, 0);
    state.apply(Action::Remove(first));
    let next = state.list.id_of(0).expect("a row");
    assert_eq!(state.rehearsal.device.pressed(next), None);
}

#[test]
fn every_device_has_its_own_clock_and_battery() {
    let mut state = page([begin_walk()]);
    let [first, second] = [0, 1].map(|row| state.list.id_of(row).expect("a row"));
    state.apply(rehearse(RehearsalAction::SetDrift(first, -540)));
    state.apply(rehearse(RehearsalAction::SetBattery(
        second,
        Battery::Empty,
    )));
    let device = &state.rehearsal.device;
    let (first, second) = (device.condition(first), device.condition(second));
    assert_eq!(
        (first.drift_seconds(), first.battery),
        (-540, Battery::Full)
    );
    assert_eq!(
        (second.drift_seconds(), second.battery),
        (0, Battery::Empty)
    );
}
