//! One page, in millimetres of the paper: what is drawn on the screen to scale is what is printed.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Hundredths, Label, Letter, LetterToken, Paper, PrintPage, PrintPlan, SecretText};
use crate::browser::dom::{HtmlElement, set_style};
use crate::qr::Qr;
use crate::ui::text;
use crate::ui::widgets::SecretValue;

/// Properties of [`PageView`].
#[derive(Properties, PartialEq)]
pub struct PageViewProps {
    /// The print.
    pub plan: Rc<PrintPlan>,
    /// Which page of it, from 0.
    pub number: usize,
}

/// The page.
#[component]
pub fn PageView(props: &PageViewProps) -> Html {
    let plan = &props.plan;
    let page = use_memo((Rc::clone(plan), props.number), |(plan, number)| {
        plan.page(*number)
    });
    let grid = plan.grid;
    let sheet = use_measures(vec![
        ("--paper-width", plan.paper.width()),
        ("--columns-width", grid.width),
        ("--rows-height", grid.height),
        ("--gap-across", grid.across - grid.width),
        ("--gap-down", grid.down - grid.height),
        ("--left", grid.left),
        ("--top", grid.top),
        ("--padding", grid.padding()),
        // A count, in hundredths like the rest.
        ("--columns", Hundredths::from(grid.columns) * 100),
    ]);
    let paper = paper_class(plan.paper);
    let (kind, content) = match page.as_ref() {
        Some(PrintPage::Labels(labels)) => (
            "of-labels",
            html! { { for labels.iter().map(|label| match label {
                Some(label) => html! { <LabelView label={label.clone()} /> },
                None => html! { <div class="sticker" /> },
            }) } },
        ),
        Some(PrintPage::Letter(letter)) => ("letter", letter_of(letter, &plan.contact)),
        Some(PrintPage::Handout) => ("letter", handout(&plan.contact)),
        None => ("letter", Html::default()),
    };
    let name = format!("Sheet {} of {}", props.number + 1, plan.pages());
    html! {
        <div class={classes!("sheet-frame", paper)}>
            <div ref={sheet} class={classes!("sheet", paper, kind, plan.cut_lines.then_some("cut"))} role="group" aria-label={name}>
                { content }
            </div>
        </div>
    }
}

/// What the style calls a paper.
pub(super) fn paper_class(paper: Paper) -> &'static str {
    match paper {
        Paper::A4 => "a4",
        Paper::Letter => "us-letter",
    }
}

/// Gives an element its measures in millimetres, as numbers that the style multiplies with the size of a millimetre.
#[hook]
fn use_measures(measures: Vec<(&'static str, Hundredths)>) -> NodeRef {
    let element = use_node_ref();
    let place = element.clone();
    use_effect_with(measures, move |measures| {
        if let Some(element) = place.cast::<HtmlElement>() {
            for (name, measure) in measures {
                // Without decimals where there are none: a number of columns is no fraction.
                let value = match measure % 100 {
                    0 => (measure / 100).to_string(),
                    rest => format!("{}.{rest:02}", measure / 100),
                };
                set_style(&element, name, &value);
            }
        }
    });
    element
}

#[derive(Properties, PartialEq)]
struct LabelViewProps {
    label: Label,
}

#[component]
fn LabelView(props: &LabelViewProps) -> Html {
    let label = &props.label;
    let sizes = label.sizes;
    let element = use_measures(vec![
        ("--serial", sizes.serial),
        ("--line", sizes.line),
        ("--secret", sizes.secret.unwrap_or_default()),
        ("--qr", sizes.qr),
    ]);
    html! {
        <div ref={element} class="sticker">
            <div class="sticker-text">
                { serial(&label.serial) }
                { for label.lines.iter().map(|line| html! { <p class="label-line">{ line.clone() }</p> }) }
                if let Some(secret) = &label.secret {
                    { secret_of(secret) }
                }
                if label.instruction {
                    <p class="label-line">{ text::paper::LABEL_INSTRUCTION }</p>
                }
            </div>
            if let Some(qr) = &label.qr {
                { picture(qr, label.serial.as_deref()) }
            }
        </div>
    }
}

fn serial(serial: &Option<String>) -> Html {
    match serial {
        Some(serial) => html! { <p class="serial">{ serial.clone() }</p> },
        None => html! { <p class="label-line">{ text::paper::NO_SERIAL }</p> },
    }
}

fn secret_of(secret: &SecretText) -> Html {
    // Asked for, and not hidden: else the print has none.
    html! { <p class="paper-secret"><SecretValue text={secret.clone()} hidden={false} /></p> }
}

fn picture(qr: &Qr, serial: Option<&str>) -> Html {
    let side = qr.side();
    let name = format!(
        "QR code of token {}",
        serial.unwrap_or(text::paper::NO_SERIAL)
    );
    html! {
        <svg class="paper-qr" viewBox={format!("0 0 {side} {side}")} role="img" aria-label={name} shape-rendering="crispEdges">
            <rect width={side.to_string()} height={side.to_string()} class="qr-light" />
            <path d={qr.svg_path()} class="qr-dark" />
        </svg>
    }
}

fn letter_of(letter: &Letter, contact: &str) -> Html {
    let name = letter.name.as_ref().or(letter.upn.as_ref());
    let first = letter.tokens.first();
    // Said only where it holds for each of them.
    let alike = first.filter(|first| {
        let same = |token: &LetterToken| (token.digits, token.step) == (first.digits, first.step);
        letter.tokens.iter().all(same)
    });
    let secrets = letter
        .tokens
        .iter()
        .any(|token| token.secret.is_some() || token.qr.is_some());
    html! {
        <>
            <div class="addressee">
                if let Some(name) = name {
                    <p class="name">{ name.clone() }</p>
                }
                if let (Some(upn), Some(_)) = (&letter.upn, &letter.name) {
                    <p>{ upn.clone() }</p>
                }
                if let Some(department) = &letter.department {
                    <p>{ department.clone() }</p>
                }
            </div>
            <p class="title">{ text::paper::LETTER_HEADING }</p>
            <p>{ text::paper::LETTER_OPENING }</p>
            <div class="letter-tokens">
                { for letter.tokens.iter().map(token_of) }
            </div>
            if let Some(alike) = alike {
                <p>{ text::paper::codes(alike.digits, alike.step) }</p>
            }
            { instructions(alike.and_then(|token| token.step), contact) }
            if secrets {
                <p><strong>{ text::paper::LETTER_SECRET }</strong></p>
            }
        </>
    }
}

fn token_of(token: &LetterToken) -> Html {
    html! {
        <div class="letter-token">
            <div>
                <p class="caption">{ "Serial number" }</p>
                { serial(&token.serial) }
                if let Some(model) = &token.model {
                    <p class="label-line">{ model.clone() }</p>
                }
                if let Some(secret) = &token.secret {
                    { secret_of(secret) }
                }
            </div>
            if let Some(qr) = &token.qr {
                { picture(qr, token.serial.as_deref()) }
            }
        </div>
    }
}

fn handout(contact: &str) -> Html {
    html! {
        <>
            <p class="title">{ text::paper::LETTER_HEADING }</p>
            <p>{ text::paper::LETTER_OPENING }</p>
            { instructions(None, contact) }
        </>
    }
}

fn instructions(step: Option<u32>, contact: &str) -> Html {
    html! {
        <>
            <ol>{ for text::paper::steps(step).into_iter().map(|step| html! { <li>{ step }</li> }) }</ol>
            <p>{ text::paper::LETTER_LATER }</p>
            if !contact.is_empty() {
                <p>{ "Questions: " }<strong>{ contact.to_owned() }</strong></p>
            }
        </>
    }
}
