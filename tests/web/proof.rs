//! What the page sees of itself, what it says of a network, and the warning that stands in its place.

use std::rc::Rc;

use totp_toolset::browser::entropy::random_bytes;
use totp_toolset::browser::online::{is_online, on_online_change};
use totp_toolset::browser::sights::Watch;
use totp_toolset::proof::{KNOWN_ANSWERS, Kind, SelfTests, examine};
use totp_toolset::ui::{Blocked, text};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;

use crate::fake::{Fake, js};
use crate::mounted::part;
use crate::wait::until;

/// What a browser says when the policy refuses something; there is no policy here that would.
const REFUSE: &str = "document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', { \
    effectiveDirective: 'connect-src', blockedURI: 'https://collector.test/' + 'a'.repeat(999), disposition: 'enforce', \
    violatedDirective: 'connect-src', documentURI: '', originalPolicy: '', statusCode: 0 }))";

#[wasm_bindgen_test]
fn the_self_tests_pass_in_this_browser() {
    let tests = SelfTests::run(random_bytes);
    assert!(tests.passed(), "{tests:?}");
}

#[wasm_bindgen_test]
fn the_health_check_draws_from_the_browsers_source() {
    let (source, drawn) = Fake::recording(
        &js("return crypto"),
        "getRandomValues",
        "seen.push(given[0].length); return given[0].fill(seen.length)",
    );
    let health = examine(&mut random_bytes);
    drop(source);
    assert!(drawn.length() >= 2 && health.is_ok(), "{health:?}");
}

#[wasm_bindgen_test]
async fn a_request_is_seen_with_its_address() {
    let watch = Watch::start();
    assert!(watch.sees_requests());
    // Whether it is there does not matter: it was asked for.
    js("fetch('/of-the-proof?a=1').catch(() => {})");
    until("the request is seen", || {
        let seen = watch.seen();
        let mut kept = seen.kept().iter();
        kept.any(|one| {
            one.kind == Kind::Request("fetch".to_owned())
                && one.address.ends_with("/of-the-proof?a=1")
        })
    })
    .await;
    let seen = watch.seen();
    assert!(seen.kept().iter().any(|one| one.kind == Kind::Opened));
}

#[wasm_bindgen_test]
async fn what_was_asked_for_before_the_watch_began_is_seen_too() {
    js("fetch('/before-the-watch').catch(() => {})");
    let first = Watch::start();
    let asked = |watch: &Watch| {
        let seen = watch.seen();
        let mut kept = seen.kept().iter();
        kept.any(|one| one.address.ends_with("/before-the-watch"))
    };
    until("the request is seen", || asked(&first)).await;
    let second = Watch::start();
    until("the request of before is seen", || asked(&second)).await;
}

#[wasm_bindgen_test]
async fn a_refusal_is_seen_at_once_and_told_soon() {
    let watch = Watch::start();
    let told = Rc::new(std::cell::Cell::new(0));
    {
        let told = Rc::clone(&told);
        watch.on_more(move || told.set(told.get() + 1));
    }
    for _ in 0..50 {
        js(REFUSE);
    }
    assert_eq!(watch.seen().refused(), 50);
    let seen = watch.seen();
    let refused = seen
        .kept()
        .iter()
        .find(|one| one.kind == Kind::Refused("connect-src".to_owned()));
    let address = refused.map(|refused| refused.address.chars().count());
    assert_eq!(address, Some(200));
    until("somebody was told", || told.get() > 0).await;
    assert!(told.get() < 50, "not of each: {}", told.get());
}

#[wasm_bindgen_test]
fn a_watch_that_is_let_go_listens_no_more() {
    let (_fake, seen) = Fake::recording(
        &js("return EventTarget.prototype"),
        "removeEventListener",
        "seen.push(given[0])",
    );
    drop(Watch::start());
    assert!(seen.includes(&"securitypolicyviolation".into(), 0));
}

#[wasm_bindgen_test]
async fn being_offline_is_told_when_it_comes_to_be_so() {
    let navigator = js("return navigator");
    let offline = Fake::new(&navigator, "onLine", &js("return false"));
    assert!(!is_online());
    let said = Rc::new(std::cell::RefCell::new(Vec::new()));
    let kept = Rc::clone(&said);
    let listeners = on_online_change(move |online| kept.borrow_mut().push(online));
    js("dispatchEvent(new Event('offline'))");
    drop(offline);
    let online = Fake::new(&navigator, "onLine", &js("return true"));
    js("dispatchEvent(new Event('online'))");
    drop((listeners, online));
    js("dispatchEvent(new Event('online'))");
    assert_eq!(*said.borrow(), [false, true]);
}

#[wasm_bindgen_test]
async fn the_warning_names_each_test_that_failed_and_offers_nothing() {
    let failing = |_: &mut [u8]| Err(());
    let tests = Rc::new(SelfTests::run_with(&KNOWN_ANSWERS, |_| None, failing));
    assert_eq!(tests.failures().count(), KNOWN_ANSWERS.len() + 1);
    let shown = Rc::clone(&tests);
    let page = part(move || html! { <Blocked self_tests={Rc::clone(&shown)} /> }).await;
    let said = page.text("#blocked");
    for test in tests.failures() {
        assert!(
            said.contains(&text::proof::subject(test.subject)),
            "{test:?}"
        );
        assert!(
            said.contains(text::proof::verdict(test.verdict)),
            "{test:?}"
        );
    }
    assert!(page.find("button, input, textarea, a").is_none());
}
