//! What is said in the practice tenant. Whose words they are stands beside them: Microsoft's in quotation marks with their
//! source, a vendor's with theirs, and all others are ours.

mod answers;
mod guide;
mod logged;
mod names;
mod removed;
mod said;

pub use answers::{
    activated, assigned, code_refused, created, failure, file_refused, policy_refused, refreshed,
    sign_in_refused, taken,
};
pub use guide::{real_portal, step, step_about, who};
pub use logged::logged;
pub use names::{
    app, audience, battery, drift, enabled, grant, migration, migration_means, resources, role,
    screen, standing, status,
};
pub use removed::{
    GRAPH_NOBODYS, GRAPH_NOT_THERE, GRAPH_TAKE_BACK, GRAPH_TAKE_BACK_TWIN, deleted,
    deleted_by_graph, unassigned_by_graph,
};
pub use said::{Said, Tone, Words, words};

use super::count;
use crate::app::LeftOut;
use crate::oath::InvalidText;
use crate::rehearsal::{
    ACTIVATION_WINDOW_SECONDS, AccessPolicy, App, Audience, Battery, Enabled, MOST_ACTIVATIONS,
    Methods, Passed,
};

/// What the tool is for.
pub const INTRODUCTION: &str = "Practise the whole roll-out before you buy a token: upload the file, activate the token with its code, require it, and sign in. \
     The token is a virtual one; the tenant is in this page alone.";
/// What stands on every screen.
pub const PRACTICE: &str = "Practice tenant: not Microsoft’s, and nothing is sent to it.";
/// What the first button does.
pub const SAMPLE_HINT: &str = "Five users with a token each. All of it is invented, and everybody knows the secrets. A first walk takes about three minutes.";
/// What the other one does.
pub const START_OVER_HINT: &str =
    "Forgets the practice tenant and the sample tokens. Your other tokens stay in the list.";
/// There is no token.
pub const NO_DEVICE: &str =
    "No token yet: begin with the sample tokens, or make one in Code or Issue.";

/// The steps of the migration, after `how-to-authentication-methods-manage`.
pub const MIGRATION_STEPS: [&str; 5] = [
    "Audit: write down which methods the legacy MFA policy (Per-user MFA, service settings) and the legacy SSPR policy (Password reset, Authentication methods) have on.",
    "Set Manage migration to Migration in progress before you change anything: the new policy then counts for sign-in and password reset.",
    "Turn the same methods on in the authentication methods policy, one by one. Hardware OATH tokens and third-party software OATH tokens are two methods there; the legacy policies had one tick for both.",
    "Remove each method from the legacy policies, one by one, and test after each.",
    "Set Migration Complete: the legacy policies are ignored, and can be changed no more.",
];

/// Until when.
pub const MIGRATION_UNTIL: &str = "Since 30 September 2025 methods cannot be managed in the legacy policies any more; what is ticked there counts until the migration is complete.";

/// What is missing here.
pub const NO_GROUPS: &str = "Selected users stand for a group: Entra ID takes all users or groups. Here a change holds at once; there it can take 20 minutes, and an hour until users can sign in with the token.";
/// Migration would take the method away.
pub const TAKES_AWAY: &str = "Completing now takes hardware tokens away from everybody who has them by the legacy policy alone. Turn the method on for them first.";
/// Which methods the practice tenant knows.
pub const ONLY_METHOD: &str = "The practice tenant knows no other second factor than hardware OATH tokens. In a real one an administrator may still get in with another.";

/// How many steps are done.
pub fn steps_done(done: usize, all: usize) -> String {
    if done == all {
        "All steps are done: this is the whole roll-out. Now make the token go wrong, upload a file of your own, lock the administrators out, or do it all by Microsoft Graph.".to_owned()
    } else {
        format!("{done} of {all} steps are done.")
    }
}

/// No token of the list has this serial number.
pub const NO_SUCH_TOKEN: &str = "No token of the list has this serial number.";
/// No user of the tenant has this name.
pub const NO_SUCH_USER: &str = "No user of the tenant has this name. Add the user under Users.";
/// The display shows something.
pub const DISPLAY_ON: &str = "The display shows a code.";
/// What a wrong clock is for.
pub const DRIFT_HINT: &str = "A token that lies idle drifts about two minutes a year. See what that does to an activation and to a sign-in. The token list below always goes by the right time.";

/// The display shows nothing.
pub fn display_off(battery: Battery, was_pressed: bool) -> &'static str {
    match (battery, was_pressed) {
        (Battery::Empty, true) => {
            "The display stays dark: the battery is empty. Such a token is replaced."
        }
        (_, true) => "The display has gone off. Press again.",
        (_, false) => "Press the button: the display shows a code for 20 seconds.",
    }
}

/// How long the code on the display is the current one.
pub fn display_left(seconds: u32) -> String {
    format!("good for {seconds} s")
}

/// Why a token is none that Entra ID takes.
pub fn no_device_for(reason: LeftOut) -> String {
    format!(
        "{}. Take another token in your hand.",
        super::activation::left_out(reason)
    )
}

/// What users are for.
pub const USERS: &str = "The file names its users by their user principal names; each must exist before the upload. Two administrators are there: you, and the emergency access account.";

/// So many users were added.
pub fn users_added(added: usize) -> Said {
    match added {
        0 => Said::neutral("Nobody was added: all of them are there.", Words::Ours),
        added => Said::good(
            format!("{} added.", count(added, "user was", "users were")),
            Words::Ours,
        ),
    }
}

/// So many users were added whom an upload named.
pub fn missing_users_added(added: usize) -> Said {
    let users = count(added, "user was", "users were");
    Said::good(
        format!("{users} added. Now upload the file again."),
        Words::Ours,
    )
}

/// A name that is none.
pub fn no_user(invalid: InvalidText) -> String {
    super::invalid_text(invalid)
}

/// What the upload takes.
pub const UPLOAD_HINT: &str =
    "The very file that you would download: it is not written anew for this.";
/// Where else files can go.
pub const DROP_HINT: &str = "Or drop it anywhere on the page. It is judged strictly, by the rules that Microsoft documents. To find out more about an error, or to mend it, use Check.";
/// No token was uploaded yet.
pub const NO_TOKENS: &str = "No tokens in the tenant yet: upload a file.";
/// What the failures hold.
pub const FAILURES_HINT: &str = "Practice format: Microsoft documents the name of this file, not its columns. It holds no secret; Check finds its lines in the upload.";
/// What comes after creating users.
pub const CREATE_HINT: &str = "Then upload the file again: lines that were accepted are refused as duplicates, the others are added.";
/// What the list is for.
pub const LIST_HINT: &str = "There each of them is a virtual token whose codes you can type.";

/// Tokens that the file was written without.
pub fn left_out(tokens: usize) -> String {
    format!(
        "{} left out of the file: Entra ID would refuse them. The token list says why.",
        count(tokens, "token was", "tokens were")
    )
}

/// A file is being processed.
pub fn processing(name: &str) -> String {
    format!("{} is being processed.", super::foreign::name(name))
}

/// How many tokens there are.
pub fn tally(tokens: usize, activated: usize) -> String {
    format!(
        "{}, {activated} activated.",
        count(tokens, "token", "tokens")
    )
}

/// Failures that are not told one by one.
pub fn more_failures(more: usize) -> String {
    format!("{more} more in the file of failures.")
}

/// Which tokens cannot be activated here.
pub const BY_GRAPH_ONLY: &str = "Tokens that came by Microsoft Graph stand here with the others, and are managed by Graph alone.";

/// Where the code comes from.
pub const ACTIVATE: &str = "The token is in your hand: press its button and type the six digits.";
/// Where no code comes from.
pub const NOT_IN_LIST: &str = "This token is not in the token list, so no virtual token shows its codes. Put the tenant’s tokens into the list.";
/// They are there now.
pub fn listed() -> Said {
    Said::good("They are in the token list now.", Words::Ours)
}

/// How many wrong codes are taken.
pub const NO_LOCK_OUT: &str =
    "Nobody is locked out here. How many wrong codes Entra ID takes is not documented.";
/// What a start over did.
pub const STARTED_OVER: &str =
    "Started over: users, tokens and policies of the tenant are gone, and the sample tokens too.";

/// What would be forgotten.
pub fn start_over(users: usize, tokens: usize) -> String {
    format!(
        "Forget {}, {} and the policies of the practice tenant?",
        count(users, "user", "users"),
        count(tokens, "token", "tokens")
    )
}

/// How much of the limit is used up.
pub fn activations_used(used: usize) -> String {
    format!(
        "{used} of {MOST_ACTIVATIONS} activations in {} minutes.",
        ACTIVATION_WINDOW_SECONDS / 60
    )
}

/// Not all users are offered.
pub fn first_users(offered: usize, all: usize) -> String {
    format!("The first {offered} of {all} users.")
}

/// What the method is.
pub const METHODS_ABOUT: &str = "A method of its own in the authentication methods policy. Until it is on for a user, that user’s activated token is of no use at a sign-in.";
/// A form was changed.
pub const NOT_SAVED_YET: &str = "Not saved yet.";

/// The settings of methods were saved.
pub fn methods_saved(methods: &Methods) -> Said {
    let text = match &methods.hardware_oath {
        Audience::None => "Saved. Hardware OATH tokens are off.".to_owned(),
        Audience::All => "Saved. Hardware OATH tokens are on for all users.".to_owned(),
        Audience::Selected(users) => format!(
            "Saved. Hardware OATH tokens are on for {}.",
            count(users.len(), "user", "users")
        ),
    };
    Said::good(text, Words::Ours)
}

/// What the policy is for.
pub const ACCESS_ABOUT: &str = "Without a policy that requires it, nobody is asked for the second factor. In a real tenant security defaults must be off first; try the policy as report-only, and keep the emergency access accounts excluded.";
/// There is none.
pub const NO_POLICY: &str = "No policy yet.";

/// The policy that holds.
pub fn saved_policy(policy: &AccessPolicy) -> String {
    format!(
        "Saved policy: {}: {}{}, {}, {}: {}.",
        super::foreign::name(policy.name.trim()),
        audience(&policy.users),
        match policy.excluded.len() {
            0 => String::new(),
            excluded => format!(" except {}", count(excluded, "user", "users")),
        },
        resources(policy.resources),
        grant(policy.grant),
        enabled(policy.enabled)
    )
}

/// The policy was saved; it keeps these administrators out of the portal as long as it is on.
pub fn policy_saved(policy: &AccessPolicy, kept_out: &[String]) -> Said {
    match policy.enabled {
        Enabled::On if !kept_out.is_empty() => Said::bad(
            format!("Saved, and on. {}", locked_out(kept_out)),
            Words::Ours,
        ),
        Enabled::On => Said::good("Saved, and on.", Words::Ours),
        Enabled::ReportOnly if !kept_out.is_empty() => Said::neutral(
            format!(
                "Saved as report-only: nobody is asked for anything yet. If it were on now, it would keep {} out of the portal. Sign in as a user: the sign-in log tells what it would ask of them.",
                kept_out.join(" and ")
            ),
            Words::Ours,
        ),
        Enabled::ReportOnly => Said::neutral(
            "Saved as report-only: nobody is asked for anything yet. Sign in as a user: the sign-in log tells what it would ask of them. Turn it on when you are sure.",
            Words::Ours,
        ),
        Enabled::Off => Said::neutral("Saved, and off.", Words::Ours),
    }
}

/// The policy was deleted.
pub fn policy_removed() -> Said {
    Said::good("Deleted.", Words::Ours)
}

/// Whom the policy keeps out of the portal.
pub fn locked_out(names: &[String]) -> String {
    let names = names.join(" and ");
    format!(
        "{names} cannot sign in to the portal any more. You are still in: mend the policy now, or sign in as {names} to see. In a real tenant the emergency access account gets in and mends it, if the policy leaves it out."
    )
}

/// What a sign-in is.
pub const SIGN_IN_ABOUT: &str =
    "Sign in as a user, as they would. What is asked depends on the policy.";
/// What this is not.
pub const NOT_MICROSOFTS_PAGE: &str =
    "Practice sign-in. This is not Microsoft’s page: type no real password anywhere here.";
/// The code is asked for.
pub const ENTER_CODE: &str = "Enter the code that the token displays.";
/// Nothing but the password was asked for.
pub const NOTHING_ASKED: &str = "No code was asked for: no policy that is on requires it for this user and this application. See Conditional Access.";
/// The heading of what the logs tell.
pub const SIGN_IN_LOG: &str = "In the sign-in log";

/// Who signs in, to what.
pub fn sign_in_to(upn: &str, to: App) -> String {
    format!("{} → {}", super::foreign::name(upn), app(to))
}

/// Which token it was.
pub fn by_token(serial: &str) -> String {
    format!("With the code of token {}.", super::foreign::name(serial))
}

/// Somebody got in.
pub fn signed_in(passed: Passed) -> Said {
    match passed {
        Passed::PasswordOnly => Said::neutral("Signed in with the password alone.", Words::Ours),
        Passed::WithCode { drift: 0, .. } => {
            Said::good("Signed in with password and code.", Words::Ours)
        }
        Passed::WithCode { drift, .. } => Said::good(
            format!(
                "Signed in with password and code.{}",
                answers::drifted(drift)
            ),
            Words::After(answers::TOKEN2),
        ),
    }
}

/// What Graph is for.
pub const GRAPH_ABOUT: &str = "The same journey without the portal. The requests are texts: nothing is sent, and each button does in the practice tenant what its request would do. Ids are made up.";
/// Graph would refuse the token.
pub const GRAPH_CANNOT: &str = "Microsoft Graph would refuse this token: a serial number, a manufacturer, a model, six digits and 30 or 60 seconds are required.";
/// There is no token to assign.
pub const CREATE_FIRST: &str = "Create the token first.";
/// The code of now.
pub const GRAPH_ACTIVATE: &str =
    "The request carries the code that the device shows at that moment.";
/// The policy.
pub const GRAPH_POLICY: &str = "The policy of Conditional Access that is saved; where there is none, one for all users but the emergency access account.";
/// The same as a request.
pub const SECURITY_INFO_BY_GRAPH: &str = "As a request: POST /beta/me/authentication/hardwareOathMethods/assignAndActivateBySerialNumber, with serialNumber and verificationCode in its body. Answered with 204 No Content.";
/// Security info.
pub const SECURITY_INFO: &str = "At My Sign-Ins, Security info, Hardware token. There the code is good for 1 minute (30 s tokens) or 2 minutes (60 s tokens). Any token that Graph created and nobody has can be taken so; of the CSV upload, the user’s own is activated.";
