//! The receipt of what was made.

use totp_toolset::formats::Moment;
use totp_toolset::formats::receipt::{FileReceipt, Receipt, write};
use totp_toolset::oath::UnixTime;

fn made() -> Moment {
    // Ten o'clock somewhere east: the receipt says UTC.
    Moment::local(UnixTime::from_seconds(1_795_516_200), 60).expect("in the calendar")
}

/// The hashes are those of `sha256sum`.
#[test]
fn a_receipt_has_counts_time_version_and_a_hash_a_file() {
    let receipt = Receipt {
        page_version: "0.1.0",
        made: made(),
        tokens: 100,
        files: vec![
            FileReceipt::of("entra-oath-tokens-2026-11-24.csv", 98, b"upn\r\n"),
            FileReceipt::of("empty.json", 0, b""),
        ],
    };
    assert_eq!(
        write(&receipt),
        "TOTP Toolset: receipt\n\
         Page version: 0.1.0\n\
         Made: 2026-11-24T10:30:00Z\n\
         Tokens in the list: 100\n\
         Files: 2\n\
         \n\
         entra-oath-tokens-2026-11-24.csv, 98 tokens, 5 bytes\n\
         SHA256 (entra-oath-tokens-2026-11-24.csv) = 17eaea1a5a598ec19f207ca5ac0278e2784528ddc376c26db12e41ea9eeacf40\n\
         \n\
         empty.json, 0 tokens, 0 bytes\n\
         SHA256 (empty.json) = e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n"
    );
}

#[test]
fn a_name_writes_no_line_of_its_own() {
    let receipt = Receipt {
        page_version: "0.1.0",
        made: made(),
        tokens: 0,
        files: vec![FileReceipt::of("a\nSHA256 (b) = 0\r.csv", 0, b"")],
    };
    let text = write(&receipt);
    assert_eq!(text.lines().count(), 8);
    assert!(text.contains("a_SHA256 (b) = 0_.csv, 0 tokens, 0 bytes\n"));
}
