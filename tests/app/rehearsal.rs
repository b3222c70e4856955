//! A rehearsal as `State::apply` has it: what concerns the list as well, and what is answered.

use totp_toolset::app::{
    Action, ListedId, Notice, RehearsalAction, Sample, State, TenantAnswer, Tool,
};
use totp_toolset::formats::{Column, FindingCode, entra_csv};
use totp_toolset::oath::{Digits, MovingFactor, Stamp, Token};
use totp_toolset::packed::Pack;
use totp_toolset::rehearsal::{
    Activated, App, Audience, Battery, By, Enabled, Grant, Methods, Passed, PolicyRefused,
    ROWS_AT_ONCE, Reason, Refreshed, Resources, SAMPLE_USERS, Screen, SignInStage, judge,
};

use crate::{NOW, OPEN_FOR, RFC_BASE32, page, type_detail, type_seed};

fn rehearse(action: RehearsalAction) -> Action {
    Action::Rehearse(action)
}

fn begin_walk() -> Action {
    rehearse(RehearsalAction::BeginSampleWalk)
}

fn start_over() -> Action {
    rehearse(RehearsalAction::StartOver)
}

/// So many seconds after the page's moment.
fn at(seconds: u64) -> Stamp {
    Stamp {
        clock: NOW.plus_milliseconds(seconds as i64 * 1000),
        uptime: OPEN_FOR.plus_milliseconds(seconds * 1000),
    }
}

/// A token of a person's own joins the list.
fn own(serial: &str, upn: &str) -> Vec<Action> {
    vec![
        type_seed(RFC_BASE32),
        type_detail(Column::SerialNumber, serial),
        type_detail(Column::Manufacturer, "Contoso"),
        type_detail(Column::Model, "Key"),
        type_detail(Column::Upn, upn),
        Action::AddToList,
    ]
}

fn serials(state: &State) -> Vec<String> {
    let serials = state.list.iter().filter_map(|listed| listed.token.serial);
    serials.map(|serial| serial.to_string()).collect()
}

/// The file of these tokens, uploaded in this walk.
fn upload_of(tokens: &[Token], walk: u32) -> Action {
    let file = entra_csv::write(tokens, &[]);
    let (judged, tokens) = judge(&file.bytes).expect("rows");
    rehearse(RehearsalAction::Upload {
        walk,
        name: "tokens.csv".into(),
        judged: Box::new(Ok(judged)),
        left_out: 2,
        packs: vec![Pack::of(&tokens).into()],
        now: at(0),
    })
}

/// The file of these tokens is uploaded, and processed a little later.
fn upload(state: &mut State, tokens: &[Token]) {
    state.apply(upload_of(tokens, state.rehearsal.walks));
    assert_eq!(
        answer(state),
        TenantAnswer::Refreshed(Refreshed::Processing)
    );
    state.apply(rehearse(RehearsalAction::Refresh(at(9))));
    assert_eq!(answer(state), TenantAnswer::Refreshed(Refreshed::Done));
    let last = state.rehearsal.tenant.uploads().last();
    assert_eq!(last.map(|upload| upload.left_out), Some(2));
}

/// All tokens of the list are uploaded.
fn upload_list(state: &mut State) {
    let tokens: Vec<Token> = state.list.iter().map(|listed| listed.token).collect();
    upload(state, &tokens);
}

fn answer(state: &State) -> TenantAnswer {
    state.rehearsal.answer.clone().expect("an answer")
}

fn code(token: &Token, now: Stamp) -> String {
    let MovingFactor::Time(step) = token.factor else {
        panic!("time-based")
    };
    let code = token.hotp().code_at(now.clock, step, Digits::Six);
    code.expect("after 1970").to_string()
}

#[test]
fn a_walk_begins_with_a_token_for_each_of_its_users() {
    let state = page([begin_walk()]);
    assert_eq!(state.list.len(), SAMPLE_USERS.len());
    assert_eq!(state.rehearsal.tenant.users().members(), SAMPLE_USERS.len());
    assert_eq!(state.rehearsal.device.token, state.list.id_of(0));
}

#[test]
fn a_walk_begins_once() {
    let state = page([begin_walk(), begin_walk()]);
    assert_eq!(state.list.len(), SAMPLE_USERS.len());
}

#[test]
fn a_walk_begins_again_where_its_tokens_are_gone() {
    let state = page([begin_walk(), Action::ClearList, begin_walk()]);
    assert_eq!(state.list.len(), SAMPLE_USERS.len());
}

#[test]
fn a_walk_joins_a_persons_own_tokens() {
    let mut state = page(own("0001", "a@contoso.com"));
    state.apply(begin_walk());
    assert_eq!(serials(&state)[..2], ["0001", "SAMPLE-0001"]);
}

#[test]
fn samples_need_not_be_saved() {
    assert!(!page([begin_walk()]).unsaved);
}

#[test]
fn starting_over_takes_the_samples_away_and_leaves_other_tokens() {
    let mut state = page(own("0001", "a@contoso.com"));
    state.apply(begin_walk());
    for action in own("0002", "b@contoso.com") {
        state.apply(action);
    }
    state.apply(start_over());
    assert_eq!(serials(&state), ["0001", "0002"]);
    assert!(state.unsaved);
}

#[test]
fn starting_over_with_nothing_but_samples_leaves_nothing_to_be_saved() {
    let mut state = page(own("0001", "a@contoso.com"));
    state.apply(begin_walk());
    let first = state.list.id_of(0).expect("a row");
    state.apply(Action::Remove(first));
    state.apply(start_over());
    assert!(state.list.is_empty() && !state.unsaved);
}

#[test]
fn a_sample_that_came_back_out_of_the_tenant_is_still_a_sample() {
    let mut state = page([begin_walk()]);
    upload_list(&mut state);
    let second = state.list.id_of(1).expect("a row");
    for action in [
        Action::Remove(second),
        rehearse(RehearsalAction::ListTokens),
        start_over(),
    ] {
        state.apply(action);
    }
    assert_eq!(serials(&state), [""; 0]);
}

#[test]
fn a_persons_own_token_that_came_out_of_the_tenant_stays_whatever_its_serial_number() {
    let mut state = page(own("SAMPLE-0001", "a@contoso.com"));
    state.apply(rehearse(RehearsalAction::AddUsersOfList));
    upload_list(&mut state);
    for action in [
        Action::ClearList,
        rehearse(RehearsalAction::ListTokens),
        start_over(),
    ] {
        state.apply(action);
    }
    assert_eq!(serials(&state), ["SAMPLE-0001"]);
}

#[test]
fn starting_over_empties_the_tenant_and_counts_the_walks() {
    let mut state = page([begin_walk()]);
    upload_list(&mut state);
    state.apply(rehearse(RehearsalAction::GoTo(Screen::Access)));
    state.apply(start_over());
    let rehearsal = &state.rehearsal;
    assert!(rehearsal.tenant.inventory().is_empty());
    assert_eq!(rehearsal.tenant.users().members(), 0);
    assert_eq!((rehearsal.screen, rehearsal.walks), (Screen::Users, 1));
}

#[test]
fn a_file_that_was_judged_after_everything_began_anew_goes_nowhere() {
    for begins_anew in [start_over(), Action::ForgetEverything] {
        let mut state = page([begin_walk()]);
        let tokens: Vec<Token> = state.list.iter().map(|listed| listed.token).collect();
        let late = upload_of(&tokens, state.rehearsal.walks);
        state.apply(begins_anew);
        state.apply(begin_walk());
        state.apply(late);
        assert_eq!(state.rehearsal.tenant.processing(), None);
        assert_eq!(state.rehearsal.answer, None);
    }
}

#[test]
fn forgetting_everything_counts_the_walks_on() {
    let state = page([start_over(), begin_walk(), Action::ForgetEverything]);
    assert_eq!(state.rehearsal.walks, 2);
}

#[test]
fn a_walk_can_begin_after_starting_over() {
    let state = page([begin_walk(), start_over(), begin_walk()]);
    assert_eq!(state.list.len(), SAMPLE_USERS.len());
    assert_eq!(state.rehearsal.tenant.users().members(), SAMPLE_USERS.len());
}

#[test]
fn a_sample_that_was_removed_does_not_come_back_after_starting_over() {
    let mut state = page([begin_walk()]);
    let first = state.list.id_of(0).expect("a row");
    for action in [Action::Remove(first), start_over(), Action::UndoRemoval] {
        state.apply(action);
    }
    assert!(state.list.is_empty());
}

#[test]
fn a_sample_that_is_gone_with_all_others_does_not_come_back_after_starting_over() {
    let mut state = page([begin_walk()]);
    while let Some(first) = state.list.id_of(0) {
        state.apply(Action::Remove(first));
    }
    for action in [start_over(), Action::UndoRemoval] {
        state.apply(action);
    }
    assert!(state.list.is_empty());
}

#[test]
fn starting_over_takes_back_the_offer_to_put_a_sample_back() {
    let mut state = page([begin_walk()]);
    let first = state.list.id_of(0).expect("a row");
    state.apply(Action::Remove(first));
    assert_eq!(state.notice, Some(Notice::Removed));
    state.apply(start_over());
    assert_eq!(state.notice, None);
}

#[test]
fn starting_over_lets_a_person_put_their_own_token_back() {
    let mut state = page(own("0001", "a@contoso.com"));
    let first = state.list.id_of(0).expect("a row");
    for action in [Action::Remove(first), start_over(), Action::UndoRemoval] {
        state.apply(action);
    }
    assert_eq!(serials(&state), ["0001"]);
}

#[test]
fn the_users_of_the_list_join_the_tenant() {
    let mut state = page(own("0001", "a@contoso.com"));
    for action in own("0002", "A@contoso.com") {
        state.apply(action);
    }
    for action in own("0003", "") {
        state.apply(action);
    }
    state.apply(rehearse(RehearsalAction::AddUsersOfList));
    assert_eq!(answer(&state), TenantAnswer::UsersAdded(1));
    assert!(
        state
            .rehearsal
            .tenant
            .users()
            .find("a@contoso.com")
            .is_some()
    );
}

#[test]
fn many_users_join_slice_by_slice_and_are_counted_at_the_end() {
    let name = |number: usize| format!("u{number}@contoso.com");
    let many: Vec<String> = (0..ROWS_AT_ONCE + 1).map(name).collect();
    let mut state = page([rehearse(RehearsalAction::AddUsers(many.clone()))]);
    assert_eq!(state.rehearsal.tenant.users().members(), ROWS_AT_ONCE);
    assert_eq!(state.rehearsal.answer, None);
    assert!(state.rehearsal.goes_on_at().is_some());
    state.apply(rehearse(RehearsalAction::GoOn(at(0))));
    assert_eq!(answer(&state), TenantAnswer::UsersAdded(many.len()));
    assert_eq!(state.rehearsal.goes_on_at(), None);
}

#[test]
fn users_who_are_added_while_others_join_join_after_them() {
    let name = |number: usize| format!("u{number}@contoso.com");
    let many: Vec<String> = (0..ROWS_AT_ONCE + 1).map(name).collect();
    let state = page([
        rehearse(RehearsalAction::AddUsers(many)),
        rehearse(RehearsalAction::AddUsers(vec![name(9_999)])),
    ]);
    assert_eq!(answer(&state), TenantAnswer::UsersAdded(ROWS_AT_ONCE + 2));
    assert_eq!(state.rehearsal.tenant.users().members(), ROWS_AT_ONCE + 2);
}

#[test]
fn a_large_upload_goes_on_until_somebody_looks() {
    let mut state = page([begin_walk()]);
    let tokens: Vec<Token> = state.list.iter().map(|listed| listed.token).collect();
    state.apply(upload_of(&tokens, 0));
    let due = state.rehearsal.goes_on_at().expect("rows are to be taken");
    let now = Stamp {
        uptime: due,
        ..at(0)
    };
    state.apply(rehearse(RehearsalAction::GoOn(now)));
    assert_eq!(state.rehearsal.goes_on_at(), None);
    assert_eq!(
        answer(&state),
        TenantAnswer::Refreshed(Refreshed::Processing)
    );
    state.apply(rehearse(RehearsalAction::Refresh(now)));
    assert_eq!(answer(&state), TenantAnswer::Refreshed(Refreshed::Done));
}

#[test]
fn the_tenants_tokens_join_the_list_where_they_are_missing() {
    let mut state = page([begin_walk()]);
    upload_list(&mut state);
    let second = state.list.id_of(1).expect("a row");
    let fourth = state.list.id_of(3).expect("a row");
    for action in [
        Action::Remove(second),
        Action::Remove(fourth),
        rehearse(RehearsalAction::ListTokens),
    ] {
        state.apply(action);
    }
    let expected = [1, 3, 5, 2, 4].map(|number| format!("SAMPLE-{number:04}"));
    assert_eq!(serials(&state), expected);
}

#[test]
fn no_token_joins_the_list_twice() {
    let mut state = page([begin_walk()]);
    upload_list(&mut state);
    state.apply(rehearse(RehearsalAction::ListTokens));
    assert_eq!(state.list.len(), SAMPLE_USERS.len());
}

#[test]
fn of_two_instances_of_a_token_one_joins_the_list() {
    let mut state = page(own("0001", "a@contoso.com"));
    state.apply(rehearse(RehearsalAction::AddUsersOfList));
    upload_list(&mut state);
    let first = state.list.id_of(0).expect("a row");
    for action in [
        rehearse(RehearsalAction::CreateByGraph(first)),
        Action::ClearList,
        rehearse(RehearsalAction::ListTokens),
    ] {
        state.apply(action);
    }
    assert_eq!(state.rehearsal.tenant.inventory().len(), 2);
    assert_eq!(serials(&state), ["0001"]);
}

#[test]
fn tokens_that_came_out_of_the_tenant_are_to_be_saved() {
    let mut state = page(own("0001", "a@contoso.com"));
    state.apply(rehearse(RehearsalAction::AddUsersOfList));
    upload_list(&mut state);
    state.apply(Action::ClearList);
    state.apply(rehearse(RehearsalAction::ListTokens));
    assert!(state.unsaved);
}

#[test]
fn where_no_token_came_out_of_the_tenant_but_samples_nothing_is_to_be_saved() {
    let mut state = page([begin_walk()]);
    upload_list(&mut state);
    state.apply(rehearse(RehearsalAction::ListTokens));
    assert!(!state.unsaved);
    state.apply(Action::ClearList);
    state.apply(rehearse(RehearsalAction::ListTokens));
    assert!(!state.list.is_empty() && !state.unsaved);
}

#[test]
fn graph_creates_a_token_of_the_list() {
    let mut state = page([begin_walk()]);
    let first = state.list.id_of(0).expect("a row");
    state.apply(rehearse(RehearsalAction::CreateByGraph(first)));
    let tenant = &state.rehearsal.tenant;
    let id = tenant.inventory().find("SAMPLE-0001").expect("created");
    assert_eq!(answer(&state), TenantAnswer::Created(Ok(id)));
}

#[test]
fn graph_creates_no_token_twice() {
    let mut state = page([begin_walk()]);
    let first = state.list.id_of(0).expect("a row");
    state.apply(rehearse(RehearsalAction::CreateByGraph(first)));
    state.apply(rehearse(RehearsalAction::CreateByGraph(first)));
    let taken = TenantAnswer::Created(Err(Reason::SerialTaken));
    assert_eq!(answer(&state), taken);
}

#[test]
fn graph_says_why_it_refuses_a_token() {
    let mut state = page([Action::ChooseDigits(Digits::Eight)]);
    for action in own("0001", "a@contoso.com") {
        state.apply(action);
    }
    let first = state.list.id_of(0).expect("a row");
    state.apply(rehearse(RehearsalAction::CreateByGraph(first)));
    let TenantAnswer::Created(Err(Reason::Finding(finding))) = answer(&state) else {
        panic!("{:?}", state.rehearsal.answer)
    };
    assert_eq!(finding.code, FindingCode::DigitsNotSix);
}

#[test]
fn graph_is_not_asked_for_a_token_that_left_the_list() {
    let mut state = page([begin_walk()]);
    let first = state.list.id_of(0).expect("a row");
    state.apply(Action::Remove(first));
    state.apply(rehearse(RehearsalAction::CreateByGraph(first)));
    assert_eq!(state.rehearsal.answer, None);
}

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

/// From a sample to a sign-in with a code, as a person goes.
fn after_a_whole_walk() -> State {
    let mut state = page([begin_walk()]);
    upload_list(&mut state);
    let helgas = state.list.get(0).expect("a row").token;
    let tenant = &state.rehearsal.tenant;
    let token = tenant.inventory().find("SAMPLE-0001").expect("uploaded");
    let helga = tenant.users().find(SAMPLE_USERS[0]).expect("a user");
    let mut policy = state.rehearsal.policy.clone();
    policy.name = "MFA".to_owned();
    policy.users.set(helga, true);
    policy.resources = Resources::All;
    policy.grant = Grant::RequireMfa;
    policy.enabled = Enabled::On;
    for action in [
        RehearsalAction::Activate(
            token,
            code(&helgas, at(20)).into(),
            By::Administrator,
            at(20),
        ),
        RehearsalAction::SetMethods(Methods {
            hardware_oath: Audience::All,
            ..Methods::default()
        }),
        RehearsalAction::DraftPolicy(policy),
        RehearsalAction::SavePolicy(false),
        RehearsalAction::BeginSignIn(helga, App::Office365),
        RehearsalAction::GivePassword,
        RehearsalAction::GiveCode(code(&helgas, at(90)).into(), at(90)),
    ] {
        state.apply(rehearse(action));
    }
    state
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

#[test]
fn an_answer_is_to_be_seen_until_something_else_is_asked() {
    let mut state = page([rehearse(RehearsalAction::AddUsers(vec![
        "a@contoso.com".to_owned(),
    ]))]);
    assert_eq!(answer(&state), TenantAnswer::UsersAdded(1));
    state.apply(rehearse(RehearsalAction::GoTo(Screen::Tokens)));
    assert_eq!(state.rehearsal.answer, None);
}

#[test]
fn an_answer_stays_while_the_button_of_the_device_is_pressed() {
    let mut state = page([begin_walk(), rehearse(RehearsalAction::RemovePolicy)]);
    let first = press(&mut state, 0);
    assert_eq!(answer(&state), TenantAnswer::PolicyRemoved);
    assert_eq!(state.rehearsal.device.pressed(first), Some(at(1)));
}

#[test]
fn why_a_code_was_refused_is_answered_beside_its_token() {
    let mut state = page([begin_walk()]);
    upload_list(&mut state);
    let tenant = &state.rehearsal.tenant;
    let token = tenant.inventory().at(0).expect("a token");
    let action = RehearsalAction::Activate(token, "12".into(), By::Administrator, at(20));
    state.apply(rehearse(action));
    let expected = TenantAnswer::Activated(token, Activated::NoCode);
    assert_eq!(answer(&state), expected);
}

#[test]
fn a_policy_that_is_refused_stays_in_the_form() {
    let mut state = page([]);
    let mut policy = state.rehearsal.policy.clone();
    policy.name = "MFA".to_owned();
    state.apply(rehearse(RehearsalAction::DraftPolicy(policy.clone())));
    state.apply(rehearse(RehearsalAction::SavePolicy(false)));
    let refused = TenantAnswer::Policy(Err(PolicyRefused::UsersMissing));
    assert_eq!(answer(&state), refused);
    assert_eq!(state.rehearsal.policy, policy);
}

#[test]
fn a_deleted_policy_leaves_an_empty_form() {
    let mut state = after_a_whole_walk();
    state.apply(rehearse(RehearsalAction::RemovePolicy));
    assert_eq!(state.rehearsal.policy, Default::default());
    assert_eq!(state.rehearsal.tenant.policy(), None);
}

/// The token of this place is pressed.
fn press(state: &mut State, place: usize) -> ListedId {
    let id = state.list.id_of(place).expect("a row");
    state.apply(rehearse(RehearsalAction::Press(id, at(1))));
    id
}

#[test]
fn another_device_in_the_hand_is_off_and_so_is_the_one_that_was_laid_down() {
    let mut state = page([begin_walk()]);
    let first = press(&mut state, 0);
    let second = state.list.id_of(1).expect("a row");
    state.apply(rehearse(RehearsalAction::TakeDevice(second)));
    assert_eq!(state.rehearsal.device.token, Some(second));
    for token in [first, second] {
        assert_eq!(state.rehearsal.device.pressed(token), None);
    }
}

#[test]
fn a_device_that_is_in_the_hand_already_stays_lit_when_it_is_taken_again() {
    // The first of the list is in the hand until one is taken.
    let mut state = page(own("0001", "a@contoso.com"));
    assert_eq!(state.rehearsal.device.token, None);
    let first = press(&mut state, 0);
    for _ in 0..2 {
        state.apply(rehearse(RehearsalAction::TakeDevice(first)));
        assert_eq!(state.rehearsal.device.token, Some(first));
        assert_eq!(state.rehearsal.device.pressed(first), Some(at(1)));
    }
}

#[test]
fn a_press_does_not_light_the_token_that_takes_the_place_of_one_that_was_removed() {
    let mut state = page(own("0001", "a@contoso.com"));
    for action in own("0002", "b@contoso.com") {
        state.apply(action);
    }
    let first = press(&mut state, 0);
    state.apply(Action::Remove(first));
    let next = state.list.id_of(0).expect("a row");
    assert_eq!(state.rehearsal.device.pressed(next), None);
}

#[test]
fn every_device_has_its_own_clock_and_battery() {
    let mut state = page([begin_walk()]);
    let [first, second] = [0, 1].map(|row| state.list.id_of(row).expect("a row"));
    state.apply(rehearse(RehearsalAction::SetDrift(first, -540)));
    state.apply(rehearse(RehearsalAction::SetBattery(
        second,
        Battery::Empty,
    )));
    let device = &state.rehearsal.device;
    let (first, second) = (device.condition(first), device.condition(second));
    assert_eq!(
        (first.drift_seconds(), first.battery),
        (-540, Battery::Full)
    );
    assert_eq!(
        (second.drift_seconds(), second.battery),
        (0, Battery::Empty)
    );
}

#[test]
fn the_walk_is_begun_where_its_address_names_it() {
    assert_eq!(Sample::of_hash("#rehearse/sample"), Some(Sample::Rehearse));
    assert_eq!(Tool::Rehearse.name(), "rehearse");
}
