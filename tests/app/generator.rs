//! The generator follows whatever changes the codes, and nothing else.

use totp_toolset::app::{Action, ClockMode, FactorKind, Generator, IdleLimit, Mask, State};
use totp_toolset::formats::Column;
use totp_toolset::oath::{
    BeforeEpoch, Counter, Digits, Encoding, EncodingChoice, HashAlgorithm, UnixTime,
};

use crate::{NOW, page, rfc_secret, type_detail, type_seed};

fn generator(state: &State) -> Generator {
    state.code.generator().expect("a usable token").clone()
}

fn code_at(state: &State, seconds: i64) -> String {
    let generator = generator(state);
    let counter = generator
        .counter_at(UnixTime::from_seconds(seconds))
        .expect("after 1970");
    generator.code(counter).to_string()
}

#[test]
fn the_codes_are_those_of_rfc_6238() {
    let state = page([Action::ChooseDigits(Digits::Eight)]);
    // Appendix B, the SHA-1 column.
    let cases = [
        (59, "94287082"),
        (1_111_111_109, "07081804"),
        (20_000_000_000, "65353130"),
    ];
    for (seconds, code) in cases {
        assert_eq!(code_at(&state, seconds), code);
    }
}

#[test]
fn the_codes_of_a_counter_are_those_of_rfc_4226() {
    let mut state = page([Action::ChooseKind(FactorKind::Counter)]);
    // Appendix D.
    for code in ["755224", "287082", "359152"] {
        assert_eq!(code_at(&state, -1), code);
        state.apply(Action::AdvanceCounter);
    }
}

#[test]
fn every_change_of_the_codes_changes_the_generator() {
    let changes = [
        type_seed("GEZDGNBVGY3TQOJQ"),
        Action::TakeRandomSeed(Some(rfc_secret())),
        Action::ChooseHash(HashAlgorithm::Sha256),
        Action::ChooseDigits(Digits::Eight),
        Action::ChooseKind(FactorKind::Counter),
        Action::TypeStep("60".to_owned()),
    ];
    for action in changes {
        let mut state = page([]);
        let before = generator(&state);
        let said = format!("{action:?}");
        state.apply(action);
        assert_ne!(generator(&state), before, "{said}");
    }
}

#[test]
fn whatever_does_not_change_the_codes_keeps_the_generator() {
    let mut state = page([]);
    let before = generator(&state);
    let others = [
        Action::TypeIssuer("x".to_owned()),
        Action::TypeAccount("x".to_owned()),
        Action::SwitchClock(ClockMode::Standing, NOW),
        Action::TypeTime("0".to_owned()),
        Action::SetTime("0".to_owned(), NOW),
        type_detail(Column::Model, "x"),
        Action::AddToList,
        Action::ClearList,
        Action::UndoRemoval,
        Action::SetMask(Mask::Hidden),
        Action::ChooseFollowing(5),
        Action::ChooseAround(60),
        Action::ChooseIdleLimit(IdleLimit::Never),
        Action::AdvanceCounter,
    ];
    for action in others {
        let said = format!("{action:?}");
        state.apply(action);
        assert_eq!(generator(&state), before, "{said}");
    }
}

#[test]
fn whatever_is_unusable_leaves_no_generator() {
    let unusable = [
        type_seed(""),
        type_seed("1"),
        type_seed("otpauth://totp/"),
        Action::TakeRandomSeed(None),
        Action::TypeStep("0".to_owned()),
        Action::ReadSeedAs(EncodingChoice::Only(Encoding::Hex)),
    ];
    for action in unusable {
        let said = format!("{action:?}");
        assert!(page([action]).code.generator().is_none(), "{said}");
    }
}

#[test]
fn the_generator_comes_back_with_a_usable_number() {
    let state = page([
        Action::TypeStep(String::new()),
        Action::TypeStep("60".to_owned()),
    ]);
    assert_eq!(code_at(&state, 119), code_at(&page([]), 59));
}

#[test]
fn there_is_no_code_before_1970() {
    let before = UnixTime::from_milliseconds(-1);
    assert_eq!(generator(&page([])).counter_at(before), Err(BeforeEpoch));
}

#[test]
fn the_truncation_ends_in_the_code() {
    let generator = generator(&page([]));
    let truncation = generator.truncation(Counter(1));
    assert_eq!(
        truncation.code(generator.digits()),
        generator.code(Counter(1))
    );
}
