//! The OATH tokens of the tenant: the upload above, the list of them, and the activation of the one that was chosen.

use std::rc::Rc;

use yew::prelude::*;

use super::activation::ActivationForm;
use super::said::Answer;
use super::upload::UploadForm;
use super::{RehearseBenchProps, send};
use crate::app::{RehearsalAction, TenantAnswer, TokenList};
use crate::browser::dom::Timeout;
use crate::oath::SerialNumber;
use crate::rehearsal::{Origin, Search, Status, Tenant, TokenId};
use crate::ui::Dispatch;
use crate::ui::text::{self, rehearse};
use crate::ui::widgets::{Button, Field, Windowed};

/// The screen.
#[component]
pub fn TokensScreen(props: &RehearseBenchProps) -> Html {
    let (state, dispatch) = (&props.state, &props.dispatch);
    let search = use_state_eq(String::new);
    // With how often that was: whoever asks again is taken there again.
    let chosen = use_state_eq(|| (None::<TokenId>, 0_u32));
    let tenant = Rc::new(state.rehearsal.tenant.clone());
    let (rows, is_searching) = use_search(&tenant, &search);
    let oninput = {
        let search = search.setter();
        Callback::from(move |text| search.set(text))
    };
    let choose = {
        let chosen = chosen.clone();
        Callback::from(move |id| chosen.set((Some(id), chosen.1.wrapping_add(1))))
    };
    let turn = state.rehearsal.turn;
    let deleted = match state.rehearsal.answer {
        Some(TenantAnswer::Deleted(deleted)) => Some(rehearse::deleted(deleted)),
        _ => None,
    };
    let inventory = tenant.inventory();
    let is_csvs = |id: &TokenId| {
        inventory
            .get(*id)
            .is_some_and(|token| token.origin == Origin::Csv)
    };
    // One token is the one that is meant, whether it was asked for or not.
    let only = inventory.at(0).filter(|_| inventory.len() == 1);
    let (chosen, asked) = *chosen;
    let chosen = chosen
        .filter(is_csvs)
        .map(|token| (token, asked))
        .or_else(|| Some((only.filter(is_csvs)?, 0)));
    html! {
        <>
            <UploadForm state={Rc::clone(state)} dispatch={dispatch.clone()} />
            <h3>{ "Tokens" }</h3>
            <Answer said={deleted} {turn} />
            if inventory.is_empty() {
                <p class="empty">{ rehearse::NO_TOKENS }</p>
            } else {
                <p class="quiet">{ rehearse::tally(inventory.len(), inventory.count(Status::Activated)) }</p>
                if let Some((token, asked)) = chosen {
                    <ActivationForm key={token.number()} {token} {asked} state={Rc::clone(state)} dispatch={dispatch.clone()} />
                }
                if inventory.len() > 8 || !search.is_empty() {
                    <Field id="tenant-search" label="Search serial number or user" value={(*search).clone()} {oninput} />
                    <p class="quiet" role="status">{ if is_searching { text::walk::SEARCHING.to_owned() } else { text::found(rows.len(), inventory.len()) } }</p>
                }
                <TokenTable tenant={Rc::clone(&tenant)} {rows} {choose} list={state.list.clone()} dispatch={dispatch.clone()} />
                if inventory.iter().any(|(_, token)| token.origin == Origin::Graph) {
                    <p class="hint">{ rehearse::BY_GRAPH_ONLY }</p>
                }
            }
        </>
    }
}

/// What a search has found: for which text, in which version of the tenant. It holds no tenant, and so no token that was deleted.
#[derive(PartialEq)]
struct Found {
    version: u64,
    text: String,
    rows: Rc<Vec<TokenId>>,
}

/// The tokens to be shown, and whether they are still being looked for: until then they are those of the search before.
#[hook]
fn use_search(tenant: &Rc<Tenant>, text: &str) -> (Rc<Vec<TokenId>>, bool) {
    let found = use_state_eq(|| None::<Found>);
    let going = use_mut_ref(|| None::<(u64, String, Search)>);
    // How many slices were looked at: each is a turn of its own, so that the page answers in between.
    let slices = use_state_eq(|| 0_u32);
    let text = text.trim();
    {
        let (found, next) = (found.setter(), slices.setter());
        let asked = (Rc::clone(tenant), text.to_owned(), *slices);
        use_effect_with(asked, move |(tenant, text, slices)| {
            let mut timeout = None;
            let before = going.take();
            if text.is_empty() {
                found.set(None);
            } else {
                let version = tenant.version();
                let is_same =
                    |(of, before, _): &(u64, String, Search)| *of == version && before == text;
                let (_, _, mut search) = before
                    .filter(is_same)
                    .unwrap_or_else(|| (version, text.clone(), Search::new(text)));
                let text = text.clone();
                if let Some(rows) = search.go_on(tenant.inventory()) {
                    let rows = Rc::new(rows);
                    found.set(Some(Found {
                        version,
                        text,
                        rows,
                    }));
                } else {
                    going.replace(Some((version, text, search)));
                    let slices = slices.wrapping_add(1);
                    timeout = Some(Timeout::new(0, move || next.set(slices)));
                }
            }
            move || drop(timeout)
        });
    }
    match &*found {
        Some(found) if !text.is_empty() => {
            let is_it = found.version == tenant.version() && found.text == text;
            (Rc::clone(&found.rows), !is_it)
        }
        _ => (Rc::clone(tenant.inventory().ids()), !text.is_empty()),
    }
}

#[derive(Properties, PartialEq)]
struct TokenTableProps {
    tenant: Rc<Tenant>,
    rows: Rc<Vec<TokenId>>,
    choose: Callback<TokenId>,
    list: TokenList,
    dispatch: Dispatch,
}

const HEADS: [&str; 4] = ["Serial number", "Actions", "Status", "User"];

#[component]
fn TokenTable(props: &TokenTableProps) -> Html {
    let row = use_callback(
        (
            Rc::clone(&props.tenant),
            Rc::clone(&props.rows),
            props.choose.clone(),
            props.list.clone(),
            props.dispatch.clone(),
        ),
        |index, (tenant, rows, choose, list, dispatch)| {
            let id = rows.get(index).copied();
            id.map_or_else(Html::default, |id| {
                row(index, id, tenant, choose, list, dispatch)
            })
        },
    );
    let heads = HEADS.map(AttrValue::from).to_vec();
    html! { <Windowed label="OATH tokens of the tenant" {heads} rows={props.rows.len()} {row} /> }
}

fn row(
    index: usize,
    id: TokenId,
    tenant: &Tenant,
    choose: &Callback<TokenId>,
    list: &TokenList,
    dispatch: &Dispatch,
) -> Html {
    let inventory = tenant.inventory();
    let Some(token) = inventory.get(id) else {
        return Html::default();
    };
    let serial = inventory.serial(id).to_owned();
    let user = token.user.and_then(|user| tenant.users().get(user));
    let user = user.map_or_else(|| "–".to_owned(), |user| user.upn.to_string());
    // Whoever activates a token has it in their hand.
    let activate = {
        let (list, dispatch, serial) = (list.clone(), dispatch.clone(), serial.clone());
        let choose = choose.clone();
        Callback::from(move |()| {
            take_in_hand(&list, &serial, &dispatch);
            choose.emit(id);
        })
    };
    let delete = send(dispatch, move || RehearsalAction::Delete(id));
    // "You can only manage them by using Microsoft Graph."
    let is_done = token.status == Status::Activated || token.origin == Origin::Graph;
    html! {
        <tr key={id.number()} aria-rowindex={(index + 2).to_string()}>
            <th scope="row">{ serial.clone() }</th>
            <td class="actions">
                <Button label="Activate" name={format!("Activate token {serial}")} onclick={activate} disabled={is_done} />
                <Button label="Delete" name={format!("Delete token {serial}")} onclick={delete} disabled={token.origin == Origin::Graph} />
            </td>
            <td>{ rehearse::status(token.status, token.origin) }</td>
            <td>{ user }</td>
        </tr>
    }
}

/// The token of the list with this serial number becomes the virtual one.
fn take_in_hand(list: &TokenList, serial: &str, dispatch: &Dispatch) {
    let serial = serial.parse::<SerialNumber>().ok();
    let row = serial.and_then(|serial| list.row_of_serial(&serial));
    if let Some(id) = row.and_then(|row| list.id_of(row - 1)) {
        send(dispatch, move || RehearsalAction::TakeDevice(id)).emit(());
    }
}
