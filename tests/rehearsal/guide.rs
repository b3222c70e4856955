//! The steps from a seed to a sign-in, and how far along a person is.

use totp_toolset::rehearsal::{
    Audience, Enabled, Grant, Methods, Migration, Screen, Standing, Step, Tenant, steps,
};

use crate::{
    HELGA, activate, at, code, file_of, helga_with, helgas, mfa_for, upload, user, with_code,
};

/// The next step, where the list has so many tokens.
fn next(tenant: &Tenant, listed: usize) -> Option<Step> {
    let steps = steps(tenant, listed).into_iter();
    let next: Vec<Step> = steps
        .filter(|(_, standing)| *standing == Standing::Next)
        .map(|(step, _)| step)
        .collect();
    assert!(next.len() < 2, "{next:?}");
    next.first().copied()
}

fn is_done(tenant: &Tenant, step: Step) -> bool {
    steps(tenant, 0).contains(&(step, Standing::Done))
}

#[test]
fn a_person_who_goes_step_by_step_is_always_told_the_next() {
    let mut tenant = Tenant::default();
    assert_eq!(next(&tenant, 0), Some(Step::Token));
    assert_eq!(next(&tenant, 1), Some(Step::Users));
    tenant.add_users([HELGA]);
    assert_eq!(next(&tenant, 1), Some(Step::Upload));
    upload(&mut tenant, "tokens.csv", &file_of([&helgas()]), at(0));
    assert_eq!(next(&tenant, 1), Some(Step::Activate));
    activate(&mut tenant, &helgas(), at(0), 0);
    assert_eq!(next(&tenant, 1), Some(Step::Methods));
    tenant.set_methods(crate::methods_for_all());
    assert_eq!(next(&tenant, 1), Some(Step::Access));
    let policy = mfa_for(user(&tenant, HELGA));
    tenant.set_policy(policy, false).expect("saved");
    assert_eq!(next(&tenant, 1), Some(Step::SignIn));
    with_code(&mut tenant, &code(&helgas(), at(30), 0), at(30));
    assert_eq!(next(&tenant, 1), None);
}

#[test]
fn what_comes_after_the_next_step_is_for_later() {
    let standings = steps(&Tenant::default(), 0).map(|(_, standing)| standing);
    assert_eq!(standings[0], Standing::Next);
    assert!(standings[1..].iter().all(|one| *one == Standing::Later));
}

#[test]
fn a_step_that_is_done_out_of_turn_is_done() {
    let mut tenant = Tenant::default();
    tenant.set_methods(crate::methods_for_all());
    assert!(is_done(&tenant, Step::Methods));
    assert_eq!(next(&tenant, 0), Some(Step::Token));
}

#[test]
fn a_policy_that_is_not_on_or_asks_something_else_is_not_yet_the_step() {
    for (enabled, grant, expected) in [
        (Enabled::On, Grant::RequireMfa, true),
        (Enabled::ReportOnly, Grant::RequireMfa, false),
        (Enabled::Off, Grant::RequireMfa, false),
        (Enabled::On, Grant::Block, false),
    ] {
        let mut tenant = helga_with(&helgas(), 0);
        let mut policy = mfa_for(user(&tenant, HELGA));
        (policy.enabled, policy.grant) = (enabled, grant);
        tenant.set_policy(policy, false).expect("saved");
        assert_eq!(is_done(&tenant, Step::Access), expected, "{enabled:?}");
    }
}

#[test]
fn the_method_is_on_by_the_legacy_policy_as_long_as_it_counts() {
    let on = Migration::ALL.map(|migration| {
        let mut tenant = Tenant::default();
        tenant.set_methods(Methods {
            legacy_mfa_code: true,
            migration,
            ..Methods::default()
        });
        is_done(&tenant, Step::Methods)
    });
    assert_eq!(on, [true, true, false]);
}

#[test]
fn a_method_for_a_selection_of_nobody_is_off() {
    let mut tenant = Tenant::default();
    tenant.set_methods(Methods {
        hardware_oath: Audience::Selected(Default::default()),
        ..Methods::default()
    });
    assert!(!is_done(&tenant, Step::Methods));
}

#[test]
fn every_step_but_the_first_has_its_screen() {
    let screens = Step::ALL.map(Step::screen);
    let expected = [
        None,
        Some(Screen::Users),
        Some(Screen::Tokens),
        Some(Screen::Tokens),
        Some(Screen::Methods),
        Some(Screen::Access),
        Some(Screen::SignIn),
    ];
    assert_eq!(screens, expected);
}
