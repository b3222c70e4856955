//! The root: holds the state, lays out the cards, hides secrets when nobody is there.

use std::rc::Rc;

use yew::prelude::*;

use super::activation::ActivationCard;
use super::burn::BurnCard;
use super::check::CheckBench;
use super::clear::ClearEverything;
use super::clipboard_bar::ClipboardBar;
use super::clock_card::ClockCard;
use super::code::{AroundCard, CodeCard, QrCard, SpellingsCard, TraceCard};
use super::desk::{Desk, use_upkeep};
use super::errand_bar::ErrandBar;
use super::issue::{FilesCard, OrderCard};
use super::list::ListCard;
use super::paper::PaperCard;
use super::proof::ProofBench;
use super::rehearse::RehearseBench;
use super::seed_card::SeedCard;
use super::settings_card::SettingsCard;
use super::widgets::Button;
use super::{Dispatch, text};
use crate::app::{Action, IdleLimit, Mask, Notice, Place, Sample, State, Tool};
use crate::browser::activity::{
    IdleWatch, ask_before_leaving, hash, on_hash_change, on_leaving, set_hash,
};
use crate::browser::dom::{begin_anew_at_id, focus_id, keyboard_is_at, keyboard_is_lost};
use crate::browser::entropy::random_secret;
use crate::browser::frame::is_framed;
use crate::browser::sights::Watch;
use crate::browser::stack::{sweep_regularly, sweep_soon};
use crate::oath::Secret;
use crate::proof::SelfTests;
use crate::rehearsal::Screen;

/// The length of the seeds that the page makes, in bytes: the 160 bits that RFC 4226 recommends.
const SEED_BYTES: usize = Secret::RECOMMENDED_BITS / 8;

/// A random seed for [`Action::TakeRandomSeed`]; `None` where the source of randomness failed.
pub(super) fn random_seed() -> Option<Secret> {
    random_secret(SEED_BYTES).ok()
}

/// Properties of [`App`].
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// What came of the self-tests at the start.
    pub self_tests: Rc<SelfTests>,
    /// What the page sees of itself.
    pub watch: Watch,
}

/// The whole page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let state = use_reducer(|| State::new(random_seed()));
    let dispatch = state.dispatcher();
    use_hiding(state.settings.idle, &dispatch);

    let desk = use_memo((), |()| Desk::default());
    use_upkeep(&desk, &state, &dispatch);
    let place = Place {
        tool: state.tool,
        screen: state.rehearsal.screen,
    };
    use_address(place, &dispatch);
    // What a demo in a frame holds is nobody's.
    let practises = state.rehearsal.is_worth_keeping() && !is_framed();
    use_question_before_leaving(state.unsaved || practises);
    use_sweeping();
    use_effect_with(state.shown, |shown| {
        // What is shown may be far above: the keyboard and the eye go there.
        if *shown > 0 {
            focus_id("current-heading");
        }
    });

    let whole = Rc::new((*state).clone());
    let code = &state.code;
    let clock = state.clock.setting;
    let generator = code.generator().cloned();
    let elsewhere = |tool| state.tool != tool;
    let tokens = state.list.len() + usize::from(state.list.removed().is_some());
    let forgotten = state.notice == Some(Notice::Forgotten);
    html! {
        <ContextProvider<Desk> context={(*desk).clone()}>
        <ContextProvider<Dispatch> context={dispatch.clone()}>
            if is_framed() {
                <p class="demo"><strong>{ text::DEMO[0] }</strong>{ " " }{ text::DEMO[1] }</p>
            }
            <Header {place} mask={state.mask} dispatch={dispatch.clone()}>
                <ClearEverything {tokens} unsaved={state.unsaved} {forgotten} dispatch={dispatch.clone()} />
            </Header>
            <ErrandBar errand={state.errand.clone()} dispatch={dispatch.clone()} />
            // Made anew when everything is forgotten: what was typed anywhere goes with the field.
            <main key={state.forgotten}>
                <div class="bench instrument" hidden={elsewhere(Tool::Code)}>
                    <CodeCard generator={generator.clone()} {clock} following={state.settings.following} dispatch={dispatch.clone()} />
                    <SeedCard code={code.clone()} mask={state.mask} dispatch={dispatch.clone()} />
                    <QrCard code={code.clone()} mask={state.mask} dispatch={dispatch.clone()} />
                    <SpellingsCard seed={code.seed.clone()} mask={state.mask} />
                </div>
                <div class="bench-wide" hidden={elsewhere(Tool::Issue)}>
                    <OrderCard order={state.order.clone()} list={state.list.clone()} busy={state.errand.is_some()} dispatch={dispatch.clone()} />
                </div>
                <div class="bench-wide" hidden={elsewhere(Tool::Check)}>
                    <CheckBench state={Rc::clone(&whole)} dispatch={dispatch.clone()} />
                </div>
                <div class="bench-wide" hidden={elsewhere(Tool::Rehearse)}>
                    <RehearseBench state={Rc::clone(&whole)} dispatch={dispatch.clone()} />
                </div>
                <ProofBench self_tests={Rc::clone(&props.self_tests)} watch={props.watch.clone()} shown={state.tool == Tool::Proof} />
                <div class="bench-wide" hidden={state.tool == Tool::Proof}>
                    <ListCard state={Rc::clone(&whole)} dispatch={dispatch.clone()} />
                </div>
                <div class="bench-wide" hidden={elsewhere(Tool::Issue)}>
                    <FilesCard state={Rc::clone(&whole)} dispatch={dispatch.clone()} />
                </div>
                <div class="bench" hidden={elsewhere(Tool::Issue)}>
                    <BurnCard state={Rc::clone(&whole)} dispatch={dispatch.clone()} />
                    <ActivationCard state={Rc::clone(&whole)} dispatch={dispatch.clone()} />
                </div>
                <div class="bench-wide with-paper" hidden={elsewhere(Tool::Issue)}>
                    <PaperCard state={whole} dispatch={dispatch.clone()} />
                </div>
                <div class="bench" hidden={elsewhere(Tool::Code)}>
                    <AroundCard generator={generator.clone()} {clock} around={state.settings.around} dispatch={dispatch.clone()} />
                    <TraceCard {generator} {clock} />
                </div>
                <div class="bench" hidden={state.tool == Tool::Proof}>
                    <ClockCard clock={state.clock.clone()} dispatch={dispatch.clone()} />
                    <SettingsCard settings={state.settings} dispatch={dispatch.clone()} />
                </div>
            </main>
            <ClipboardBar clipboard={state.clipboard} {dispatch} />
        </ContextProvider<Dispatch>>
        </ContextProvider<Desk>>
    }
}

/// The address names the place: a link leads to it, and the browser's way back works.
#[hook]
fn use_address(place: Place, dispatch: &Dispatch) {
    // Where the page is, and whether the address has led from one screen to another there.
    let (here, led) = (use_mut_ref(|| None::<Place>), use_mut_ref(|| false));
    let opened_with = use_memo((), |()| Sample::of_hash(&hash()));
    {
        let (dispatch, here, led) = (dispatch.clone(), Rc::clone(&here), Rc::clone(&led));
        use_effect_with((), move |()| {
            follow(&hash(), &dispatch);
            take_sample(&hash(), &dispatch);
            let listener = on_hash_change(move |hash| {
                let screen = follow(&hash, &dispatch);
                let is_other = |here: &Place| {
                    here.tool == Tool::Rehearse
                        && screen.is_some_and(|screen| screen != here.screen)
                };
                led.replace(here.borrow().as_ref().is_some_and(is_other));
                // The way back to where the page was opened brings no second sample.
                if is_framed() || Sample::of_hash(&hash) != *opened_with {
                    take_sample(&hash, &dispatch);
                }
            });
            move || drop(listener)
        });
    }
    use_effect_with(place, move |place| {
        let (before, led) = (here.replace(Some(*place)), led.replace(false));
        let hash = hash();
        // Where a sample is named and no screen, another screen is another place.
        let moved = before.is_some_and(|before| {
            place.tool == Tool::Rehearse
                && before.tool == place.tool
                && before.screen != place.screen
                && Place::screen_of_hash(&hash).is_none()
        });
        let named = place.is_named_by(&hash) && !moved;
        // In a frame the way back is the host's: its readers do not go back through screens.
        let stays = is_framed() && Tool::of_hash(&hash) == Some(place.tool);
        // A page that opens keeps the address that it was opened with.
        if before.is_some() && !led && !named && !stays {
            set_hash(&place.name());
        }
        // The way back takes away what had the keyboard, and nothing was pressed that would take it elsewhere.
        if led && (keyboard_is_lost() || keyboard_is_at("tenant-heading")) {
            begin_anew_at_id("tenant-heading");
        }
    });
}

/// Goes where an address leads; gives back the screen that it leads to. The practice tenant without a screen is its first one; but
/// in a frame, where screens are not named, it is the one that is open.
fn follow(hash: &str, dispatch: &Dispatch) -> Option<Screen> {
    if hash.is_empty() {
        // As the page was opened.
        dispatch.dispatch(Action::GoTo(Tool::default()));
    }
    let tool = Tool::of_hash(hash)?;
    let first = || Some(Screen::default()).filter(|_| !is_framed() && tool == Tool::Rehearse);
    let named = Place::screen_of_hash(hash).filter(|_| hash.contains('/'));
    let screen = named.or_else(first);
    dispatch.dispatch(screen.map_or(Action::GoTo(tool), Action::GoToScreen));
    screen
}

/// Takes the sample that an address names, if it names one.
fn take_sample(hash: &str, dispatch: &Dispatch) {
    if let Some(sample) = Sample::of_hash(hash) {
        dispatch.dispatch(Action::TakeSample(sample));
    }
}

/// Asks before the page is left with tokens that are nowhere else.
#[hook]
fn use_question_before_leaving(unsaved: bool) {
    use_effect_with(unsaved, |unsaved| {
        let listener = unsaved.then(ask_before_leaving);
        move || drop(listener)
    });
}

/// Overwrites the stack where nothing uses it: after whatever has drawn the page anew, and each second for all else.
#[hook]
fn use_sweeping() {
    use_effect_with((), |()| {
        let sweeping = sweep_regularly();
        move || drop(sweeping)
    });
    use_effect(|| {
        let sweep = sweep_soon();
        move || drop(sweep)
    });
}

#[derive(Properties, PartialEq)]
struct HeaderProps {
    place: Place,
    mask: Mask,
    dispatch: Dispatch,
    children: Html,
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
            <nav aria-label="Tools">
                <ul role="list">
                    { for Tool::ALL.map(|tool| html! {
                        <li>
                            <a href={address(Place { tool, ..props.place })} aria-current={(tool == props.place.tool).then_some("page")}>{ text::tool(tool) }</a>
                        </li>
                    }) }
                </ul>
            </nav>
            <div class="page-tools">
                <p role="status" class="quiet">{ text::mask(props.mask) }</p>
                <Button label={if hidden { "Show secrets" } else { "Hide secrets" }} onclick={toggle} />
                { props.children.clone() }
            </div>
        </header>
    }
}

/// What a link to a place is; in a frame, to its tool.
fn address(place: Place) -> String {
    if is_framed() {
        format!("#{}", place.tool.name())
    } else {
        format!("#{}", place.name())
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
