//! Which rows are shown, and in which order.

use proptest::collection::vec;
use proptest::prelude::*;
use totp_toolset::oath::Token;
use totp_toolset::packed::{Arrangement, Pack, SortBy, arrange};

use crate::{settings, token};

fn packs(labels: &[(Option<&str>, Option<&str>)]) -> [Pack; 2] {
    let tokens: Vec<Token> = labels
        .iter()
        .map(|(serial, upn)| token(*serial, *upn))
        .collect();
    let half = tokens.len() / 2;
    [Pack::of(&tokens[..half]), Pack::of(&tokens[half..])]
}

fn found(labels: &[(Option<&str>, Option<&str>)], search: &str) -> Vec<u32> {
    let wanted = Arrangement {
        search: search.to_owned(),
        ..Arrangement::default()
    };
    arrange(&packs(labels), &wanted)
}

fn sorted(labels: &[(Option<&str>, Option<&str>)], by: SortBy, descending: bool) -> Vec<u32> {
    let search = String::new();
    let wanted = Arrangement {
        search,
        by,
        descending,
    };
    arrange(&packs(labels), &wanted)
}

#[test]
fn a_search_finds_in_any_case_in_serial_number_and_user() {
    let labels = [
        (Some("AB-1"), Some("joe@x.org")),
        (Some("cd-2"), Some("ABBA@x.org")),
        (None, Some("ÄMNE@x.org")),
        (Some("Ключ7"), None),
        (Some("ΟΔΟΣ-1"), None),
        (None, None),
    ];
    assert_eq!(found(&labels, "ab"), [0, 1]);
    assert_eq!(found(&labels, " X.ORG "), [0, 1, 2]);
    assert_eq!(found(&labels, "ämn"), [2]);
    assert_eq!(found(&labels, "КЛЮЧ"), [3]);
    assert_eq!(found(&labels, "οδος"), [4]);
    assert_eq!(found(&labels, "οδοσ"), [4]);
    assert_eq!(found(&labels, "ΟΔΟΣ"), [4]);
    assert!(found(&labels, "nothing of the kind, and longer than all of them").is_empty());
    assert_eq!(found(&labels, "  "), [0, 1, 2, 3, 4, 5]);
}

#[test]
fn serial_numbers_are_in_the_order_of_their_numbers_with_none_first() {
    let labels = [
        (Some("100"), None),
        (Some("0099"), None),
        (None, None),
        (Some("A10"), None),
        (Some("A9"), None),
    ];
    assert_eq!(sorted(&labels, SortBy::Serial, false), [2, 1, 0, 4, 3]);
    assert_eq!(sorted(&labels, SortBy::Serial, true), [3, 4, 0, 1, 2]);
}

#[test]
fn users_are_in_order_in_any_case_and_their_tokens_in_the_order_of_the_list() {
    let labels = [
        (Some("1"), Some("Bob@x.org")),
        (Some("2"), Some("alice@x.org")),
        (Some("3"), Some("bob@x.org")),
        (Some("4"), None),
    ];
    assert_eq!(sorted(&labels, SortBy::Upn, false), [3, 1, 0, 2]);
}

#[test]
fn the_list_can_be_turned_round() {
    let labels = [(Some("b"), None), (Some("a"), None), (Some("c"), None)];
    assert_eq!(sorted(&labels, SortBy::Row, true), [2, 1, 0]);
}

proptest! {
    #![proptest_config(settings())]

    /// Sorting panics where the order is none.
    #[test]
    fn any_serial_numbers_can_be_sorted_and_every_row_is_there_once(
        serials in vec(proptest::option::of("[01a章é٣ -]{0,6}[09a章]"), 0..80),
        descending in any::<bool>(),
    ) {
        let labels: Vec<_> = serials.iter().map(|serial| (serial.as_deref(), None)).collect();
        let mut rows = sorted(&labels, SortBy::Serial, descending);
        rows.sort_unstable();
        prop_assert!(rows.iter().copied().eq(0..labels.len() as u32));
    }

    #[test]
    fn any_search_is_answered_with_rows_in_order(
        serials in vec("[aAéÉİßſK]{1,6}", 0..20),
        search in "[aAéÉİßſK]{0,3}",
    ) {
        let labels: Vec<_> = serials.iter().map(|serial| (Some(serial.as_str()), None)).collect();
        let rows = found(&labels, &search);
        prop_assert!(rows.is_sorted());
        for (row, serial) in (0..).zip(&serials) {
            if serial.contains(search.trim()) {
                prop_assert!(rows.contains(&row), "{} in {}", search, serial);
            }
        }
    }
}
