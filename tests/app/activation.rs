//! The activation helper: which token's turn it is, what becomes of each, and Entra ID's limit.

use totp_toolset::app::{
    ACTIVATIONS_AT_ONCE, Action, ActivationAction, Arrivals, LeftOut, Limit, ListedId, Stage,
    State, Tally, WINDOW_SECONDS,
};
use totp_toolset::formats::Reading;
use totp_toolset::oath::{
    Counter, Digits, HashAlgorithm, MovingFactor, TimeStep, Token, Uptime, UserDetails,
};
use totp_toolset::packed::{Arrangement, SortBy};

use crate::{OPEN_FOR, page, rfc_secret};

/// A token that Entra ID takes.
pub fn token(serial: usize) -> Token {
    Token {
        secret: rfc_secret(),
        hash: HashAlgorithm::Sha1,
        digits: Digits::Six,
        factor: MovingFactor::default(),
        serial: format!("{serial:06}").parse().ok(),
        manufacturer: "Contoso".parse().ok(),
        model: "Key".parse().ok(),
        upn: None,
        user: UserDetails::default(),
    }
}

/// A page with these tokens in its list.
pub fn page_with(tokens: impl IntoIterator<Item = Token>) -> State {
    let mut state = page([]);
    add(&mut state, tokens);
    state
}

pub fn add(state: &mut State, tokens: impl IntoIterator<Item = Token>) {
    let reading = Reading {
        tokens: tokens.into_iter().collect(),
        ..Reading::default()
    };
    let arrivals = Arrivals::from(reading);
    state.apply(Action::Open("tokens.csv".to_owned(), Ok(arrivals)));
}

pub fn search(search: &str) -> Action {
    Action::Arrange(Arrangement {
        search: search.to_owned(),
        ..Arrangement::default()
    })
}

pub fn descending() -> Action {
    Action::Arrange(Arrangement {
        by: SortBy::Serial,
        descending: true,
        ..Arrangement::default()
    })
}

pub fn id(state: &State, row: usize) -> ListedId {
    state.list.id_of(row - 1).expect("a row of the list")
}

fn act(state: &mut State, action: ActivationAction) {
    state.apply(Action::Activation(action));
}

fn begun(tokens: impl IntoIterator<Item = Token>) -> State {
    let mut state = page_with(tokens);
    act(&mut state, ActivationAction::Begin);
    state
}

fn next(state: &mut State) {
    act(state, ActivationAction::Next(OPEN_FOR));
}

/// The serial number of the token whose turn it is.
fn turn(state: &State) -> Option<String> {
    let rows = state.table.rows(&state.list);
    let row = state.activation.row(&rows, &state.list)?;
    let listed = state.list.get(rows.place(row)?)?;
    listed.token.serial.map(|serial| serial.to_string())
}

fn tally(state: &State) -> Tally {
    let rows = state.table.rows(&state.list);
    state.activation.tally(&rows, &state.list)
}

fn after(seconds: u64) -> Uptime {
    OPEN_FOR.plus_milliseconds(seconds * 1000)
}

#[test]
fn nothing_is_a_tokens_turn_before_it_begins() {
    let state = page_with((1..=3).map(token));
    assert_eq!(
        (state.activation.stage(), turn(&state)),
        (Stage::NotBegun, None)
    );
}

#[test]
fn each_token_has_its_turn_in_the_order_of_the_table() {
    let mut state = page_with((1..=3).map(token));
    state.apply(descending());
    act(&mut state, ActivationAction::Begin);
    let mut turns = Vec::new();
    while let Some(serial) = turn(&state) {
        turns.push(serial);
        next(&mut state);
    }
    assert_eq!(turns, ["000003", "000002", "000001"]);
    assert_eq!(state.activation.stage(), Stage::Ended);
}

#[test]
fn an_activated_token_is_counted_and_a_skipped_one_is_named_by_its_row() {
    let mut state = begun((1..=3).map(token));
    next(&mut state);
    act(&mut state, ActivationAction::Skip);
    next(&mut state);
    let expected = Tally {
        rows: 3,
        activated: 2,
        left_out: [(LeftOut::Skipped, vec![2])].into(),
    };
    assert_eq!(tally(&state), expected);
    assert!(tally(&state).has_open(), "the skipped one");
}

#[test]
fn a_token_that_entra_does_not_take_is_skipped_with_its_reason() {
    let cases = [
        (
            Token {
                factor: MovingFactor::Counter(Counter(0)),
                ..token(1)
            },
            LeftOut::Counter,
        ),
        (
            Token {
                digits: Digits::Eight,
                ..token(1)
            },
            LeftOut::Digits,
        ),
        (
            Token {
                factor: MovingFactor::Time(TimeStep::try_from(45).expect("a step")),
                ..token(1)
            },
            LeftOut::Step,
        ),
        (
            Token {
                hash: HashAlgorithm::Sha512,
                ..token(1)
            },
            LeftOut::Hash,
        ),
    ];
    for (refused, reason) in cases {
        let state = begun([refused, token(2)]);
        assert_eq!(turn(&state).as_deref(), Some("000002"), "{reason:?}");
        assert_eq!(tally(&state).left_out, [(reason, vec![1])].into());
    }
}

#[test]
fn a_token_of_sixty_seconds_or_sha_256_has_its_turn() {
    let state = begun([Token {
        factor: MovingFactor::Time(TimeStep::SIXTY),
        hash: HashAlgorithm::Sha256,
        ..token(1)
    }]);
    assert_eq!(turn(&state).as_deref(), Some("000001"));
}

#[test]
fn back_leads_to_the_token_before_and_over_those_that_entra_does_not_take() {
    let refused = Token {
        digits: Digits::Eight,
        ..token(2)
    };
    let mut state = begun([token(1), refused, token(3)]);
    next(&mut state);
    assert_eq!(turn(&state).as_deref(), Some("000003"));
    act(&mut state, ActivationAction::Back);
    assert_eq!(turn(&state).as_deref(), Some("000001"));
    act(&mut state, ActivationAction::Back);
    assert_eq!(turn(&state).as_deref(), Some("000001"), "none is before it");
}

#[test]
fn back_leads_from_the_end_to_the_last_token() {
    let mut state = begun((1..=2).map(token));
    next(&mut state);
    next(&mut state);
    act(&mut state, ActivationAction::Back);
    assert_eq!(turn(&state).as_deref(), Some("000002"));
}

#[test]
fn a_token_that_was_activated_is_not_counted_again() {
    let mut state = begun((1..=2).map(token));
    next(&mut state);
    act(&mut state, ActivationAction::Back);
    next(&mut state);
    assert_eq!(turn(&state).as_deref(), Some("000002"));
    assert_eq!(state.activation.limit(OPEN_FOR).used, 1);
}

#[test]
fn the_place_is_kept_by_the_token_when_rows_before_it_leave_or_are_sorted_anew() {
    let mut state = begun((1..=4).map(token));
    next(&mut state);
    next(&mut state);
    let first = id(&state, 1);
    state.apply(Action::Remove(first));
    assert_eq!(turn(&state).as_deref(), Some("000003"));
    state.apply(descending());
    assert_eq!(turn(&state).as_deref(), Some("000003"));
    add(&mut state, [token(9)]);
    assert_eq!(turn(&state).as_deref(), Some("000003"));
    next(&mut state);
    assert_eq!(turn(&state).as_deref(), Some("000002"), "descending");
}

#[test]
fn the_place_is_found_again_after_a_search_that_does_not_show_it() {
    let mut state = begun((1..=3).map(token));
    next(&mut state);
    state.apply(search("000003"));
    assert_eq!(turn(&state).as_deref(), Some("000003"));
    state.apply(search(""));
    assert_eq!(turn(&state).as_deref(), Some("000002"));
}

#[test]
fn the_token_behind_a_removed_one_has_its_turn() {
    let mut state = begun((1..=3).map(token));
    next(&mut state);
    let second = id(&state, 2);
    state.apply(Action::Remove(second));
    assert_eq!(turn(&state).as_deref(), Some("000003"));
    let third = id(&state, 2);
    state.apply(Action::Remove(third));
    assert_eq!(turn(&state).as_deref(), Some("000001"), "the last one");
}

#[test]
fn a_search_without_rows_is_no_tokens_turn_and_next_does_nothing() {
    let mut state = begun((1..=2).map(token));
    state.apply(search("no such token"));
    next(&mut state);
    assert_eq!(turn(&state), None);
    state.apply(search(""));
    assert_eq!(turn(&state).as_deref(), Some("000001"));
}

#[test]
fn the_first_that_was_not_activated_can_be_gone_to() {
    let mut state = begun((1..=3).map(token));
    next(&mut state);
    act(&mut state, ActivationAction::Skip);
    next(&mut state);
    act(&mut state, ActivationAction::GoToFirstOpen);
    assert_eq!(turn(&state).as_deref(), Some("000002"));
    next(&mut state);
    assert_eq!(tally(&state).activated, 3);
    assert!(!tally(&state).has_open());
}

#[test]
fn tokens_that_come_after_the_end_are_said_to_be_ahead() {
    let mut state = begun([token(1)]);
    next(&mut state);
    add(&mut state, [token(2)]);
    assert_eq!(tally(&state).ahead(), 1);
}

#[test]
fn beginning_again_forgets_what_was_done_but_not_the_limit() {
    let mut state = begun((1..=2).map(token));
    assert!(!state.activation.began_again());
    next(&mut state);
    act(&mut state, ActivationAction::Begin);
    assert!(state.activation.began_again());
    assert_eq!(turn(&state).as_deref(), Some("000001"));
    assert_eq!(tally(&state).activated, 0);
    assert_eq!(state.activation.limit(OPEN_FOR).used, 1);
    act(&mut state, ActivationAction::Skip);
    assert!(!state.activation.began_again(), "said once");
}

#[test]
fn clearing_the_list_forgets_the_walk_but_not_the_limit() {
    let mut state = begun((1..=2).map(token));
    next(&mut state);
    state.apply(Action::ClearList);
    assert_eq!(state.activation.stage(), Stage::NotBegun);
    assert_eq!(state.activation.limit(OPEN_FOR).used, 1);
}

/// A page where as many were activated as Entra ID takes, one a second from `OPEN_FOR` on.
fn page_at_the_limit() -> State {
    let mut state = begun((0..ACTIVATIONS_AT_ONCE + 5).map(token));
    for seconds in 0..200 {
        act(&mut state, ActivationAction::Next(after(seconds)));
    }
    state
}

#[test]
fn two_hundred_in_five_minutes_are_the_limit() {
    let state = page_at_the_limit();
    let reached = Limit {
        used: 200,
        goes_on: Some(after(WINDOW_SECONDS)),
    };
    assert_eq!(state.activation.limit(after(199)), reached);
    let one_less = state.activation.limit(after(WINDOW_SECONDS));
    let gone_on = Limit {
        used: 199,
        goes_on: None,
    };
    assert_eq!(one_less, gone_on);
    assert_eq!(
        state.activation.limit(after(199 + WINDOW_SECONDS)).used,
        0,
        "all are over"
    );
}

#[test]
fn at_the_limit_next_waits_and_skip_does_not() {
    let mut state = page_at_the_limit();
    act(&mut state, ActivationAction::Next(after(200)));
    assert_eq!(turn(&state).as_deref(), Some("000200"), "not activated");
    act(&mut state, ActivationAction::Skip);
    assert_eq!(turn(&state).as_deref(), Some("000201"));
    act(&mut state, ActivationAction::Next(after(WINDOW_SECONDS)));
    assert_eq!(turn(&state).as_deref(), Some("000202"), "it goes on");
    assert_eq!(
        state.activation.limit(after(WINDOW_SECONDS)).goes_on,
        Some(after(WINDOW_SECONDS + 1)),
        "the second of the 200 is now the oldest"
    );
}

#[test]
fn a_long_run_of_tokens_that_entra_does_not_take_is_passed_in_bounded_steps() {
    let refused = |serial| Token {
        digits: Digits::Eight,
        ..token(serial)
    };
    let mut state = begun((0..1200).map(refused).chain([token(1200)]));
    assert_eq!(turn(&state).as_deref(), Some("000500"), "one is shown");
    next(&mut state);
    next(&mut state);
    assert_eq!(turn(&state).as_deref(), Some("001200"));
    assert_eq!(tally(&state).left_out[&LeftOut::Digits].len(), 1200);
    assert_eq!(
        state.activation.limit(OPEN_FOR).used,
        0,
        "none was activated"
    );
}

#[test]
fn a_hundred_thousand_rows_are_gone_through_at_either_end() {
    let mut state = begun((0..100_000).map(token));
    next(&mut state);
    act(&mut state, ActivationAction::Begin);
    assert_eq!(turn(&state).as_deref(), Some("000000"));
    assert_eq!(tally(&state).ahead(), 100_000);
}
