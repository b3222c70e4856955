//! What is said of rows: of a file that was read, and of a list that is to be written for Entra ID.

use crate::formats::{Column, FindingCode, FormatError, MAX_FILE_BYTES, Run, Severity};

use super::field;

/// A finding in the list that is to be uploaded: where, what, what to do.
pub fn finding_in_list(run: &Run) -> String {
    let finding = &run.finding;
    let word = match finding.severity() {
        Severity::Error => "Refused",
        Severity::Warning => "Warning",
        Severity::Note => "Note",
    };
    sentence(word, "Row", run)
}

/// A finding in a file that was read. Lines are counted, the header being line 1.
pub fn finding_in_file(run: &Run) -> String {
    let finding = &run.finding;
    let word = match finding.severity() {
        Severity::Error if finding.keeps_row() => "Error",
        Severity::Error => "Left out",
        Severity::Warning => "Warning",
        Severity::Note => "Note",
    };
    sentence(word, "Line", run)
}

/// So many findings of a kind.
pub fn finding_kind(code: FindingCode, count: usize) -> String {
    let what = match code {
        FindingCode::DigitsNotSix => "not 6 digits",
        FindingCode::HashNotSha1 => "not SHA-1",
        FindingCode::CounterBased => "counter-based",
        FindingCode::TimeIntervalRefused => "neither 30 nor 60 seconds",
        FindingCode::TimeIntervalUnreadable => "unreadable time interval",
        FindingCode::SecretTooLong => "secret longer than 128 base32 characters",
        FindingCode::SecretShort => "secret under 128 bits",
        FindingCode::SecretUnder160 => "secret under 160 bits",
        FindingCode::SecretUnreadable => "secret that is not base32",
        FindingCode::SecretPadded => "secret with padding",
        FindingCode::SecretSeparated => "secret with blanks or dashes",
        FindingCode::SecretTrailingBits => "secret with leftover bits",
        FindingCode::SecretAlsoHex => "secret that is valid hex too",
        FindingCode::SecretTwice => "secret of another row",
        FindingCode::CellEmpty => "empty cell that is needed",
        FindingCode::CellUnusable => "unusable cell",
        FindingCode::SerialTwice => "serial number of another row",
        FindingCode::UpnUnusable => "unusable user principal name",
        FindingCode::UpnGuest => "guest user",
        FindingCode::MoreThanFive => "more than five tokens for one user",
        FindingCode::FormulaCell => "cell that a spreadsheet would run",
        FindingCode::ExtraColumn => "unknown columns",
        FindingCode::CellCount => "more or fewer cells than the header",
        FindingCode::QuotesUnbalanced => "unbalanced quotation marks",
        FindingCode::HashRefused => "SHA-512",
        FindingCode::SecretTooShort => "secret of a single byte",
        FindingCode::CounterTooLarge => "counter of more than 32 bits",
        FindingCode::SeparatorInside => "serial number with a separator inside",
        FindingCode::AccountUnusable => "account name that a YubiKey does not keep",
        FindingCode::ShellCannotQuote => "name that PowerShell does not hand on",
        FindingCode::NoCodeNow => "no code at this time",
        FindingCode::AssignmentLost => "user without an object id",
        FindingCode::HashLost => "hash not written",
        FindingCode::DigitsLost => "number of digits not written",
        FindingCode::TimeIntervalLost => "time interval not written",
        FindingCode::CounterLost => "counter not written",
        FindingCode::AccountEmpty => "account without a name",
        FindingCode::AccountTwice => "account name of another row",
        FindingCode::ColonInName => "colon in a name",
        FindingCode::NotCarried => "text not written",
        FindingCode::FingerprintLeftOut => "fingerprint left out",
    };
    format!("{count} × {what}")
}

fn sentence(word: &str, unit: &str, run: &Run) -> String {
    let (finding, location) = (run.finding, run.finding.location);
    let mut place = match run.last_row {
        last if last == location.row => format!("{unit} {last}"),
        last => format!("{unit}s {} to {last}", location.row),
    };
    if let Some(character) = location.character {
        place.push_str(&format!(", character {character}"));
    }
    let column = location.column.map_or("cell", |column| field(column));
    let other = location.other_row.unwrap_or_default();
    format!(
        "{word} – {place}: {}",
        what(finding.code, location.column, column, other)
    )
}

fn what(code: FindingCode, column: Option<Column>, name: &str, other: usize) -> String {
    match code {
        FindingCode::DigitsNotSix => "the token does not have 6 digits, and Entra ID takes only 6.".to_owned(),
        FindingCode::HashNotSha1 => "the token does not use SHA-1, and the CSV takes nothing else. SHA-256 tokens are created with Microsoft Graph.".to_owned(),
        FindingCode::CounterBased => "the token is counter-based (HOTP), and Entra ID takes only time-based ones.".to_owned(),
        FindingCode::TimeIntervalRefused => "the time step is neither 30 nor 60 seconds, and Entra ID takes no other.".to_owned(),
        FindingCode::TimeIntervalUnreadable => "the time interval is not a number of seconds. Write 30 or 60.".to_owned(),
        FindingCode::SecretTooLong => "the secret is longer than 128 base32 characters, and Entra ID takes no longer one.".to_owned(),
        FindingCode::SecretShort => "the secret has less than the 128 bits that RFC 4226 requires.".to_owned(),
        FindingCode::SecretUnder160 => "the secret has less than the 160 bits that RFC 4226 recommends.".to_owned(),
        FindingCode::SecretUnreadable => "the secret is not base32 (A to Z, 2 to 7). Correct it at its source; the row is left out.".to_owned(),
        FindingCode::SecretPadded => "the secret ends in padding (=), which Entra ID refuses. It is dropped on writing.".to_owned(),
        FindingCode::SecretSeparated => "the secret holds blanks or dashes, which Entra ID refuses. They are dropped on writing.".to_owned(),
        FindingCode::SecretTrailingBits => "the last character of the secret has bits that belong to no byte: it may have been cut off. Compare it with its source.".to_owned(),
        FindingCode::SecretAlsoHex => "the secret was read as base32 but is valid hex too. Compare a code with the token’s before you rely on it.".to_owned(),
        FindingCode::SecretTwice => format!("row {other} has the same secret. Two tokens with one secret show the same codes; make a new seed for one of them."),
        FindingCode::CellEmpty => match column {
            Some(Column::Upn) => "no user principal name. Entra ID refuses a row without one.".to_owned(),
            _ => format!("{} is empty, and a row without it is refused.", name.to_lowercase()),
        },
        FindingCode::CellUnusable => format!("{} is too long or holds a control character. It was left empty.", name.to_lowercase()),
        FindingCode::SerialTwice => format!("row {other} has the same serial number. Every token needs its own."),
        FindingCode::UpnUnusable => "the user principal name is not of the form name@domain, without blanks. It was left empty.".to_owned(),
        FindingCode::UpnGuest => "the user is a guest (#EXT#), and Entra ID gives guests no hardware tokens.".to_owned(),
        FindingCode::MoreThanFive => "this user has more than five tokens, and Entra ID allows five, authenticator apps included.".to_owned(),
        FindingCode::FormulaCell => format!("{} begins with =, +, - or @: a spreadsheet would run it as a formula.", name.to_lowercase()),
        FindingCode::ExtraColumn => "the header has columns that the format does not know. They are dropped on writing.".to_owned(),
        FindingCode::QuotesUnbalanced => "a quotation mark opens a cell and is not closed before the next comma or the end of the row. Remove it or close it; the row is left out.".to_owned(),
        FindingCode::HashRefused => "the token uses SHA-512, and Entra ID takes only SHA-1 and SHA-256.".to_owned(),
        FindingCode::SecretTooShort => "the secret has a single byte, and ykman takes no secret that short.".to_owned(),
        FindingCode::CounterTooLarge => "the counter has more than 32 bits, and a YubiKey is given no larger one.".to_owned(),
        FindingCode::SeparatorInside => format!("{} holds a blank, comma, semicolon or quotation mark, and readers of the list cut there.", name.to_lowercase()),
        FindingCode::AccountUnusable => "manufacturer and account together are longer than the 64 bytes that a YubiKey keeps, or begin with digits and a slash, which it takes for a time step. Shorten or change them.".to_owned(),
        FindingCode::ShellCannotQuote => "a name holds a double quotation mark or ends in a backslash, which PowerShell does not hand on unharmed. Change the name, or use the commands for Linux and macOS.".to_owned(),
        FindingCode::NoCodeNow => "the token shows no code at this time: it is before 1970 or beyond the year 9999. Check the clock.".to_owned(),
        FindingCode::AssignmentLost => "the user’s object id is not known, so the token is created without its user. Add a list of users with their ids, or assign it later.".to_owned(),
        FindingCode::HashLost => "the token does not use SHA-1, and the file cannot say so. Set the hash where the file is read.".to_owned(),
        FindingCode::DigitsLost => "the token does not have 6 digits, and the file cannot say so. Set their number where the file is read.".to_owned(),
        FindingCode::TimeIntervalLost => "the time step is not 30 seconds, and the file cannot say so. Set it where the file is read.".to_owned(),
        FindingCode::CounterLost => "the token is counter-based (HOTP), and the file says neither that nor the counter.".to_owned(),
        FindingCode::AccountEmpty => "neither user principal name nor serial number is known: the account has no name in the app.".to_owned(),
        FindingCode::AccountTwice => format!("row {other} has the same account name. On one YubiKey, the second replaces the first."),
        FindingCode::ColonInName => format!("{} holds a colon, at which apps cut the account’s name.", name.to_lowercase()),
        FindingCode::NotCarried => format!("{} is not written: the file has no place for it.", name.to_lowercase()),
        FindingCode::FingerprintLeftOut => "the secret has less than 128 bits, so no fingerprint is written: it would let the secret be guessed.".to_owned(),
        FindingCode::CellCount => "the row has more or fewer cells than the header; a comma may be missing or unquoted. The row is left out.".to_owned(),
    }
}

/// Why a whole file is unusable, and what to do.
pub fn file_unusable(error: &FormatError) -> String {
    match error {
        FormatError::Empty => "The file is empty. Choose one with tokens in it.".to_owned(),
        FormatError::TooLarge { .. } => {
            format!("The file is larger than {} MiB. Split it and open the parts.", MAX_FILE_BYTES / 1024 / 1024)
        }
        FormatError::Utf16OrBinary => {
            "The file is UTF-16 or no text at all. In a spreadsheet, save it as “CSV UTF-8 (comma delimited)”.".to_owned()
        }
        FormatError::NotUtf8 { line } => format!(
            "Line {line} is not UTF-8. In a spreadsheet, save the file as “CSV UTF-8 (comma delimited)”."
        ),
        FormatError::HeaderLacks { missing } => {
            let names: Vec<String> = missing.iter().map(|column| format!("“{column}”")).collect();
            format!(
                "The first line lacks {}. It must be: upn,serial number,secret key,time interval,manufacturer,model",
                names.join(", ")
            )
        }
        FormatError::ColumnTwice(column) => format!("The first line names “{column}” twice. Keep one."),
    }
}
