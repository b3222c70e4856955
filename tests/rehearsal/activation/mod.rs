//! Tokens are activated: with which codes, and which tokens.

mod by_user;
mod limits;

use totp_toolset::oath::{Digits, MovingFactor, TimeStep, Token, UnixTime};
use totp_toolset::rehearsal::{
    ACTIVATION_TOLERANCE_SECONDS, Activated, By, Status, Tenant, Verdict,
};

use crate::{HELGA, IDRIS, activate, at, code, helgas, id, no_code_of, tenant_with, token};

fn status(tenant: &Tenant, token: &Token) -> Status {
    let token = tenant.inventory().get(id(tenant, token));
    token.expect("a token").status
}

fn of(step: TimeStep) -> Token {
    token("1000001", HELGA, step)
}

const fn done(drift: i64) -> Activated {
    Activated::Done { drift }
}

#[test]
fn a_token_is_activated_with_the_code_that_it_shows() {
    let mut tenant = tenant_with(&[helgas()]);
    assert_eq!(activate(&mut tenant, &helgas(), at(10), 0), done(0));
    assert_eq!(status(&tenant, &helgas()), Status::Activated);
}

#[test]
fn an_administrators_tolerance_is_the_one_that_the_guides_give() {
    assert_eq!(ACTIVATION_TOLERANCE_SECONDS, 600);
}

#[test]
fn a_clock_ten_minutes_off_is_tolerated_while_activating_and_learned() {
    for step in [TimeStep::THIRTY, TimeStep::SIXTY] {
        for ahead in [-600, 600] {
            let mut tenant = tenant_with(&[of(step)]);
            let steps = ahead / i64::from(step.seconds());
            let activated = activate(&mut tenant, &of(step), at(0), ahead);
            assert_eq!(activated, done(steps), "{step} {ahead}");
        }
    }
}

#[test]
fn a_clock_one_step_further_off_is_not() {
    for step in [TimeStep::THIRTY, TimeStep::SIXTY] {
        let seconds = 600 + u64::from(step.seconds());
        let old = Verdict::TooOld { seconds };
        let new = Verdict::TooNew { seconds };
        for (ahead, verdict) in [(-(seconds as i64), old), (seconds as i64, new)] {
            let mut tenant = tenant_with(&[of(step)]);
            let activated = activate(&mut tenant, &of(step), at(0), ahead);
            assert_eq!(activated, Activated::Refused(verdict));
            assert_eq!(status(&tenant, &of(step)), Status::Assigned);
        }
    }
}

#[test]
fn an_old_code_is_told_from_a_wrong_one_for_an_hour() {
    let mut tenant = tenant_with(&[helgas()]);
    let hour = activate(&mut tenant, &helgas(), at(0), -3600);
    let longer = activate(&mut tenant, &helgas(), at(0), -3630);
    let seconds = 3600;
    assert_eq!(hour, Activated::Refused(Verdict::TooOld { seconds }));
    assert_eq!(longer, Activated::Refused(Verdict::Wrong));
}

#[test]
fn a_code_of_the_hour_to_come_is_too_new() {
    let mut tenant = tenant_with(&[helgas()]);
    let hour = activate(&mut tenant, &helgas(), at(0), 3600);
    let longer = activate(&mut tenant, &helgas(), at(0), 3630);
    let seconds = 3600;
    assert_eq!(hour, Activated::Refused(Verdict::TooNew { seconds }));
    assert_eq!(longer, Activated::Refused(Verdict::Wrong));
}

#[test]
fn another_tokens_code_is_wrong() {
    let other = token("1000002", IDRIS, TimeStep::THIRTY);
    let mut tenant = tenant_with(&[helgas(), other]);
    let typed = no_code_of(&helgas(), at(0));
    let helgas = id(&tenant, &helgas());
    let activated = tenant.activate(helgas, &typed, By::Administrator, at(0));
    assert_eq!(activated, Activated::Refused(Verdict::Wrong));
}

#[test]
fn a_token_of_the_upload_stays_assigned_when_a_code_is_refused() {
    let mut tenant = tenant_with(&[helgas()]);
    activate(&mut tenant, &helgas(), at(0), 3000);
    assert_eq!(status(&tenant, &helgas()), Status::Assigned);
}

#[test]
fn what_is_not_six_digits_is_no_code() {
    let mut tenant = tenant_with(&[helgas()]);
    let id = id(&tenant, &helgas());
    for typed in [
        "",
        "12345",
        "1234567",
        "12345a",
        "-12345",
        "１２３４５６",
        "1.2345",
    ] {
        let activated = tenant.activate(id, typed, By::Administrator, at(0));
        assert_eq!(activated, Activated::NoCode, "{typed}");
    }
}

#[test]
fn blanks_between_the_digits_do_not_matter() {
    let mut tenant = tenant_with(&[helgas()]);
    let shown = code(&helgas(), at(0), 0);
    let typed = format!(" {} {} ", &shown[..3], &shown[3..]);
    let id = id(&tenant, &helgas());
    let activated = tenant.activate(id, &typed, By::Administrator, at(0));
    assert_eq!(activated, done(0));
}

/// A moment of the next days at which the token's code begins with so many zeros.
fn moment_of_zeros(token: &Token, zeros: &str) -> u64 {
    (0..30_000_000)
        .step_by(30)
        .find(|seconds| code(token, at(*seconds), 0).starts_with(zeros))
        .expect("a code in a million")
}

#[test]
fn leading_zeros_are_part_of_the_code() {
    let seconds = moment_of_zeros(&helgas(), "000");
    let mut tenant = tenant_with(&[helgas()]);
    assert_eq!(activate(&mut tenant, &helgas(), at(seconds), 0), done(0));
}

#[test]
fn a_code_without_its_leading_zero_is_none() {
    let seconds = moment_of_zeros(&helgas(), "0");
    let mut tenant = tenant_with(&[helgas()]);
    let typed = code(&helgas(), at(seconds), 0);
    let id = id(&tenant, &helgas());
    let activated = tenant.activate(id, &typed[1..], By::Administrator, at(seconds));
    assert_eq!(activated, Activated::NoCode);
}

#[test]
fn what_is_activated_is_not_activated_again() {
    let mut tenant = tenant_with(&[helgas()]);
    activate(&mut tenant, &helgas(), at(0), 0);
    let again = activate(&mut tenant, &helgas(), at(30), 0);
    assert_eq!(again, Activated::Already);
}

#[test]
fn a_token_that_is_nobodys_cannot_be_activated() {
    let mut tenant = Tenant::default();
    let id = tenant.create_by_graph(&helgas()).expect("created");
    let typed = code(&helgas(), at(0), 0);
    let activated = tenant.activate(id, &typed, By::Administrator, at(0));
    assert_eq!(activated, Activated::Unassigned);
}

#[test]
fn a_token_of_a_tenant_that_began_anew_is_not_found() {
    let mut tenant = tenant_with(&[helgas()]);
    let id = id(&tenant, &helgas());
    tenant.start_over();
    let typed = code(&helgas(), at(0), 0);
    let activated = tenant.activate(id, &typed, By::Administrator, at(0));
    assert_eq!(activated, Activated::NotFound);
}

#[test]
fn before_1970_no_code_is_right() {
    let mut tenant = tenant_with(&[helgas()]);
    let mut now = at(0);
    now.clock = UnixTime::from_seconds(-1);
    let MovingFactor::Time(step) = helgas().factor else {
        panic!("time-based")
    };
    let first = UnixTime::from_seconds(0);
    let typed = helgas().hotp().code_at(first, step, Digits::Six);
    let typed = typed.expect("1970").to_string();
    let id = id(&tenant, &helgas());
    let activated = tenant.activate(id, &typed, By::Administrator, now);
    assert_eq!(activated, Activated::Refused(Verdict::Wrong));
}

#[test]
fn in_the_first_minutes_of_1970_there_is_no_earlier_code() {
    let mut tenant = tenant_with(&[helgas()]);
    let mut now = at(0);
    now.clock = UnixTime::from_seconds(0);
    assert_eq!(activate(&mut tenant, &helgas(), now, 600), done(20));
}
