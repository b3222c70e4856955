//! The search through the tenant's tokens.

use totp_toolset::oath::{TimeStep, Token};
use totp_toolset::rehearsal::{LOOKED_AT_ONCE, Search, Tenant};

use crate::{HELGA, IDRIS, at, csv, helgas, id, row, tenant_with, token, upload};

/// The serial numbers that are found, in so many slices.
fn found(tenant: &Tenant, text: &str) -> (Vec<String>, usize) {
    let mut search = Search::new(text);
    let mut slices = 1;
    let rows = loop {
        match search.go_on(tenant.inventory()) {
            Some(rows) => break rows,
            None => slices += 1,
        }
    };
    let serials = rows.iter().map(|id| tenant.inventory().serial(*id));
    (serials.map(str::to_owned).collect(), slices)
}

fn three() -> Tenant {
    let tokens: [Token; 3] = [
        helgas(),
        token("ABC-2", IDRIS, TimeStep::SIXTY),
        token("1000003", IDRIS, TimeStep::THIRTY),
    ];
    tenant_with(&tokens)
}

#[test]
fn tokens_are_found_by_serial_number_and_by_user_whatever_the_case() {
    let tenant = three();
    for (text, expected) in [
        ("1000001", &["1000001"][..]),
        ("abc", &["ABC-2"]),
        (" IDRIS ", &["ABC-2", "1000003"]),
        ("100000", &["1000001", "1000003"]),
        ("@contoso.com", &["1000001", "ABC-2", "1000003"]),
        ("nobody", &[]),
    ] {
        assert_eq!(
            found(&tenant, text),
            (expected.iter().map(|one| (*one).to_owned()).collect(), 1),
            "{text}"
        );
    }
}

#[test]
fn what_was_deleted_is_not_found() {
    let mut tenant = three();
    let first = id(&tenant, &helgas());
    tenant.delete(first).expect("deleted");
    assert_eq!(found(&tenant, "100000").0, ["1000003"]);
}

#[test]
fn many_are_looked_at_slice_by_slice() {
    let mut tenant = Tenant::default();
    tenant.add_users([HELGA]);
    let rows: Vec<String> = (0..2 * LOOKED_AT_ONCE + 1)
        .map(|number| row(HELGA, &format!("{number:07}")))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    upload(&mut tenant, "many.csv", &csv(&rows), at(0));
    let wanted = [0, LOOKED_AT_ONCE, 2 * LOOKED_AT_ONCE].map(|number| format!("{number:07}"));
    for serial in &wanted {
        let one = vec![serial.clone()];
        assert_eq!(found(&tenant, serial), (one, 3), "{serial}");
    }
    assert_eq!(found(&tenant, "helga").0.len(), 2 * LOOKED_AT_ONCE + 1);
}

#[test]
fn among_none_nothing_is_found() {
    assert_eq!(found(&Tenant::default(), "1"), (Vec::new(), 1));
}
