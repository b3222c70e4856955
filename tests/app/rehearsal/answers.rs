//! What is answered, and for how long it is to be seen.

use totp_toolset::app::{RehearsalAction, TenantAnswer};
use totp_toolset::rehearsal::{Activated, By, PolicyRefused, Screen};

use super::{after_a_whole_walk, answer, at, begin_walk, press, rehearse, upload_list};
use crate::page;

#[test]
fn an_answer_is_to_be_seen_until_something_else_is_asked() {
    let mut state = page([rehearse(RehearsalAction::AddUsers(vec![
        "a@contoso.com".to_owned(),
    ]))]);
    assert_eq!(answer(&state), TenantAnswer::UsersAdded(1));
    state.apply(rehearse(RehearsalAction::GoTo(Screen::Tokens)));
    assert_eq!(state.rehearsal.answer, None);
}

#[test]
fn an_answer_stays_while_the_button_of_the_device_is_pressed() {
    let mut state = page([begin_walk(), rehearse(RehearsalAction::RemovePolicy)]);
    let first = press(&mut state, 0);
    assert_eq!(answer(&state), TenantAnswer::PolicyRemoved);
    assert_eq!(state.rehearsal.device.pressed(first), Some(at(1)));
}

#[test]
fn why_a_code_was_refused_is_answered_beside_its_token() {
    let mut state = page([begin_walk()]);
    upload_list(&mut state);
    let tenant = &state.rehearsal.tenant;
    let token = tenant.inventory().at(0).expect("a token");
    let action = RehearsalAction::Activate(token, "12".into(), By::Administrator, at(20));
    state.apply(rehearse(action));
    let expected = TenantAnswer::Activated(token, Activated::NoCode);
    assert_eq!(answer(&state), expected);
}

#[test]
fn a_policy_that_is_refused_stays_in_the_form() {
    let mut state = page([]);
    let mut policy = state.rehearsal.policy.clone();
    policy.name = "MFA".to_owned();
    state.apply(rehearse(RehearsalAction::DraftPolicy(policy.clone())));
    state.apply(rehearse(RehearsalAction::SavePolicy(false)));
    let refused = TenantAnswer::Policy(Err(PolicyRefused::UsersMissing));
    assert_eq!(answer(&state), refused);
    assert_eq!(state.rehearsal.policy, policy);
}

#[test]
fn a_deleted_policy_leaves_an_empty_form() {
    let mut state = after_a_whole_walk();
    state.apply(rehearse(RehearsalAction::RemovePolicy));
    assert_eq!(state.rehearsal.policy, Default::default());
    assert_eq!(state.rehearsal.tenant.policy(), None);
}
