//! What is packed comes out as it was, and nothing else comes out.

use proptest::collection::vec;
use proptest::prelude::*;
use totp_toolset::oath::Token;
use totp_toolset::packed::{Damaged, Pack};
use zeroize::Zeroizing;

use crate::{settings, token, tokens};

fn unpacked(pack: &Pack) -> Vec<Token> {
    pack.tokens().collect()
}

fn read(bytes: &[u8]) -> Result<Pack, Damaged> {
    Pack::from_bytes(Zeroizing::new(bytes.to_vec()))
}

fn of_serials(serials: &[&str]) -> Pack {
    let tokens: Vec<Token> = serials
        .iter()
        .map(|serial| token(Some(serial), None))
        .collect();
    Pack::of(&tokens)
}

fn serials(pack: &Pack) -> Vec<String> {
    (0..pack.len())
        .filter_map(|place| Some(pack.label(place)?.serial?.to_owned()))
        .collect()
}

#[test]
fn no_tokens_are_no_bytes() {
    let pack = read(&[]).expect("an empty pack");
    assert!(pack.is_empty());
    assert!(pack.token(0).is_none());
    assert!(pack.label(0).is_none());
}

#[test]
fn a_debugged_pack_shows_a_number_alone() {
    assert_eq!(format!("{:?}", of_serials(&["1", "2"])), "Pack(2 tokens)");
}

#[test]
fn a_part_is_what_is_there_of_it() {
    let pack = of_serials(&["a", "b", "c"]);
    assert_eq!(serials(&pack.part(1..2)), ["b"]);
    assert_eq!(serials(&pack.part(2..usize::MAX)), ["c"]);
    assert!(pack.part(3..9).is_empty());
    let backwards = std::ops::Range { start: 2, end: 1 };
    assert!(pack.part(backwards).is_empty());
    assert!(pack.part(usize::MAX..usize::MAX).is_empty());
}

#[test]
fn a_text_that_would_be_read_as_another_is_none() {
    let mut bytes = of_serials(&["ab"]).as_bytes().to_vec();
    let place = bytes
        .iter()
        .position(|byte| *byte == b'b')
        .expect("its serial");
    bytes[place] = b' ';
    assert_eq!(read(&bytes).map(|_| ()), Err(Damaged));
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn tokens_come_out_as_they_were(tokens in vec(tokens(), 0..6), cut in 0..6_usize) {
        let pack = Pack::of(&tokens);
        prop_assert_eq!(pack.len(), tokens.len());
        prop_assert_eq!(&unpacked(&pack), &tokens);
        for (place, token) in tokens.iter().enumerate() {
            let label = pack.label(place).expect("a label");
            prop_assert_eq!(label.serial, token.serial.as_ref().map(|text| text.as_str()));
            prop_assert_eq!(label.upn, token.upn.as_ref().map(|text| text.as_str()));
        }
        prop_assert!(pack.token(tokens.len()).is_none());
        let read = read(pack.as_bytes()).expect("what was packed");
        prop_assert_eq!(&unpacked(&read), &tokens);

        let mut joined = pack.part(0..cut);
        joined.append(&pack.part(cut..tokens.len()));
        prop_assert_eq!(joined.as_bytes(), pack.as_bytes());
        prop_assert_eq!(&unpacked(&joined), &tokens);
    }

    #[test]
    fn damaged_bytes_are_refused_or_are_tokens_that_pack_again(
        tokens in vec(tokens(), 1..3),
        places in vec((any::<usize>(), any::<u8>()), 1..4),
        cut in any::<usize>(),
        shorten in any::<bool>(),
    ) {
        let mut bytes = Pack::of(&tokens).into_bytes().to_vec();
        for (place, byte) in places {
            let place = place % bytes.len();
            bytes[place] = byte;
        }
        if shorten {
            bytes.truncate(cut % bytes.len());
        }
        if let Ok(pack) = read(&bytes) {
            let tokens = unpacked(&pack);
            prop_assert_eq!(tokens.len(), pack.len());
            for (place, token) in tokens.iter().enumerate() {
                let label = pack.label(place).expect("a label");
                prop_assert_eq!(label.serial, token.serial.as_ref().map(|text| text.as_str()));
                prop_assert_eq!(label.upn, token.upn.as_ref().map(|text| text.as_str()));
            }
            prop_assert_eq!(&unpacked(&Pack::of(&tokens)), &tokens);
        }
    }

    #[test]
    fn any_bytes_are_taken_without_a_panic(bytes in vec(any::<u8>(), 0..200)) {
        if let Ok(pack) = read(&bytes) {
            prop_assert_eq!(unpacked(&pack).len(), pack.len());
        }
    }
}
