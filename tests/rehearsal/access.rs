//! The Conditional Access policy: what is saved, what is not, and whom it would lock out.

use totp_toolset::oath::TimeStep;
use totp_toolset::rehearsal::{
    ADMINISTRATOR, AccessPolicy, App, Audience, EMERGENCY_ACCESS, Enabled, Grant, Methods,
    PolicyRefused, Resources, Tenant, UserId,
};

use crate::{
    HELGA, activate, at, helga_with, helgas, methods_for_all, mfa_for, mfa_for_all, tenant_with,
    token, user,
};

fn administrator(tenant: &Tenant) -> UserId {
    user(tenant, ADMINISTRATOR)
}

fn emergency(tenant: &Tenant) -> UserId {
    user(tenant, EMERGENCY_ACCESS)
}

fn refused(change: impl FnOnce(&mut AccessPolicy)) -> Option<PolicyRefused> {
    let mut tenant = Tenant::default();
    let mut policy = mfa_for_all();
    change(&mut policy);
    let refused = tenant.set_policy(policy, true).err();
    assert_eq!(tenant.policy().is_none(), refused.is_some());
    refused
}

#[test]
fn a_policy_has_a_name() {
    let refused = refused(|policy| policy.name = " ".to_owned());
    assert_eq!(refused, Some(PolicyRefused::NameMissing));
}

#[test]
fn a_policy_is_for_somebody() {
    let refused = refused(|policy| policy.users = Audience::None);
    assert_eq!(refused, Some(PolicyRefused::UsersMissing));
}

#[test]
fn a_selection_of_nobody_is_nobody() {
    let refused = refused(|policy| policy.users = Audience::Selected(Default::default()));
    assert_eq!(refused, Some(PolicyRefused::UsersMissing));
}

#[test]
fn a_policy_is_for_something() {
    let refused = refused(|policy| policy.resources = Resources::None);
    assert_eq!(refused, Some(PolicyRefused::ResourcesMissing));
}

#[test]
fn a_policy_asks_something() {
    let refused = refused(|policy| policy.grant = Grant::None);
    assert_eq!(refused, Some(PolicyRefused::GrantMissing));
}

#[test]
fn what_is_missing_is_said_in_the_portals_order() {
    let refused = refused(|policy| *policy = AccessPolicy::default());
    assert_eq!(refused, Some(PolicyRefused::NameMissing));
}

#[test]
fn a_complete_policy_is_saved() {
    assert_eq!(refused(|_| {}), None);
}

#[test]
fn what_the_portal_proposes_is_to_report_only() {
    assert_eq!(AccessPolicy::default().enabled, Enabled::ReportOnly);
}

#[test]
fn a_policy_that_locks_every_administrator_out_is_not_turned_on_unasked() {
    let mut tenant = Tenant::default();
    let all = vec![administrator(&tenant), emergency(&tenant)];
    let refused = tenant.set_policy(mfa_for_all(), false);
    assert_eq!(refused, Err(PolicyRefused::LocksOut(all)));
    assert_eq!(tenant.policy(), None);
}

#[test]
fn it_is_turned_on_where_that_is_accepted_and_who_is_out_is_said() {
    let mut tenant = Tenant::default();
    let all = vec![administrator(&tenant), emergency(&tenant)];
    tenant.set_policy(mfa_for_all(), true).expect("saved");
    assert_eq!(tenant.locked_out(), all);
}

#[test]
fn with_the_emergency_account_excluded_it_is_turned_on() {
    let mut tenant = Tenant::default();
    let mut policy = mfa_for_all();
    policy.excluded.insert(emergency(&tenant));
    assert_eq!(tenant.set_policy(policy, false), Ok(()));
    assert_eq!(tenant.locked_out(), [administrator(&tenant)]);
}

/// A tenant whose administrator has an activated token.
fn administrator_with_token() -> Tenant {
    let own = token("1000009", ADMINISTRATOR, TimeStep::THIRTY);
    let mut tenant = tenant_with(std::slice::from_ref(&own));
    tenant.set_methods(methods_for_all());
    activate(&mut tenant, &own, at(0), 0);
    tenant
}

#[test]
fn an_administrator_with_an_activated_token_is_not_locked_out() {
    let mut tenant = administrator_with_token();
    assert_eq!(tenant.set_policy(mfa_for_all(), false), Ok(()));
    assert_eq!(tenant.locked_out(), [emergency(&tenant)]);
}

#[test]
fn a_token_does_not_help_an_administrator_where_the_method_is_off() {
    let mut tenant = administrator_with_token();
    tenant.set_methods(Methods::default());
    let refused = tenant.set_policy(mfa_for_all(), false);
    assert!(matches!(refused, Err(PolicyRefused::LocksOut(_))));
}

#[test]
fn turning_the_method_off_locks_out_whoever_needs_it() {
    let mut tenant = administrator_with_token();
    tenant.set_policy(mfa_for_all(), false).expect("saved");
    tenant.set_methods(Methods::default());
    assert_eq!(tenant.locked_out().len(), 2);
}

#[test]
fn a_token_does_not_help_against_a_block() {
    let mut tenant = administrator_with_token();
    let mut policy = mfa_for_all();
    policy.grant = Grant::Block;
    let refused = tenant.set_policy(policy, false);
    assert!(matches!(refused, Err(PolicyRefused::LocksOut(_))));
}

#[test]
fn a_policy_that_only_reports_or_is_off_locks_nobody_out() {
    for enabled in [Enabled::ReportOnly, Enabled::Off] {
        let mut tenant = Tenant::default();
        let mut policy = mfa_for_all();
        policy.enabled = enabled;
        assert_eq!(tenant.set_policy(policy, false), Ok(()));
        assert_eq!(tenant.locked_out(), []);
    }
}

#[test]
fn a_policy_for_office_locks_nobody_out_of_the_portal() {
    let mut tenant = Tenant::default();
    let mut policy = mfa_for_all();
    policy.resources = Resources::Only(App::Office365);
    assert_eq!(tenant.set_policy(policy, false), Ok(()));
    assert_eq!(tenant.locked_out(), []);
}

#[test]
fn a_policy_for_one_user_locks_no_administrator_out() {
    let tenant = helga_with(&helgas(), 0);
    assert_eq!(tenant.locked_out(), []);
}

#[test]
fn an_exclusion_goes_before_an_inclusion() {
    let tenant = helga_with(&helgas(), 0);
    let helga = user(&tenant, HELGA);
    let mut policy = mfa_for(helga);
    policy.excluded.insert(helga);
    assert!(!policy.applies(helga, App::Portal));
}

#[test]
fn of_everybody_one_user_is_selected_alone() {
    let tenant = helga_with(&helgas(), 0);
    let mut audience = Audience::All;
    audience.set(user(&tenant, HELGA), true);
    assert!(!audience.includes(administrator(&tenant)));
}

#[test]
fn who_is_taken_out_of_a_selection_is_out() {
    let tenant = helga_with(&helgas(), 0);
    let mut audience = Audience::None;
    audience.set(user(&tenant, HELGA), true);
    audience.set(user(&tenant, HELGA), false);
    assert!(audience.is_nobody());
}
