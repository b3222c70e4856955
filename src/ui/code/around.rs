//! The table of codes for the steps around now, with their times.

use yew::prelude::*;

use super::{counted, grouped};
use crate::app::{Action, ClockSetting, Generator, Moment, Settings};
use crate::browser::clock::minutes_east_of_utc;
use crate::oath::{Counter, MovingFactor, UnixTime};
use crate::ui::Dispatch;
use crate::ui::widgets::{Fold, Select, use_time};

/// Properties of [`AroundCard`].
#[derive(Properties, PartialEq)]
pub struct AroundCardProps {
    /// The generator, if the form makes one.
    pub generator: Option<Generator>,
    /// The clock.
    pub clock: ClockSetting,
    /// How many steps before and after.
    pub around: u8,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The card.
#[component]
pub fn AroundCard(props: &AroundCardProps) -> Html {
    let time = use_time(props.clock);
    let onchoose = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |around| dispatch.dispatch(Action::ChooseAround(around)))
    };
    let options = Settings::AROUND
        .into_iter()
        .map(|around| (around, format!("± {around}").into()))
        .collect::<Vec<_>>();
    let table = counted(
        props.generator.as_ref(),
        props.clock,
        time,
        |generator, counter| {
            html! {
                <AroundTable generator={generator.clone()} {counter} around={props.around} />
            }
        },
    );
    html! {
        <Fold id="around" heading="Codes around now">
            <Select<u8> id="around-steps" label="Steps before and after" {options} chosen={props.around} {onchoose} />
            { table }
        </Fold>
    }
}

#[derive(Properties, PartialEq)]
struct AroundTableProps {
    generator: Generator,
    counter: Counter,
    around: u8,
}

/// Renders anew only when the counter moves.
#[component]
fn AroundTable(props: &AroundTableProps) -> Html {
    let around = i64::from(props.around);
    let timed = matches!(props.generator.factor(), MovingFactor::Time(_));
    html! {
        <div class="scrolls" role="region" aria-label="Codes around now, table" tabindex="0">
            <table class="around">
                <caption class="visually-hidden">{ "Codes of the steps around now" }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ "Step" }</th>
                        <th scope="col">{ "Code" }</th>
                        if timed {
                            <th scope="col">{ "From (local time)" }</th>
                            <th scope="col">{ "From (UTC)" }</th>
                        }
                        <th scope="col">{ "Counter" }</th>
                    </tr>
                </thead>
                <tbody>
                    { for (-around..=around).filter_map(|steps| row(&props.generator, props.counter, steps)) }
                </tbody>
            </table>
        </div>
    }
}

fn row(generator: &Generator, now: Counter, steps: i64) -> Option<Html> {
    let counter = now.offset(steps)?;
    let start = match generator.factor() {
        MovingFactor::Time(step) => Some(step.start_of(counter)),
        MovingFactor::Counter(_) => None,
    };
    let current = (steps == 0).then_some("true");
    let name = match steps {
        0 => "now".to_owned(),
        steps => format!("{steps:+}").replace('-', "−"),
    };
    Some(html! {
        <tr class={current.map(|_| "current")} aria-current={current} key={counter.0}>
            <th scope="row">{ name }</th>
            <td class="code-small">{ grouped(generator.code(counter)) }</td>
            if let Some(start) = start {
                <td>{ start.map_or_else(unknown, local) }</td>
                <td>{ start.map_or_else(unknown, utc) }</td>
            }
            <td class="number">{ counter.to_string() }</td>
        </tr>
    })
}

fn local(time: UnixTime) -> String {
    Moment::local(time, minutes_east_of_utc(time)).map_or_else(unknown, |moment| moment.to_string())
}

fn utc(time: UnixTime) -> String {
    Moment::utc(time).map_or_else(unknown, |moment| moment.to_string())
}

/// Beyond the year 9999, where no calendar is asked.
fn unknown() -> String {
    "–".to_owned()
}
