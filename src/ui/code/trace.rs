//! How the code comes about: RFC 4226 §5.3, with this token's own numbers.

use yew::prelude::*;

use super::{counted, grouped};
use crate::app::{ClockSetting, Generator};
use crate::oath::{Counter, MovingFactor, Truncation, UnixTime};
use crate::ui::widgets::{Fold, use_time};

/// Properties of [`TraceCard`].
#[derive(Properties, PartialEq)]
pub struct TraceCardProps {
    /// The generator, if the form makes one.
    pub generator: Option<Generator>,
    /// The clock.
    pub clock: ClockSetting,
}

/// The card.
#[component]
pub fn TraceCard(props: &TraceCardProps) -> Html {
    let time = use_time(props.clock);
    let content = counted(
        props.generator.as_ref(),
        props.clock,
        time,
        |generator, counter| {
            html! {
                <dl class="trace">
                    { counter_row(generator.factor(), counter, time) }
                    <Steps generator={generator.clone()} {counter} />
                </dl>
            }
        },
    );
    html! { <Fold id="trace" heading="How the code comes about">{ content }</Fold> }
}

fn counter_row(factor: MovingFactor, counter: Counter, time: UnixTime) -> Html {
    let reckoning = match factor {
        MovingFactor::Time(step) => format!("⌊{} s ÷ {step} s⌋ = {counter}", time.seconds()),
        MovingFactor::Counter(_) => counter.to_string(),
    };
    html! { <div><dt>{ "Counter" }</dt><dd class="number">{ reckoning }</dd></div> }
}

#[derive(Properties, PartialEq)]
struct StepsProps {
    generator: Generator,
    counter: Counter,
}

#[component]
fn Steps(props: &StepsProps) -> Html {
    let truncation = props.generator.truncation(props.counter);
    let digits = props.generator.digits();
    let binary = truncation.binary();
    let last = truncation.hmac().last().copied().unwrap_or_default();
    html! {
        <>
            <div>
                <dt>{ "Message: the counter in 8 bytes" }</dt>
                <dd class="bytes">{ for truncation.message().iter().map(|byte| html! { <span>{ hex(*byte) }</span> }) }</dd>
            </div>
            <div>
                <dt>{ format!("HMAC of the message under the seed, {} bytes", truncation.hmac().len()) }</dt>
                <dd class="bytes">{ marked(&truncation) }</dd>
            </div>
            <div>
                <dt>{ "Offset: the low four bits of the last byte" }</dt>
                <dd class="number">{ format!("{} & 0f = {}", hex(last), truncation.offset()) }</dd>
            </div>
            <div>
                <dt>{ "The four bytes from there, highest bit cleared" }</dt>
                <dd class="number">{ format!("{binary:08x} = {binary}") }</dd>
            </div>
            <div>
                <dt>{ format!("The last {digits} digits") }</dt>
                <dd class="code-small">{ grouped(truncation.code(digits)) }</dd>
            </div>
        </>
    }
}

/// The four bytes in `<mark>`, the one that says where they begin underlined.
fn marked(truncation: &Truncation) -> Html {
    let bytes = truncation.hmac();
    let four = truncation.offset()..truncation.offset() + 4;
    bytes
        .iter()
        .enumerate()
        .map(|(place, byte)| {
            let says_offset = (place == bytes.len() - 1).then_some("says-offset");
            if four.contains(&place) {
                html! { <mark class={says_offset}>{ hex(*byte) }</mark> }
            } else {
                html! { <span class={says_offset}>{ hex(*byte) }</span> }
            }
        })
        .collect()
}

fn hex(byte: u8) -> String {
    format!("{byte:02x}")
}
