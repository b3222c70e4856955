//! Sign-ins: what is asked for, which codes are taken, and why one is refused.

use totp_toolset::oath::{TimeStep, Token};
use totp_toolset::rehearsal::{
    Activated, App, Audience, CodeRefused, Enabled, Grant, Methods, Migration, Passed, Resources,
    SIGN_IN_TOLERANCE_SECONDS, SignInRefused, SignInStage, Tenant, Verdict,
};

use crate::{
    HELGA, IDRIS, activate, at, code, file_of, helga_with, helgas, id, methods_for_all, mfa_for,
    mfa_for_all, no_code_of, stage, tenant_with, token, upload, user, with_code, with_password,
};

const PASSWORD_ONLY: SignInStage = SignInStage::Done(Passed::PasswordOnly);

const fn refused(why: SignInRefused) -> SignInStage {
    SignInStage::Refused(why)
}

const fn code_refused(verdict: Verdict) -> SignInStage {
    SignInStage::Code(Some(CodeRefused::Verdict(verdict)))
}

/// Signed in with this token, whose clock is so many steps ahead.
fn done(tenant: &Tenant, token: &Token, drift: i64) -> SignInStage {
    let token = id(tenant, token);
    SignInStage::Done(Passed::WithCode { token, drift })
}

#[test]
fn without_a_policy_the_password_is_enough() {
    let mut tenant = tenant_with(&[helgas()]);
    assert_eq!(with_password(&mut tenant, HELGA), PASSWORD_ONLY);
}

#[test]
fn a_policy_asks_for_a_code() {
    let mut tenant = helga_with(&helgas(), 0);
    assert_eq!(with_password(&mut tenant, HELGA), SignInStage::Code(None));
}

#[test]
fn the_next_code_signs_in() {
    let mut tenant = helga_with(&helgas(), 0);
    let typed = code(&helgas(), at(30), 0);
    let stage = with_code(&mut tenant, &typed, at(30));
    assert_eq!(stage, done(&tenant, &helgas(), 0));
}

#[test]
fn a_sign_in_with_a_code_is_remembered_and_one_without_is_not() {
    let mut tenant = helga_with(&helgas(), 0);
    with_password(&mut tenant, SOMEBODY_ELSE);
    assert!(!tenant.code_was_used());
    let typed = code(&helgas(), at(30), 0);
    with_code(&mut tenant, &typed, at(30));
    assert!(tenant.code_was_used());
}

/// Somebody whom no policy of these tests is about.
const SOMEBODY_ELSE: &str = totp_toolset::rehearsal::EMERGENCY_ACCESS;

#[test]
fn the_code_of_the_activation_is_used_up() {
    let mut tenant = helga_with(&helgas(), 0);
    let typed = code(&helgas(), at(0), 0);
    let stage = with_code(&mut tenant, &typed, at(10));
    assert_eq!(stage, code_refused(Verdict::Used));
}

#[test]
fn a_code_signs_in_once() {
    let mut tenant = helga_with(&helgas(), 0);
    let typed = code(&helgas(), at(30), 0);
    with_code(&mut tenant, &typed, at(30));
    let again = with_code(&mut tenant, &typed, at(35));
    assert_eq!(again, code_refused(Verdict::Used));
}

#[test]
fn an_older_code_is_refused_after_a_newer_one() {
    let mut tenant = helga_with(&helgas(), 0);
    let (older, newer) = (code(&helgas(), at(60), 0), code(&helgas(), at(90), 0));
    with_code(&mut tenant, &newer, at(60));
    let stage = with_code(&mut tenant, &older, at(65));
    assert_eq!(stage, code_refused(Verdict::Used));
}

#[test]
fn after_a_refused_code_the_next_one_is_taken() {
    let mut tenant = helga_with(&helgas(), 0);
    let used = code(&helgas(), at(0), 0);
    with_code(&mut tenant, &used, at(10));
    let next = code(&helgas(), at(30), 0);
    tenant.give_code(&next, at(30));
    assert_eq!(stage(&tenant), done(&tenant, &helgas(), 0));
}

#[test]
fn the_tolerance_is_the_one_that_the_guides_give() {
    assert_eq!(SIGN_IN_TOLERANCE_SECONDS, 120);
}

#[test]
fn a_code_two_minutes_off_signs_in() {
    for step in [TimeStep::THIRTY, TimeStep::SIXTY] {
        for ahead in [-120, 120] {
            let token = token("1000001", HELGA, step);
            let mut tenant = helga_with(&token, 0);
            let stage = with_code(&mut tenant, &code(&token, at(600), ahead), at(600));
            let drift = ahead / i64::from(step.seconds());
            assert_eq!(stage, done(&tenant, &token, drift), "{step} {ahead}");
        }
    }
}

#[test]
fn a_code_one_step_further_off_does_not() {
    for step in [TimeStep::THIRTY, TimeStep::SIXTY] {
        let token = token("1000001", HELGA, step);
        let seconds = 120 + u64::from(step.seconds());
        let ahead = seconds as i64;
        for (ahead, verdict) in [
            (-ahead, Verdict::TooOld { seconds }),
            (ahead, Verdict::TooNew { seconds }),
        ] {
            let mut tenant = helga_with(&token, 0);
            let stage = with_code(&mut tenant, &code(&token, at(600), ahead), at(600));
            assert_eq!(stage, code_refused(verdict), "{step} {ahead}");
        }
    }
}

#[test]
fn a_token_nine_minutes_slow_that_was_activated_signs_in() {
    let mut tenant = helga_with(&helgas(), -540);
    let typed = code(&helgas(), at(30), -540);
    let stage = with_code(&mut tenant, &typed, at(30));
    assert_eq!(stage, done(&tenant, &helgas(), -18));
}

#[test]
fn the_tolerance_lies_around_the_drift_that_was_learned() {
    for (ahead, drift) in [(-660, -22), (-420, -14)] {
        let mut tenant = helga_with(&helgas(), -540);
        let stage = with_code(&mut tenant, &code(&helgas(), at(900), ahead), at(900));
        assert_eq!(stage, done(&tenant, &helgas(), drift), "{ahead}");
    }
}

#[test]
fn beyond_the_drift_that_was_learned_and_the_tolerance_a_code_is_refused() {
    for (ahead, verdict) in [
        (-690, Verdict::TooOld { seconds: 150 }),
        (-390, Verdict::TooNew { seconds: 150 }),
    ] {
        let mut tenant = helga_with(&helgas(), -540);
        let stage = with_code(&mut tenant, &code(&helgas(), at(900), ahead), at(900));
        assert_eq!(stage, code_refused(verdict), "{ahead}");
    }
}

/// How far off a clock is that is sixteen steps off.
const SIXTEEN_STEPS: i64 = 480;

#[test]
fn a_code_of_a_clock_that_was_set_right_again_is_told_by_the_drift_that_was_learned() {
    let seconds = 480;
    for (learned, verdict) in [
        (SIXTEEN_STEPS, Verdict::TooOld { seconds }),
        (-SIXTEEN_STEPS, Verdict::TooNew { seconds }),
    ] {
        let mut tenant = helga_with(&helgas(), learned);
        let stage = with_code(&mut tenant, &code(&helgas(), at(900), 0), at(900));
        assert_eq!(stage, code_refused(verdict), "{learned}");
    }
}

#[test]
fn a_code_typed_three_minutes_late_is_old_whatever_drift_was_learned() {
    for learned in [SIXTEEN_STEPS, 0, -SIXTEEN_STEPS] {
        let mut tenant = helga_with(&helgas(), learned);
        let typed = code(&helgas(), at(900), learned);
        let stage = with_code(&mut tenant, &typed, at(1080));
        let old = Verdict::TooOld { seconds: 180 };
        assert_eq!(stage, code_refused(old), "{learned}");
    }
}

/// An hour either way of the drift that was learned, and of the tenant's clock.
#[test]
fn every_code_that_is_told_is_told_by_the_drift_that_was_learned() {
    for learned in [SIXTEEN_STEPS, -SIXTEEN_STEPS] {
        let tenant = helga_with(&helgas(), learned);
        let told = -3600 + learned.min(0)..=3600 + learned.max(0);
        for ahead in told.clone().step_by(30) {
            let away = ahead - learned;
            let seconds = away.unsigned_abs();
            let expected = match away {
                -120..=120 => continue,
                ..-120 => Verdict::TooOld { seconds },
                _ => Verdict::TooNew { seconds },
            };
            let typed = code(&helgas(), at(7200), ahead);
            let stage = with_code(&mut tenant.clone(), &typed, at(7200));
            assert_eq!(stage, code_refused(expected), "{learned} {ahead}");
        }
        for ahead in [told.start() - 30, told.end() + 30] {
            let typed = code(&helgas(), at(7200), ahead);
            let stage = with_code(&mut tenant.clone(), &typed, at(7200));
            assert_eq!(stage, code_refused(Verdict::Wrong), "{learned} {ahead}");
        }
    }
}

#[test]
fn the_drift_is_learned_anew_at_each_sign_in() {
    let mut tenant = helga_with(&helgas(), 0);
    for (time, ahead) in [(600, -120), (1200, -240), (1800, -360)] {
        let typed = code(&helgas(), at(time), ahead);
        let stage = with_code(&mut tenant, &typed, at(time));
        assert_eq!(stage, done(&tenant, &helgas(), ahead / 30), "{ahead}");
    }
}

#[test]
fn a_refused_code_teaches_no_drift() {
    let mut tenant = helga_with(&helgas(), 0);
    with_code(&mut tenant, &code(&helgas(), at(900), -240), at(900));
    let stage = with_code(&mut tenant, &code(&helgas(), at(900), -150), at(900));
    assert_eq!(stage, code_refused(Verdict::TooOld { seconds: 150 }));
}

#[test]
fn a_code_of_another_token_is_wrong() {
    let mut tenant = helga_with(&helgas(), 0);
    let stage = with_code(&mut tenant, &no_code_of(&helgas(), at(60)), at(60));
    assert_eq!(stage, code_refused(Verdict::Wrong));
}

#[test]
fn what_is_not_six_digits_is_no_code() {
    let mut tenant = helga_with(&helgas(), 0);
    let stage = with_code(&mut tenant, "12345", at(60));
    assert_eq!(stage, SignInStage::Code(Some(CodeRefused::NoCode)));
}

#[test]
fn any_of_a_users_tokens_signs_in() {
    let second = token("1000002", HELGA, TimeStep::SIXTY);
    let mut tenant = helga_with(&helgas(), 0);
    upload(&mut tenant, "more.csv", &file_of([&second]), at(0));
    activate(&mut tenant, &second, at(0), 0);
    let stage = with_code(&mut tenant, &code(&second, at(60), 0), at(60));
    assert_eq!(stage, done(&tenant, &second, 0));
}

#[test]
fn leading_zeros_are_part_of_the_code() {
    let mut tenant = helga_with(&helgas(), 0);
    let zeros = |seconds: &u64| code(&helgas(), at(*seconds), 0).starts_with("00");
    let seconds = (30..3_000_000).step_by(30).find(zeros).expect("one in 100");
    let typed = code(&helgas(), at(seconds), 0);
    let stage = with_code(&mut tenant, &typed, at(seconds));
    assert_eq!(stage, done(&tenant, &helgas(), 0));
}

#[test]
fn who_has_no_token_cannot_give_a_code() {
    let mut tenant = helga_with(&helgas(), 0);
    tenant.add_users([IDRIS]);
    let idris = user(&tenant, IDRIS);
    tenant.set_policy(mfa_for(idris), false).expect("saved");
    let stage = with_password(&mut tenant, IDRIS);
    assert_eq!(stage, refused(SignInRefused::NoToken));
}

#[test]
fn a_token_that_was_never_activated_does_not_sign_in() {
    let mut tenant = tenant_with(&[helgas()]);
    tenant.set_methods(methods_for_all());
    let helga = user(&tenant, HELGA);
    tenant.set_policy(mfa_for(helga), false).expect("saved");
    let stage = with_password(&mut tenant, HELGA);
    assert_eq!(stage, refused(SignInRefused::NotActivated));
}

#[test]
fn a_token_does_not_sign_in_where_the_method_is_off() {
    let mut tenant = helga_with(&helgas(), 0);
    tenant.set_methods(Methods::default());
    let stage = with_password(&mut tenant, HELGA);
    assert_eq!(stage, refused(SignInRefused::MethodOff));
}

#[test]
fn the_legacy_policy_lets_a_token_sign_in_until_the_migration_is_complete() {
    for (migration, expected) in [
        (Migration::PreMigration, SignInStage::Code(None)),
        (Migration::InProgress, SignInStage::Code(None)),
        (Migration::Complete, refused(SignInRefused::MethodOff)),
    ] {
        let mut tenant = helga_with(&helgas(), 0);
        tenant.set_methods(Methods {
            legacy_mfa_code: true,
            migration,
            ..Methods::default()
        });
        assert_eq!(with_password(&mut tenant, HELGA), expected, "{migration:?}");
    }
}

#[test]
fn a_policy_blocks() {
    let mut tenant = helga_with(&helgas(), 0);
    let mut policy = mfa_for(user(&tenant, HELGA));
    policy.grant = Grant::Block;
    tenant.set_policy(policy, false).expect("saved");
    let stage = with_password(&mut tenant, HELGA);
    assert_eq!(stage, refused(SignInRefused::Blocked));
}

#[test]
fn a_token_is_no_first_factor() {
    let mut tenant = helga_with(&helgas(), 0);
    let helga = user(&tenant, HELGA);
    tenant.begin_sign_in(helga, App::Office365);
    tenant.offer_code_alone();
    assert_eq!(stage(&tenant), refused(SignInRefused::SecondFactorOnly));
}

#[test]
fn a_code_is_not_taken_before_the_password() {
    let mut tenant = helga_with(&helgas(), 0);
    let helga = user(&tenant, HELGA);
    tenant.begin_sign_in(helga, App::Office365);
    tenant.give_code(&code(&helgas(), at(30), 0), at(30));
    assert_eq!(stage(&tenant), SignInStage::Password);
}

#[test]
fn a_sign_in_that_was_refused_goes_no_further() {
    let mut tenant = helga_with(&helgas(), 0);
    let helga = user(&tenant, HELGA);
    tenant.begin_sign_in(helga, App::Office365);
    tenant.offer_code_alone();
    tenant.give_password();
    assert_eq!(stage(&tenant), refused(SignInRefused::SecondFactorOnly));
}

#[test]
fn without_a_sign_in_nothing_is_asked() {
    let mut tenant = helga_with(&helgas(), 0);
    tenant.give_password();
    tenant.give_code("123456", at(30));
    assert_eq!(tenant.sign_in(), None);
}

#[test]
fn a_sign_in_ends_where_the_method_was_turned_off_meanwhile() {
    for typed in [code(&helgas(), at(30), 0), "12345".to_owned()] {
        let mut tenant = helga_with(&helgas(), 0);
        assert_eq!(with_password(&mut tenant, HELGA), SignInStage::Code(None));
        tenant.set_methods(Methods::default());
        tenant.give_code(&typed, at(30));
        assert_eq!(stage(&tenant), refused(SignInRefused::MethodOff), "{typed}");
    }
}

#[test]
fn a_policy_that_only_reports_or_is_off_asks_nothing() {
    for enabled in [Enabled::ReportOnly, Enabled::Off] {
        let mut tenant = helga_with(&helgas(), 0);
        let mut policy = mfa_for_all();
        policy.enabled = enabled;
        tenant.set_policy(policy, false).expect("saved");
        assert_eq!(with_password(&mut tenant, HELGA), PASSWORD_ONLY);
    }
}

#[test]
fn who_is_excluded_is_asked_nothing() {
    let mut tenant = helga_with(&helgas(), 0);
    let mut policy = mfa_for_all();
    policy.excluded = tenant.users().iter().map(|(id, _)| id).collect();
    tenant.set_policy(policy, false).expect("saved");
    assert_eq!(with_password(&mut tenant, HELGA), PASSWORD_ONLY);
}

#[test]
fn a_policy_for_the_portal_asks_nothing_elsewhere() {
    let mut tenant = helga_with(&helgas(), 0);
    let mut policy = mfa_for(user(&tenant, HELGA));
    policy.resources = Resources::Only(App::Portal);
    tenant.set_policy(policy, false).expect("saved");
    assert_eq!(with_password(&mut tenant, HELGA), PASSWORD_ONLY);
}

#[test]
fn a_policy_that_is_gone_asks_nothing() {
    let mut tenant = helga_with(&helgas(), 0);
    tenant.remove_policy();
    assert_eq!(with_password(&mut tenant, HELGA), PASSWORD_ONLY);
}

#[test]
fn a_user_for_whom_the_method_is_on_alone_gets_in_with_a_code() {
    let mut tenant = helga_with(&helgas(), 0);
    let mut only_helga = Audience::None;
    only_helga.set(user(&tenant, HELGA), true);
    tenant.set_methods(Methods {
        hardware_oath: only_helga,
        ..Methods::default()
    });
    assert_eq!(with_password(&mut tenant, HELGA), SignInStage::Code(None));
}

#[test]
fn a_token_too_slow_to_activate_never_signs_in() {
    let mut tenant = tenant_with(&[helgas()]);
    let activated = activate(&mut tenant, &helgas(), at(0), -660);
    assert_eq!(
        activated,
        Activated::Refused(Verdict::TooOld { seconds: 660 })
    );
    tenant.set_methods(methods_for_all());
    let helga = user(&tenant, HELGA);
    tenant.set_policy(mfa_for(helga), false).expect("saved");
    let stage = with_password(&mut tenant, HELGA);
    assert_eq!(stage, refused(SignInRefused::NotActivated));
}
