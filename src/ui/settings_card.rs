//! Preferences. They last as long as the page: nothing is stored.

use yew::prelude::*;

use super::widgets::{Fold, Select};
use super::{Dispatch, text};
use crate::app::{Action, IdleLimit, Settings};

/// Properties of [`SettingsCard`].
#[derive(Properties, PartialEq)]
pub struct SettingsCardProps {
    /// What is preferred.
    pub settings: Settings,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The card.
#[component]
pub fn SettingsCard(props: &SettingsCardProps) -> Html {
    let following = Settings::FOLLOWING
        .map(|following| (following, following.to_string().into()))
        .to_vec();
    let limits = IdleLimit::ALL
        .map(|limit| (limit, text::idle_limit(limit).into()))
        .to_vec();
    let choose_following = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |following| dispatch.dispatch(Action::ChooseFollowing(following)))
    };
    let choose_idle = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |limit| dispatch.dispatch(Action::ChooseIdleLimit(limit)))
    };
    html! {
        <Fold id="settings" heading="Settings">
            <p>{ "They last until the page is closed. Nothing is stored on this computer." }</p>
            <div class="fields">
                <Select<u8> id="following" label="Codes to come" options={following} chosen={props.settings.following}
                    onchoose={choose_following} />
                <Select<IdleLimit> id="idle" label="Hide secrets" options={limits} chosen={props.settings.idle}
                    onchoose={choose_idle} />
            </div>
        </Fold>
    }
}
