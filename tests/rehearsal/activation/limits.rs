//! How many tokens are activated: five a user, 200 within five minutes.

use totp_toolset::oath::{TimeStep, Token, Uptime};
use totp_toolset::rehearsal::{
    ACTIVATION_WINDOW_SECONDS, Activated, MOST_ACTIVATIONS, Status, Tenant,
};

use super::done;
use crate::{HELGA, activate, at, at_milliseconds, helgas, tenant_with, token};

/// Six tokens of one user.
pub fn six() -> Vec<Token> {
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
pub fn many(count: usize) -> Vec<Token> {
    let one = |number: usize| {
        let (serial, upn) = (format!("{number:07}"), format!("u{number}@contoso.com"));
        token(&serial, &upn, TimeStep::THIRTY)
    };
    (0..count).map(one).collect()
}

/// A tenant in which the first 200 were activated, one a second.
pub fn after_two_hundred(tokens: &[Token]) -> Tenant {
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
