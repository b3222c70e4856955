//! The tokens of the file, written as any other kind of file, with what would be lost said before; or put into the list.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Action, CheckAction, Checked, State};
use crate::browser::dom::focus_id;
use crate::ui::file_form::FileForm;
use crate::ui::list::{About, FindingList};
use crate::ui::widgets::{Button, Card};
use crate::ui::{Dispatch, text};
use crate::work::{FileKind, Written};

/// The kinds of files that carry tokens from one place to another.
const KINDS: [FileKind; 11] = [
    FileKind::EntraCsv,
    FileKind::GraphBulk,
    FileKind::GraphSingle,
    FileKind::HexList,
    FileKind::LinotpCsv,
    FileKind::MultiotpCsv,
    FileKind::NetiqCsv,
    FileKind::OtpauthList,
    FileKind::PingidCsv,
    FileKind::PrivacyideaCsv,
    FileKind::PythonPskcCsv,
];

/// Properties of [`ConvertCard`].
#[derive(Properties, PartialEq)]
pub struct ConvertCardProps {
    /// The page's state.
    pub state: Rc<State>,
    /// What was found out.
    pub checked: Rc<Checked>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The card.
#[component]
pub fn ConvertCard(props: &ConvertCardProps) -> Html {
    let (state, checked, dispatch) = (&props.state, &props.checked, &props.dispatch);
    let checkup = &state.checkup;
    let choose = {
        let dispatch = dispatch.clone();
        Callback::from(move |kind| {
            dispatch.dispatch(Action::Check(CheckAction::ChooseTarget(kind)))
        })
    };
    let list = {
        let dispatch = dispatch.clone();
        Callback::from(move |()| {
            dispatch.dispatch(Action::ListChecked);
            focus_id("list-heading");
        })
    };
    let foreseen = checkup.foreseen();
    let usable = checkup.is_current() && state.errand.is_none();
    let ready = usable && foreseen.is_some_and(|foreseen| foreseen.writable > 0);
    let tokens = checked.tokens();
    html! {
        <Card id="check-convert" heading="The corrected file, or another format">
            <FileForm
                id="check-target"
                whose=" of the checked file"
                primary=true
                kinds={&KINDS[..]}
                kind={checkup.target}
                onchoose={choose}
                tokens={checked.packs.clone()}
                clock={state.clock.setting}
                {ready}
                done={(|_, written| Action::HandOutChecked(written)) as fn(FileKind, Written) -> Action}
                dispatch={dispatch.clone()}
            >
                <div role="status">
                    <p>{ text::check::foreseen(tokens, checked.examination.unread, foreseen) }</p>
                </div>
                // Of Entra ID's CSV all that stands above already.
                if let Some(foreseen) = foreseen.filter(|foreseen| foreseen.kind != FileKind::EntraCsv) {
                    <FindingList label="What the file would leave out or not carry" report={Rc::clone(&foreseen.report)} about={About::Target(text::Unit::of(checked.examination.rows_count_on))} />
                }
            </FileForm>
            <div class="notice" role="status">
                if let Some((rows, left_out)) = checkup.handed_out {
                    <p>{ text::check::handed_out(rows, left_out) }</p>
                }
            </div>
            <div class="row">
                <Button label={text::check::put_into_list(tokens)} onclick={list} disabled={!usable || checkup.listed} />
                <p class="hint">{ if checkup.listed { text::check::LISTED } else { text::check::LIST_HINT } }</p>
            </div>
        </Card>
    }
}
