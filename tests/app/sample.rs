//! Built-in samples: what an address names, what they show, and what they never replace.

use std::collections::HashMap;

use totp_toolset::app::{
    Action, CheckAction, ForWhom, IdleLimit, Mask, Notice, OrderAction, RehearsalAction, Sample,
    SeedFile, State, Tool, is_published,
};
use totp_toolset::check::{Examination, Request, examine};
use totp_toolset::formats::{Column, FindingCode, Pasted, Step};
use totp_toolset::issue::OrderField;
use totp_toolset::oath::Secret;
use totp_toolset::rehearsal::SAMPLE_USERS;
use zeroize::Zeroizing;

use crate::{RFC_BASE32, type_detail, type_seed};

/// A page with a seed of its own.
fn page(actions: impl IntoIterator<Item = Action>) -> State {
    let own = Secret::from_bytes(b"a seed that is random").expect("21 bytes");
    let mut state = State::new(Some(own));
    for action in actions {
        state.apply(action);
    }
    state
}

#[test]
fn an_address_names_the_sample_of_a_tool_and_nothing_else() {
    for tool in Tool::ALL {
        let address = format!("#{}/sample", tool.name());
        assert_eq!(Tool::of_hash(&address), Some(tool), "{address}");
    }
    assert_eq!(Sample::of_hash("#code/sample"), Some(Sample::Code));
    assert_eq!(Sample::of_hash("#issue/sample"), Some(Sample::Issue));
    assert_eq!(Sample::of_hash("#check/sample"), Some(Sample::Check));
    assert_eq!(Sample::of_hash("#rehearse/sample"), Some(Sample::Rehearse));
    for none in [
        "",
        "#",
        "#sample",
        "#code",
        "#/sample",
        "code/sample",
        "#code/",
        "#code/other",
        "#code/sample/",
        "#code/sample?secret=JBSWY3DPEHPK3PXP",
        "#code//sample",
        "#Code/sample",
        "#code%2Fsample",
        "#otpauth://totp/a?secret=JBSWY3DPEHPK3PXP",
        "#__proto__/sample",
    ] {
        assert_eq!(Sample::of_hash(none), None, "{none}");
    }
}

#[test]
fn an_unknown_sample_leaves_the_tool() {
    assert_eq!(Tool::of_hash("#check/other"), Some(Tool::Check));
    assert_eq!(Tool::of_hash("#checks/sample"), None);
}

#[test]
fn the_sample_of_code_is_the_published_seed() {
    let state = page([Action::TakeSample(Sample::Code)]);
    let secret = state.code.secret().expect("a seed");
    assert_eq!(secret.expose(), b"12345678901234567890");
    assert!(is_published(secret));
    assert_eq!(state.code.issuer, "Contoso");
    assert_eq!(state.code.account, "helga@contoso.com");
}

#[test]
fn only_the_published_seeds_are_said_to_be_published() {
    let digits = b"1234567890".repeat(7);
    let known = |bytes: &[u8]| is_published(&Secret::from_bytes(bytes).expect("bytes"));
    for length in [20, 32, 64] {
        assert!(known(&digits[..length]), "{length}");
        assert!(!known(&digits[1..=length]), "{length}, one on");
    }
    assert!(!known(&digits[..19]));
    assert!(!known(&digits[..21]));
}

#[test]
fn the_sample_of_issue_is_an_order_for_five_users_that_nobody_has_placed() {
    let state = page([Action::TakeSample(Sample::Issue)]);
    assert_eq!(state.order.for_whom, ForWhom::List);
    assert!(state.list.is_empty());
    let plan = state.order.order().plan(&HashMap::new());
    let Ok(plan) = plan else {
        panic!("an order without problems");
    };
    assert_eq!(plan.survey().tokens, 5);
    let list = plan.survey().list.as_ref().expect("a list");
    assert_eq!((list.users, list.left_out), (5, 0));
}

#[test]
fn the_sample_of_check_has_faults_that_can_be_mended() {
    let state = page([Action::TakeSample(Sample::Check)]);
    let file = state.checkup.file().expect("a file");
    assert_eq!(&*file.name, "sample.csv");
    let found = |request: &Request| examine(file.bytes(), request).expect("a text").examination;
    let before = found(&Request::default());
    let codes = |examination: &Examination| {
        let runs = examination.runs.iter();
        runs.map(|run| (run.finding.code, run.finding.location.row))
            .collect::<Vec<_>>()
    };
    let for_a_person = [
        (FindingCode::SecretLooksHex, 4),
        (FindingCode::SecretConfusable, 5),
        (FindingCode::SerialZerosLost, 6),
    ];
    let safe = [
        (FindingCode::SecretSeparated, 3),
        (FindingCode::UpnTypographicApostrophe, 3),
    ];
    let header = [(FindingCode::HeaderSpelling, 1)];
    assert_eq!(codes(&before), [&header[..], &safe, &for_a_person].concat());
    let offered = before
        .told
        .iter()
        .filter(|told| !told.offers.is_empty())
        .count();
    assert_eq!(offered, safe.len() + for_a_person.len());
    let mut request = Request::default();
    request.mending.take(Step::AllSafe);
    let after = found(&request);
    assert_eq!(codes(&after), [&header[..], &for_a_person].concat());
}

#[test]
fn the_sample_of_rehearse_is_a_token_for_each_of_five_users() {
    let state = page([Action::TakeSample(Sample::Rehearse)]);
    let upns: Vec<String> = state
        .list
        .iter()
        .filter_map(|listed| listed.token.upn)
        .map(|upn| upn.to_string())
        .collect();
    assert_eq!(upns, SAMPLE_USERS);
    assert_eq!(state.rehearsal.tenant.users().members(), 5);
    assert!(!state.unsaved);
}

#[test]
fn entra_id_would_take_the_sample_of_rehearse() {
    let state = page([Action::TakeSample(Sample::Rehearse)]);
    let report = state
        .list
        .report()
        .expect("a short list is checked at once");
    assert_eq!(report.refused_rows, 0);
}

#[test]
fn samples_follow_one_another() {
    let samples = [Sample::Check, Sample::Issue, Sample::Rehearse, Sample::Code];
    let state = page(samples.map(Action::TakeSample));
    assert!(state.untouched);
    assert!(state.checkup.file().is_some());
    assert_eq!(state.list.len(), 5);
    assert!(state.code.secret().is_some_and(is_published));
    assert_eq!(state.notice, None);
}

/// What a person may have put into a page.
fn belongings() -> Vec<Action> {
    let bytes = Zeroizing::new(RFC_BASE32.as_bytes().to_vec());
    let file = SeedFile::new("mine.csv", bytes);
    let count = Pasted::from("7");
    vec![
        type_seed(RFC_BASE32),
        Action::TakeRandomSeed(Secret::from_bytes(&[7; 20]).ok()),
        Action::TypeAccount("helga".to_owned()),
        type_detail(Column::SerialNumber, "1"),
        Action::Order(OrderAction::Type(OrderField::Count, count)),
        Action::Check(CheckAction::TakeFile(file)),
        Action::ClearList,
        Action::Rehearse(RehearsalAction::AddUsersOfList),
    ]
}

#[test]
fn a_sample_never_replaces_what_a_person_has_in_the_page() {
    for (place, belonging) in belongings().into_iter().enumerate() {
        let mut state = page([belonging]);
        let mut before = state.clone();
        for sample in [Sample::Code, Sample::Issue, Sample::Check, Sample::Rehearse] {
            state.apply(Action::TakeSample(sample));
        }
        before.notice = Some(Notice::SampleLeftOut);
        assert_eq!(state, before, "belonging {place}");
    }
}

#[test]
fn looking_around_leaves_a_page_untouched() {
    let state = page([
        Action::GoTo(Tool::Issue),
        Action::SetMask(Mask::Hidden),
        Action::ChooseIdleLimit(IdleLimit::default()),
        Action::ChooseFollowing(5),
        Action::TakeSample(Sample::Code),
    ]);
    assert!(state.code.secret().is_some_and(is_published));
    assert_eq!(state.mask, Mask::Hidden);
}
