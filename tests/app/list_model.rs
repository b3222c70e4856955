//! The list beside the simplest one that does the same: a vector of serial numbers with their ids.

use proptest::collection::vec;
use proptest::prelude::*;
use totp_toolset::app::{AT_ONCE, ListedId, TokenList};
use totp_toolset::oath::{Digits, HashAlgorithm, MovingFactor, SerialNumber, Token, UserDetails};
use totp_toolset::packed::Pack;

use crate::rfc_secret;

/// A block of the list is that long.
const BLOCK: usize = 1024;

#[derive(Clone, Debug)]
enum Step {
    Append(Vec<usize>),
    /// The token of this place, counted from the end where the number is odd.
    Remove(usize),
    RemoveWhatIsGone,
    Undo,
    Clear,
}

fn steps() -> impl Strategy<Value = Step> {
    let sizes = prop_oneof![
        6 => 0..4_usize,
        2 => BLOCK - 2..BLOCK + 3,
        1 => 2 * BLOCK - 1..2 * BLOCK + 2,
    ];
    prop_oneof![
        4 => vec(sizes, 0..3).prop_map(Step::Append),
        6 => (0..2100_usize).prop_map(Step::Remove),
        1 => Just(Step::RemoveWhatIsGone),
        4 => Just(Step::Undo),
        1 => Just(Step::Clear),
    ]
}

#[derive(Default)]
struct Model {
    tokens: Vec<(ListedId, SerialNumber)>,
    removed: Option<(usize, (ListedId, SerialNumber))>,
    gone: Vec<ListedId>,
    next: u64,
}

fn serial(number: u64) -> SerialNumber {
    format!("{number:06}").parse().expect("a serial number")
}

fn token(number: u64) -> Token {
    Token {
        secret: rfc_secret(),
        hash: HashAlgorithm::Sha1,
        digits: Digits::Six,
        factor: MovingFactor::default(),
        serial: Some(serial(number)),
        manufacturer: None,
        model: None,
        upn: None,
        user: UserDetails::default(),
    }
}

impl Model {
    fn take(&mut self, step: Step, list: &mut TokenList) {
        match step {
            Step::Append(sizes) => {
                let packs: Vec<Pack> = sizes.into_iter().map(|size| self.made(size)).collect();
                list.append(packs);
                self.removed = None;
            }
            Step::Remove(_) if self.tokens.is_empty() => {}
            Step::Remove(number) => {
                let last = self.tokens.len() - 1;
                let place = match number % 2 {
                    0 => number.min(last),
                    _ => last.saturating_sub(number / 100),
                };
                let (id, serial) = self.tokens.remove(place);
                assert!(list.remove(id));
                self.removed = Some((place, (id, serial)));
                self.gone.push(id);
            }
            Step::RemoveWhatIsGone => {
                let here = |id: &ListedId| self.tokens.iter().any(|(other, _)| other == id);
                if let Some(id) = self.gone.iter().find(|id| !here(id)) {
                    assert!(!list.remove(*id));
                }
                assert!(!list.remove(ListedId(self.next)));
            }
            Step::Undo => {
                list.undo_removal();
                if let Some((place, token)) = self.removed.take() {
                    self.tokens.insert(place, token);
                }
            }
            Step::Clear => {
                list.clear();
                let tokens = std::mem::take(&mut self.tokens);
                self.gone.extend(tokens.into_iter().map(|(id, _)| id));
                self.removed = None;
            }
        }
    }

    fn made(&mut self, size: usize) -> Pack {
        let numbers = self.next..self.next + size as u64;
        self.next = numbers.end;
        let named = numbers.clone().map(|n| (ListedId(n), serial(n)));
        self.tokens.extend(named);
        let tokens: Vec<Token> = numbers.map(token).collect();
        Pack::of(&tokens)
    }

    fn check(&self, list: &TokenList) {
        assert_eq!(list.len(), self.tokens.len());
        assert_eq!(list.is_empty(), self.tokens.is_empty());
        assert_eq!(
            list.removed(),
            self.removed.as_ref().map(|(_, (id, _))| *id)
        );
        assert_eq!(list.report().is_some(), self.tokens.len() <= AT_ONCE);
        assert!(list.get(self.tokens.len()).is_none());
        let packed: usize = list.packs().map(|pack| pack.len()).sum();
        assert_eq!(packed, self.tokens.len());
        // Around the seams, and here and there.
        for place in (0..self.tokens.len()).filter(|place| is_looked_at(*place, self.tokens.len()))
        {
            let (id, serial) = &self.tokens[place];
            let listed = list.get(place).expect("a token");
            assert_eq!(
                (listed.id, listed.token.serial.as_ref()),
                (*id, Some(serial))
            );
            assert_eq!(list.place_of(*id), Some(place));
        }
        if let Some((_, (id, _))) = &self.removed {
            assert_eq!(list.place_of(*id), None);
        }
    }

    fn check_whole(&self, list: &TokenList) {
        let listed = list
            .iter()
            .map(|one| (one.id, one.token.serial.expect("its serial")));
        assert!(listed.eq(self.tokens.iter().cloned()));
        for (row, (_, serial)) in (1..).zip(&self.tokens).step_by(509) {
            assert_eq!(list.row_of_serial(serial), Some(row));
        }
        assert_eq!(list.row_of_serial(&serial(self.next)), None);
    }
}

fn is_looked_at(place: usize, len: usize) -> bool {
    let inside = (place + 3) % BLOCK;
    inside < 6 || place + 3 >= len || place.is_multiple_of(211)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 40,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_list_does_as_a_vector_would(steps in vec(steps(), 1..25)) {
        let (mut model, mut list) = (Model::default(), TokenList::default());
        // Nobody has looked at a new list, not even at its being empty.
        list.append([]);
        for step in steps {
            let before = list.clone();
            let tokens = before.len();
            model.take(step, &mut list);
            model.check(&list);
            // What was shared before is as it was.
            assert_eq!(before.len(), tokens);
        }
        model.check_whole(&list);
    }
}

#[test]
fn a_block_that_was_emptied_takes_its_token_back() {
    let (mut model, mut list) = (Model::default(), TokenList::default());
    for step in [
        Step::Append(vec![BLOCK, 1]),
        Step::Remove(BLOCK),
        Step::Undo,
        Step::Append(vec![BLOCK]),
        Step::Remove(BLOCK),
        Step::Undo,
    ] {
        model.take(step, &mut list);
        model.check(&list);
    }
    model.check_whole(&list);
}
