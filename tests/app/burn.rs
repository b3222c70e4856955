//! Burning: which token's QR code it is, and which were burned.

use totp_toolset::app::{Action, BurnAction, Burned, State, Uncommon, uncommon};
use totp_toolset::oath::{Counter, Digits, HashAlgorithm, MovingFactor, Secret, TimeStep, Token};

use crate::activation::{add, descending, id, page_with, search, token};

fn act(state: &mut State, action: BurnAction) {
    state.apply(Action::Burn(action));
}

fn opened(tokens: usize) -> State {
    let mut state = page_with((1..=tokens).map(token));
    act(&mut state, BurnAction::Open);
    state
}

/// The serial number of the token whose turn it is.
fn turn(state: &State) -> Option<String> {
    let rows = state.table.rows(&state.list);
    let row = state.burn.row(&rows, &state.list)?;
    let listed = state.list.get(rows.place(row)?)?;
    listed.token.serial.map(|serial| serial.to_string())
}

fn count(state: &State) -> Burned {
    let rows = state.table.rows(&state.list);
    state.burn.count(&rows, &state.list)
}

#[test]
fn no_qr_code_is_shown_before_it_is_asked_for() {
    let mut state = page_with([token(1)]);
    assert!(!state.burn.is_open());
    act(&mut state, BurnAction::Open);
    assert!(state.burn.is_open());
    act(&mut state, BurnAction::Close);
    assert!(!state.burn.is_open());
}

#[test]
fn it_goes_on_and_back_and_stays_at_either_end() {
    let mut state = opened(3);
    let mut turns = Vec::new();
    for action in [
        BurnAction::Previous,
        BurnAction::Next,
        BurnAction::Next,
        BurnAction::Next,
        BurnAction::Previous,
    ] {
        act(&mut state, action);
        turns.extend(turn(&state));
    }
    assert_eq!(turns, ["000001", "000002", "000003", "000003", "000002"]);
}

#[test]
fn marking_goes_on_and_at_the_last_row_stays() {
    let mut state = opened(2);
    act(&mut state, BurnAction::Mark);
    assert_eq!(turn(&state).as_deref(), Some("000002"));
    let one = Burned { rows: 2, burned: 1 };
    assert_eq!((count(&state), one.left()), (one, 1));
    act(&mut state, BurnAction::Mark);
    assert_eq!(turn(&state).as_deref(), Some("000002"));
    assert_eq!(count(&state).left(), 0);
}

#[test]
fn a_mark_can_be_taken_back() {
    let mut state = opened(2);
    act(&mut state, BurnAction::SetBurned(true));
    assert!(state.burn.is_burned(id(&state, 1)));
    assert_eq!(turn(&state).as_deref(), Some("000001"), "it stays there");
    act(&mut state, BurnAction::SetBurned(false));
    assert!(!state.burn.is_burned(id(&state, 1)));
}

#[test]
fn marks_are_the_tokens_whatever_is_searched_sorted_or_removed() {
    let mut state = opened(3);
    act(&mut state, BurnAction::Next);
    act(&mut state, BurnAction::Mark);
    state.apply(descending());
    assert_eq!(count(&state), Burned { rows: 3, burned: 1 });
    state.apply(search("000002"));
    assert_eq!(count(&state), Burned { rows: 1, burned: 1 });
    state.apply(search("000003"));
    assert_eq!(count(&state), Burned { rows: 1, burned: 0 });
    state.apply(search(""));
    let second = id(&state, 2);
    state.apply(Action::Remove(second));
    assert_eq!(count(&state), Burned { rows: 2, burned: 0 });
    state.apply(Action::UndoRemoval);
    assert_eq!(count(&state), Burned { rows: 3, burned: 1 }, "back again");
}

#[test]
fn the_first_row_that_was_not_burned_can_be_gone_to() {
    let mut state = opened(3);
    act(&mut state, BurnAction::Mark);
    act(&mut state, BurnAction::Next);
    act(&mut state, BurnAction::Mark);
    act(&mut state, BurnAction::GoToFirstLeft);
    assert_eq!(turn(&state).as_deref(), Some("000002"));
    act(&mut state, BurnAction::Mark);
    act(&mut state, BurnAction::GoToFirstLeft);
    assert_eq!(turn(&state).as_deref(), Some("000003"), "none is left");
}

#[test]
fn clearing_the_list_puts_everything_away() {
    let mut state = opened(2);
    act(&mut state, BurnAction::Mark);
    state.apply(Action::ClearList);
    add(&mut state, [token(1)]);
    assert!(!state.burn.is_open());
    assert_eq!(count(&state).burned, 0);
}

#[test]
fn nothing_happens_without_rows() {
    let mut state = opened(0);
    for action in [
        BurnAction::Mark,
        BurnAction::Next,
        BurnAction::SetBurned(true),
        BurnAction::GoToFirstLeft,
    ] {
        act(&mut state, action);
    }
    assert_eq!(turn(&state), None);
    assert_eq!(count(&state).left(), 0);
}

#[test]
fn a_token_of_the_common_kind_has_nothing_uncommon() {
    let sixty = Token {
        factor: MovingFactor::Time(TimeStep::SIXTY),
        ..token(1)
    };
    assert_eq!((uncommon(&token(1)), uncommon(&sixty)), (vec![], vec![]));
}

#[test]
fn what_many_devices_do_not_take_is_uncommon() {
    let step = TimeStep::try_from(45).expect("a step");
    let strange = Token {
        secret: Secret::from_bytes(&[7; 21]).expect("21 bytes"),
        hash: HashAlgorithm::Sha256,
        digits: Digits::Eight,
        factor: MovingFactor::Time(step),
        ..token(1)
    };
    let expected = [
        Uncommon::Step(step),
        Uncommon::Hash(HashAlgorithm::Sha256),
        Uncommon::Digits(Digits::Eight),
        Uncommon::Secret { bits: 168 },
    ];
    assert_eq!(uncommon(&strange), expected);
    let counting = Token {
        factor: MovingFactor::Counter(Counter(0)),
        ..token(1)
    };
    assert_eq!(uncommon(&counting), [Uncommon::Counter]);
}
