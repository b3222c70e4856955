//! The practice tenant: what it takes, what it refuses and why, at the bounds of each number.

#![cfg(not(target_arch = "wasm32"))]

mod access;
mod activation;
mod agreement;
mod device;
mod evaluation;
mod failures;
mod graph;
mod guide;
mod methods;
mod removing;
mod search;
mod sign_in;
mod upload;
mod users;
mod verdicts;

use std::rc::Rc;

use totp_toolset::formats::entra_csv;
use totp_toolset::oath::{
    Digits, HashAlgorithm, MovingFactor, Secret, Stamp, TimeStep, Token, UnixTime, Uptime,
    UserDetails,
};
use totp_toolset::packed::Pack;
use totp_toolset::rehearsal::{
    AccessPolicy, Activated, App, Audience, By, Enabled, Grant, Methods, PROCESSING_MILLISECONDS,
    Refreshed, Resources, SignInStage, Taken, Tenant, TokenId, UserId, judge,
};

const HEADER: &str = "upn,serial number,secret key,time interval,manufacturer,model";

/// The SHA-1 seed of RFC 6238, appendix B, in base32.
const RFC_BASE32: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

const HELGA: &str = "helga@contoso.com";
const IDRIS: &str = "idris@contoso.com";

/// 2026-11-24 10:30:00 UTC, where steps of 30 and of 60 seconds begin: when the tests begin.
const BEGINNING: i64 = 1_795_516_200;

/// So many seconds later, by both clocks.
fn at(seconds: u64) -> Stamp {
    at_milliseconds(seconds * 1000)
}

fn at_milliseconds(milliseconds: u64) -> Stamp {
    Stamp {
        clock: UnixTime::from_seconds(BEGINNING).plus_milliseconds(milliseconds as i64),
        uptime: Uptime::from_milliseconds(milliseconds),
    }
}

/// A token that Entra ID takes; its secret is made up, and another one for each serial number.
fn token(serial: &str, upn: &str, step: TimeStep) -> Token {
    let mut secret = *b"made up for tests...";
    for (place, byte) in serial.bytes().enumerate() {
        secret[place % 20] ^= byte;
    }
    Token {
        secret: Secret::from_bytes(&secret).expect("20 bytes"),
        hash: HashAlgorithm::Sha1,
        digits: Digits::Six,
        factor: MovingFactor::Time(step),
        serial: serial.parse().ok(),
        manufacturer: "Contoso".parse().ok(),
        model: "HardwareKey".parse().ok(),
        upn: upn.parse().ok(),
        user: UserDetails::default(),
    }
}

/// Helga's token of 30 seconds.
fn helgas() -> Token {
    token("1000001", HELGA, TimeStep::THIRTY)
}

/// The code that a token shows then, where its clock is so many seconds ahead.
fn code(token: &Token, now: Stamp, ahead: i64) -> String {
    let MovingFactor::Time(step) = token.factor else {
        panic!("time-based")
    };
    let time = now.clock.plus_milliseconds(ahead * 1000);
    let code = token.hotp().code_at(time, step, Digits::Six);
    code.expect("after 1970").to_string()
}

/// A code that the token shows at no time of two hours before and after.
fn no_code_of(token: &Token, now: Stamp) -> String {
    let shown: Vec<String> = (-7200..=7200)
        .step_by(30)
        .map(|ahead| code(token, now, ahead))
        .collect();
    (0..1000)
        .map(|number| format!("{number:06}"))
        .find(|code| !shown.contains(code))
        .expect("one of a thousand")
}

/// A file for Entra ID with these rows.
fn csv(rows: &[&str]) -> String {
    let lines = std::iter::once(HEADER).chain(rows.iter().copied());
    lines.map(|line| format!("{line}\r\n")).collect()
}

/// A row that Entra ID takes.
fn row(upn: &str, serial: &str) -> String {
    format!("{upn},{serial},{RFC_BASE32},30,Contoso,HardwareKey")
}

/// Uploads a file and waits for it.
fn upload(tenant: &mut Tenant, name: &str, text: &str, now: Stamp) {
    let (judged, packs) = match judge(text.as_bytes()) {
        Ok((judged, tokens)) => (Ok(judged), vec![Rc::new(Pack::of(&tokens))]),
        Err(refused) => (Err(refused), Vec::new()),
    };
    tenant.upload(name.into(), judged, 0, packs, now);
    let done = Stamp {
        uptime: now.uptime.plus_milliseconds(PROCESSING_MILLISECONDS),
        ..now
    };
    while tenant.takes_rows_at().is_some() {
        tenant.process(done);
    }
    assert_eq!(tenant.refresh(done), Refreshed::Done);
}

/// What came of the rows of the last upload.
fn taken(tenant: &Tenant) -> Rc<Taken> {
    let last = tenant.uploads().last().expect("an upload");
    last.outcome.clone().expect("rows were looked at")
}

/// A tenant that has these tokens, and their users.
fn tenant_with(tokens: &[Token]) -> Tenant {
    let mut tenant = Tenant::default();
    let upns = tokens.iter().filter_map(|token| token.upn.as_ref());
    tenant.add_users(upns.map(|upn| upn.as_str()));
    upload(&mut tenant, "tokens.csv", &file_of(tokens), at(0));
    assert_eq!(tenant.inventory().len(), tokens.len());
    tenant
}

/// The file for Entra ID.
fn file_of<'a>(tokens: impl IntoIterator<Item = &'a Token>) -> String {
    let written = entra_csv::write(tokens, &[]);
    String::from_utf8(written.bytes.to_vec()).expect("text")
}

fn user(tenant: &Tenant, upn: &str) -> UserId {
    tenant.users().find(upn).expect("a user")
}

fn id(tenant: &Tenant, token: &Token) -> TokenId {
    let serial = token.serial.as_ref().expect("a serial number");
    tenant.inventory().find(serial.as_str()).expect("a token")
}

/// An administrator activates the token with the code that it shows; its clock is so many seconds ahead.
fn activate(tenant: &mut Tenant, token: &Token, now: Stamp, ahead: i64) -> Activated {
    let typed = code(token, now, ahead);
    tenant.activate(id(tenant, token), &typed, By::Administrator, now)
}

/// Hardware OATH tokens are on for everybody.
fn methods_for_all() -> Methods {
    Methods {
        hardware_oath: Audience::All,
        ..Methods::default()
    }
}

/// A policy that asks all users for multifactor authentication everywhere, and is on.
fn mfa_for_all() -> AccessPolicy {
    AccessPolicy {
        name: "MFA for everybody".to_owned(),
        users: Audience::All,
        excluded: Default::default(),
        resources: Resources::All,
        grant: Grant::RequireMfa,
        enabled: Enabled::On,
    }
}

/// The same for one user.
fn mfa_for(user: UserId) -> AccessPolicy {
    let mut policy = mfa_for_all();
    policy.users = Audience::None;
    policy.users.set(user, true);
    policy
}

/// A tenant where Helga is asked for a code and has this token, activated at the beginning with a clock so far ahead.
fn helga_with(token: &Token, ahead: i64) -> Tenant {
    let mut tenant = tenant_with(std::slice::from_ref(token));
    let helga = user(&tenant, HELGA);
    tenant.set_methods(methods_for_all());
    let saved = tenant.set_policy(mfa_for(helga), false);
    assert_eq!(saved, Ok(()));
    let activated = activate(&mut tenant, token, at(0), ahead);
    assert!(matches!(activated, Activated::Done { .. }), "{activated:?}");
    tenant
}

/// How far a user gets with the password.
fn with_password(tenant: &mut Tenant, upn: &str) -> SignInStage {
    let user = user(tenant, upn);
    tenant.begin_sign_in(user, App::Office365);
    tenant.give_password();
    stage(tenant)
}

/// How far Helga gets with the password and this code.
fn with_code(tenant: &mut Tenant, typed: &str, now: Stamp) -> SignInStage {
    assert_eq!(with_password(tenant, HELGA), SignInStage::Code(None));
    tenant.give_code(typed, now);
    stage(tenant)
}

fn stage(tenant: &Tenant) -> SignInStage {
    tenant.sign_in().expect("a sign-in").stage
}
