//! What is written as an otpauth URI is read back, and no text makes reading panic.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use totp_toolset::formats::otpauth::{claims_to_be_one, read, write};
use totp_toolset::oath::{Counter, Digits, HashAlgorithm, MovingFactor, TimeStep};

use crate::samples::secret;

fn factor() -> impl Strategy<Value = MovingFactor> {
    prop_oneof![
        (1..=u32::MAX).prop_map(|seconds| {
            MovingFactor::Time(TimeStep::try_from(seconds).expect("above zero"))
        }),
        any::<u64>().prop_map(|counter| MovingFactor::Counter(Counter(counter))),
    ]
}

/// A name as a person may type it, with what a URI is made of more often than chance would have it.
fn name() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        prop::sample::select("%:?&=#/+@ <>\"é鍵🔑aZ0".chars().collect::<Vec<char>>()),
        any::<char>(),
    ];
    vec(character, 0..24).prop_map(|name| String::from_iter(name).trim().to_owned())
}

proptest! {
    #[test]
    fn a_key_comes_back_as_it_went(
        bytes in vec(any::<u8>(), 1..80),
        hash in prop::sample::select(HashAlgorithm::ALL.to_vec()),
        digits in prop::sample::select(Digits::ALL.to_vec()),
        factor in factor(),
        issuer in name(),
        account in name(),
    ) {
        // The format cannot say that the first colon of a label belongs to the account.
        let account = if issuer.is_empty() { account.replace(':', "") } else { account };
        let account = account.trim();
        let secret = secret(&bytes);
        let key = read(&write(&secret, hash, digits, factor, &issuer, account)).expect("our own");
        prop_assert_eq!(
            (&key.secret, key.hash, key.digits, key.factor, key.issuer.as_str(), key.account.as_str()),
            (&secret, hash, digits, factor, issuer.as_str(), account)
        );
        prop_assert!(key.notes.is_empty(), "{:?}", key.notes);
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        let _ = (claims_to_be_one(&text), read(&text));
        let _ = read(&format!("otpauth://totp/{text}"));
        let _ = read(&format!("otpauth://totp/a?secret=ME&{text}"));
    }

    #[test]
    fn no_change_to_a_uri_makes_it_panic(
        changes in vec((any::<Index>(), prop::sample::select("%:?&=#/+é鍵\0A2".chars().collect::<Vec<char>>())), 1..8),
    ) {
        let uri = "otpauth://totp/ACME%20Co:j@x.y?secret=JBSWY3DPEHPK3PXP&issuer=ACME%20Co&digits=6&period=30";
        let mut characters: Vec<char> = uri.chars().collect();
        for (place, character) in changes {
            let place = place.index(characters.len());
            characters[place] = character;
        }
        let _ = read(&String::from_iter(characters));
    }
}
