//! What goes between the list and the tenant: users, uploads, tokens.

use totp_toolset::app::{Action, RehearsalAction, TenantAnswer};
use totp_toolset::oath::{Stamp, Token};
use totp_toolset::rehearsal::{ROWS_AT_ONCE, Refreshed, SAMPLE_USERS};

use super::{answer, at, begin_walk, own, rehearse, serials, upload_list, upload_of};
use crate::page;

#[test]
fn the_users_of_the_list_join_the_tenant() {
    let mut state = page(own("0001", "a@contoso.com"));
    for action in own("0002", "A@contoso.com") {
        state.apply(action);
    }
    for action in own("0003", "") {
        state.apply(action);
    }
    state.apply(rehearse(RehearsalAction::AddUsersOfList));
    assert_eq!(answer(&state), TenantAnswer::UsersAdded(1));
    assert!(
        state
            .rehearsal
            .tenant
            .users()
            .find("a@contoso.com")
            .is_some()
    );
}

#[test]
fn many_users_join_slice_by_slice_and_are_counted_at_the_end() {
    let name = |number: usize| format!("u{number}@contoso.com");
    let many: Vec<String> = (0..ROWS_AT_ONCE + 1).map(name).collect();
    let mut state = page([rehearse(RehearsalAction::AddUsers(many.clone()))]);
    assert_eq!(state.rehearsal.tenant.users().members(), ROWS_AT_ONCE);
    assert_eq!(state.rehearsal.answer, None);
    assert!(state.rehearsal.goes_on_at().is_some());
    state.apply(rehearse(RehearsalAction::GoOn(at(0))));
    assert_eq!(answer(&state), TenantAnswer::UsersAdded(many.len()));
    assert_eq!(state.rehearsal.goes_on_at(), None);
}

#[test]
fn users_who_are_added_while_others_join_join_after_them() {
    let name = |number: usize| format!("u{number}@contoso.com");
    let many: Vec<String> = (0..ROWS_AT_ONCE + 1).map(name).collect();
    let state = page([
        rehearse(RehearsalAction::AddUsers(many)),
        rehearse(RehearsalAction::AddUsers(vec![name(9_999)])),
    ]);
    assert_eq!(answer(&state), TenantAnswer::UsersAdded(ROWS_AT_ONCE + 2));
    assert_eq!(state.rehearsal.tenant.users().members(), ROWS_AT_ONCE + 2);
}

#[test]
fn a_large_upload_goes_on_until_somebody_looks() {
    let mut state = page([begin_walk()]);
    let tokens: Vec<Token> = state.list.iter().map(|listed| listed.token).collect();
    state.apply(upload_of(&tokens, 0));
    let due = state.rehearsal.goes_on_at().expect("rows are to be taken");
    let now = Stamp {
        uptime: due,
        ..at(0)
    };
    state.apply(rehearse(RehearsalAction::GoOn(now)));
    assert_eq!(state.rehearsal.goes_on_at(), None);
    assert_eq!(
        answer(&state),
        TenantAnswer::Refreshed(Refreshed::Processing)
    );
    state.apply(rehearse(RehearsalAction::Refresh(now)));
    assert_eq!(answer(&state), TenantAnswer::Refreshed(Refreshed::Done));
}

#[test]
fn the_tenants_tokens_join_the_list_where_they_are_missing() {
    let mut state = page([begin_walk()]);
    upload_list(&mut state);
    let second = state.list.id_of(1).expect("a row");
    let fourth = state.list.id_of(3).expect("a row");
    for action in [
        Action::Remove(second),
        Action::Remove(fourth),
        rehearse(RehearsalAction::ListTokens),
    ] {
        state.apply(action);
    }
    let expected = [1, 3, 5, 2, 4].map(|number| format!("SAMPLE-{number:04}"));
    assert_eq!(serials(&state), expected);
}

#[test]
fn no_token_joins_the_list_twice() {
    let mut state = page([begin_walk()]);
    upload_list(&mut state);
    state.apply(rehearse(RehearsalAction::ListTokens));
    assert_eq!(state.list.len(), SAMPLE_USERS.len());
}

#[test]
fn of_two_instances_of_a_token_one_joins_the_list() {
    let mut state = page(own("0001", "a@contoso.com"));
    state.apply(rehearse(RehearsalAction::AddUsersOfList));
    upload_list(&mut state);
    let first = state.list.id_of(0).expect("a row");
    for action in [
        rehearse(RehearsalAction::CreateByGraph(first)),
        Action::ClearList,
        rehearse(RehearsalAction::ListTokens),
    ] {
        state.apply(action);
    }
    assert_eq!(state.rehearsal.tenant.inventory().len(), 2);
    assert_eq!(serials(&state), ["0001"]);
}

#[test]
fn tokens_that_came_out_of_the_tenant_are_to_be_saved() {
    let mut state = page(own("0001", "a@contoso.com"));
    state.apply(rehearse(RehearsalAction::AddUsersOfList));
    upload_list(&mut state);
    state.apply(Action::ClearList);
    state.apply(rehearse(RehearsalAction::ListTokens));
    assert!(state.unsaved);
}

#[test]
fn where_no_token_came_out_of_the_tenant_but_samples_nothing_is_to_be_saved() {
    let mut state = page([begin_walk()]);
    upload_list(&mut state);
    state.apply(rehearse(RehearsalAction::ListTokens));
    assert!(!state.unsaved);
    state.apply(Action::ClearList);
    state.apply(rehearse(RehearsalAction::ListTokens));
    assert!(!state.list.is_empty() && !state.unsaved);
}
