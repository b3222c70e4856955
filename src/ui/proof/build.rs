//! Which sources the page says it was built from, and the hashes of what it runs.

use yew::prelude::*;
use zeroize::Zeroizing;

use crate::browser::dom::spawn_local;
use crate::browser::parts::{DocumentPart, document_parts, program, stamp};
use crate::proof::{Build, Sha256Sum, legible};
use crate::ui::text;
use crate::ui::widgets::{Card, CopyButton};

/// The version that the program was compiled with.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Properties of [`BuildCard`].
#[derive(Properties, PartialEq)]
pub struct BuildCardProps {
    /// Whether it is shown: the hashes are computed when it is.
    pub shown: bool,
}

/// A part of the page by its name, with its hash if it could be had.
type Figure = (String, Option<Sha256Sum>);

/// The card.
#[component]
pub fn BuildCard(props: &BuildCardProps) -> Html {
    let figures = use_state_eq(Vec::<Figure>::new);
    {
        let figures = figures.setter();
        use_effect_with(props.shown, move |shown| {
            if *shown {
                spawn_local(async move { figures.set(taken().await) });
            }
        });
    }
    let build = use_memo((), |()| Build::of_stamp(&stamp()));
    html! {
        <Card id="build" heading="This build">
            if let Some(build) = &*build {
                <div class="figures">
                    <p>{ text::proof::build(build) }</p>
                    if let Some(commit) = &build.commit {
                        <p class="figure"><code>{ commit }</code> <CopyButton secret={false} what="the commit" source={copies(commit)} /></p>
                    }
                </div>
                if build.version != VERSION {
                    <p class="problem">{ text::proof::other_program(VERSION) }</p>
                }
            } else {
                <p class="warning">{ text::proof::NO_STAMP }</p>
            }
            <p class="quiet">{ text::proof::PARTS }</p>
            if figures.is_empty() {
                <p class="quiet" role="status">{ "Hashing …" }</p>
            } else {
                <dl class="figures">
                    { for figures.iter().map(|(name, sum)| html! {
                        <div>
                            <dt>{ name }</dt>
                            if let Some(sum) = sum {
                                <dd class="figure"><code>{ sum.to_string() }</code> <CopyButton secret={false} what={format!("the SHA-256 of {name}")} source={copies(&sum.to_string())} /></dd>
                            } else {
                                <dd class="figure">{ text::proof::NO_PROGRAM }</dd>
                            }
                        </div>
                    }) }
                </dl>
            }
        </Card>
    }
}

/// What a button copies.
pub fn copies(text: &str) -> Callback<(), Option<Zeroizing<String>>> {
    let text = text.to_owned();
    Callback::from(move |()| Some(Zeroizing::new(text.clone())))
}

async fn taken() -> Vec<Figure> {
    let mut figures = Vec::new();
    for DocumentPart { element, id, text } in document_parts() {
        let sum = match text {
            Some(text) => Some(Sha256Sum::of(text.as_bytes())),
            None => program()
                .await
                .map(|program| Sha256Sum::of(&program.into_bytes())),
        };
        // Another hand may have put the element there, and named it.
        figures.push((legible(&text::proof::part(&element, &id), 60), sum));
    }
    figures
}
