//! What the page reports: the problem first, then the remedy. No logic but grammar; nothing here quotes a secret.

pub mod activation;
pub mod beside;
pub mod burn;
pub mod check;
pub mod files;
mod findings;
pub mod foreign;
pub mod issue;
pub mod paper;
pub mod proof;
pub mod rehearse;
mod seed;
pub mod walk;

pub use findings::{
    Unit, file_unusable, finding_in_check, finding_in_file, finding_in_list, finding_in_target,
    finding_kind,
};
pub use seed::{fault, report, uri_note};

use crate::app::{
    Clipboard, ClockDoubt, ClockMode, CodeProblem, DetailsProblem, Errand, ErrandKind, FactorKind,
    IdleLimit, InvalidMoment, Mask, Notice, Tool,
};
use crate::formats::{Column, FormatError};
use crate::oath::{Encoding, EncodingChoice, InvalidText};
use crate::packed::SortBy;
use crate::ui::desk::Trouble;
use crate::work::WorkFailed;

/// The name of the page.
pub const TITLE: &str = "TOTP Toolset";
/// Below it.
pub const TAGLINE: &str =
    "OATH token seeds, codes and upload files. Everything happens in this page; it sends nothing.";

/// The mark of a page that another one shows in a frame, and what it means.
pub const DEMO: [&str; 2] = [
    "Demo.",
    "Another page shows this one in a frame. Use no real secrets here: for those, open the page by itself.",
];

/// A tool's name in the navigation.
pub fn tool(tool: Tool) -> &'static str {
    match tool {
        Tool::Code => "Code",
        Tool::Issue => "Issue",
        Tool::Check => "Check",
        Tool::Rehearse => "Rehearse",
        Tool::Proof => "Proof",
    }
}

/// `1 token`, `2 tokens`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// How a seed is read.
pub fn encoding_choice(choice: EncodingChoice) -> String {
    match choice {
        EncodingChoice::Automatic => "found out automatically".to_owned(),
        EncodingChoice::Only(encoding) => encoding.to_string(),
    }
}

/// Heading of a spelling.
pub fn encoding(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Base32 => "Base32",
        Encoding::Hex => "Hex",
        Encoding::Base64 => "Base64",
    }
}

/// What moves.
pub fn factor_kind(kind: FactorKind) -> &'static str {
    match kind {
        FactorKind::Time => "time (TOTP)",
        FactorKind::Counter => "counter (HOTP)",
    }
}

/// A number of the form that is none.
pub fn code_problem(problem: CodeProblem) -> &'static str {
    match problem {
        CodeProblem::Step => {
            "Not a number of seconds. Type a whole number from 1 up; most tokens use 30 or 60."
        }
        CodeProblem::Counter => {
            "Not a counter. Type a whole number from 0 to 18446744073709551615."
        }
    }
}

/// Where the time comes from.
pub fn clock_mode(mode: ClockMode) -> &'static str {
    match mode {
        ClockMode::Computer => "this computer’s clock",
        ClockMode::Running => "a time I set, running on",
        ClockMode::Standing => "a time I set, standing still",
    }
}

/// The mark beside the code where the time is not the computer's.
pub fn clock_mark(mode: ClockMode) -> Option<&'static str> {
    match mode {
        ClockMode::Computer => None,
        ClockMode::Running => Some("Not this computer’s time: the code is for a clock you set."),
        ClockMode::Standing => {
            Some("Not the present: the code is for a moment you set, and time stands still.")
        }
    }
}

/// What speaks against the clock.
pub fn clock_doubt(doubt: ClockDoubt) -> &'static str {
    match doubt {
        ClockDoubt::TooEarly => {
            "This computer’s clock shows a time before this page was made: it is wrong, and so are the codes. Set the right time under Time."
        }
        ClockDoubt::TooLate => {
            "This computer’s clock shows a time after 2099: it is wrong, and so are the codes. Set the right time under Time."
        }
        ClockDoubt::FellBehind => {
            "The computer’s clock stood still or was put back while this page was open. Compare it under Time before you rely on a code."
        }
        ClockDoubt::RanAhead => {
            "The computer slept, or its clock was put ahead, since you set the time. Compare it under Time before you rely on a code."
        }
    }
}

/// A typed time that is none.
pub fn invalid_moment(problem: InvalidMoment) -> &'static str {
    match problem {
        InvalidMoment::Form => {
            "Not a time. Type it in UTC as 2026-11-24 10:30:00, or as Unix seconds. The last good time still holds."
        }
        InvalidMoment::Calendar => {
            "No such date or time of day. Check the numbers: the order is year-month-day, and Unix time is in seconds. The last good time still holds."
        }
    }
}

/// The moment has no counter.
pub const BEFORE_1970: &str =
    "No code: the time is before 1970, where time-based codes begin. Set a later time.";

/// When secrets hide.
pub fn idle_limit(limit: IdleLimit) -> String {
    match limit.minutes() {
        Some(1) => "after 1 minute without use".to_owned(),
        Some(minutes) => format!("after {minutes} minutes without use"),
        None => "only when I hide them".to_owned(),
    }
}

/// Why secrets are hidden.
pub fn mask(mask: Mask) -> Option<&'static str> {
    match mask {
        Mask::Shown => None,
        Mask::Hidden => Some("Secrets are hidden."),
        Mask::HiddenByIdling => {
            Some("Secrets were hidden because the page was not used for a while.")
        }
        Mask::HiddenByLeaving => Some("Secrets were hidden because you left the page."),
    }
}

/// The hint below the QR code.
pub const UNCOMMON_PARAMETERS: &str = "Many authenticator apps ignore hash, digits and step and assume SHA-1, 6 digits and 30 seconds. \
     With these settings such an app shows other codes than this page: compare one before you rely on it.";

/// The name of a form field.
pub fn field(column: Column) -> &'static str {
    match column {
        Column::Upn => "User principal name",
        Column::SerialNumber => "Serial number",
        Column::SecretKey => "Secret key",
        Column::TimeInterval => "Time interval",
        Column::Manufacturer => "Manufacturer",
        Column::Model => "Model",
        Column::Type => "Type",
        Column::HashAlgorithm => "Hash",
        Column::Digits => "Digits",
        Column::Counter => "Counter",
        Column::ObjectId => "Object id",
    }
}

/// A detail that cannot be taken.
pub fn details_problem(problem: DetailsProblem) -> String {
    match problem {
        DetailsProblem::Text(column, InvalidText::Empty) => {
            format!(
                "{} is empty. Entra ID needs it in every row.",
                field(column)
            )
        }
        DetailsProblem::Text(_, problem) => invalid_text(problem),
        DetailsProblem::SerialTaken(row) => {
            format!("Row {row} of the list has this serial number. Every token needs its own.")
        }
    }
}

fn invalid_text(problem: InvalidText) -> String {
    match problem {
        InvalidText::Empty => "Nothing there.".to_owned(),
        InvalidText::TooLong { limit } => format!("Longer than {limit} characters. Shorten it."),
        InvalidText::ControlCharacter { position } => {
            format!(
                "Character {position} cannot be seen: a control character such as a tab, or one that turns the direction of writing. Remove it."
            )
        }
        InvalidText::Blank { position } => format!("Character {position} is a blank. Remove it."),
        InvalidText::NotNameAtDomain => {
            "Not a user principal name. It looks like name@contoso.com.".to_owned()
        }
        InvalidText::NotGuid => {
            "Not an object id. It looks like 01234567-89ab-cdef-0123-456789abcdef.".to_owned()
        }
    }
}

/// A confirmation.
pub fn notice(notice: &Notice) -> String {
    match notice {
        Notice::Added(row) => format!("Added as row {row}. Make a new seed for the next token."),
        Notice::Shown(row) => format!("Row {row} is shown above."),
        Notice::Removed => {
            "Removed from the list. Its secret is kept, to be put back, until you forget it or the list changes again."
                .to_owned()
        }
        Notice::RemovedForGood => {
            "The removed token is forgotten. A seed shown under Code is still there.".to_owned()
        }
        Notice::Issued { tokens, first_row } => format!(
            "{} issued, from row {first_row} on. They are in this page only: download the list before you close it.",
            count(*tokens, "token", "tokens")
        ),
        Notice::Checked { tokens, first_row } => format!(
            "{} of the checked file joined the list, from row {first_row} on.",
            count(*tokens, "token", "tokens")
        ),
        Notice::Cancelled => "Cancelled. Nothing was changed.".to_owned(),
        Notice::SampleLeftOut => {
            "The sample was left out: it would replace what is in the page. Open the page anew to see it.".to_owned()
        }
        Notice::Cleared => {
            "The list is empty and forgotten. The seed shown under Code, and a file under Check, are still there."
                .to_owned()
        }
        Notice::Forgotten => FORGOTTEN.to_owned(),
        Notice::Downloaded { rows: 0, .. } => {
            "No file: every token would be refused, for the reasons given.".to_owned()
        }
        Notice::Downloaded {
            files,
            rows,
            left_out,
        } => {
            let tokens = count(*rows, "token", "tokens");
            let files = match files {
                Ok(name) => name.clone(),
                Err(number) => count(*number, "file", "files"),
            };
            match left_out {
                0 => format!("{tokens} handed to the browser as {files}."),
                _ => format!(
                    "{tokens} handed to the browser as {files}; {left_out} left out, for the reasons given."
                ),
            }
        }
    }
}

/// The browser's source of randomness failed.
pub const NO_ENTROPY: &str = "No random seed: this browser’s source of randomness failed, and nothing weaker takes its place. \
     Try another browser, or type a seed.";
/// The seed is one that everybody has.
pub const PUBLISHED_SEED: &str = "This seed is published in RFC 6238, and everybody has it: good for a try, never for an account.";
/// What is asked before everything is forgotten.
pub fn forget_everything(tokens: usize, unsaved: bool) -> String {
    let tokens = match (tokens, unsaved) {
        (0, _) => "the list".to_owned(),
        (_, false) => format!("{} of the list", count(tokens, "token", "tokens")),
        (_, true) => format!(
            "{} of the list, which are in this page only",
            count(tokens, "token", "tokens")
        ),
    };
    format!(
        "Forget the seed, {tokens}, the file under Check, the practice tenant, and all that was typed? This cannot be undone."
    )
}

/// Everything was.
pub const FORGOTTEN: &str = "Everything is forgotten.";

/// What forgetting does not reach.
pub const BEYOND_REACH: &str = "The program overwrites its own memory, its worker’s too. Out of its reach are texts that the browser keeps of what was shown, typed or printed, even after the tab is closed; the clipboard; and files that were downloaded or saved.";

/// What the clipboard may hold.
pub fn clipboard(clipboard: Clipboard) -> Option<&'static str> {
    match clipboard {
        Clipboard::Harmless | Clipboard::Secret(_) => None,
        Clipboard::Offered => Some(
            "A secret that you copied may still be in the clipboard. A clipboard history, or a clipboard shared between devices, may keep a copy all the same: clear those yourself.",
        ),
        Clipboard::Cleared => Some(
            "The clipboard now holds a blank. A clipboard history, or a clipboard shared between devices, may still have a copy of the secret.",
        ),
        Clipboard::Refused => Some(
            "Not cleared: the browser refused. Copy any other text in its place, and look into the clipboard history.",
        ),
    }
}

/// The browser refused to copy.
pub const COPY_REFUSED: &str = "Not copied: the browser refused. Select the text and press Ctrl+C.";
/// Files can be opened here.
pub const OPEN_OR_DROP: &str =
    "Or drop it anywhere on the page. Its tokens join the list; the file stays on this computer.";
/// The same, where files that are dropped go elsewhere.
pub const OPEN_HINT: &str = "Its tokens join the list; the file stays on this computer.";
/// A file was opened.
pub fn opened(name: &str, added: &str, left_out: usize) -> String {
    let name = foreign::name(name);
    match left_out {
        0 => format!("{name}: {added} added."),
        _ => format!(
            "{name}: {added} added, {} left out.",
            count(left_out, "line", "lines")
        ),
    }
}

/// A file could not be opened.
pub fn not_opened(name: &str, error: &FormatError) -> String {
    format!("{}: {}", foreign::name(name), file_unusable(error))
}

/// An order of the table.
pub fn order(by: SortBy, descending: bool) -> &'static str {
    match (by, descending) {
        (SortBy::Row, false) => "as in the list",
        (SortBy::Row, true) => "last row first",
        (SortBy::Serial, false) => "serial number, ascending",
        (SortBy::Serial, true) => "serial number, descending",
        (SortBy::Upn, false) => "user, A to Z",
        (SortBy::Upn, true) => "user, Z to A",
    }
}

/// How many rows a search found.
pub fn found(rows: usize, total: usize) -> String {
    match rows {
        0 => format!(
            "None of {total} tokens. Search for a part of the serial number or of the user principal name."
        ),
        _ => format!("{rows} of {}.", count(total, "token", "tokens")),
    }
}

/// Work that somebody waits for.
pub fn errand(kind: &ErrandKind) -> String {
    match kind {
        ErrandKind::Issue => "Issuing tokens".to_owned(),
        ErrandKind::Open(name) => format!("Reading {}", foreign::name(name)),
        ErrandKind::Check(name) => format!("Checking {}", foreign::name(name)),
        ErrandKind::Write(name) => format!("Writing {name}"),
        ErrandKind::Upload(name) => {
            format!("Uploading {} to the practice tenant", foreign::name(name))
        }
    }
}

/// How far it is.
pub fn progress(errand: &Errand) -> String {
    match (errand.percent(), errand.seconds_left()) {
        (Some(percent), Some(left)) => {
            format!("{percent} %, about {} left", count_seconds(left))
        }
        (Some(percent), None) => format!("{percent} %"),
        (None, _) => "working".to_owned(),
    }
}

fn count_seconds(seconds: u64) -> String {
    match seconds {
        1 => "1 second".to_owned(),
        _ => format!("{seconds} seconds"),
    }
}

/// Why work came to nothing.
pub fn work_failed(failed: WorkFailed) -> &'static str {
    match failed {
        WorkFailed::Input => {
            "The page handed its worker something unusable: a fault in the program. Nothing was changed. Reload the page after saving your list."
        }
        WorkFailed::Entropy => NO_ENTROPY,
        WorkFailed::SelfTest => proof::WORKER_BLOCKED,
    }
}

/// The same, of a job that was given out.
pub fn trouble(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::NoWorker => NO_WORKER,
        Trouble::Work(failed) => work_failed(failed),
    }
}

/// The browser gives no worker.
pub const NO_WORKER: &str = "The browser stopped the page’s background work, or does not allow it. Nothing was changed. Try again; if it fails again, \
     use smaller files, or another browser.";

/// The browser could not read a file.
pub const FILE_UNREADABLE: &str = "The browser could not read the file. Check that it was not moved or deleted, and choose it again.";
/// The browser did not save a file.
pub const FILE_NOT_SAVED: &str = "The browser did not save the file. Check that it may save downloads from this page, and try again.";
/// There is nothing to compute codes with.
pub const NO_CODE: &str = "No code yet. Give a seed, and correct what is marked.";
/// The label would be empty.
pub const NO_ACCOUNT: &str = "Without an account many apps refuse the QR code. Type one.";
/// The URI does not fit.
pub const QR_TOO_LONG: &str = "Too long for a QR code. Shorten the issuer or the account.";
