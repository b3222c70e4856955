//! Burning programmable tokens: the QR code of one token after the other, large enough to be scanned from the screen.
//!
//! Draws no QR code while secrets are hidden. Its keys work only while the keyboard is in this part.

use std::rc::Rc;

use yew::prelude::*;

use super::Dispatch;
use super::text::burn as text;
use super::text::walk::place as place_of;
use super::walk::{Here, nothing_to_walk, whose};
use super::widgets::{Button, Card, QrPicture, Tick, holds_back_repeats};
use crate::app::{Action, BurnAction, Burned, Listed, Rows, State, uncommon};
use crate::browser::dom::HtmlElement;
use crate::formats::otpauth_list::uri;
use crate::qr::Qr;

/// Properties of [`BurnCard`].
#[derive(Properties, PartialEq)]
pub struct BurnCardProps {
    /// The whole page's state: the walk goes through the rows of the list's table.
    pub state: Rc<State>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The card.
#[component]
pub fn BurnCard(props: &BurnCardProps) -> Html {
    let state = &props.state;
    let rows = state.table.rows(&state.list);
    let content = nothing_to_walk(&rows, &state.list).unwrap_or_else(|| walk(props, rows));
    html! {
        <Card id="burn" heading="Burn programmable tokens" class="burn">
            <p class="quiet">{ text::ABOUT }</p>
            <p class="quiet">{ text::COMMON }</p>
            { content }
        </Card>
    }
}

fn walk(props: &BurnCardProps, rows: Rows) -> Html {
    let BurnCardProps { state, dispatch } = props;
    if state.burn.is_open() {
        return html! { <Walk state={Rc::clone(state)} {rows} dispatch={dispatch.clone()} /> };
    }
    html! {
        <>
            <p class="warning">{ text::SECRET }</p>
            <div class="row">
                <Button label="Show the QR codes" onclick={send(dispatch, BurnAction::Open)} primary={true} />
            </div>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct WalkProps {
    state: Rc<State>,
    /// The rows of the table.
    rows: Rows,
    dispatch: Dispatch,
}

/// The token whose turn it is. Its controls stay the same elements from token to token, so the keyboard stays on them.
#[component]
fn Walk(props: &WalkProps) -> Html {
    let WalkProps {
        state,
        rows,
        dispatch,
    } = props;
    let (list, burn) = (&state.list, &state.burn);
    let count = use_memo(
        (burn.clone(), rows.clone(), list.version()),
        |(burn, rows, _)| burn.count(rows, list),
    );
    let here = burn
        .row(rows, list)
        .and_then(|place| Here::at(place, rows, list));
    let Some(Here { place, row, listed }) = here else {
        return Html::default();
    };
    let burned = burn.is_burned(listed.id);
    html! {
        <div id="burn-walk" class="walk" role="group" aria-label="QR codes to burn" tabindex="-1" onkeydown={keys(dispatch)}>
            <div class="walk-token" role="status">
                <p class="quiet">{ place_of(place, rows.len(), row) }{ if burned { ", burned" } else { "" } }</p>
                { whose(&listed.token) }
            </div>
            <TokenQr listed={Rc::clone(&listed)} hidden={state.mask.hides()} />
            <div class="row">
                <Button label="Mark as burned and next" onclick={send(dispatch, BurnAction::Mark)} primary={true} takes_focus={true} />
                <Button label="Previous" name="Previous QR code" onclick={send(dispatch, BurnAction::Previous)} />
                <Button label="Next" name="Next QR code" onclick={send(dispatch, BurnAction::Next)} />
            </div>
            // Below the buttons, which stay where they are from token to token.
            { warnings(&listed) }
            <Tick id="burned" label="This token is burned" ticked={burned} ontick={on_tick(dispatch)} />
            <p class="hint">{ text::KEYS }</p>
            { left(*count, dispatch) }
        </div>
    }
}

fn left(count: Burned, dispatch: &Dispatch) -> Html {
    html! {
        <>
            <p role="status">{ text::burned(count) }</p>
            <div class="row">
                <Button label="Go to the first not burned" onclick={send(dispatch, BurnAction::GoToFirstLeft)} />
                <Button label="Put the QR codes away" onclick={send(dispatch, BurnAction::Close)} />
            </div>
        </>
    }
}

fn warnings(listed: &Listed) -> Html {
    let token = &listed.token;
    let nameless = token.upn.is_none() && token.serial.is_none();
    html! {
        <>
            { for uncommon(token).into_iter().map(|what| html! { <p class="warning">{ text::uncommon(what) }</p> }) }
            if nameless {
                <p class="warning">{ text::NO_ACCOUNT }</p>
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct TokenQrProps {
    listed: Rc<Listed>,
    hidden: bool,
}

#[component]
fn TokenQr(props: &TokenQrProps) -> Html {
    let deps = (Rc::clone(&props.listed), props.hidden);
    let qr = use_memo(deps, |(listed, hidden)| {
        // Exposed by its nature: the picture is the secret.
        (!hidden).then(|| Qr::encode(&uri(&listed.token)))
    });
    match &*qr {
        None => html! { <div class="qr large masked"><p>{ text::HIDDEN }</p></div> },
        Some(Err(_)) => html! { <p class="problem">{ text::TOO_LONG }</p> },
        Some(Ok(qr)) => html! {
            <div class="qr large">
                <QrPicture qr={qr.clone()} label="QR code to burn" />
            </div>
        },
    }
}

/// `n`, `p` and the space bar. A button or a box that has the keyboard takes the space bar for itself.
fn keys(dispatch: &Dispatch) -> Callback<KeyboardEvent> {
    let dispatch = dispatch.clone();
    let holds_back_repeats = holds_back_repeats();
    Callback::from(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let on_control = event
            .target_dyn_into::<HtmlElement>()
            .is_some_and(|element| matches!(element.tag_name().as_str(), "BUTTON" | "INPUT"));
        let action = match event.key().as_str() {
            "n" | "N" => BurnAction::Next,
            "p" | "P" => BurnAction::Previous,
            " " if !on_control && !event.repeat() => BurnAction::Mark,
            _ => {
                holds_back_repeats.emit(event);
                return;
            }
        };
        event.prevent_default();
        dispatch.dispatch(Action::Burn(action));
    })
}

fn on_tick(dispatch: &Dispatch) -> Callback<bool> {
    let dispatch = dispatch.clone();
    Callback::from(move |ticked| dispatch.dispatch(Action::Burn(BurnAction::SetBurned(ticked))))
}

fn send(dispatch: &Dispatch, action: BurnAction) -> Callback<()> {
    let dispatch = dispatch.clone();
    Callback::from(move |()| dispatch.dispatch(Action::Burn(action)))
}
