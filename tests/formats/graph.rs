//! Bodies for Microsoft Graph that create tokens.

use std::num::NonZeroUsize;

use proptest::prelude::*;
use serde_json::Value;
use totp_toolset::formats::{Column, FindingCode, graph};
use totp_toolset::oath::{
    Counter, Digits, HashAlgorithm, Manufacturer, MovingFactor, Token, UserDetails,
};

use crate::samples::{RFC_BASE32, every, fleet, parsed, said, secret, text, token};

const ID: &str = "00aa00aa-bb11-cc22-dd33-44ee44ee44ee";

fn known_user() -> UserDetails {
    UserDetails {
        id: Some(parsed(ID)),
        display_name: Some(parsed("Alice Adams")),
        department: None,
    }
}

fn bulk(tokens: &[Token], rows: usize) -> Vec<String> {
    let rows = NonZeroUsize::new(rows).expect("above zero");
    let bodies = graph::write_bulk(tokens, &graph::check(tokens), rows);
    bodies.iter().map(text).collect()
}

fn single(tokens: &[Token]) -> String {
    text(&graph::write_single(tokens, &graph::check(tokens)))
}

#[test]
fn a_bulk_body_is_as_microsoft_documents_it() {
    let tokens = [
        Token {
            upn: None,
            ..token()
        },
        Token {
            serial: Some(parsed("0000042")),
            secret: secret(&[0xff; 32]),
            hash: HashAlgorithm::Sha256,
            factor: every(60),
            user: known_user(),
            ..token()
        },
    ];
    assert_eq!(
        bulk(&tokens, 10),
        [r##"{
  "@context": "#$delta",
  "value": [
    {
      "@contentId": "1",
      "serialNumber": "1000001",
      "manufacturer": "Contoso",
      "model": "HardwareKey",
      "secretKey": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
      "timeIntervalInSeconds": 30
    },
    {
      "@contentId": "2",
      "serialNumber": "0000042",
      "manufacturer": "Contoso",
      "model": "HardwareKey",
      "secretKey": "777777777777777777777777777777777777777777777777777Q",
      "timeIntervalInSeconds": 60,
      "hashFunction": "hmacsha256",
      "assignTo": {
        "id": "00aa00aa-bb11-cc22-dd33-44ee44ee44ee"
      }
    }
  ]
}"##]
    );
    assert!(graph::check(&tokens).is_empty());
}

#[test]
fn a_single_body_is_a_line_without_a_content_id() {
    let assigned = Token {
        serial: Some(parsed("2")),
        secret: secret(b"another secret of 22 B"),
        user: known_user(),
        ..token()
    };
    assert_eq!(
        single(&[token(), assigned]),
        format!(
            r#"{{"serialNumber":"1000001","manufacturer":"Contoso","model":"HardwareKey","secretKey":"{RFC_BASE32}","timeIntervalInSeconds":30}}
{{"serialNumber":"2","manufacturer":"Contoso","model":"HardwareKey","secretKey":"MFXG65DIMVZCA43FMNZGK5BAN5TCAMRSEBBA","timeIntervalInSeconds":30,"assignTo":{{"id":"{ID}"}}}}
"#
        )
    );
}

#[test]
fn each_body_counts_its_contents_from_one() {
    let bodies = bulk(&fleet(5), 2);
    let counted: Vec<Vec<(String, String)>> = bodies
        .iter()
        .map(|body| {
            let body: Value = serde_json::from_str(body).expect("JSON");
            let devices = body["value"].as_array().expect("an array");
            let string = |value: &Value| value.as_str().expect("a string").to_owned();
            devices
                .iter()
                .map(|device| {
                    (
                        string(&device["@contentId"]),
                        string(&device["serialNumber"]),
                    )
                })
                .collect()
        })
        .collect();
    let pair = |content: &str, serial: &str| (content.to_owned(), serial.to_owned());
    assert_eq!(
        counted,
        [
            vec![pair("1", "000000"), pair("2", "000001")],
            vec![pair("1", "000002"), pair("2", "000003")],
            vec![pair("1", "000004")],
        ]
    );
}

#[test]
fn no_token_makes_no_body() {
    assert!(bulk(&[], 20).is_empty());
    assert_eq!(single(&[]), "");
}

#[test]
fn a_user_without_an_object_id_is_a_loss_and_the_row_is_written() {
    let tokens = [token()];
    let lost = (FindingCode::AssignmentLost, Some(Column::Upn));
    assert_eq!(said(&graph::check(&tokens)), [lost]);
    assert!(single(&tokens).contains("1000001"));
    assert!(!single(&tokens).contains("alice"));
}

#[test]
fn a_token_of_nobody_loses_nothing() {
    let free = Token {
        upn: None,
        ..token()
    };
    assert_eq!(said(&graph::check([&free])), []);
}

#[test]
fn whatever_graph_would_refuse_is_said_and_not_written() {
    let cell = |code, column| (code, Some(column));
    let assigned = || Token {
        user: known_user(),
        ..token()
    };
    let refused = [
        (
            Token {
                serial: None,
                ..assigned()
            },
            cell(FindingCode::CellEmpty, Column::SerialNumber),
        ),
        (
            Token {
                manufacturer: None,
                ..assigned()
            },
            cell(FindingCode::CellEmpty, Column::Manufacturer),
        ),
        (
            Token {
                model: None,
                ..assigned()
            },
            cell(FindingCode::CellEmpty, Column::Model),
        ),
        (
            Token {
                factor: MovingFactor::Counter(Counter(0)),
                ..assigned()
            },
            cell(FindingCode::CounterBased, Column::TimeInterval),
        ),
        (
            Token {
                factor: every(45),
                ..assigned()
            },
            cell(FindingCode::TimeIntervalRefused, Column::TimeInterval),
        ),
        (
            Token {
                digits: Digits::Eight,
                ..assigned()
            },
            cell(FindingCode::DigitsNotSix, Column::SecretKey),
        ),
        (
            Token {
                hash: HashAlgorithm::Sha512,
                ..assigned()
            },
            cell(FindingCode::HashRefused, Column::SecretKey),
        ),
        (
            Token {
                secret: secret(&[0; 81]),
                ..assigned()
            },
            cell(FindingCode::SecretTooLong, Column::SecretKey),
        ),
        (
            Token {
                upn: Some(parsed("a#EXT#@b")),
                ..assigned()
            },
            cell(FindingCode::UpnGuest, Column::Upn),
        ),
    ];
    for (token, finding) in refused {
        let tokens = [token];
        assert_eq!(said(&graph::check(&tokens)), [finding]);
        assert_eq!(single(&tokens), "", "{tokens:?}");
        assert!(bulk(&tokens, 20).is_empty(), "{tokens:?}");
    }
}

#[test]
fn a_serial_number_is_written_once_only() {
    let tokens = [token(), token()];
    let findings = graph::check(&tokens);
    let twice = findings
        .iter()
        .find(|finding| finding.code == FindingCode::SerialTwice)
        .expect("said");
    assert_eq!((twice.location.row, twice.location.other_row), (2, Some(1)));
    assert_eq!(single(&tokens).lines().count(), 1);
}

#[test]
fn a_hundred_thousand_tokens_are_written_in_their_order() {
    let tokens = fleet(100_000);
    let rows = NonZeroUsize::new(1000).expect("above zero");
    let bodies = graph::write_bulk(&tokens, &graph::check(&tokens), rows);
    assert_eq!(bodies.len(), 100);
    assert!(text(&bodies[99]).contains("\"099999\""));
    assert_eq!(bodies.iter().map(|body| body.rows).sum::<usize>(), 100_000);
}

proptest! {
    #[test]
    fn any_name_comes_back_out_of_the_json(name in any::<String>()) {
        let Ok(manufacturer) = name.parse::<Manufacturer>() else {
            return Ok(());
        };
        let tokens = [Token { manufacturer: Some(manufacturer.clone()), ..token() }];
        let body: Value = serde_json::from_str(&single(&tokens)).expect("JSON");
        prop_assert_eq!(&body["manufacturer"], manufacturer.as_str());
        let body: Value = serde_json::from_str(&bulk(&tokens, 1)[0]).expect("JSON");
        prop_assert_eq!(&body["value"][0]["manufacturer"], manufacturer.as_str());
    }
}
