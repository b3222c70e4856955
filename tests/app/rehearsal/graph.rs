//! Tokens of the list that Graph creates.

use totp_toolset::app::{Action, RehearsalAction, TenantAnswer};
use totp_toolset::formats::FindingCode;
use totp_toolset::oath::Digits;
use totp_toolset::rehearsal::{Reason, RemoveRefused};

use super::{answer, begin_walk, own, rehearse, upload_list};
use crate::page;

#[test]
fn graph_creates_a_token_of_the_list() {
    let mut state = page([begin_walk()]);
    let first = state.list.id_of(0).expect("a row");
    state.apply(rehearse(RehearsalAction::CreateByGraph(first)));
    let tenant = &state.rehearsal.tenant;
    let id = tenant.inventory().find("SAMPLE-0001").expect("created");
    assert_eq!(answer(&state), TenantAnswer::Created(Ok(id)));
}

#[test]
fn graph_creates_no_token_twice() {
    let mut state = page([begin_walk()]);
    let first = state.list.id_of(0).expect("a row");
    state.apply(rehearse(RehearsalAction::CreateByGraph(first)));
    state.apply(rehearse(RehearsalAction::CreateByGraph(first)));
    let taken = TenantAnswer::Created(Err(Reason::SerialTaken));
    assert_eq!(answer(&state), taken);
}

#[test]
fn graph_says_why_it_refuses_a_token() {
    let mut state = page([Action::ChooseDigits(Digits::Eight)]);
    for action in own("0001", "a@contoso.com") {
        state.apply(action);
    }
    let first = state.list.id_of(0).expect("a row");
    state.apply(rehearse(RehearsalAction::CreateByGraph(first)));
    let TenantAnswer::Created(Err(Reason::Finding(finding))) = answer(&state) else {
        panic!("{:?}", state.rehearsal.answer)
    };
    assert_eq!(finding.code, FindingCode::DigitsNotSix);
}

#[test]
fn graph_is_not_asked_for_a_token_that_left_the_list() {
    let mut state = page([begin_walk()]);
    let first = state.list.id_of(0).expect("a row");
    state.apply(Action::Remove(first));
    state.apply(rehearse(RehearsalAction::CreateByGraph(first)));
    assert_eq!(state.rehearsal.answer, None);
}

#[test]
fn graph_takes_a_token_from_its_user_and_deletes_it() {
    let mut state = page([begin_walk()]);
    upload_list(&mut state);
    let inventory = state.rehearsal.tenant.inventory();
    let first = inventory.find("SAMPLE-0001").expect("uploaded");
    for (action, expected) in [
        (
            RehearsalAction::DeleteByGraph(first),
            TenantAnswer::DeletedByGraph(Err(RemoveRefused::Assigned)),
        ),
        (
            RehearsalAction::UnassignByGraph(first),
            TenantAnswer::UnassignedByGraph(Ok(())),
        ),
        (
            RehearsalAction::DeleteByGraph(first),
            TenantAnswer::DeletedByGraph(Ok(None)),
        ),
    ] {
        state.apply(rehearse(action));
        assert_eq!(answer(&state), expected);
    }
}

#[test]
fn a_token_that_the_tenant_deletes_stays_in_the_list() {
    let mut state = page([begin_walk()]);
    upload_list(&mut state);
    let inventory = state.rehearsal.tenant.inventory();
    let first = inventory.find("SAMPLE-0001").expect("uploaded");
    state.apply(rehearse(RehearsalAction::Delete(first)));
    assert_eq!(answer(&state), TenantAnswer::Deleted(Ok(None)));
    assert_eq!(state.rehearsal.tenant.inventory().len(), 4);
    assert_eq!(state.list.len(), 5);
}
