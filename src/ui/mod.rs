//! The Yew components: what a person sees and does. They decide nothing: `app` does, `browser` reaches out.
//!
//! Policy of the page: no `style` attributes, no event-handler attributes, no HTML from strings.

mod activation;
mod app;
mod burn;
mod check;
mod clear;
mod clipboard_bar;
mod clock_card;
mod code;
mod desk;
mod errand_bar;
mod file_form;
mod hand_out;
mod issue;
mod list;
mod paper;
mod proof;
mod rehearse;
mod seed_card;
mod settings_card;
pub mod text;
mod walk;
pub mod widgets;

use std::rc::Rc;

use yew::prelude::*;

pub use app::{App, AppProps};
pub use desk::Desk;
pub use proof::{Blocked, BlockedProps};

use crate::app::{Action, State};

impl Reducible for State {
    type Action = Action;

    fn reduce(mut self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::make_mut(&mut self).apply(action);
        self
    }
}

/// How components say what happened.
pub type Dispatch = UseReducerDispatcher<State>;
