//! What the page can see of its own requests, and of what the policy refused. Addresses are text here, never links.

use yew::prelude::*;

use crate::browser::online::{is_online, on_online_change};
use crate::browser::sights::Watch;
use crate::ui::text;
use crate::ui::widgets::Card;

/// Properties of [`SightsCard`].
#[derive(Properties, PartialEq)]
pub struct SightsCardProps {
    /// What is seen.
    pub watch: Watch,
}

/// The card.
#[component]
pub fn SightsCard(props: &SightsCardProps) -> Html {
    let seen = use_state_eq(|| props.watch.seen());
    {
        let seen = seen.setter();
        use_effect_with(props.watch.clone(), move |watch| {
            // What was seen between drawing and now.
            seen.set(watch.seen());
            let watched = watch.clone();
            watch.on_more(move || seen.set(watched.seen()));
        });
    }
    let online = use_state_eq(is_online);
    {
        let online = online.setter();
        use_effect_with((), move |()| {
            let listeners = on_online_change(move |now| online.set(now));
            move || drop(listeners)
        });
    }
    html! {
        <Card id="sights" heading="What this page can see">
            <p class="quiet">{ text::proof::SIGHTS }</p>
            <div class="report" role="status">
                <p>{ text::proof::requests(&seen) }</p>
                <p class={(seen.refused() > 0).then_some("warning")}>{ text::proof::refusals(&seen) }</p>
                <p>{ text::proof::online(*online) }</p>
            </div>
            <p class="hint">{ text::proof::ONLINE_CAVEAT }</p>
            if !props.watch.sees_requests() {
                <p class="warning">{ text::proof::BLIND }</p>
            }
            if !seen.kept().is_empty() {
                <div class="scrolls sightings">
                    <table aria-label="What this page can see">
                        <thead><tr><th scope="col">{ "After" }</th><th scope="col">{ "What" }</th><th scope="col">{ "Address" }</th></tr></thead>
                        <tbody>
                            { for seen.kept().iter().map(|sighting| html! {
                                <tr>
                                    <td class="number">{ text::proof::after(sighting.milliseconds) }</td>
                                    <td>{ text::proof::kind(sighting) }</td>
                                    <td class="address"><bdi>{ sighting.address.clone() }</bdi></td>
                                </tr>
                            }) }
                        </tbody>
                    </table>
                </div>
            }
            if let Some(left_out) = text::proof::left_out(&seen) {
                <p class="quiet">{ left_out }</p>
            }
        </Card>
    }
}
