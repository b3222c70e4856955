//! Reading the Entra CSV: what no file of the corpus can show.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use totp_toolset::formats::{
    Column, FindingCode, FormatError, MAX_FILE_BYTES, entra_csv, unread_rows,
};
use totp_toolset::oath::{
    Counter, Digits, Encoding, EncodingChoice, HashAlgorithm, MovingFactor, decode_seed,
};

use crate::corpus;
use crate::samples::{RFC_BASE32, fleet, read_as, read_entra, token};

fn file_with(secret: &str) -> String {
    format!(
        "upn,serial number,secret key,time interval,manufacturer,model\r\n\
         alice@contoso.com,1000001,{secret},30,Contoso,HardwareKey\r\n"
    )
}

#[test]
fn a_token_shows_the_codes_of_its_seed() {
    let reading = read_entra(file_with(RFC_BASE32).as_bytes()).expect("a usable file");
    // RFC 4226, appendix D: the fourth one.
    let code = reading.tokens[0].hotp().code(Counter(3), Digits::Six);
    assert_eq!(code.to_string(), "969429");
}

#[test]
fn a_token_has_six_digits_and_sha_1_for_no_column_says_otherwise() {
    let reading = read_entra(file_with(RFC_BASE32).as_bytes()).expect("a usable file");
    let found: Vec<(Digits, HashAlgorithm)> = reading
        .tokens
        .iter()
        .map(|token| (token.digits, token.hash))
        .collect();
    assert_eq!(found, [(Digits::Six, HashAlgorithm::Sha1)]);
}

#[test]
fn a_secret_beyond_what_entra_takes_is_read_whole() {
    let secret = "A".repeat(1024 * 8 / 5 + 1);
    let reading = read_entra(file_with(&secret).as_bytes()).expect("a usable file");
    assert_eq!(reading.tokens[0].secret.bytes(), 1024);
}

#[test]
fn a_file_of_the_largest_size_is_looked_at() {
    let zeros = vec![0; usize::try_from(MAX_FILE_BYTES).expect("it fits into memory")];
    assert_eq!(read_entra(&zeros), Err(FormatError::Binary));
}

#[test]
fn a_larger_file_is_refused_unread() {
    let bytes = MAX_FILE_BYTES + 1;
    let zeros = vec![0; usize::try_from(bytes).expect("it fits into memory")];
    assert_eq!(read_entra(&zeros), Err(FormatError::TooLarge { bytes }));
}

#[test]
fn a_header_without_the_secret_makes_no_file() {
    let cases = [
        (
            "upn,serial number,time interval,manufacturer",
            vec![Column::SecretKey, Column::Model],
        ),
        (
            "serial number,upn,model",
            vec![
                Column::SecretKey,
                Column::TimeInterval,
                Column::Manufacturer,
            ],
        ),
        ("\"upn,serial number", entra_csv::COLUMNS.to_vec()),
    ];
    for (header, missing) in cases {
        assert_eq!(
            read_entra(header.as_bytes()),
            Err(FormatError::HeaderLacks { missing }),
            "{header}"
        );
    }
}

#[test]
fn every_other_missing_column_is_named() {
    let reading = read_entra(b"serial number,secret key,model").expect("a usable file");
    let missing: Vec<_> = reading
        .findings
        .iter()
        .map(|finding| (finding.code, finding.location.column))
        .collect();
    let said = |column| (FindingCode::ColumnMissing, Some(column));
    assert_eq!(
        missing,
        [
            said(Column::Upn),
            said(Column::TimeInterval),
            said(Column::Manufacturer)
        ]
    );
}

#[test]
fn every_row_whose_quote_is_open_costs_only_itself() {
    let good = entra_csv::write(&fleet(50), &[]);
    let good = std::str::from_utf8(&good.bytes).expect("UTF-8");
    let spoilt: String = good
        .split_inclusive("\r\n")
        .enumerate()
        .map(|(place, line)| match place % 2 {
            1 => line.replace(",Contoso", ",\"Contoso"),
            _ => line.to_owned(),
        })
        .collect();
    let reading = read_entra(spoilt.as_bytes()).expect("a usable file");
    assert_eq!((reading.tokens.len(), reading.findings.len()), (25, 25));
}

#[test]
fn no_finding_and_no_error_quotes_the_file() {
    for (format, bytes) in corpus::FILES.iter() {
        let said = match read_as(*format, bytes) {
            Ok(reading) => format!("{:?}", reading.findings),
            Err(error) => format!("{error:?} {error}"),
        };
        assert!(
            !said.contains(&RFC_BASE32[..8]) && !said.contains("contoso"),
            "{said}"
        );
    }
}

#[test]
fn a_debugged_reading_shows_no_secret() {
    let reading = read_entra(file_with(RFC_BASE32).as_bytes()).expect("a usable file");
    assert!(!format!("{reading:?}").contains(&RFC_BASE32[..8]));
}

/// Bytes that a file of this format is made of, and some that break it.
fn byte_of_a_file() -> impl Strategy<Value = u8> {
    prop_oneof![
        4 => prop::sample::select(b",\"\r\n \t=;\0\xef\xbb\xbf\xff".to_vec()),
        1 => any::<u8>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_bytes_make_it_panic(bytes in vec(any::<u8>(), 0..400)) {
        let _ = read_entra(&bytes);
    }

    #[test]
    fn no_rows_make_it_panic(rows in vec(byte_of_a_file(), 0..400)) {
        let mut bytes = file_with(RFC_BASE32).into_bytes();
        bytes.extend(rows);
        let _ = read_entra(&bytes);
    }

    #[test]
    fn no_change_to_a_real_file_makes_it_panic(
        file in any::<Index>(),
        changes in vec((any::<Index>(), byte_of_a_file(), 0..3_u8), 1..8),
    ) {
        let (format, mut bytes) = file.get(&corpus::FILES).clone();
        for (place, byte, how) in changes {
            let place = place.index(bytes.len() + 1);
            match how {
                0 => bytes.insert(place, byte),
                1 if place < bytes.len() => bytes[place] = byte,
                _ => bytes.truncate(place),
            }
        }
        let _ = read_as(format, &bytes);
    }

    #[test]
    fn a_row_is_never_lost_without_a_word(rows in vec("[a-z@,\" 2-7]{1,30}", 0..10)) {
        let mut file = file_with(RFC_BASE32);
        for row in &rows {
            file.push_str(row);
            file.push('\n');
        }
        let blank = |row: &&String| row.chars().all(|c| matches!(c, ' ' | ','));
        let expected = 1 + rows.iter().filter(|row| !blank(row)).count();
        let reading = read_entra(file.as_bytes()).expect("a usable file");
        let unread = unread_rows(&reading.findings);
        prop_assert_eq!(reading.tokens.len() + unread, expected);
    }
}

#[test]
fn the_secret_of_a_read_token_is_that_of_its_cell() {
    let cell = "GEZD GNBV-gy3t qojq GEZDGNBVGY3TQOJQ";
    let reading = read_entra(file_with(cell).as_bytes()).expect("a usable file");
    let decoded = decode_seed(cell, EncodingChoice::Only(Encoding::Base32)).expect("base32");
    assert_eq!(reading.tokens[0].secret, decoded.secret);
}

#[test]
fn a_file_of_one_token_reads_as_that_token() {
    let written = entra_csv::write([&token()], &[]);
    let reading = read_entra(&written.bytes).expect("a usable file");
    assert_eq!(reading.tokens, [token()]);
}

#[test]
fn a_step_that_entra_refuses_is_kept_as_it_is() {
    let file = file_with(RFC_BASE32).replace(",30,", ",45,");
    let reading = read_entra(file.as_bytes()).expect("a usable file");
    let seconds = match reading.tokens[0].factor {
        MovingFactor::Time(step) => step.seconds(),
        MovingFactor::Counter(_) => 0,
    };
    assert_eq!(seconds, 45);
}

#[test]
fn the_rows_without_a_token_are_counted_once_each() {
    let file = format!(
        "{}a b@contoso.com,2,{RFC_BASE32},30,Contoso,Key\r\n\
         bob@contoso.com,3,not base32!,soon,Contoso,Key\r\n\
         eve@contoso.com,4\r\n",
        file_with(RFC_BASE32)
    );
    let reading = read_entra(file.as_bytes()).expect("a usable file");
    assert_eq!(reading.tokens.len(), 2, "an unusable UPN costs no token");
    assert_eq!(unread_rows(&reading.findings), 2);
}
