//! Findings and errors cross to a worker and back as they were.

use totp_toolset::formats::{Column, Finding, FindingCode, FormatError};

#[test]
fn every_finding_comes_back_as_it_went() {
    for code in FindingCode::ALL {
        let finding = Finding::in_cell(code, 100_000, Column::Model)
            .at_character(7)
            .colliding_with(3);
        let bytes = postcard::to_allocvec(&finding).expect("serialisable");
        assert_eq!(postcard::from_bytes(&bytes), Ok(finding));
    }
}

#[test]
fn every_error_comes_back_as_it_went() {
    let errors = [
        FormatError::Empty,
        FormatError::TooLarge { bytes: u64::MAX },
        FormatError::Binary,
        FormatError::NotUtf8 { line: 3 },
        FormatError::HeaderLacks {
            missing: vec![Column::Upn, Column::SecretKey],
        },
        FormatError::ColumnTwice(Column::TimeInterval),
    ];
    for error in errors {
        let bytes = postcard::to_allocvec(&error).expect("serialisable");
        assert_eq!(postcard::from_bytes(&bytes), Ok(error));
    }
}
