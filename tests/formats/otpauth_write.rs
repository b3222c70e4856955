//! Writing otpauth URIs, as every app reads them.

use totp_toolset::formats::otpauth::write;
use totp_toolset::oath::{Counter, Digits, HashAlgorithm, MovingFactor, TimeStep};

use crate::samples::secret;

/// The URI of the wiki's key with these names.
fn named(issuer: &str, account: &str) -> String {
    let uri = write(
        &secret(b"Hello!\xde\xad\xbe\xef"),
        HashAlgorithm::Sha1,
        Digits::Six,
        MovingFactor::default(),
        issuer,
        account,
    );
    uri.to_string()
}

#[test]
fn every_parameter_is_spelled_out() {
    assert_eq!(
        named("Example", "alice@google.com"),
        "otpauth://totp/Example:alice@google.com?secret=JBSWY3DPEHPK3PXP&issuer=Example\
         &algorithm=SHA1&digits=6&period=30"
    );
}

#[test]
fn uncommon_parameters_are_written_as_the_wiki_names_them() {
    let uri = write(
        &secret(&[0xff; 32]),
        HashAlgorithm::Sha256,
        Digits::Eight,
        MovingFactor::Time(TimeStep::SIXTY),
        "",
        "a",
    );
    assert!(uri.ends_with("&algorithm=SHA256&digits=8&period=60"));
}

#[test]
fn a_counter_makes_it_hotp_without_a_period() {
    let uri = write(
        &secret(b"Hello!\xde\xad\xbe\xef"),
        HashAlgorithm::Sha1,
        Digits::Six,
        MovingFactor::Counter(Counter(u64::MAX)),
        "",
        "a",
    );
    assert_eq!(
        *uri,
        "otpauth://hotp/a?secret=JBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&counter=18446744073709551615"
    );
}

#[test]
fn names_are_encoded_so_that_nothing_in_them_reads_as_syntax() {
    let cases = [
        ("ACME Co", "john doe", "ACME%20Co:john%20doe"),
        ("A&B=C?D#E/F", "a+b%c", "A%26B%3DC%3FD%23E%2FF:a%2Bb%25c"),
        ("", "alice", "alice"),
        ("Example", "", "Example:"),
        ("  Example ", " alice ", "Example:alice"),
        ("Exam:ple", "ali:ce", "Exam%3Aple:ali%3Ace"),
        ("Größe", "鍵", "Gr%C3%B6%C3%9Fe:%E9%8D%B5"),
        ("<b>", "\"'\n", "%3Cb%3E:%22%27"),
        ("a-._~@z", "b", "a-._~@z:b"),
    ];
    for (issuer, account, label) in cases {
        let uri = named(issuer, account);
        let start = format!("otpauth://totp/{label}?secret=JBSWY3DPEHPK3PXP&");
        assert!(uri.starts_with(&start), "{uri}");
    }
}

#[test]
fn an_empty_issuer_is_left_out_in_both_places() {
    assert!(!named("  ", "alice").contains("issuer"));
}

#[test]
fn a_secret_is_in_capitals_and_never_padded() {
    for bytes in 1..=20 {
        let uri = write(
            &secret(&vec![0xa7; bytes]),
            HashAlgorithm::Sha1,
            Digits::Six,
            MovingFactor::default(),
            "",
            "",
        );
        let value = uri.split(['=', '&']).nth(1).unwrap_or_default();
        let fits = value
            .bytes()
            .all(|c| matches!(c, b'A'..=b'Z' | b'2'..=b'7'));
        assert_eq!(
            (value.len(), fits, uri.contains("%3D")),
            ((bytes * 8).div_ceil(5), true, false)
        );
    }
}
