//! A listed token that is shown in `#code` again: everything as it was, the codes as well.

use totp_toolset::app::{Action, FactorKind, ListedId, Notice, State};
use totp_toolset::formats::Column;
use totp_toolset::oath::{
    Counter, Digits, Encoding, EncodingChoice, HashAlgorithm, MovingFactor, TimeStep,
};

use crate::{NOW, page, rfc_secret, type_detail, type_seed};

fn code(state: &State) -> String {
    let generator = state.code.generator().expect("a usable token");
    let counter = generator.counter_at(NOW).expect("after 1970");
    generator.code(counter).to_string()
}

/// A page on which a token was added, another one made, and the first one shown again.
fn shown_again(settings: impl IntoIterator<Item = Action>) -> State {
    let mut state = page(settings);
    for action in [
        Action::AddToList,
        Action::ChooseHash(HashAlgorithm::Sha512),
        Action::ChooseDigits(Digits::Seven),
        Action::ChooseKind(FactorKind::Time),
        Action::TypeStep("x".to_owned()),
        Action::TypeCounter("y".to_owned()),
        type_seed("otpauth://totp/nobody"),
        Action::ReadSeedAs(EncodingChoice::Only(Encoding::Hex)),
    ] {
        state.apply(action);
    }
    let id = state.list.get(0).expect("a row").id;
    state.apply(Action::ShowListed(id));
    state
}

#[test]
fn its_codes_are_those_it_was_added_with() {
    let settings = || {
        [
            Action::ChooseHash(HashAlgorithm::Sha256),
            Action::ChooseDigits(Digits::Eight),
            Action::TypeStep("60".to_owned()),
        ]
    };
    assert_eq!(code(&shown_again(settings())), code(&page(settings())));
}

#[test]
fn its_codes_by_counter_are_those_it_was_added_with() {
    let settings = || {
        [
            Action::ChooseKind(FactorKind::Counter),
            Action::TypeCounter("3".to_owned()),
        ]
    };
    assert_eq!(code(&shown_again(settings())), code(&page(settings())));
}

#[test]
fn every_field_is_its_own_again() {
    let state = shown_again([
        Action::ChooseHash(HashAlgorithm::Sha256),
        Action::ChooseDigits(Digits::Eight),
        Action::TypeStep("60".to_owned()),
    ]);
    let code = &state.code;
    assert_eq!(
        (
            code.secret(),
            code.seed.choice(),
            code.hash,
            code.digits,
            code.factor()
        ),
        (
            Some(&rfc_secret()),
            EncodingChoice::Automatic,
            HashAlgorithm::Sha256,
            Digits::Eight,
            Ok(MovingFactor::Time(TimeStep::SIXTY))
        )
    );
}

#[test]
fn its_counter_is_its_own_again() {
    let state = shown_again([
        Action::ChooseKind(FactorKind::Counter),
        Action::TypeCounter("3".to_owned()),
    ]);
    assert_eq!(state.code.factor(), Ok(MovingFactor::Counter(Counter(3))));
}

#[test]
fn its_manufacturer_and_user_name_it_in_an_app() {
    let state = shown_again([
        type_detail(Column::Manufacturer, "Contoso"),
        type_detail(Column::Upn, "alice@contoso.com"),
    ]);
    assert_eq!(
        (state.code.issuer.as_str(), state.code.account.as_str()),
        ("Contoso", "alice@contoso.com")
    );
}

#[test]
fn without_a_user_its_serial_number_names_it() {
    assert_eq!(shown_again([]).code.account, "1000001");
}

#[test]
fn it_stays_in_the_list() {
    assert_eq!(shown_again([]).list.len(), 1);
}

#[test]
fn its_row_is_said() {
    assert_eq!(shown_again([]).notice, Some(Notice::Shown(1)));
}

#[test]
fn one_that_is_gone_changes_nothing() {
    let state = page([Action::ShowListed(ListedId(7))]);
    // Each page has its own generator; all else is the same.
    assert_eq!(
        (
            state.notice,
            state.code.secret(),
            state.code.issuer.as_str()
        ),
        (None, Some(&rfc_secret()), "TOTP Toolset")
    );
}
