//! The root: holds the state, lays out the cards, hides secrets when nobody is there.

use yew::prelude::*;

use super::clock_card::ClockCard;
use super::code::{AroundCard, CodeCard, QrCard, SpellingsCard, TraceCard};
use super::list::ListCard;
use super::seed_card::SeedCard;
use super::settings_card::SettingsCard;
use super::widgets::Button;
use super::{Dispatch, text};
use crate::app::{Action, IdleLimit, Mask, State};
use crate::browser::activity::{IdleWatch, on_leaving};
use crate::browser::entropy::random_secret;
use crate::oath::Secret;

/// The length of the seeds that the page makes, in bytes: the 160 bits that RFC 4226 recommends.
const SEED_BYTES: usize = Secret::RECOMMENDED_BITS / 8;

/// A random seed for [`Action::TakeRandomSeed`]; `None` where the source of randomness failed.
pub(super) fn random_seed() -> Option<Secret> {
    random_secret(SEED_BYTES).ok()
}

/// The whole page.
#[component]
pub fn App() -> Html {
    let state = use_reducer(|| State::new(random_seed()));
    let dispatch = state.dispatcher();
    use_hiding(state.settings.idle, &dispatch);

    let code = &state.code;
    let clock = state.clock.setting;
    let generator = code.generator().cloned();
    html! {
        <>
            <Header mask={state.mask} dispatch={dispatch.clone()} />
            <main id="code">
                <div class="bench instrument">
                    <CodeCard generator={generator.clone()} {clock} following={state.settings.following} dispatch={dispatch.clone()} />
                    <SeedCard code={code.clone()} mask={state.mask} dispatch={dispatch.clone()} />
                    <QrCard code={code.clone()} mask={state.mask} dispatch={dispatch.clone()} />
                    <SpellingsCard seed={code.seed.clone()} mask={state.mask} />
                </div>
                <ListCard
                    list={state.list.clone()}
                    details={state.details.clone()}
                    opened={state.opened.clone()}
                    notice={state.notice.clone()}
                    has_code={generator.is_some()}
                    {clock}
                    dispatch={dispatch.clone()}
                />
                <div class="bench">
                    <AroundCard generator={generator.clone()} {clock} around={state.settings.around} dispatch={dispatch.clone()} />
                    <TraceCard {generator} {clock} />
                    <ClockCard clock={state.clock.clone()} dispatch={dispatch.clone()} />
                    <SettingsCard settings={state.settings} {dispatch} />
                </div>
            </main>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct HeaderProps {
    mask: Mask,
    dispatch: Dispatch,
}

#[component]
fn Header(props: &HeaderProps) -> Html {
    let hidden = props.mask.hides();
    let toggle = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |()| {
            dispatch.dispatch(Action::SetMask(if hidden {
                Mask::Shown
            } else {
                Mask::Hidden
            }));
        })
    };
    html! {
        <header class="page-header">
            <div>
                <h1>{ text::TITLE }</h1>
                <p class="tagline">{ text::TAGLINE }</p>
            </div>
            <div class="page-tools">
                <p role="status" class="quiet">{ text::mask(props.mask) }</p>
                <Button label={if hidden { "Show secrets" } else { "Hide secrets" }} onclick={toggle} />
            </div>
        </header>
    }
}

/// Hides secrets after a while without use, and when the page is left: a browser may show it again from its history.
#[hook]
fn use_hiding(limit: IdleLimit, dispatch: &Dispatch) {
    let on_idle = dispatch.clone();
    use_effect_with(limit, move |limit| {
        let watch = limit.minutes().map(|minutes| {
            IdleWatch::start(minutes, move || {
                on_idle.dispatch(Action::SetMask(Mask::HiddenByIdling));
            })
        });
        move || drop(watch)
    });
    let on_leave = dispatch.clone();
    use_effect_with((), move |()| {
        let listener =
            on_leaving(move || on_leave.dispatch(Action::SetMask(Mask::HiddenByLeaving)));
        move || drop(listener)
    });
}
