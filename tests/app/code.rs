//! The form of `#code`: what an otpauth URI fills in, and what is edited afterwards.

use totp_toolset::app::{Action, CodeProblem, FactorKind, State};
use totp_toolset::oath::{
    Counter, Digits, Encoding, EncodingChoice, HashAlgorithm, MovingFactor, TimeStep,
};

use crate::{page, rfc_secret, type_seed};

const URI: &str = "otpauth://totp/Contoso:alice@contoso.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
                   &issuer=Contoso&algorithm=SHA256&digits=8&period=60";

fn fields(state: &State) -> (HashAlgorithm, Digits, FactorKind, &str, &str, &str) {
    let code = &state.code;
    (
        code.hash,
        code.digits,
        code.kind,
        code.step.as_str(),
        code.issuer.as_str(),
        code.account.as_str(),
    )
}

#[test]
fn the_page_opens_with_what_most_tokens_use() {
    let state = page([]);
    assert_eq!(
        (state.code.hash, state.code.digits, state.code.factor()),
        (
            HashAlgorithm::Sha1,
            Digits::Six,
            Ok(MovingFactor::Time(TimeStep::THIRTY))
        )
    );
}

#[test]
fn a_uri_fills_in_all_that_it_says() {
    let state = page([type_seed(URI)]);
    assert_eq!(
        fields(&state),
        (
            HashAlgorithm::Sha256,
            Digits::Eight,
            FactorKind::Time,
            "60",
            "Contoso",
            "alice@contoso.com"
        )
    );
}

#[test]
fn a_uri_that_says_nothing_else_means_the_defaults() {
    let state = page([
        type_seed(URI),
        type_seed("otpauth://totp/?secret=GEZDGNBVGY3TQOJQ"),
    ]);
    assert_eq!(
        fields(&state),
        (
            HashAlgorithm::Sha1,
            Digits::Six,
            FactorKind::Time,
            "30",
            "",
            ""
        )
    );
}

#[test]
fn a_hotp_uri_fills_in_its_counter() {
    let state = page([type_seed(
        "otpauth://hotp/a?secret=GEZDGNBVGY3TQOJQ&counter=7",
    )]);
    assert_eq!(state.code.factor(), Ok(MovingFactor::Counter(Counter(7))));
}

#[test]
fn a_broken_uri_changes_no_other_field() {
    let state = page([
        type_seed(URI),
        type_seed(&URI.replace("digits=8", "digits=5")),
    ]);
    assert_eq!(fields(&state), fields(&page([type_seed(URI)])));
}

#[test]
fn a_seed_alone_changes_no_other_field() {
    let state = page([type_seed(URI), type_seed("GEZDGNBVGY3TQOJQ")]);
    assert_eq!(fields(&state), fields(&page([type_seed(URI)])));
}

/// Each field, changed by hand.
fn edits() -> [Action; 5] {
    [
        Action::ChooseHash(HashAlgorithm::Sha512),
        Action::ChooseDigits(Digits::Seven),
        Action::TypeStep("45".to_owned()),
        Action::TypeIssuer("Fabrikam".to_owned()),
        Action::TypeAccount("bob".to_owned()),
    ]
}

const EDITED: (HashAlgorithm, Digits, FactorKind, &str, &str, &str) = (
    HashAlgorithm::Sha512,
    Digits::Seven,
    FactorKind::Time,
    "45",
    "Fabrikam",
    "bob",
);

#[test]
fn what_is_edited_after_a_uri_holds() {
    let state = page([type_seed(URI)].into_iter().chain(edits()));
    assert_eq!(fields(&state), EDITED);
}

#[test]
fn what_is_edited_after_a_uri_holds_when_the_seed_is_read_another_way() {
    let mut state = page([type_seed(URI)].into_iter().chain(edits()));
    state.apply(Action::ReadSeedAs(EncodingChoice::Only(Encoding::Base32)));
    assert_eq!(fields(&state), EDITED);
}

#[test]
fn what_is_edited_goes_into_the_uri() {
    let state = page([type_seed(URI)].into_iter().chain(edits()));
    assert_eq!(
        state.code.uri().as_deref().map(String::as_str),
        Some(
            "otpauth://totp/Fabrikam:bob?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Fabrikam\
             &algorithm=SHA512&digits=7&period=45"
        )
    );
}

#[test]
fn a_step_is_a_whole_number_of_seconds_above_zero() {
    let cases = [
        ("30", Some(30)),
        (" 60 ", Some(60)),
        ("1", Some(1)),
        ("4294967295", Some(u32::MAX)),
        ("", None),
        ("0", None),
        ("-30", None),
        ("30.5", None),
        ("thirty", None),
        ("4294967296", None),
    ];
    for (text, seconds) in cases {
        let state = page([Action::TypeStep(text.to_owned())]);
        let expected = seconds
            .and_then(|seconds| TimeStep::try_from(seconds).ok())
            .map(MovingFactor::Time)
            .ok_or(CodeProblem::Step);
        assert_eq!(state.code.factor(), expected, "{text}");
    }
}

#[test]
fn a_counter_is_a_whole_number_below_two_to_the_64th() {
    let cases = [
        ("0", Some(0)),
        (" 7 ", Some(7)),
        ("18446744073709551615", Some(u64::MAX)),
        ("", None),
        ("-1", None),
        ("1e3", None),
        ("18446744073709551616", None),
    ];
    for (text, counter) in cases {
        let state = page([
            Action::ChooseKind(FactorKind::Counter),
            Action::TypeCounter(text.to_owned()),
        ]);
        let expected = counter
            .map(|counter| MovingFactor::Counter(Counter(counter)))
            .ok_or(CodeProblem::Counter);
        assert_eq!(state.code.factor(), expected, "{text}");
    }
}

#[test]
fn a_bad_counter_does_not_matter_to_a_time_based_token() {
    let state = page([Action::TypeCounter("x".to_owned())]);
    assert_eq!(
        state.code.factor(),
        Ok(MovingFactor::Time(TimeStep::THIRTY))
    );
}

#[test]
fn a_bad_number_leaves_no_uri() {
    let state = page([Action::TypeStep("x".to_owned())]);
    assert!(state.code.uri().is_none());
}

#[test]
fn step_and_counter_outlive_a_change_of_kind() {
    let state = page([
        Action::TypeStep("60".to_owned()),
        Action::ChooseKind(FactorKind::Counter),
        Action::TypeCounter("9".to_owned()),
        Action::ChooseKind(FactorKind::Time),
    ]);
    assert_eq!(
        (state.code.step.as_str(), state.code.counter.as_str()),
        ("60", "9")
    );
}

#[test]
fn a_counter_goes_one_on() {
    let state = page([
        Action::ChooseKind(FactorKind::Counter),
        Action::TypeCounter("41".to_owned()),
        Action::AdvanceCounter,
    ]);
    assert_eq!(state.code.counter, "42");
}

#[test]
fn the_last_counter_stays_the_last() {
    let last = u64::MAX.to_string();
    let state = page([
        Action::ChooseKind(FactorKind::Counter),
        Action::TypeCounter(last.clone()),
        Action::AdvanceCounter,
    ]);
    assert_eq!(state.code.counter, last);
}

#[test]
fn no_counter_goes_on_where_there_is_none() {
    let by_time = page([Action::AdvanceCounter]);
    let unreadable = page([
        Action::ChooseKind(FactorKind::Counter),
        Action::TypeCounter("x".to_owned()),
        Action::AdvanceCounter,
    ]);
    assert_eq!(
        (
            by_time.code.counter.as_str(),
            unreadable.code.counter.as_str()
        ),
        ("0", "x")
    );
}

#[test]
fn only_what_every_app_assumes_is_common() {
    let cases = [
        (None, false),
        (Some(Action::ChooseHash(HashAlgorithm::Sha256)), true),
        (Some(Action::ChooseDigits(Digits::Eight)), true),
        (Some(Action::TypeStep("60".to_owned())), true),
        (Some(Action::TypeStep("x".to_owned())), true),
        (Some(Action::ChooseKind(FactorKind::Counter)), true),
        (Some(Action::TypeIssuer("x".to_owned())), false),
    ];
    for (action, uncommon) in cases {
        let said = format!("{action:?}");
        let state = page(action);
        assert_eq!(state.code.has_uncommon_parameters(), uncommon, "{said}");
    }
}

#[test]
fn a_random_seed_drops_the_names_that_came_with_another_token() {
    let state = page([type_seed(URI), Action::TakeRandomSeed(Some(rfc_secret()))]);
    assert_eq!(state.code.issuer, "TOTP Toolset");
    assert_eq!(state.code.account, "Virtual token");
}

#[test]
fn a_random_seed_keeps_the_names_that_were_typed() {
    let state = page([
        type_seed(URI),
        Action::TypeAccount("helga@contoso.com".to_owned()),
        Action::TakeRandomSeed(Some(rfc_secret())),
    ]);
    assert_eq!(state.code.issuer, "Contoso");
    assert_eq!(state.code.account, "helga@contoso.com");
}
