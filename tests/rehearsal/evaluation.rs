//! What the sign-in logs tell of the policy after a sign-in.

use totp_toolset::rehearsal::{
    ADMINISTRATOR, AccessPolicy, App, EMERGENCY_ACCESS, Enabled, Evaluation, Grant, Methods,
    Resources, SignInRefused, Tenant,
};

use crate::{
    HELGA, IDRIS, at, code, helga_with, helgas, methods_for_all, mfa_for, mfa_for_all, tenant_with,
    user, with_code, with_password,
};

fn evaluation(tenant: &Tenant) -> Option<Evaluation> {
    tenant.sign_in().expect("somebody signs in").evaluation
}

/// A tenant where Helga has an activated token, with a policy made for her by this.
fn with_policy(change: impl FnOnce(&mut AccessPolicy)) -> Tenant {
    let mut tenant = helga_with(&helgas(), 0);
    let mut policy = mfa_for(user(&tenant, HELGA));
    change(&mut policy);
    tenant.set_policy(policy, true).expect("saved");
    tenant
}

fn report_only(policy: &mut AccessPolicy) {
    policy.enabled = Enabled::ReportOnly;
}

#[test]
fn a_policy_that_only_reports_tells_that_it_would_ask_for_a_code() {
    let mut tenant = with_policy(report_only);
    with_password(&mut tenant, HELGA);
    let told = Evaluation::ActionRequired(None);
    assert_eq!(evaluation(&tenant), Some(told));
}

#[test]
fn a_policy_that_only_reports_tells_why_a_code_could_not_be_given() {
    let reported = |tenant: &mut Tenant| {
        tenant.add_users([IDRIS]);
        let mut policy = mfa_for_all();
        report_only(&mut policy);
        tenant.set_policy(policy, false).expect("saved");
    };
    let mut nobodys = tenant_with(&[helgas()]);
    reported(&mut nobodys);
    nobodys.set_methods(methods_for_all());
    let mut off = helga_with(&helgas(), 0);
    reported(&mut off);
    off.set_methods(Methods::default());
    for (tenant, who, why) in [
        (&nobodys, IDRIS, SignInRefused::NoToken),
        (&nobodys, HELGA, SignInRefused::NotActivated),
        (&off, HELGA, SignInRefused::MethodOff),
    ] {
        let mut tenant = tenant.clone();
        with_password(&mut tenant, who);
        let told = Evaluation::ActionRequired(Some(why));
        assert_eq!(evaluation(&tenant), Some(told), "{who}");
    }
}

#[test]
fn a_policy_that_only_reports_tells_that_it_would_block() {
    let mut tenant = with_policy(|policy| {
        report_only(policy);
        policy.grant = Grant::Block;
    });
    with_password(&mut tenant, HELGA);
    assert_eq!(evaluation(&tenant), Some(Evaluation::WouldFail));
}

#[test]
fn who_and_what_a_policy_is_not_for_is_told_to_be_left_alone() {
    for (enabled, told) in [
        (Enabled::ReportOnly, Evaluation::WouldNotApply),
        (Enabled::On, Evaluation::NotApplied),
    ] {
        let mut elsewhere = with_policy(|policy| {
            policy.enabled = enabled;
            policy.resources = Resources::Only(App::Portal);
        });
        with_password(&mut elsewhere, HELGA);
        assert_eq!(evaluation(&elsewhere), Some(told), "{enabled:?}");
        let mut others = with_policy(|policy| policy.enabled = enabled);
        with_password(&mut others, EMERGENCY_ACCESS);
        assert_eq!(evaluation(&others), Some(told), "{enabled:?}");
        let mut excluded = helga_with(&helgas(), 0);
        let mut policy = mfa_for_all();
        policy.excluded.insert(user(&excluded, HELGA));
        policy.enabled = enabled;
        excluded.set_policy(policy, true).expect("saved");
        with_password(&mut excluded, HELGA);
        assert_eq!(evaluation(&excluded), Some(told), "{enabled:?}");
    }
}

#[test]
fn a_policy_that_is_on_tells_of_success_when_the_code_was_given_and_not_before() {
    let mut tenant = with_policy(|_| {});
    with_password(&mut tenant, HELGA);
    assert_eq!(evaluation(&tenant), None);
    tenant.give_code("123", at(30));
    assert_eq!(evaluation(&tenant), None);
    tenant.give_code(&code(&helgas(), at(30), 0), at(30));
    assert_eq!(evaluation(&tenant), Some(Evaluation::Success));
}

#[test]
fn a_policy_that_is_on_tells_of_failure_whom_it_keeps_out() {
    let mut blocked = with_policy(|policy| policy.grant = Grant::Block);
    let mut unable = with_policy(|_| {});
    unable.set_methods(Methods::default());
    for tenant in [&mut blocked, &mut unable] {
        with_password(tenant, HELGA);
        assert_eq!(evaluation(tenant), Some(Evaluation::Failure));
    }
}

#[test]
fn nothing_is_told_where_no_policy_was_asked() {
    let mut without = tenant_with(&[helgas()]);
    let mut off = with_policy(|policy| policy.enabled = Enabled::Off);
    for tenant in [&mut without, &mut off] {
        with_password(tenant, HELGA);
        assert_eq!(evaluation(tenant), None);
    }
    let mut alone = with_policy(|_| {});
    let helga = user(&alone, HELGA);
    alone.begin_sign_in(helga, App::Office365);
    assert_eq!(evaluation(&alone), None);
    alone.offer_code_alone();
    assert_eq!(evaluation(&alone), None);
}

/// The policy that asked decides, not the one that was saved while the code was typed.
#[test]
fn a_code_is_a_success_for_the_policy_that_asked_for_it() {
    for change in [
        (|policy| policy.enabled = Enabled::ReportOnly) as fn(&mut AccessPolicy),
        |policy| policy.enabled = Enabled::Off,
        |policy| policy.grant = Grant::Block,
        |policy| policy.resources = Resources::Only(App::Portal),
    ] {
        let mut tenant = with_policy(|_| {});
        with_password(&mut tenant, HELGA);
        let mut policy = (**tenant.policy().expect("a policy")).clone();
        change(&mut policy);
        tenant.set_policy(policy, true).expect("saved");
        tenant.give_code(&code(&helgas(), at(30), 0), at(30));
        assert_eq!(evaluation(&tenant), Some(Evaluation::Success));
    }
}

#[test]
fn what_was_told_stays_when_the_policy_changes() {
    let mut tenant = with_policy(|_| {});
    with_code(&mut tenant, &code(&helgas(), at(30), 0), at(30));
    tenant.remove_policy();
    assert_eq!(evaluation(&tenant), Some(Evaluation::Success));
}

#[test]
fn whom_a_policy_would_keep_out_is_known_before_it_is_on() {
    let mut tenant = Tenant::default();
    let mut policy = mfa_for_all();
    report_only(&mut policy);
    tenant.set_policy(policy.clone(), false).expect("saved");
    let both = [ADMINISTRATOR, EMERGENCY_ACCESS].map(|upn| user(&tenant, upn));
    assert_eq!(tenant.kept_out_by(&policy), both);
    assert_eq!(tenant.locked_out(), []);
}
