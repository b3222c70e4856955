//! Tokens that go: deleted in the list, or by Graph taken from their user first.

use std::rc::Rc;

use proptest::prelude::*;
use totp_toolset::oath::{TimeStep, Token};
use totp_toolset::packed::Pack;
use totp_toolset::rehearsal::graph::{self, AssignRefused};
use totp_toolset::rehearsal::{
    Activated, By, Origin, ROWS_AT_ONCE, Refreshed, RemoveRefused, SignInRefused, SignInStage,
    Status, Tenant, TokenId, UserId, judge,
};

use crate::{
    HELGA, IDRIS, activate, at, code, file_of, helga_with, helgas, id, row, tenant_with, token,
    upload, user, with_code, with_password,
};

/// Helga's token twice: by the upload, and by Graph.
fn twins() -> (Tenant, TokenId, TokenId) {
    let mut tenant = tenant_with(&[helgas()]);
    let uploaded = id(&tenant, &helgas());
    let created = tenant.create_by_graph(&helgas()).expect("created");
    (tenant, uploaded, created)
}

#[test]
fn a_deleted_token_is_gone() {
    let mut tenant = helga_with(&helgas(), 0);
    let token = id(&tenant, &helgas());
    assert_eq!(tenant.delete(token), Ok(None));
    let inventory = tenant.inventory();
    assert!(inventory.is_empty());
    assert_eq!(inventory.iter().count(), 0);
    assert_eq!(inventory.count(Status::Activated), 0);
    assert_eq!(inventory.get(token), None);
    assert_eq!(inventory.find("1000001"), None);
    assert_eq!(inventory.of_user(user(&tenant, HELGA)), []);
    assert!(inventory.token(token).is_none());
    assert!(inventory.label(token).is_none());
    let stage = with_password(&mut tenant, HELGA);
    assert_eq!(stage, SignInStage::Refused(SignInRefused::NoToken));
}

#[test]
fn a_deleted_token_can_be_uploaded_again_as_a_new_one() {
    let mut tenant = helga_with(&helgas(), 0);
    let before = id(&tenant, &helgas());
    tenant.delete(before).expect("deleted");
    upload(&mut tenant, "again.csv", &file_of([&helgas()]), at(10));
    let after = id(&tenant, &helgas());
    assert_ne!(after, before);
    let enrolled = tenant.inventory().get(after).expect("it");
    assert_eq!((enrolled.status, enrolled.older), (Status::Assigned, None));
    // Nothing is remembered of it: neither its last code nor its clock.
    let activated = activate(&mut tenant, &helgas(), at(0), 0);
    assert_eq!(activated, Activated::Done { drift: 0 });
}

#[test]
fn a_sixth_token_finds_room_when_one_is_deleted() {
    let six: Vec<Token> = (1..=6)
        .map(|number| token(&format!("100000{number}"), HELGA, TimeStep::THIRTY))
        .collect();
    let mut tenant = tenant_with(&six);
    for token in &six[..5] {
        assert_eq!(
            activate(&mut tenant, token, at(0), 0),
            Activated::Done { drift: 0 }
        );
    }
    assert_eq!(activate(&mut tenant, &six[5], at(0), 0), Activated::TooMany);
    let second = id(&tenant, &six[1]);
    tenant.delete(second).expect("deleted");
    assert_eq!(
        activate(&mut tenant, &six[5], at(0), 0),
        Activated::Done { drift: 0 }
    );
    // The others are who they were: what is packed behind the one that went has moved.
    let stage = {
        let typed = code(&six[4], at(60), 0);
        let mut asked = tenant.clone();
        asked.set_methods(crate::methods_for_all());
        let helga = user(&asked, HELGA);
        asked
            .set_policy(crate::mfa_for(helga), false)
            .expect("saved");
        with_code(&mut asked, &typed, at(60))
    };
    assert!(matches!(stage, SignInStage::Done(_)), "{stage:?}");
}

#[test]
fn what_is_not_there_is_not_deleted() {
    let mut tenant = tenant_with(&[helgas()]);
    let token = id(&tenant, &helgas());
    tenant.delete(token).expect("deleted");
    let refused = RemoveRefused::NotFound;
    assert_eq!(tenant.delete(token), Err(refused));
    assert_eq!(tenant.unassign_by_graph(token), Err(refused));
    assert_eq!(tenant.delete_by_graph(token), Err(refused));
}

/// Rows that were refused are nobody's, and a later upload of the same file keeps no second copy of the others.
#[test]
fn a_token_is_gone_that_stood_in_two_uploads() {
    let mut tenant = Tenant::default();
    tenant.add_users([HELGA]);
    let text = crate::csv(&[&row(HELGA, "1000001"), &row(IDRIS, "1000002")]);
    upload(&mut tenant, "pilot.csv", &text, at(0));
    tenant.add_users([IDRIS]);
    upload(&mut tenant, "pilot.csv", &text, at(10));
    let [first, second] = ["1000001", "1000002"].map(|serial| tenant.inventory().find(serial));
    let second = second.expect("taken at last");
    assert_eq!(tenant.inventory().records(), 2);
    assert_eq!(tenant.delete(first.expect("taken at once")), Ok(None));
    assert_eq!(tenant.inventory().serial(second), "1000002");
    assert_eq!(tenant.inventory().records(), 1);
}

#[test]
fn a_token_can_be_deleted_while_an_upload_is_processed() {
    let mut tenant = tenant_with(&[helgas()]);
    let before = id(&tenant, &helgas());
    let rows: Vec<String> = (0..5000)
        .map(|number| row(HELGA, &format!("{number:07}")))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let (judged, tokens) = judge(crate::csv(&rows).as_bytes()).expect("rows");
    let packs = vec![Rc::new(Pack::of(&tokens))];
    tenant.upload("more.csv".into(), Ok(judged), 0, packs, at(0));
    tenant.process(at(9));
    assert_eq!(tenant.inventory().len(), 1 + ROWS_AT_ONCE);
    assert_eq!(tenant.delete(before), Ok(None));
    let first = tenant.inventory().find("0000000").expect("taken");
    assert_eq!(tenant.delete(first), Ok(None));
    tenant.process(at(9));
    assert_eq!(tenant.refresh(at(9)), Refreshed::Done);
    let inventory = tenant.inventory();
    assert_eq!(inventory.len(), 4999);
    for (place, (id, _)) in inventory.iter().enumerate() {
        assert_eq!(inventory.serial(id), format!("{:07}", place + 1));
    }
}

/// Microsoft: "Token needs to be unassigned."
#[test]
fn graph_deletes_what_is_nobodys() {
    let (mut tenant, uploaded, created) = twins();
    assert_eq!(
        tenant.delete_by_graph(uploaded),
        Err(RemoveRefused::Assigned)
    );
    assert_eq!(tenant.inventory().len(), 2);
    assert_eq!(tenant.unassign_by_graph(uploaded), Ok(()));
    assert_eq!(
        tenant.unassign_by_graph(uploaded),
        Err(RemoveRefused::Unassigned)
    );
    assert_eq!(tenant.delete_by_graph(uploaded), Ok(Some(created)));
    let inventory = tenant.inventory();
    assert_eq!(inventory.len(), 1);
    assert_eq!(inventory.find("1000001"), Some(created));
    assert_eq!(inventory.get(created).expect("it").older, None);
}

/// Microsoft: "The token remains in the directory".
#[test]
fn what_graph_takes_from_a_user_stays_and_can_be_given_to_another() {
    let mut tenant = Tenant::default();
    tenant.add_users([HELGA, IDRIS]);
    let (helga, idris) = (user(&tenant, HELGA), user(&tenant, IDRIS));
    let token = tenant.create_by_graph(&helgas()).expect("created");
    tenant.assign_by_graph(token, helga).expect("assigned");
    let typed = code(&helgas(), at(0), -300);
    tenant.activate(token, &typed, By::Administrator, at(0));
    assert_eq!(tenant.inventory().count(Status::Activated), 1);
    assert_eq!(
        tenant.assign_by_graph(token, idris),
        Err(AssignRefused::Taken)
    );
    tenant.unassign_by_graph(token).expect("unassigned");
    let enrolled = tenant.inventory().get(token).expect("it");
    assert_eq!((enrolled.user, enrolled.status), (None, Status::Available));
    assert_eq!(tenant.inventory().of_user(helga), []);
    tenant.assign_by_graph(token, idris).expect("assigned");
    assert_eq!(tenant.inventory().of_user(idris), [token]);
    // It is the same device: a code that was used is used.
    let again = tenant.activate(token, &typed, By::Administrator, at(10));
    assert!(matches!(again, Activated::Refused(_)), "{again:?}");
}

#[test]
fn of_two_with_one_serial_number_either_can_go() {
    let (mut tenant, uploaded, created) = twins();
    assert_eq!(tenant.delete_by_graph(created), Ok(Some(uploaded)));
    assert_eq!(tenant.inventory().find("1000001"), Some(uploaded));
    assert_eq!(tenant.inventory().find_of_graph("1000001"), None);
    let again = tenant.create_by_graph(&helgas()).expect("created");
    let twin = tenant.inventory().get(again).expect("it");
    assert_eq!((twin.origin, twin.older), (Origin::Graph, Some(uploaded)));
}

#[test]
fn the_requests_name_user_and_token_and_have_no_body() {
    let (mut tenant, uploaded, _) = twins();
    let helga = user(&tenant, HELGA);
    let request = graph::unassign(uploaded, helga, &tenant);
    assert_eq!(
        request.line,
        "DELETE /beta/users/00000000-0000-0000-0000-000000000003/authentication/hardwareOathMethods/\
         11111111-0000-0000-0000-000000000001"
    );
    assert_eq!(*request.body, "");
    tenant.unassign_by_graph(uploaded).expect("unassigned");
    let request = graph::delete(uploaded, &tenant);
    assert_eq!(
        request.line,
        "DELETE /beta/directory/authenticationMethodDevices/hardwareOathDevices/\
         11111111-0000-0000-0000-000000000001"
    );
    assert_eq!(*request.body, "");
}

/// A step of a tenant's life, by the number of a token.
#[derive(Clone, Debug)]
enum Step {
    Upload(Vec<u8>),
    Create(u8),
    Assign(usize, bool),
    Unassign(usize),
    Delete(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        prop::collection::vec(0..20_u8, 1..6).prop_map(Step::Upload),
        (0..20_u8).prop_map(Step::Create),
        (any::<usize>(), any::<bool>()).prop_map(|(which, whose)| Step::Assign(which, whose)),
        any::<usize>().prop_map(Step::Unassign),
        any::<usize>().prop_map(Step::Delete),
    ];
    prop::collection::vec(step, 1..40)
}

/// The token of this number.
fn numbered(number: u8) -> Token {
    token(&format!("20000{number:02}"), HELGA, TimeStep::THIRTY)
}

/// What is known of a token beside the inventory.
struct Known {
    id: TokenId,
    number: u8,
    origin: Origin,
    user: Option<UserId>,
}

fn agrees(tenant: &Tenant, known: &[Known]) {
    let inventory = tenant.inventory();
    assert_eq!(inventory.len(), known.len());
    assert_eq!(inventory.records(), known.len());
    let ids: Vec<TokenId> = inventory.iter().map(|(id, _)| id).collect();
    assert!(ids.iter().eq(known.iter().map(|one| &one.id)));
    for (row, one) in known.iter().enumerate() {
        assert_eq!(inventory.at(row), Some(one.id));
        let enrolled = inventory.get(one.id).expect("it");
        assert_eq!((enrolled.origin, enrolled.user), (one.origin, one.user));
        let mut expected = numbered(one.number);
        if one.origin == Origin::Csv {
            // As the file has it.
            expected.user = Default::default();
        }
        assert_eq!(inventory.token(one.id), Some(expected));
        let twin = known
            .iter()
            .find(|other| other.number == one.number && other.id < one.id);
        assert_eq!(enrolled.older, twin.map(|twin| twin.id));
        let newest = known.iter().rev().find(|other| other.number == one.number);
        let serial = inventory.serial(one.id);
        assert_eq!(inventory.find(serial), newest.map(|newest| newest.id));
    }
    for upn in [HELGA, IDRIS] {
        let user = user(tenant, upn);
        let mut theirs = inventory.of_user(user).to_vec();
        theirs.sort_unstable();
        let of_user = known.iter().filter(|one| one.user == Some(user));
        assert!(theirs.iter().eq(of_user.map(|one| &one.id)));
    }
}

proptest! {
    #[test]
    fn whatever_comes_and_goes_each_token_stays_who_it_is(steps in steps()) {
        let mut tenant = Tenant::default();
        tenant.add_users([HELGA, IDRIS]);
        let (helga, idris) = (user(&tenant, HELGA), user(&tenant, IDRIS));
        let mut known: Vec<Known> = Vec::new();
        for step in steps {
            match step {
                Step::Upload(mut numbers) => {
                    numbers.sort_unstable();
                    numbers.dedup();
                    let tokens: Vec<Token> = numbers.iter().copied().map(numbered).collect();
                    upload(&mut tenant, "some.csv", &file_of(&tokens), at(0));
                    for number in numbers {
                        if known.iter().all(|one| one.number != number) {
                            let id = id(&tenant, &numbered(number));
                            known.push(Known { id, number, origin: Origin::Csv, user: Some(helga) });
                        }
                    }
                }
                Step::Create(number) => {
                    let is_there = known
                        .iter()
                        .any(|one| one.number == number && one.origin == Origin::Graph);
                    let created = tenant.create_by_graph(&numbered(number));
                    prop_assert_eq!(created.is_ok(), !is_there);
                    if let Ok(id) = created {
                        known.push(Known { id, number, origin: Origin::Graph, user: None });
                    }
                }
                Step::Assign(which, whose) if !known.is_empty() => {
                    let which = which % known.len();
                    let one = &mut known[which];
                    let user = if whose { helga } else { idris };
                    let assigned = tenant.assign_by_graph(one.id, user);
                    prop_assert_eq!(assigned.is_ok(), one.user.is_none());
                    one.user = one.user.or(Some(user));
                }
                Step::Unassign(which) if !known.is_empty() => {
                    let which = which % known.len();
                    let one = &mut known[which];
                    let unassigned = tenant.unassign_by_graph(one.id);
                    prop_assert_eq!(unassigned.is_ok(), one.user.is_some());
                    one.user = None;
                }
                Step::Delete(which) if !known.is_empty() => {
                    let one = known.remove(which % known.len());
                    let twin = known.iter().find(|other| other.number == one.number);
                    prop_assert_eq!(tenant.delete(one.id), Ok(twin.map(|twin| twin.id)));
                }
                Step::Assign(..) | Step::Unassign(_) | Step::Delete(_) => {}
            }
            agrees(&tenant, &known);
        }
    }
}
