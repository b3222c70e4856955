//! For whom something is: nobody, all users, or some of them by name.

use std::collections::BTreeSet;

use yew::prelude::*;

use crate::rehearsal::{Audience, UserId, Users};
use crate::ui::text::rehearse;
use crate::ui::widgets::{Select, Tick};

/// How many users are offered one by one.
const OFFERED: usize = 24;

/// Properties of [`AudienceForm`].
#[derive(Properties, PartialEq)]
pub struct AudienceFormProps {
    /// The id of the fields.
    pub id: AttrValue,
    /// What is asked.
    pub label: AttrValue,
    /// The users, and how many there are.
    pub users: Vec<(UserId, AttrValue)>,
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

/// The form.
#[component]
pub fn AudienceForm(props: &AudienceFormProps) -> Html {
    let chosen = match props.audience {
        Audience::None => Choice::None,
        Audience::All => Choice::All,
        Audience::Selected(_) => Choice::Selected,
    };
    let options = [
        (Choice::None, Audience::None),
        (Choice::All, Audience::All),
        (Choice::Selected, Audience::Selected(Default::default())),
    ]
    .map(|(choice, audience)| (choice, AttrValue::from(rehearse::audience(&audience))));
    let onchoose = props.onchange.reform(|choice| match choice {
        Choice::None => Audience::None,
        Choice::All => Audience::All,
        Choice::Selected => Audience::Selected(Default::default()),
    });
    html! {
        <>
            <Select<Choice> id={props.id.clone()} label={props.label.clone()} options={options.to_vec()} {chosen} {onchoose} />
            if let Audience::Selected(selected) = &props.audience {
                <UserTicks
                    id={props.id.clone()}
                    label="Selected users"
                    users={props.users.clone()}
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
    /// The users.
    pub users: Vec<(UserId, AttrValue)>,
    /// Those that are ticked.
    pub ticked: BTreeSet<UserId>,
    /// Called with a user and whether they are ticked then.
    pub ontick: Callback<(UserId, bool)>,
}

/// A box for each of the first users.
#[component]
pub fn UserTicks(props: &UserTicksProps) -> Html {
    html! {
        <fieldset class="columns">
            <legend>{ props.label.clone() }</legend>
            <div class="ticks">
                { for props.users.iter().take(OFFERED).enumerate().map(|(place, (user, name))| {
                    let user = *user;
                    let ontick = props.ontick.reform(move |ticked| (user, ticked));
                    html! {
                        <Tick key={place} id={format!("{}-{place}", props.id)} label={name.clone()} ticked={props.ticked.contains(&user)} {ontick} />
                    }
                }) }
            </div>
            if props.users.len() > OFFERED {
                <p class="hint">{ rehearse::first_users(OFFERED, props.users.len()) }</p>
            }
        </fieldset>
    }
}

/// The users by their names, as many as are offered and one more.
pub fn named(users: &Users) -> Vec<(UserId, AttrValue)> {
    let all = users.iter();
    all.map(|(id, user)| (id, AttrValue::from(user.upn.to_string())))
        .collect()
}
