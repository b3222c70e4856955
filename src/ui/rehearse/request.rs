//! A request of Microsoft Graph as text, with the button that does in the tenant what it would do.

use yew::prelude::*;
use zeroize::Zeroizing;

use crate::app::SecretText;
use crate::rehearsal::graph::Request;
use crate::ui::widgets::{CopyButton, SecretValue};

/// Does it, and lets its answer be seen.
pub fn act(acted: &UseStateHandle<bool>, deed: Callback<()>) -> Callback<()> {
    let acted = acted.setter();
    Callback::from(move |()| {
        deed.emit(());
        acted.set(true);
    })
}

/// A request as it is shown.
#[derive(Clone, PartialEq)]
pub struct Shown {
    line: AttrValue,
    body: SecretText,
}

impl Shown {
    /// Of the request; what it holds is wiped with it.
    pub fn of(request: Request) -> Self {
        let Request { line, body } = request;
        Self {
            line: line.into(),
            body: SecretText::new(body.to_string()),
        }
    }
}

/// Properties of [`RequestView`].
#[derive(Properties, PartialEq)]
pub struct RequestViewProps {
    /// What it is, for a screen reader.
    pub name: AttrValue,
    /// The request.
    pub request: Shown,
    /// Whether its body holds a secret.
    pub secret: bool,
    /// Whether that is hidden.
    pub hidden: bool,
}

/// A request: its line and its body, to be read and copied.
#[component]
pub fn RequestView(props: &RequestViewProps) -> Html {
    let Shown { line, body } = props.request.clone();
    // Exposed: whether there is one.
    let has_body = !body.expose().is_empty();
    let source = {
        let (line, body) = (line.clone(), body.clone());
        // Exposed: to be copied by the person who asked.
        Callback::from(move |()| {
            Some(Zeroizing::new(match body.expose() {
                "" => line.to_string(),
                body => format!("{line}\n\n{body}"),
            }))
        })
    };
    html! {
        <div class="request" role="group" aria-label={props.name.clone()}>
            <p><code>{ line }</code></p>
            if has_body {
                <pre><SecretValue text={body} hidden={props.hidden} grouped={false} /></pre>
            }
            <CopyButton what={props.name.clone()} secret={props.secret} {source} />
        </div>
    }
}
