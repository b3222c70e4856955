//! Reading otpauth URIs: those of google/google-authenticator, wiki page "Key Uri Format", and what else is about.

use totp_toolset::formats::otpauth::{
    MAX_URI_BYTES, OtpauthError, OtpauthKey, OtpauthNote, claims_to_be_one, read,
};
use totp_toolset::oath::{
    Counter, Digits, Encoding, HashAlgorithm, MovingFactor, SeedProblem, TimeStep,
};

/// `otpauth://totp/a?secret=` and more.
fn with(parameters: &str) -> String {
    format!("otpauth://totp/a?secret=JBSWY3DPEHPK3PXP{parameters}")
}

fn key(uri: &str) -> OtpauthKey {
    read(uri).unwrap_or_else(|error| panic!("{uri}: {error}"))
}

fn step(seconds: u32) -> MovingFactor {
    MovingFactor::Time(TimeStep::try_from(seconds).expect("above zero"))
}

#[test]
fn the_example_of_the_wiki_is_read_whole() {
    let key = key(
        "otpauth://totp/ACME%20Co:john.doe@email.com?secret=HXDMVJECJJWSRB3HWIZR4IFUGFTMXBOZ\
         &issuer=ACME%20Co&algorithm=SHA1&digits=6&period=30",
    );
    let read = (
        key.secret.bytes(),
        key.hash,
        key.digits,
        key.factor,
        key.issuer.as_str(),
        key.account.as_str(),
        key.notes.as_slice(),
    );
    let expected = (
        20,
        HashAlgorithm::Sha1,
        Digits::Six,
        step(30),
        "ACME Co",
        "john.doe@email.com",
        [].as_slice(),
    );
    assert_eq!(read, expected);
}

#[test]
fn the_secret_is_that_of_the_parameter() {
    // The wiki's shorter example, whose secret is "Hello!" and four bytes.
    let key = key("otpauth://totp/Example:alice@google.com?secret=JBSWY3DPEHPK3PXP&issuer=Example");
    assert_eq!(key.secret.expose(), b"Hello!\xde\xad\xbe\xef");
}

#[test]
fn what_a_uri_leaves_out_has_the_defaults_of_the_wiki() {
    let key = key(&with(""));
    assert_eq!(
        (key.hash, key.digits, key.factor, key.issuer.as_str()),
        (HashAlgorithm::Sha1, Digits::Six, step(30), "")
    );
}

#[test]
fn names_are_read_from_label_and_parameter() {
    let cases = [
        // The wiki's labels.
        ("Example:alice@gmail.com", "", "Example", "alice@gmail.com"),
        ("Provider1:Alice%20Smith", "", "Provider1", "Alice Smith"),
        (
            "Big%20Corporation%3A%20alice%40bigco.com",
            "",
            "Big Corporation",
            "alice@bigco.com",
        ),
        ("alice", "", "", "alice"),
        ("alice", "&issuer=Example", "Example", "alice"),
        ("Example:alice", "&issuer=", "Example", "alice"),
        ("Example%3aalice", "&issuer=Example", "Example", "alice"),
        (
            "Big+Corp:a+b@c.de",
            "&issuer=Big%2BCorp",
            "Big+Corp",
            "a+b@c.de",
        ),
        ("Big%20Corp:a", "&issuer=Big+Corp", "Big Corp", "a"),
        (":alice", "", "", "alice"),
        ("", "&issuer=Example", "Example", ""),
        ("Example:", "&issuer=Example", "Example", ""),
        ("Example:a:b", "&issuer=Example", "Example", "a:b"),
        ("a:b:c", "&issuer=a%3Ab", "a:b", "c"),
        ("a%3Ab:c", "", "a:b", "c"),
        ("a%3Ab:c%3Ad", "&issuer=a%3Ab", "a:b", "c:d"),
        ("a/b:c/d", "", "a/b", "c/d"),
        ("M%C3%BCller:%E9%8D%B5%F0%9F%94%91", "", "Müller", "鍵🔑"),
        ("Müller:鍵🔑", "", "Müller", "鍵🔑"),
        ("%3Cb%3E:%3Cscript%3E", "", "<b>", "<script>"),
        (
            "<b>:<img src=x onerror=y>",
            "",
            "<b>",
            "<img src=x onerror=y>",
        ),
    ];
    for (label, parameter, issuer, account) in cases {
        let uri = format!("otpauth://totp/{label}?secret=JBSWY3DPEHPK3PXP{parameter}");
        let key = key(&uri);
        assert_eq!(
            (key.issuer.as_str(), key.account.as_str()),
            (issuer, account),
            "{uri}"
        );
    }
}

#[test]
fn parameters_are_read_in_any_order_and_case() {
    let key =
        key("OTPAUTH://TOTP/a?PERIOD=60&Digits=8&aLGORITHM=hmac-sha512&SECRET=jbswy3dpehpk3pxp");
    assert_eq!(
        (key.hash, key.digits, key.factor),
        (HashAlgorithm::Sha512, Digits::Eight, step(60))
    );
}

#[test]
fn every_spelling_of_a_parameter_gives_its_value() {
    let cases: [(&str, HashAlgorithm, Digits, u32); 9] = [
        ("&algorithm=SHA256", HashAlgorithm::Sha256, Digits::Six, 30),
        ("&algorithm=sha-256", HashAlgorithm::Sha256, Digits::Six, 30),
        ("&digits=7", HashAlgorithm::Sha1, Digits::Seven, 30),
        ("&digits=%38", HashAlgorithm::Sha1, Digits::Eight, 30),
        ("&%64igits=8", HashAlgorithm::Sha1, Digits::Eight, 30),
        ("&period=+60", HashAlgorithm::Sha1, Digits::Six, 60),
        (
            "&period=4294967295",
            HashAlgorithm::Sha1,
            Digits::Six,
            u32::MAX,
        ),
        ("&&digits=6&", HashAlgorithm::Sha1, Digits::Six, 30),
        // A counter means nothing to totp, whatever it is.
        ("&counter=x", HashAlgorithm::Sha1, Digits::Six, 30),
    ];
    for (parameters, hash, digits, seconds) in cases {
        let key = key(&with(parameters));
        assert_eq!(
            (key.hash, key.digits, key.factor),
            (hash, digits, step(seconds)),
            "{parameters}"
        );
    }
}

#[test]
fn a_hotp_uri_has_its_counter() {
    for (text, counter) in [("0", 0), ("42", 42), ("18446744073709551615", u64::MAX)] {
        let key = key(&format!(
            "otpauth://hotp/a?secret=JBSWY3DPEHPK3PXP&counter={text}"
        ));
        assert_eq!(key.factor, MovingFactor::Counter(Counter(counter)));
    }
}

#[test]
fn what_people_put_into_a_secret_is_removed_and_counted() {
    let cases = [
        ("jbsw y3dp ehpk 3pxp", (3, 0, 0, 14)),
        ("JBSW+Y3DP+EHPK+3PXP", (3, 0, 0, 0)),
        ("JBSW%20Y3DP-EHPK-3PXP", (1, 2, 0, 0)),
        ("JBSWY3DPEHPK3PXP%3D%3D", (0, 0, 2, 0)),
        ("JBSWY3DPEHPK3PXP==", (0, 0, 2, 0)),
    ];
    for (secret, expected) in cases {
        let key = key(&format!("otpauth://totp/a?secret={secret}"));
        let found = key.oddities;
        let found = (
            found.blanks,
            found.dashes,
            found.padding,
            found.small_letters,
        );
        assert_eq!(
            (key.secret.expose(), found),
            (b"Hello!\xde\xad\xbe\xef".as_slice(), expected),
            "{secret}"
        );
    }
}

#[test]
fn blanks_and_line_ends_around_a_uri_do_not_matter() {
    assert_eq!(key(&format!("\r\n  {}\t\n", with(""))), key(&with("")));
}

#[test]
fn a_uri_without_a_label_is_read() {
    assert_eq!(key("otpauth://totp?secret=JBSWY3DPEHPK3PXP").account, "");
}

#[test]
fn what_is_odd_about_a_uri_is_noted() {
    let cases: [(&str, &[OtpauthNote]); 10] = [
        ("otpauth://totp/A:b?secret=ME", &[]),
        ("otpauth://totp/A:b?secret=ME&issuer=A", &[]),
        ("otpauth://totp/A:b?secret=ME&issuer=%20A%20", &[]),
        ("otpauth://totp/:b?secret=ME&issuer=A", &[]),
        (
            "otpauth://totp/A:b?secret=ME&issuer=B",
            &[OtpauthNote::IssuersDiffer],
        ),
        (
            "otpauth://totp/A:b?secret=ME&issuer=a",
            &[OtpauthNote::IssuersDiffer],
        ),
        (
            "otpauth://totp/b?secret=ME&image=x",
            &[OtpauthNote::UnknownParameter],
        ),
        ("otpauth://totp/b?secret=ME#", &[]),
        ("otpauth://totp/b?secret=ME#ABCD", &[OtpauthNote::Fragment]),
        (
            "otpauth://totp/A:b?issuer=B&secret=ME&=&x#y",
            &[
                OtpauthNote::IssuersDiffer,
                OtpauthNote::UnknownParameter,
                OtpauthNote::Fragment,
            ],
        ),
    ];
    for (uri, notes) in cases {
        assert_eq!(key(uri).notes, notes, "{uri}");
    }
}

#[test]
fn where_issuers_differ_the_parameter_holds() {
    let key = key("otpauth://totp/A:b?secret=ME&issuer=B");
    assert_eq!((key.issuer.as_str(), key.account.as_str()), ("B", "b"));
}

#[test]
fn every_error_has_its_uri() {
    let secret = "secret=JBSWY3DPEHPK3PXP";
    let cases = [
        (String::new(), OtpauthError::UnknownType),
        ("otpauth:".to_owned(), OtpauthError::UnknownType),
        ("otpauth://".to_owned(), OtpauthError::UnknownType),
        (
            format!("otpauth://steam/a?{secret}"),
            OtpauthError::UnknownType,
        ),
        (format!("otpauth:///a?{secret}"), OtpauthError::UnknownType),
        (
            format!("otpauth://totp%2Fa?{secret}"),
            OtpauthError::UnknownType,
        ),
        (
            format!("https://ex/totp/a?{secret}"),
            OtpauthError::UnknownType,
        ),
        (
            format!("otpbuth://totp/a?{secret}"),
            OtpauthError::UnknownType,
        ),
        (
            format!("otpauth-migration://totp/a?{secret}"),
            OtpauthError::UnknownType,
        ),
        (format!("éééééétotp/a?{secret}"), OtpauthError::UnknownType),
        ("otpauth://totp/a".to_owned(), OtpauthError::NoSecret),
        ("otpauth://totp/a?".to_owned(), OtpauthError::NoSecret),
        (
            "otpauth://totp/a?issuer=b".to_owned(),
            OtpauthError::NoSecret,
        ),
        (
            format!("otpauth://totp/a#b?{secret}"),
            OtpauthError::NoSecret,
        ),
        (with("&algorithm=MD5"), OtpauthError::Algorithm),
        (with("&algorithm="), OtpauthError::Algorithm),
        (with("&digits=5"), OtpauthError::Digits),
        (with("&digits=9"), OtpauthError::Digits),
        (with("&digits=six"), OtpauthError::Digits),
        (with("&digits"), OtpauthError::Digits),
        (with("&digits=4294967302"), OtpauthError::Digits),
        (with("&period=0"), OtpauthError::Period),
        (with("&period=-30"), OtpauthError::Period),
        (with("&period=30.5"), OtpauthError::Period),
        (with("&period=4294967296"), OtpauthError::Period),
        (with("&period="), OtpauthError::Period),
        (format!("otpauth://hotp/a?{secret}"), OtpauthError::Counter),
        (
            format!("otpauth://hotp/a?{secret}&counter=-1"),
            OtpauthError::Counter,
        ),
        (
            format!("otpauth://hotp/a?{secret}&counter=18446744073709551616"),
            OtpauthError::Counter,
        ),
        (
            format!("otpauth://totp/a%?{secret}"),
            OtpauthError::PercentEncoding,
        ),
        (
            format!("otpauth://totp/a%4?{secret}"),
            OtpauthError::PercentEncoding,
        ),
        (
            format!("otpauth://totp/a%zz?{secret}"),
            OtpauthError::PercentEncoding,
        ),
        (
            format!("otpauth://totp/a%+1?{secret}"),
            OtpauthError::PercentEncoding,
        ),
        (
            format!("otpauth://totp/a%é?{secret}"),
            OtpauthError::PercentEncoding,
        ),
        (
            format!("otpauth://totp/a%4é?{secret}"),
            OtpauthError::PercentEncoding,
        ),
        (
            format!("otpauth://totp/a%%41?{secret}"),
            OtpauthError::PercentEncoding,
        ),
        (
            format!("otpauth://totp/a%FF?{secret}"),
            OtpauthError::PercentEncoding,
        ),
        (
            format!("otpauth://totp/a%C3?{secret}"),
            OtpauthError::PercentEncoding,
        ),
        (with("&issuer=%"), OtpauthError::PercentEncoding),
        (with("%4"), OtpauthError::PercentEncoding),
        (with("&%=1"), OtpauthError::PercentEncoding),
        (
            with("&secret=JBSWY3DPEHPK3PXP"),
            OtpauthError::Twice("secret"),
        ),
        (with("&SECRET=A"), OtpauthError::Twice("secret")),
        (with("&issuer=a&issuer=a"), OtpauthError::Twice("issuer")),
        (
            with("&algorithm=SHA1&Algorithm=SHA1"),
            OtpauthError::Twice("algorithm"),
        ),
        (with("&digits=6&digit%73=6"), OtpauthError::Twice("digits")),
        (with("&period=30&period=30"), OtpauthError::Twice("period")),
        (with("&counter=1&counter=1"), OtpauthError::Twice("counter")),
        (with(&"&x".repeat(MAX_URI_BYTES)), OtpauthError::TooLong),
    ];
    for (uri, error) in cases {
        let start: String = uri.chars().take(80).collect();
        assert_eq!(read(&uri), Err(error), "{start}");
    }
}

#[test]
fn a_secret_that_is_none_says_where() {
    let cases = [
        ("", SeedProblem::Empty),
        ("%20", SeedProblem::Empty),
        ("A", SeedProblem::ImpossibleLength { characters: 1 }),
        ("ME%3DME", SeedProblem::PaddingInside { position: 3 }),
        ("ME=ME", SeedProblem::PaddingInside { position: 3 }),
    ];
    for (secret, problem) in cases {
        match read(&format!("otpauth://totp/a?secret={secret}")) {
            Err(OtpauthError::Secret(error)) => {
                assert_eq!((error.tried, error.problem), (Encoding::Base32, problem));
            }
            other => panic!("{secret}: {other:?}"),
        }
    }
}

#[test]
fn a_character_that_base32_lacks_is_refused_and_placed() {
    for (secret, position) in [
        ("JBSW0", 5),
        ("%2BJBSWY3DPEHPK3PXP", 1),
        ("%C3%A9AA", 1),
        ("AAé", 3),
    ] {
        match read(&format!("otpauth://totp/a?secret={secret}")) {
            Err(OtpauthError::Secret(error)) => match error.problem {
                SeedProblem::OutsideAlphabet(characters) => {
                    assert_eq!(characters[0].position, position, "{secret}");
                }
                problem => panic!("{secret}: {problem:?}"),
            },
            other => panic!("{secret}: {other:?}"),
        }
    }
}

#[test]
fn a_uri_of_the_greatest_length_is_read() {
    let start = with("&x=");
    let longest = format!("{start}{}", "y".repeat(MAX_URI_BYTES - start.len()));
    assert_eq!(key(&longest).notes, [OtpauthNote::UnknownParameter]);
}

#[test]
fn a_text_claims_to_be_a_uri_by_its_scheme_alone() {
    let cases = [
        ("otpauth://", true),
        ("  OtpAuth://nonsense", true),
        ("otpauth:/totp", false),
        ("otpauth", false),
        ("JBSWY3DPEHPK3PXP", false),
        ("otpauth-migration://offline", false),
        ("", false),
        ("éééééé", false),
        ("otpauth:/é", false),
    ];
    for (text, claims) in cases {
        assert_eq!(claims_to_be_one(text), claims, "{text}");
    }
}

#[test]
fn no_error_quotes_the_uri() {
    let spoilt = [
        "otpauth://totp/Kunigunde?secret=JBSWY3DP0EHPK3PXP",
        "otpauth://totp/Kunigunde?secret=JBSWY3DPEHPK3PXP&digits=JBSWY3DP",
        "otpauth://totp/Kunigunde?secret=JBSWY3DPEHPK3PXP&period=JBSWY3DP",
        "otpauth://totp/Kunigunde?secret=JBSWY3DPEHPK3PXP&algorithm=JBSWY3DP",
        "otpauth://hotp/Kunigunde?secret=JBSWY3DPEHPK3PXP&counter=JBSWY3DP",
        "otpauth://JBSWY3DP/Kunigunde?secret=JBSWY3DPEHPK3PXP",
        "otpauth://totp/Kunigunde%?secret=JBSWY3DPEHPK3PXP",
        "otpauth://totp/Kunigunde?secret=JBSWY3DPEHPK3PXP&secret=JBSWY3DPEHPK3PXP",
        "otpauth://totp/Kunigunde?JBSWY3DPEHPK3PXP",
    ];
    for uri in spoilt {
        let error = read(uri).expect_err("a spoilt URI");
        let said = format!("{error} {error:?} {error:#?}");
        assert!(
            !said.contains("JBSW") && !said.contains("Kunigunde"),
            "{said}"
        );
    }
}

#[test]
fn a_debugged_key_shows_no_secret() {
    let said = format!("{:?}", key(&with("")));
    assert!(
        !said.contains("JBSW") && !said.contains("72, 101"),
        "{said}"
    );
}
