//! Writing the Entra CSV: the bytes, and what is left out.

use totp_toolset::formats::entra_csv;
use totp_toolset::oath::{Counter, Digits, HashAlgorithm, MovingFactor, TimeStep, Token};

use crate::samples::{RFC_BASE32, parsed, secret, token};

const HEADER: &str = "upn,serial number,secret key,time interval,manufacturer,model\r\n";

fn text_of(tokens: &[Token]) -> String {
    let findings = entra_csv::check(tokens);
    let written = entra_csv::write(tokens, &findings);
    String::from_utf8(written.bytes.to_vec()).expect("UTF-8")
}

#[test]
fn a_file_is_microsofts_header_and_a_row_a_token() {
    let tokens = [
        token(),
        Token {
            serial: Some(parsed("0000042")),
            factor: MovingFactor::Time(TimeStep::SIXTY),
            upn: Some(parsed("Bob@contoso.com")),
            ..token()
        },
    ];
    assert_eq!(
        text_of(&tokens),
        "upn,serial number,secret key,time interval,manufacturer,model\r\n\
         alice@contoso.com,1000001,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,30,Contoso,HardwareKey\r\n\
         Bob@contoso.com,0000042,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,60,Contoso,HardwareKey\r\n"
    );
}

#[test]
fn no_token_makes_a_header_alone() {
    assert_eq!(text_of(&[]), HEADER);
}

#[test]
fn a_cell_is_quoted_where_rfc_4180_wants_it_and_nowhere_else() {
    let cases = [
        ("Contoso, Inc.", "\"Contoso, Inc.\""),
        ("Key \"Mini\"", "\"Key \"\"Mini\"\"\""),
        ("\"", "\"\"\"\""),
        ("Contoso; Inc.", "Contoso; Inc."),
        ("O'Neill & Söhne", "O'Neill & Söhne"),
        ("鍵 🔑", "鍵 🔑"),
        ("  two blanks around ", "two blanks around"),
        ("# one", "# one"),
    ];
    for (name, cell) in cases {
        let named = Token {
            manufacturer: Some(parsed(name)),
            ..token()
        };
        assert_eq!(
            text_of(&[named]),
            format!("{HEADER}alice@contoso.com,1000001,{RFC_BASE32},30,{cell},HardwareKey\r\n"),
            "{name}"
        );
    }
}

#[test]
fn a_secret_is_written_without_padding() {
    let sixteen_bytes = Token {
        secret: secret(b"1234567890123456"),
        ..token()
    };
    assert!(text_of(&[sixteen_bytes]).contains(",GEZDGNBVGY3TQOJQGEZDGNBVGY,"));
}

#[test]
fn the_longest_secret_has_128_characters() {
    let longest = Token {
        secret: secret(&[0; 80]),
        ..token()
    };
    assert!(text_of(&[longest]).contains(&format!(",{},", "A".repeat(128))));
}

#[test]
fn a_row_with_an_error_is_left_out_and_the_others_are_not() {
    let serials = ["1", "2", "3"].map(|serial| Token {
        serial: Some(parsed(serial)),
        digits: if serial == "2" {
            Digits::Eight
        } else {
            Digits::Six
        },
        ..token()
    });
    assert_eq!(
        text_of(&serials),
        format!(
            "{HEADER}alice@contoso.com,1,{RFC_BASE32},30,Contoso,HardwareKey\r\n\
             alice@contoso.com,3,{RFC_BASE32},30,Contoso,HardwareKey\r\n"
        )
    );
}

#[test]
fn whatever_entra_would_refuse_is_not_written() {
    let refused = [
        Token {
            digits: Digits::Seven,
            ..token()
        },
        Token {
            digits: Digits::Eight,
            ..token()
        },
        Token {
            hash: HashAlgorithm::Sha256,
            ..token()
        },
        Token {
            hash: HashAlgorithm::Sha512,
            ..token()
        },
        Token {
            factor: MovingFactor::Counter(Counter(0)),
            ..token()
        },
        Token {
            factor: MovingFactor::Time(parsed_step(45)),
            ..token()
        },
        Token {
            secret: secret(&[0; 81]),
            ..token()
        },
        Token {
            upn: None,
            ..token()
        },
        Token {
            serial: None,
            ..token()
        },
        Token {
            manufacturer: None,
            ..token()
        },
        Token {
            model: None,
            ..token()
        },
        Token {
            upn: Some(parsed("alice_contoso.com#ext#@fabrikam.com")),
            ..token()
        },
    ];
    for token in refused {
        let said = format!("{token:?}");
        assert_eq!(text_of(&[token]), HEADER, "{said}");
    }
}

#[test]
fn a_warning_keeps_nothing_out() {
    let warned = Token {
        secret: secret(&[7; 5]),
        manufacturer: Some(parsed("=Contoso")),
        ..token()
    };
    let findings = entra_csv::check([&warned]);
    let written = entra_csv::write([&warned], &findings);
    assert_eq!((findings.len(), written.rows), (2, 1));
}

#[test]
fn the_rows_are_counted_as_they_are_written() {
    let tokens = [
        token(),
        Token {
            upn: None,
            ..token()
        },
        Token {
            serial: Some(parsed("2")),
            ..token()
        },
    ];
    let written = entra_csv::write(&tokens, &entra_csv::check(&tokens));
    assert_eq!(written.rows, 2);
}

fn parsed_step(seconds: u32) -> TimeStep {
    TimeStep::try_from(seconds).expect("a step above zero")
}
