//! What is said about what stands beside a seed file: users to merge into it, and what the portal said of it.

use super::{count, foreign};
use crate::check::{
    FailureColumn, Failures, FailuresError, Left, Located, Merge, MergeFinding, MergeProblem,
    Pairing, PortalMessage, PortalMessageKind,
};
use crate::issue::{UserFinding, UserListError, UserProblem};
use crate::oath::InvalidText;

/// What the list of users is for.
pub const USERS_INTRODUCTION: &str = "A vendor’s file does not know who gets which token. Paste or open a list of users; the file you opened stays as it is.";
/// What it may be.
pub const USERS_HINT: &str = "One user principal name a line, or columns: user principal name, serial number, display name, object id.";

/// Why a text is no list of users.
pub fn user_list_error(error: UserListError) -> &'static str {
    match error {
        UserListError::Empty => "There is no user in it. Paste one user principal name a line.",
        UserListError::TooLong => super::issue::LIST_TOO_LONG,
        UserListError::TooManyLines => {
            "There are more than 100,000 lines. Split the list, and the file with it."
        }
    }
}

/// What came of merging.
pub fn merged(merged: &Merge) -> Vec<String> {
    let mut said = vec![match merged.pairs {
        0 => "No token got a user of the list.".to_owned(),
        1 => "1 token got its user.".to_owned(),
        pairs => format!("{pairs} tokens got their users."),
    }];
    if merged.tokens_left.count > 0 {
        let tokens = count(merged.tokens_left.count, "token has", "tokens have");
        said.push(format!(
            "{tokens} no user, on {}.",
            those(&merged.tokens_left, "line")
        ));
    }
    if merged.users_left.count > 0 {
        let users = count(
            merged.users_left.count,
            "user of the list has",
            "users of the list have",
        );
        said.push(format!(
            "{users} no token, on {} of the list.",
            those(&merged.users_left, "line")
        ));
    }
    if merged.replaced > 0 {
        let tokens = count(merged.replaced, "token", "tokens");
        said.push(format!("{tokens} had another user in the file."));
    }
    if merged.left_out > 0 {
        let lines = count(merged.left_out, "line", "lines");
        let waits = match merged.pairing {
            Pairing::ByOrder => {
                " A token waits for each, so that nobody behind gets another one’s."
            }
            Pairing::FoundOut | Pairing::BySerial { .. } => "",
        };
        said.push(format!(
            "{lines} of the list left out, for the reasons given.{waits}"
        ));
    }
    if merged.zeros > 0 {
        let lines = count(merged.zeros, "line names", "lines name");
        said.push(format!(
            "{lines} a serial number that differs from a token’s in zeros in front."
        ));
    }
    said
}

/// `line 3`, `lines 3, 5 and 7 more`.
fn those(left: &Left, one: &str) -> String {
    let numbers: Vec<String> = left.first.iter().map(usize::to_string).collect();
    let more = left.count - left.first.len();
    match (left.count, more) {
        (1, _) => format!("{one} {}", numbers.join("")),
        (_, 0) => format!("{one}s {}", numbers.join(", ")),
        (_, more) => format!("{one}s {} and {more} more", numbers.join(", ")),
    }
}

/// Something about a line of the list.
pub fn merge_finding(finding: MergeFinding) -> String {
    let line = finding.line;
    match finding.problem {
        // In `#issue` each of them can get several tokens; here a list names them once for each token.
        MergeProblem::User(UserProblem::Twice { line: earlier }) => format!(
            "Line {line}: the user of line {earlier} again. Left out: by order a user gets one token; give serial numbers for more."
        ),
        MergeProblem::User(problem) => super::issue::user_finding(UserFinding { line, problem }),
        MergeProblem::NoSerial(InvalidText::Empty) => {
            format!("Line {line}: no serial number beside the user, so the user gets no token.")
        }
        MergeProblem::NoSerial(_) => {
            format!("Line {line}: not a serial number beside the user, so the user gets no token.")
        }
        MergeProblem::SerialTwice { line: earlier } => format!(
            "Line {line}: the serial number of line {earlier}, whose user got the token. A token belongs to one user."
        ),
        MergeProblem::SerialOfSeveral => format!(
            "Line {line}: several tokens have this serial number, so none of them gets the user."
        ),
    }
}

/// What the messages are for.
pub const PORTAL_INTRODUCTION: &str = "Did the upload fail? Paste what the portal said, or open its Failures file: the row and the remedy are found in your file.";
/// Where they come from.
pub const PORTAL_HINT: &str = "As the portal shows them, for instance: hardwareTokenUploadValidationFailure: Invalid base32 encoding …";
/// What is known of the failures file.
pub const FAILURES_HINT: &str = "Failures_….csv of the portal. Microsoft does not document its columns: check how they were read.";

/// Which row of the file a message is about.
pub fn portal_place(message: &PortalMessage) -> String {
    let named = |text: &Option<crate::formats::Pasted>| {
        text.as_ref()
            .map(|text| foreign::name(text.as_str()).into_owned())
    };
    let whom = match (named(&message.serial), named(&message.upn)) {
        (Some(serial), Some(upn)) => format!(" ({serial}, {upn})"),
        (Some(one), None) | (None, Some(one)) => format!(" ({one})"),
        (None, None) => String::new(),
    };
    match message.place {
        Some(place) => format!("Line {} of your file{whom}:", place.row),
        None => format!(
            "Message on line {}{whom}; no row of your file is certain to be meant:",
            message.line
        ),
    }
}

/// What it means, and what to do.
pub fn portal_message(located: &Located) -> String {
    let remedy = remedy(located.message.kind);
    let positions: Vec<String> = located.positions.iter().map(usize::to_string).collect();
    match positions.len() {
        0 => remedy,
        1 => format!("{remedy} It is character {} of the secret.", positions[0]),
        _ => format!(
            "{remedy} It is at characters {} of the secret.",
            positions.join(", ")
        ),
    }
}

/// What a message means, and what to do.
pub fn remedy(kind: PortalMessageKind) -> String {
    match kind {
        PortalMessageKind::IllegalCharacter(character) => format!(
            "The secret holds the character “{}”, which is not base32 (A to Z, 2 to 7). Correct it as said under “What was found”, and upload the corrected file.",
            foreign::name(character.encode_utf8(&mut [0; 4]))
        ),
        PortalMessageKind::UserNotFound => "Entra ID knows no such user. Check the spelling of the user principal name; the whole line may also stand in one cell.".to_owned(),
        PortalMessageKind::SomethingWentWrong => "The portal does not say what. Most often the secret is hex, or the role of a Global Administrator is missing: see what was found above.".to_owned(),
        PortalMessageKind::Unknown => "No known message. See what was found above.".to_owned(),
    }
}

/// Why a text is no list of failures.
pub fn failures_error(error: FailuresError) -> &'static str {
    match error {
        FailuresError::Empty => "There is no line in it.",
        FailuresError::TooLong => super::issue::LIST_TOO_LONG,
        FailuresError::TooManyLines => "There are more than 100,000 lines. Split it.",
    }
}

/// A column of the failures file.
pub fn failure_column(column: FailureColumn) -> &'static str {
    match column {
        FailureColumn::Serial => "Its serial number is in",
        FailureColumn::Upn => "Its user is in",
        FailureColumn::Reason => "Its reason is in",
    }
}

/// The same, in an id.
pub fn failure_column_id(column: FailureColumn) -> &'static str {
    match column {
        FailureColumn::Serial => "serial",
        FailureColumn::Upn => "upn",
        FailureColumn::Reason => "reason",
    }
}

/// What came of the failures file.
pub fn failures(failures: &Failures) -> String {
    let mut said = format!("{}.", count(failures.total, "failure", "failures"));
    if failures.not_located.count > 0 {
        said.push_str(&format!(
            " The row of {} is not certain: {} of the failures file.",
            failures.not_located.count,
            those(&failures.not_located, "line"),
        ));
    }
    if failures.unread.count > 0 {
        said.push_str(&format!(
            " Unreadable: {}.",
            those(&failures.unread, "line")
        ));
    }
    said
}
