//! The page as it opens, and its code: the right one, for exactly as long as it is good.

use totp_toolset::oath::{
    Digits, EncodingChoice, HashAlgorithm, Hotp, TimeStep, UnixTime, decode_seed,
};
use totp_toolset::ui::{App, text};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};

use crate::fake::{Clock, happens, js_with};
use crate::mounted::{Mounted, all, app, settled, text_of};

/// 2025-11-24T10:30:00Z, where a step of 30 seconds begins, and one of 60.
const STEP_BEGINS: i64 = 1_763_980_200_000;
const NEXT_CODE: &str = "Next code";
const SET_TIME: &str = "Set the time";

/// The code that the page ought to show, from the seed in its field.
fn expected(
    page: &Mounted<App>,
    hash: HashAlgorithm,
    digits: Digits,
    step: u32,
    at: i64,
) -> String {
    let seed = page.value("#seed-text");
    let seed = decode_seed(&seed, EncodingChoice::Automatic).expect("the field has a seed");
    let step = TimeStep::try_from(step).expect("a step");
    let code = Hotp::new(&seed.secret, hash).code_at(UnixTime::from_milliseconds(at), step, digits);
    code.expect("after 1970").to_string()
}

fn usual(page: &Mounted<App>, at: i64) -> String {
    expected(page, HashAlgorithm::Sha1, Digits::Six, 30, at)
}

async fn at(clock: &Clock, milliseconds: i64) {
    clock.set(milliseconds);
    happens("focus");
    settled().await;
}

fn code(page: &Mounted<App>) -> String {
    page.text("#current-code")
}

#[wasm_bindgen_test]
async fn the_page_opens_with_a_seed_a_qr_code_and_its_code() {
    let clock = Clock::still_at(STEP_BEGINS + 5_250);
    let page = app().await;
    let seed = decode_seed(&page.value("#seed-text"), EncodingChoice::Automatic);
    assert_eq!(seed.map(|seed| seed.secret.bits()), Ok(160));
    assert!(page.find("svg[role=img] path").is_some(), "a QR code");
    assert_eq!(code(&page), usual(&page, clock.now()));
}

#[wasm_bindgen_test]
async fn two_pages_open_with_different_seeds() {
    let seed = async || app().await.value("#seed-text");
    assert_ne!(seed().await, seed().await);
}

#[wasm_bindgen_test]
async fn the_code_changes_exactly_when_the_counter_does() {
    let clock = Clock::still_at(STEP_BEGINS + 1_000);
    let page = app().await;
    let (this, next) = (
        usual(&page, STEP_BEGINS),
        usual(&page, STEP_BEGINS + 30_000),
    );
    assert_ne!(this, next);
    for (milliseconds, shown) in [
        (STEP_BEGINS, &this),
        (STEP_BEGINS + 15_500, &this),
        (STEP_BEGINS + 29_999, &this),
        (STEP_BEGINS + 30_000, &next),
        (STEP_BEGINS + 59_999, &next),
        // The clock was set back.
        (STEP_BEGINS + 29_999, &this),
    ] {
        at(&clock, milliseconds).await;
        assert_eq!(code(&page), *shown, "{milliseconds}");
    }
}

#[wasm_bindgen_test]
async fn the_countdown_says_how_long_the_code_is_still_good() {
    let clock = Clock::still_at(STEP_BEGINS);
    let page = app().await;
    for (into, left) in [
        (0, "30"),
        (999, "30"),
        (1_000, "29"),
        (28_999, "2"),
        (29_000, "1"),
        (29_999, "1"),
    ] {
        at(&clock, STEP_BEGINS + into).await;
        assert_eq!(
            page.text(".countdown-seconds .number"),
            left,
            "{into} ms into the step"
        );
    }
}

#[wasm_bindgen_test]
async fn the_bar_starts_where_the_step_is() {
    let _clock = Clock::still_at(STEP_BEGINS + 5_250);
    let page = app().await;
    let bar: Element = page.get(".countdown-bar");
    let style = |property: &str| {
        js_with("bar", &format!("return bar.style[{property:?}]"), &bar).as_string()
    };
    assert_eq!(style("animationDuration").as_deref(), Some("30s"));
    let delay = style("animationDelay");
    assert!(
        matches!(delay.as_deref(), Some("-5250ms" | "-5.25s")),
        "{delay:?}"
    );
}

#[wasm_bindgen_test]
async fn the_countdown_is_not_part_of_the_code() {
    let page = app().await;
    let output: Element = page.get("output");
    assert_eq!(output.id(), "current-code");
    assert!(
        text_of(&output).chars().all(|c| c.is_ascii_digit()),
        "digits alone"
    );
    let inside = page.find("output .countdown, output .countdown-seconds, .countdown output");
    assert!(inside.is_none());
    // Not shouted at each change.
    assert_eq!(output.get_attribute("aria-live").as_deref(), Some("off"));
}

#[wasm_bindgen_test]
async fn hash_and_digits_are_those_that_are_chosen() {
    let clock = Clock::still_at(STEP_BEGINS);
    let page = app().await;
    for (hash_place, hash) in HashAlgorithm::ALL.into_iter().enumerate() {
        page.choose("#hash", hash_place).await;
        for (digits_place, digits) in Digits::ALL.into_iter().enumerate() {
            page.choose("#digits", digits_place).await;
            assert_eq!(
                code(&page),
                expected(&page, hash, digits, 30, clock.now()),
                "{hash}, {digits}"
            );
        }
    }
}

#[wasm_bindgen_test]
async fn the_step_is_the_one_that_is_typed() {
    let clock = Clock::still_at(STEP_BEGINS + 31_000);
    let page = app().await;
    for step in [60, 1, 45, 30] {
        page.type_into("#step", &step.to_string()).await;
        let expected = expected(&page, HashAlgorithm::Sha1, Digits::Six, step, clock.now());
        assert_eq!(code(&page), expected, "{step} s");
    }
}

#[wasm_bindgen_test]
async fn a_step_that_is_no_number_has_no_code_and_says_so_beside_the_field() {
    let page = app().await;
    for typed in ["", "0", "-30", "30.5", "half a minute", "4294967296"] {
        page.type_into("#step", typed).await;
        let field: HtmlInputElement = page.get("#step");
        assert_eq!(
            field.get_attribute("aria-invalid").as_deref(),
            Some("true"),
            "{typed}"
        );
        let described_by = field.get_attribute("aria-describedby").unwrap_or_default();
        let said = page.text(&format!("#{described_by}"));
        assert_eq!(
            said,
            text::code_problem(totp_toolset::app::CodeProblem::Step),
            "{typed}"
        );
        assert!(page.find("#current-code").is_none(), "{typed}");
    }
    page.type_into("#step", "30").await;
    assert!(page.find("#current-code").is_some());
    assert!(!page.get::<Element>("#step").has_attribute("aria-invalid"));
}

#[wasm_bindgen_test]
async fn a_counter_goes_on_when_it_is_told_to_and_time_does_not_move_it() {
    let clock = Clock::still_at(STEP_BEGINS);
    let page = app().await;
    page.choose("#kind", 1).await;
    page.type_into("#counter", "41").await;
    let hotp = |counter: i64| {
        // The time at which a step of one second has that counter.
        expected(&page, HashAlgorithm::Sha1, Digits::Six, 1, counter * 1_000)
    };
    assert_eq!(code(&page), hotp(41));
    at(&clock, STEP_BEGINS + 3_600_000).await;
    assert_eq!(code(&page), hotp(41));
    page.press(NEXT_CODE).await;
    assert_eq!(code(&page), hotp(42));
    assert_eq!(page.value("#counter"), "42");
    assert!(page.find(".countdown-bar").is_none(), "nothing runs out");
}

#[wasm_bindgen_test]
async fn before_1970_there_is_no_code_and_the_page_says_so() {
    let _clock = Clock::still_at(-1);
    let page = app().await;
    assert!(page.find("#current-code").is_none());
    assert!(page.text("#current").contains(text::BEFORE_1970));
}

#[wasm_bindgen_test]
async fn a_time_that_is_set_is_marked_and_the_code_is_for_it() {
    let clock = Clock::still_at(STEP_BEGINS);
    let page = app().await;
    for (place, mode) in totp_toolset::app::ClockMode::ALL.into_iter().enumerate() {
        page.choose("#clock-mode", place).await;
        let Some(mark) = text::clock_mark(mode) else {
            assert!(page.find(".clock-mark").is_none());
            continue;
        };
        page.type_into("#clock-time", "1111111109").await;
        page.press(SET_TIME).await;
        assert!(page.text("#current").contains(mark), "{mark}");
        assert_eq!(code(&page), usual(&page, 1_111_111_109_000));
    }
    // The last one stands still.
    at(&clock, STEP_BEGINS + 3_600_000).await;
    assert_eq!(code(&page), usual(&page, 1_111_111_109_000));

    page.choose("#clock-mode", 0).await;
    assert_eq!(code(&page), usual(&page, clock.now()));
}

#[wasm_bindgen_test]
async fn a_time_that_is_set_runs_on_with_the_computers() {
    let clock = Clock::still_at(STEP_BEGINS);
    let page = app().await;
    page.choose("#clock-mode", 1).await;
    page.type_into("#clock-time", "1111111109").await;
    page.press(SET_TIME).await;
    at(&clock, STEP_BEGINS + 2_000).await;
    assert_eq!(code(&page), usual(&page, 1_111_111_111_000));
}

#[wasm_bindgen_test]
async fn as_many_codes_to_come_are_shown_as_are_wanted() {
    let _clock = Clock::still_at(STEP_BEGINS);
    let page = app().await;
    for (place, following) in totp_toolset::app::Settings::FOLLOWING
        .into_iter()
        .enumerate()
    {
        page.choose("#following", place).await;
        let shown: Vec<String> = page
            .all(".neighbours .code-small")
            .iter()
            .map(text_of)
            .collect();
        let expected: Vec<String> = std::iter::once(-1)
            .chain(1..=i64::from(following))
            .map(|steps| usual(&page, STEP_BEGINS + steps * 30_000))
            .collect();
        assert_eq!(shown, expected);
    }
}

#[wasm_bindgen_test]
async fn the_table_around_now_reaches_as_far_as_is_chosen_with_now_in_the_middle() {
    let _clock = Clock::still_at(STEP_BEGINS);
    let page = app().await;
    for (place, around) in totp_toolset::app::Settings::AROUND.into_iter().enumerate() {
        page.choose("#around-steps", place).await;
        let rows = page.all(".around tbody tr");
        assert_eq!(rows.len(), 2 * usize::from(around) + 1);
        assert_eq!(page.all("[aria-current=true]").len(), 1);
        let middle = &rows[usize::from(around)];
        assert_eq!(
            middle.get_attribute("aria-current").as_deref(),
            Some("true")
        );
        let code = |row: &Element| {
            all(row, ".code-small")
                .iter()
                .map(text_of)
                .collect::<String>()
        };
        assert_eq!(code(middle), usual(&page, STEP_BEGINS));
        let earliest = STEP_BEGINS - i64::from(around) * 30_000;
        assert_eq!(code(&rows[0]), usual(&page, earliest));
    }
}

#[wasm_bindgen_test]
async fn the_options_shown_are_the_ones_that_hold() {
    let page = app().await;
    for select in page.all("select") {
        let before: HtmlSelectElement = page.get(&format!("#{}", select.id()));
        let options = before.length();
        for place in 0..options {
            page.choose(&format!("#{}", select.id()), place as usize)
                .await;
            let Some(now) = page.find(&format!("#{}", select.id())) else {
                continue;
            };
            let shown = js_with("select", "return select.selectedIndex", &now).as_f64();
            assert_eq!(shown, Some(f64::from(place)), "{}", select.id());
        }
        // The first one again, for others may go with it.
        if page.find(&format!("#{}", select.id())).is_some() {
            page.choose(&format!("#{}", select.id()), 0).await;
        }
    }
}
