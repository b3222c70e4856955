//! A walk with samples: how it begins, begins again, and leaves what is not its own.

use totp_toolset::app::{Action, Notice, RehearsalAction, Sample, Tool};
use totp_toolset::oath::Token;
use totp_toolset::rehearsal::{SAMPLE_USERS, Screen};

use super::{begin_walk, own, rehearse, serials, start_over, upload_list, upload_of};
use crate::page;

#[test]
fn a_walk_begins_with_a_token_for_each_of_its_users() {
    let state = page([begin_walk()]);
    assert_eq!(state.list.len(), SAMPLE_USERS.len());
    assert_eq!(state.rehearsal.tenant.users().members(), SAMPLE_USERS.len());
    assert_eq!(state.rehearsal.device.token, state.list.id_of(0));
}

#[test]
fn a_walk_begins_once() {
    let state = page([begin_walk(), begin_walk()]);
    assert_eq!(state.list.len(), SAMPLE_USERS.len());
}

#[test]
fn a_walk_begins_again_where_its_tokens_are_gone() {
    let state = page([begin_walk(), Action::ClearList, begin_walk()]);
    assert_eq!(state.list.len(), SAMPLE_USERS.len());
}

#[test]
fn a_walk_joins_a_persons_own_tokens() {
    let mut state = page(own("0001", "a@contoso.com"));
    state.apply(begin_walk());
    assert_eq!(serials(&state)[..2], ["0001", "SAMPLE-0001"]);
}

#[test]
fn samples_need_not_be_saved() {
    assert!(!page([begin_walk()]).unsaved);
}

#[test]
fn starting_over_takes_the_samples_away_and_leaves_other_tokens() {
    let mut state = page(own("0001", "a@contoso.com"));
    state.apply(begin_walk());
    for action in own("0002", "b@contoso.com") {
        state.apply(action);
    }
    state.apply(start_over());
    assert_eq!(serials(&state), ["0001", "0002"]);
    assert!(state.unsaved);
}

#[test]
fn starting_over_with_nothing_but_samples_leaves_nothing_to_be_saved() {
    let mut state = page(own("0001", "a@contoso.com"));
    state.apply(begin_walk());
    let first = state.list.id_of(0).expect("a row");
    state.apply(Action::Remove(first));
    state.apply(start_over());
    assert!(state.list.is_empty() && !state.unsaved);
}

#[test]
fn a_sample_that_came_back_out_of_the_tenant_is_still_a_sample() {
    let mut state = page([begin_walk()]);
    upload_list(&mut state);
    let second = state.list.id_of(1).expect("a row");
    for action in [
        Action::Remove(second),
        rehearse(RehearsalAction::ListTokens),
        start_over(),
    ] {
        state.apply(action);
    }
    assert_eq!(serials(&state), [""; 0]);
}

#[test]
fn a_persons_own_token_that_came_out_of_the_tenant_stays_whatever_its_serial_number() {
    let mut state = page(own("SAMPLE-0001", "a@contoso.com"));
    state.apply(rehearse(RehearsalAction::AddUsersOfList));
    upload_list(&mut state);
    for action in [
        Action::ClearList,
        rehearse(RehearsalAction::ListTokens),
        start_over(),
    ] {
        state.apply(action);
    }
    assert_eq!(serials(&state), ["SAMPLE-0001"]);
}

#[test]
fn starting_over_empties_the_tenant_and_counts_the_walks() {
    let mut state = page([begin_walk()]);
    upload_list(&mut state);
    state.apply(rehearse(RehearsalAction::GoTo(Screen::Access)));
    state.apply(start_over());
    let rehearsal = &state.rehearsal;
    assert!(rehearsal.tenant.inventory().is_empty());
    assert_eq!(rehearsal.tenant.users().members(), 0);
    assert_eq!((rehearsal.screen, rehearsal.walks), (Screen::Users, 1));
}

#[test]
fn a_file_that_was_judged_after_everything_began_anew_goes_nowhere() {
    for begins_anew in [start_over(), Action::ForgetEverything] {
        let mut state = page([begin_walk()]);
        let tokens: Vec<Token> = state.list.iter().map(|listed| listed.token).collect();
        let late = upload_of(&tokens, state.rehearsal.walks);
        state.apply(begins_anew);
        state.apply(begin_walk());
        state.apply(late);
        assert_eq!(state.rehearsal.tenant.processing(), None);
        assert_eq!(state.rehearsal.answer, None);
    }
}

#[test]
fn forgetting_everything_counts_the_walks_on() {
    let state = page([start_over(), begin_walk(), Action::ForgetEverything]);
    assert_eq!(state.rehearsal.walks, 2);
}

#[test]
fn a_walk_can_begin_after_starting_over() {
    let state = page([begin_walk(), start_over(), begin_walk()]);
    assert_eq!(state.list.len(), SAMPLE_USERS.len());
    assert_eq!(state.rehearsal.tenant.users().members(), SAMPLE_USERS.len());
}

#[test]
fn a_sample_that_was_removed_does_not_come_back_after_starting_over() {
    let mut state = page([begin_walk()]);
    let first = state.list.id_of(0).expect("a row");
    for action in [Action::Remove(first), start_over(), Action::UndoRemoval] {
        state.apply(action);
    }
    assert!(state.list.is_empty());
}

#[test]
fn a_sample_that_is_gone_with_all_others_does_not_come_back_after_starting_over() {
    let mut state = page([begin_walk()]);
    while let Some(first) = state.list.id_of(0) {
        state.apply(Action::Remove(first));
    }
    for action in [start_over(), Action::UndoRemoval] {
        state.apply(action);
    }
    assert!(state.list.is_empty());
}

#[test]
fn starting_over_takes_back_the_offer_to_put_a_sample_back() {
    let mut state = page([begin_walk()]);
    let first = state.list.id_of(0).expect("a row");
    state.apply(Action::Remove(first));
    assert_eq!(state.notice, Some(Notice::Removed));
    state.apply(start_over());
    assert_eq!(state.notice, None);
}

#[test]
fn starting_over_lets_a_person_put_their_own_token_back() {
    let mut state = page(own("0001", "a@contoso.com"));
    let first = state.list.id_of(0).expect("a row");
    for action in [Action::Remove(first), start_over(), Action::UndoRemoval] {
        state.apply(action);
    }
    assert_eq!(serials(&state), ["0001"]);
}

#[test]
fn the_walk_is_begun_where_its_address_names_it() {
    assert_eq!(Sample::of_hash("#rehearse/sample"), Some(Sample::Rehearse));
    assert_eq!(Tool::Rehearse.name(), "rehearse");
}
