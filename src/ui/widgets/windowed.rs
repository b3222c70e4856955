//! A table of which only the visible rows exist, for lists of any length.

use yew::prelude::*;

use crate::browser::dom::Element;

/// The height of a row in pixels; `style.css` gives `.windowed tr` the same.
pub const ROW_PIXELS: usize = 48;
/// How many rows are in sight at most; `style.css` bounds `.windowed` accordingly.
const ROWS_IN_SIGHT: usize = 9;
/// How many more exist above and below, so that scrolling shows no gap.
const ROWS_BEYOND: usize = 6;

/// Properties of [`Windowed`].
#[derive(Properties, PartialEq)]
pub struct WindowedProps {
    /// The accessible name.
    pub label: AttrValue,
    /// The column heads.
    pub heads: Vec<AttrValue>,
    /// How many rows there are.
    pub rows: usize,
    /// Renders the row of this index, from 0, as a `<tr>` with that `aria-rowindex`.
    pub row: Callback<usize, Html>,
}

/// The table. Its row count is true for assistive technology, whatever exists.
#[component]
pub fn Windowed(props: &WindowedProps) -> Html {
    let first_in_sight = use_state_eq(|| 0_usize);
    let onscroll = {
        let first_in_sight = first_in_sight.clone();
        Callback::from(move |event: Event| {
            let scrolled: Element = event.target_unchecked_into();
            let pixels = usize::try_from(scrolled.scroll_top()).unwrap_or_default();
            first_in_sight.set(pixels / ROW_PIXELS);
        })
    };
    let start = first_in_sight.saturating_sub(ROWS_BEYOND).min(props.rows);
    let end = (*first_in_sight + ROWS_IN_SIGHT + ROWS_BEYOND).min(props.rows);
    html! {
        <div class="windowed" role="region" aria-label={props.label.clone()} tabindex="0" {onscroll}>
            <table aria-rowcount={(props.rows + 1).to_string()} aria-label={props.label.clone()}>
                <thead>
                    <tr aria-rowindex="1">
                        { for props.heads.iter().map(|head| html! { <th scope="col">{ head.clone() }</th> }) }
                    </tr>
                </thead>
                <tbody>
                    { gap(start, props.heads.len()) }
                    { for (start..end).map(|index| props.row.emit(index)) }
                    { gap(props.rows.saturating_sub(end), props.heads.len()) }
                </tbody>
            </table>
        </div>
    }
}

/// Stands in for rows that do not exist. The height is an attribute, for the policy forbids inline style.
fn gap(rows: usize, columns: usize) -> Html {
    if rows == 0 {
        return Html::default();
    }
    html! {
        <tr class="gap" aria-hidden="true">
            <td colspan={columns.to_string()} height={(rows * ROW_PIXELS).to_string()}></td>
        </tr>
    }
}
