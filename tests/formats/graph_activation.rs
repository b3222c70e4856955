//! Requests to Microsoft Graph that activate tokens.

use proptest::prelude::*;
use serde_json::Value;
use totp_toolset::formats::{Column, FindingCode, graph};
use totp_toolset::oath::{
    Code, Counter, Digits, HashAlgorithm, MovingFactor, TimeStep, Token, UnixTime, Upn, UserDetails,
};

use crate::samples::{every, parsed, said, text, token};

/// RFC 6238, appendix B: 07081804, of which six digits begin with a zero.
const TIME: UnixTime = UnixTime::from_seconds(1_111_111_109);

fn code_of(token: &Token) -> Code {
    let code = token.hotp().code_at(TIME, TimeStep::THIRTY, token.digits);
    code.expect("after 1970")
}

fn of_user(upn: &str) -> Token {
    Token {
        upn: Some(parsed(upn)),
        ..token()
    }
}

#[test]
fn a_request_is_as_microsoft_documents_it() {
    let token = token();
    let activation = graph::activation(&token, code_of(&token)).expect("serial and user");
    assert_eq!(
        activation.line,
        "POST /beta/users/alice@contoso.com/authentication/hardwareOathMethods/assignAndActivateBySerialNumber"
    );
    assert_eq!(
        String::from_utf8(activation.body.to_vec()).expect("UTF-8"),
        r#"{
  "verificationCode": "081804",
  "serialNumber": "1000001"
}"#
    );
}

#[test]
fn a_user_is_called_by_object_id_where_it_is_known() {
    let id = "00aa00aa-bb11-cc22-dd33-44ee44ee44ee";
    let known = Token {
        user: UserDetails {
            id: Some(parsed(id)),
            ..UserDetails::default()
        },
        ..token()
    };
    let activation = graph::activation(&known, code_of(&known)).expect("serial and user");
    assert!(
        activation
            .line
            .starts_with(&format!("POST /beta/users/{id}/authentication/"))
    );
}

#[test]
fn a_name_in_the_path_is_encoded_so_that_nothing_in_it_reads_as_syntax() {
    let cases = [
        ("o'neill@b", "/o%27neill@b/"),
        ("a/../me?x=1&y@b", "/a%2F..%2Fme%3Fx%3D1%26y@b/"),
        ("a+b%41@b", "/a%2Bb%2541@b/"),
        ("größe@b", "/gr%C3%B6%C3%9Fe@b/"),
        ("a-._~@b", "/a-._~@b/"),
        ("$a@b", "('%24a@b')/"),
        ("$o'neill@b", "('%24o%27%27neill@b')/"),
    ];
    for (upn, path) in cases {
        let token = of_user(upn);
        let activation = graph::activation(&token, code_of(&token)).expect("serial and user");
        let start = format!("POST /beta/users{path}authentication/");
        assert!(activation.line.starts_with(&start), "{}", activation.line);
    }
}

#[test]
fn a_list_has_a_request_a_line() {
    let tokens = [token(), of_user("bob@contoso.com")];
    let written = graph::write_activations(
        tokens.iter().map(|token| (token, code_of(token))),
        &graph::check_activations(&tokens),
    );
    assert_eq!(written.rows, 2);
    assert_eq!(
        text(&written),
        r#"{"method":"POST","url":"/beta/users/alice@contoso.com/authentication/hardwareOathMethods/assignAndActivateBySerialNumber","body":{"verificationCode":"081804","serialNumber":"1000001"}}
{"method":"POST","url":"/beta/users/bob@contoso.com/authentication/hardwareOathMethods/assignAndActivateBySerialNumber","body":{"verificationCode":"081804","serialNumber":"1000001"}}
"#
    );
}

#[test]
fn whatever_cannot_be_activated_is_said_and_left_out() {
    let refused = [
        (
            Token {
                upn: None,
                ..token()
            },
            FindingCode::CellEmpty,
            Column::Upn,
        ),
        (
            Token {
                serial: None,
                ..token()
            },
            FindingCode::CellEmpty,
            Column::SerialNumber,
        ),
        (
            of_user("a_b.com#EXT#@contoso.com"),
            FindingCode::UpnGuest,
            Column::Upn,
        ),
        (
            Token {
                factor: MovingFactor::Counter(Counter(0)),
                ..token()
            },
            FindingCode::CounterBased,
            Column::TimeInterval,
        ),
        (
            Token {
                factor: every(45),
                ..token()
            },
            FindingCode::TimeIntervalRefused,
            Column::TimeInterval,
        ),
        (
            Token {
                digits: Digits::Eight,
                ..token()
            },
            FindingCode::DigitsNotSix,
            Column::SecretKey,
        ),
        (
            Token {
                hash: HashAlgorithm::Sha512,
                ..token()
            },
            FindingCode::HashRefused,
            Column::SecretKey,
        ),
    ];
    for (token, code, column) in refused {
        let findings = graph::check_activations([&token]);
        assert_eq!(said(&findings), [(code, Some(column))]);
        let written = graph::write_activations([(&token, code_of(&token))], &findings);
        assert_eq!((text(&written).as_str(), written.rows), ("", 0));
    }
}

#[test]
fn manufacturer_and_model_are_not_needed() {
    let unnamed = Token {
        manufacturer: None,
        model: None,
        ..token()
    };
    assert_eq!(said(&graph::check_activations([&unnamed])), []);
}

proptest! {
    #[test]
    fn the_path_of_any_name_has_as_many_steps_as_that_of_any_other(name in "\\PC{1,40}") {
        let Ok(upn) = format!("{name}@contoso.com").parse::<Upn>() else {
            return Ok(());
        };
        let token = Token { upn: Some(upn), ..token() };
        let findings = graph::check_activations([&token]);
        let written = text(&graph::write_activations([(&token, code_of(&token))], &findings));
        if written.is_empty() {
            prop_assert!(!findings.is_empty());
            return Ok(());
        }
        let request: Value = serde_json::from_str(&written).expect("JSON");
        let url = request["url"].as_str().expect("a string");
        let plain = url.bytes().all(|byte| {
            byte.is_ascii_alphanumeric() || b"/-._~@%()'".contains(&byte)
        });
        prop_assert!(plain && url.ends_with("/assignAndActivateBySerialNumber"), "{}", url);
        prop_assert!(matches!(url.matches('/').count(), 5 | 6), "{}", url);
    }
}
