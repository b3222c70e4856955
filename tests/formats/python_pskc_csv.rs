//! python-pskc's CSV: what a row says, and what it cannot.

use totp_toolset::formats::{Column, FindingCode, python_pskc_csv};
use totp_toolset::oath::{Counter, Digits, HashAlgorithm, MovingFactor, Token};

use crate::samples::{every, parsed, said, text, token};

fn list(tokens: &[Token]) -> String {
    text(&python_pskc_csv::write(
        tokens,
        &python_pskc_csv::check(tokens),
    ))
}

#[test]
fn a_row_says_all_that_makes_codes() {
    let tokens = [
        Token {
            factor: every(60),
            ..token()
        },
        Token {
            serial: None,
            hash: HashAlgorithm::Sha256,
            digits: Digits::Eight,
            factor: MovingFactor::Counter(Counter(7)),
            manufacturer: Some(parsed("Contoso, Ltd")),
            model: None,
            ..token()
        },
    ];
    assert_eq!(
        list(&tokens),
        "serial,secret,algorithm,response_length,time_interval,counter,algorithm_suite,manufacturer,model\r\n\
         1000001,3132333435363738393031323334353637383930,urn:ietf:params:xml:ns:keyprov:pskc:totp,6,60,,HMAC-SHA1,Contoso,HardwareKey\r\n\
         ,3132333435363738393031323334353637383930,urn:ietf:params:xml:ns:keyprov:pskc:hotp,8,,7,HMAC-SHA256,\"Contoso, Ltd\",\r\n"
    );
}

#[test]
fn only_the_user_is_lost() {
    assert_eq!(
        said(&python_pskc_csv::check([&token()])),
        [(FindingCode::NotCarried, Some(Column::Upn))]
    );
}

#[test]
fn a_serial_number_that_looks_like_a_comment_is_quoted() {
    let tokens = [Token {
        serial: Some(parsed("#1")),
        ..token()
    }];
    let row = list(&tokens).lines().nth(1).map(str::to_owned);
    assert!(row.is_some_and(|row| row.starts_with("\"#1\",")));
}
