//! What is said about orders and lists of users.

use super::{count, foreign, invalid_text};
use crate::app::{ForWhom, WhichSerials};
use crate::formats::Severity;
use crate::issue::{
    MAX_TOKENS, MAX_USERS, OrderFault, OrderField, OrderProblem, SecretBits, Survey, UserColumn,
    UserFinding, UserListError, UserProblem,
};
use crate::oath::InvalidText;

/// What the card is for.
pub const INTRODUCTION: &str =
    "Each token gets a random secret of its own from this browser. They join the token list below.";
/// What the list of users may be.
pub const USERS_HINT: &str = "One user principal name a line, or columns pasted from a spreadsheet or out of a CSV: user principal name, display name, object id, department.";
/// There are problems, and they are said beside their fields.
pub const NOTHING_TO_ISSUE: &str = "Nothing to issue yet. Fill in or correct what is marked.";
/// The file is too large.
pub const LIST_TOO_LONG: &str =
    "The file is larger than 16 MiB. Split it, or paste the column of user principal names alone.";

/// Says what pressing it does.
pub fn button(tokens: usize) -> String {
    match tokens {
        0 => "Issue the tokens".to_owned(),
        _ => format!("Issue {}", count(tokens, "token", "tokens")),
    }
}

/// For whom.
pub fn for_whom(choice: ForWhom) -> &'static str {
    match choice {
        ForWhom::Count => "nobody yet: a number of tokens",
        ForWhom::List => "the users of a list",
    }
}

/// Which serial numbers.
pub fn which_serials(choice: WhichSerials) -> &'static str {
    match choice {
        WhichSerials::From => "new ones, counting on",
        WhichSerials::Existing => "those of devices I have",
    }
}

/// The name of a field.
pub fn field(field: OrderField) -> &'static str {
    match field {
        OrderField::Count => "Number of tokens",
        OrderField::Users => "Users",
        OrderField::Each => "Tokens for each user",
        OrderField::Serials => "First serial number",
        OrderField::Manufacturer => "Manufacturer of the tokens",
        OrderField::Model => "Model of the tokens",
    }
}

/// A length.
pub fn bits(bits: SecretBits) -> String {
    match bits {
        SecretBits::B160 => "160 bits (recommended)".to_owned(),
        SecretBits::B640 => "640 bits (the most)".to_owned(),
        _ => format!("{} bits", bits.bits()),
    }
}

/// A column of a list of users.
pub fn column(column: UserColumn) -> &'static str {
    match column {
        UserColumn::Upn => "User principal name is in",
        UserColumn::DisplayName => "Display name is in",
        UserColumn::Id => "Object id is in",
        UserColumn::Department => "Department is in",
    }
}

/// A name for the element.
pub fn column_id(column: UserColumn) -> &'static str {
    match column {
        UserColumn::Upn => "upn",
        UserColumn::DisplayName => "display-name",
        UserColumn::Id => "id",
        UserColumn::Department => "department",
    }
}

/// How much of a head is shown, in characters: WebKit lets a long choice reach beyond its list, and the page with it.
const MOST_OF_A_HEAD: usize = 14;

fn beginning(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A column to choose: by its head, or where there are no heads, by its first cell.
pub fn column_choice(place: usize, head: &str, has_header: bool) -> String {
    let head = beginning(head, MOST_OF_A_HEAD);
    let head = foreign::name(&head);
    match (head.is_empty(), has_header) {
        (true, _) => format!("column {}", place + 1),
        (false, true) => format!("column {}: {head}", place + 1),
        (false, false) => format!("column {}, as {head}", place + 1),
    }
}

/// What would come of the order.
pub fn outlook(survey: &Survey) -> String {
    let first = survey.preview.first().map_or("", |(serial, _)| serial);
    let tokens = count(survey.tokens, "token", "tokens");
    let serials = match survey.tokens {
        1 => format!("serial number {first}"),
        _ => format!("serial numbers {first} to {}", survey.last_serial),
    };
    match &survey.list {
        None => format!("{tokens}, {serials}."),
        Some(list) => {
            let users = count(list.users, "user", "users");
            let left_out = match list.left_out {
                0 => String::new(),
                lines => format!(" {} left out.", count(lines, "line", "lines")),
            };
            format!("{tokens} for {users}, {serials}.{left_out}")
        }
    }
}

/// What to know before issuing.
pub fn notes(survey: &Survey) -> Vec<(Severity, String)> {
    let mut notes = Vec::new();
    if survey.more_than_five {
        let note = "More than five tokens for each user: Entra ID allows five, authenticator apps included, and refuses the others.";
        notes.push((Severity::Warning, note.to_owned()));
    }
    if survey.serials_grow {
        let note = "The serial numbers get longer on the way. For numbers of one length, begin with more leading zeros.";
        notes.push((Severity::Note, note.to_owned()));
    }
    if survey.unused_serials > 0 {
        let left = count(survey.unused_serials, "serial number", "serial numbers");
        notes.push((
            Severity::Note,
            format!("{left} of the list will be left over."),
        ));
    }
    notes
}

/// A field that cannot be taken: what, and what to do.
pub fn fault(problem: OrderProblem) -> String {
    match problem.fault {
        OrderFault::NotACount { most } => format!("Not a number from 1 to {most}. Type one."),
        OrderFault::TooMany { tokens } => {
            format!("That makes {tokens} tokens, and {MAX_TOKENS} are the most at once. Issue them in parts.")
        }
        OrderFault::Text(InvalidText::Empty) => format!("{} is empty. Type one.", field(problem.field)),
        OrderFault::Text(fault) => invalid_text(fault),
        OrderFault::List(UserListError::Empty) => "No users yet. Paste or type them.".to_owned(),
        OrderFault::List(UserListError::TooLong) => "The list is longer than 16 MiB. Split it.".to_owned(),
        OrderFault::List(UserListError::TooManyLines) => {
            format!("The list has more than {MAX_USERS} lines. Split it.")
        }
        OrderFault::NoUser => "No line has a user that a token can be issued for. Check which column is the user principal name (name@contoso.com).".to_owned(),
        OrderFault::NoDigit => "Without a digit a serial number cannot count on. Add digits, as in AB-0001.".to_owned(),
        OrderFault::GrowsTooLong => "The last serial number would be longer than 128 characters. Begin with a shorter one.".to_owned(),
        OrderFault::NotASerial { line } => format!("Line {line} has no usable serial number. Correct or remove it."),
        OrderFault::SerialTwice { line, other } => {
            format!("Line {line} has the serial number of line {other}. Every token needs its own: remove one of them.")
        }
        OrderFault::TooFewSerials { missing } => match missing {
            1 => "One serial number is missing. Add it, or order one token less.".to_owned(),
            _ => format!("{missing} serial numbers are missing. Add them, or order fewer tokens."),
        },
        OrderFault::Taken { taken: 1, row } => {
            format!("Row {row} of the list has one of these serial numbers. Begin with another one.")
        }
        OrderFault::Taken { taken, row } => {
            format!("{taken} of these serial numbers are in the list already, the first in row {row}. Begin with another one.")
        }
    }
}

/// A line of a list of users: where, what, what to do.
pub fn user_finding(finding: UserFinding) -> String {
    let word = match finding.problem.severity() {
        Severity::Error => "Left out",
        Severity::Warning => "Warning",
        Severity::Note => "Note",
    };
    let what = match finding.problem {
        UserProblem::NotUpn(InvalidText::Empty) => "no user principal name.".to_owned(),
        UserProblem::NotUpn(InvalidText::Blank { position }) => {
            format!("character {position} of the user principal name is a blank. Remove it.")
        }
        UserProblem::NotUpn(_) => "not a user principal name. It looks like name@contoso.com.".to_owned(),
        UserProblem::Guest => "a guest (#EXT#), and Entra ID gives guests no hardware tokens.".to_owned(),
        UserProblem::Twice { line } => {
            format!("the user of line {line} again. For several tokens a user, set “{}”.", field(OrderField::Each))
        }
        UserProblem::Quotes => "quotation marks that do not match. Remove or close them.".to_owned(),
        UserProblem::TypographicApostrophe => "a typographic apostrophe (’). If the user’s name has a plain one ('), Entra ID will not find the user: correct it in the list.".to_owned(),
        UserProblem::DoubledApostrophe => "two apostrophes in a row (''). If the user’s name has one, Entra ID will not find the user: correct it in the list.".to_owned(),
        UserProblem::Id => "the object id is none. The user is kept without it.".to_owned(),
        UserProblem::DisplayName => "the display name is too long, or holds a control character or one that turns the direction of writing. The user is kept without it.".to_owned(),
        UserProblem::Department => "the department is too long or holds a control character. The user is kept without it.".to_owned(),
    };
    format!("{word} – Line {}: {what}", finding.line)
}
