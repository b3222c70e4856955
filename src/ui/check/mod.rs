//! `#check`: a seed file is recognised, explained, mended and converted.

mod asking;
mod converting;
mod finding;
mod findings;
mod intake;
mod mapper;
mod portal;
mod reading;
mod users;

use std::rc::Rc;

use yew::prelude::*;

use self::asking::use_examination;
use self::converting::ConvertCard;
use self::findings::FindingsCard;
use self::intake::IntakeCard;
use self::portal::PortalCard;
use self::users::UsersCard;
use super::Dispatch;
use crate::app::State;

/// Properties of [`CheckBench`].
#[derive(Properties, PartialEq)]
pub struct CheckBenchProps {
    /// The page's state.
    pub state: Rc<State>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// All cards of the tool.
#[component]
pub fn CheckBench(props: &CheckBenchProps) -> Html {
    let (state, dispatch) = (&props.state, &props.dispatch);
    let trouble = use_examination(&state.checkup, state.clock.setting, dispatch);
    let checkup = &state.checkup;
    html! {
        <>
            <IntakeCard state={Rc::clone(state)} {trouble} dispatch={dispatch.clone()} />
            if let Some(checked) = checkup.checked() {
                if checked.examination.unusable.is_none() {
                    <FindingsCard checkup={checkup.clone()} checked={Rc::clone(checked)} mask={state.mask} dispatch={dispatch.clone()} />
                }
                if checked.examination.unusable.is_none() {
                    <UsersCard checkup={checkup.clone()} examination={checked.examination.clone()} dispatch={dispatch.clone()} />
                    <PortalCard checkup={checkup.clone()} examination={checked.examination.clone()} hidden={state.mask.hides()} dispatch={dispatch.clone()} />
                }
                if checked.tokens() > 0 {
                    <ConvertCard state={Rc::clone(state)} checked={Rc::clone(checked)} dispatch={dispatch.clone()} />
                }
            }
        </>
    }
}
