//! The steps of the way: what is done, what the real portal calls the place, and who may do it. Menu, roles and licences:
//! MicrosoftDocs/entra-docs, the pages that [`super`] names.

use crate::rehearsal::Step;

/// A step's name.
pub fn step(step: Step) -> &'static str {
    match step {
        Step::Token => "Have a token",
        Step::Users => "Have users",
        Step::Upload => "Upload the file",
        Step::Activate => "Activate the token",
        Step::Methods => "Turn the method on",
        Step::Access => "Require the second factor",
        Step::SignIn => "Sign in as the user",
    }
}

/// What is done.
pub fn step_about(step: Step) -> &'static str {
    match step {
        Step::Token => {
            "A token with a seed, in the token list below: begin with sample tokens, make some in Issue, or open a seed file in Check."
        }
        Step::Users => "The users whose names stand in the file. Guests get no hardware tokens.",
        Step::Upload => {
            "One line for each token. Upload, then Refresh until it is processed. Lines with errors come back as a file."
        }
        Step::Activate => {
            "Select Activate for the token, press the virtual token’s button, and type the code."
        }
        Step::Methods => {
            "The authentication method Hardware OATH tokens, for all users or for a pilot group."
        }
        Step::Access => {
            "A policy that requires multifactor authentication. Keep the emergency access account out of it. As report-only first, if you like: a sign-in then tells what it would ask."
        }
        Step::SignIn => "Password first, then the code of the token. Each code is good once.",
    }
}

/// Where that is in the real portal; the menu has been renamed before.
pub fn real_portal(step: Step) -> &'static str {
    match step {
        Step::Token => "Nowhere: the seed comes from the vendor, or from this page.",
        Step::Users => "Entra ID > Users > All users",
        Step::Upload => {
            "Entra ID > Multifactor authentication > OATH tokens: Upload, Refresh, View Details"
        }
        Step::Activate => "Entra ID > Multifactor authentication > OATH tokens: Activate",
        Step::Methods => {
            "Entra ID > Authentication methods > Policies > Hardware OATH tokens (Preview)"
        }
        Step::Access => "Entra ID > Conditional Access > Policies > New policy",
        Step::SignIn => "Any application that the policy is for",
    }
}

/// Who may do it there, and which licence it takes.
pub fn who(step: Step) -> &'static str {
    match step {
        Step::Token => "Whoever may hold seeds: keep the file from everybody else.",
        Step::Users => "User Administrator.",
        Step::Upload => {
            "Global Administrator (in 2021, lesser roles saw the page and were told “Something went wrong”). A Microsoft Entra ID Premium licence, P1 or P2."
        }
        Step::Activate => {
            "Privileged Authentication Administrator, or the end user. At most 200 tokens every 5 minutes."
        }
        Step::Methods => "Authentication Policy Administrator.",
        Step::Access => "Conditional Access Administrator. At least Microsoft Entra ID P1.",
        Step::SignIn => "The user.",
    }
}
