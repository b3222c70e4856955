//! The keyboard: keys and chords by the names a person would use, such as `Tab` or `Control+V`.
//! Never types text into a field; that is [`crate::Control::fill`].

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

use crate::{Failure, Outcome};

/// The key presses of a chord: its keys go down in order and up in reverse.
pub(crate) fn chord(text: &str) -> Outcome<KeyActions> {
    let keys = text.split('+').map(key).collect::<Outcome<Vec<_>>>()?;
    let down = keys.iter().map(|&value| KeyAction::Down { value });
    let up = keys.iter().rev().map(|&value| KeyAction::Up { value });
    let still = KeyActions::new("keyboard".to_owned());
    Ok(down.chain(up).fold(still, InputSource::then))
}

fn key(name: &str) -> Outcome<char> {
    let key = match name {
        "Alt" => Key::Alt,
        "ArrowDown" => Key::Down,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "ArrowUp" => Key::Up,
        "Backspace" => Key::Backspace,
        "Control" => Key::Control,
        "Delete" => Key::Delete,
        "End" => Key::End,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Home" => Key::Home,
        "PageDown" => Key::PageDown,
        "PageUp" => Key::PageUp,
        "Shift" => Key::Shift,
        "Space" => return Ok(' '),
        "Tab" => Key::Tab,
        other => {
            let mut letters = other.chars();
            return match (letters.next(), letters.next()) {
                // WebDriver presses the key that gives this character.
                (Some(letter), None) => Ok(letter.to_ascii_lowercase()),
                _ => Failure::because(format!("there is no key “{other}”")),
            };
        }
    };
    Ok(key.into())
}
