//! What the walks through the table share: which token it is, and whose.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Listed, Rows, TokenList};
use crate::oath::Token;
use crate::ui::text;

/// The token whose turn it is.
pub struct Here {
    /// Its place among the rows of the table, from 1.
    pub place: usize,
    /// Its row in the list, from 1.
    pub row: usize,
    /// The token, unpacked.
    pub listed: Rc<Listed>,
}

impl Here {
    /// The token in that row of the table, from 0.
    pub fn at(place: usize, rows: &Rows, list: &TokenList) -> Option<Self> {
        let row = rows.place(place)?;
        Some(Self {
            place: place + 1,
            row: row + 1,
            listed: Rc::new(list.get(row)?),
        })
    }
}

/// Why there is nothing to walk through; `None` where there is.
pub fn nothing_to_walk(rows: &Rows, list: &TokenList) -> Option<Html> {
    if list.is_empty() {
        return Some(html! { <p class="empty">{ text::walk::NO_TOKENS }</p> });
    }
    if *rows == Rows::Searching {
        return Some(html! { <p class="quiet">{ text::walk::SEARCHING }</p> });
    }
    rows.is_empty()
        .then(|| html! { <p class="empty">{ text::walk::NO_ROWS }</p> })
}

/// Whose token it is: serial number and user, as far as they are known.
pub fn whose(token: &Token) -> Html {
    let serial = token.serial.as_ref().map(|serial| serial.to_string());
    let upn = token.upn.as_ref().map(|upn| upn.to_string());
    let name = token.user.display_name.as_ref();
    html! {
        <dl class="whose">
            <div>
                <dt>{ "Serial number" }</dt>
                <dd>{ serial.unwrap_or_else(|| "–".to_owned()) }</dd>
            </div>
            <div>
                <dt>{ "User" }</dt>
                <dd>
                    { upn.unwrap_or_else(|| "–".to_owned()) }
                    if let Some(name) = name {
                        { format!(" ({})", text::foreign::name(name.as_str())) }
                    }
                </dd>
            </div>
        </dl>
    }
}
