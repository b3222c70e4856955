//! What is printed while debugging shows no secret, in no spelling.

use totp_toolset::app::{
    Action, ActivationAction, BurnAction, CheckAction, ClipboardAction, ClockMode, Errand,
    ErrandKind, FactorKind, ForWhom, IdleLimit, ListedId, Mask, OrderAction, PaperAction,
    PaperOption, RehearsalAction, Sample, SecretText, State, Tool, Version,
};
use totp_toolset::formats::{Column, Report, Step};
use totp_toolset::issue::{OrderField, Survey};
use totp_toolset::oath::{Digits, Encoding, EncodingChoice, HashAlgorithm, Stamp};
use totp_toolset::packed::{Arrangement, Pack};
use totp_toolset::rehearsal::{
    AccessPolicy, App, Audience, By, Grant, Resources, Screen, TokenId, UserId, judge,
};
use totp_toolset::work::{FileKind, Progress, Written};

use crate::{NOW, OPEN_FOR, RFC_BASE32, page, rfc_secret, type_detail, type_seed};

/// Parts of the secret that every spelling of it holds: base32, in groups, hex, base64, URI, text, list of bytes.
const SPELLINGS: [&str; 8] = [
    "GEZDGNBV",
    "gezdgnbv",
    "GEZD GNBV",
    "31323334",
    "MTIzNDU2",
    "secret=",
    "12345678901234567890",
    "49, 50, 51",
];

fn assert_silent(said: &str) {
    for spelling in SPELLINGS {
        assert!(!said.contains(spelling), "{spelling} in {said}");
    }
}

/// One of each action, those with a secret in every spelling.
fn every_action() -> Vec<Action> {
    let file = format!(
        "upn,serial number,secret key,time interval,manufacturer,model\n\
         a@b.c,7,{RFC_BASE32},30,C,M\na@b.c,8,{RFC_BASE32}1,30,C,M\n{RFC_BASE32}\n"
    );
    let issued = totp_toolset::formats::open(file.as_bytes())
        .expect("a usable file")
        .tokens;
    let uploaded = file.clone();
    let file = totp_toolset::formats::open(file.as_bytes()).map(Into::into);
    let (token, user) = practice();
    vec![
        Action::ReadSeedAs(EncodingChoice::Only(Encoding::Base32)),
        type_seed(RFC_BASE32),
        type_seed(&RFC_BASE32.to_lowercase()),
        type_seed("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"),
        type_seed("3132333435363738393031323334353637383930"),
        type_seed("MTIzNDU2Nzg5MDEyMzQ1Njc4OTA="),
        type_seed(&format!("{RFC_BASE32}1")),
        type_seed(&format!("otpauth:/totp/a?secret={RFC_BASE32}")),
        type_seed(&format!(
            "otpauth://totp/a?secret={RFC_BASE32}&digits={RFC_BASE32}"
        )),
        type_seed(&format!(
            "otpauth://totp/a?secret={RFC_BASE32}&x={RFC_BASE32}"
        )),
        Action::TakeRandomSeed(None),
        Action::TakeRandomSeed(Some(rfc_secret())),
        Action::ChooseHash(HashAlgorithm::Sha256),
        Action::ChooseDigits(Digits::Eight),
        Action::ChooseKind(FactorKind::Time),
        Action::TypeStep("60".to_owned()),
        Action::TypeCounter("1".to_owned()),
        Action::AdvanceCounter,
        Action::TypeIssuer("Contoso".to_owned()),
        Action::TypeAccount("alice".to_owned()),
        Action::SwitchClock(ClockMode::Running, NOW),
        Action::TypeTime("59".to_owned()),
        Action::SetTime("59".to_owned(), NOW),
        type_detail(Column::Model, "Key"),
        Action::AddToList,
        Action::ShowListed(ListedId(0)),
        Action::Open("seeds.csv".to_owned(), file),
        Action::TakeReport(Version::default(), Report::default()),
        Action::Arrange(Arrangement::default()),
        Action::TakeRows(Version::default(), Arrangement::default(), vec![0]),
        Action::Activation(ActivationAction::Begin),
        Action::Activation(ActivationAction::Next(OPEN_FOR)),
        Action::Burn(BurnAction::Open),
        Action::Burn(BurnAction::Mark),
        Action::GoTo(Tool::Issue),
        Action::GoToScreen(Screen::SignIn),
        Action::TakeSample(Sample::Check),
        Action::Order(OrderAction::Type(OrderField::Users, RFC_BASE32.into())),
        Action::Order(OrderAction::ChooseForWhom(ForWhom::List)),
        Action::Issued(vec![Pack::of(&issued)], Survey::default()),
        Action::BeginErrand(Errand::new(
            ErrandKind::Open("seeds.csv".to_owned()),
            OPEN_FOR,
        )),
        Action::AdvanceErrand(Progress::default(), OPEN_FOR),
        Action::EndErrand,
        Action::CancelErrand,
        Action::Remove(ListedId(0)),
        Action::UndoRemoval,
        Action::Remove(ListedId(0)),
        Action::HandOut(FileKind::EntraCsv, Written::default()),
        Action::SetMask(Mask::Hidden),
        Action::ChooseFollowing(3),
        Action::ChooseAround(10),
        Action::ChooseIdleLimit(IdleLimit::Never),
        Action::Check(CheckAction::paste(RFC_BASE32)),
        Action::Check(CheckAction::Mend(Step::Retype {
            row: 2,
            column: Column::SecretKey,
            text: RFC_BASE32.into(),
        })),
        Action::ListChecked,
        Action::HandOutChecked(Written::default()),
        Action::Rehearse(RehearsalAction::BeginSampleWalk),
        Action::Rehearse(RehearsalAction::AddUsers(vec![
            "a@b.c".to_owned(),
            RFC_BASE32.to_owned(),
        ])),
        Action::Rehearse(RehearsalAction::AddUsersOfList),
        upload(&uploaded, 0),
        Action::Rehearse(RehearsalAction::Refresh(stamp(9))),
        Action::Rehearse(RehearsalAction::Activate(
            token,
            RFC_BASE32.into(),
            By::Administrator,
            stamp(9),
        )),
        Action::Rehearse(RehearsalAction::TakeAndActivate(
            user,
            RFC_BASE32.to_owned(),
            RFC_BASE32.into(),
            By::User,
            stamp(9),
        )),
        Action::Rehearse(RehearsalAction::DraftPolicy(AccessPolicy {
            name: RFC_BASE32.to_owned(),
            users: Audience::All,
            resources: Resources::All,
            grant: Grant::RequireMfa,
            ..AccessPolicy::default()
        })),
        Action::Rehearse(RehearsalAction::SavePolicy(false)),
        Action::Rehearse(RehearsalAction::BeginSignIn(user, App::Portal)),
        Action::Rehearse(RehearsalAction::GiveCode(RFC_BASE32.into(), stamp(9))),
        Action::Rehearse(RehearsalAction::CreateByGraph(ListedId(0))),
        Action::Rehearse(RehearsalAction::ListTokens),
        Action::Paper(PaperAction::Tick(PaperOption::Secret, true)),
        Action::Clipboard(ClipboardAction::CopySecret(NOW)),
        Action::ForgetRemoved,
        Action::ClearList,
        Action::ForgetEverything,
        Action::TakeSample(Sample::Code),
    ]
}

/// At this time, so many seconds later by the clock that only goes on.
fn stamp(seconds: u64) -> Stamp {
    Stamp {
        clock: NOW,
        uptime: OPEN_FOR.plus_milliseconds(seconds * 1000),
    }
}

fn upload(file: &str, seconds: u64) -> Action {
    let (judged, tokens) = judge(file.as_bytes()).expect("rows");
    Action::Rehearse(RehearsalAction::Upload {
        walk: 0,
        name: "seeds.csv".into(),
        judged: Box::new(Ok(judged)),
        left_out: 0,
        packs: vec![Pack::of(&tokens).into()],
        now: stamp(seconds),
    })
}

/// The first token and the first user of a practice tenant.
fn practice() -> (TokenId, UserId) {
    let mut state = page([
        type_detail(Column::Manufacturer, "Contoso"),
        type_detail(Column::Model, "Key"),
        Action::AddToList,
    ]);
    let id = state.list.id_of(0).expect("it was added");
    state.apply(Action::Rehearse(RehearsalAction::CreateByGraph(id)));
    let tenant = state.rehearsal.tenant;
    let token = tenant.inventory().at(0).expect("it was created");
    (token, tenant.users().at(0).expect("an administrator"))
}

/// A new action is a number here, and belongs into [`every_action`].
fn number(action: &Action) -> usize {
    match action {
        Action::TypeSeed(_) => 0,
        Action::ReadSeedAs(_) => 1,
        Action::TakeRandomSeed(_) => 2,
        Action::ChooseHash(_) => 3,
        Action::ChooseDigits(_) => 4,
        Action::ChooseKind(_) => 5,
        Action::TypeStep(_) => 6,
        Action::TypeCounter(_) => 7,
        Action::AdvanceCounter => 8,
        Action::TypeIssuer(_) => 9,
        Action::TypeAccount(_) => 10,
        Action::SwitchClock(..) => 11,
        Action::TypeTime(_) => 12,
        Action::SetTime(..) => 13,
        Action::TypeDetail(..) => 14,
        Action::AddToList => 15,
        Action::ShowListed(_) => 16,
        Action::Remove(_) => 17,
        Action::UndoRemoval => 18,
        Action::ClearList => 19,
        Action::Open(..) => 20,
        Action::HandOut(..) => 21,
        Action::SetMask(_) => 22,
        Action::ChooseFollowing(_) => 23,
        Action::ChooseAround(_) => 24,
        Action::ChooseIdleLimit(_) => 25,
        Action::TakeReport(..) => 26,
        Action::Arrange(_) => 27,
        Action::TakeRows(..) => 28,
        Action::GoTo(_) => 29,
        Action::BeginErrand(_) => 30,
        Action::AdvanceErrand(..) => 31,
        Action::EndErrand => 32,
        Action::CancelErrand => 33,
        Action::Order(_) => 34,
        Action::Issued(..) => 35,
        Action::Activation(_) => 36,
        Action::Burn(_) => 37,
        Action::Paper(_) => 38,
        Action::Check(_) => 39,
        Action::ListChecked => 40,
        Action::HandOutChecked(_) => 41,
        Action::Clipboard(_) => 42,
        Action::ForgetRemoved => 43,
        Action::ForgetEverything => 44,
        Action::TakeSample(_) => 45,
        Action::Rehearse(_) => 46,
        Action::GoToScreen(_) => 47,
    }
}

#[test]
fn every_action_is_among_those_that_are_tried() {
    let mut numbers: Vec<usize> = every_action().iter().map(number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers, Vec::from_iter(0..48));
}

#[test]
fn a_debugged_action_shows_no_secret() {
    for action in every_action() {
        assert_silent(&format!("{action:?} {action:#?}"));
    }
}

#[test]
fn a_debugged_page_shows_no_secret_whatever_happened() {
    let mut state = page([]);
    assert_silent(&format!("{state:?}"));
    for action in every_action() {
        state.apply(action);
        assert_silent(&format!("{state:?} {state:#?}"));
    }
}

#[test]
fn a_debugged_page_shows_no_code() {
    let state = page([]);
    let generator = state.code.generator().expect("a usable token");
    let counter = generator.counter_at(NOW).expect("after 1970");
    let code = generator.code(counter);
    let said = format!("{state:?} {code:?} {:?}", generator.truncation(counter));
    assert!(!said.contains(&code.to_string()), "{said}");
}

#[test]
fn a_debugged_text_shows_its_length_alone() {
    let text = SecretText::new("GEZDGNBV".to_owned());
    assert_eq!(format!("{text:?}"), "SecretText(8 bytes)");
}

#[test]
fn no_mask_hides_the_codes() {
    let state: State = page([Action::SetMask(Mask::HiddenByIdling)]);
    assert!(state.code.generator().is_some());
}
