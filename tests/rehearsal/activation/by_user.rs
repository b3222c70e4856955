//! Who activates a token: its user, an administrator, or Graph.

use totp_toolset::oath::{TimeStep, Token};
use totp_toolset::rehearsal::{
    Activated, By, Enrolled, Status, Tenant, Verdict, self_activation_seconds,
};

use super::limits::{after_two_hundred, many, six};
use super::{done, of, status};
use crate::{
    HELGA, IDRIS, activate, at, code, file_of, helgas, id, methods_for_all, tenant_with, upload,
    user,
};

#[test]
fn a_user_has_one_minute_for_30_seconds_and_two_for_60() {
    assert_eq!(self_activation_seconds(TimeStep::THIRTY), 60);
    assert_eq!(self_activation_seconds(TimeStep::SIXTY), 120);
}

#[test]
fn within_that_time_a_users_code_is_taken() {
    for step in [TimeStep::THIRTY, TimeStep::SIXTY] {
        let late = i64::from(self_activation_seconds(step));
        let mut tenant = tenant_with(&[of(step)]);
        let id = id(&tenant, &of(step));
        let typed = code(&of(step), at(0), -late);
        let activated = tenant.activate(id, &typed, By::User, at(0));
        assert_eq!(activated, done(-2), "{step}");
    }
}

#[test]
fn a_step_later_a_users_code_is_too_old() {
    for step in [TimeStep::THIRTY, TimeStep::SIXTY] {
        let late = self_activation_seconds(step) + step.seconds();
        let mut tenant = tenant_with(&[of(step)]);
        let id = id(&tenant, &of(step));
        let typed = code(&of(step), at(0), -i64::from(late));
        let activated = tenant.activate(id, &typed, By::User, at(0));
        let seconds = u64::from(late);
        let expected = Activated::Refused(Verdict::TooOld { seconds });
        assert_eq!(activated, expected, "{step}");
    }
}

/// A tenant with Helga's token, created by Graph and nobody's, and both users.
fn tenant_of_graph() -> Tenant {
    let mut tenant = Tenant::default();
    tenant.add_users([HELGA, IDRIS]);
    tenant.set_methods(methods_for_all());
    tenant.create_by_graph(&helgas()).expect("created");
    tenant
}

fn take_by_serial(tenant: &mut Tenant, upn: &str, serial: &str, ahead: i64) -> Activated {
    let user = user(tenant, upn);
    let typed = code(&helgas(), at(0), ahead);
    tenant.assign_and_activate(user, serial, &typed, By::User, at(0))
}

#[test]
fn a_user_takes_a_token_by_its_serial_number() {
    let mut tenant = tenant_of_graph();
    assert_eq!(take_by_serial(&mut tenant, HELGA, " 1000001 ", 0), done(0));
    let token = *tenant.inventory().get(id(&tenant, &helgas())).expect("it");
    assert_eq!(token.user, Some(user(&tenant, HELGA)));
}

#[test]
fn a_user_takes_no_token_that_the_tenant_does_not_have() {
    let mut tenant = tenant_of_graph();
    let activated = take_by_serial(&mut tenant, HELGA, "1000002", 0);
    assert_eq!(activated, Activated::NotFound);
}

#[test]
fn a_user_takes_no_token_of_somebody_else() {
    let mut tenant = tenant_of_graph();
    take_by_serial(&mut tenant, HELGA, "1000001", 0);
    let activated = take_by_serial(&mut tenant, IDRIS, "1000001", 0);
    assert_eq!(activated, Activated::NotFound);
}

/// Helga's token came by an upload; Idris is there as well.
fn tenant_of_upload() -> Tenant {
    let mut tenant = tenant_with(&[helgas()]);
    tenant.add_users([IDRIS]);
    tenant.set_methods(methods_for_all());
    tenant
}

/// Microsoft: "a Privileged Authentication Administrator or an end user can activate a key".
#[test]
fn a_user_activates_their_token_of_the_upload() {
    let mut tenant = tenant_of_upload();
    let activated = take_by_serial(&mut tenant, HELGA, "1000001", 0);
    assert_eq!(activated, done(0));
    assert_eq!(status(&tenant, &helgas()), Status::Activated);
}

#[test]
fn a_user_takes_nobody_elses_token_of_the_upload() {
    let mut tenant = tenant_of_upload();
    let activated = take_by_serial(&mut tenant, IDRIS, "1000001", 0);
    assert_eq!(activated, Activated::NotFound);
    assert_eq!(status(&tenant, &helgas()), Status::Assigned);
}

#[test]
fn graph_activates_no_token_of_the_upload() {
    let mut tenant = tenant_of_upload();
    let helga = user(&tenant, HELGA);
    let typed = code(&helgas(), at(0), 0);
    let by = By::Administrator;
    let activated = tenant.assign_and_activate(helga, "1000001", &typed, by, at(0));
    assert_eq!(activated, Activated::NotFound);
}

#[test]
fn a_user_whose_tokens_twin_is_somebody_elses_activates_their_own() {
    let mut tenant = tenant_of_upload();
    let uploaded = id(&tenant, &helgas());
    let created = tenant.create_by_graph(&helgas()).expect("created");
    let idris = user(&tenant, IDRIS);
    tenant.assign_by_graph(created, idris).expect("assigned");
    let activated = take_by_serial(&mut tenant, HELGA, "1000001", 0);
    assert_eq!(activated, done(0));
    let token = tenant.inventory().get(uploaded).expect("it");
    assert_eq!(token.status, Status::Activated);
}

#[test]
fn a_user_takes_no_token_where_the_method_is_off() {
    let mut tenant = tenant_of_graph();
    tenant.set_methods(Default::default());
    let activated = take_by_serial(&mut tenant, HELGA, "1000001", 0);
    assert_eq!(activated, Activated::MethodOff);
}

#[test]
fn an_administrator_activates_where_the_method_is_off() {
    let mut tenant = tenant_of_graph();
    tenant.set_methods(Default::default());
    let helga = user(&tenant, HELGA);
    let typed = code(&helgas(), at(0), 0);
    let by = By::Administrator;
    let activated = tenant.assign_and_activate(helga, "1000001", &typed, by, at(0));
    assert_eq!(activated, done(0));
}

/// The same, given to Helga.
fn tenant_of_graph_assigned() -> Tenant {
    let mut tenant = tenant_of_graph();
    let (token, helga) = (id(&tenant, &helgas()), user(&tenant, HELGA));
    tenant.assign_by_graph(token, helga).expect("assigned");
    tenant
}

/// What is known of Helga's token, and how many she has.
fn known(tenant: &Tenant) -> (Option<Enrolled>, usize) {
    let inventory = tenant.inventory();
    let token = inventory.get(id(tenant, &helgas())).copied();
    (token, inventory.of_user(user(tenant, HELGA)).len())
}

#[test]
fn a_token_is_not_taken_with_a_code_that_is_refused() {
    let mut tenant = tenant_of_graph();
    let before = known(&tenant);
    let activated = take_by_serial(&mut tenant, HELGA, "1000001", -3000);
    assert!(matches!(activated, Activated::Refused(_)), "{activated:?}");
    assert_eq!(known(&tenant), before);
}

#[test]
fn a_token_is_not_taken_with_what_is_no_code() {
    let mut tenant = tenant_of_graph();
    let before = known(&tenant);
    let helga = user(&tenant, HELGA);
    let activated = tenant.assign_and_activate(helga, "1000001", "12345", By::User, at(0));
    assert_eq!(activated, Activated::NoCode);
    assert_eq!(known(&tenant), before);
}

#[test]
fn a_sixth_token_is_not_taken() {
    let mut tenant = tenant_of_graph();
    let others: Vec<Token> = six().split_off(1);
    upload(&mut tenant, "five.csv", &file_of(&others), at(0));
    for token in &others {
        assert_eq!(activate(&mut tenant, token, at(0), 0), done(0));
    }
    let before = known(&tenant);
    let activated = take_by_serial(&mut tenant, HELGA, "1000001", 0);
    assert_eq!(activated, Activated::TooMany);
    assert_eq!(known(&tenant), before);
}

#[test]
fn beyond_the_limit_no_token_is_taken() {
    let mut tenant = after_two_hundred(&many(200));
    tenant.add_users([HELGA]);
    tenant.set_methods(methods_for_all());
    tenant.create_by_graph(&helgas()).expect("created");
    let before = known(&tenant);
    let (helga, typed) = (user(&tenant, HELGA), code(&helgas(), at(200), 0));
    let activated = tenant.assign_and_activate(helga, "1000001", &typed, By::User, at(200));
    assert!(
        matches!(activated, Activated::LimitReached { .. }),
        "{activated:?}"
    );
    assert_eq!(known(&tenant), before);
}

#[test]
fn a_token_of_graph_remembers_that_its_activation_failed() {
    let mut tenant = tenant_of_graph_assigned();
    take_by_serial(&mut tenant, HELGA, "1000001", -3000);
    assert_eq!(status(&tenant, &helgas()), Status::FailedActivation);
}

#[test]
fn a_failed_activation_can_be_tried_again() {
    let mut tenant = tenant_of_graph_assigned();
    take_by_serial(&mut tenant, HELGA, "1000001", -3000);
    assert_eq!(take_by_serial(&mut tenant, HELGA, "1000001", 0), done(0));
}
