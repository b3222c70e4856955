//! What is said about seed files that are checked.

use super::{Unit, count, field, file_unusable, finding_in_check, foreign};
use crate::app::Foreseen;
use crate::check::{Evidence, Examination, Told};
use crate::formats::text::Charset;
use crate::formats::{
    Certainty, Column, Delimiter, Finding, FindingCode, Fix, Format, FormatError, ReadAs, Run,
    Severity,
};
use crate::work::FileKind;

/// What the card is for.
pub const INTRODUCTION: &str = "Any seed file: what it is, what is wrong with it, and what to do. It stays on this computer, and as it is: corrections go into a file of their own.";
/// How a file gets here.
pub const DROP_HINT: &str = "Or drop it anywhere on the page. It is recognised by its content. A Failures file of the portal may come with it.";
/// Checking was cancelled.
pub const CANCELLED: &str = "Not checked: it was cancelled.";
/// The portal's list of failures came alone.
pub const FAILURES_ALONE: &str = "The portal’s list of failures is here. Now open the file that was uploaded: its rows are found in it.";
/// What the portal said came alone.
pub const PORTAL_ALONE: &str =
    "That is a message of the portal. Now open the file that was uploaded: its row is found in it.";
/// The tokens are in the list.
pub const LISTED: &str = "They are in the token list.";
/// Nobody has said what the columns are.
pub const GUESSED: &str =
    "These are guesses by the heads and by what is in the columns. Check each of them.";
/// A text that may hold secrets.
pub const HIDDEN_TEXT: &str = "What was pasted here may hold secrets, and is hidden with them.";
/// What choosing another format does.
pub const CORRECTIONS_GO: &str = "Choosing another format takes the corrections back.";

/// The button that brings the file before back.
pub fn back_to(name: &str) -> String {
    format!("Back to {}", foreign::name(name))
}

/// What comes back with it.
pub const BACK_HINT: &str = "With its corrections.";

/// Several seed files came together.
pub fn one_at_a_time(name: &str) -> String {
    let name = foreign::name(name);
    format!("One file at a time: {name} was not opened. Open it when you are done with this one.")
}

/// Why a person is asked.
pub const UNSAID: &str =
    "It counts for every token whose row does not say it. Ask the vendor if you do not know.";
/// What the list is for.
pub const LIST_HINT: &str = "There they show codes, can be activated, and join others.";

/// A format.
pub fn format(format: Format) -> &'static str {
    match format {
        Format::AladdinXml => "Aladdin/SafeNet XML",
        Format::EntraCsv => "Entra ID CSV",
        Format::GraphJson => "Microsoft Graph JSON",
        Format::LinotpCsv => "LinOTP OATH CSV",
        Format::MultiotpCsv => "multiOTP list",
        Format::NetiqCsv => "NetIQ list",
        Format::NexusCsv => "Nexus list",
        Format::OtpauthList => "otpauth URIs",
        Format::PingidCsv => "PingID list",
        Format::PrivacyideaCsv => "privacyIDEA OATH CSV",
        Format::PythonPskcCsv => "python-pskc CSV",
        Format::VendorList => "vendor list: serial number and hex secret",
        Format::YubikeyTraditional => "YubiKey log, traditional",
        Format::YubikeyYubico => "YubiKey log, Yubico format",
    }
}

/// By what it was recognised.
fn reason(format: Format, certainty: Certainty) -> &'static str {
    match (format, certainty) {
        (Format::AladdinXml, _) => "its XML has Token elements with seeds",
        (Format::EntraCsv, Certainty::Certain) => "its first line names Microsoft’s columns",
        (Format::EntraCsv, _) => {
            "its rows have a user, a secret and a time interval where Microsoft’s have them"
        }
        (Format::GraphJson, _) => "its JSON has Microsoft Graph’s fields",
        (Format::OtpauthList, _) => "its lines begin with otpauth://",
        (Format::PythonPskcCsv, _) => "its first line names python-pskc’s columns",
        (Format::PrivacyideaCsv, Certainty::Certain) => "its first line says so",
        (Format::YubikeyTraditional, _) => {
            "its lines begin as the log of the YubiKey Personalization Tool"
        }
        (_, _) => "its columns hold what this format has in them",
    }
}

/// What a file turned out to be.
pub fn outcome(name: &str, bytes: usize, examination: Option<&Examination>) -> String {
    let name = foreign::name(name);
    let Some(examination) = examination else {
        return format!("{name}, {}.", count(bytes, "byte", "bytes"));
    };
    let tokens = count(examination.lines.len(), "token", "tokens");
    let size = count(bytes, "byte", "bytes");
    let what = match examination.read_as {
        ReadAs::Columns(_) => "a table with columns that you name".to_owned(),
        ReadAs::Format(read_as) => match examination
            .recognised
            .iter()
            .find(|(format, _)| *format == read_as)
        {
            Some((found, certainty)) => {
                format!("{}: {}", format(*found), reason(*found, *certainty))
            }
            None => format!("{}, because you say so", format(read_as)),
        },
    };
    let charset = match examination.charset {
        Charset::Utf8 | Charset::Utf8WithMark => "",
        Charset::Utf16LittleEndian | Charset::Utf16BigEndian => ", UTF-16",
    };
    format!("{name}, {size}{charset}: {tokens}. Read as {what}.")
}

/// Why there are no tokens.
pub fn problem(error: &FormatError, read_as: Option<ReadAs>) -> String {
    match (error, read_as) {
        (FormatError::HeaderLacks { .. }, Some(ReadAs::Columns(_))) => {
            "No known kind of seed file. Say below which column holds the secrets, and what the others are.".to_owned()
        }
        (FormatError::HeaderLacks { .. }, Some(ReadAs::Format(Format::PythonPskcCsv))) => {
            "The first line has no column “secret”. python-pskc names its columns serial, secret, algorithm, response_length, time_interval, counter, algorithm_suite, manufacturer and model.".to_owned()
        }
        _ => file_unusable(error),
    }
}

/// What else it could be.
pub fn others(examination: &Examination) -> Option<String> {
    let mut found = examination.recognised.iter();
    let (first, _) = found.next()?;
    if let ReadAs::Columns(_) = examination.read_as {
        let all: Vec<&str> = examination
            .recognised
            .iter()
            .map(|(other, _)| format(*other))
            .collect();
        return Some(format!(
            "It could be: {}. Choose if you know.",
            all.join("; ")
        ));
    }
    if examination.read_as != ReadAs::Format(*first) {
        return Some(format!("It looks like: {}.", format(*first)));
    }
    let others: Vec<&str> = found.map(|(other, _)| format(*other)).collect();
    (!others.is_empty()).then(|| {
        format!(
            "It could also be: {}. Choose if you know better.",
            others.join("; ")
        )
    })
}

/// What stands between columns.
pub fn delimiter(delimiter: Delimiter) -> &'static str {
    match delimiter {
        Delimiter::Tab => "tabs",
        Delimiter::Semicolon => "semicolons",
        Delimiter::Comma => "commas",
    }
}

/// How many of what were found, and what that means.
pub fn summary(examination: &Examination) -> String {
    let of = |severity| {
        let kinds = examination.report.kinds.iter();
        kinds
            .filter(|(code, _)| code.severity() == severity)
            .map(|(_, count)| count)
            .sum::<usize>()
    };
    let tokens = examination.lines.len();
    let counts = format!(
        "{}, {}, {}.",
        count(of(Severity::Error), "error", "errors"),
        count(of(Severity::Warning), "warning", "warnings"),
        count(of(Severity::Note), "note", "notes"),
    );
    if tokens + examination.unread == 0 {
        return format!("{counts} The file has no row with a token.");
    }
    let mut said = vec![counts];
    if tokens > 0 {
        said.push(match examination.acceptable {
            all if all == tokens => format!("Entra ID’s CSV upload would take {}.", all_of(tokens)),
            some => format!(
                "Entra ID’s CSV upload would take {some} of {}.",
                count(tokens, "token", "tokens")
            ),
        });
    }
    if examination.unread > 0 {
        let rows = count(examination.unread, "row", "rows");
        said.push(format!("{rows} could not be read."));
    }
    if examination.rows_count_on {
        said.push("Several entries stand on one line: rows are counted on from there.".to_owned());
    }
    said.join(" ")
}

fn all_of(tokens: usize) -> String {
    match tokens {
        1 => "the only token".to_owned(),
        _ => format!("all {tokens} tokens"),
    }
}

/// The button for all that is safe.
pub fn mend_safely(findings: usize) -> String {
    format!("Correct all that is safe ({findings})")
}

/// How many corrections there were.
pub fn corrected(steps: usize) -> String {
    format!(
        "{} so far. The file you opened stays as it is.",
        count(steps, "correction", "corrections")
    )
}

/// What tells findings apart.
pub fn key(run: &Run) -> String {
    let location = run.finding.location;
    let column = location.column.map_or("", |column| column.name());
    format!(
        "{} {} {column}",
        run.finding.code.identifier(),
        location.row
    )
}

/// The lines of a finding.
fn lines(run: &Run) -> String {
    match (run.finding.location.row, run.last_row) {
        (first, last) if first == last => format!("line {first}"),
        (first, last) => format!("lines {first} to {last}"),
    }
}

/// A correction.
pub fn fix(fix: Fix) -> String {
    match fix {
        Fix::DropSeparators => "Drop blanks and dashes".to_owned(),
        Fix::DropPadding => "Drop the padding".to_owned(),
        Fix::StraightenApostrophes => "Write a plain apostrophe".to_owned(),
        Fix::DropTypographicQuotes => "Drop the quotation marks".to_owned(),
        Fix::MergeApostrophes => "Write one apostrophe".to_owned(),
        Fix::FromHex => "It is hex: convert it to base32".to_owned(),
        Fix::FromBase32 => "It is base32: convert it to hex".to_owned(),
        Fix::ZeroToO => "Read each 0 as the letter O".to_owned(),
        Fix::OneToI => "Read each 1 as the letter I".to_owned(),
        Fix::OneToL => "Read each 1 as the letter L".to_owned(),
        Fix::EightToB => "Read each 8 as the letter B".to_owned(),
        Fix::LeadingZeros(digits) => format!("Put zeros in front, up to {digits} digits"),
    }
}

/// The same with its place, so that each has a name of its own.
pub fn fix_in(fix: Fix, run: &Run, column: Column) -> String {
    let name = format!("{} in {}", self::fix(fix), lines(run));
    match fix {
        // Several cells of a row may have some.
        Fix::DropTypographicQuotes => format!("{name}, {}", field(column).to_lowercase()),
        _ => name,
    }
}

/// Of several lines, which one is shown.
pub fn for_instance(run: &Run) -> String {
    format!("Line {}, for instance:", run.finding.location.row)
}

/// The same for all findings of a kind.
pub const FOR_ALL: &str = "the same wherever it is found";

/// By what to choose.
pub fn evidence(evidence: Evidence) -> String {
    match evidence {
        Evidence::UsualDigits(digits) => format!("The other serial numbers have {digits} digits."),
        Evidence::Bits {
            base32: Some(base32),
            hex: Some(hex),
        } => format!(
            "As hex it has {hex} bits, as base32 {base32}. Vendors make seeds of 160 or 256 bits."
        ),
        Evidence::Bits {
            base32: None,
            hex: Some(hex),
        } => format!("As hex it has {hex} bits; it is no base32."),
        Evidence::Bits {
            base32: Some(base32),
            hex: None,
        } => format!("As base32 it has {base32} bits; it is no hex."),
        Evidence::Bits {
            base32: None,
            hex: None,
        } => "It is neither hex nor base32.".to_owned(),
    }
}

/// Where on the bench a missing cell can be filled for many tokens at once.
pub fn remedy_here(finding: Finding, told: &Told) -> Option<&'static str> {
    let is_blank = || {
        told.cell
            .as_ref()
            .is_some_and(|cell| cell.as_str().trim().is_empty())
    };
    let missing = match finding.code {
        FindingCode::CellEmpty | FindingCode::ColumnMissing => true,
        FindingCode::TimeIntervalUnreadable => is_blank(),
        _ => false,
    };
    match finding.location.column.filter(|_| missing)? {
        Column::Upn => Some("Give a list of users below, under “Users for the tokens”."),
        Column::Manufacturer | Column::Model | Column::TimeInterval => {
            Some("Say it for all tokens above, under “What the file does not say”.")
        }
        _ => None,
    }
}

/// The identifier, and where the rule comes from in a file that was read so.
pub fn rule_in(code: FindingCode, read_as: ReadAs) -> String {
    let uploaded = (read_as == ReadAs::Format(Format::EntraCsv))
        .then(|| source_of_upload(code))
        .flatten();
    match source(code).or(uploaded) {
        Some(source) => format!("{} – {source}", code.identifier()),
        None => code.identifier().to_owned(),
    }
}

/// Microsoft's page on the CSV.
const UPLOAD: &str = "Microsoft Learn: Upload hardware OATH tokens in CSV format";

/// Where a rule comes from that other formats have as well, and of which Microsoft speaks for its own CSV alone.
const fn source_of_upload(code: FindingCode) -> Option<&'static str> {
    match code {
        FindingCode::TimeIntervalUnreadable
        | FindingCode::SecretPadded
        | FindingCode::SecretSeparated
        | FindingCode::ExtraColumn
        | FindingCode::LineInOneCell
        | FindingCode::SecretLooksHex
        | FindingCode::SecretConfusable
        | FindingCode::SecretUnreadable => Some(UPLOAD),
        _ => None,
    }
}

/// Where a rule comes from; `None` where it is the format's own, or what this page has learnt of spreadsheets.
fn source(code: FindingCode) -> Option<&'static str> {
    const GRAPH: &str = "Microsoft Graph: hardwareOathTokenAuthenticationMethodDevice (beta)";
    const RFC_4226: &str = "RFC 4226, requirement R6";
    const RFC_4648: &str = "RFC 4648, section 6";
    Some(match code {
        FindingCode::DigitsNotSix
        | FindingCode::HashNotSha1
        | FindingCode::CounterBased
        | FindingCode::TimeIntervalRefused
        | FindingCode::SecretTooLong
        | FindingCode::CellEmpty
        | FindingCode::UpnGuest
        | FindingCode::MoreThanFive
        | FindingCode::SerialTwice
        | FindingCode::HeaderMissing
        | FindingCode::HeaderSpelling
        | FindingCode::ColumnMissing
        | FindingCode::DelimiterNotComma => UPLOAD,
        FindingCode::HashRefused | FindingCode::AssignmentLost => GRAPH,
        FindingCode::SecretShort | FindingCode::SecretUnder160 => RFC_4226,
        FindingCode::SecretLengthImpossible | FindingCode::SecretTrailingBits => RFC_4648,
        FindingCode::UpnUnusable
        | FindingCode::UpnTypographicApostrophe
        | FindingCode::UpnDoubledApostrophe => {
            "Microsoft Learn: userPrincipalName, allowed characters"
        }
        FindingCode::FormulaCell => "OWASP: CSV Injection",
        FindingCode::SecretSuggestsSha256 => "RFC 6238, appendix A: keys as long as the hash",
        _ => return None,
    })
}

/// What writing would come to.
pub fn foreseen(tokens: usize, unread: usize, foreseen: Option<&Foreseen>) -> String {
    let all = count(tokens, "token", "tokens");
    let mut said = match foreseen {
        None => "Looking at what the file would carry …".to_owned(),
        Some(Foreseen { writable: 0, .. }) => {
            "Nothing can be written: every token would be refused, for the reasons given."
                .to_owned()
        }
        Some(Foreseen {
            writable, report, ..
        }) if *writable == tokens && report.is_empty() => {
            format!("It carries {all}, and loses nothing.")
        }
        Some(Foreseen { writable, kind, .. }) if *writable == tokens => {
            let place = if *kind == FileKind::EntraCsv {
                "above"
            } else {
                "below"
            };
            format!("It carries {all}. What is to be known of them stands {place}.")
        }
        Some(Foreseen { writable, .. }) => {
            format!(
                "It carries {writable} of {all}. The others are left out, for the reasons given."
            )
        }
    };
    if unread > 0 && foreseen.is_some() {
        let rows = count(unread, "row of the file is", "rows of the file are");
        said.push_str(&format!(" {rows} not in it: no token could be read there."));
    }
    said
}

/// What was handed out.
pub fn handed_out(rows: usize, left_out: usize) -> String {
    let tokens = count(rows, "token", "tokens");
    match left_out {
        0 => format!("{tokens} handed to the browser."),
        _ => format!("{tokens} handed to the browser, {left_out} left out."),
    }
}

/// The button that puts tokens into the list.
pub fn put_into_list(tokens: usize) -> String {
    format!(
        "Put {} into the token list",
        count(tokens, "token", "tokens")
    )
}

/// The findings as a text to keep. Sentences name rows and columns and quote nothing, so no secret is in it.
pub fn report(name: &str, date: &str, examination: &Examination) -> String {
    // A line end in a name would write lines of its own.
    let name = foreign::name(name);
    let mut text = format!("TOTP Toolset: findings\nFile: {name}\nDate: {date}\n");
    if let ReadAs::Format(read_as) = examination.read_as {
        text.push_str(&format!("Read as: {}\n", format(read_as)));
    }
    if let Some(problem) = &examination.unusable {
        let problem = self::problem(problem, Some(examination.read_as));
        text.push_str(&format!("{problem}\n"));
    }
    text.push_str(&format!("{}\n", summary(examination)));
    let mut told = 0;
    for run in &examination.runs {
        told += run.findings();
        text.push_str(&format!(
            "\n{}\n  {}\n",
            finding_in_check(run, Unit::of(examination.rows_count_on)),
            rule_in(run.finding.code, examination.read_as)
        ));
    }
    let more = examination.report.total() - told;
    if more > 0 {
        text.push_str(&format!(
            "\nAnd {} more.\n",
            count(more, "finding", "findings")
        ));
    }
    text
}
