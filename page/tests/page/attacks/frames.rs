//! Attacks by way of frames: a parent that sends whatever it likes, others that send in its name, a frame that lies to its host,
//! and a page that frames the page to take secrets from it or put some into it. Each must come to nothing.

use page::{Find, Origin, Outcome, Page, Scenario, eventually, expect, expect_eq, scenario};
use serde_json::json;

use crate::desk;
use crate::embed::{DARK, DEMO, LIGHT, ground, heard_nothing, only_permitted};
use crate::host_page::{Host, Stage};

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(a_hostile_parent_is_not_obeyed).only_from(Origin::Http),
        scenario!(nobody_but_the_parent_is_heard).only_from(Origin::Http),
        scenario!(a_lying_frame_moves_nothing_in_its_host).only_from(Origin::Http),
        scenario!(a_hostile_framer_puts_nothing_in_and_takes_nothing_out).only_from(Origin::Http),
    ]
}

const SEED: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

/// Whatever a parent can think of, to its first frame: no value of it is a theme or a language.
const FLOOD: &str = r#"
const frame = document.querySelector('iframe').contentWindow;
const mine = (more) => ({ type: 'totp-toolset', version: 1, ...more });
const circle = mine({ kind: 'theme' }); circle.theme = circle;
const deep = JSON.parse('['.repeat(2000) + ']'.repeat(2000));
const all = [
  null, undefined, 0, NaN, '', 'totp-toolset', true, [], [mine({ kind: 'theme', theme: 'dark' })], new Date(), /x/, new Map([['type', 'totp-toolset']]), deep,
  new ArrayBuffer(8), new Error('totp-toolset'), circle, JSON.stringify(mine({ kind: 'theme', theme: 'dark' })),
  { type: ['totp-toolset'], version: 1, kind: 'theme', theme: 'dark' }, { type: 'totp-toolset', version: '1', kind: 'theme', theme: 'dark' },
  { type: 'totp-toolset', version: 2, kind: 'theme', theme: 'dark' }, { type: 'TOTP-Toolset', version: 1, kind: 'theme', theme: 'dark' },
  JSON.parse('{"__proto__":{"kind":"theme","theme":"dark"},"type":"totp-toolset","version":1}'),
  JSON.parse('{"type":"totp-toolset","version":1,"kind":"__proto__","theme":"dark","constructor":{"prototype":{"hidden":false}}}'),
];
for (const theme of ['DARK', 'dark ', ['dark'], { toString: 1 }, 'constructor', '__proto__', '"><img src=x>', 'x'.repeat(5e6), 1, null, true]) all.push(mine({ kind: 'theme', theme }));
for (const language of ['', 'x', '-', 'en_US', 'de-', 'de\nfr', '<b>', 'a'.repeat(5e6), 'de' + '-abcdefgh'.repeat(1e5), ['de'], 5, null]) all.push(mine({ kind: 'language', language }));
for (const kind of ['ready', 'resize', 'error', 'reveal', 'show', 'seed', 'issue', 'download', 'open', 'check', 'navigate', 'reload', 'clear', 'tool', 'hash', 'eval', 'theme', 'language', 'hasOwnProperty'])
  all.push(mine({ kind, value: 'GEZDGNBVGY3TQOJQ', seed: 'GEZDGNBVGY3TQOJQ', tool: 'issue', hash: '#issue', url: 'https://example.org/', height: 1e9, reason: 'stopped', action: kind, [kind]: 5 }));
for (let n = 0; n < 3000; n += 1) frame.postMessage(mine({ kind: n % 2 ? 'theme' : 'language', theme: 'auto', language: 'zz' }), '*');
for (const one of all) frame.postMessage(one, '*');
for (let n = 0; n < 3000; n += 1) frame.postMessage(all[n % 16], '*');
const channel = new MessageChannel();
frame.postMessage(mine({ kind: 'theme', theme: 'bright' }), '*', [channel.port2]);
"#;

/// What the frame holds that a message might change.
async fn holdings(page: &Page) -> Outcome<String> {
    let look = "return [location.hash, document.documentElement.dataset.theme, document.documentElement.lang, \
        Object.getOwnPropertyNames(Object.prototype).length, document.querySelectorAll('h1').length].join(' ');";
    let outside = page.script(look).await?;
    Ok(format!(
        "{} {outside} {}",
        desk::seed(page).await?,
        page.shows("No tokens yet.").await?
    ))
}

async fn a_hostile_parent_is_not_obeyed(page: Page) -> Outcome {
    let body = "<iframe title=Prey sandbox=\"allow-scripts allow-downloads\" width=1200 height=700 src=\"{page}#code\"></iframe>";
    let host = Host::open(&page, Stage::of(body)).await?;
    eventually("the frame to be ready", async || {
        Ok(!host.messages(&page).await?.is_empty())
    })
    .await?;
    page.frame("Prey").await?.enter_frame().await?;
    page.field("Seed or otpauth URI").await?.click().await?;
    page.field("Seed or otpauth URI").await?.fill(SEED).await?;
    let before = holdings(&page).await?;
    page.leave_frame().await?;
    page.script(FLOOD).await?;
    // Messages keep their order: when the answer to the last one has come, so have all.
    let say = "document.querySelector('iframe').contentWindow.postMessage({ type: 'totp-toolset', version: 1, ...arguments[0] }, '*');";
    page.script_with(
        say,
        vec![json!({ "kind": "language", "language": "de-CH" })],
    )
    .await?;
    eventually(
        "an answer to each of two wishes, and to nothing else",
        async || {
            let answers = host.messages(&page).await?;
            Ok(answers
                .iter()
                .filter(|one| one["kind"] == "language")
                .count()
                == 2)
        },
    )
    .await?;
    page.frame("Prey").await?.enter_frame().await?;
    expect_eq("what the frame holds", holdings(&page).await?, before)?;
    page.leave_frame().await?;
    // A theme that is one would have been taken.
    for (theme, colour) in [("dark", DARK), ("auto", LIGHT)] {
        page.script_with(say, vec![json!({ "kind": "theme", "theme": theme })])
            .await?;
        page.frame("Prey").await?.enter_frame().await?;
        ground(&page, colour).await?;
        page.leave_frame().await?;
    }
    page.frame("Prey").await?.enter_frame().await?;
    // It still works, and nothing of the seed was said.
    page.button("Hide secrets").await?.click().await?;
    page.button("Show secrets").await?;
    page.leave_frame().await?;
    only_permitted(&host.messages(&page).await?, &[1])
}

/// A frame that sends into its sisters and cousins what they would take from a parent.
const MEDDLER: &str = "<!doctype html><meta charset=utf-8><link rel=icon href=\"data:,\"><script>\
    const dark = { type: 'totp-toolset', version: 1, kind: 'theme', theme: 'dark' }; \
    const each = (from, deed) => { deed(from); for (let n = 0; n < from.length; n += 1) each(from[n], deed); }; \
    addEventListener('message', () => { each(top, (frame) => { if (frame !== top) frame.postMessage(dark, '*'); }); parent.postMessage({ meddled: true }, '*'); });</script>";

/// A page between the host and the page.
const BETWEEN: &str = "<!doctype html><meta charset=utf-8><link rel=icon href=\"data:,\"><iframe title=Inner width=900 height=500 src=\"/embed/#code\"></iframe>";

async fn nobody_but_the_parent_is_heard(page: Page) -> Outcome {
    page.server().serve("/meddler", MEDDLER);
    page.server().serve("/between", BETWEEN);
    let body = "<totp-toolset id=one src=\"{page}\" tool=code theme=light height=300 title=Prey></totp-toolset>\
        <iframe title=Meddler src=\"{base}/meddler\" height=50></iframe><iframe title=Between src=\"{base}/between\" width=1000 height=520></iframe>\
        <iframe title=Liar sandbox=allow-scripts src=\"{base}/liar\" height=50></iframe>";
    // It claims to be the element's frame.
    page.server().serve("/liar", "<!doctype html><link rel=icon href=\"data:,\"><script>\
        addEventListener('message', () => { for (const more of [{ kind: 'ready' }, { kind: 'resize', height: 5000 }, { kind: 'error', reason: 'stopped' }]) \
        parent.postMessage({ type: 'totp-toolset', version: 1, ...more }, '*'); parent.postMessage({ lied: true }, '*'); });</script>");
    let host = Host::open(&page, Stage::of(body)).await?;
    host.wait_for(&page, "one ready", 1).await?;
    page.frame("Between").await?.enter_frame().await?;
    page.frame("Inner").await?.enter_frame().await?;
    page.wait_for_text(DEMO).await?;
    page.leave_frame().await?;
    page.leave_frame().await?;
    // The host is the inner frame's grandparent, and the meddler nobody's parent.
    page.script("for (const frame of document.querySelectorAll('iframe')) frame.contentWindow.postMessage('go', '*'); \
        for (let n = 0; n < frames.length; n += 1) for (let m = 0; m < frames[n].length; m += 1) \
            frames[n][m].postMessage({ type: 'totp-toolset', version: 1, kind: 'theme', theme: 'dark' }, '*');").await?;
    for said in ["meddled", "lied"] {
        eventually(&format!("the other frame to have {said}"), async || {
            Ok(host
                .messages(&page)
                .await?
                .iter()
                .any(|one| one[said] == true))
        })
        .await?;
    }
    page.frame("Prey").await?.enter_frame().await?;
    ground(&page, LIGHT).await?;
    let theme = "return document.documentElement.dataset.theme || '';";
    expect_eq(
        "the theme in the frame",
        page.script(theme).await?.as_str(),
        Some("light"),
    )?;
    page.leave_frame().await?;
    page.frame("Between").await?.enter_frame().await?;
    page.frame("Inner").await?.enter_frame().await?;
    expect_eq(
        "the theme in the inner frame",
        page.script(theme).await?.as_str(),
        Some(""),
    )?;
    page.leave_frame().await?;
    // Its own parent would have been heard.
    page.script("frames[0].postMessage({ type: 'totp-toolset', version: 1, kind: 'theme', theme: 'dark' }, '*');").await?;
    page.frame("Inner").await?.enter_frame().await?;
    ground(&page, DARK).await?;
    page.leave_frame().await?;
    page.leave_frame().await?;
    // And the liar is not the element's frame.
    expect_eq(
        "readiness",
        host.heard_of(&page, "one ").await?,
        vec!["one ready".to_owned()],
    )?;
    expect_eq(
        "the height",
        page.frame("Prey").await?.rectangle().await?[3],
        300.0,
    )
}

/// A frame that says what no page would.
const LIES: &str = "<!doctype html><meta charset=utf-8><link rel=icon href=\"data:,\"><script>\
    const say = (more) => parent.postMessage({ type: 'totp-toolset', version: 1, ...more }, '*'); \
    for (const height of [1e9, Infinity, NaN, -5, '900px', [900], {}, null, true, 2 ** 60]) say({ kind: 'resize', height }); \
    for (const reason of ['<img src=x onerror=alert(1)>', '__proto__', ['stopped'], 5, null, 'address']) say({ kind: 'error', reason }); \
    for (const kind of ['navigate', 'open', 'eval', '__proto__', 'theme', 'language', 'attribute', ['ready']]) say({ kind, theme: 'dark', language: '<b>', url: 'https://example.org/', [kind]: '<b>' }); \
    for (const data of [null, 0, 'ready', [], { type: 'totp-toolset' }]) parent.postMessage(data, '*'); \
    for (let n = 0; n < 3000; n += 1) say({ kind: 'resize', height: n * 7 }); \
    try { top.location = 'about:blank#gone'; } catch (error) {} \
    say({ kind: 'resize', height: 1e9 }); say({ kind: 'ready' });</script>";

async fn a_lying_frame_moves_nothing_in_its_host(page: Page) -> Outcome {
    page.server().serve("/lies", LIES);
    let body = "<totp-toolset id=one src=\"{base}/lies\" title=Liar></totp-toolset>";
    let host = Host::open(&page, Stage::of(body)).await?;
    host.wait_for(&page, "one ready", 1).await?;
    expect_eq(
        "what the element tells",
        host.heard_of(&page, "one ").await?,
        vec!["one ready".to_owned()],
    )?;
    expect_eq(
        "the highest that a frame gets",
        page.frame("Liar").await?.rectangle().await?[3],
        6000.0,
    )?;
    let element = page.script("const one = document.getElementById('one'); return [one.outerHTML.replace(/src=\"[^\"]*\"/, ''), one.shadowRoot.querySelectorAll('*').length, one.shadowRoot.textContent].join('|');").await?;
    expect_eq(
        "the element",
        element.as_str(),
        Some("<totp-toolset id=\"one\"  title=\"Liar\"></totp-toolset>|1|"),
    )?;
    expect(page.address().await?.ends_with("/host.html"), || {
        "the host to stay where it is".to_owned()
    })?;
    heard_nothing(&host, &page, "mistake").await
}

async fn a_hostile_framer_puts_nothing_in_and_takes_nothing_out(page: Page) -> Outcome {
    // Without a sandbox, under a name with a secret in it, beneath something that hides what is clicked.
    let body = "<iframe title=Prey name=\"otpauth://totp/Contoso:helga?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP\" src=\"{page}?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP\" width=1200 height=700></iframe>\
        <div id=overlay>Win a prize!</div><script>Object.assign(document.getElementById('overlay').style, { position: 'fixed', inset: '0', background: '#fffe', pointerEvents: 'none' });</script>";
    let host = Host::open(&page, Stage::of(body)).await?;
    eventually("the frame to be ready", async || {
        Ok(!host.messages(&page).await?.is_empty())
    })
    .await?;
    let fragments = [
        "code?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        "code/JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        "otpauth://totp/a?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        "secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        "code/sample?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        "code/sample/",
        "issue/other",
        "check/../code/sample",
        "/sample",
        "code%2Fsample",
        "__proto__/sample",
        "issue/sample",
        "check/sample",
        "<img src=x onerror=alert(1)>",
    ];
    page.frame("Prey").await?.enter_frame().await?;
    page.wait_for_text(DEMO).await?;
    let first = desk::seed(&page).await?;
    expect(first != SEED, || "a seed of the page's own".to_owned())?;
    page.leave_frame().await?;
    for fragment in fragments {
        go_to(&page, fragment).await?;
    }
    page.frame("Prey").await?.enter_frame().await?;
    // Samples that put no secret in are shown; the seed, the list and the files are a person's to make.
    page.wait_for_text("sample.csv").await?;
    page.wait_for_text("No tokens yet.").await?;
    page.link("Code").await?.click().await?;
    expect_eq("the seed", desk::seed(&page).await?, first.clone())?;
    // What is typed stays, whatever the framer asks for.
    page.field("Seed or otpauth URI").await?.click().await?;
    page.field("Seed or otpauth URI").await?.fill(SEED).await?;
    page.leave_frame().await?;
    for fragment in ["code/sample", "issue/sample", "check/sample", "code/sample"] {
        go_to(&page, fragment).await?;
    }
    page.frame("Prey").await?.enter_frame().await?;
    page.wait_for_text("The sample was left out").await?;
    expect_eq("the seed", desk::seed(&page).await?.as_str(), SEED)?;
    // The mark stays in sight, wherever the framer scrolls to.
    page.script("scrollTo(0, document.documentElement.scrollHeight); return null;")
        .await?;
    let mark = "const mark = document.querySelector('.demo'); const box = mark.getBoundingClientRect(); \
        return scrollY > 0 && mark.checkVisibility({ visibilityProperty: true }) && box.top >= 0 && box.bottom <= innerHeight;";
    eventually("the mark to be in sight", async || {
        Ok(page.script(mark).await? == true)
    })
    .await?;
    // Without a sandbox there would be a place to store things: nothing is.
    let stored = page.script("try { return localStorage.length + sessionStorage.length + document.cookie.length; } catch { return 0; }").await?;
    expect_eq("what is stored", stored.as_i64(), Some(0))?;
    page.leave_frame().await?;
    only_permitted(&host.messages(&page).await?, &[1])?;
    let seen = page
        .script("return document.body.innerText + document.querySelector('iframe').src;")
        .await?;
    expect(
        !seen.as_str().is_some_and(|seen| seen.contains(&first)),
        || "nothing of the frame in the framer".to_owned(),
    )?;
    // By itself the page has no mark, and hears nobody: whoever opened it could send the same.
    desk::open(&page).await?;
    expect(!page.shows("Demo.").await?, || "no mark".to_owned())?;
    page.script("const root = document.documentElement; addEventListener('message', () => { root.dataset.got = 'yes'; }); \
        window.postMessage({ type: 'totp-toolset', version: 1, kind: 'theme', theme: 'dark' }, '*');").await?;
    let got =
        "const { got, theme } = document.documentElement.dataset; return got && `${got} ${theme}`;";
    eventually("the message to have come, and no theme", async || {
        Ok(page.script(got).await? == "yes undefined")
    })
    .await
}

/// Gives the frame another fragment, and waits until it has it.
async fn go_to(page: &Page, fragment: &str) -> Outcome {
    let go = "const frame = document.querySelector('iframe'); frame.contentWindow.location.replace(frame.src + '#' + arguments[0]);";
    page.script_with(go, vec![json!(fragment)]).await?;
    page.frame("Prey").await?.enter_frame().await?;
    let there = "const wanted = new URL('#' + arguments[0], location).hash; return location.hash === wanted;";
    eventually(&format!("the frame to be at #{fragment}"), async || {
        Ok(page.script_with(there, vec![json!(fragment)]).await? == true)
    })
    .await?;
    page.leave_frame().await
}
