//! Tokens are activated: by whom, with which codes, how many at a time.

use totp_toolset::oath::{Digits, MovingFactor, TimeStep, Token, UnixTime, Uptime};
use totp_toolset::rehearsal::{
    ACTIVATION_TOLERANCE_SECONDS, ACTIVATION_WINDOW_SECONDS, Activated, By, Enrolled,
    MOST_ACTIVATIONS, Status, Tenant, Verdict, self_activation_seconds,
};

use crate::{
    HELGA, IDRIS, activate, at, at_milliseconds, code, file_of, helgas, id, methods_for_all,
    no_code_of, tenant_with, token, upload, user,
};

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

/// Six tokens of one user.
fn six() -> Vec<Token> {
    (1..=6)
        .map(|number| token(&format!("100000{number}"), HELGA, TimeStep::THIRTY))
        .collect()
}

#[test]
fn a_user_has_five_tokens() {
    let mut tenant = tenant_with(&six());
    for token in &six()[..5] {
        assert_eq!(activate(&mut tenant, token, at(0), 0), done(0));
    }
    assert_eq!(tenant.inventory().count(Status::Activated), 5);
}

#[test]
fn the_sixth_token_of_a_user_is_uploaded_and_cannot_be_activated() {
    let mut tenant = tenant_with(&six());
    for token in &six()[..5] {
        activate(&mut tenant, token, at(0), 0);
    }
    let sixth = activate(&mut tenant, &six()[5], at(0), 0);
    assert_eq!(sixth, Activated::TooMany);
}

/// Tokens of as many users.
fn many(count: usize) -> Vec<Token> {
    let one = |number: usize| {
        let (serial, upn) = (format!("{number:07}"), format!("u{number}@contoso.com"));
        token(&serial, &upn, TimeStep::THIRTY)
    };
    (0..count).map(one).collect()
}

/// A tenant in which the first 200 were activated, one a second.
fn after_two_hundred(tokens: &[Token]) -> Tenant {
    let mut tenant = tenant_with(tokens);
    for (second, token) in (0..).zip(&tokens[..200]) {
        assert_eq!(activate(&mut tenant, token, at(second), 0), done(0));
    }
    tenant
}

#[test]
fn the_limit_is_microsofts() {
    assert_eq!((MOST_ACTIVATIONS, ACTIVATION_WINDOW_SECONDS), (200, 300));
}

#[test]
fn two_hundred_tokens_are_activated_within_five_minutes() {
    let tenant = after_two_hundred(&many(200));
    assert_eq!(tenant.inventory().count(Status::Activated), 200);
}

#[test]
fn the_two_hundred_and_first_waits_until_the_first_is_five_minutes_old() {
    let tokens = many(201);
    let mut tenant = after_two_hundred(&tokens);
    let goes_on = Uptime::from_milliseconds(300_000);
    for moment in [200_000, 299_999] {
        let activated = activate(&mut tenant, &tokens[200], at_milliseconds(moment), 0);
        assert_eq!(activated, Activated::LimitReached { goes_on }, "{moment}");
    }
}

#[test]
fn it_goes_on_when_the_first_is_five_minutes_old() {
    let tokens = many(201);
    let mut tenant = after_two_hundred(&tokens);
    let activated = activate(&mut tenant, &tokens[200], at(300), 0);
    assert_eq!(activated, done(0));
}

#[test]
fn the_window_slides_on_one_by_one() {
    let tokens = many(203);
    let mut tenant = after_two_hundred(&tokens);
    activate(&mut tenant, &tokens[200], at(300), 0);
    let goes_on = Uptime::from_milliseconds(301_000);
    let next = activate(&mut tenant, &tokens[201], at(300), 0);
    assert_eq!(next, Activated::LimitReached { goes_on });
    assert_eq!(tenant.activations(at(301).uptime), (199, None));
}

#[test]
fn codes_that_are_refused_do_not_count() {
    let mut tenant = tenant_with(&[helgas()]);
    for _ in 0..=MOST_ACTIVATIONS {
        activate(&mut tenant, &helgas(), at(0), 3000);
    }
    assert_eq!(tenant.activations(at(0).uptime), (0, None));
}

#[test]
fn the_limit_does_not_go_by_a_clock_that_people_set() {
    let tokens = many(201);
    let mut tenant = after_two_hundred(&tokens);
    let mut now = at(200);
    now.clock = now.clock.plus_milliseconds(3_600_000);
    let activated = activate(&mut tenant, &tokens[200], now, 0);
    let goes_on = Uptime::from_milliseconds(300_000);
    assert_eq!(activated, Activated::LimitReached { goes_on });
}

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
