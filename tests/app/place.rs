//! What an address names, and how a place is named.

use totp_toolset::app::{Action, Place, RehearsalAction, Tool};
use totp_toolset::rehearsal::Screen;

use crate::page;

#[test]
fn every_place_is_named_by_its_own_address() {
    for tool in Tool::ALL {
        for screen in Screen::ALL {
            let place = Place { tool, screen };
            let address = format!("#{}", place.name());
            assert_eq!(Tool::of_hash(&address), Some(tool), "{address}");
            let named = (tool == Tool::Rehearse).then_some(screen);
            assert_eq!(Place::screen_of_hash(&address), named, "{address}");
            assert!(place.is_named_by(&address), "{address}");
        }
    }
}

#[test]
fn the_tools_keep_their_addresses() {
    for tool in Tool::ALL {
        let screen = Screen::default();
        assert_eq!(Place { tool, screen }.name(), tool.name());
    }
}

#[test]
fn a_screen_is_named_as_microsoft_names_its_own() {
    let name = |screen| {
        let tool = Tool::Rehearse;
        Place { tool, screen }.name()
    };
    assert_eq!(
        Screen::ALL.map(name),
        [
            "rehearse",
            "rehearse/oath-tokens",
            "rehearse/authentication-methods",
            "rehearse/conditional-access",
            "rehearse/sign-in",
            "rehearse/graph",
        ]
    );
}

#[test]
fn an_address_names_a_screen_of_the_practice_tenant_or_none() {
    let screen = Place::screen_of_hash;
    assert_eq!(screen("#rehearse/users"), Some(Screen::Users));
    for none in [
        "",
        "#",
        "#users",
        "#code",
        "#code/sign-in",
        "#rehearse/",
        "#rehearse/sample",
        "#rehearse/sign-in/",
        "#rehearse/Sign-In",
        "#rehearse/sign-in?code=123456",
        "#rehearse//sign-in",
        "rehearse/sign-in",
    ] {
        assert_eq!(screen(none), None, "{none}");
    }
}

#[test]
fn an_address_without_a_screen_names_the_tool_on_any() {
    let tool = Tool::Rehearse;
    for screen in Screen::ALL {
        let place = Place { tool, screen };
        assert!(place.is_named_by("#rehearse/sample"));
        assert_eq!(place.is_named_by("#rehearse"), screen == Screen::Users);
        assert_eq!(
            place.is_named_by("#rehearse/graph"),
            screen == Screen::Graph
        );
        assert!(!place.is_named_by("#code"));
        assert!(!place.is_named_by(""));
    }
}

#[test]
fn the_pages_own_address_is_its_first_tool() {
    for tool in Tool::ALL {
        let screen = Screen::default();
        assert_eq!(
            Place { tool, screen }.is_named_by(""),
            tool == Tool::Code,
            "{tool:?}"
        );
    }
}

#[test]
fn an_address_opens_tool_and_screen() {
    let state = page([Action::GoToScreen(Screen::SignIn)]);
    assert_eq!(state.tool, Tool::Rehearse);
    assert_eq!(state.rehearsal.screen, Screen::SignIn);
}

#[test]
fn an_address_that_leads_where_somebody_is_leaves_what_was_answered() {
    let joins = RehearsalAction::AddUsers(vec!["helga@contoso.com".to_owned()]);
    let mut state = page([Action::Rehearse(joins)]);
    assert!(state.rehearsal.answer.is_some());
    state.apply(Action::GoToScreen(Screen::Users));
    assert!(state.rehearsal.answer.is_some());
    state.apply(Action::GoToScreen(Screen::Tokens));
    assert_eq!(state.rehearsal.answer, None);
}
