//! What the browser says about a network. It knows of a cable or a radio, not of what lies behind.

use gloo_events::EventListener;

use super::activity::window;

/// Whether the browser takes itself to be online.
pub fn is_online() -> bool {
    window().navigator().on_line()
}

/// Calls back with [`is_online`] whenever it changes, as long as the listeners are kept.
pub fn on_online_change(changed: impl Fn(bool) + Clone + 'static) -> [EventListener; 2] {
    ["online", "offline"].map(|event| {
        let changed = changed.clone();
        EventListener::new(&window(), event, move |_| changed(is_online()))
    })
}
