//! What the columns of a table are, said by a person who sees its first rows. Nothing of it is remembered.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Action, CheckAction, Checked, Mask};
use crate::formats::columns::Mapping;
use crate::formats::{Column, Delimiter, Pasted, ReadAs};
use crate::oath::{Encoding, EncodingChoice, decode_seed};
use crate::ui::text::foreign::visible;
use crate::ui::widgets::{Select, Tick};
use crate::ui::{Dispatch, text};

/// From this length on a text that can be read as a seed is taken for one, where secrets are hidden.
const SECRET_FROM_BITS: usize = 64;

/// Properties of [`Mapper`].
#[derive(Properties, PartialEq)]
pub struct MapperProps {
    /// What was said so far.
    pub mapping: Mapping,
    /// What was found out.
    pub checked: Rc<Checked>,
    /// Whether nobody has said what they are yet.
    pub guessed: bool,
    /// Whether secrets are shown.
    pub mask: Mask,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The columns, each with a choice above it.
#[component]
pub fn Mapper(props: &MapperProps) -> Html {
    let mapping = props.mapping;
    let examination = &props.checked.examination;
    let change = {
        let dispatch = props.dispatch.clone();
        move |mapping| {
            let read_as = Some(ReadAs::Columns(mapping));
            dispatch.dispatch(Action::Check(CheckAction::ReadAs(read_as)));
        }
    };
    let choose_delimiter = {
        let change = change.clone();
        Callback::from(move |delimiter| change(mapping.with_delimiter(delimiter)))
    };
    let choose_encoding = {
        let change = change.clone();
        Callback::from(move |encoding| {
            let mut changed = mapping;
            changed.encoding = encoding;
            change(changed);
        })
    };
    let tick_header = {
        let change = change.clone();
        Callback::from(move |has_header| {
            let mut changed = mapping;
            changed.has_header = has_header;
            change(changed);
        })
    };
    let columns: Vec<(Option<Column>, AttrValue)> =
        std::iter::once((None, AttrValue::from("left out")))
            .chain(Column::ALL.map(|column| (Some(column), AttrValue::from(text::field(column)))))
            .collect();
    let delimiters = Delimiter::ALL
        .map(|delimiter| {
            (
                delimiter,
                AttrValue::from(text::check::delimiter(delimiter)),
            )
        })
        .to_vec();
    let encodings = std::iter::once(EncodingChoice::Automatic)
        .chain(Encoding::ALL.map(EncodingChoice::Only))
        .map(|choice| (choice, AttrValue::from(text::encoding_choice(choice))))
        .collect::<Vec<_>>();
    let choice = |place: usize| {
        let change = change.clone();
        let chosen = mapping.column(place);
        let onchoose = Callback::from(move |column: Option<Column>| {
            change(match (column, chosen) {
                (Some(column), _) => mapping.with(column, Some(place)),
                (None, Some(column)) => mapping.with(column, None),
                (None, None) => mapping,
            });
        });
        html! {
            <th scope="col">
                <Select<Option<Column>> id={format!("check-column-{place}")} label={format!("Column {}", place + 1)} options={columns.clone()} {chosen} {onchoose} />
            </th>
        }
    };
    html! {
        <fieldset class="columns">
            <legend>{ "What the columns are" }</legend>
            if props.guessed {
                <p class="warning">{ text::check::GUESSED }</p>
            }
            <div class="fields">
                <Select<Delimiter> id="check-delimiter" label="Between the columns" options={delimiters} chosen={mapping.delimiter} onchoose={choose_delimiter} />
                <Select<EncodingChoice> id="check-encoding" label="Secrets are written in" options={encodings} chosen={mapping.encoding} onchoose={choose_encoding} />
                <Tick id="check-header" label="The first line is a header" ticked={mapping.has_header} ontick={tick_header} />
            </div>
            <div class="scrolls">
                <table class="mapper" aria-label="First rows of the file">
                    <thead><tr>{ for (0..examination.columns).map(choice) }</tr></thead>
                    <tbody>
                        { for examination.preview.iter().map(|cells| html! {
                            <tr>{ for (0..examination.columns).map(|place| html! { <td>{ cell(props, cells.get(place), place) }</td> }) }</tr>
                        }) }
                    </tbody>
                </table>
            </div>
        </fieldset>
    }
}

/// Where secrets are hidden, a cell is shown only in a column that holds none, and if it looks like none.
fn cell(props: &MapperProps, cell: Option<&Pasted>, place: usize) -> String {
    let text = cell.map(Pasted::as_str).unwrap_or_default();
    let harmless = matches!(
        props.mapping.column(place),
        Some(Column::Upn | Column::SerialNumber | Column::Manufacturer | Column::Model)
    );
    let seed = decode_seed(text.trim(), EncodingChoice::Automatic);
    let looks_secret = seed.is_ok_and(|decoded| decoded.secret.bits() >= SECRET_FROM_BITS);
    if props.mask.hides() && !text.is_empty() && (!harmless || looks_secret) {
        "••••".to_owned()
    } else {
        visible(text).into_owned()
    }
}
