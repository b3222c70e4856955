//! What the sign-in logs tell of the policy after a sign-in, and what that means.

use super::answers::sign_in_refused;
use super::said::{REPORT_ONLY, Said, Words};
use crate::rehearsal::Evaluation;

/// The result, in Microsoft's words, and what it means here.
pub fn logged(evaluation: Evaluation) -> Said {
    let words = Words::AfterMicrosoft(REPORT_ONLY);
    match evaluation {
        Evaluation::Success => Said::good(
            "“Success”: the policy applied, and the code satisfied it.",
            words,
        )
        .quoting("the policy applied, the requirements were met", REPORT_ONLY),
        Evaluation::Failure => Said::bad(
            "“Failure”: the policy applied, and kept this user out.",
            words,
        )
        .quoting(
            "the policy applied, the requirements weren't met, and the policy would block the sign-in",
            REPORT_ONLY,
        ),
        Evaluation::NotApplied => Said::neutral(
            "“Not applied”: the policy is not for this user, or not for this application.",
            words,
        ),
        Evaluation::WouldNotApply => Said::neutral(
            "“Report-only: Not applied”: the policy is not for this user, or not for this application. It would not ask for a code if it were on.",
            words,
        )
        .quoting(
            "For example, the user is excluded from the policy",
            REPORT_ONLY,
        ),
        Evaluation::ActionRequired(None) => Said::neutral(
            "“Report-only: User action required”: if the policy were on, it would ask for a code now. This user has a token that can give one.",
            words,
        )
        .quoting(NOT_PROMPTED, REPORT_ONLY),
        Evaluation::ActionRequired(Some(refused)) => Said::bad(
            format!(
                "“Report-only: User action required”: if the policy were on, it would keep this user out. {}",
                sign_in_refused(refused).text
            ),
            Words::Ours,
        )
        .quoting(NOT_PROMPTED, REPORT_ONLY),
        Evaluation::WouldFail => Said::bad(
            "“Report-only: Failure”: if the policy were on, it would block this sign-in.",
            words,
        )
        .quoting(
            "For example, a policy applies to a user where a block control is configured",
            REPORT_ONLY,
        ),
    }
}

const NOT_PROMPTED: &str =
    "With report-only mode, the user isn't prompted to satisfy the required controls.";
