//! The tokens with their rolling codes. Codes are computed for visible rows only.

use std::rc::Rc;

use yew::prelude::*;
use zeroize::Zeroizing;

use crate::app::{Action, ClockSetting, Listed, Rows, TokenList};
use crate::browser::clock::now;
use crate::oath::{Code, Hotp, MovingFactor, UnixTime};
use crate::ui::Dispatch;
use crate::ui::code::grouped;
use crate::ui::widgets::{Button, CopyButton, Windowed, use_time};

/// Properties of [`TokenTable`].
#[derive(Properties, PartialEq)]
pub struct TokenTableProps {
    /// The list.
    pub list: TokenList,
    /// Which of its tokens are shown.
    pub rows: Rows,
    /// The clock.
    pub clock: ClockSetting,
    /// Where actions go.
    pub dispatch: Dispatch,
}

const HEADS: [&str; 8] = [
    "Row",
    "Serial number",
    "User principal name",
    "Code",
    "Actions",
    "Step",
    "Manufacturer",
    "Model",
];

/// The table.
#[component]
pub fn TokenTable(props: &TokenTableProps) -> Html {
    let row = use_callback(
        (
            props.list.clone(),
            props.rows.clone(),
            props.clock,
            props.dispatch.clone(),
        ),
        |index, (list, rows, clock, dispatch): &(TokenList, Rows, ClockSetting, Dispatch)| {
            let place = rows.place(index);
            let listed = place.and_then(|place| Some((place, Rc::new(list.get(place)?))));
            listed.map_or_else(Html::default, |(place, listed)| html! {
                <Row key={listed.id.0} listed={Rc::clone(&listed)} row={place + 1} {index} clock={*clock} dispatch={dispatch.clone()} />
            })
        },
    );
    html! { <Windowed label="Tokens" heads={HEADS.map(AttrValue::from).to_vec()} rows={props.rows.len()} {row} /> }
}

#[derive(Properties, PartialEq)]
struct RowProps {
    listed: Rc<Listed>,
    /// In the list, from 1.
    row: usize,
    /// In the table, from 0.
    index: usize,
    clock: ClockSetting,
    dispatch: Dispatch,
}

#[component]
fn Row(props: &RowProps) -> Html {
    let time = use_time(props.clock);
    let token = &props.listed.token;
    let id = props.listed.id;
    let text = |text: Option<&str>| text.unwrap_or("–").to_owned();
    let serial = text(token.serial.as_ref().map(|serial| serial.as_str()));
    let show = send(&props.dispatch, move || Action::ShowListed(id));
    let source = {
        let (listed, clock) = (Rc::clone(&props.listed), props.clock);
        Callback::from(move |()| {
            let code = code_at(&listed, &listed.token.hotp(), clock.time_at(now()))?;
            Some(Zeroizing::new(code.to_string()))
        })
    };
    let remove = send(&props.dispatch, move || Action::Remove(id));
    html! {
        <tr aria-rowindex={(props.index + 2).to_string()}>
            <td class="number">{ props.row }</td>
            <th scope="row">{ serial.clone() }</th>
            <td>{ text(token.upn.as_ref().map(|upn| upn.as_str())) }</td>
            <td class="code-small"><RowCode listed={Rc::clone(&props.listed)} {time} /></td>
            <td class="actions">
                <CopyButton what={format!("the code of token {serial}")} secret={false} {source} />
                <Button label="Show" name={format!("Show token {serial}")} onclick={show} />
                <Button label="Remove" name={format!("Remove token {serial}")} onclick={remove} />
            </td>
            <td class="number">{ step(token.factor) }</td>
            <td>{ text(token.manufacturer.as_ref().map(|name| name.as_str())) }</td>
            <td>{ text(token.model.as_ref().map(|model| model.as_str())) }</td>
        </tr>
    }
}

#[derive(Properties, PartialEq)]
struct RowCodeProps {
    listed: Rc<Listed>,
    time: UnixTime,
}

#[component]
fn RowCode(props: &RowCodeProps) -> Html {
    let hotp = use_memo(Rc::clone(&props.listed), |listed| listed.token.hotp());
    code_at(&props.listed, &hotp, props.time).map_or_else(|| html! { "–" }, grouped)
}

/// `None` for a time-based token before 1970.
fn code_at(listed: &Listed, hotp: &Hotp, time: UnixTime) -> Option<Code> {
    let counter = match listed.token.factor {
        MovingFactor::Time(step) => step.counter_at(time).ok()?,
        MovingFactor::Counter(counter) => counter,
    };
    Some(hotp.code(counter, listed.token.digits))
}

fn step(factor: MovingFactor) -> String {
    match factor {
        MovingFactor::Time(step) => format!("{step} s"),
        MovingFactor::Counter(counter) => format!("counter {counter}"),
    }
}

fn send(dispatch: &Dispatch, make: impl Fn() -> Action + 'static) -> Callback<()> {
    let dispatch = dispatch.clone();
    Callback::from(move |()| dispatch.dispatch(make()))
}
