//! What the lists of servers have in common, asked of each: what is said of a token, and whether it is written.

use totp_toolset::formats::{Column, Finding, FindingCode, Written};
use totp_toolset::oath::{Digits, HashAlgorithm, Token};

use crate::samples::{every, parsed, said, text, token};

/// What is said, and of which cell.
pub type Said = (FindingCode, Option<Column>);

/// A format that is written.
pub struct Target {
    pub check: fn(&[Token]) -> Vec<Finding>,
    pub write: fn(&[Token], &[Finding]) -> Written,
}

impl Target {
    /// The file of these tokens.
    pub fn list(&self, tokens: &[Token]) -> String {
        text(&(self.write)(tokens, &(self.check)(tokens)))
    }

    /// What is said of these tokens.
    pub fn said(&self, tokens: &[Token]) -> Vec<Said> {
        said(&(self.check)(tokens))
    }

    /// The token is written, and this alone is said of it.
    #[track_caller]
    pub fn expect_written(&self, token: Token, finding: Said) {
        let tokens = [token];
        assert_eq!(self.said(&tokens), [finding], "{tokens:?}");
        assert_eq!(self.list(&tokens).lines().count(), 1, "{tokens:?}");
    }

    /// The token is not written, and this alone is said of it.
    #[track_caller]
    pub fn expect_refused(&self, token: Token, finding: Said) {
        let tokens = [token];
        assert_eq!(self.said(&tokens), [finding], "{tokens:?}");
        assert_eq!(self.list(&tokens), "", "{tokens:?}");
    }

    /// Serial numbers that would not reach the server unharmed.
    #[track_caller]
    pub fn expect_serials_refused(&self, serials: &[&str]) {
        for serial in serials {
            let separator = (FindingCode::SeparatorInside, Some(Column::SerialNumber));
            self.expect_refused(with_serial(serial), separator);
        }
    }

    /// Serial numbers that a spreadsheet would run as formulas.
    #[track_caller]
    pub fn expect_formulas_written(&self, serials: &[&str]) {
        for serial in serials {
            let formula = (FindingCode::FormulaCell, Some(Column::SerialNumber));
            self.expect_written(with_serial(serial), formula);
        }
    }

    /// Of three tokens, one with another's serial number and one without any, the first is written.
    #[track_caller]
    pub fn expect_own_serials_wanted(&self) {
        let without = Token {
            serial: None,
            ..bare()
        };
        let tokens = [bare(), bare(), without];
        let refused = [FindingCode::SerialTwice, FindingCode::CellEmpty]
            .map(|code| (code, Some(Column::SerialNumber)));
        assert_eq!(self.said(&tokens), refused);
        assert_eq!(self.list(&tokens).lines().count(), 1);
    }
}

/// A token that each list carries whole.
pub fn bare() -> Token {
    Token {
        upn: None,
        manufacturer: None,
        model: None,
        ..token()
    }
}

fn with_serial(serial: &str) -> Token {
    Token {
        serial: Some(parsed(serial)),
        ..bare()
    }
}

/// Tokens whose settings a list of nothing but serial numbers and keys cannot say, and what is said of each.
pub fn settings_lost() -> [(Token, Said); 3] {
    [
        (
            Token {
                hash: HashAlgorithm::Sha256,
                ..bare()
            },
            (FindingCode::HashLost, None),
        ),
        (
            Token {
                digits: Digits::Eight,
                ..bare()
            },
            (FindingCode::DigitsLost, None),
        ),
        (
            Token {
                factor: every(60),
                ..bare()
            },
            (FindingCode::TimeIntervalLost, Some(Column::TimeInterval)),
        ),
    ]
}
