//! Commands for YubiKeys: no secret in them, and no name that a shell reads as anything but a name.

use proptest::prelude::*;
use totp_toolset::formats::yubikey::{self, Shell};
use totp_toolset::formats::{Column, FindingCode, Severity};
use totp_toolset::oath::{Counter, Digits, HashAlgorithm, Manufacturer, MovingFactor, Token, Upn};

use crate::samples::{RFC_BASE32, every, fleet, parsed, said, secret, text, token};

fn commands(tokens: &[Token], shell: Shell) -> String {
    let findings = yubikey::check(tokens, shell);
    text(&yubikey::write_commands(tokens, &findings, shell))
}

/// A token that loses nothing.
fn named(issuer: &str, account: &str) -> Token {
    Token {
        manufacturer: Some(parsed(issuer)),
        upn: None,
        serial: Some(parsed(account)),
        model: None,
        ..token()
    }
}

fn two() -> [Token; 2] {
    [
        token(),
        Token {
            hash: HashAlgorithm::Sha256,
            digits: Digits::Eight,
            factor: MovingFactor::Counter(Counter(5)),
            manufacturer: None,
            upn: None,
            ..token()
        },
    ]
}

#[test]
fn a_command_names_everything_but_the_secret() {
    assert_eq!(
        commands(&two(), Shell::Posix),
        "ykman oath accounts add --oath-type TOTP --digits 6 --algorithm SHA1 --period 30 --issuer 'Contoso' -- 'alice@contoso.com'\n\
         ykman oath accounts add --oath-type HOTP --digits 8 --algorithm SHA256 --counter 5 -- '1000001'\n"
    );
}

#[test]
fn a_file_for_powershell_says_that_it_is_utf_8() {
    assert_eq!(
        commands(&[token()], Shell::PowerShell),
        "\u{feff}ykman oath accounts add --oath-type TOTP --digits 6 --algorithm SHA1 --period 30 --issuer 'Contoso' -- 'alice@contoso.com'\r\n"
    );
}

#[test]
fn no_command_holds_a_secret() {
    for shell in Shell::ALL {
        assert!(!commands(&two(), shell).contains(RFC_BASE32));
    }
}

#[test]
fn the_secrets_are_in_the_order_of_the_commands() {
    let tokens = [
        token(),
        Token {
            secret: secret(&[1]),
            ..token()
        },
        named("Contoso", "2"),
    ];
    let findings = yubikey::check(&tokens, Shell::Posix);
    let written = yubikey::write_secrets(&tokens, &findings);
    assert_eq!(
        text(&written),
        format!(
            "serial number,account,secret key\r\n\
             1000001,alice@contoso.com,{RFC_BASE32}\r\n\
             2,2,{RFC_BASE32}\r\n"
        )
    );
    assert_eq!(
        written.rows,
        commands(&tokens, Shell::Posix).lines().count()
    );
}

#[test]
fn a_name_is_quoted_so_that_the_shell_expands_nothing() {
    let cases = [
        ("$(x)", "'$(x)'", Some("'$(x)'")),
        ("`x`", "'`x`'", Some("'`x`'")),
        ("%PATH%", "'%PATH%'", Some("'%PATH%'")),
        ("$HOME;x&y|z>q", "'$HOME;x&y|z>q'", Some("'$HOME;x&y|z>q'")),
        ("o'neill", "'o'\\''neill'", Some("'o''neill'")),
        ("o’neill", "'o’neill'", Some("'o’’neill'")),
        ("‘‚‛", "'‘‚‛'", Some("'‘‘‚‚‛‛'")),
        ("“a”", "'“a”'", Some("'“a”'")),
        ("a \\ b", "'a \\ b'", Some("'a \\ b'")),
        ("-f", "'-f'", Some("'-f'")),
        ("--% a", "'--% a'", Some("'--% a'")),
        ("a\"b", "'a\"b'", None),
        ("a b\\", "'a b\\'", None),
    ];
    for (name, posix, power_shell) in cases {
        let tokens = [named(name, "1")];
        assert!(commands(&tokens, Shell::Posix).contains(&format!(" --issuer {posix} -- '1'\n")));
        let commands = commands(&tokens, Shell::PowerShell);
        match power_shell {
            Some(quoted) => assert!(commands.contains(&format!(" --issuer {quoted} -- '1'\r\n"))),
            None => {
                assert_eq!(commands, "\u{feff}");
                assert_eq!(
                    said(&yubikey::check(&tokens, Shell::PowerShell)),
                    [(FindingCode::ShellCannotQuote, None)]
                );
            }
        }
    }
}

#[test]
fn what_a_yubikey_or_ykman_would_refuse_is_said_and_left_out() {
    let refused = [
        (
            Token {
                secret: secret(&[1]),
                ..named("a", "b")
            },
            (FindingCode::SecretTooShort, Some(Column::SecretKey)),
        ),
        (
            Token {
                factor: MovingFactor::Counter(Counter(1 << 32)),
                ..named("a", "b")
            },
            (FindingCode::CounterTooLarge, None),
        ),
        (
            Token {
                serial: None,
                ..named("a", "b")
            },
            (FindingCode::CellEmpty, Some(Column::SerialNumber)),
        ),
        // 62 and a colon and two: 65.
        (
            named(&"a".repeat(62), "bc"),
            (FindingCode::AccountUnusable, None),
        ),
        // Three bytes each.
        (
            named(&"鍵".repeat(21), "b"),
            (FindingCode::AccountUnusable, None),
        ),
        (named("60/a", "b"), (FindingCode::AccountUnusable, None)),
        (
            Token {
                manufacturer: None,
                ..named("a", "7/b")
            },
            (FindingCode::AccountUnusable, None),
        ),
    ];
    for (token, finding) in refused {
        let tokens = [token];
        assert_eq!(said(&yubikey::check(&tokens, Shell::Posix)), [finding]);
        assert_eq!(commands(&tokens, Shell::Posix), "", "{tokens:?}");
    }
}

#[test]
fn a_name_that_just_fits_is_written() {
    let fitting = [
        named(&"a".repeat(62), "b"),
        Token {
            factor: every(60),
            ..named(&"a".repeat(59), "b")
        },
        // Behind a step, digits and a slash are a name.
        Token {
            factor: every(60),
            ..named("60/a", "b")
        },
        named("a60/", "b"),
        named("/a", "b"),
        Token {
            factor: MovingFactor::Counter(Counter((1 << 32) - 1)),
            ..named("60/a", "b")
        },
    ];
    for token in fitting {
        assert_eq!(said(&yubikey::check([&token], Shell::Posix)), []);
    }
}

#[test]
fn what_a_name_has_no_place_for_is_said() {
    assert_eq!(
        said(&yubikey::check([&token()], Shell::Posix)),
        [
            (FindingCode::NotCarried, Some(Column::SerialNumber)),
            (FindingCode::NotCarried, Some(Column::Model)),
        ]
    );
    assert_eq!(
        said(&yubikey::check([&named("a", "b:c")], Shell::Posix)),
        [(FindingCode::ColonInName, Some(Column::SerialNumber))]
    );
    assert_eq!(
        said(&yubikey::check([&named("a", "=b")], Shell::Posix)),
        [(FindingCode::FormulaCell, Some(Column::SerialNumber))]
    );
}

#[test]
fn a_second_account_of_the_same_name_is_said_with_the_first() {
    let tokens = [named("a", "b"), named("a", "c"), named("a", "b")];
    let findings = yubikey::check(&tokens, Shell::Posix);
    let places: Vec<(FindingCode, usize, Option<usize>)> = findings
        .iter()
        .map(|finding| {
            (
                finding.code,
                finding.location.row,
                finding.location.other_row,
            )
        })
        .collect();
    assert_eq!(places, [(FindingCode::AccountTwice, 3, Some(1))]);
}

#[test]
fn a_hundred_thousand_tokens_are_written_in_their_order() {
    let commands = commands(&fleet(100_000), Shell::Posix);
    assert_eq!(commands.lines().count(), 100_000);
    assert!(commands.ends_with("'user99999@contoso.com'\n"));
}

/// Names with what shells read as syntax more often than chance would have it.
fn name() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        3 => prop::sample::select("'\"`$(){}[]%!&|;<>*?#~\\ -=^‘’‚‛“”ё鍵aZ0/".chars().collect::<Vec<char>>()),
        1 => any::<char>(),
    ];
    proptest::collection::vec(character, 1..12).prop_map(String::from_iter)
}

/// Two names that a token can have.
fn names() -> impl Strategy<Value = (Manufacturer, Upn)> {
    (name(), name()).prop_filter_map("no names", |(issuer, account)| {
        let upn = format!("{account}@b").parse().ok()?;
        Some((issuer.parse().ok()?, upn))
    })
}

fn with_names((issuer, upn): &(Manufacturer, Upn)) -> Token {
    Token {
        manufacturer: Some(issuer.clone()),
        upn: Some(upn.clone()),
        ..token()
    }
}

/// The arguments of a line for PowerShell, as its tokenizer reads single quotes: of two in a row, the second stands.
fn power_shell_arguments(line: &str) -> Vec<String> {
    let is_quote = |c: char| "'‘’‚‛".contains(c);
    let mut arguments = Vec::new();
    let mut characters = line.chars().peekable();
    while let Some(first) = characters.next() {
        let mut argument = String::new();
        if is_quote(first) {
            loop {
                let character = characters.next().expect("a closing quote");
                if !is_quote(character) {
                    argument.push(character);
                } else if characters.peek().copied().is_some_and(is_quote) {
                    argument.extend(characters.next());
                } else {
                    break;
                }
            }
        } else if first == ' ' {
            continue;
        } else {
            argument.push(first);
            while let Some(character) = characters.next_if(|c| *c != ' ') {
                assert!(character.is_ascii_alphanumeric() || character == '-');
                argument.push(character);
            }
        }
        arguments.push(argument);
    }
    arguments
}

fn expected(issuer: &str, account: &str) -> Vec<String> {
    let all =
        "ykman oath accounts add --oath-type TOTP --digits 6 --algorithm SHA1 --period 30 --issuer";
    let all = all.split(' ').chain([issuer, "--", account]);
    all.map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn power_shell_reads_any_name_as_it_is(names in names()) {
        let tokens = [with_names(&names)];
        let findings = yubikey::check(&tokens, Shell::PowerShell);
        let commands = commands(&tokens, Shell::PowerShell);
        let line = commands.trim_start_matches('\u{feff}').trim_end_matches("\r\n");
        if line.is_empty() {
            prop_assert!(findings.iter().any(|finding| finding.severity() == Severity::Error));
        } else {
            prop_assert_eq!(power_shell_arguments(line), expected(names.0.as_str(), names.1.as_str()));
        }
    }
}

#[cfg(unix)]
proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    /// A real shell with a function in the place of `ykman` that prints its arguments.
    #[test]
    fn sh_reads_any_name_as_it_is(names in proptest::collection::vec(names(), 20)) {
        let tokens: Vec<Token> = names.iter().map(with_names).collect();
        let findings = yubikey::check(&tokens, Shell::Posix);
        let refused = totp_toolset::formats::refused_rows(&findings);
        let script = format!(
            "ykman() {{ printf '%s\\0' ykman \"$@\"; }}\n{}",
            commands(&tokens, Shell::Posix)
        );
        let output = std::process::Command::new("sh").arg("-c").arg(script).output().expect("sh");
        let printed = String::from_utf8(output.stdout).expect("UTF-8");
        let read: Vec<String> = printed.split_terminator('\0').map(str::to_owned).collect();
        let expected: Vec<String> = (1..)
            .zip(&names)
            .filter(|(row, _)| !refused.contains(row))
            .flat_map(|(_, (issuer, upn))| expected(issuer.as_str(), upn.as_str()))
            .collect();
        prop_assert_eq!(read, expected);
        prop_assert!(output.stderr.is_empty());
    }
}
