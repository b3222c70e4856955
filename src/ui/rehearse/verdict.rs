//! What came of the last upload: how many tokens were added, which lines failed and why, and the file that says so.

use std::collections::HashSet;

use yew::prelude::*;

use super::said::Answer;
use super::send;
use crate::app::{RehearsalAction, TokenList};
use crate::browser::files::{Buffer, download};
use crate::rehearsal::{Failure, Reason, Tenant, Upload, failures};
use crate::ui::Dispatch;
use crate::ui::text::{self, rehearse};
use crate::ui::widgets::Button;

/// How many failures are told one by one.
const SHOWN: usize = 50;

/// Properties of [`Verdict`].
#[derive(Properties, PartialEq)]
pub struct VerdictProps {
    /// The upload.
    pub upload: Upload,
    /// The tenant.
    pub tenant: Tenant,
    /// The list.
    pub list: TokenList,
    /// Which upload it is: what was said of it is no news whenever something else is answered.
    pub number: u32,
    /// Which step of the rehearsal is answered.
    pub turn: u32,
    /// How many users were added just now.
    pub added: Option<usize>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The verdict.
#[component]
pub fn Verdict(props: &VerdictProps) -> Html {
    let (upload, turn) = (&props.upload, props.turn);
    let listed = use_state_eq(|| false);
    let take = {
        let (list, listed) = (
            send(&props.dispatch, || RehearsalAction::ListTokens),
            listed.setter(),
        );
        Callback::from(move |()| {
            list.emit(());
            listed.set(true);
        })
    };
    // Nothing but another token here or there changes it.
    let tokens = props.tenant.inventory().len();
    let lacks_some = use_memo((tokens, props.list.clone()), |(_, list)| {
        lacks_some(&props.tenant, list)
    });
    let name = text::foreign::name(&upload.name).into_owned();
    let said = match &upload.outcome {
        Err(refused) => rehearse::file_refused(refused),
        Ok(taken) => rehearse::taken(taken),
    };
    let failures: &[Failure] = match &upload.outcome {
        Ok(taken) => &taken.failures,
        Err(_) => &[],
    };
    html! {
        <section id="upload-verdict" class="verdict-of-upload" aria-label="Hardware token status">
            <h4 id="upload-status" tabindex="-1">{ format!("Hardware token status: {name}") }</h4>
            <Answer {said} turn={props.number} />
            if upload.left_out > 0 {
                <p class="warning">{ rehearse::left_out(upload.left_out) }</p>
            }
            if !failures.is_empty() {
                <FailureList {turn} upload={upload.clone()} tenant={props.tenant.clone()} added={props.added} dispatch={props.dispatch.clone()} />
            }
            if *lacks_some {
                <div class="row">
                    <Button label="Put the tenant’s tokens into the token list" onclick={take} />
                    <p class="hint">{ rehearse::LIST_HINT }</p>
                </div>
            }
            <Answer said={(*listed && !*lacks_some).then(rehearse::listed)} turn={props.number} />
        </section>
    }
}

/// Whether tokens of the tenant are not in the list: then the person has no device that shows their codes.
fn lacks_some(tenant: &Tenant, list: &TokenList) -> bool {
    let listed: HashSet<&str> = list
        .packs()
        .flat_map(|pack| (0..pack.len()).filter_map(|place| pack.label(place)?.serial))
        .collect();
    let inventory = tenant.inventory();
    inventory
        .iter()
        .any(|(id, _)| !listed.contains(inventory.serial(id)))
}

#[derive(Properties, PartialEq)]
struct FailureListProps {
    upload: Upload,
    turn: u32,
    tenant: Tenant,
    added: Option<usize>,
    dispatch: Dispatch,
}

#[component]
fn FailureList(props: &FailureListProps) -> Html {
    let not_saved = use_state_eq(|| false);
    let turn = props.turn;
    let users = props.tenant.users();
    let Ok(taken) = &props.upload.outcome else {
        return Html::default();
    };
    let name = failures::file_name(&props.upload.name);
    let save = {
        let (taken, name, not_saved) = (taken.clone(), name.clone(), not_saved.setter());
        Callback::from(move |()| {
            let written = failures::write(&taken.failures);
            let content = Buffer::of_bytes(&written.bytes);
            let saved = download(&name, "text/csv;charset=utf-8", &content);
            not_saved.set(saved.is_err());
        })
    };
    let is_unknown = |failure: &&Failure| {
        failure.reason == Reason::UserUnknown && users.find(failure.upn.as_str()).is_none()
    };
    let lacks_users = taken.failures.iter().any(|failure| is_unknown(&failure));
    let create = {
        let (taken, tenant) = (taken.clone(), props.tenant.clone());
        send(&props.dispatch, move || {
            let users = tenant.users();
            let unknown = taken.failures.iter().filter(|failure| {
                failure.reason == Reason::UserUnknown && users.find(failure.upn.as_str()).is_none()
            });
            RehearsalAction::AddUsers(
                unknown
                    .map(|failure| failure.upn.as_str().to_owned())
                    .collect(),
            )
        })
    };
    let shown = taken.failures.iter().take(SHOWN);
    let more = taken.failures.len().saturating_sub(SHOWN);
    html! {
        <>
            <ul class="findings" aria-label="Lines that failed">
                { for shown.map(|failure| html! { <li class="error">{ rehearse::failure(failure) }</li> }) }
            </ul>
            if more > 0 {
                <p class="quiet">{ rehearse::more_failures(more) }</p>
            }
            <div class="row">
                <Button label="Download the failures" name={format!("Download the failures: {}", text::foreign::name(&name))} onclick={save} described_by="failures-secrets" />
                <p id="failures-secrets" class="hint">{ rehearse::FAILURES_HINT }</p>
            </div>
            if *not_saved {
                <p class="problem" role="alert">{ text::FILE_NOT_SAVED }</p>
            }
            if lacks_users {
                <div class="row">
                    <Button label="Create the missing users" onclick={create} />
                    <p class="hint">{ rehearse::CREATE_HINT }</p>
                </div>
            }
            <Answer said={props.added.map(rehearse::missing_users_added)} {turn} />
        </>
    }
}
