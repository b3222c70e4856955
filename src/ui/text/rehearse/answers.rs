//! What the tenant answers: the problem first, then the remedy, and whose words they are.

use super::said::{
    ACCESS, CONCEPT, CREATE_POLICY, ERROR_CODES, FACTORS, MANAGE, REPORTING, Said, UPLOAD, Words,
};
use crate::formats::{Column, Run};
use crate::rehearsal::graph::AssignRefused;
use crate::rehearsal::{
    Activated, By, CodeRefused, Failure, FileRefused, Grant, PolicyRefused, Reason, Refreshed,
    SignInRefused, Taken, Verdict,
};
use crate::ui::text::{Unit, count, file_unusable, finding_in_target, foreign};

pub(super) const TOKEN2: &str = "Token2, “Understanding Entra’s New Time Drift Allowance”";
const DEEPNET: &str = "Deepnet Security, “Determining the extent of time drift”";
const RFC: &str = "RFC 6238 §5.2";

/// How far an upload is, looked at so many times; `None` where its verdict says it.
pub fn refreshed(refreshed: Refreshed, times: usize) -> Option<Said> {
    let said = Said::neutral(
        match times {
            0 => "It takes a few seconds here. Select Refresh to see how far it is.".to_owned(),
            times => format!(
                "Still being processed, looked at {}. Select Refresh again.",
                count(times, "time", "times")
            ),
        },
        Words::AfterMicrosoft(UPLOAD),
    );
    (refreshed == Refreshed::Processing).then(|| {
        said.quoting(
            "Depending on the size of the CSV file, it can take a few minutes to process. Select the Refresh button to get the current status.",
            UPLOAD,
        )
    })
}

/// What came of the rows of an upload.
pub fn taken(taken: &Taken) -> Said {
    let tokens = count(taken.tokens, "token was", "tokens were");
    match taken.failures.len() {
        0 => Said::good(
            format!("Success: {tokens} added. Next, activate each."),
            Words::Ours,
        ),
        failures => Said::bad(
            format!(
                "{} of {} failed; {tokens} added. Mend those lines and upload them again.",
                failures,
                count(taken.rows, "line", "lines")
            ),
            Words::NotDocumented,
        )
        .quoting(
            "If there are any errors in the file, you can download a CSV file that lists any errors for you to resolve.",
            UPLOAD,
        ),
    }
}

/// Why a file as a whole is refused.
pub fn file_refused(refused: &FileRefused) -> Said {
    let text = match refused {
        FileRefused::Format(error) => file_unusable(error),
        FileRefused::Delimiter => {
            "The cells are not separated by commas. Save the file as CSV with commas; Check does it for you.".to_owned()
        }
        FileRefused::HeaderMissing => {
            "The first line is not the header. Put the names of the columns on top; Check does it for you.".to_owned()
        }
        FileRefused::ColumnMissing(column) => {
            format!("The header lacks the column “{column}”. All six are required; Check says how to fill it.")
        }
        FileRefused::NoRows => "There is nothing below the header. Put a token on each line.".to_owned(),
        FileRefused::NothingToWrite => {
            "No token of the list can be written: Check and the token list say why.".to_owned()
        }
    };
    let text = format!("The whole file is refused. {text}");
    match refused {
        FileRefused::HeaderMissing | FileRefused::ColumnMissing(_) => {
            Said::bad(text, Words::AfterMicrosoft(UPLOAD)).quoting(
                "Make sure you include the header row in your CSV file.",
                UPLOAD,
            )
        }
        FileRefused::Delimiter => Said::bad(text, Words::AfterMicrosoft(UPLOAD)).quoting(
            "a Global Administrator must upload them in a comma-separated values (CSV) file format",
            UPLOAD,
        ),
        _ => Said::bad(text, Words::NotDocumented),
    }
}

/// Why a row is refused, by its line and by what names it.
pub fn failure(failure: &Failure) -> String {
    let names: Vec<&str> = [failure.user(), failure.number()]
        .into_iter()
        .filter(|name| !name.is_empty())
        .collect();
    match names.as_slice() {
        [] => why(failure),
        names => format!("{} ({})", why(failure), foreign::name(&names.join(", "))),
    }
}

fn why(failure: &Failure) -> String {
    let line = failure.line;
    match failure.reason {
        Reason::Finding(finding) => {
            let run = Run {
                finding,
                last_row: line as usize,
            };
            finding_in_target(&run, Unit::Line)
        }
        Reason::UserUnknown => format!(
            "Refused. Line {line}: the user does not exist in the current directory. Check the name, or create the user."
        ),
        Reason::SerialTaken => format!(
            "Refused. Line {line}, {}: the tenant has a token with this number already. Leave the line out.",
            Column::SerialNumber
        ),
    }
}

/// How far the device's clock is off, as steps.
pub(super) fn drifted(drift: i64) -> String {
    match drift {
        // A step either way is a code that was typed just before it changed.
        -1..=1 => String::new(),
        slow if slow < 0 => format!(
            " The token’s clock is {} steps slow; that is remembered.",
            slow.unsigned_abs()
        ),
        fast => format!(" The token’s clock is {fast} steps fast; that is remembered."),
    }
}

fn span(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, 0) => format!("{minutes} min"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

/// What a code is that is not taken.
fn not_taken(verdict: Verdict) -> Said {
    match verdict {
        // Whoever asks has no need to be told.
        Verdict::Right { .. } => Said::good("Right.", Words::NotDocumented),
        Verdict::Used => Said::bad(
            "This code, or a later one, was used before: each is good once. Wait until the token shows a newer one.",
            Words::After(RFC),
        )
        .quoting("verification code already used once", REPORTING),
        Verdict::TooOld { seconds } => Said::bad(
            format!(
                "This code was right {} ago: it was typed too late, or the token’s clock is slower than it was. Type the code that is shown now; if that is refused as well, the clock has drifted too far, and the token is replaced, or set right where its maker allows that.",
                span(seconds)
            ),
            Words::After(TOKEN2),
        ),
        Verdict::TooNew { seconds } => Said::bad(
            format!(
                "This code will be right in {}: the token’s clock is faster than it was, and has drifted too far. Such a token is replaced, or set right where its maker allows that.",
                span(seconds)
            ),
            Words::After(TOKEN2),
        ),
        Verdict::Wrong => Said::bad(
            "No code of this token from the last or the next hour. A mistyped digit, another token in your hand, or another seed than the one that was uploaded.",
            Words::NotDocumented,
        )
        .quoting("user entered incorrect code", REPORTING),
    }
}

const NO_CODE: &str = "Not a code: type six digits, leading zeros included.";

/// What came of activating a token, by whom.
pub fn activated(activated: Activated, by: By) -> Said {
    match activated {
        Activated::Done { drift } => Said::good(
            format!("Activated.{}", drifted(drift)),
            if drifted(drift).is_empty() {
                Words::AfterMicrosoft(UPLOAD)
            } else {
                Words::After(TOKEN2)
            },
        ),
        Activated::NoCode => Said::bad(NO_CODE, Words::AfterMicrosoft(CONCEPT)),
        Activated::Refused(verdict) => not_activated(verdict, by),
        Activated::Already => Said::neutral("This token is activated already.", Words::NotDocumented),
        Activated::Unassigned => Said::bad(
            "This token is nobody’s. One that Graph created is assigned to a user first; one of the CSV upload is deleted, and uploaded again.",
            Words::NotDocumented,
        ),
        Activated::TooMany => Said::bad(
            "Not activated: this user has five already. Authenticator apps count too; here there are none.",
            Words::AfterMicrosoft(UPLOAD),
        )
        .quoting(
            "Users can have a combination of up to five OATH hardware tokens or authenticator applications, such as the Microsoft Authenticator app, configured for use at any time.",
            UPLOAD,
        ),
        Activated::LimitReached { .. } => Said::bad(
            "Not activated: too many at a time. Go on when the five minutes are over.",
            Words::AfterMicrosoft(UPLOAD),
        )
        .quoting(
            "You can activate a maximum of 200 OATH tokens every 5 minutes.",
            UPLOAD,
        ),
        Activated::NotFound => Said::bad(
            "No token with this serial number that this user could take.",
            Words::NotDocumented,
        ),
        Activated::MethodOff => Said::bad(
            "Hardware OATH tokens are not on for this user. Turn them on under Authentication methods.",
            Words::AfterMicrosoft(MANAGE),
        ),
    }
}

/// The reasons of a refused activation rest on something else than those of a sign-in.
fn not_activated(verdict: Verdict, by: By) -> Said {
    let Said { text, words, .. } = not_taken(verdict);
    let text = format!("Not activated. {text}");
    match (verdict, by) {
        (Verdict::TooOld { .. } | Verdict::TooNew { .. }, By::User) => {
            Said::bad(text, Words::AfterMicrosoft(MANAGE)).quoting(
                "For a token that refreshes its code every 30 seconds, you need to enter the code and select Next within one minute. For a token that refreshes every 60 seconds, you have two minutes.",
                MANAGE,
            )
        }
        (Verdict::TooOld { .. } | Verdict::TooNew { .. }, By::Administrator) => {
            Said::bad(text, Words::After(DEEPNET))
        }
        _ => Said::bad(text, words),
    }
}

/// Why a code is not taken at a sign-in.
pub fn code_refused(refused: CodeRefused) -> Said {
    match refused {
        CodeRefused::NoCode => Said::bad(NO_CODE, Words::AfterMicrosoft(CONCEPT)),
        CodeRefused::Verdict(verdict) => not_taken(verdict),
    }
}

/// Why a sign-in ends.
pub fn sign_in_refused(refused: SignInRefused) -> Said {
    match refused {
        SignInRefused::NoToken => Said::bad(
            "The policy requires multifactor authentication, and this user has no token. Upload one for them, and activate it.",
            Words::AfterMicrosoft(ERROR_CODES),
        )
        .quoting(
            "User needs to enroll for second factor authentication (interactive).",
            ERROR_CODES,
        ),
        SignInRefused::NotActivated => Said::bad(
            "The policy requires multifactor authentication, and this user’s token was never activated. Activate it under OATH tokens.",
            Words::AfterMicrosoft(UPLOAD),
        ),
        SignInRefused::MethodOff => Said::bad(
            "The token is activated, but hardware OATH tokens are not on for this user. Turn them on under Authentication methods.",
            Words::AfterMicrosoft(MANAGE),
        ),
        SignInRefused::Blocked => Said::bad(
            "The Conditional Access policy blocks this sign-in.",
            Words::AfterMicrosoft(ERROR_CODES),
        )
        .quoting(
            "Access has been blocked by Conditional Access policies.",
            ERROR_CODES,
        ),
        SignInRefused::SecondFactorOnly => Said::bad(
            "Nobody signs in with a code alone: a hardware OATH token is a second factor, never the first. Sign in again, with the password first.",
            Words::AfterMicrosoft(FACTORS),
        )
        .quoting(
            "Other authentication methods are only available as a secondary factor",
            FACTORS,
        ),
    }
}

/// The portal's warning.
const LOCK_OUT: &str = "Don't lock yourself out! We recommend applying a policy to a small set of users first to verify it behaves as expected. We also recommend excluding at least one administrator from this policy. This ensures that you still have access and can update a policy if a change is required. Please review the affected users and apps.";

/// Why a policy is not saved, which asks this.
pub fn policy_refused(refused: &PolicyRefused, grant: Grant) -> Said {
    match refused {
        PolicyRefused::NameMissing => Said::bad(
            "Not saved: give the policy a name.",
            Words::NotDocumented,
        ),
        PolicyRefused::UsersMissing => Said::bad(
            "Not saved: select the users that it is for.",
            Words::AfterMicrosoft(CREATE_POLICY),
        ),
        PolicyRefused::ResourcesMissing => Said::bad(
            "Not saved: select what it is for, under target resources.",
            Words::AfterMicrosoft(CREATE_POLICY),
        ),
        PolicyRefused::GrantMissing => Said::bad(
            "Not saved: select what it asks, under Grant.",
            Words::AfterMicrosoft(CREATE_POLICY),
        ),
        PolicyRefused::LocksOut(_) if grant == Grant::Block => Said::bad(
            "Not saved: turned on like this, the policy blocks every administrator, whatever factors they have. Nobody could get in to turn it off again. Exclude the emergency access account first.",
            Words::AfterMicrosoft(ACCESS),
        )
        .quoting(LOCK_OUT, ACCESS),
        PolicyRefused::LocksOut(_) => Said::bad(
            "Not saved: turned on like this, the policy locks out every administrator. None of them has a second factor that works, so nobody could get in to turn it off again. \
             Exclude the emergency access account, or activate a token for an administrator first.",
            Words::AfterMicrosoft(ACCESS),
        )
        .quoting(LOCK_OUT, ACCESS),
    }
}

/// What came of creating a token by Graph; whether the tenant has it by a CSV upload as well.
pub fn created(refused: Option<&Reason>, is_twin: bool) -> Said {
    match refused {
        None if is_twin => Said::good(
            "201 Created: the token is available, and nobody’s yet. The token of the CSV upload with this serial number is still there: remove that one.",
            Words::AfterMicrosoft(MANAGE),
        )
        .quoting(
            "A user might have two instances of the same hardware OATH token registered as authentication methods.",
            MANAGE,
        ),
        None => Said::good(
            "201 Created: the token is available, and nobody’s yet.",
            Words::AfterMicrosoft(MANAGE),
        ),
        Some(Reason::SerialTaken) => Said::bad(
            "Not created: a token with this serial number was created by Graph already.",
            Words::NotDocumented,
        ),
        Some(Reason::UserUnknown) => Said::bad(
            "Not created: the user does not exist.",
            Words::NotDocumented,
        ),
        Some(Reason::Finding(finding)) => {
            let run = Run {
                finding: *finding,
                last_row: finding.location.row,
            };
            Said::bad(
                finding_in_target(&run, Unit::Row),
                Words::AfterMicrosoft(MANAGE),
            )
        }
    }
}

/// What came of giving a token to a user by Graph.
pub fn assigned(refused: Option<AssignRefused>) -> Said {
    match refused {
        None => Said::good(
            "201 Created: the token is the user’s, and has yet to be activated.",
            Words::AfterMicrosoft(MANAGE),
        ),
        Some(AssignRefused::NotFound) => Said::bad(
            "Not assigned: there is no such token.",
            Words::NotDocumented,
        ),
        Some(AssignRefused::Taken) => Said::bad(
            "Not assigned: the token is a user’s already.",
            Words::NotDocumented,
        ),
    }
}
