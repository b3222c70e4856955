//! For whom something is: nobody, all users, or some of them by name.

use std::collections::BTreeSet;

use yew::prelude::*;

use super::user_choice::UserChoice;
use crate::rehearsal::{Audience, Tenant, UserId};
use crate::ui::text::rehearse;
use crate::ui::widgets::{Button, Select, Tick};

/// How many users are offered one by one.
const OFFERED: usize = 24;

/// Properties of [`AudienceForm`].
#[derive(Properties, PartialEq)]
pub struct AudienceFormProps {
    /// The id of the fields.
    pub id: AttrValue,
    /// What is asked.
    pub label: AttrValue,
    /// The tenant, whose users they are.
    pub tenant: Tenant,
    /// For whom it is.
    pub audience: Audience,
    /// Called with another audience.
    pub onchange: Callback<Audience>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    None,
    All,
    Selected,
}

impl Choice {
    fn audience(self) -> Audience {
        match self {
            Self::None => Audience::None,
            Self::All => Audience::All,
            Self::Selected => Audience::Selected(Default::default()),
        }
    }
}

/// The form.
#[component]
pub fn AudienceForm(props: &AudienceFormProps) -> Html {
    let chosen = match props.audience {
        Audience::None => Choice::None,
        Audience::All => Choice::All,
        Audience::Selected(_) => Choice::Selected,
    };
    let options = [Choice::None, Choice::All, Choice::Selected].map(|choice| {
        let name = rehearse::audience(&choice.audience());
        (choice, AttrValue::from(name))
    });
    let onchoose = props.onchange.reform(Choice::audience);
    html! {
        <>
            <Select<Choice> id={props.id.clone()} label={props.label.clone()} options={options.to_vec()} {chosen} {onchoose} />
            if let Audience::Selected(selected) = &props.audience {
                <UserTicks
                    id={props.id.clone()}
                    label="Selected users"
                    tenant={props.tenant.clone()}
                    ticked={(**selected).clone()}
                    ontick={{
                        let (onchange, audience) = (props.onchange.clone(), props.audience.clone());
                        Callback::from(move |(user, ticked)| {
                            let mut audience = audience.clone();
                            audience.set(user, ticked);
                            onchange.emit(audience);
                        })
                    }}
                />
            }
        </>
    }
}

/// Properties of [`UserTicks`].
#[derive(Properties, PartialEq)]
pub struct UserTicksProps {
    /// The id of the boxes.
    pub id: AttrValue,
    /// What they are for.
    pub label: AttrValue,
    /// The tenant, whose users they are.
    pub tenant: Tenant,
    /// Those that are ticked.
    pub ticked: BTreeSet<UserId>,
    /// Called with a user and whether they are ticked then.
    pub ontick: Callback<(UserId, bool)>,
}

/// A box for each of the first users, and for those that are ticked. Others are added by name.
#[component]
pub fn UserTicks(props: &UserTicksProps) -> Html {
    let users = props.tenant.users();
    let other = use_state_eq(|| None::<UserId>);
    let first: BTreeSet<UserId> = (0..OFFERED).filter_map(|place| users.at(place)).collect();
    let shown = first.union(&props.ticked);
    let choose = {
        let other = other.setter();
        Callback::from(move |user| other.set(user))
    };
    let add = {
        let (other, ontick) = (*other, props.ontick.clone());
        Callback::from(move |()| {
            if let Some(user) = other {
                ontick.emit((user, true));
            }
        })
    };
    html! {
        <fieldset class="columns">
            <legend>{ props.label.clone() }</legend>
            <div class="ticks">
                { for shown.enumerate().filter_map(|(place, user)| {
                    let user = *user;
                    let ontick = props.ontick.reform(move |ticked| (user, ticked));
                    let name = AttrValue::from(users.get(user)?.upn.to_string());
                    Some(html! {
                        <Tick key={place} id={format!("{}-{place}", props.id)} label={name} ticked={props.ticked.contains(&user)} {ontick} />
                    })
                }) }
            </div>
            if users.len() > OFFERED {
                <p class="hint">{ rehearse::first_users(OFFERED, users.len()) }</p>
                <UserChoice id={format!("{}-other", props.id)} label="Another user" tenant={props.tenant.clone()} chosen={*other} onchoose={choose} />
                <div class="row"><Button label="Add" name="Add this user" onclick={add} disabled={other.is_none()} /></div>
            }
        </fieldset>
    }
}
