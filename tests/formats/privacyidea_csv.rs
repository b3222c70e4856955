//! privacyIDEA's OATH CSV: which hash goes with which length, and which serial numbers it takes.

use totp_toolset::formats::{Certainty, Column, Finding, FindingCode, Format, privacyidea_csv};
use totp_toolset::oath::{Counter, Digits, HashAlgorithm, MovingFactor, Token};

use crate::samples::{RFC_HEX, RFC_SEED, certainty, every, parsed, read_as, said, secret, token};
use crate::target::{Target, bare};

const LIST: Target = Target {
    check: |tokens| privacyidea_csv::check(tokens),
    write: |tokens, findings| privacyidea_csv::write(tokens, findings),
};

#[test]
fn a_line_says_type_digits_and_what_moves() {
    let tokens = [
        token(),
        Token {
            serial: Some(parsed("OATH_0002")),
            digits: Digits::Eight,
            factor: MovingFactor::Counter(Counter(7)),
            ..token()
        },
    ];
    assert_eq!(
        LIST.list(&tokens),
        "1000001,3132333435363738393031323334353637383930,totp,6,30\r\n\
         OATH_0002,3132333435363738393031323334353637383930,hotp,8,7\r\n"
    );
}

#[test]
fn a_token_that_fits_loses_nothing() {
    let tokens = [
        bare(),
        Token {
            serial: Some(parsed("2")),
            factor: every(60),
            digits: Digits::Seven,
            ..bare()
        },
        Token {
            serial: Some(parsed("3")),
            factor: MovingFactor::Counter(Counter(u64::MAX)),
            ..bare()
        },
    ];
    assert_eq!(LIST.said(&tokens), []);
}

#[test]
fn only_the_hash_that_the_length_says_is_written() {
    let cases = [
        (HashAlgorithm::Sha1, 16, true),
        (HashAlgorithm::Sha1, 20, true),
        // privacyIDEA takes these two lengths for SHA-224 and SHA-384.
        (HashAlgorithm::Sha1, 28, false),
        (HashAlgorithm::Sha1, 48, false),
        (HashAlgorithm::Sha1, 32, false),
        (HashAlgorithm::Sha1, 64, false),
        (HashAlgorithm::Sha256, 32, true),
        (HashAlgorithm::Sha256, 20, false),
        (HashAlgorithm::Sha256, 64, false),
        (HashAlgorithm::Sha512, 64, true),
        (HashAlgorithm::Sha512, 20, false),
        (HashAlgorithm::Sha512, 48, false),
    ];
    for (hash, bytes, is_written) in cases {
        let tokens = [Token {
            secret: secret(&vec![0x31; bytes]),
            hash,
            ..bare()
        }];
        let refused = [(FindingCode::HashNotOfLength, Some(Column::SecretKey))];
        let expected = if is_written { &[][..] } else { &refused };
        assert_eq!(LIST.said(&tokens), expected, "{hash} {bytes}");
        assert_eq!(LIST.list(&tokens).is_empty(), !is_written, "{hash} {bytes}");
    }
}

#[test]
fn a_serial_number_that_privacyidea_refuses_is_refused() {
    let cases = [
        "1,2", "1 2", "\"1\"", "#1", "1.2", "1;2", "1:2", "ä", "1/2", "1'2",
    ];
    LIST.expect_serials_refused(&cases);
}

#[test]
fn a_serial_number_that_a_spreadsheet_would_run_is_written_and_said() {
    LIST.expect_formulas_written(&["-1"]);
}

#[test]
fn a_token_without_a_serial_number_of_its_own_is_refused() {
    LIST.expect_own_serials_wanted();
}

#[test]
fn users_and_names_are_not_written_and_it_is_said() {
    let not_carried = |column| (FindingCode::NotCarried, Some(column));
    assert_eq!(
        LIST.said(&[token()]),
        [
            not_carried(Column::Upn),
            not_carried(Column::Manufacturer),
            not_carried(Column::Model),
        ]
    );
}

#[test]
fn a_user_who_is_no_name_at_domain_is_said_and_not_invented() {
    let file = "# version: 2\nalice,,contoso.com,1,3132333435363738393031323334353637383930\n";
    let reading = read_as(Format::PrivacyideaCsv, file.as_bytes()).expect("a usable file");
    assert_eq!(reading.tokens[0].upn, None);
    assert_eq!(reading.tokens[0].secret, secret(RFC_SEED));
    assert_eq!(
        said(&reading.findings),
        [
            (FindingCode::ExtraColumn, None),
            (FindingCode::UpnUnusable, Some(Column::Upn)),
        ]
    );
}

#[test]
fn how_sure_it_is_depends_on_what_the_columns_show() {
    let cases = [
        (format!("1,{RFC_HEX}"), Some(Certainty::Possible)),
        (format!("1,{RFC_HEX},hotp"), Some(Certainty::Likely)),
        (format!("1,{RFC_HEX},TOTP,6,30"), Some(Certainty::Likely)),
        (
            format!("1,{RFC_HEX},totp,6,30,sha1"),
            Some(Certainty::Possible),
        ),
        (
            format!("# version: 2\n,,,1,{RFC_HEX}"),
            Some(Certainty::Certain),
        ),
        (
            format!("#Version:2,,,\na@b,,,1,{RFC_HEX},totp"),
            Some(Certainty::Certain),
        ),
        (
            format!("# version: 2\n1,{RFC_HEX},totp"),
            Some(Certainty::Likely),
        ),
        (format!("# version: 22\n,,,1,{RFC_HEX}"), None),
        (format!("1,{RFC_HEX},60"), None),
        (
            "# version: 2\nname: hotp\nsteps: 1, 2, 3, 4, 5".to_owned(),
            None,
        ),
        ("1,not a key,totp,6,30".to_owned(), None),
        (String::new(), None),
    ];
    for (file, expected) in cases {
        assert_eq!(certainty(&file, Format::PrivacyideaCsv), expected, "{file}");
    }
}

#[test]
fn a_type_that_was_corrected_gets_the_step_of_its_row() {
    use totp_toolset::formats::{Assumed, Mending, ReadAs, Step, read};
    let file = "1,3132333435363738393031323334353637383930,t0tp,8,60\n";
    let mut mending = Mending::default();
    mending.take(Step::Retype {
        row: 1,
        column: Column::Type,
        text: "totp".to_owned().into(),
    });
    let read_as = ReadAs::Format(Format::PrivacyideaCsv);
    let reading =
        read(file.as_bytes(), read_as, &mending, &Assumed::default()).expect("a usable file");
    assert_eq!(reading.tokens[0].factor, every(60));
    assert_eq!(reading.tokens[0].digits, Digits::Eight);
    assert_eq!(reading.findings, Vec::<Finding>::new());
}
