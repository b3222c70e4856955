//! The page in a frame of another one, by `embed.js`: host pages of another origin, plain and with a strict policy of their
//! own. What a hostile one may try is in `attacks/frames.rs`.

mod failing;

use page::{
    Find, Options, Origin, Outcome, Page, Role, Scenario, eventually, expect, expect_eq, scenario,
};
use serde_json::{Value, json};

use crate::desk;
use crate::host_page::{EMBED, Host, Stage};

use self::failing::{
    a_frame_that_fails_is_told_to_the_host, an_old_browser_keeps_what_stands_inside,
    what_cannot_be_shown_is_said,
};

/// What is tried here.
pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(a_host_page_shows_the_page_and_is_followed).only_from(Origin::Http),
        scenario!(a_host_with_a_strict_policy_needs_our_origin_and_nothing_else)
            .with(Options::new().recorded())
            .only_from(Origin::Http),
        scenario!(an_element_comes_and_goes).only_from(Origin::Http),
        scenario!(what_cannot_be_shown_is_said).only_from(Origin::Http),
        scenario!(a_frame_that_fails_is_told_to_the_host).only_from(Origin::Http),
        scenario!(an_old_browser_keeps_what_stands_inside).only_from(Origin::Http),
        scenario!(a_host_never_hears_a_secret).only_from(Origin::Http),
        scenario!(a_link_leads_to_a_sample),
    ]
}

const RFC_SEED: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
pub const DEMO: &str = "Demo. Another page shows this one in a frame. Use no real secrets here: for those, open the page by itself.";
pub const LIGHT: &str = "rgb(244, 245, 247)";
pub const DARK: &str = "rgb(18, 21, 26)";

/// Sets an attribute of the first element on the host page.
async fn set(page: &Page, name: &str, value: &str) -> Outcome {
    let set = "document.querySelector('totp-toolset').setAttribute(arguments[0], arguments[1]);";
    page.script_with(set, vec![json!(name), json!(value)])
        .await
        .map(|_| ())
}

/// Fails if the host has noted anything that begins so.
pub async fn heard_nothing(host: &Host, page: &Page, beginning: &str) -> Outcome {
    let heard = host.heard_of(page, beginning).await?.join("\n");
    expect_eq(beginning, heard.as_str(), "")
}

/// Waits until the element of this id says so beside its frame or instead of it.
async fn said(page: &Page, id: &str, text: &str) -> Outcome {
    let look = "const alert = document.getElementById(arguments[0]).shadowRoot.querySelector('[role=alert]'); return alert && alert.textContent;";
    eventually(&format!("{id} to say “{text}”"), async || {
        let said = page.script_with(look, vec![json!(id)]).await?;
        Ok(said.as_str().is_some_and(|said| said.starts_with(text)))
    })
    .await
}

/// Waits until the ground of the document, in which the driver is, has this colour.
pub async fn ground(page: &Page, colour: &str) -> Outcome {
    eventually(&format!("the ground to be {colour}"), async || {
        let seen = page
            .script("return getComputedStyle(document.documentElement).backgroundColor;")
            .await?;
        Ok(seen == colour)
    })
    .await
}

/// Waits until the frame is as high as its content, and tells that height.
async fn fits(page: &Page, title: &str) -> Outcome<f64> {
    eventually("the frame to be as high as its content", async || {
        let frame = page.frame(title).await?;
        // Out of sight a browser may not draw it.
        frame.script("arguments[0].scrollIntoView();").await?;
        let [_, _, _, height] = frame.rectangle().await?;
        frame.enter_frame().await?;
        let content = page
            .script("const e = document.scrollingElement; \
                return [Math.ceil(document.documentElement.getBoundingClientRect().height), e.scrollHeight - e.clientHeight];")
            .await?;
        page.leave_frame().await?;
        let content: [f64; 2] = serde_json::from_value(content)?;
        if content == [height, 0.0] {
            return Ok(Some(height));
        }
        page::Failure::because(format!("the frame is {height} high, its content {}, and it scrolls by {}", content[0], content[1]))
    })
    .await
}

async fn a_host_page_shows_the_page_and_is_followed(page: Page) -> Outcome {
    let body = "<totp-toolset id=one src=\"{page}\" tool=code sample theme=dark lang=de title=\"A running code\"><a href=\"#\">Open it</a></totp-toolset>\
        <script src=\"{base}/embed.js\"></script>\
        <totp-toolset id=two src=\"{page}\" tool=check sample theme=light height=700 title=\"A broken file\"></totp-toolset>";
    let stage = Stage::of(body);
    let host = Host::open(&page, stage).await?;
    host.wait_for(&page, "one ready", 1).await?;
    expect(!page.has(Role::Link, "Open it").await?, || {
        "the frame in place of what stands inside".to_owned()
    })?;

    page.frame("A running code").await?.enter_frame().await?;
    page.wait_for_text(DEMO).await?;
    ground(&page, DARK).await?;
    expect_eq(
        "the seed of the sample",
        desk::seed(&page).await?.as_str(),
        RFC_SEED,
    )?;
    page.wait_for_text("This seed is published in RFC 6238")
        .await?;
    desk::agrees_with_oathtool(&page, "sha1", RFC_SEED, 6, 30).await?;
    page.leave_frame().await?;

    // The height follows the content, down and up.
    let before = fits(&page, "A running code").await?;
    for (button, lower) in [("Hide secrets", true), ("Show secrets", false)] {
        page.frame("A running code").await?.enter_frame().await?;
        page.button(button).await?.click().await?;
        page.leave_frame().await?;
        eventually("the height to follow", async || {
            let height = fits(&page, "A running code").await?;
            Ok(if lower {
                height < before
            } else {
                (height - before).abs() < 0.5
            })
        })
        .await?;
    }

    // Another tool, and a theme, come without loading anything anew: what was typed is still there.
    page.frame("A running code").await?.enter_frame().await?;
    page.field("Seed or otpauth URI")
        .await?
        .fill("JBSW Y3DP EHPK 3PXP")
        .await?;
    page.leave_frame().await?;
    set(&page, "tool", "issue").await?;
    set(&page, "theme", "light").await?;
    set(&page, "lang", "fr-CH").await?;
    page.frame("A running code").await?.enter_frame().await?;
    page.heading("Issue tokens").await?;
    ground(&page, LIGHT).await?;
    // It was typed into: the sample of the tool would replace nothing, and is left out all the same.
    page.wait_for_text("The sample was left out").await?;
    page.link("Code").await?.click().await?;
    expect_eq(
        "the seed",
        desk::seed(&page).await?.as_str(),
        "JBSWY3DPEHPK3PXP",
    )?;
    page.leave_frame().await?;
    set(&page, "title", "Another name").await?;
    page.frame("Another name").await?;
    expect_eq(
        "readiness, said once",
        host.heard_of(&page, "one ready").await?.len(),
        1,
    )?;
    let languages = host.messages(&page).await?;
    let languages: Vec<_> = languages
        .iter()
        .filter(|one| one["kind"] == "language")
        .collect();
    expect(languages.iter().all(|one| one["language"] == "en"), || {
        "an answer in English".to_owned()
    })?;

    // The second one has a height of its own, and is another page.
    page.script("document.getElementById('two').scrollIntoView();")
        .await?;
    host.wait_for(&page, "two ready", 1).await?;
    let frame = page.frame("A broken file").await?;
    expect(frame.rectangle().await?[3] > 699.0, || {
        "its own height".to_owned()
    })?;
    frame.enter_frame().await?;
    ground(&page, LIGHT).await?;
    page.wait_for_text("sample.csv").await?;
    page.button("Correct all that is safe (2)")
        .await?
        .click()
        .await?;
    page.leave_frame().await?;
    heard_nothing(&host, &page, "mistake").await
}

/// Lets the page's own clock run from the last seconds of a step on, and sees the code change.
async fn it_rolls(page: &Page) -> Outcome {
    let at = |time| page::oathtool::totp("sha1", RFC_SEED, 6, 30, time);
    page.field("Seed or otpauth URI")
        .await?
        .fill(RFC_SEED)
        .await?;
    page.disclosure("Time").await?.click().await?;
    page.combobox("Codes are for")
        .await?
        .choose("a time I set, running on")
        .await?;
    page.field("Time in UTC")
        .await?
        .fill("1970-01-01 00:00:57")
        .await?;
    page.button("Set the time").await?.click().await?;
    for (what, time) in [("the code of that step", 57), ("the code of the next", 61)] {
        eventually(what, async || Ok(desk::code(page).await? == at(time)?)).await?;
    }
    Ok(())
}

const STRICT: &str =
    "default-src 'none'; script-src {base}; frame-src {base}; style-src 'none'; img-src 'self'";

async fn a_host_with_a_strict_policy_needs_our_origin_and_nothing_else(page: Page) -> Outcome {
    let body = "<totp-toolset id=one src=\"{page}\" tool=issue sample title=\"A small roll-out\"></totp-toolset><totp-toolset id=two src=\"data:text/html,x\"></totp-toolset>";
    let stage = Stage {
        body,
        policy: STRICT,
        ..Stage::default()
    };
    let host = Host::open(&page, stage).await?;
    host.wait_for(&page, "one ready", 1).await?;
    host.wait_for(&page, "two error address", 1).await?;
    let frame = page.frame("A small roll-out").await?;
    let look = "const [frame] = arguments; const style = getComputedStyle(frame); const host = frame.getRootNode().host; \
        return [style.borderTopWidth, style.display, frame.offsetWidth === host.offsetWidth, getComputedStyle(host).display].join(' ');";
    expect_eq(
        "its style",
        frame.script(look).await?.as_str(),
        Some("0px block true block"),
    )?;
    fits(&page, "A small roll-out").await?;
    // Not higher than the view: a driver clicks nothing that the host would have to scroll to.
    set(&page, "height", "700").await?;
    frame.enter_frame().await?;
    page.wait_for_text("5 tokens").await?;
    page.button("Issue 5 tokens").await?.click().await?;
    page.wait_for_text("5 tokens issued").await?;
    page.link("Code").await?.click().await?;
    it_rolls(&page).await?;
    page.leave_frame().await?;
    page.script("document.querySelector('totp-toolset').removeAttribute('height');")
        .await?;
    fits(&page, "A small roll-out").await?;
    heard_nothing(&host, &page, "violation").await?;
    heard_nothing(&host, &page, "mistake").await?;
    let asked = [
        "/host.html",
        "/recorder.js",
        "/before.js",
        "/embed.js",
        "/embed/",
        "/favicon.ico",
    ];
    page.expect_no_requests_but(&asked).await?;
    files_are_saved_where_the_host_lets_them(&page, stage).await?;
    // A policy that forgets the frame is seen, and said.
    let stage = Stage {
        policy: "default-src 'none'; script-src {base}",
        ..stage
    };
    let host = Host::open(&page, stage).await?;
    host.wait_for(&page, "one error blocked", 1).await?;
    said(
        &page,
        "one",
        "TOTP Toolset is not shown: this site’s policy refuses the frame.",
    )
    .await?;
    expect(
        !host
            .heard_of(&page, "violation frame-src")
            .await?
            .is_empty(),
        || "the violation to be heard".to_owned(),
    )
}

/// Firefox and WebKit take a file that a frame saves for a navigation of the frame, and ask the host's policy.
async fn files_are_saved_where_the_host_lets_them(page: &Page, stage: Stage<'_>) -> Outcome {
    let policy = STRICT.replace("frame-src {base}", "frame-src {base} blob:");
    let body =
        "<totp-toolset id=one src=\"{page}\" tool=code height=700 title=Demo></totp-toolset>";
    let host = Host::open(
        page,
        Stage {
            body,
            policy: &policy,
            ..stage
        },
    )
    .await?;
    host.wait_for(page, "one ready", 1).await?;
    page.frame("Demo").await?.enter_frame().await?;
    // As a person would: WebKit's driver types into a frame only where somebody has been.
    page.field("Serial number").await?.click().await?;
    desk::add(page, "0099", "helga@contoso.com").await?;
    let save = page.button("Download the Entra CSV").await?;
    let csv = page.download(async || save.click().await).await?;
    expect_eq("the rows of the file", csv.text()?.lines().count(), 2)?;
    page.leave_frame().await?;
    heard_nothing(&host, page, "violation").await
}

/// Counts who listens to messages.
const COUNTING: &str = "for (const [name, change] of [['addEventListener', 1], ['removeEventListener', -1]]) { \
    const real = window[name]; let root = document.documentElement; root.dataset.listeners = 0; \
    window[name] = (type, ...more) => { if (type === 'message') root.dataset.listeners = Number(root.dataset.listeners) + change; return real.call(window, type, ...more); }; }";

async fn an_element_comes_and_goes(page: Page) -> Outcome {
    let body = "<div><totp-toolset id=one src=\"{page}\" tool=code title=\"Later\"><a href=\"#\">Open it</a></totp-toolset></div><p></p>";
    let stage = Stage {
        body,
        before: COUNTING,
        embed: "",
        ..Stage::default()
    };
    let host = Host::open(&page, stage).await?;
    let listeners = async || {
        page.script("return document.documentElement.dataset.listeners;")
            .await
    };
    // Until the script is there, what stands inside is shown. Whatever is set meanwhile holds.
    page.link("Open it").await?;
    set(&page, "theme", "dark").await?;
    page.server().serve("/late.js", EMBED);
    let add = "for (let copy = 0; copy < 2; copy += 1) { const script = document.createElement('script'); script.src = arguments[0]; document.head.append(script); }";
    page.script_with(add, vec![json!(page.server().url("/late.js"))])
        .await?;
    host.wait_for(&page, "one ready", 1).await?;
    expect_eq(
        "listeners of one element",
        listeners().await?.as_str(),
        Some("1"),
    )?;
    page.frame("Later").await?.enter_frame().await?;
    ground(&page, DARK).await?;
    page.leave_frame().await?;
    // Taken out it leaves nothing; changed meanwhile, it comes back as it is then.
    page.script("const one = document.getElementById('one'); window.name = ''; one.remove(); \
        document.documentElement.dataset.left = one.shadowRoot.childNodes.length; one.setAttribute('theme', 'light'); one.setAttribute('title', 'Back'); \
        document.querySelector('p').one = one;").await?;
    expect_eq("listeners of none", listeners().await?.as_str(), Some("0"))?;
    let left = page
        .script("return document.documentElement.dataset.left;")
        .await?;
    expect_eq("what is left inside", left.as_str(), Some("0"))?;
    page.script("const home = document.querySelector('p'); home.append(home.one);")
        .await?;
    host.wait_for(&page, "one ready", 2).await?;
    expect_eq(
        "listeners of one element",
        listeners().await?.as_str(),
        Some("1"),
    )?;
    // Moved, and moved again at once.
    page.script("const one = document.getElementById('one'); document.body.append(one); document.querySelector('div').append(one);").await?;
    host.wait_for(&page, "one ready", 3).await?;
    page.frame("Back").await?.enter_frame().await?;
    ground(&page, LIGHT).await?;
    page.leave_frame().await?;
    expect_eq("the frames", page.all(Role::Frame).await?.len(), 1)?;
    // Another address, and none.
    set(&page, "src", "javascript:alert(1)").await?;
    page.link("Open it").await?;
    expect_eq("the frames", page.all(Role::Frame).await?.len(), 0)?;
    set(&page, "src", &page.server().url("/embed/")).await?;
    host.wait_for(&page, "one ready", 4).await?;
    expect_eq(
        "listeners of one element",
        listeners().await?.as_str(),
        Some("1"),
    )?;
    heard_nothing(&host, &page, "mistake").await
}

/// Fails if a message holds anything but what may be said.
pub fn only_permitted(messages: &[Value], versions: &[u64]) -> Outcome {
    expect(!messages.is_empty(), || "messages".to_owned())?;
    for message in messages {
        let fits = message.as_object().is_some_and(|fields| {
            fields.iter().all(|(name, value)| match name.as_str() {
                "type" => value == "totp-toolset",
                "version" => value
                    .as_u64()
                    .is_some_and(|version| versions.contains(&version)),
                "kind" => ["ready", "resize", "language", "error"]
                    .iter()
                    .any(|kind| value == kind),
                "height" => value.is_u64(),
                "language" => value == "en",
                "reason" => value == "cannot-start" || value == "stopped",
                _ => false,
            })
        });
        expect(fits, || format!("no such message: {message}"))?;
    }
    Ok(())
}

async fn a_host_never_hears_a_secret(page: Page) -> Outcome {
    let body = "<totp-toolset id=one src=\"{page}\" title=Demo lang=en height=700></totp-toolset>";
    let host = Host::open(&page, Stage::of(body)).await?;
    host.wait_for(&page, "one ready", 1).await?;
    page.frame("Demo").await?.enter_frame().await?;
    crate::safety::use_everything(&page).await?;
    page.leave_frame().await?;
    let messages = host.messages(&page).await?;
    only_permitted(&messages, &[1])?;
    let out_of_reach = page
        .script(
            "const frame = document.querySelector('totp-toolset').shadowRoot.querySelector('iframe'); \
             try { return frame.contentDocument === null && String(frame.contentWindow.document); } catch (error) { return error.name; }",
        )
        .await?;
    expect_eq(
        "what the host can reach of the frame",
        out_of_reach.as_str(),
        Some("SecurityError"),
    )?;
    // The recorder would have heard it.
    page.frame("Demo").await?.enter_frame().await?;
    page.script("window.parent.postMessage({ type: 'totp-toolset', version: 1, kind: 'ready', seed: 'GEZDGNBVGY3TQOJQ' }, '*');").await?;
    page.leave_frame().await?;
    eventually(
        "the recorder to hear what should never be said",
        async || Ok(only_permitted(&host.messages(&page).await?, &[1]).is_err()),
    )
    .await
}

async fn a_link_leads_to_a_sample(page: Page) -> Outcome {
    page.open("#check/sample").await?;
    page.wait_for_text("sample.csv").await?;
    page.wait_for_text("3 tokens. Read as Entra ID CSV").await?;
    expect(!page.shows("Demo.").await?, || {
        "no mark of a frame".to_owned()
    })?;
    page.script("location.hash = '#issue/sample';").await?;
    page.button("Issue 5 tokens").await?;
    page.script("location.hash = '#code/sample';").await?;
    eventually("the seed of the sample", async || {
        Ok(desk::seed(&page).await? == RFC_SEED)
    })
    .await?;
    expect(page.address().await?.ends_with("#code/sample"), || {
        "the address to stay".to_owned()
    })?;
    // Nothing that is a person's goes for a sample.
    page.button("New random seed").await?.click().await?;
    let seed = desk::seed(&page).await?;
    page.script("location.hash = '#check'; location.hash = '#code/sample';")
        .await?;
    page.wait_for_text("The sample was left out").await?;
    expect_eq("the seed", desk::seed(&page).await?, seed)
}
