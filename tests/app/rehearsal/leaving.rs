//! What is kept of a rehearsal, what is forgotten, and what is never told.

use totp_toolset::app::{Action, Notice, RehearsalAction, Sample};
use totp_toolset::rehearsal::{
    App, Battery, By, Methods, Passed, SAMPLE_USERS, Screen, SignInStage,
};

use super::{after_a_whole_walk, at, begin_walk, code, rehearse, upload_list};
use crate::{RFC_BASE32, page};

#[test]
fn forgetting_everything_empties_the_tenant() {
    let mut state = page([begin_walk()]);
    upload_list(&mut state);
    state.apply(Action::ForgetEverything);
    assert!(state.rehearsal.tenant.inventory().is_empty());
    assert_eq!(state.rehearsal.tenant.users().members(), 0);
    assert_eq!(state.rehearsal.device, Default::default());
}

#[test]
fn going_to_a_screen_leaves_the_page_untouched() {
    let screens = Screen::ALL.map(|screen| rehearse(RehearsalAction::GoTo(screen)));
    let mut state = page(screens);
    assert!(state.untouched);
    state.apply(Action::TakeSample(Sample::Rehearse));
    assert_eq!(state.list.len(), SAMPLE_USERS.len());
}

/// One of each action that a person can do in an empty tenant, but going to another screen.
fn deeds() -> Vec<RehearsalAction> {
    let state = page([begin_walk()]);
    let id = state.list.id_of(0).expect("a row");
    let user = state.rehearsal.tenant.users().at(0).expect("a user");
    vec![
        RehearsalAction::TakeDevice(id),
        RehearsalAction::Press(id, at(0)),
        RehearsalAction::SetDrift(id, 60),
        RehearsalAction::SetBattery(id, Battery::Low),
        RehearsalAction::AddUsers(vec!["a@contoso.com".to_owned()]),
        RehearsalAction::Refresh(at(0)),
        RehearsalAction::GoOn(at(0)),
        RehearsalAction::TakeAndActivate(user, "1".to_owned(), "123456".into(), By::User, at(0)),
        RehearsalAction::SetMethods(Methods::default()),
        RehearsalAction::DraftPolicy(Default::default()),
        RehearsalAction::SavePolicy(false),
        RehearsalAction::RemovePolicy,
        RehearsalAction::BeginSignIn(user, App::Portal),
        RehearsalAction::OfferCodeAlone,
        RehearsalAction::GivePassword,
        RehearsalAction::GiveCode("123456".into(), at(0)),
        RehearsalAction::CreateByGraph(id),
        RehearsalAction::AddUsersOfList,
        RehearsalAction::ListTokens,
        RehearsalAction::BeginSampleWalk,
        RehearsalAction::StartOver,
    ]
}

#[test]
fn whatever_else_a_person_does_no_sample_replaces_it() {
    for deed in deeds() {
        let name = format!("{deed:?}");
        let mut state = page([rehearse(deed)]);
        assert!(!state.untouched, "{name}");
        state.apply(Action::TakeSample(Sample::Code));
        assert_eq!(state.notice, Some(Notice::SampleLeftOut), "{name}");
    }
}

#[test]
fn no_debug_of_an_action_tells_what_was_typed() {
    let user = page([]).rehearsal.tenant.users().at(0).expect("a user");
    for action in [
        RehearsalAction::AddUsers(vec![RFC_BASE32.to_owned()]),
        RehearsalAction::TakeAndActivate(
            user,
            RFC_BASE32.to_owned(),
            "903809".into(),
            By::User,
            at(0),
        ),
        RehearsalAction::GiveCode("903809".into(), at(0)),
    ] {
        let said = format!("{action:?} {action:#?}");
        assert!(
            !said.contains("903809") && !said.contains("GEZDGNBV"),
            "{said}"
        );
    }
}

#[test]
fn a_whole_walk_ends_with_a_sign_in() {
    let state = after_a_whole_walk();
    let tenant = &state.rehearsal.tenant;
    let token = tenant.inventory().find("SAMPLE-0001").expect("uploaded");
    let stage = tenant.sign_in().map(|sign_in| sign_in.stage);
    let passed = Passed::WithCode { token, drift: 0 };
    assert_eq!(stage, Some(SignInStage::Done(passed)));
}

#[test]
fn no_debug_of_a_page_after_a_walk_tells_a_secret_or_a_code() {
    let state = after_a_whole_walk();
    let said = format!("{state:?} {state:#?}");
    for listed in state.list.iter() {
        let typed = [code(&listed.token, at(20)), code(&listed.token, at(90))];
        assert!(!typed.iter().any(|code| said.contains(code)), "{said}");
    }
    assert!(!said.contains("totp-toolset-walk"), "{said}");
}
