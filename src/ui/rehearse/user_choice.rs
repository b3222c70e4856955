//! One user of the tenant: out of a list where they are few, by name where they are many.

use yew::prelude::*;

use crate::rehearsal::{Tenant, UserId};
use crate::ui::text::rehearse;
use crate::ui::widgets::{Field, InputMode, Select};

/// How many users are offered in a list.
const OFFERED: usize = 50;

/// Properties of [`UserChoice`].
#[derive(Properties, PartialEq)]
pub struct UserChoiceProps {
    /// The element's id.
    pub id: AttrValue,
    /// The label.
    pub label: AttrValue,
    /// The tenant.
    pub tenant: Tenant,
    /// Who is chosen.
    pub chosen: Option<UserId>,
    /// Called with the choice; `None` where a name is nobody's.
    pub onchoose: Callback<Option<UserId>>,
}

/// The choice.
#[component]
pub fn UserChoice(props: &UserChoiceProps) -> Html {
    let users = props.tenant.users();
    let typed = use_state_eq(|| None::<String>);
    if users.len() <= OFFERED {
        let options: Vec<(Option<UserId>, AttrValue)> = users
            .iter()
            .map(|(id, user)| (Some(id), AttrValue::from(user.upn.to_string())))
            .collect();
        return html! {
            <Select<Option<UserId>> id={props.id.clone()} label={props.label.clone()} {options} chosen={props.chosen} onchoose={props.onchoose.clone()} />
        };
    }
    let oninput = {
        let (typed, onchoose, tenant) =
            (typed.setter(), props.onchoose.clone(), props.tenant.clone());
        Callback::from(move |text: String| {
            onchoose.emit(tenant.users().find(text.trim()));
            typed.set(Some(text));
        })
    };
    let chosen = props.chosen.and_then(|id| users.get(id));
    let value = (*typed)
        .clone()
        .or_else(|| chosen.map(|user| user.upn.to_string()))
        .unwrap_or_default();
    let unknown = users.find(value.trim()).is_none() && !value.trim().is_empty();
    let problem = unknown.then(|| AttrValue::from(rehearse::NO_SUCH_USER));
    html! {
        <Field id={props.id.clone()} label={props.label.clone()} {value} {oninput} {problem} mode={InputMode::Email} />
    }
}
