//! What the portal said, by the rows of the file that is checked.

use serde::{Deserialize, Serialize};

use super::examine::Request;
use super::failures::{Failures, FailuresError, read_failures};
use super::portal::{PortalMessage, PortalMessageKind, decode_portal, positions_of};
use super::upload::Upload;
use crate::formats::{self, Assumed, Column, Mending, ReadAs, Reading};

/// A message of the portal, and where in the secret the character stands that it complains of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Located {
    /// The message.
    pub message: PortalMessage,
    /// Counted in characters from 1, in the file as it was opened.
    pub positions: Vec<usize>,
}

/// What the portal said, by the rows of the file.
#[derive(Default)]
pub(super) struct Portal {
    pub(super) failures: Option<Result<Failures, FailuresError>>,
    pub(super) messages: Vec<Located>,
    pub(super) goes_on: bool,
}

impl Portal {
    pub(super) fn said(text: &str, read_as: ReadAs, request: &Request, reading: &Reading) -> Self {
        let Request {
            mending,
            assumed,
            failures,
            portal,
            ..
        } = request;
        if failures.is_none() && portal.as_str().trim().is_empty() {
            return Self::default();
        }
        let upload = Upload::of_file(text, read_as, mending, assumed, reading);
        let failures = failures.as_ref();
        let messages = decode_portal(portal.as_str(), &upload);
        Self {
            failures: failures
                .map(|(text, columns)| read_failures(text.as_str(), *columns, &upload)),
            messages: located(text, read_as, assumed, messages.messages),
            goes_on: messages.goes_on,
        }
    }
}

/// Where in the secrets the characters stand that the portal complains of. As they are in the file: it has seen that one.
fn located(
    text: &str,
    read_as: ReadAs,
    assumed: &Assumed,
    messages: Vec<PortalMessage>,
) -> Vec<Located> {
    let place = |message: &PortalMessage| Some((message.place?.row, Column::SecretKey));
    let places = messages.iter().filter_map(place);
    let cells = formats::pick(text, read_as, &Mending::default(), assumed, places);
    let located = messages.into_iter().map(|message| {
        let cell = place(&message).and_then(|place| cells.get(&place));
        let positions = match (message.kind, cell) {
            (PortalMessageKind::IllegalCharacter(character), Some(cell)) => {
                positions_of(character, &cell.text)
            }
            _ => Vec::new(),
        };
        Located { message, positions }
    });
    located.collect()
}
