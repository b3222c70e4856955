//! A rehearsal as `State::apply` has it: what concerns the list as well, and what is answered.

mod answers;
mod device;
mod graph;
mod leaving;
mod list;
mod walk;

use totp_toolset::app::{Action, ListedId, RehearsalAction, State, TenantAnswer};
use totp_toolset::formats::{Column, entra_csv};
use totp_toolset::oath::{Digits, MovingFactor, Stamp, Token};
use totp_toolset::packed::Pack;
use totp_toolset::rehearsal::{
    App, Audience, By, Enabled, Grant, Methods, Refreshed, Resources, SAMPLE_USERS, judge,
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

/// The token of this place is pressed.
fn press(state: &mut State, place: usize) -> ListedId {
    let id = state.list.id_of(place).expect("a row");
    state.apply(rehearse(RehearsalAction::Press(id, at(1))));
    id
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
