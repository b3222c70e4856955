//! What the table shows: a search, and an order.

use yew::prelude::*;

use crate::app::{Action, Rows, TableView, TokenList};
use crate::packed::{Arrangement, SortBy};
use crate::ui::widgets::{Field, Select};
use crate::ui::{Dispatch, text};

/// Properties of [`Search`].
#[derive(Properties, PartialEq)]
pub struct SearchProps {
    /// The list.
    pub list: TokenList,
    /// What its table shows.
    pub table: TableView,
    /// Where actions go.
    pub dispatch: Dispatch,
}

const ORDERS: [(SortBy, bool); 6] = [
    (SortBy::Row, false),
    (SortBy::Row, true),
    (SortBy::Serial, false),
    (SortBy::Serial, true),
    (SortBy::Upn, false),
    (SortBy::Upn, true),
];

/// The controls, and how many rows came of them.
#[component]
pub fn Search(props: &SearchProps) -> Html {
    let wanted = props.table.wanted();
    let arrange = |change: fn(Arrangement, String) -> Arrangement| {
        let (dispatch, wanted) = (props.dispatch.clone(), wanted.clone());
        Callback::from(move |typed| {
            dispatch.dispatch(Action::Arrange(change(wanted.clone(), typed)));
        })
    };
    let onsearch = arrange(|wanted, search| Arrangement { search, ..wanted });
    let onchoose = {
        let (dispatch, wanted) = (props.dispatch.clone(), wanted.clone());
        Callback::from(move |(by, descending)| {
            dispatch.dispatch(Action::Arrange(Arrangement {
                by,
                descending,
                ..wanted.clone()
            }));
        })
    };
    let options = ORDERS
        .map(|order| (order, AttrValue::from(text::order(order.0, order.1))))
        .to_vec();
    let found = match props.table.rows(&props.list) {
        Rows::Searching => Some("Searching …".to_owned()),
        Rows::These(places) if !wanted.search.trim().is_empty() => {
            Some(text::found(places.len(), props.list.len()))
        }
        Rows::These(_) | Rows::All(_) => None,
    };
    html! {
        <>
            <div class="fields">
                <Field id="search" label="Search serial number or user" value={wanted.search.clone()} oninput={onsearch} />
                <Select<(SortBy, bool)> id="sort" label="Order" {options} chosen={(wanted.by, wanted.descending)} {onchoose} />
            </div>
            <p class="quiet" role="status">{ found }</p>
        </>
    }
}
