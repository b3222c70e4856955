//! Tables of any length: only what is in sight exists, and nobody can tell.

use totp_toolset::ui::widgets::Windowed;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;
use yew::prelude::*;

use crate::files::file;
use crate::mounted::{Mounted, Part, all, app, part, text_of};
use crate::wait::until;

/// Nine in sight, some beyond, the head and two gaps: a few dozen.
const MOST_ROWS: usize = 36;

fn table(rows: usize) -> Html {
    let row = Callback::from(|index: usize| {
        html! { <tr key={index} aria-rowindex={(index + 2).to_string()}><td>{ index + 1 }</td></tr> }
    });
    html! { <Windowed label="Numbers" heads={vec![AttrValue::from("Number")]} {rows} {row} /> }
}

async fn numbers(rows: usize) -> Mounted<Part> {
    part(move || table(rows)).await
}

/// The rows of which something is in sight, as they are numbered.
fn in_sight(region: &Element) -> Vec<usize> {
    let seen = region.get_bounding_client_rect();
    let head = all(region, "thead th")[0].get_bounding_client_rect();
    all(region, "tbody tr:not(.gap)")
        .iter()
        .filter(|row| {
            let row = row.get_bounding_client_rect();
            row.bottom() > head.bottom() && row.top() < seen.bottom()
        })
        .filter_map(|row| text_of(&row.first_element_child()?).parse().ok())
        .collect()
}

fn gap_in_sight(region: &Element) -> bool {
    let seen = region.get_bounding_client_rect();
    let head = all(region, "thead th")[0].get_bounding_client_rect();
    all(region, ".gap").iter().any(|gap| {
        let gap = gap.get_bounding_client_rect();
        gap.bottom() > head.bottom() + 1.0 && gap.top() < seen.bottom() - 1.0
    })
}

fn scroll_to(region: &Element, pixels: i32) {
    region.set_scroll_top(pixels);
}

#[wasm_bindgen_test]
async fn a_long_table_has_few_rows_and_says_how_many_there_are() {
    let page = numbers(100_000).await;
    assert!(
        page.all("tr").len() <= MOST_ROWS,
        "{}",
        page.all("tr").len()
    );
    let count = page.get::<Element>("table").get_attribute("aria-rowcount");
    assert_eq!(count.as_deref(), Some("100001"), "the head counts");
    let region: Element = page.get(".windowed");
    assert_eq!(in_sight(&region).first(), Some(&1));
}

#[wasm_bindgen_test]
async fn scrolling_to_the_end_shows_the_last_row() {
    let page = numbers(100_000).await;
    let region: Element = page.get(".windowed");
    scroll_to(&region, region.scroll_height());
    until("the last row is in sight", || {
        in_sight(&region).last() == Some(&100_000)
    })
    .await;
    assert!(
        page.all("tr").len() <= MOST_ROWS,
        "{}",
        page.all("tr").len()
    );
    assert!(!gap_in_sight(&region));
    let last = page
        .all("tbody tr:not(.gap)")
        .pop()
        .expect("there are rows");
    assert_eq!(
        last.get_attribute("aria-rowindex").as_deref(),
        Some("100001")
    );
    assert!(
        last.get_bounding_client_rect().bottom()
            <= region.get_bounding_client_rect().bottom() + 1.0
    );
}

#[wasm_bindgen_test]
async fn wherever_it_is_scrolled_the_rows_are_in_order_and_fill_the_sight() {
    let page = numbers(100_000).await;
    let region: Element = page.get(".windowed");
    for pixels in [47, 48, 1_000, 2_400_000, 2_400_025, 100, 0] {
        scroll_to(&region, pixels);
        let first = usize::try_from(pixels).expect("forward") / 48 + 1;
        until("the row that belongs there is in sight", || {
            in_sight(&region)
                .first()
                .is_some_and(|row| row.abs_diff(first) <= 1)
        })
        .await;
        until("no gap is in sight", || !gap_in_sight(&region)).await;
        let rows = in_sight(&region);
        assert!(rows.windows(2).all(|two| two[1] == two[0] + 1), "{rows:?}");
        assert!(rows.len() >= 9, "{rows:?}");
    }
}

#[wasm_bindgen_test]
async fn a_table_that_shrinks_while_it_is_scrolled_shows_what_is_left() {
    let mut page = numbers(100_000).await;
    let region: Element = page.get(".windowed");
    scroll_to(&region, region.scroll_height());
    until("the last row is in sight", || {
        in_sight(&region).last() == Some(&100_000)
    })
    .await;
    for rows in [500, 3] {
        page.draw(move || table(rows)).await;
        until("the last row is in sight", || {
            in_sight(&region).last() == Some(&rows)
        })
        .await;
        assert!(!gap_in_sight(&region));
    }
    page.draw(|| table(0)).await;
    assert_eq!(page.all("tbody tr").len(), 0);
}

#[wasm_bindgen_test]
async fn a_short_table_has_all_its_rows_and_no_gap() {
    let page = numbers(3).await;
    assert_eq!(page.all("tbody tr").len(), 3);
    assert!(page.find(".gap").is_none());
}

#[wasm_bindgen_test]
async fn rows_are_as_high_as_the_scrolling_reckons() {
    let page = numbers(100).await;
    let height = page.all("tbody tr:not(.gap)")[1]
        .get_bounding_client_rect()
        .height();
    let reckoned = totp_toolset::ui::widgets::ROW_PIXELS as f64;
    assert!((height - reckoned).abs() < 0.6, "{height}");
}

#[wasm_bindgen_test]
async fn the_keyboard_reaches_the_table_to_scroll_it() {
    let page = numbers(100).await;
    let region: Element = page.get("[role=region][aria-label=Numbers]");
    assert_eq!(region.get_attribute("tabindex").as_deref(), Some("0"));
}

#[wasm_bindgen_test]
async fn a_long_list_has_few_rows_and_its_last_one_is_found() {
    // As many as are read without a worker, which tests of parts have none of.
    const ROWS: usize = 500;
    let mut csv = String::from("upn,serial number,secret key,time interval,manufacturer,model\n");
    for row in 1..=ROWS {
        let row = format!("user{row}@contoso.com,{row},GEZDGNBVGY3TQOJQ,30,Contoso,Key\n");
        csv.push_str(&row);
    }
    let page = app().await;
    page.choose_file("#open-csv", &file("long.csv", csv.as_bytes()))
        .await;
    until("the file is read", || {
        page.text(".outcome").contains("long.csv")
    })
    .await;
    let count = page
        .get::<Element>("#list table")
        .get_attribute("aria-rowcount");
    assert_eq!(count, Some((ROWS + 1).to_string()));
    assert!(page.all("#list tr").len() <= MOST_ROWS);
    let region: Element = page.get("#list .windowed");
    scroll_to(&region, region.scroll_height());
    until("the last row is in sight", || {
        in_sight(&region).last() == Some(&ROWS)
    })
    .await;
    assert!(page.all("#list tr").len() <= MOST_ROWS);
}
