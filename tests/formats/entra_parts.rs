//! The Entra CSV in several files: every token once, in order, and no file without one.

use std::num::NonZeroUsize;

use proptest::collection::vec;
use proptest::prelude::*;
use totp_toolset::formats::{entra_csv, part_name};
use totp_toolset::oath::{Digits, Token};

use crate::samples::{RFC_BASE32, fleet, parsed, text, token};

const HEADER: &str = "upn,serial number,secret key,time interval,manufacturer,model\r\n";

fn most(rows: usize) -> NonZeroUsize {
    NonZeroUsize::new(rows).expect("above zero")
}

fn parts_of(tokens: &[Token], rows: usize) -> Vec<String> {
    let findings = entra_csv::check(tokens);
    let parts = entra_csv::write_parts(tokens, &findings, most(rows));
    parts.iter().map(text).collect()
}

#[test]
fn each_part_has_its_header_and_is_filled_with_what_is_written() {
    let tokens = ["1", "2", "3", "4"].map(|serial| Token {
        serial: Some(parsed(serial)),
        digits: if serial == "2" {
            Digits::Eight
        } else {
            Digits::Six
        },
        ..token()
    });
    let row =
        |serial| format!("alice@contoso.com,{serial},{RFC_BASE32},30,Contoso,HardwareKey\r\n");
    assert_eq!(
        parts_of(&tokens, 2),
        [
            format!("{HEADER}{}{}", row(1), row(3)),
            format!("{HEADER}{}", row(4)),
        ]
    );
}

#[test]
fn there_is_no_part_without_a_token() {
    let refused = Token {
        upn: None,
        ..token()
    };
    assert!(parts_of(&[], 5).is_empty());
    assert!(parts_of(&[refused], 5).is_empty());
    assert_eq!(parts_of(&fleet(10), 5).len(), 2);
}

#[test]
fn a_limit_that_is_not_reached_makes_one_file_as_without_it() {
    let tokens = fleet(3);
    let whole = entra_csv::write(&tokens, &entra_csv::check(&tokens));
    assert_eq!(parts_of(&tokens, 3), [text(&whole)]);
}

#[test]
fn names_sort_as_the_parts_do() {
    let stem = "entra-oath-tokens-2026-11-24";
    let cases = [
        (1, 1, "entra-oath-tokens-2026-11-24.csv"),
        (1, 5, "entra-oath-tokens-2026-11-24-1-of-5.csv"),
        (9, 10, "entra-oath-tokens-2026-11-24-09-of-10.csv"),
        (10, 10, "entra-oath-tokens-2026-11-24-10-of-10.csv"),
        (7, 1000, "entra-oath-tokens-2026-11-24-0007-of-1000.csv"),
    ];
    for (part, parts, name) in cases {
        assert_eq!(part_name(stem, "csv", part, parts), name);
    }
    let names: Vec<String> = (1..=120)
        .map(|part| part_name(stem, "csv", part, 120))
        .collect();
    assert!(names.is_sorted());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_parts_together_hold_what_one_file_holds(
        refused in vec(any::<bool>(), 0..40),
        rows in 1..12_usize,
    ) {
        let mut tokens = fleet(refused.len());
        for (token, refused) in tokens.iter_mut().zip(&refused) {
            if *refused {
                token.model = None;
            }
        }
        let findings = entra_csv::check(&tokens);
        let whole = text(&entra_csv::write(&tokens, &findings));
        let parts = entra_csv::write_parts(&tokens, &findings, most(rows));
        let mut joined = HEADER.to_owned();
        for part in &parts {
            let part = text(part);
            joined.push_str(part.strip_prefix(HEADER).expect("a header"));
        }
        let full = parts.iter().rev().skip(1).all(|part| part.rows == rows);
        prop_assert!(full && parts.iter().all(|part| (1..=rows).contains(&part.rows)));
        prop_assert_eq!(joined, whole);
    }
}
