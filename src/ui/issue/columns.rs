//! Which column of a list of users is what, to be chosen.

use yew::prelude::*;

use crate::formats::Pasted;
use crate::issue::{UserColumn, UserColumns};
use crate::ui::text;
use crate::ui::widgets::Select;

/// Properties of [`UserColumnsForm`].
#[derive(Properties, PartialEq)]
pub struct UserColumnsFormProps {
    /// What the ids of its elements begin with.
    pub id: AttrValue,
    /// How the columns were read.
    pub columns: UserColumns,
    /// The cells of the first line.
    pub heads: Vec<Pasted>,
    /// Called with other columns.
    pub onchoose: Callback<UserColumns>,
    /// More choices.
    #[prop_or_default]
    pub children: Html,
}

/// The choices.
#[component]
pub fn UserColumnsForm(props: &UserColumnsFormProps) -> Html {
    let read = props.columns;
    let choose = |column: UserColumn| {
        let onchoose = props.onchoose.reform(move |place| read.with(column, place));
        let none = (column != UserColumn::Upn).then_some((None, AttrValue::from("none")));
        let options: Vec<(Option<usize>, AttrValue)> = none
            .into_iter()
            .chain(places(&props.heads, read.has_header))
            .collect();
        html! {
            <Select<Option<usize>> id={format!("{}-{}", props.id, text::issue::column_id(column))} label={text::issue::column(column)} {options} chosen={read.place(column)} {onchoose} />
        }
    };
    let header = props
        .onchoose
        .reform(move |has_header| UserColumns { has_header, ..read });
    let options = vec![
        (true, AttrValue::from("the names of the columns")),
        (false, AttrValue::from("a user")),
    ];
    html! {
        <fieldset class="columns">
            <legend>{ "How the columns were read" }</legend>
            <div class="fields">
                { for UserColumn::ALL.map(choose) }
                { props.children.clone() }
                <Select<bool> id={format!("{}-header", props.id)} label="The first line is" {options} chosen={read.has_header} onchoose={header} />
            </div>
        </fieldset>
    }
}

/// The columns of a list by their heads.
pub fn places(
    heads: &[Pasted],
    has_header: bool,
) -> impl Iterator<Item = (Option<usize>, AttrValue)> {
    heads.iter().enumerate().map(move |(place, head)| {
        let name = text::issue::column_choice(place, head.as_str(), has_header);
        (Some(place), AttrValue::from(name))
    })
}
