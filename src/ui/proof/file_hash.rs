//! Hashes a file that was chosen or dropped, slice by slice, and compares it with what was published. The file may hold
//! secrets: nothing of it is kept.

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

use super::build::copies;
use crate::browser::dom::{File, spawn_local};
use crate::browser::files::{chosen_files, on_drop, read_part};
use crate::proof::{Comparison, Hashing, Sha256Sum, compare, legible};
use crate::ui::text;
use crate::ui::widgets::{Card, CopyButton, TextArea};

/// The largest file that is hashed, in bytes.
const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// What is hashed at a time, in bytes: some milliseconds, after which the page answers a person again.
const SLICE: u64 = 1024 * 1024;

/// Properties of [`FileHashCard`].
#[derive(Properties, PartialEq)]
pub struct FileHashCardProps {
    /// Whether files that are dropped on the page are meant for it.
    pub takes_drops: bool,
}

#[derive(Clone, PartialEq)]
enum Work {
    Nothing,
    Hashing {
        name: String,
        percent: u64,
    },
    Hashed {
        name: String,
        bytes: u64,
        sum: Sha256Sum,
    },
    Refused(&'static str),
}

/// The card.
#[component]
pub fn FileHashCard(props: &FileHashCardProps) -> Html {
    let work = use_state_eq(|| Work::Nothing);
    let surplus = use_state_eq(|| false);
    let expected = use_state_eq(String::new);
    // Each file takes the place of the one before, also of one that is being read.
    let latest = use_memo((), |()| Cell::new(0_u32));
    let open = use_callback((), {
        let (work, surplus) = (work.setter(), surplus.setter());
        move |files: Vec<File>, ()| {
            surplus.set(files.len() > 1);
            if let Some(file) = files.into_iter().next() {
                latest.set(latest.get().wrapping_add(1));
                hash(file, latest.get(), Rc::clone(&latest), work.clone());
            }
        }
    });
    use_effect_with((open.clone(), props.takes_drops), |(open, takes_drops)| {
        let open = open.clone();
        let listeners = takes_drops.then(|| on_drop(move |files| open.emit(files)));
        move || drop(listeners)
    });
    let onchange = Callback::from(move |event: Event| open.emit(chosen_files(&event)));
    let ontype = {
        let expected = expected.setter();
        Callback::from(move |text| expected.set(text))
    };
    let compared = match &*work {
        Work::Hashed { sum, .. } => compare(&expected, sum),
        _ => None,
    };
    html! {
        <Card id="file-hash" heading="Check a file">
            <p class="quiet">{ text::proof::FILE }</p>
            <div class="drop">
                <label for="hash-file">{ "File to hash" }</label>
                <input id="hash-file" type="file" {onchange} />
                <p class="hint">{ text::proof::FILE_HINT }</p>
            </div>
            <div class="verdict" role="status">
                if *surplus {
                    <p class="warning">{ text::proof::ONE_FILE }</p>
                }
                { match &*work {
                    Work::Nothing => Html::default(),
                    Work::Hashing { name, percent } => html! { <p>{ text::proof::hashing(name, *percent) }</p> },
                    Work::Hashed { name, bytes, sum } => html! {
                        <p>{ text::proof::hashed(name, *bytes) }{ " " }<code class="whole">{ sum.to_string() }</code></p>
                    },
                    Work::Refused(why) => html! { <p class="problem">{ *why }</p> },
                } }
            </div>
            if let Work::Hashed { sum, .. } = &*work {
                <div class="row"><CopyButton secret={false} what="the SHA-256 of the file" source={copies(&sum.to_string())} /></div>
                <div class="field">
                    <label for="hash-expected">{ "Published SHA-256" }</label>
                    <TextArea id="hash-expected" rows=2 text={(*expected).clone()} {ontype}
                        is_bad={matches!(compared, Some(Comparison::Different | Comparison::NoHash))} described_by="hash-compared" />
                    <div id="hash-compared" aria-live="polite">
                        if let Some(comparison) = compared {
                            <p class={if comparison == Comparison::Same { "passed" } else { "problem" }}>{ text::proof::comparison(comparison) }</p>
                        }
                    </div>
                </div>
            }
            <h3>{ "From outside" }</h3>
            <p>{ text::proof::COMMANDS_WHY }</p>
            <dl class="figures">
                { for text::proof::COMMANDS.iter().map(|(system, command)| html! {
                    <div>
                        <dt>{ *system }</dt>
                        <dd class="figure"><code>{ *command }</code> <CopyButton secret={false} what={format!("the command for {system}")} source={copies(command)} /></dd>
                    </div>
                }) }
            </dl>
        </Card>
    }
}

/// Hashes a file as long as it is the latest one.
fn hash(file: File, number: u32, latest: Rc<Cell<u32>>, work: UseStateSetter<Work>) {
    let name = legible(&file.name(), 100);
    // A whole number, as the browser has it.
    let bytes = file.size() as u64;
    if bytes > MOST_BYTES {
        return work.set(Work::Refused(text::proof::FILE_TOO_LARGE));
    }
    spawn_local(async move {
        let mut hashing = Hashing::default();
        let mut done = 0;
        while done < bytes {
            let percent = done * 100 / bytes;
            let name = name.clone();
            work.set(Work::Hashing { name, percent });
            let end = (done + SLICE).min(bytes);
            let part = read_part(&file, done, end).await;
            if latest.get() != number {
                return;
            }
            let Ok(part) = part else {
                return work.set(Work::Refused(text::FILE_UNREADABLE));
            };
            hashing.take(&part.into_bytes());
            done = end;
        }
        let sum = hashing.finish();
        work.set(Work::Hashed { name, bytes, sum });
    });
}
