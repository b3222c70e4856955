//! The recorder tried on a page that does all it can to be heard: without a policy it is, with the product's
//! policy it is not. Only then does silence in another trial mean anything.

use std::collections::BTreeSet;

use page::{
    ATTEMPTS, Browser, Failure, Options, Origin, Outcome, Page, Scenario, Server, Variant,
    eventually, expect, expect_eq, hash_source, scenario,
};

/// The product's policy, for a page with one style. Scripts are allowed by the variant that inserts them.
const POLICY: &str = "default-src 'none'; script-src 'wasm-unsafe-eval'; style-src STYLE; img-src data: blob:; \
    connect-src 'none'; worker-src blob: 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'";

const STYLE: &str = "p { margin: 0 }";

/// At least so many ways out are tried, and refused aloud where there is a policy.
const MANY: usize = 18;

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    let recorded = Options::new().recorded();
    let by_origin = "a page from a file has no host of its own, and may ask for other things";
    vec![
        scenario!(without_a_policy_every_way_out_is_seen).from_both(by_origin),
        scenario!(without_a_policy_the_proxy_sees_every_way_out)
            .from_both(by_origin)
            .with(recorded.clone()),
        scenario!(with_the_policy_no_way_out_is_seen).from_both(by_origin),
        scenario!(with_the_policy_the_proxy_sees_no_way_out)
            .from_both(by_origin)
            .with(recorded.clone()),
        scenario!(the_policy_leaves_its_own_host_hardly_a_way).only_from(Origin::Http),
        scenario!(another_host_over_plain_http_is_insecure)
            .with(recorded.clone())
            .only_from(Origin::Http),
        scenario!(a_browser_that_has_nothing_to_do_says_nothing)
            .from_both(by_origin)
            .with(recorded),
    ]
}

async fn without_a_policy_every_way_out_is_seen(page: Page) -> Outcome {
    let elsewhere = Server::start()?;
    let html = page_towards(&elsewhere);
    let variant = Variant::of_html(html)
        .without_policy()?
        .with_script(ATTEMPTS)?;
    page.open_variant(&variant, "").await?;
    all_is_seen(&page, &elsewhere).await
}

async fn without_a_policy_the_proxy_sees_every_way_out(page: Page) -> Outcome {
    let elsewhere = Server::start()?;
    let html = page_towards(&elsewhere);
    let variant = Variant::of_html(html)
        .without_policy()?
        .with_script(ATTEMPTS)?;
    page.open_variant(&variant, "").await?;
    all_is_seen(&page, page.server()).await?;
    expect_eq("what passed the proxy by", elsewhere.requests(), vec![])
}

async fn with_the_policy_no_way_out_is_seen(page: Page) -> Outcome {
    let elsewhere = Server::start()?;
    refuse_all(&page, &elsewhere).await?;
    page.expect_no_requests_but(&["/variant.html"]).await?;
    expect_eq("what arrived", elsewhere.requests(), vec![])
}

async fn with_the_policy_the_proxy_sees_no_way_out(page: Page) -> Outcome {
    let elsewhere = Server::start()?;
    refuse_all(&page, &elsewhere).await?;
    page.expect_no_requests_but(&["/variant.html"]).await?;
    expect_eq("what passed the proxy by", elsewhere.requests(), vec![])
}

/// A hint to load something is allowed if any directive allows it (CSP 3 §4.2.1), as `worker-src 'self'` does.
async fn the_policy_leaves_its_own_host_hardly_a_way(page: Page) -> Outcome {
    refuse_all(&page, page.server()).await?;
    page.expect_no_requests_but(&["/variant.html", "/attempt/prefetch"])
        .await
}

async fn a_browser_that_has_nothing_to_do_says_nothing(page: Page) -> Outcome {
    page.open_fixture("doing.html").await?;
    page.expect_no_requests_but(&["/fixtures/doing.html"]).await
}

async fn another_host_over_plain_http_is_insecure(page: Page) -> Outcome {
    page.open_insecurely("").await
}

/// A page that tries every way out towards a server, once [`ATTEMPTS`] is in it.
fn page_towards(server: &Server) -> String {
    let listener = server.url("");
    let policy = POLICY.replace("STYLE", &hash_source(STYLE));
    format!(
        "<!doctype html><html lang=en data-listener=\"{listener}\"><head><meta charset=utf-8>\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\
         <link rel=icon href=\"data:,\"><title>Leaving</title><style>{STYLE}</style></head>\
         <body><p>Leaving</p></body></html>"
    )
}

/// Opens the page with the policy, and waits until it has tried everything and been refused.
async fn refuse_all(page: &Page, listener: &Server) -> Outcome {
    let variant = Variant::of_html(page_towards(listener))
        .with_script(ATTEMPTS)?
        .with_notes()?;
    page.open_variant(&variant, "").await?;
    tried(page).await?;
    eventually("a violation for each way out", async || {
        let noted = page.noted().await?;
        let violations = noted.iter().filter(|(kind, _)| kind == "violation");
        Ok(violations.count() >= MANY)
    })
    .await
}

async fn all_is_seen(page: &Page, server: &Server) -> Outcome {
    let never = never_tried_by(page.browser());
    let mut expected = tried(page).await?;
    expected.retain(|name| !never.contains(&name.as_str()));
    eventually("every way out to be seen", async || {
        let requests = server.requests();
        let seen: BTreeSet<_> = requests
            .iter()
            .filter_map(|request| request.path.strip_prefix("/attempt/"))
            .collect();
        let missing: Vec<_> = expected
            .iter()
            .filter(|name| !seen.contains(name.as_str()))
            .collect();
        if missing.is_empty() {
            return Ok(true);
        }
        Failure::because(format!("not seen: {missing:?}"))
    })
    .await
}

/// The ways out that the page has tried.
async fn tried(page: &Page) -> Outcome<Vec<String>> {
    let tried = page
        .script("return (document.documentElement.dataset.attempted || '').split(' ');")
        .await?;
    let tried: Vec<String> = serde_json::from_value(tried)?;
    expect(tried.len() > MANY, || {
        format!("many ways out, not {tried:?}")
    })?;
    Ok(tried)
}

/// What an engine leaves alone of itself, policy or not, as these tests run it.
fn never_tried_by(browser: Browser) -> &'static [&'static str] {
    match browser {
        Browser::Chromium => &["manifest"],
        Browser::Firefox => &["manifest", "ping", "prefetch"],
        Browser::WebKit => &["manifest", "prefetch"],
    }
}
