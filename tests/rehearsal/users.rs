//! The users of the tenant.

use totp_toolset::rehearsal::{ADMINISTRATOR, EMERGENCY_ACCESS, Role, SAMPLE_USERS, Tenant, Users};

use crate::{HELGA, helgas, tenant_with, user};

#[test]
fn a_tenant_begins_with_an_administrator_and_an_account_for_emergencies() {
    let users = Users::default();
    let all: Vec<_> = users
        .iter()
        .map(|(_, user)| (user.upn.as_str(), user.role))
        .collect();
    let expected = [
        (ADMINISTRATOR, Role::Administrator),
        (EMERGENCY_ACCESS, Role::EmergencyAccess),
    ];
    assert_eq!(all, expected);
}

#[test]
fn users_are_not_told_apart_by_case() {
    let mut tenant = Tenant::default();
    assert_eq!(tenant.add_users([HELGA, "HELGA@Contoso.com"]), 1);
    assert_eq!(tenant.users().members(), 1);
}

#[test]
fn who_is_there_is_not_added_again() {
    let mut tenant = Tenant::default();
    tenant.add_users(SAMPLE_USERS);
    assert_eq!(tenant.add_users(SAMPLE_USERS), 0);
}

#[test]
fn an_administrator_is_not_added_as_a_member() {
    let mut tenant = Tenant::default();
    tenant.add_users(["ADMIN@contoso.com"]);
    assert_eq!(tenant.users().members(), 0);
}

#[test]
fn what_is_no_user_principal_name_adds_nobody() {
    let mut tenant = Tenant::default();
    assert_eq!(tenant.add_users(["", "helga", "@", "a b@contoso.com"]), 0);
}

#[test]
fn every_user_has_an_object_id_of_their_own() {
    let tenant = tenant_with(&[helgas()]);
    let (helga, administrator) = (user(&tenant, HELGA), user(&tenant, ADMINISTRATOR));
    assert_eq!(
        Users::object_id(administrator),
        "00000000-0000-0000-0000-000000000001"
    );
    assert_eq!(
        Users::object_id(helga),
        "00000000-0000-0000-0000-000000000003"
    );
}

#[test]
fn everything_begins_anew() {
    let mut tenant = tenant_with(&[helgas()]);
    tenant.start_over();
    assert_eq!(tenant.users().members(), 0);
    assert!(tenant.inventory().is_empty());
}

/// Tenants are told apart by how much has happened to them, and in both as much has.
#[test]
fn a_tenant_that_began_anew_is_another_one() {
    let mut tenant = Tenant::default();
    tenant.add_users([HELGA]);
    let before = tenant.clone();
    tenant.start_over();
    assert_ne!(tenant, before);
}
