//! The seed field: what is typed, made or failed to be made.

use totp_toolset::app::{Action, SecretText, SeedDraft, SeedFault, SeedReading, State, in_fours};
use totp_toolset::formats::otpauth::OtpauthError;
use totp_toolset::oath::{Encoding, EncodingChoice, SeedProblem};

use crate::{RFC_BASE32, page, rfc_secret, type_seed};

#[test]
fn the_page_opens_with_its_seed_in_groups_of_four() {
    let state = page([]);
    assert_eq!(
        state.code.seed.text().expose(),
        "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
    );
}

#[test]
fn the_seed_that_the_page_wrote_is_nothing_to_report() {
    match page([]).code.seed.reading() {
        Ok(SeedReading::Seed(decoded)) => assert_eq!(
            (decoded.oddities.blanks, decoded.also_valid_as.len()),
            (0, 0)
        ),
        other => panic!("{other:?}"),
    }
}

#[test]
fn without_entropy_there_is_no_seed() {
    let state = State::new(None);
    assert_eq!(
        (state.code.seed.reading(), state.code.secret()),
        (Err(&SeedFault::NoEntropy), None)
    );
}

#[test]
fn without_entropy_no_code_and_no_uri_take_its_place() {
    let state = State::new(None);
    assert!(state.code.generator().is_none() && state.code.uri().is_none());
}

#[test]
fn entropy_that_fails_later_leaves_no_seed_either() {
    let state = page([Action::TakeRandomSeed(None)]);
    assert_eq!(
        (state.code.secret(), state.code.seed.text().expose()),
        (None, "")
    );
}

#[test]
fn reading_another_way_does_not_hide_that_entropy_failed() {
    let state = page([
        Action::TakeRandomSeed(None),
        Action::ReadSeedAs(EncodingChoice::Only(Encoding::Hex)),
    ]);
    assert_eq!(state.code.seed.reading(), Err(&SeedFault::NoEntropy));
}

#[test]
fn a_typed_seed_takes_the_place_of_one_that_could_not_be_made() {
    let state = page([Action::TakeRandomSeed(None), type_seed(RFC_BASE32)]);
    assert_eq!(state.code.secret(), Some(&rfc_secret()));
}

#[test]
fn a_random_seed_is_read_automatically_whatever_was_chosen() {
    let state = page([
        Action::ReadSeedAs(EncodingChoice::Only(Encoding::Hex)),
        Action::TakeRandomSeed(Some(rfc_secret())),
    ]);
    assert_eq!(
        (state.code.seed.choice(), state.code.secret()),
        (EncodingChoice::Automatic, Some(&rfc_secret()))
    );
}

#[test]
fn what_is_typed_stays_as_it_was_typed() {
    let state = page([type_seed("  not a seed! ")]);
    assert_eq!(state.code.seed.text().expose(), "  not a seed! ");
}

#[test]
fn a_typed_seed_is_read_as_chosen() {
    let hex = EncodingChoice::Only(Encoding::Hex);
    let state = page([
        Action::ReadSeedAs(hex),
        type_seed("3132333435363738393031323334353637383930"),
    ]);
    assert_eq!(
        (state.code.seed.choice(), state.code.secret()),
        (hex, Some(&rfc_secret()))
    );
}

#[test]
fn an_ambiguous_seed_is_another_one_when_read_another_way() {
    let state = page([type_seed("ABCDEF23")]);
    let base32 = state.code.secret().map(|secret| secret.bytes());
    let state = page([
        type_seed("ABCDEF23"),
        Action::ReadSeedAs(EncodingChoice::Only(Encoding::Hex)),
    ]);
    let hex = state.code.secret().map(|secret| secret.bytes());
    assert_eq!((base32, hex), (Some(5), Some(4)));
}

#[test]
fn an_empty_field_is_an_empty_seed() {
    match page([type_seed("")]).code.seed.reading() {
        Err(SeedFault::Seed(error)) => assert_eq!(error.problem, SeedProblem::Empty),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_broken_uri_is_a_broken_uri_and_no_seed() {
    let state = page([type_seed("otpauth://totp/a?issuer=b")]);
    assert_eq!(
        state.code.seed.reading(),
        Err(&SeedFault::Uri(OtpauthError::NoSecret))
    );
}

#[test]
fn groups_of_four_have_a_blank_between_and_none_around() {
    let cases = [
        ("", ""),
        ("ABC", "ABC"),
        ("ABCD", "ABCD"),
        ("ABCDE", "ABCD E"),
        ("éééééé", "éééé éé"),
    ];
    for (text, grouped) in cases {
        assert_eq!(in_fours(text), grouped);
    }
}

#[test]
fn a_draft_of_a_secret_holds_that_secret() {
    assert_eq!(
        SeedDraft::from_secret(rfc_secret()).secret(),
        Some(&rfc_secret())
    );
}

#[test]
fn a_secret_text_is_empty_until_something_is_typed() {
    assert_eq!(SecretText::default().expose(), "");
}
