//! What is said of rows: of a file that was read, and of a list that is to be written for Entra ID.

use crate::formats::{Column, FindingCode, FormatError, MAX_FILE_BYTES, MAX_ROWS, Run, Severity};

use super::field;

/// A finding in the list that is to be uploaded: where, what, what to do.
pub fn finding_in_list(run: &Run) -> String {
    sentence(word_of_target(run), "Row", run)
}

/// The same of tokens that came out of a file, by its lines or rows.
pub fn finding_in_target(run: &Run, unit: Unit) -> String {
    sentence(word_of_target(run), unit.word(), run)
}

/// What the rows of a file are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Lines, as an editor counts them.
    Line,
    /// Rows, where several stand on one line.
    Row,
}

impl Unit {
    /// Of a file that was checked.
    pub const fn of(rows_count_on: bool) -> Self {
        if rows_count_on { Self::Row } else { Self::Line }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Line => "Line",
            Self::Row => "Row",
        }
    }
}

fn word_of_target(run: &Run) -> &'static str {
    match run.finding.severity() {
        Severity::Error => "Refused",
        Severity::Warning => "Warning",
        Severity::Note => "Note",
    }
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

/// A finding in a file that is checked: of reading it, or of what Entra ID would refuse.
pub fn finding_in_check(run: &Run, unit: Unit) -> String {
    let word = match run.finding.severity() {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Note => "Note",
    };
    sentence(word, unit.word(), run)
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
        FindingCode::SecretUnreadable => "secret in no encoding that belongs there",
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
        FindingCode::CellCount => "more or fewer cells than the first row",
        FindingCode::QuotesUnbalanced => "unbalanced quotation marks",
        FindingCode::HashRefused => "SHA-512",
        FindingCode::SecretTooShort => "secret of a single byte",
        FindingCode::CounterTooLarge => "counter of more than 32 bits",
        FindingCode::SeparatorInside => "serial number that readers would cut or refuse",
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
        FindingCode::CharsetUtf16 => "UTF-16 text",
        FindingCode::ByteOrderMark => "byte order mark",
        FindingCode::DelimiterNotComma => "delimiter that is no comma",
        FindingCode::LineEndsMixed => "mixed line ends",
        FindingCode::BlankLines => "blank lines",
        FindingCode::HeaderSpelling => "header spelt differently",
        FindingCode::HeaderMissing => "missing header",
        FindingCode::ColumnMissing => "missing column",
        FindingCode::LineInOneCell => "line in a single cell",
        FindingCode::NotOath => "line that is no OATH token",
        FindingCode::EntryUnreadable => "unreadable entry",
        FindingCode::SecretTidied => "secret with blanks or dashes",
        FindingCode::SecretLooksHex => "hex where base32 belongs",
        FindingCode::SecretConfusable => "0, 1 or 8 in a base32 secret",
        FindingCode::SecretLengthImpossible => "secret of an impossible length",
        FindingCode::SecretAlsoBase32 => "secret that is valid base32 too",
        FindingCode::SecretSuggestsSha256 => "secret of SHA-256 length",
        FindingCode::SerialScientific => "serial number cut to a power of ten",
        FindingCode::SerialZerosLost => "serial number shorter than the others",
        FindingCode::SerialDate => "serial number that is a date",
        FindingCode::TypographicQuotes => "typographic quotation marks",
        FindingCode::UpnTypographicApostrophe => "typographic apostrophe",
        FindingCode::UpnDoubledApostrophe => "doubled apostrophe",
        FindingCode::TypeUnknown => "unknown type",
        FindingCode::HashUnreadable => "unknown hash",
        FindingCode::DigitsUnreadable => "unusable number of digits",
        FindingCode::CounterUnreadable => "unusable counter",
        FindingCode::HashByLength => "hash told by the length",
        FindingCode::HashNotOfLength => "hash that does not go with the length",
        FindingCode::SecretLooksBase32 => "base32 where hex belongs",
        FindingCode::IssuersDiffer => "two issuers in one URI",
        FindingCode::MayBeChallengeResponse => "key that may be for challenge-response",
        FindingCode::SettingsAssumed => "settings that were assumed",
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
    // The other one is counted as this one is: a line of a file, a row of a list.
    let other = location.other_row.map_or_else(String::new, |other| {
        format!("{} {other}", unit.to_lowercase())
    });
    format!(
        "{word} – {place}: {}",
        what(finding.code, location.column, column, &other)
    )
}

fn what(code: FindingCode, column: Option<Column>, name: &str, other: &str) -> String {
    match code {
        FindingCode::DigitsNotSix => "the token does not have 6 digits, and Entra ID takes only 6.".to_owned(),
        FindingCode::HashNotSha1 => "the token does not use SHA-1, and the CSV takes nothing else. SHA-256 tokens are created with Microsoft Graph.".to_owned(),
        FindingCode::CounterBased => "the token is counter-based (HOTP), and Entra ID takes only time-based ones.".to_owned(),
        FindingCode::TimeIntervalRefused => "the time step is neither 30 nor 60 seconds, and Entra ID takes no other.".to_owned(),
        FindingCode::TimeIntervalUnreadable => "the time interval is not a number of seconds. Write 30 or 60.".to_owned(),
        FindingCode::SecretTooLong => "the secret is longer than 128 base32 characters, and Entra ID takes no longer one.".to_owned(),
        FindingCode::SecretShort => "the secret has less than the 128 bits that RFC 4226 requires.".to_owned(),
        FindingCode::SecretUnder160 => "the secret has less than the 160 bits that RFC 4226 recommends.".to_owned(),
        FindingCode::SecretUnreadable => "the secret is not written in the encoding that belongs here (base32: A to Z, 2 to 7; hex: 0 to 9, A to F; base64). Correct it at its source; the row is left out.".to_owned(),
        FindingCode::SecretPadded => "the secret ends in padding (=), which Entra ID refuses. It is dropped on writing.".to_owned(),
        FindingCode::SecretSeparated => "the secret holds blanks or dashes, which Entra ID refuses. They are dropped on writing.".to_owned(),
        FindingCode::SecretTrailingBits => "the last character of the secret has bits that belong to no byte: it may have been cut off. Compare it with its source. Those bits are not written, so the last character may change; the codes do not.".to_owned(),
        FindingCode::SecretAlsoHex => "the secret was read as base32 but is valid hex too. Compare a code with the token’s before you rely on it.".to_owned(),
        FindingCode::SecretTwice => format!("{other} has the same secret. Two tokens with one secret show the same codes: make a new seed for one of them, or ask the vendor which row is right."),
        FindingCode::CellEmpty => match column {
            Some(Column::Upn) => "no user principal name. Entra ID refuses a row without one.".to_owned(),
            _ => format!("{} is empty, and a row without it is refused.", name.to_lowercase()),
        },
        FindingCode::CellUnusable if column == Some(Column::ObjectId) => "the object id is none: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12. It was left empty.".to_owned(),
        FindingCode::CellUnusable => format!("{} is too long, or holds a control character or one that turns the direction of writing. It was left empty.", name.to_lowercase()),
        FindingCode::SerialTwice => format!("{other} has the same serial number. Every token needs its own."),
        FindingCode::UpnUnusable => "the user principal name is not of the form name@domain, without blanks. It was left empty.".to_owned(),
        FindingCode::UpnGuest => "the user is a guest (#EXT#), and Entra ID gives guests no hardware tokens.".to_owned(),
        FindingCode::MoreThanFive => "this user has more than five tokens, and Entra ID allows five, authenticator apps included.".to_owned(),
        FindingCode::FormulaCell => format!("{} has =, +, - or @ at its beginning, or behind a semicolon or a quotation mark: a spreadsheet may run it as a formula.", name.to_lowercase()),
        FindingCode::ExtraColumn => "the file says something that the format does not know, or that no token has a place for: in a column, a field or a parameter. It is dropped on writing.".to_owned(),
        FindingCode::QuotesUnbalanced => "a quotation mark opens a cell and is not closed before the next delimiter or the end of the row. Remove it or close it; the row is left out.".to_owned(),
        FindingCode::HashRefused => "the token uses SHA-512, and Entra ID takes only SHA-1 and SHA-256.".to_owned(),
        FindingCode::SecretTooShort => "the secret has a single byte, and ykman takes no secret that short.".to_owned(),
        FindingCode::CounterTooLarge => "the counter has more than 32 bits, and a YubiKey is given no larger one.".to_owned(),
        FindingCode::SeparatorInside => format!("{} holds a character at which readers of the file cut or which they refuse: a blank, comma, semicolon or quotation mark, a # in front, for privacyIDEA anything but letters, digits, - and _.", name.to_lowercase()),
        FindingCode::AccountUnusable => "manufacturer and account together are longer than the 64 bytes that a YubiKey keeps, or begin with digits and a slash, which it takes for a time step. Shorten or change them.".to_owned(),
        FindingCode::ShellCannotQuote => "a name holds a double quotation mark or ends in a backslash, which PowerShell does not hand on unharmed. Change the name, or use the commands for Linux and macOS.".to_owned(),
        FindingCode::NoCodeNow => "the token shows no code at this time: it is before 1970 or beyond the year 9999. Check the clock.".to_owned(),
        FindingCode::AssignmentLost => "the user’s object id is not known, so the token is created without its user. Add a list of users with their ids, or assign it later.".to_owned(),
        FindingCode::HashLost => "the token does not use SHA-1, and the file cannot say so. Set the hash where the file is read.".to_owned(),
        FindingCode::DigitsLost => "the token does not have 6 digits, and the file cannot say so. Set their number where the file is read.".to_owned(),
        FindingCode::TimeIntervalLost => "the time step is not 30 seconds, and the file cannot say so. Set it where the file is read.".to_owned(),
        FindingCode::CounterLost => match column {
            Some(Column::Counter) => "the counter is not 0, and the file cannot say it. Set it where the file is read.".to_owned(),
            _ => "the token is counter-based (HOTP), and the file says neither that nor the counter.".to_owned(),
        },
        FindingCode::AccountEmpty => "neither user principal name nor serial number is known: the account has no name in the app.".to_owned(),
        FindingCode::AccountTwice => format!("{other} has the same account name. On one YubiKey, the second replaces the first."),
        FindingCode::ColonInName => format!("{} holds a colon, at which apps cut the account’s name.", name.to_lowercase()),
        FindingCode::NotCarried => format!("{} is not written: the file has no place for it.", name.to_lowercase()),
        FindingCode::FingerprintLeftOut => "the secret has less than 128 bits, so no fingerprint is written: it would let the secret be guessed.".to_owned(),
        FindingCode::CharsetUtf16 => "the file is UTF-16. It is read, and written as UTF-8.".to_owned(),
        FindingCode::ByteOrderMark => "the file begins with a byte order mark. It is not written.".to_owned(),
        FindingCode::DelimiterNotComma => "semicolons or tabs stand between the cells, and Entra ID reads commas. Download the corrected file.".to_owned(),
        FindingCode::LineEndsMixed => "lines end in different ways. They are written alike.".to_owned(),
        FindingCode::BlankLines => "there are blank lines. They are not written.".to_owned(),
        FindingCode::HeaderSpelling => "the header is not spelt as Microsoft documents it. It is written as documented.".to_owned(),
        FindingCode::HeaderMissing => "the header is missing: this line is a token already. The columns were taken to be in Microsoft’s order; download the corrected file.".to_owned(),
        FindingCode::ColumnMissing => match column {
            Some(Column::Upn) => "the file has no column “upn”, and Entra ID needs to know whose a token is.".to_owned(),
            Some(Column::SerialNumber) => "the file has no column “serial number”, without which Entra ID knows no token. Get it from the vendor.".to_owned(),
            _ => format!("the file has no column “{}”, which Entra ID requires.", name.to_lowercase()),
        },
        FindingCode::LineInOneCell => "the whole line stands in one spreadsheet cell, where Entra ID and other readers find a single column. It was unpacked; download the corrected file.".to_owned(),
        FindingCode::NotOath => "this line is no OATH token. It is left out.".to_owned(),
        FindingCode::EntryUnreadable => "this entry is none of its format. Correct it at its source; it is left out.".to_owned(),
        FindingCode::SecretTidied => "blanks or dashes were dropped from the secret.".to_owned(),
        FindingCode::SecretLooksHex => "the secret is hex, and base32 belongs here. Convert it.".to_owned(),
        FindingCode::SecretConfusable => "the secret has a 0, 1 or 8 here, which base32 has not: it may be a letter O, I, L or B. Compare it with its source and choose.".to_owned(),
        FindingCode::SecretLengthImpossible => "no secret has this many base32 or hex characters: one is missing or too many. Copy it again from its source.".to_owned(),
        FindingCode::SecretAlsoBase32 => "the secret was read as its column says, but is valid base32 too. Compare a code with the token’s before you rely on it.".to_owned(),
        FindingCode::SecretSuggestsSha256 => "the secret has 32 bytes, as those of SHA-256 tokens have, and the file names no hash. Ask the vendor; SHA-256 tokens are created with Microsoft Graph.".to_owned(),
        FindingCode::SerialScientific => "a spreadsheet has cut the serial number to a power of ten. Its digits are lost: copy it again from the vendor’s file, and format the column as text first.".to_owned(),
        FindingCode::SerialZerosLost => "the serial number is shorter than the others: a spreadsheet may have dropped zeros in front. Compare it with the device.".to_owned(),
        FindingCode::SerialDate => "the serial number is a date: a spreadsheet may have made it of a number. Copy it again from the vendor’s file.".to_owned(),
        FindingCode::TypographicQuotes => format!("{} holds the quotation marks of a word processor. Drop them if they are no part of it.", name.to_lowercase()),
        FindingCode::UpnTypographicApostrophe => "the user principal name has a typographic apostrophe (’), and no user has one. Write a plain one.".to_owned(),
        FindingCode::UpnDoubledApostrophe => "the user principal name has two apostrophes in a row, as a database writes one. Check it, and write one.".to_owned(),
        FindingCode::TypeUnknown => "the type is neither totp nor hotp. The row is left out.".to_owned(),
        FindingCode::HashUnreadable => "the hash is none of SHA-1, SHA-256 and SHA-512. The row is left out.".to_owned(),
        FindingCode::DigitsUnreadable => "the number of digits is none of 6, 7 and 8. The row is left out.".to_owned(),
        FindingCode::CounterUnreadable => "the counter is not a number from 0 to 18446744073709551615. The row is left out.".to_owned(),
        FindingCode::HashByLength => "the secret’s length says the hash: 32 bytes are SHA-256, 64 bytes SHA-512.".to_owned(),
        FindingCode::HashNotOfLength => "the file says the hash by the length of the secret, and this token pairs them otherwise. It cannot be written.".to_owned(),
        FindingCode::SecretLooksBase32 => "the secret is base32, and hex belongs here. Convert it.".to_owned(),
        FindingCode::IssuersDiffer => "the URI names one issuer in front of the account and another in its parameter. The parameter’s was taken.".to_owned(),
        FindingCode::MayBeChallengeResponse => "YubiKeys log challenge-response keys like this too, and those show no codes. Check with the key that it shows one.".to_owned(),
        FindingCode::SettingsAssumed => "the file does not say whether its tokens are time-based or counter-based. Time was assumed, and SHA-1, 6 digits and 30 seconds where it says nothing else.".to_owned(),
        FindingCode::CellCount => "the row has more or fewer cells than the first one; a delimiter may be missing or unquoted. The row is left out.".to_owned(),
    }
}

/// Why a whole file is unusable, and what to do.
pub fn file_unusable(error: &FormatError) -> String {
    match error {
        FormatError::Empty => "The file is empty. Choose one with tokens in it.".to_owned(),
        FormatError::TooLarge { .. } => {
            format!("The file is larger than {} MiB. Split it and open the parts.", MAX_FILE_BYTES / 1024 / 1024)
        }
        FormatError::Binary => {
            "The file is no text: a workbook, a PDF, a picture? Save a workbook as “CSV UTF-8 (comma delimited)” in the spreadsheet; of anything else ask for a text file.".to_owned()
        }
        FormatError::TooManyRows => {
            format!("The file has more than {MAX_ROWS} rows. Split it and open the parts.")
        }
        FormatError::OtherXml => "XML of another kind than Aladdin’s. PSKC (RFC 6030), for instance, is not read by this page: ask the vendor for a CSV.".to_owned(),
        FormatError::OtherJson => "JSON of another kind than Microsoft Graph’s. Exports of authenticator apps, for instance, are not read by this page.".to_owned(),
        FormatError::Unrecognised => "No known kind of seed file. Open it under “Check”, where you can say what its columns are.".to_owned(),
        FormatError::Syntax { line } => format!("Line {line} is not well-formed. The file may be cut off: get it again from its source."),
        FormatError::Structure => "The file holds no tokens of this format. Choose another format.".to_owned(),
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
