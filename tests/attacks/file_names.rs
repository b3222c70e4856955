//! Names of files that are handed out: each is ours, whatever the tokens, the list and the files that came in are called.

use totp_toolset::work::{FileKind, FileOrder};

use crate::token;
use totp_toolset::oath::Token;

const HOSTILE: [&str; 8] = [
    "../../x",
    "..\\..\\x",
    "C:\\x",
    "con.csv",
    "/etc/passwd",
    "a%00b",
    "<b>.csv",
    "-rf",
];

/// What every system takes for a plain name.
fn is_plain(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    name.chars().all(plain)
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.matches('.').count() == 1
        && name.len() < 64
}

#[test]
fn plain_is_what_it_says() {
    assert!(is_plain("entra-oath-tokens-2026-11-24-1-of-2.csv"));
    for name in HOSTILE {
        assert!(!is_plain(name) || name == "con.csv", "{name}");
    }
}

#[test]
fn no_text_of_a_token_gets_into_a_name() {
    for hostile in HOSTILE {
        let tokens = || -> Vec<Token> {
            (1..4)
                .map(|number: u8| Token {
                    secret: totp_toolset::oath::Secret::from_bytes(&[number; 20])
                        .expect("20 bytes"),
                    serial: format!("{hostile}{number}").parse().ok(),
                    manufacturer: hostile.parse().ok(),
                    model: hostile.parse().ok(),
                    upn: format!("{}{number}@contoso.com", hostile).parse().ok(),
                    ..token()
                })
                .collect()
        };
        for kind in FileKind::ALL {
            let order = FileOrder {
                kind,
                date: "2026-11-24".to_owned(),
                most_rows: kind.can_be_split().then(|| 1.try_into().expect("not zero")),
                milliseconds: 1_795_516_200_000,
            };
            let (files, _) = order.write(&tokens());
            for (name, _) in files {
                assert!(is_plain(&name), "{name}");
                assert_eq!(
                    name.replace(|c: char| c.is_ascii_digit(), "")
                        .matches("of")
                        .count()
                        > 0,
                    kind.can_be_split(),
                    "{name}"
                );
            }
            assert!(is_plain(&kind.file_name("2026-11-24")));
        }
    }
}
