//! What is said about labels, letters and the handout, and what stands on them.

use super::count;
use crate::app::{Paper, PaperOption, PaperProblem, PrintKind, PrintPlan, Sheet};

/// What is printed.
pub fn kind(kind: PrintKind) -> &'static str {
    match kind {
        PrintKind::Labels => "labels, one for each token",
        PrintKind::Letters => "letters, one for each user",
        PrintKind::Handout => "a handout, the same for everybody",
    }
}

/// A size of paper.
pub fn paper(paper: Paper) -> &'static str {
    match paper {
        Paper::A4 => "A4",
        Paper::Letter => "US Letter",
    }
}

/// A sheet of labels. Avery's numbers; the makers of others name them on the box.
pub fn sheet(sheet: Sheet) -> &'static str {
    match sheet {
        Sheet::L7160 => "L7160: 21 of 63.5 × 38.1 mm",
        Sheet::L7163 => "L7163: 14 of 99.1 × 38.1 mm",
        Sheet::L7173 => "L7173: 10 of 99.1 × 57 mm",
        Sheet::L7165 => "L7165: 8 of 99.1 × 67.7 mm",
        Sheet::L6009 => "L6009: 48 of 45.7 × 21.2 mm",
        Sheet::L7651 => "L7651: 65 of 38.1 × 21.2 mm",
        Sheet::Us5160 => "US 5160: 30 of 2⅝ × 1 inch",
        Sheet::Us5163 => "US 5163: 10 of 4 × 2 inches",
        Sheet::Us5164 => "US 5164: 6 of 4 × 3⅓ inches",
        Sheet::Us5167 => "US 5167: 80 of 1¾ × ½ inch",
        Sheet::PlainA4 => "plain A4, to be cut",
        Sheet::PlainLetter => "plain US Letter, to be cut",
    }
}

/// What can be ticked.
pub fn option(option: PaperOption) -> &'static str {
    match option {
        PaperOption::Model => "Manufacturer and model",
        PaperOption::Instruction => "Where to activate it",
        PaperOption::CutLines => "Lines to cut along",
        PaperOption::Qr => "QR code for an authenticator app: this is the secret",
        PaperOption::Secret => "Secret in base32",
    }
}

/// Why nothing can be printed.
pub fn problem(problem: PaperProblem) -> String {
    match problem {
        PaperProblem::From { last } => {
            format!("No such row. Type a number from 1 to {last}, or nothing for the first.")
        }
        PaperProblem::To { first, last } => format!(
            "No such row, or one before the first. Type a number from {first} to {last}, or nothing for the last."
        ),
        PaperProblem::Skip { labels } => format!(
            "Not that many labels on a sheet. Type how many are gone: 0 to {}.",
            labels - 1
        ),
    }
}

/// What will be printed.
pub fn summary(plan: &PrintPlan) -> String {
    let pages = plan.pages();
    let sheets = count(pages, "sheet", "sheets");
    let on = paper(plan.paper);
    let what = match plan.kind {
        PrintKind::Labels => count(plan.tokens, "label", "labels"),
        PrintKind::Letters => format!(
            "{} for {}",
            count(pages, "letter", "letters"),
            count(plan.tokens, "token", "tokens")
        ),
        PrintKind::Handout => "The handout".to_owned(),
    };
    format!("{what} on {sheets} of {on}.")
}

/// Rows that this print has no room for.
pub fn beyond(plan: &PrintPlan) -> Option<String> {
    (plan.beyond > 0).then(|| {
        format!(
            "{} left out: a print takes {} tokens at most. Print these, then go on with the row after the last.",
            count(plan.beyond, "row is", "rows are"),
            plan.tokens
        )
    })
}

/// QR codes that are missing.
pub fn without_qr(plan: &PrintPlan) -> Option<String> {
    (plan.without_qr > 0).then(|| {
        format!(
            "{} without a QR code: it would be too fine for a phone. Choose larger labels, or shorten manufacturer or user.",
            count(plan.without_qr, "label is", "labels are")
        )
    })
}

/// Secrets that are missing.
pub fn without_secret(plan: &PrintPlan) -> Option<String> {
    (plan.without_secret > 0).then(|| {
        format!(
            "{} without the secret: it would be too small to be read. Choose larger labels.",
            count(plan.without_secret, "label is", "labels are")
        )
    })
}

/// What the part is for.
pub const PURPOSE: &str = "Labels for the tokens, letters to their users, or a handout on how to activate one, for the rows that the list shows.";
/// There is nothing to print.
pub const NO_TOKENS: &str =
    "Nothing to print yet. Put tokens into the list first, or print the handout.";
/// No row is shown.
pub const NO_ROWS: &str = "The list shows no row. Change the search, and what it finds is printed.";
/// Labels are small.
pub const NO_ROOM_FOR_QR: &str = "These labels are too small for a QR code that a phone can scan. Choose labels of at least 25 mm in height and 50 mm in width for one.";
/// Secrets will be on paper.
pub const SECRETS_ON_PAPER: &str = "Whoever sees this paper can make the codes of these tokens for ever. Print on a printer that you trust and that keeps no copy, \
     hand the paper over closed, and shred what is left.";
/// Secrets are hidden on the page.
pub const SECRETS_HIDDEN: &str = "Secrets are hidden, so they are not on the sheets. Press “Show secrets” at the top of the page to print them.";
/// How to print in true size.
pub const TRUE_SIZE: &str = "In the browser’s dialogue choose the paper named above, a scale of 100 % and no margins. Try one sheet on plain paper first, and hold it against the labels.";
/// While sheets are shown.
pub const ONLY_SHEETS: &str =
    "As long as the sheets are shown, printing this page prints them and nothing else.";
/// The browser opened no dialogue.
pub const NOT_PRINTED: &str = "The browser did not open its print dialogue. Press Ctrl+P (⌘P on a Mac). If this page is part of another page, open it on its own first: \
     printing from within would print the other page.";
/// A token that has none.
pub const NO_SERIAL: &str = "no serial number";
/// On a label.
pub const LABEL_INSTRUCTION: &str = "Activate: aka.ms/mysecurityinfo";
/// Heading of letter and handout.
pub const LETTER_HEADING: &str = "Your new token for signing in";
/// Below it.
pub const LETTER_OPENING: &str = "You have been given a small device, a token. It shows the codes that you need when you sign in to your work account. \
     Activate it once, in five steps; it takes a few minutes.";
/// On letters with secrets.
pub const LETTER_SECRET: &str = "The QR code or the secret on this page makes the codes. Show it to nobody, and destroy this page as soon as the token works.";
/// What to do when it does not work.
pub const LETTER_LATER: &str = "If signing in does not take the code yet, wait: a change can take 20 minutes to reach every server. Allow an hour.";

/// How a code is made, where all tokens of a letter do it alike.
pub fn codes(digits: u8, step: Option<u32>) -> String {
    match step {
        Some(step) => {
            format!("It shows a code of {digits} digits, another one every {step} seconds.")
        }
        None => format!("It shows a code of {digits} digits, another one at each press."),
    }
}

/// The steps of the activation; `step` in seconds where it is known and the same for all.
pub fn steps(step: Option<u32>) -> [String; 5] {
    let good_for = match step {
        Some(30) => "The code is good for 1 minute.",
        Some(60) => "The code is good for 2 minutes.",
        Some(_) => "Do not wait long: the code is good for a short time.",
        None => {
            "The code is good for 1 minute if the token shows another one every 30 seconds, and for 2 minutes if every 60."
        }
    };
    [
        "On a computer, open aka.ms/mysecurityinfo in the browser and sign in to your work account. The page is named Security info."
            .to_owned(),
        "Choose “Add sign-in method”, and in the list that opens “Hardware token”.".to_owned(),
        "Type the serial number of the token, exactly as it is printed, zeros at its beginning included.".to_owned(),
        "Give the token a name that you will know again, such as “Key ring”.".to_owned(),
        format!(
            "Type the code that the token shows at this moment, and confirm. {good_for} If it is refused, wait for the next one and type that."
        ),
    ]
}
