//! The inventory: everything about a token but its secret.

use std::collections::HashSet;

use totp_toolset::formats::{Column, FindingCode, inventory};
use totp_toolset::oath::{
    Counter, Digits, Encoding, HashAlgorithm, MovingFactor, Token, UserDetails, encode_seed,
};

use crate::samples::{RFC_SEED, fleet, parsed, said, secret, text, token};

const HEADER: &str = "serial number,upn,display name,department,manufacturer,model,hash,digits,\
                      time interval,secret bits,secret fingerprint\r\n";

fn inventory(tokens: &[Token]) -> String {
    text(&inventory::write(tokens, &inventory::check(tokens)))
}

#[test]
fn a_row_says_what_there_is_to_know() {
    let tokens = [
        Token {
            user: UserDetails {
                id: None,
                display_name: Some(parsed("Adams, Alice")),
                department: Some(parsed("Sales")),
            },
            ..token()
        },
        Token {
            secret: secret(b"1234567890123456"),
            hash: HashAlgorithm::Sha256,
            digits: Digits::Eight,
            factor: MovingFactor::Counter(Counter(9)),
            serial: None,
            manufacturer: None,
            model: None,
            upn: None,
            ..token()
        },
    ];
    assert_eq!(
        inventory(&tokens),
        format!(
            "{HEADER}\
             1000001,alice@contoso.com,\"Adams, Alice\",Sales,Contoso,HardwareKey,SHA-1,6,30,160,98130baa7e7bb34c\r\n\
             ,,,,,,SHA-256,8,,128,094c7a2fef4c1b84\r\n"
        )
    );
}

#[test]
fn no_row_holds_its_secret_in_any_spelling() {
    let tokens = fleet(50);
    let inventory = inventory(&tokens).to_lowercase();
    for token in &tokens {
        for encoding in [Encoding::Base32, Encoding::Hex, Encoding::Base64] {
            let secret = encode_seed(&token.secret, encoding).to_lowercase();
            assert!(!inventory.contains(&secret));
        }
    }
}

/// The values are those of Python's `hmac` module.
#[test]
fn a_fingerprint_is_the_beginning_of_an_hmac() {
    let cases: [(&[u8], &str); 3] = [
        (RFC_SEED, "98130baa7e7bb34c"),
        (b"1234567890123456", "094c7a2fef4c1b84"),
        (&[0xa7; 200], "a80766465a21367d"),
    ];
    for (bytes, expected) in cases {
        assert_eq!(
            inventory::fingerprint(&secret(bytes)).as_deref(),
            Some(expected)
        );
    }
}

#[test]
fn different_secrets_have_different_fingerprints() {
    let fingerprints: HashSet<Option<String>> = fleet(10_000)
        .iter()
        .map(|token| inventory::fingerprint(&token.secret))
        .collect();
    assert_eq!(fingerprints.len(), 10_000);
}

#[test]
fn a_secret_that_could_be_guessed_has_no_fingerprint() {
    assert_eq!(inventory::fingerprint(&secret(&[1; 15])), None);
    assert!(inventory::fingerprint(&secret(&[1; 16])).is_some());
    let short = [Token {
        secret: secret(&[1; 15]),
        ..token()
    }];
    assert_eq!(
        said(&inventory::check(&short)),
        [(FindingCode::FingerprintLeftOut, None)]
    );
    assert!(inventory(&short).ends_with(",SHA-1,6,30,120,\r\n"));
}

#[test]
fn a_cell_that_a_spreadsheet_would_run_is_said_and_written_as_it_is() {
    let tokens = [Token {
        upn: Some(parsed("+a@b")),
        manufacturer: Some(parsed("=1+1")),
        user: UserDetails {
            id: None,
            display_name: Some(parsed("@SUM(A1)")),
            department: Some(parsed("-1")),
        },
        ..token()
    }];
    assert_eq!(
        said(&inventory::check(&tokens)),
        [
            (FindingCode::FormulaCell, Some(Column::Upn)),
            (FindingCode::FormulaCell, Some(Column::Manufacturer)),
            (FindingCode::FormulaCell, None),
            (FindingCode::FormulaCell, None),
        ]
    );
    assert!(inventory(&tokens).contains("1000001,+a@b,@SUM(A1),-1,=1+1,HardwareKey,"));
}

#[test]
fn a_counter_has_no_column_and_that_is_said() {
    let counting = Token {
        factor: MovingFactor::Counter(Counter(9)),
        ..token()
    };
    assert_eq!(
        said(&inventory::check([&counting])),
        [(FindingCode::CounterLost, None)]
    );
}
